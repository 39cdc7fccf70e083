"""What moved the expected ends between two days: by how many days each project is expected to end later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from tracker.domain.periods import PartialDate
from tracker.domain.schedule import days_moved
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import FactName


@dataclass(frozen=True, slots=True)
class EndMove:
    """How the expected end of a project changed.

    Attributes:
        days: Later, or (if negative) earlier; ``None`` where nothing says on both days when it ends.
    """

    before: PartialDate | None
    after: PartialDate | None
    days: int | None


def last_milestone_day(snapshot: Snapshot | None) -> PartialDate | None:
    """The day on which the last milestone was reached or is expected, else promised; ``None`` without any date."""
    days = [state.expected for state in snapshot.milestones if state.expected] if snapshot else []
    return max(days, key=lambda day: (day.last_day, day.first_day), default=None)


def _stated_end(snapshot: Snapshot | None) -> PartialDate | None:
    return snapshot.facts[FactName.END].partial_date if snapshot else None


def end_move(before: Snapshot | None, after: Snapshot | None) -> EndMove:
    """Compare like with like: the days of the last milestones, and where one has none the stated ends of the period."""
    first, second = last_milestone_day(before), last_milestone_day(after)
    if first is None or second is None:
        first, second = _stated_end(before), _stated_end(after)
    days = days_moved(first, second) if first is not None and second is not None else None
    return EndMove(first, second, days)


@dataclass(frozen=True, slots=True)
class EndShift:
    """How the expected ends of several projects changed.

    ``later + earlier + unmoved + unknown == of`` always holds.

    Attributes:
        days: Days later of all projects of which they are known together, earlier ones taken off.
        middle: Their median; ``None`` while nothing is known.
        unknown: Projects of which nothing says on both days when they end.
    """

    later: int
    earlier: int
    unmoved: int
    unknown: int
    of: int
    days: int
    middle: Decimal | None

    @property
    def known(self) -> int:
        """Of how many projects the end is known on both days."""
        return self.of - self.unknown

    @property
    def moved(self) -> int:
        """How many are expected to end on another day."""
        return self.later + self.earlier


def add_up_ends(moves: Iterable[EndMove]) -> EndShift:
    """The moves of several projects together."""
    asked = [move.days for move in moves]
    known = [days for days in asked if days is not None]
    return EndShift(
        later=sum(days > 0 for days in known),
        earlier=sum(days < 0 for days in known),
        unmoved=sum(days == 0 for days in known),
        unknown=len(asked) - len(known),
        of=len(asked),
        days=sum(known),
        middle=median(Decimal(days) for days in known) if known else None,
    )
