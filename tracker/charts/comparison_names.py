"""Where the names in a comparison of curves stand: near what they name, clear of each other and of the lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import hypot

from tracker.charts.layout import Box
from tracker.charts.placing import Obstacles

COVERING, OTHER_LABEL = 60, 100_000
"""A name goes so many pixels further rather than cover eight pixels of a line, or a square or another name."""

STRANGER = 60
"""A name goes so many pixels further rather than be nearer to another line's end than to its own."""

DISTANCES = (13, 22, 34, 50)
GRID = 10
"""Pixels between the places tried where there is no clear one beside the end of a line."""

REACH = 150
"""Pixels beyond which nobody sees any more what a name belongs to."""

CELL = 4
"""Pixels of a square of the drawing in which strokes are counted."""

MARGIN = 6
"""Cells beyond the frame, for what is drawn on its very edge."""

CLEAR_ENOUGH = 4
"""Clear places beside an anchor that make a search all around it needless."""

ROUNDS = 4
LIKELY, SWAPS = 60, 16
"""How many of the cheapest places of a name are looked at closely, how many tried in exchange for another one's."""

LEADER = 30
"""Pixels from the middle of a square to its name from which a thin line joins them."""

LINE_ALONE = 5
"""Points of one line within eight pixels of a place on it."""

