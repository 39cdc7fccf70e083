"""A comparison of curves as inline SVG: letters at the ends of the lines, names beside them where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from tracker.charts.comparison import ComparedLine, ComparisonChart
from tracker.charts.layout import LINE_HEIGHT, MEDIUM, NARROW, WIDE, Box, Format
from tracker.charts.placing import Obstacles, text_width
from tracker.domain.comparison import XYPoint
from tracker.formatting import NBSP

SQUARE = 18
STEP = 21
"""Pixels by which a square moves away from another one."""

COVERING, OTHER_LABEL = 40, 100_000
"""A name goes so many pixels further rather than cover eight pixels of a line, or another name."""

GRID = 6
"""Pixels between the places looked at where there is no room beside the end of a line: six may end in one place."""


def draw_comparison(chart: ComparisonChart) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits."""
    return Markup("").join(_Drawing(chart, shape).draw() for shape in (WIDE, MEDIUM, NARROW))


@dataclass(frozen=True, slots=True)
class _End:
    """The square at the end of a line: where the line ends, and the middle of the square."""

    line: ComparedLine
    x: float
    y: float
    middle: float

    @property
    def box(self) -> Box:
        half = SQUARE / 2 + 1
        return Box(self.x - half, self.middle - half, self.x + half, self.middle + half)


