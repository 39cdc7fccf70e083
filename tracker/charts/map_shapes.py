"""The marks of the map: the shape of the status, in the area of the value."""

from __future__ import annotations

from markupsafe import Markup

from tracker.charts.map_layout import RING, Mark
from tracker.charts.status_shapes import draw_status
from tracker.domain.portfolio_map import Siting


def draw_mark(mark: Mark) -> Markup:
    """The shape of the status, with the frame of an unknown value and the ring of a conventional position."""
    parts = [Markup('<circle class="map-hit" cx="{}" cy="{}" r="{}"/>').format(mark.x, mark.y, round(mark.hit, 1))]
    parts.append(draw_status(mark.site.row.status, mark.x, mark.y, mark.radius))
    if mark.site.row.value is None:
        parts.append(_diamond(mark))
    if mark.site.siting is Siting.CONVENTIONAL:
        radius = round(mark.reach - RING + 1.5, 1)
        parts.append(Markup('<circle class="map-ring" cx="{}" cy="{}" r="{}"/>').format(mark.x, mark.y, radius))
    return Markup("").join(parts)


def _diamond(mark: Mark) -> Markup:
    half = round(2 * mark.radius + 1, 1)
    return Markup('<path class="map-unvalued" d="M{} {}l{h} {h}l-{h} {h}l-{h} -{h}z"/>').format(
        mark.x, round(mark.y - half, 1), h=half
    )
