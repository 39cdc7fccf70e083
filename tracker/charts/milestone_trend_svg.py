"""Milestone trends as inline SVG: full size once for each width, or small for a wall of many projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tracker.charts.milestone_trend import TrendChart, TrendLine
from tracker.charts.placing import text_width
from tracker.charts.spec import Tick
from tracker.domain.periods import Period
from tracker.formatting import NBSP

FONT = 14
LINE = 16
"""Pixels between the lines of two labels."""

DIAMOND = 5
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A size of drawing, in pixels.

    Attributes:
        right: Room for the labels of open milestones.
        has_names: A label has the milestone's name; else only its number and how far it moved.
    """

    name: str
    width: int
    height: int
    right: int
    has_names: bool
    left: int = 64
    top: int = 26
    bottom: int = 44


_SHAPES = (
    _Shape("wide", 800, 380, 270, has_names=True),
    _Shape("medium", 530, 320, 96, has_names=False),
    _Shape("narrow", 344, 300, 88, has_names=False),
)
_SMALL = _Shape("small", 320, 200, 96, has_names=False)


def draw_trend(chart: TrendChart) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits."""
    return Markup("").join(_Drawing(chart, shape).draw(f"chart-svg chart-svg--{shape.name}") for shape in _SHAPES)


def draw_small_trend(chart: TrendChart) -> Markup:
    """One small drawing."""
    return _Drawing(chart, _SMALL).draw("trend-small")


@dataclass(frozen=True, slots=True)
class _Placed:
    line: TrendLine
    y: float
    at: float


class _Drawing:
    def __init__(self, chart: TrendChart, shape: _Shape) -> None:
        self.chart = chart
        self.shape = shape
        self.edge = shape.width - shape.right
        self.floor = shape.height - shape.bottom

    def x(self, day: date) -> float:
        return round(self.shape.left + _part(self.chart.across, day) * (self.edge - self.shape.left), 1)

    def y(self, day: date) -> float:
        return round(self.floor - _part(self.chart.upward, day) * (self.floor - self.shape.top), 1)

    def draw(self, css: str) -> Markup:
        return Markup(
            '<svg class="{css}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}"'
            ' focusable="false">{parts}</svg>'
        ).format(
            css=css,
            width=self.shape.width,
            height=self.shape.height,
            label=self.chart.description,
            parts=Markup("").join(self._parts()),
        )

    def _parts(self) -> Iterator[Markup]:
        yield from self._upward_axis()
        yield from self._across_axis()
        yield from self._diagonal()
        yield from self._replans()
        yield from self._as_of()
        placed = _spread(self._open(), self.shape.top + FONT / 2, self.floor)
        for line in sorted(self.chart.lines, key=lambda one: one.is_worst):
            yield self._line(line)
        for end in placed:
            yield from self._label(end)

    def _upward_axis(self) -> Iterator[Markup]:
        last = None
        for tick in self.chart.upward_ticks:
            y = self.y(tick.day)
            if last is not None and last - y < 2 * LINE:
                continue
            last = y
            yield Markup('<line class="chart-grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
                self.shape.left, self.edge, y=y
            )
            yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="end">{}</text>').format(
                self.shape.left - 6, y + 5, _with_year(tick)
            )

    def _across_axis(self) -> Iterator[Markup]:
        yield Markup('<line class="chart-axis" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            self.shape.left, self.edge, y=self.floor
        )
        end = 0.0
        for tick in self.chart.across_ticks:
            x, half = self.x(tick.day), text_width(tick.year or tick.text, FONT) / 2
            if x - half < end:
                continue
            end = x + half + 8
            yield Markup('<line class="chart-axis" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(
                self.floor, self.floor + 5, x=x
            )
            for text, below in ((tick.text, 20), (tick.year, 38)):
                if text:
                    yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                        x, self.floor + below, text
                    )

    def _diagonal(self) -> Iterator[Markup]:
        """Where a report would expect its own day."""
        first = max(self.chart.across.start, self.chart.upward.start)
        last = min(self.chart.across.last_day, self.chart.upward.last_day)
        if first < last:
            yield Markup('<line class="trend-diagonal" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
                self.x(first), self.y(first), self.x(last), self.y(last)
            )

    def _as_of(self) -> Iterator[Markup]:
        if not self.chart.as_of_text:
            return
        x = self.x(self.chart.across.last_day)
        yield Markup('<line class="chart-as-of" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(
            self.shape.top - 6, self.floor, x=x
        )
        yield Markup('<text class="chart-as-of-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            x, self.shape.top - 12, self.chart.as_of_text
        )

    def _replans(self) -> Iterator[Markup]:
        """Where a plan replaced another one; the words stand low, beside their line, where what is past left room."""
        end = 0.0
        for on, words in self.chart.replans:
            x, width = self.x(on), text_width(words, FONT) + 4
            yield Markup('<line class="trend-replan" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(
                self.shape.top, self.floor, x=x
            )
            left = x - width if x - width > self.shape.left else x + 4
            if left > end:
                end = left + width
                yield Markup('<text class="chart-axis-text" x="{}" y="{}">{}</text>').format(
                    round(left, 1), self.floor - 6, words
                )

    def _line(self, line: TrendLine) -> Markup:
        places = [(self.x(on), self.y(day)) for on, day in line.points]
        css = f"trend-line trend-line--{line.level}" + (" trend-line--worst" if line.is_worst else "")
        points = " ".join(f"{x},{y}" for x, y in places)
        parts = [Markup("<title>{}</title>").format(f"{line.number}. {line.text}")]
        parts.append(Markup('<polyline class="{}" points="{}"/>').format(css, points))
        dots = places[:-1] if line.is_achieved else places
        parts.append(Markup('<path class="trend-dot" d="{}"/>').format("".join(f"M{x} {y}h0" for x, y in dots)))
        x, y = places[-1]
        if line.is_achieved:
            parts.append(_diamond(x, y, "chart-diamond chart-diamond--achieved"))
        else:
            edge = self.x(self.chart.across.last_day)
            parts.append(
                Markup('<line class="trend-hold trend-line--{}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
                    line.level, x, edge, y=y
                )
            )
            parts.append(_diamond(edge, y, f"chart-diamond trend-diamond--{line.level}"))
        return Markup("<g>{}</g>").format(Markup("").join(parts))

    def _open(self) -> list[_Placed]:
        """The milestones still open, from the top, where each would like its label."""
        ends = [(line, self.y(line.points[-1][1])) for line in self.chart.lines if not line.is_achieved]
        room = int((self.floor - self.shape.top) // LINE)
        kept = sorted(ends, key=lambda end: (not end[0].is_worst, end[0].level == "none"))[:room]
        return [_Placed(line, y, y) for line, y in sorted(kept, key=lambda end: end[1])]

    def _label(self, end: _Placed) -> Iterator[Markup]:
        left = self.x(self.chart.across.last_day) + 22
        yield Markup('<line class="trend-leader" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            left - 14, end.y, left - 3, round(end.at, 1)
        )
        text = self._words(end.line, self.shape.width - left)
        css = f"trend-label trend-label--{end.line.level}"
        yield Markup('<text class="{}" x="{}" y="{}">{}</text>').format(css, left, round(end.at + 5, 1), text)

    def _words(self, line: TrendLine, room: float) -> str:
        """Number, name and how far it moved; the name gives way where there is too little room for all."""
        if not self.shape.has_names:
            return f"{line.number}{NBSP}{line.moved}".strip(NBSP)
        moved = f", {line.moved}" if line.moved else ""
        return _fitting(f"{line.number}{NBSP}{line.name}", room - text_width(moved, FONT)) + moved


def _part(span: Period, day: date) -> float:
    return (day - span.start).days / max(span.days - 1, 1)


def _with_year(tick: Tick) -> str:
    return f"{tick.text}{NBSP}{tick.day.year}"


def _diamond(x: float, y: float, css: str) -> Markup:
    path = f"M{x} {round(y - DIAMOND, 1)}l{DIAMOND} {DIAMOND}l-{DIAMOND} {DIAMOND}l-{DIAMOND} -{DIAMOND}z"
    return Markup('<path class="{}" d="{}"/>').format(css, path)


def _spread(ends: Sequence[_Placed], top: float, floor: float) -> list[_Placed]:
    """Labels in the order of their lines, each as near to its line as the others let it."""
    places: list[float] = []
    for end in ends:
        places.append(max(end.y, places[-1] + LINE if places else top))
    lowest = floor
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], lowest)
        lowest = places[index] - LINE
    return [_Placed(end.line, end.y, at) for end, at in zip(ends, places, strict=True)]


def _fitting(text: str, room: float) -> str:
    """A text, cut where it would leave its room; the table has it whole."""
    if text_width(text, FONT) <= room:
        return text
    while text and text_width(text + ELLIPSIS, FONT) > room:
        text = text[:-1]
    return text.rstrip(f" ,{NBSP}") + ELLIPSIS
