"""Where things go in a drawing: the scales, and labels that keep clear of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tracker.charts.spec import Chart, Label, Point

CHARACTER_WIDTH = 0.5
"""Mean width of a character of the house typeface, in its size."""

GRID = 18
"""Pixels between the places tried for a label that finds none beside its point."""


@dataclass(frozen=True, slots=True)
class Format:
    """A size of drawing, in pixels; text keeps its size, so a phone gets a format of its own."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    font: int
    diamond: int
    has_numbers: bool


WIDE = Format("wide", 896, 430, 44, 24, 30, 46, 14, 11, has_numbers=True)
NARROW = Format("narrow", 358, 330, 44, 14, 30, 46, 14, 6, has_numbers=False)
FORMATS = {WIDE.name: WIDE, NARROW.name: NARROW}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing that something fills."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place.

    Attributes:
        x, y: Left end and baseline of its first line.
        dx, dy: From the labelled point to the top left corner of the text's box.
    """

    label: Label
    x: float
    y: float
    dx: float
    dy: float
    box: Box


class Scales:
    """Days and values as places in a drawing of a chart."""

    def __init__(self, chart: Chart, shape: Format) -> None:
        self.chart = chart
        self.shape = shape
        self._days = max((chart.last - chart.first).days, 1)
        self._width = shape.width - shape.left - shape.right
        self._height = shape.height - shape.top - shape.bottom

    def x(self, day: date) -> float:
        """The place of a day from the left."""
        return round(self.shape.left + (day - self.chart.first).days / self._days * self._width, 1)

    def y(self, value: Decimal | int) -> float:
        """The place of a value from the top."""
        return round(self.shape.top + (1 - float(value) / float(self.chart.top)) * self._height, 1)

    @property
    def floor(self) -> float:
        """The place of the time axis from the top."""
        return self.shape.height - self.shape.bottom

    def at(self, point: Point) -> tuple[float, float]:
        """The place of a point."""
        return self.x(point[0]), self.y(point[1])


def place_labels(scales: Scales) -> list[Placed]:
    """Put each label beside its point, inside the plot and clear of the other labels, where it covers least.

    A label that finds no such place beside its point goes to the nearest free one.
    """
    drawn = [*_marks(scales), *_strokes(scales)]
    placed: list[Placed] = []
    for label in scales.chart.labels:
        labels = [other.box for other in placed]
        best = _least_crowded(_beside(scales, label), labels, drawn)
        if _count_met(best.box, labels):
            best = _least_crowded(_anywhere(scales, label), labels, drawn)
        placed.append(best)
    return placed


def _least_crowded(candidates: Iterable[Placed], labels: Sequence[Box], drawn: Sequence[Box]) -> Placed:
    return min(candidates, key=lambda c: (_count_met(c.box, labels), _count_met(c.box, drawn)))


def _count_met(box: Box, others: Sequence[Box]) -> int:
    return sum(box.meets(other) for other in others)


def _size(scales: Scales, label: Label) -> tuple[float, float]:
    font = scales.shape.font
    return max(len(line) for line in label.lines) * font * CHARACTER_WIDTH + 4, len(label.lines) * font * 1.25


def _beside(scales: Scales, label: Label) -> Iterator[Placed]:
    """Places around the point, the nearest first, moved into the plot where they would leave it."""
    width, height = _size(scales, label)
    x, y = scales.at((label.day, label.value))
    for distance in (10, 22, 40, 62, 88, 118):
        for dx, dy in (
            (distance, 8),
            (-width - distance, -height - 4),
            (12, distance),
            (-width - 8, distance),
            (-width + 10, distance),
            (-width / 2, distance),
            (-width - 8, -height - distance),
            (-width / 2, -height - distance),
        ):
            yield _placed(scales, label, x + dx, y + dy)


def _anywhere(scales: Scales, label: Label) -> list[Placed]:
    """Places all over the plot, the nearest to the point first."""
    shape = scales.shape
    x, y = scales.at((label.day, label.value))
    places = [
        _placed(scales, label, left, top)
        for left in range(shape.left, shape.width, GRID)
        for top in range(shape.top, shape.height - shape.bottom, GRID)
    ]
    return sorted(places, key=lambda p: (p.box.left - x) ** 2 + (p.box.top - y) ** 2)


def _placed(scales: Scales, label: Label, left: float, top: float) -> Placed:
    shape, (width, height) = scales.shape, _size(scales, label)
    x, y = scales.at((label.day, label.value))
    left = max(min(left, shape.width - width), shape.left)
    top = max(min(top, scales.floor - height), shape.top)
    box = Box(left, top, left + width, top + height)
    return Placed(label, round(left, 1), round(top + shape.font, 1), round(left - x, 1), round(top - y, 1), box)


def _marks(scales: Scales) -> Iterator[Box]:
    chart, reach = scales.chart, scales.shape.diamond + 2
    points = [(d.day, d.value) for d in chart.diamonds]
    points += [(chart.end_point.day, chart.end_point.value)] if chart.end_point else []
    for point in points:
        x, y = scales.at(point)
        yield Box(x - reach, y - reach, x + reach, y + reach)
    if chart.as_of:
        x = scales.x(chart.as_of.day)
        yield Box(x - 2, scales.shape.top, x + 2, scales.floor)


def _strokes(scales: Scales) -> Iterator[Box]:
    """The lines and the edges of the band, as small boxes along them."""
    chart = scales.chart
    runs = [line.points for line in chart.lines]
    runs += [chart.band.low, chart.band.high] if chart.band else []
    for points in runs:
        places = [scales.at(point) for point in points]
        for (x1, y1), (x2, y2) in pairwise(places):
            steps = max(int(abs(x2 - x1) // 8), int(abs(y2 - y1) // 8), 1)
            for step in range(steps + 1):
                x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                yield Box(x - 2, y - 2, x + 2, y + 2)
