"""The waterfall as inline SVG, once for each width: rows of a label, a bar and an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from tracker.charts.waterfall import Step, Waterfall


@dataclass(frozen=True, slots=True)
class _Shape:
    """A size of drawing, in pixels.

    Attributes:
        label: Room for the words before the bar; with 0 they stand above it, where lines between bars would cross
            them.
    """

    name: str
    width: int
    row: int
    label: int
    amount: int


_SHAPES = (_Shape("wide", 800, 34, 210, 110), _Shape("medium", 530, 34, 180, 100), _Shape("narrow", 344, 52, 0, 0))
_BAR = 14


def draw_waterfall(chart: Waterfall) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits."""
    return Markup("").join(_drawing(chart, shape) for shape in _SHAPES)


def _drawing(chart: Waterfall, shape: _Shape) -> Markup:
    parts = Markup("").join(_parts(chart, shape))
    return Markup(
        '<svg class="chart-svg chart-svg--{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}"'
        ' focusable="false">{parts}</svg>'
    ).format(
        name=shape.name,
        width=shape.width,
        height=shape.row * len(chart.steps),
        label=chart.description,
        parts=parts,
    )


def _parts(chart: Waterfall, shape: _Shape) -> Iterator[Markup]:
    for index, step in enumerate(chart.steps):
        top = index * shape.row
        yield from _words(step, shape, top)
        bar_top = top + (28 if not shape.label else 10)
        if index and shape.label:
            x = _x(chart, shape, step.start)
            yield Markup('<line class="waterfall-link" x1="{x}" x2="{x}" y1="{y}" y2="{end}"/>').format(
                x=x, y=bar_top - shape.row + _BAR, end=bar_top
            )
        yield _mark(chart, shape, step, bar_top)


def _words(step: Step, shape: _Shape, top: int) -> Iterator[Markup]:
    css = "waterfall-text waterfall-text--level" if step.is_level else "waterfall-text"
    y = top + (18 if not shape.label else 22)
    yield Markup('<text class="{}" x="0" y="{}">{}</text>').format(css, y, step.label)
    yield Markup('<text class="{}" x="{}" y="{}" text-anchor="end">{}</text>').format(css, shape.width, y, step.amount)


def _mark(chart: Waterfall, shape: _Shape, step: Step, top: int) -> Markup:
    start, end = _x(chart, shape, step.start), _x(chart, shape, step.end)
    if step.is_level:
        return Markup('<rect class="waterfall-level" x="{}" y="{}" width="5" height="{}"/>').format(
            round(start - 2.5, 1), top - 3, _BAR + 6
        )
    css = "waterfall-less" if end < start else "waterfall-more"
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        css, min(start, end), top, round(max(abs(end - start), 2), 1), _BAR
    )


def _x(chart: Waterfall, shape: _Shape, amount: Decimal) -> float:
    left, right = shape.label, shape.width - shape.amount
    return round(left + float((amount - chart.low) / (chart.high - chart.low)) * (right - left), 1)
