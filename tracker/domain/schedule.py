"""Milestones as of a day: what was promised, what is expected, what is done, and by how much it slipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tracker.domain.periods import PartialDate
from tracker.domain.project import Milestone, MilestoneEntry
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """A milestone as seen from a viewpoint.

    Attributes:
        as_of: The last day of which anything can be known.
        baseline: The date promised by the schedule in force; ``None`` when none was ever given.
        forecast: The date last expected; ``None`` when none was given since the schedule in force.
        achieved: The date it was reached.
    """

    milestone: Milestone
    as_of: date
    baseline: MilestoneEntry | None
    forecast: MilestoneEntry | None
    achieved: MilestoneEntry | None

    @property
    def is_achieved(self) -> bool:
        """Whether it was reached by the day looked at."""
        return self.achieved is not None

    @property
    def entry(self) -> MilestoneEntry | None:
        """What was last said of it: that it was reached, else when it is expected, else what was promised."""
        return self.achieved or self.forecast or self.baseline

    @property
    def expected(self) -> PartialDate | None:
        """The date it was reached, else is expected, else was promised."""
        return self.entry.day if self.entry else None

    @property
    def slip_days(self) -> int | None:
        """Days after (negative: before) the baseline; ``None`` without a baseline or with nothing to compare.

        An unachieved milestone whose expected date has passed slips with every day. Two dates known equally well
        are compared as they are, two months by their last days. Where one is known better than the other the fewest
        days count that fit both, so that nobody is late before a promised month is over.
        """
        if self.baseline is None:
            return None
        promised = self.baseline.day
        if self.achieved is not None:
            return days_moved(promised, self.achieved.day)
        expected = self.forecast.day if self.forecast else promised
        return max(days_moved(promised, expected), _fewest_days(promised, self.as_of, self.as_of))

    @property
    def is_example(self) -> bool:
        """Whether any of its dates was invented for demonstration."""
        entries = (self.baseline, self.forecast, self.achieved)
        return any(e is not None and e.origin.source.is_example for e in entries)


def days_moved(before: PartialDate, after: PartialDate) -> int:
    """Days from one date of a milestone to another, negative forward, as slips are counted.

    >>> days_moved(PartialDate.parse("2019-09"), PartialDate.parse("2019-09-30"))
    0
    """
    if before.precision is after.precision:
        return (after.last_day - before.last_day).days
    return _fewest_days(before, after.first_day, after.last_day)


def _fewest_days(promised: PartialDate, first: date, last: date) -> int:
    late, early = (first - promised.last_day).days, (last - promised.first_day).days
    return max(late, 0) + min(early, 0)


def applies_from(
    kind: MilestoneEntryKind, earlier: Iterable[MilestoneEntry], told_on: date, *, given: date | None = None
) -> date | None:
    """From when an entry applies: the first plan from the beginning, what comes later from its document's day.

    An achievement has its own day; a corrected one must not seem older than the one it corrects.

    Args:
        kind: What the entry says.
        earlier: What was said before of the same kind.
        told_on: The day of the document that says it.
        given: The day that the document itself names.

    Returns:
        The day; ``None`` for from the beginning.
    """
    days = [entry.origin.effective_on for entry in earlier]
    if kind is MilestoneEntryKind.ACHIEVED:
        return max((day for day in days if day is not None), default=None)
    if given is not None:
        return given
    is_first_plan = kind is MilestoneEntryKind.BASELINE and not days
    return None if is_first_plan else told_on


def recency(entry: MilestoneEntry) -> tuple[date, datetime, int]:
    """What orders entries of one kind, the later one counting: the day it applies from, then when it was recorded."""
    return entry.origin.effective_on or date.min, entry.origin.recorded_at, entry.id


def is_reached_later(entry: MilestoneEntry, viewpoint: Viewpoint) -> bool:
    """Whether an entry tells of an achievement that lies after the day looked at."""
    return entry.kind is MilestoneEntryKind.ACHIEVED and entry.day.first_day > viewpoint.as_of


def _latest_by_kind(
    entries: Iterable[MilestoneEntry], viewpoint: Viewpoint
) -> dict[MilestoneEntryKind, MilestoneEntry]:
    latest: dict[MilestoneEntryKind, MilestoneEntry] = {}
    for entry in entries:
        if is_reached_later(entry, viewpoint) or not viewpoint.sees(entry.origin):
            continue
        other = latest.get(entry.kind)
        if other is None or recency(entry) > recency(other):
            latest[entry.kind] = entry
    return latest


def _is_older(entry: MilestoneEntry, other: MilestoneEntry) -> bool:
    effective, other_effective = entry.origin.effective_on, other.origin.effective_on
    return effective is not None and other_effective is not None and effective < other_effective


def milestone_state(milestone: Milestone, viewpoint: Viewpoint) -> MilestoneState:
    """What is known of a milestone from a viewpoint.

    An achievement counts from the (first possible) day it happened. A forecast made before the schedule in force was
    is no longer expected by anybody and lapses.
    """
    latest = _latest_by_kind(milestone.entries, viewpoint)
    baseline, forecast = latest.get(MilestoneEntryKind.BASELINE), latest.get(MilestoneEntryKind.FORECAST)
    if baseline and forecast and _is_older(forecast, baseline):
        forecast = None
    return MilestoneState(
        milestone=milestone,
        as_of=viewpoint.watched_until,
        baseline=baseline,
        forecast=forecast,
        achieved=latest.get(MilestoneEntryKind.ACHIEVED),
    )


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """How many milestones are done and how many should be, counted and weighted.

    Attributes:
        planned: Milestones whose baseline is on or before the day looked at.
        unplanned: Milestones with no baseline; they count in ``total`` only.
    """

    total: int
    achieved: int
    planned: int
    unplanned: int
    achieved_rate: Decimal
    planned_rate: Decimal


def milestone_progress(states: Sequence[MilestoneState], as_of: date) -> MilestoneProgress:
    """Count and weigh milestones; the rates are parts of the total weight, 0 to 1, 0 for no milestones."""
    weight = sum(s.milestone.weight for s in states)
    due = [s for s in states if s.baseline is not None and s.baseline.day.last_day <= as_of]
    done = [s for s in states if s.is_achieved]
    return MilestoneProgress(
        total=len(states),
        achieved=len(done),
        planned=len(due),
        unplanned=sum(s.baseline is None for s in states),
        achieved_rate=_rate(sum(s.milestone.weight for s in done), weight),
        planned_rate=_rate(sum(s.milestone.weight for s in due), weight),
    )


def _rate(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole if whole else Decimal(0)


def next_milestone(states: Iterable[MilestoneState]) -> MilestoneState | None:
    """The unachieved milestone expected first; one without any date comes last."""
    open_states = (s for s in states if not s.is_achieved)
    return min(
        open_states,
        key=lambda s: (s.expected.last_day if s.expected else date.max, s.milestone.number),
        default=None,
    )


SOON = timedelta(days=60)
"""How far ahead the milestones that fall due are told of."""


def due_soon(states: Iterable[MilestoneState], as_of: date) -> tuple[MilestoneKind, ...]:
    """The kinds of the unachieved milestones expected from the day looked at to ``SOON`` after it.

    A date known to its month falls due with the month's last day.
    """
    open_days = ((s.milestone.kind, s.expected.last_day) for s in states if not s.is_achieved and s.expected)
    return tuple(kind for kind, day in open_days if as_of <= day <= as_of + SOON)


def worst_slip(states: Iterable[MilestoneState]) -> int | None:
    """Days of the largest slip of any milestone, achieved or not; ``None`` when none can be told."""
    return max((s.slip_days for s in states if s.slip_days is not None), default=None)


def worst_open_slip(states: Iterable[MilestoneState]) -> int | None:
    """Days by which the unachieved milestone furthest from its plan slips; ``None`` when no such slip is known."""
    return worst_slip(s for s in states if not s.is_achieved)
