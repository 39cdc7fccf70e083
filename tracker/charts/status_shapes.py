"""The status of a project as a shape in a drawing: the same on the map and in the scatter."""

from __future__ import annotations

from math import pi, sqrt

from markupsafe import Markup

from tracker.domain.vocabulary import Status

SIDE = sqrt(pi)
"""Side of a square over the radius of a circle of the same area."""

TRIANGLE_SIDE = sqrt(4 * pi / sqrt(3))
"""Side of an equilateral triangle over the radius of a circle of the same area."""


def draw_status(status: Status, x: float, y: float, radius: float) -> Markup:
    """A shape of its own for each status, so that its colour says nothing alone.

    Args:
        status: Gives the shape, and the colour through the class of the group.
        x: The middle, from the left, in units of the drawing.
        y: The middle, from the top.
        radius: Of a circle; the other shapes have its area.
    """
    return Markup('<g class="status-shape status-shape--{}">{}</g>').format(status.value, _shape(status, x, y, radius))


def _shape(status: Status, x: float, y: float, radius: float) -> Markup:
    if status is Status.AT_RISK:
        return _square(x, y, SIDE * radius)
    if status is Status.ATTENTION:
        return _triangle(x, y, TRIANGLE_SIDE * radius)
    shape = Markup('<circle cx="{}" cy="{}" r="{}"/>').format(x, y, round(radius, 1))
    return shape + _tick(x, y, radius) if status is Status.FINISHED else shape


def _square(x: float, y: float, side: float) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{side}" height="{side}"/>').format(
        round(x - side / 2, 1), round(y - side / 2, 1), side=round(side, 1)
    )


def _triangle(x: float, y: float, side: float) -> Markup:
    up = side / sqrt(3)
    return Markup('<path d="M{} {}l{} {}h{}z"/>').format(
        x, round(y - up, 1), round(side / 2, 1), round(side * sqrt(3) / 2, 1), round(-side, 1)
    )


def _tick(x: float, y: float, radius: float) -> Markup:
    return Markup('<path class="status-tick" d="M{} {}l{a} {a}l{b} -{b}"/>').format(
        round(x - 0.45 * radius, 1), round(y, 1), a=round(0.3 * radius, 1), b=round(0.6 * radius, 1)
    )