CROSSING, TANGLED = 4, 10
"""What four pixels of the joining line on another line cost, and a line that runs close beside the anchor."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something drawn that has its name beside it.

    Attributes:
        anchors: Places of the drawing, beside any of which the name may stand.
        is_end: The anchor is the square at the end of a line, so that no other square may be nearer.
    """

    anchors: tuple[tuple[float, float], ...]
    width: float
    height: float
    is_end: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands, beside which of its anchors, and what is bad about it, in pixels."""

    box: Box
    anchor: tuple[float, float]
    cost: float

    @property
    def distance(self) -> float:
        """Pixels from the anchor to the nearest point of the box."""
        return distance(self.box, self.anchor)

    @property
    def nearest(self) -> tuple[float, float]:
        """The point of the box that is nearest to the anchor."""
        x, y = self.anchor
        return min(max(x, self.box.left), self.box.right), min(max(y, self.box.top), self.box.bottom)


def distance(box: Box, point: tuple[float, float]) -> float:
    """Pixels from a point to the nearest point of a box, 0 inside it."""
    x, y = point
    return hypot(max(box.left - x, x - box.right, 0), max(box.top - y, y - box.bottom, 0))


def joining_way(place: Place) -> list[tuple[float, float]]:
    """Points of the line that joins an anchor and its name, from outside the anchor's own square."""
    (x1, y1), (x2, y2) = place.anchor, place.nearest
    steps = int(place.distance // CELL)
    return [(x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps) for at in range(LEADER // CELL // 2, steps)]


def place_names(
    wanted: Sequence[Named], frame: Box, strokes: Iterable[tuple[float, float]], squares: Sequence[Box]
) -> list[Place]:
    """A place for each of the names.

    Args:
        wanted: What is named.
        frame: Inside which the names stay.
        strokes: Points of the lines, a few pixels from each other.
        squares: What no name may cover; the ends of lines are their middles.
    """
    ground = _Ground(frame, strokes, squares)
    chosen = _choose([ground.ranked(named) for named in wanted])
    if _total(chosen) >= OTHER_LABEL:
        # Where so many end in one place that nearby is not room enough, the whole drawing is looked through.
        chosen = _choose([ground.ranked(named, everywhere=True) for named in wanted])
    return chosen


def _choose(choices: Sequence[Sequence[Place]]) -> list[Place]:
    """One of the places of each name, none on another as far as that can be."""
    chosen: list[Place] = []
    for places in choices:
        chosen.append(_cheapest(places, chosen))
    for _ in range(ROUNDS):
        # Each name is tried in each round, so the rounds end when none has moved.
        moved = [_improve(index, choices, chosen) for index in range(len(chosen))]
        if not any(moved):
            break
    return chosen


def _improve(index: int, choices: Sequence[Sequence[Place]], chosen: list[Place]) -> bool:
    """Move one name, and those that it drives out, where all together stand better then; whether they were moved."""
    before = _total(chosen)
    for place in choices[index][:SWAPS]:
        tried = [*chosen]
        tried[index] = place
        for other, there in enumerate(chosen):
            if other != index and there.box.meets(place.box):
                tried[other] = _cheapest(choices[other], [one for at, one in enumerate(tried) if at != other])
        if _total(tried) < before:
            chosen[:] = tried
            return True
    return False


def _total(chosen: Sequence[Place]) -> float:
    met = sum(one.box.meets(other.box) for at, one in enumerate(chosen) for other in chosen[:at])
    return sum(place.cost for place in chosen) + OTHER_LABEL * met


def _cheapest(places: Iterable[Place], taken: Sequence[Place]) -> Place:
    """The first of places in order of their costs that no other name has; the first at all where there is none."""
    ordered = list(places)
    free = (place for place in ordered if not any(place.box.meets(other.box) for other in taken))
    return next(free, ordered[0])


class _Density:
    """How many points lie in any box of a drawing, from sums over all that is above and left of each cell."""

    def __init__(self, frame: Box, points: Iterable[tuple[float, float]]) -> None:
        columns, rows = int(frame.right // CELL) + MARGIN, int(frame.bottom // CELL) + MARGIN
        cells = [[0] * columns for _ in range(rows)]
        for x, y in points:
            cells[max(int(y // CELL), 0)][max(int(x // CELL), 0)] += 1
        self._sums = [[0] * (columns + 1)]
        for row in cells:
            above = self._sums[-1]
            self._sums.append([up + here for up, here in zip(above, (0, *accumulate(row)), strict=True)])

    def count(self, box: Box) -> int:
        """The points in the cells that a box touches, or nearly so: a line is some pixels thick."""
        left, right = int((box.left - 1) // CELL), int((box.right + 1) // CELL) + 1
        above, below = self._sums[int((box.top - 1) // CELL)], self._sums[int((box.bottom + 1) // CELL) + 1]
        return below[right] - below[left] - above[right] + above[left]


class _Ground:
    """A drawing without its names."""

    def __init__(self, frame: Box, strokes: Iterable[tuple[float, float]], squares: Sequence[Box]) -> None:
        self.frame = frame
        self.strokes = _Density(frame, strokes)
        self.squares = Obstacles(squares)
        self.middles = [((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in squares]

    def ranked(self, named: Named, *, everywhere: bool = False) -> list[Place]:
        """The best places of a name, those that cost least first."""
        places = sorted(self._places(named, everywhere=everywhere), key=lambda place: place.cost)
        joined = [replace(place, cost=place.cost + self._crossing(place)) for place in places[:LIKELY]]
        return sorted(joined, key=lambda place: place.cost) + places[LIKELY:]

    def _crossing(self, place: Place) -> float:
        """What the joining line of a place costs for what it crosses on its way, beyond the anchor's own square."""
        way = joining_way(place)
        met = sum(self.strokes.count(Box(x, y, x, y)) > 0 for x, y in way)
        covered = any(self.squares.count_met(Box(x - 1, y - 1, x + 1, y + 1)) for x, y in way)
        return CROSSING * met + COVERING * covered

    def _tangle(self, anchor: tuple[float, float]) -> float:
        x, y = anchor
        return TANGLED * max(self.strokes.count(Box(x - 8, y - 8, x + 8, y + 8)) - LINE_ALONE, 0)

    def _places(self, named: Named, *, everywhere: bool) -> list[Place]:
        """The places beside the anchors, and all within reach where few of those are clear."""
        places = [
            self._place(self._inside(box), named, anchor) for anchor in named.anchors for box in _beside(named, anchor)
        ]
        if everywhere or sum(place.cost < COVERING for place in places) < CLEAR_ENOUGH:
            anchor, reach = named.anchors[0], self.frame.right if everywhere else REACH
            boxes = self._within(named, anchor, reach)
            places += [self._place(box, named, anchor) for box in boxes if everywhere or not self.strokes.count(box)]
        return places

    def _place(self, box: Box, named: Named, anchor: tuple[float, float]) -> Place:
        away = distance(box, anchor)
        cost = away + COVERING * self.strokes.count(box) + OTHER_LABEL * self.squares.count_met(box)
        if named.is_end and any(distance(box, middle) < away for middle in self.middles if middle != anchor):
            cost += STRANGER
        if len(named.anchors) > 1:
            cost += self._tangle(anchor)
        return Place(box, anchor, cost)

    def _inside(self, box: Box) -> Box:
        across = min(max(box.left, self.frame.left), self.frame.right - (box.right - box.left)) - box.left
        down = min(max(box.top, self.frame.top), self.frame.bottom - (box.bottom - box.top)) - box.top
        return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)

    def _within(self, named: Named, anchor: tuple[float, float], reach: float) -> Iterator[Box]:
        x, y = anchor
        first_x, last_x = max(self.frame.left, x - named.width - reach), min(self.frame.right - named.width, x + reach)
        first_y, last_y = (
            max(self.frame.top, y - named.height - reach),
            min(self.frame.bottom - named.height, y + reach),
        )
        for top in range(int(first_y), int(last_y) + 1, GRID):
            for left in range(int(first_x), int(last_x) + 1, GRID):
                yield Box(left, top, left + named.width, top + named.height)


def _beside(named: Named, anchor: tuple[float, float]) -> Iterator[Box]:
    (x, y), width, height = anchor, named.width, named.height
    for away in DISTANCES:
        for left, top in (
            (x + away, y - height / 2),
            (x - away - width, y - height / 2),
            (x - width / 2, y + away),
            (x - width / 2, y - away - height),
            (x - width, y - away - height),
            (x - width, y + away),
            (x, y + away),
            (x, y - away - height),
        ):
            yield Box(left, top, left + width, top + height)
