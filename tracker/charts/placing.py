"""Labels beside their lines in place of a legend: each where it covers nothing and is near its point."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot, inf

from tracker.charts.layout import LINE_HEIGHT, Box, Scales
from tracker.charts.spec import Label

NARROW_CHARACTERS = frozenset("fijlrtI.,:;|'()-\u2013 \u00a0")
WIDE_CHARACTERS = frozenset("mwMW%")

GRID = 12
"""Pixels between the places tried for a label that finds none beside its point."""

COVERING = 40
"""A label goes as many pixels further from its point rather than cover a mark or eight pixels of a line."""

OTHER_LABEL = 1000
"""Covering another label is as bad as covering so many marks."""


class Obstacles:
    """Boxes that a label had better not cover, kept from left to right so that few of them need a look."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes = sorted(boxes, key=lambda box: box.left)
        self._lefts = [box.left for box in self._boxes]
        self._widest = max((box.right - box.left for box in self._boxes), default=0.0)

    def count_met(self, box: Box) -> int:
        """How many of the boxes a box overlaps."""
        first, last = bisect_left(self._lefts, box.left - self._widest), bisect_left(self._lefts, box.right)
        return sum(box.meets(other) for other in self._boxes[first:last])


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

    @property
    def distance(self) -> float:
        """Pixels from the point to the nearest side of the text's box, 0 inside it."""
        width, height = self.box.right - self.box.left, self.box.bottom - self.box.top
        return hypot(max(self.dx, -self.dx - width, 0), max(self.dy, -self.dy - height, 0))


def text_width(text: str, font: float) -> float:
    """About how wide a text is in the house typeface; a little more rather than less."""
    narrow, wide = (sum(character in kind for character in text) for kind in (NARROW_CHARACTERS, WIDE_CHARACTERS))
    return font * (0.3 * narrow + 0.85 * wide + 0.54 * (len(text) - narrow - wide))


def place_labels(scales: Scales) -> list[Placed]:
    """Put each label inside the plot, clear of the other labels, where it covers least and is near its point."""
    drawn = Obstacles([*_marks(scales), *_strokes(scales)])
    placed: list[Placed] = []
    for label in scales.chart.labels:
        labels = Obstacles(other.box for other in placed)
        places = _Places(scales, label)
        best, cost = _cheapest(places.beside(), labels, drawn)
        if cost >= COVERING:
            elsewhere, less = _cheapest(places.within(cost), labels, drawn, below=cost)
            best = elsewhere if less < cost else best
        assert best is not None
        placed.append(best)
    return placed


def _cheapest(
    candidates: Iterable[Placed], labels: Obstacles, drawn: Obstacles, *, below: float = inf
) -> tuple[Placed | None, float]:
    """The candidate that costs least, and its cost; they come nearest first, so the search may end early."""
    best = None
    for candidate in candidates:
        if candidate.distance >= below:
            break
        met = drawn.count_met(candidate.box) + OTHER_LABEL * labels.count_met(candidate.box)
        cost = candidate.distance + COVERING * met
        if cost < below:
            best, below = candidate, cost
    return best, below


def _nearest_first(places: Iterable[Placed]) -> list[Placed]:
    return sorted(places, key=lambda place: place.distance)


class _Places:
    """Where a label may go."""

    def __init__(self, scales: Scales, label: Label) -> None:
        font = scales.shape.font
        self.shape = scales.shape
        self.floor = scales.floor
        self.label = label
        self.x, self.y = scales.at((label.day, label.value))
        self.width = ceil(max(text_width(line, font) for line in label.lines)) + 4
        self.height = ceil(len(label.lines) * font * LINE_HEIGHT)

    def beside(self) -> list[Placed]:
        """Places around the point, the nearest first, moved into the plot where they would leave it."""
        width, height = self.width, self.height
        offsets = (
            offset
            for distance in map(self.shape.grown, (10, 22, 40, 62))
            for offset in (
                (distance, 8),
                (-width - distance, -height - 4),
                (12, distance),
                (-width - 8, distance),
                (-width + 10, distance),
                (-width / 2, distance),
                (-width - 8, -height - distance),
                (-width / 2, -height - distance),
            )
        )
        return _nearest_first(self._at(self.x + dx, self.y + dy) for dx, dy in offsets)

    def within(self, reach: float) -> list[Placed]:
        """Places all over the plot that are at most so many pixels from the point, the nearest first."""
        lefts = range(self.shape.left, self.shape.width - self.width + GRID, GRID)
        tops = range(self.shape.top, int(self.floor) - self.height + GRID, GRID)
        return _nearest_first(
            self._at(left, top)
            for left in lefts
            if self.x - self.width - reach < left < self.x + reach
            for top in tops
            if self.y - self.height - reach < top < self.y + reach
        )

    def _at(self, left: float, top: float) -> Placed:
        left = round(max(min(left, self.shape.width - self.width), self.shape.left), 1)
        top = round(max(min(top, self.floor - self.height), self.shape.top), 1)
        box = Box(left, top, left + self.width, top + self.height)
        return Placed(self.label, left, top + self.shape.font, left - self.x, top - self.y, box)


def _marks(scales: Scales) -> Iterator[Box]:
    chart, reach = scales.chart, scales.shape.diamond + 2
    points = [(d.day, d.value) for d in chart.diamonds]
    points += [(chart.end_point.day, chart.end_point.value)] if chart.end_point else []
    for point in points:
        x, y = scales.at(point)
        yield Box(x - reach, y - reach, x + reach, y + reach)
    if chart.as_of:
        x = scales.x(chart.as_of.day)
        for top in range(scales.shape.top, int(scales.floor), 8):
            yield Box(x - 2, top, x + 2, top + 8)


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
