"""The marks of the map: the shape of the status, in the area of the value."""

from __future__ import annotations

from math import sqrt

from markupsafe import Markup

from tracker.charts.map_layout import RING, SIDE, TRIANGLE_SIDE, Mark
from tracker.domain.portfolio_map import Siting
from tracker.domain.vocabulary import Status


def draw_mark(mark: Mark) -> Markup:
    """The shape of the status, with the frame of an unknown value and the ring of a conventional position."""
    parts = [Markup('<circle class="map-hit" cx="{}" cy="{}" r="{}"/>').format(mark.x, mark.y, round(mark.hit, 1))]
    parts.append(_shape(mark))
    if mark.site.row.value is None:
        parts.append(_diamond(mark))
    if mark.site.siting is Siting.CONVENTIONAL:
        radius = round(mark.reach - RING + 1.5, 1)
        parts.append(Markup('<circle class="map-ring" cx="{}" cy="{}" r="{}"/>').format(mark.x, mark.y, radius))
    return Markup("").join(parts)


def _shape(mark: Mark) -> Markup:
    status = mark.site.row.status
    if status is Status.AT_RISK:
        return _square(mark)
    if status is Status.ATTENTION:
        return _triangle(mark)
    shape = Markup('<circle class="map-shape" cx="{}" cy="{}" r="{}"/>').format(mark.x, mark.y, round(mark.radius, 1))
    return shape + _tick(mark) if status is Status.FINISHED else shape


def _square(mark: Mark) -> Markup:
    side = SIDE * mark.radius
    return Markup('<rect class="map-shape" x="{}" y="{}" width="{side}" height="{side}"/>').format(
        round(mark.x - side / 2, 1), round(mark.y - side / 2, 1), side=round(side, 1)
    )


def _triangle(mark: Mark) -> Markup:
    side = TRIANGLE_SIDE * mark.radius
    up = side / sqrt(3)
    return Markup('<path class="map-shape" d="M{} {}l{} {}h{}z"/>').format(
        mark.x, round(mark.y - up, 1), round(side / 2, 1), round(side * sqrt(3) / 2, 1), round(-side, 1)
    )


def _tick(mark: Mark) -> Markup:
    r = mark.radius
    return Markup('<path class="map-tick" d="M{} {}l{a} {a}l{b} -{b}"/>').format(
        round(mark.x - 0.45 * r, 1), round(mark.y, 1), a=round(0.3 * r, 1), b=round(0.6 * r, 1)
    )


def _diamond(mark: Mark) -> Markup:
    half = round(2 * mark.radius + 1, 1)
    return Markup('<path class="map-unvalued" d="M{} {}l{h} {h}l-{h} {h}l-{h} -{h}z"/>').format(
        mark.x, round(mark.y - half, 1), h=half
    )
