"""Projects on one time axis: which months it spans, and where a period and its milestones stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY, ONE_DAY, PartialDate, Period, add_months, first_of_month
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import DatePrecision, FactName

SHORTEST = 3
"""Months below which the axis does not go closer by itself; a day is then still wide enough to see."""

WHOLE = Decimal(100)
FIRST_MONTH, AFTER_LAST_MONTH = first_of_month(EARLIEST_DAY), LATEST_DAY + ONE_DAY


def months_in(span: Period) -> int:
    """How many calendar months a span of whole months holds, >= 1."""
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month


def whole_months(first_day: date, last_day: date) -> Period:
    """The months from that of the first to that of the last day."""
    return Period(first_of_month(first_day), add_months(last_day, 1))


def whole_span(rows: Iterable[ProjectSummary], snapshots: Iterable[Snapshot], as_of: date) -> Period:
    """The months that hold the periods of rows and every date of the milestones of snapshots.

    Without any the year of the day looked at.
    """
    days = [day for row in rows if row.period for day in (row.period.start, row.period.last_day)]
    for snapshot in snapshots:
        for state in snapshot.milestones:
            days += [entry.day.last_day for entry in (state.baseline, state.entry) if entry]
    if not days:
        return Period(date(as_of.year, 1, 1), date(as_of.year + 1, 1, 1))
    return whole_months(min(days), max(days))


def shifted(span: Period, months: int) -> Period:
    """As many months, later or (if negative) earlier, never beyond the days a project can have."""
    length = months_in(span)
    start = max(add_months(span.start, months), FIRST_MONTH)
    start = min(start, add_months(AFTER_LAST_MONTH, -length))
    return Period(start, add_months(start, length))


def nearer(span: Period, focus: date) -> Period:
    """Half the months, with a day in their middle as far as the span allows it; the middle of the span without it."""
    length = months_in(span)
    half = min(length, max(SHORTEST, length // 2))
    middle = focus if focus in span else add_months(span.start, length // 2)
    start = min(max(add_months(middle, -(half // 2)), span.start), add_months(span.end, -half))
    return Period(start, add_months(start, half))


def wider(span: Period) -> Period:
    """About twice the months around the same middle, within the days a project can have."""
    more = max(1, months_in(span) // 2)
    start = max(add_months(span.start, -more), FIRST_MONTH)
    return Period(start, min(add_months(span.end, more), AFTER_LAST_MONTH))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis in percent of it: ``0 <= start < end <= 100``."""

    start: Decimal
    end: Decimal

    @property
    def width(self) -> Decimal:
        """Percent of the axis, > 0."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Axis:
    """The common time axis; a day stands at its beginning, 0 to 100 percent from the left."""

    span: Period

    def place(self, day: date) -> Decimal:
        """Percent from the left; below 0 or above 100 for a day outside.

        >>> Axis(Period(date(2019, 1, 1), date(2020, 1, 1))).place(date(2019, 5, 27))
        Decimal('40')
        """
        return WHOLE * (day - self.span.start).days / self.span.days

    def shown(self, day: date) -> Decimal | None:
        """Percent from the left; ``None`` for a day outside."""
        return self.place(day) if day in self.span else None

    def stretch(self, start: date, end: date) -> Stretch | None:
        """The shown part of the days from ``start`` until before ``end``; ``None`` when nothing of it is shown."""
        left, right = max(start, self.span.start), min(end, self.span.end)
        return Stretch(self.place(left), self.place(right)) if left < right else None


@dataclass(frozen=True, slots=True)
class Bar:
    """A project's period on the axis; an end known only to its month or year fades over all days it can mean.

    Attributes:
        sure: The days that certainly belong to the period.
        fade_in, fade_out: The days on which it may begin or end.
    """

    sure: Stretch | None
    fade_in: Stretch | None
    fade_out: Stretch | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on the axis.

    Attributes:
        baseline: Where the promised date stands; ``None`` without one or outside the axis.
        expected: Where it was reached or is expected.
        vague: The days it can mean when only the month or year of ``expected`` is known.
        late: From the promise to the day it was reached, is expected or, if that is over, to the day looked at.
    """

    state: MilestoneState
    baseline: Decimal | None
    expected: Decimal | None
    vague: Stretch | None
    late: Stretch | None


@dataclass(frozen=True, slots=True)
class Line:
    """A project on the axis.

    Attributes:
        bar: ``None`` when the period is not known.
        outside: -1 when all of it lies before the axis, 1 when after it, else 0.
        anchor: Where words about the project stand best: at its next milestone, else at its end; 0 to 100.
    """

    bar: Bar | None
    marks: tuple[Mark, ...]
    outside: int
    anchor: Decimal


def draw_line(axis: Axis, row: ProjectSummary, snapshot: Snapshot) -> Line:
    """Put a project on the axis."""
    marks = tuple(_mark(axis, state) for state in snapshot.milestones)
    following = row.next_milestone.expected if row.next_milestone else None
    days = [mark.state.expected.last_day for mark in marks if mark.state.expected]
    days += [snapshot.period.start, snapshot.period.last_day] if snapshot.period else []
    return Line(
        bar=_bar(axis, snapshot),
        marks=marks,
        outside=_outside(axis.span, days),
        anchor=_within(axis.place(following.last_day if following else max(days, default=axis.span.start))),
    )


def _within(place: Decimal) -> Decimal:
    return min(max(place, Decimal(0)), WHOLE)


def _outside(span: Period, days: list[date]) -> int:
    if not days or (min(days) < span.end and max(days) >= span.start):
        return 0
    return -1 if max(days) < span.start else 1


def _bar(axis: Axis, snapshot: Snapshot) -> Bar | None:
    start, end = snapshot.facts[FactName.START].partial_date, snapshot.facts[FactName.END].partial_date
    if snapshot.period is None or start is None or end is None:
        return None
    is_vague_start = start.precision is not DatePrecision.DAY
    is_vague_end = end.precision is not DatePrecision.DAY
    begun = start.last_day if is_vague_start else start.first_day
    ending = end.first_day if is_vague_end else end.last_day + ONE_DAY
    # A project of a few weeks can begin and end within the same month of which nobody knows the days.
    begun, ending = min(begun, snapshot.period.end), max(ending, snapshot.period.start)
    return Bar(
        sure=axis.stretch(begun, ending),
        fade_in=axis.stretch(start.first_day, begun) if is_vague_start else None,
        fade_out=axis.stretch(max(ending, begun), snapshot.period.end) if is_vague_end else None,
    )


def _mark(axis: Axis, state: MilestoneState) -> Mark:
    expected = state.expected
    return Mark(
        state=state,
        baseline=axis.shown(state.baseline.day.last_day) if state.baseline else None,
        expected=axis.shown(expected.last_day) if expected else None,
        vague=_vague(axis, expected),
        late=_late(axis, state),
    )


def _vague(axis: Axis, day: PartialDate | None) -> Stretch | None:
    if day is None or day.precision is DatePrecision.DAY:
        return None
    return axis.stretch(day.first_day, day.last_day)


def _late(axis: Axis, state: MilestoneState) -> Stretch | None:
    if state.baseline is None or state.expected is None or (state.slip_days or 0) <= 0:
        return None
    until = state.expected.last_day
    if not state.is_achieved:
        until = max(until, state.as_of)
    return axis.stretch(state.baseline.day.last_day, until)