class _Drawing:
    def __init__(self, chart: ComparisonChart, shape: Format) -> None:
        self.chart = chart
        self.shape = shape
        self.floor = shape.height - shape.bottom
        self.width = shape.width - shape.left - shape.right
        self.ends = list(self._spread())

    def x(self, across: Decimal) -> float:
        return round(self.shape.left + float(across) / max(float(self.chart.last), 0.001) * self.width, 1)

    def y(self, height: Decimal) -> float:
        return round(self.floor - float(height) / float(self.chart.top) * (self.floor - self.shape.top), 1)

    def draw(self) -> Markup:
        return Markup(
            '<svg class="chart-svg chart-svg--{name}" data-format="{name}" viewBox="0 0 {width} {height}"'
            ' role="img" aria-label="{label}" focusable="false">{parts}</svg>'
        ).format(
            name=self.shape.name,
            width=self.shape.width,
            height=self.shape.height,
            label=self.chart.description,
            parts=Markup("").join(self._parts()),
        )

    def _parts(self) -> Iterator[Markup]:
        yield from self._axes()
        if self.chart.band:
            corners = [*self.chart.band.high, *reversed(self.chart.band.low)]
            yield Markup('<polygon class="chart-band" points="{}"/>').format(self._points(corners))
        if self.chart.marker:
            yield from self._marker(*self.chart.marker)
        if self.chart.mean_plan:
            yield Markup('<polyline class="chart-line chart-line--mean" points="{}"/>').format(
                self._points(self.chart.mean_plan)
            )
        for line in self.chart.lines:
            yield Markup('<polyline class="compared-line compared-{}" points="{}"/>').format(
                line.letter.lower(), self._points(line.points)
            )
        for end in self.ends:
            yield from self._square(end)
        if self.shape.has_numbers:
            yield from self._names()

    def _points(self, points: Iterable[XYPoint]) -> str:
        return " ".join(f"{self.x(across)},{self.y(height)}" for across, height in points)

    def _axes(self) -> Iterator[Markup]:
        shape, top = self.shape, int(self.chart.top)
        for step in range(5):
            value = top * step // 4
            y = self.y(Decimal(value))
            css = "chart-grid" if step else "chart-axis"
            yield Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                css, shape.left, shape.width - shape.right, y, y
            )
            text = f"{value}{NBSP}%" if step == 4 else str(value)
            yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="end">{}</text>').format(
                shape.left - 8, y + 5, text
            )
        for tick in self.chart.ticks:
            x = self.x(tick.across)
            yield Markup('<line class="chart-axis" x1="{x}" x2="{x}" y1="{y}" y2="{end}"/>').format(
                x=x, y=self.floor, end=self.floor + 5
            )
            for text, below in ((tick.text, 23.0), (tick.year, 23 + shape.font * LINE_HEIGHT)):
                if text:
                    yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                        x, round(self.floor + below, 1), text
                    )

    def _marker(self, across: Decimal, text: str) -> Iterator[Markup]:
        x, half = self.x(across), text_width(text, self.shape.font) / 2
        middle = min(max(x, self.shape.left + half), self.shape.width - half)
        yield Markup('<line class="chart-marker" x1="{x}" x2="{x}" y1="{top}" y2="{floor}"/>').format(
            x=x, top=self.shape.top - 4, floor=self.floor
        )
        yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            round(middle, 1), self.shape.top - 12, text
        )

    def _spread(self) -> Iterator[_End]:
        """The squares, moved down where they would cover each other, up where the axis is in the way."""
        lowest = self.floor - SQUARE / 2
        placed: list[_End] = []
        for line in sorted(self.chart.lines, key=lambda one: -one.points[-1][1]):
            x, y = self.x(line.points[-1][0]), self.y(line.points[-1][1])
            offsets = sorted((step * STEP for step in range(-5, 6)), key=lambda offset: (abs(offset), -offset))
            ends = [_End(line, x, y, y + offset) for offset in offsets if y + offset <= lowest]
            free = (end for end in ends if not any(end.box.meets(other.box) for other in placed))
            placed.append(next(free, ends[0] if ends else _End(line, x, y, lowest)))
        return iter(placed)

    def _square(self, end: _End) -> Iterator[Markup]:
        letter = end.line.letter
        if end.middle != end.y:
            yield Markup('<line class="compared-leader" x1="{x}" x2="{x}" y1="{y}" y2="{middle}"/>').format(
                x=end.x, y=end.y, middle=end.middle
            )
        css = f"compared-square compared-{letter.lower()}" + (" compared-square--hollow" if end.line.is_hollow else "")
        yield Markup('<g class="{}"><rect x="{}" y="{}" width="{s}" height="{s}"/>').format(
            css, round(end.x - SQUARE / 2, 1), round(end.middle - SQUARE / 2, 1), s=SQUARE
        )
        yield Markup('<text x="{}" y="{}" text-anchor="middle">{}</text></g>').format(
            end.x, round(end.middle + 5, 1), letter
        )

    def _names(self) -> Iterator[Markup]:
        for end, box in zip(self.ends, self.places(), strict=True):
            yield _name(end.line, box, self.shape.font)

    def places(self) -> Iterator[Box]:
        """Where the names stand, in the order of the ends: near them, clear of squares, each other and the lines."""
        strokes = Obstacles(self._strokes())
        placed = [end.box for end in self.ends]
        for end in self.ends:
            others = Obstacles(placed)
            boxes = (
                min(places, key=lambda place: self._cost(place, end, others, strokes))
                for places in (self._beside(end), self._anywhere(end))
            )
            box = next(boxes)
            if others.count_met(box):
                box = next(boxes)
            placed.append(box)
            yield box

    def _size(self, end: _End) -> tuple[float, float]:
        font = self.shape.font
        return max(text_width(text, font) for text in end.line.texts) + 4, 2 * font * LINE_HEIGHT

    def _anywhere(self, end: _End) -> Iterator[Box]:
        width, height = self._size(end)
        for y in range(2, int(self.floor - height), GRID):
            for x in range(self.shape.left + 2, int(self.shape.width - width), GRID):
                yield Box(x, y, x + width, y + height)

    def _beside(self, end: _End) -> Iterator[Box]:
        width, height = self._size(end)
        for distance in (13, 22, 34, 50, 70, 95):
            for left, top in (
                (end.x + distance, end.middle - height / 2),
                (end.x - distance - width, end.middle - height / 2),
                (end.x - width / 2, end.middle + distance),
                (end.x - width / 2, end.middle - distance - height),
                (end.x - width, end.middle - distance - height),
                (end.x - width, end.middle + distance),
                (end.x, end.middle + distance),
                (end.x, end.middle - distance - height),
            ):
                x = min(max(left, self.shape.left + 2), self.shape.width - width)
                y = min(max(top, 2), self.floor - height)
                yield Box(x, y, x + width, y + height)

    def _cost(self, box: Box, end: _End, placed: Obstacles, strokes: Obstacles) -> float:
        across = max(box.left - end.x, end.x - box.right, 0)
        up = max(box.top - end.middle, end.middle - box.bottom, 0)
        return across + up + OTHER_LABEL * placed.count_met(box) + COVERING * strokes.count_met(box)

    def _strokes(self) -> Iterator[Box]:
        lines: list[Sequence[XYPoint]] = [line.points for line in self.chart.lines]
        for points in (*lines, self.chart.mean_plan):
            for (x1, y1), (x2, y2) in pairwise([(self.x(a), self.y(b)) for a, b in points]):
                steps = max(int(abs(x2 - x1) // 8), int(abs(y2 - y1) // 8), 1)
                for step in range(steps + 1):
                    x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                    yield Box(x - 2, y - 2, x + 2, y + 2)


def _name(line: ComparedLine, box: Box, font: int) -> Markup:
    return Markup(
        '<text class="compared-name compared-{letter}" y="{y}"><tspan class="compared-place" x="{x}">{place}</tspan>'
        '<tspan x="{x}" dy="{dy}">{end}</tspan></text>'
    ).format(
        letter=line.letter.lower(),
        x=round(box.left + 2, 1),
        y=round(box.top + font, 1),
        place=line.texts[0],
        end=line.texts[1],
        dy=round(font * LINE_HEIGHT, 1),
    )
