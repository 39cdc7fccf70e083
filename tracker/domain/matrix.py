"""Projects by months: how far spending was from the plan, or how late the report came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tracker.domain.periods import Period, add_months, first_of_month, month_end
from tracker.domain.reporting import ReportState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Thresholds

MOST_MONTHS = 30
"""Months side by side; more are too narrow for a number."""

LOSING_MONTHS = 3
"""A project loses ground when it fell behind in so many reported months in a row."""

LATE_DAYS = 30
"""A report later than this is very late."""


class Measure(StrEnum):
    """What a cell tells."""

    SPENDING = "spending"
    """Cumulative spending minus plan, as a part of the budget, at the end of the month."""
    SILENCE = "silence"
    """Days by which the report on the month came after its due day."""


class Kind(StrEnum):
    """What is known of a month."""

    OUTSIDE = "outside"
    """The project does not run in it."""
    AHEAD = "ahead"
    """Nothing is due of it yet."""
    MISSING = "missing"
    """It should be known by now and is not."""
    NO_PLAN = "no_plan"
    """It was reported, and there is no plan to compare it with."""
    KNOWN = "known"


class Shade(StrEnum):
    """The class of a known value, from far behind to far ahead."""

    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    NEAR = "near"
    AHEAD = "ahead"
    FAR_AHEAD = "far_ahead"


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a project.

    Attributes:
        value: A part of the budget, or days; of a missing report the days it is late so far, where it is.
        is_accepted: Whether the report behind it was accepted.
    """

    kind: Kind
    value: Decimal | None = None
    is_accepted: bool = True


def months_shown(periods: Iterable[Period | None], as_of: date) -> list[date]:
    """The first days of the last months up to the day looked at, from the first to the last month of any project."""
    known = [period for period in periods if period is not None]
    if not known:
        return []
    last = first_of_month(min(as_of, max(period.last_day for period in known)))
    earliest = first_of_month(min(period.start for period in known))
    return months_through(max(earliest, add_months(last, 1 - MOST_MONTHS)), last)


def months_through(first: date, last: date) -> list[date]:
    """The first days of the months from that of the first to that of the last day; none when it comes before.

    >>> months_through(date(2019, 12, 5), date(2020, 1, 1))
    [datetime.date(2019, 12, 1), datetime.date(2020, 1, 1)]
    """
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first_of_month(first), number) for number in range(count)]


def months_beside(months: Sequence[date], by: int, earliest: date, latest: date) -> list[date]:
    """As many months, so many later or (if negative) earlier, no further than the ends, between which they lie."""
    room = months_through(months[-1], latest) if by > 0 else months_through(earliest, months[0])
    step = min(abs(by), max(len(room) - 1, 0))
    return [add_months(month, step if by > 0 else -step) for month in months]


def spending_cell(snapshot: Snapshot, month: date) -> Cell:
    """How far spending was from the plan at the end of a month, or of the project's part of it."""
    part = snapshot.period.within_month(month) if snapshot.period else None
    if part is None:
        return Cell(Kind.OUTSIDE)
    end, covered = part.last_day, snapshot.covered_until
    if snapshot.actual is None or covered is None or end > covered:
        return _not_reported(snapshot, month)
    if snapshot.plan is None or snapshot.plan_curve is None or not snapshot.budget:
        return Cell(Kind.NO_PLAN)
    accepted = snapshot.reported.accepted_until
    lag = (snapshot.actual.at(end) - snapshot.plan_curve.at(end)) / snapshot.budget
    return Cell(Kind.KNOWN, lag, accepted is not None and end <= accepted)


def _not_reported(snapshot: Snapshot, month: date) -> Cell:
    """A month without figures is missing once its report is overdue; before that nobody could know it."""
    state = _report_on(snapshot, month)
    if state is None:
        return Cell(Kind.MISSING if month_end(month) < snapshot.watched_until else Kind.AHEAD)
    return Cell(Kind.MISSING if state.days_late(snapshot.watched_until) else Kind.AHEAD)


def silence_cell(snapshot: Snapshot, month: date) -> Cell:
    """By how many days the report on a month came after its due day, or has been overdue so far."""
    if snapshot.period is None or snapshot.period.within_month(month) is None:
        return Cell(Kind.OUTSIDE)
    state = _report_on(snapshot, month)
    if state is None:
        return Cell(Kind.MISSING if month_end(month) < snapshot.watched_until else Kind.AHEAD)
    if not state.counts or state.submitted_on is None:
        late = state.days_late(snapshot.watched_until)
        return Cell(Kind.MISSING, Decimal(late)) if late else Cell(Kind.AHEAD)
    return Cell(Kind.KNOWN, Decimal(max((state.submitted_on - state.due_on).days, 0)), state.is_accepted)


def _report_on(snapshot: Snapshot, month: date) -> ReportState | None:
    """The report whose period ends with the project's part of a month, or holds it."""
    part = snapshot.period.within_month(month) if snapshot.period else None
    return next((s for s in snapshot.reports if part is not None and part.last_day in s.period), None)


CELLS: Mapping[Measure, Callable[[Snapshot, date], Cell]] = {
    Measure.SPENDING: spending_cell,
    Measure.SILENCE: silence_cell,
}


def shade(measure: Measure, value: Decimal, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Shade:
    """The class of a known value, by the published thresholds; ahead mirrors behind."""
    if measure is Measure.SILENCE:
        return Shade.NEAR if value <= 0 else Shade.BEHIND if value <= LATE_DAYS else Shade.FAR_BEHIND
    if value <= thresholds.spending_attention:
        return Shade.FAR_BEHIND if value <= thresholds.spending_at_risk else Shade.BEHIND
    if value >= -thresholds.spending_attention:
        return Shade.FAR_AHEAD if value >= -thresholds.spending_at_risk else Shade.AHEAD
    return Shade.NEAR


def loses_ground(cells: Sequence[Cell]) -> bool:
    """Whether the last reported months each ended further behind the plan than the one before."""
    known = [cell.value for cell in cells if cell.kind is Kind.KNOWN and cell.value is not None]
    last = known[-LOSING_MONTHS - 1 :]
    return len(last) > LOSING_MONTHS and all(after < before for before, after in pairwise(last))


@dataclass(frozen=True, slots=True)
class Total:
    """A month of all projects shown.

    Attributes:
        behind: How many are behind the plan, or reported late; overdue reports count too.
        known: Of how many something is known, overdue reports included.
    """

    behind: int
    known: int


def total_of(cells: Iterable[Cell], measure: Measure) -> Total:
    """How many of the projects are behind in a month, of how many of which anything can be said."""
    behind = known = 0
    for cell in cells:
        overdue = measure is Measure.SILENCE and cell.kind is Kind.MISSING and bool(cell.value)
        if cell.kind is Kind.KNOWN and cell.value is not None:
            known += 1
            behind += shade(measure, cell.value) in (Shade.BEHIND, Shade.FAR_BEHIND)
        elif overdue:
            known += 1
            behind += 1
    return Total(behind, known)
