"""Projects by the part of their time that passed and the part of their money that was spent by the same day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.status import DEFAULT_THRESHOLDS, Thresholds


class Zone(StrEnum):
    """Where a project lies against the diagonal, on which money goes as time does."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Spot:
    """A project whose spending is known.

    Attributes:
        time: The part of its period passed by the last reported day, 0 to 1.
        money: The part of its budget spent by that day; above 1 when more was spent.
    """

    row: ProjectSummary
    time: Decimal
    money: Decimal
    zone: Zone

    @property
    def off(self) -> Decimal:
        """How far money is ahead of time, as a part of one; negative when it is behind."""
        return self.money - self.time


@dataclass(frozen=True, slots=True)
class Scatter:
    """The projects with a spot, the furthest below the diagonal first, and those of which something is not known."""

    spots: tuple[Spot, ...]
    unknown: tuple[ProjectSummary, ...]

    @property
    def projects(self) -> int:
        """All of them."""
        return len(self.spots) + len(self.unknown)

    def count(self, zone: Zone) -> int:
        """How many lie in a zone."""
        return sum(spot.zone is zone for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the drawing, both ends included; ``None`` leaves a side open. Ends are parts of one."""

    time: tuple[Decimal, Decimal] | None = None
    money: tuple[Decimal, Decimal] | None = None

    def __bool__(self) -> bool:
        return self != Window()

    def takes(self, spot: Spot) -> bool:
        """Whether a spot lies inside."""
        sides = ((self.time, spot.time), (self.money, spot.money))
        return all(ends is None or ends[0] <= value <= ends[1] for ends, value in sides)


def scatter(rows: Iterable[ProjectSummary], thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Scatter:
    """Place projects by time and money, both by the last day that reports cover, so that like meets like."""
    spots, unknown = [], []
    for row in rows:
        spot = _spot(row, thresholds)
        if spot is None:
            unknown.append(row)
        else:
            spots.append(spot)
    spots.sort(key=lambda spot: (spot.off, spot.row.slug))
    return Scatter(tuple(spots), tuple(sorted(unknown, key=lambda row: row.slug)))


def _spot(row: ProjectSummary, thresholds: Thresholds) -> Spot | None:
    if row.period is None or row.covered_until is None or row.spent_rate is None:
        return None
    time = row.period.elapsed_rate(row.covered_until)
    return Spot(row, time, row.spent_rate, zone_of(row.spent_rate - time, thresholds))


def zone_of(off: Decimal, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Zone:
    """The zone of a distance from the diagonal; the band reaches as far up as the threshold of attention is down."""
    if off <= thresholds.spending_attention:
        return Zone.BELOW
    return Zone.ABOVE if off >= -thresholds.spending_attention else Zone.WITHIN


def binned(spots: Sequence[Spot], across: int, top: Decimal) -> Mapping[tuple[int, int], int]:
    """How many spots lie in each square of a grid, by its column and its row from below; empty squares are left out.

    Args:
        spots: In any order.
        across: Columns over the whole of the time; rows are as high as columns are wide.
        top: The end of the value axis; spots above it count in the last row.
    """
    counts: dict[tuple[int, int], int] = {}
    rows = int(top * across)
    for spot in spots:
        place = min(int(spot.time * across), across - 1), min(max(int(spot.money * across), 0), rows - 1)
        counts[place] = counts.get(place, 0) + 1
    return counts
