"""Where marks and words go on a map, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from math import cos, hypot, pi, sin, sqrt, tau

from tracker.charts.layout import Box
from tracker.charts.status_shapes import SIDE, TRIANGLE_SIDE
from tracker.domain.geography import Bounds, Outline, Position
from tracker.domain.portfolio_map import Site
from tracker.domain.vocabulary import Status

Spot = tuple[float, float]
"""Pixels from the left and from the top."""

MARGIN = 8
GAP = 2.0
"""Pixels between two marks."""

COVERED = 0.1
"""All marks together cover no more of the map than this, so that they find their places."""

RING = 3.0
"""Pixels between a mark and the ring that says that its position is a convention."""

SHRINKING = 0.8
STEP = 4
"""Pixels between the places tried around a position that another mark covers."""

FURTHEST = 60
"""Pixels; a mark that would have to go further makes all of them smaller."""

UNVALUED = 1.3
"""The radius of a mark of unknown value, in those of the smallest mark: its shape must be told inside a diamond."""

FINGER = 12.0
"""The radius of what can be hit, in pixels, however small the mark, where that takes nothing from another."""

REACHES = {Status.AT_RISK: SIDE / sqrt(2), Status.ATTENTION: TRIANGLE_SIDE / sqrt(3)}
"""How far the corners of a mark are from its middle, in radii of a circle of its area; else one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A size of drawing, in pixels.

    Attributes:
        largest, smallest: Radii of the circles with the area of the largest and the smallest mark.
        most_marks: More projects are drawn together by voivodeship.
        few_marks: Up to so many projects every one is named where there is room, else only those that lag.
        has_values: The sums by voivodeship have room for name and value.
        is_brief: They are one line, how many projects lag of how many.
        growth: How much larger the small parts are than those of a page.
    """

    name: str
    width: int
    height: int
    font: int
    largest: float
    smallest: float
    most_marks: int
    few_marks: int
    has_values: bool
    is_brief: bool = False
    growth: int = 1


WIDE = Shape("wide", 760, 730, 15, 22, 4, 150, 40, has_values=True)
NARROW = Shape("narrow", 358, 420, 14, 13, 3.2, 40, 20, has_values=False)
SCREEN = Shape("screen", 920, 860, 40, 38, 13, 60, 15, has_values=False, is_brief=True, growth=2)
"""On a television, in parts of a picture 1920 wide."""


class Frame:
    """The part of the plane that a drawing shows."""

    def __init__(self, bounds: Bounds, shape: Shape) -> None:
        across, down = shape.width - 2 * MARGIN, shape.height - 2 * MARGIN
        self.scale = min(across / bounds.width, down / bounds.height)
        self.width = shape.width
        self.height = round(bounds.height * self.scale) + 2 * MARGIN
        self._left = (shape.width - bounds.width * self.scale) / 2
        self._bounds = bounds

    def at(self, position: Position) -> Spot:
        """Where a position is drawn."""
        x, y = position
        return self._left + (x - self._bounds.west) * self.scale, MARGIN + (self._bounds.north - y) * self.scale

    def back(self, spot: Spot) -> Position:
        """The position that is drawn at a spot."""
        x, y = spot
        return self._bounds.west + (x - self._left) / self.scale, self._bounds.north - (y - MARGIN) / self.scale

    def holds(self, box: Box) -> bool:
        """Whether a rectangle is inside the drawing."""
        return box.left >= 0 and box.top >= 0 and box.right <= self.width and box.bottom <= self.height


@dataclass(frozen=True, slots=True)
class Mark:
    """A project on the map.

    Attributes:
        radius: Of the circle that has the mark's area.
        reach: From its middle to its furthest point.
        home: Where its centre is, when the mark had to make way for another; else ``None``.
        hit: The radius of what can be hit.
        is_enlarged: Its area is that of a greater value, because nobody would see its own.
    """

    site: Site
    x: float
    y: float
    radius: float
    reach: float
    home: Spot | None = None
    is_enlarged: bool = False
    hit: float = 0.0

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x - self.reach, self.y - self.reach, self.x + self.reach, self.y + self.reach)


def place_marks(sites: Sequence[Site], frame: Frame, shape: Shape, land: float) -> list[Mark] | None:
    """A mark for each site, in the same order; ``None`` when there are too many to be told apart.

    A recorded one stands at its position or, covered by a larger one, as near as it can; a conventional one as near to
    the middle of its voivodeship as it can. None leaves its voivodeship for that.

    Args:
        sites: Recorded or conventional.
        frame: The part of the country that is drawn.
        shape: The size of the drawing.
        land: Square kilometres on which the marks may stand.
    """
    if len(sites) > shape.most_marks:
        return None
    largest = _largest(len(sites), shape, land * frame.scale**2)
    while largest > 1.5 * shape.smallest:
        marks = _Placing(sites, frame, shape, largest).marks()
        if marks is not None:
            return [replace(mark, hit=_hit(mark, marks)) for mark in marks]
        largest *= SHRINKING
    return None


def _hit(mark: Mark, marks: Sequence[Mark]) -> float:
    room = min((hypot(mark.x - o.x, mark.y - o.y) - o.reach for o in marks if o is not mark), default=FINGER)
    return max(mark.reach, min(FINGER, room))


def _largest(count: int, shape: Shape, room: float) -> float:
    return min(shape.largest, sqrt(2 * COVERED * room / max(count, 1) / pi))


def radius_of(value: Decimal, most: Decimal, largest: float) -> float:
    """The radius of the circle whose area stands to the largest as a value to the greatest one."""
    return largest * sqrt(max(float(value / most), 0.0)) if most > 0 else 0.0


class _Placing:
    """One attempt to place all marks at a size."""

    def __init__(self, sites: Sequence[Site], frame: Frame, shape: Shape, largest: float) -> None:
        self._sites = sites
        self._frame = frame
        most = max((site.row.value for site in sites if site.row.value is not None), default=Decimal(0))
        true = [None if site.row.value is None else radius_of(site.row.value, most, largest) for site in sites]
        self._enlarged = [radius is not None and radius < shape.smallest for radius in true]
        unknown = UNVALUED * shape.smallest
        self._radii = [unknown if radius is None else max(radius, shape.smallest) for radius in true]
        self._taken: list[tuple[float, float, float]] = []

    def marks(self) -> list[Mark] | None:
        placed: dict[int, Mark] = {}
        for number in sorted(range(len(self._sites)), key=self._rank):
            mark = self._place(self._sites[number], self._radii[number])
            if mark is None:
                return None
            placed[number] = replace(mark, is_enlarged=self._enlarged[number])
            self._taken.append((mark.x, mark.y, mark.reach))
        return [placed[number] for number in range(len(self._sites))]

    def _rank(self, number: int) -> tuple[bool, float]:
        return self._sites[number].position is None, -self._radii[number]

    def _place(self, site: Site, radius: float) -> Mark | None:
        reach = _reach(site, radius)
        home = self._frame.at(site.position) if site.position else None
        spots = chain([home], around(home, FURTHEST)) if home else self._within(site.outline, reach)
        # Whether a spot is free is soon known; whether it lies in the voivodeship is asked of the free ones only.
        spot = next((s for s in spots if self._is_free(s, reach) and self._may_hold(site, s, home)), None)
        if spot is None:
            return None
        x, y = round(spot[0], 1), round(spot[1], 1)
        return Mark(site, x, y, radius, reach, None if spot == home else home)

    def _is_free(self, spot: Spot, reach: float) -> bool:
        x, y = spot
        return all(hypot(x - a, y - b) >= reach + other + GAP for a, b, other in self._taken)

    def _may_hold(self, site: Site, spot: Spot, home: Spot | None) -> bool:
        return spot == home or site.outline is None or site.outline.contains(self._frame.back(spot))

    def _within(self, outline: Outline | None, reach: float) -> Iterable[Spot]:
        assert outline is not None, "A position is a convention only inside a known voivodeship."
        return (self._frame.at(place) for place, away in outline.room if away * self._frame.scale >= reach)


def _reach(site: Site, radius: float) -> float:
    """With the frame of an unknown value and the ring of a conventional position."""
    reach = radius * REACHES.get(site.row.status, 1.0) + 1
    if site.row.value is None:
        reach = 2 * radius + 2
    return reach if site.position else reach + RING


def around(home: Spot, furthest: float) -> Iterator[Spot]:
    """Spots around another, the nearest first."""
    x, y = home
    for away in range(STEP, int(furthest) + 1, STEP):
        count = max(8, int(tau * away / STEP / 2))
        for turn in range(count):
            yield x + away * cos(tau * turn / count), y + away * sin(tau * turn / count)


def first_free(candidates: Iterable[Box], taken: Sequence[Box], frame: Frame) -> Box | None:
    """The first rectangle that lies in the drawing and meets none that is taken."""
    return next((box for box in candidates if frame.holds(box) and not any(box.meets(other) for other in taken)), None)
