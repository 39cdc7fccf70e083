"""A comparison of curves as inline SVG: letters at the ends of the lines, names beside them where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from tracker.charts.comparison import ComparedLine, ComparisonChart
from tracker.charts.comparison_names import LEADER, Named, Place, joining_way, place_names
from tracker.charts.layout import LINE_HEIGHT, MEDIUM, NARROW, WIDE, Box, Format
from tracker.charts.placing import Obstacles, text_width
from tracker.domain.comparison import MiddleHalf, XYPoint
from tracker.formatting import NBSP

DRAWN_LAST = 64
"""Drawings kept, some 60 kB each."""

SQUARE = 18
STEP = 21
"""Pixels by which a square moves away from another one."""


@lru_cache(maxsize=DRAWN_LAST)
def draw_comparison(chart: ComparisonChart) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits.

    The same chart is asked for again by whoever turns back to it or opens a shared link, and finding places for the
    names takes most of the time of the page.
    """
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


@dataclass(frozen=True, slots=True)
class _Name:
    """A text beside what it names.

    Attributes:
        anchors: Places of the drawing, beside any of which it may stand.
        reach: Pixels from the anchor up to which no line need join them.
    """

    css: str
    texts: tuple[str, ...]
    anchors: tuple[tuple[float, float], ...]
    reach: float = 8


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
        if self.chart.band:
            yield self._range(self.chart.band)
        names = list(self._names())
        boxes = [place.box for _, place in names]
        yield from (self._leader(place, name.reach, boxes) for name, place in names)
        for end in self.ends:
            yield from self._square(end)
        yield from (_text(name, place, self.shape.font) for name, place in names)

    def _range(self, band: MiddleHalf) -> Markup:
        """The two ends of the band where it is widest; the lines may hide the rest of it."""
        across, low, high = band.widest
        return Markup('<path class="compared-range" d="M{x} {top}h10m-5 0V{bottom}m-5 0h10"/>').format(
            x=round(self.x(across) - 5, 1), top=self.y(high), bottom=self.y(low)
        )

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
        x, (left, right) = self.x(across), self._marker_text(across, text)
        yield Markup('<line class="chart-marker" x1="{x}" x2="{x}" y1="{top}" y2="{floor}"/>').format(
            x=x, top=self.shape.top - 4, floor=self.floor
        )
        yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            round((left + right) / 2, 1), self.shape.top - 12, text
        )

    def _marker_text(self, across: Decimal, text: str) -> tuple[float, float]:
        """Where the marker's text begins and ends: over its line, within the drawing."""
        half = text_width(text, self.shape.font) / 2
        middle = min(max(self.x(across), self.shape.left + half), self.shape.width - half)
        return middle - half, middle + half

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

    def _names(self) -> Iterator[tuple[_Name, Place]]:
        yield from zip(self.names, self.places(), strict=True)

    @property
    def names(self) -> list[_Name]:
        """What is named: the ends of the lines where there is room, and the band and the plan always."""
        names = []
        if self.shape.has_numbers:
            for end in self.ends:
                css = f"compared-name compared-{end.line.letter.lower()}"
                names.append(_Name(css, end.line.texts, ((end.x, end.middle),), LEADER))
        if self.chart.band:
            across, low, high = self.chart.band.widest
            names.append(_Name("compared-note", self.chart.band_name, ((self.x(across), self.y((low + high) / 2)),)))
        if self.chart.mean_plan:
            inner = self.chart.mean_plan[2:-1:2]
            names.append(
                _Name("compared-note", (self.chart.plan_name,), tuple((self.x(a), self.y(b)) for a, b in inner))
            )
        return names

    def places(self) -> list[Place]:
        """Where the names stand, in their order."""
        font = self.shape.font
        wanted = [
            Named(
                name.anchors,
                max(text_width(text, font) for text in name.texts) + 4,
                len(name.texts) * font * LINE_HEIGHT,
                is_end=name.reach == LEADER,
            )
            for name in self.names
        ]
        frame = Box(self.shape.left + 2, 2, self.shape.width, self.floor)
        return place_names(wanted, frame, self._strokes(), [end.box for end in self.ends])

    def _leader(self, place: Place, reach: float, names: Sequence[Box]) -> Markup:
        """A thin line to a name that stands apart; none through another name, for the colour tells it as well."""
        way = Obstacles(Box(x, y, x + 1, y + 1) for x, y in joining_way(place))
        if place.distance <= reach or any(way.count_met(box) for box in names if box != place.box):
            return Markup("")
        (x1, y1), (x2, y2) = place.anchor, place.nearest
        return Markup('<line class="compared-leader" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            x1, y1, round(x2, 1), round(y2, 1)
        )

    def _strokes(self) -> Iterator[tuple[float, float]]:
        """Points of all that is drawn, at most eight pixels from each other."""
        runs: list[Sequence[XYPoint]] = [line.points for line in self.chart.lines]
        runs += [self.chart.band.low, self.chart.band.high] if self.chart.band else []
        for points in (*runs, self.chart.mean_plan):
            for (x1, y1), (x2, y2) in pairwise([(self.x(a), self.y(b)) for a, b in points]):
                steps = max(int(abs(x2 - x1) // 8), int(abs(y2 - y1) // 8), 1)
                for step in range(steps + 1):
                    yield x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
        if self.chart.marker:
            across, text = self.chart.marker
            left, right = self._marker_text(across, text)
            yield from ((self.x(across), top) for top in range(self.shape.top, int(self.floor), 8))
            yield from ((x, self.shape.top - 16) for x in range(int(left), int(right) + 1, 8))


def _text(name: _Name, place: Place, font: int) -> Markup:
    x, top = round(place.box.left + 2, 1), round(place.box.top + font, 1)
    first, *more = name.texts
    lines = Markup('<tspan class="compared-place" x="{}">{}</tspan>').format(x, first)
    for line in more:
        lines += Markup('<tspan x="{}" dy="{}">{}</tspan>').format(x, round(font * LINE_HEIGHT, 1), line)
    return Markup('<text class="{}" y="{}">{}</text>').format(name.css, top, lines)
