"""A chart as inline SVG: attributes and classes only, so that it lives under a policy without inline styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from tracker.charts.layout import BESIDE, FORMATS, LINE_HEIGHT, SCREEN, Format, Scales
from tracker.charts.placing import Placed, place_labels, text_width
from tracker.charts.spec import Chart, Diamond, Point


def draw(chart: Chart) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits."""
    return Markup("").join(_drawing(chart, shape) for shape in FORMATS.values())


def draw_narrow(chart: Chart) -> Markup:
    """One low drawing for the narrow column beside a form."""
    return _drawing(chart, BESIDE)


def draw_screen(chart: Chart) -> Markup:
    """One drawing for a television; its texts are larger, and its style sheet draws the lines thicker."""
    return _drawing(chart, SCREEN)


def _drawing(chart: Chart, shape: Format) -> Markup:
    scales = Scales(chart, shape)
    parts = Markup("").join(_parts(scales))
    return Markup(
        '<svg class="chart-svg chart-svg--{name}" data-format="{name}" viewBox="0 0 {width} {height}"'
        ' role="img" aria-label="{label}" focusable="false">{parts}</svg>'
    ).format(name=shape.name, width=shape.width, height=shape.height, label=chart.description, parts=parts)


def _parts(scales: Scales) -> Iterator[Markup]:
    chart = scales.chart
    yield from _value_axis(scales)
    yield from _time_axis(scales)
    if chart.band:
        corners = [*chart.band.high, *reversed(chart.band.low)]
        yield Markup('<polygon class="chart-band" points="{}"/>').format(_points(scales, corners))
    if chart.as_of:
        yield from _as_of(scales)
    for line in chart.lines:
        yield Markup('<polyline class="chart-line chart-line--{}" points="{}"/>').format(
            line.role.value, _points(scales, line.points)
        )
    for point in chart.plan_ticks:
        x, y = scales.at(point)
        yield Markup('<line class="chart-plan-tick" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>').format(
            x=x, top=y - scales.shape.grown(7), bottom=y + scales.shape.grown(7)
        )
    if chart.end_point:
        x, y = scales.at((chart.end_point.day, chart.end_point.value))
        css = "chart-end chart-end--hollow" if chart.end_point.is_hollow else "chart-end"
        yield Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(css, x, y, scales.shape.grown(5))
    for diamond in chart.diamonds:
        yield _diamond(scales, diamond)
    for placed in place_labels(scales):
        yield _label(placed, scales.shape.font)


def _points(scales: Scales, points: Iterable[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in map(scales.at, points))


def _value_axis(scales: Scales) -> Iterator[Markup]:
    shape = scales.shape
    for value, text in scales.chart.named_values():
        y = scales.y(value)
        if value:
            yield Markup('<line class="chart-grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                shape.left, shape.width - shape.right, y, y
            )
        yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="end">{}</text>').format(
            shape.left - shape.grown(8), y + shape.grown(5), text
        )


def _time_axis(scales: Scales) -> Iterator[Markup]:
    shape, floor = scales.shape, scales.floor
    yield Markup('<line class="chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        shape.left, shape.width - shape.right, floor, floor
    )
    for tick in scales.chart.ticks:
        x = scales.x(tick.day)
        yield Markup('<line class="chart-axis" x1="{x}" x2="{x}" y1="{y}" y2="{end}"/>').format(
            x=x, y=floor, end=floor + shape.grown(5)
        )
        yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            x, floor + shape.grown(23), tick.text
        )
        if tick.year:
            yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                x, round(floor + shape.grown(23) + shape.font * LINE_HEIGHT, 1), tick.year
            )


def _as_of(scales: Scales) -> Iterator[Markup]:
    as_of, shape = scales.chart.as_of, scales.shape
    assert as_of is not None
    x = scales.x(as_of.day)
    text = as_of.text if shape.has_numbers else as_of.short_text
    half = text_width(text, shape.font) / 2
    middle = min(max(x, shape.left + half), shape.width - half)
    yield Markup('<line class="chart-as-of" x1="{x}" x2="{x}" y1="{top}" y2="{floor}"/>').format(
        x=x, top=shape.top - shape.grown(4), floor=scales.floor
    )
    yield Markup('<text class="chart-as-of-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        round(middle, 1), shape.top - shape.grown(12), text
    )


def _diamond(scales: Scales, diamond: Diamond) -> Markup:
    x, y = scales.at((diamond.day, diamond.value))
    reach = scales.shape.diamond
    css = "chart-diamond chart-diamond--achieved" if diamond.is_achieved else "chart-diamond"
    number = Markup("")
    if scales.shape.has_numbers:
        number = Markup('<text class="{}-number" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            css.rsplit(" ", 1)[-1], x, y + 4, diamond.number
        )
    path = f"M{x} {round(y - reach, 1)}l{reach} {reach}l{-reach} {reach}l{-reach} {-reach}z"
    return Markup('<g><title>{}</title><path class="{}" d="{}"/>{}</g>').format(diamond.text, css, path, number)


def _label(placed: Placed, font: int) -> Markup:
    lines = Markup("").join(
        Markup('<tspan x="{}" dy="{}">{}</tspan>').format(
            placed.x + 2, 0 if index == 0 else font * LINE_HEIGHT, escape(line)
        )
        for index, line in enumerate(placed.label.lines)
    )
    return Markup('<text class="chart-label chart-label--{}" x="{}" y="{}">{}</text>').format(
        placed.label.role.value, placed.x + 2, placed.y, lines
    )
