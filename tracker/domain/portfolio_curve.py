"""The spending of many projects together over the calendar: what is added up, from how many, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.spending_lines import (
    FOREVER,
    ExpectedLines,
    Grosze,
    SpendingLines,
    end_of_month_number,
    month_number,
)

LEAST_SHARE = (1, 2)
"""Plan and spending are compared by the last month end that the reports of this part of the begun projects cover."""


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The projects with a payment schedule by the end of a month, in grosze.

    Attributes:
        planned: Of all of them.
        begun: How many have begun.
        known: Of how many begun ones the reports reach this day.
        spent, planned_of_known: Of those whose reports reach this day, and of no others.
    """

    month: int
    planned: int
    begun: int
    known: int
    spent: int
    planned_of_known: int

    @property
    def day(self) -> date:
        """The last day of the month."""
        return end_of_month_number(self.month)


@dataclass(frozen=True, slots=True)
class ComparedSums:
    """The same projects throughout: their plan, what they spent, and what is expected of them, in grosze.

    Attributes:
        months: The number of the first month, and of the month by whose end plan and spending are compared.
        planned: By the end of each month of the whole axis.
        spent: By the end of each month up to the compared one.
        foreseen: Of how many a forecast can be made or nothing more is to come; the others are not in the band.
        low, central, high: Of the foreseen, from the compared month on: each project at its slowest pace so far, at
            the middle one and at its fastest.
        planned_of_foreseen: The whole of the foreseen projects' schedules.
        unaccepted: Of how many a report counts that nobody has accepted yet.
    """

    projects: int
    first: int
    last: int
    planned: tuple[int, ...]
    spent: tuple[int, ...]
    foreseen: int
    low: tuple[int, ...]
    central: tuple[int, ...]
    high: tuple[int, ...]
    planned_of_foreseen: int
    unaccepted: int

    @property
    def day(self) -> date:
        """The day by which plan and spending are compared."""
        return end_of_month_number(self.last)

    @property
    def spent_now(self) -> int:
        """Grosze spent by that day."""
        return self.spent[-1]

    @property
    def planned_now(self) -> int:
        """Grosze that the same projects planned by that day."""
        return self.planned[self.last - self.first]

    @property
    def has_forecast(self) -> bool:
        """Whether anything is expected of any of them after the compared month."""
        return self.foreseen > 0 and len(self.low) > 1

    def expected(self, month: int) -> tuple[int, int, int] | None:
        """Grosze expected to be spent by the end of a month: at least, in the middle and at most.

        ``None`` up to the compared month, and where nothing is expected.
        """
        place = month - self.last
        if not self.has_forecast or place <= 0:
            return None
        return self.low[place], self.central[place], self.high[place]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The projects whose spending is not compared, by the reason; nothing is told of reports while none compares.

    Attributes:
        unscheduled: Without a payment schedule or a period: there is nothing to compare with.
        later: They begin after the compared day.
        unknown: They had begun, and no report reaches the compared day.
        unknown_spent: Grosze that the last ones had spent when they last said, which are in no line.
    """

    unscheduled: int
    later: int
    unknown: int
    unknown_spent: int


@dataclass(frozen=True, slots=True)
class PortfolioCurve:
    """The spending of projects together.

    Attributes:
        projects: Asked about, whatever is known of them.
        scheduled: Of them those with a payment schedule: they are in the line of the plan.
        months: Without a gap.
        compared: ``None`` while no month is covered by enough reports.
    """

    projects: int
    scheduled: int
    months: tuple[MonthSum, ...]
    compared: ComparedSums | None
    left_out: LeftOut
    has_examples: bool

    @property
    def budget(self) -> int:
        """Grosze of all schedules in the end."""
        return self.months[-1].planned


def portfolio_curve(rows: Sequence[ProjectSummary], as_of: date) -> PortfolioCurve | None:
    """Add up the spending of projects month by month; ``None`` when none of them has a payment schedule."""
    scheduled = [row for row in rows if row.lines is not None and row.lines.plan is not None]
    lines = [row.lines for row in scheduled if row.lines is not None]
    if not lines:
        return None
    months = month_sums(lines, *_axis(lines))
    last = compared_month(months, as_of)
    inside = [row for row in scheduled if last is not None and row.lines and is_compared(row.lines, last)]
    compared = [row.lines for row in inside if row.lines is not None]
    unaccepted = sum(row.has_unaccepted for row in inside)
    return PortfolioCurve(
        projects=len(rows),
        scheduled=len(lines),
        months=months,
        compared=None if last is None else compared_sums(compared, months, last, unaccepted=unaccepted),
        left_out=_left_out(lines, last, unscheduled=len(rows) - len(lines)),
        has_examples=any(row.has_examples for row in scheduled),
    )


def _axis(lines: Iterable[SpendingLines]) -> tuple[int, int]:
    ends = [(one.first, month_number(one.period.last_day)) for one in lines]
    return min(first for first, _ in ends), max(last for _, last in ends)


def compared_month(months: Iterable[MonthSum], as_of: date) -> int | None:
    """The last month that is over by a day and that the reports of at least half of the begun projects cover."""
    part, whole = LEAST_SHARE
    enough = [one.month for one in months if one.day <= as_of and one.known and one.known * whole >= one.begun * part]
    return max(enough, default=None)


def is_compared(lines: SpendingLines, month: int) -> bool:
    """Whether a project has a schedule, had begun by the end of a month, and reported that far."""
    return lines.plan is not None and lines.first <= month <= lines.known_until


def _left_out(lines: Iterable[SpendingLines], last: int | None, *, unscheduled: int) -> LeftOut:
    if last is None:
        return LeftOut(unscheduled, 0, 0, 0)
    others = [one for one in lines if not is_compared(one, last)]
    unknown = [one for one in others if one.first <= last]
    spent = sum(one.actual[-1] for one in unknown if one.actual)
    return LeftOut(unscheduled, len(others) - len(unknown), len(unknown), spent)


class _Sum:
    """Adds up cumulative amounts over months: each is told by its rises, so that a constant end costs nothing."""

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._rises = [0] * (last - first + 2)

    def add(self, start: int, amounts: Iterable[int], until: int = FOREVER) -> None:
        """Add amounts by the ends of months from ``start`` on; the last one holds to the end of the month ``until``."""
        rises, place, before = self._rises, start - self._first, 0
        for amount in amounts:
            if place + self._first > until:
                break
            # What comes after the axis falls to a place that no sum tells.
            rises[min(place, len(rises) - 1)] += amount - before
            place, before = place + 1, amount
        end = until + 1 - self._first
        if end < len(rises):
            rises[end] -= before

    def sums(self) -> tuple[int, ...]:
        """By the end of each month of the axis."""
        return tuple(accumulate(self._rises[:-1]))


def month_sums(lines: Iterable[SpendingLines], first: int, last: int) -> tuple[MonthSum, ...]:
    """The sums of scheduled projects by the end of each month of an axis, which reaches over all their periods.

    Sums of groups of projects over the same axis add up to those of all, denominators included.
    """
    planned, begun, known, spent, planned_of_known = (_Sum(first, last) for _ in range(5))
    for one in lines:
        assert one.plan is not None, "Only projects with a schedule are added up."
        planned.add(one.first, one.plan)
        begun.add(one.first, (1,))
        if one.actual is not None and one.known_until >= one.first:
            known.add(one.first, (1,), one.known_until)
            spent.add(one.first, one.actual, one.known_until)
            planned_of_known.add(one.first, one.plan, one.known_until)
    sums = (one.sums() for one in (planned, begun, known, spent, planned_of_known))
    return tuple(MonthSum(first + place, *figures) for place, figures in enumerate(zip(*sums, strict=True)))


def compared_sums(
    lines: Sequence[SpendingLines], months: Sequence[MonthSum], last: int, *, unaccepted: int = 0
) -> ComparedSums:
    """The sums of projects that are all compared by the end of the month ``last``, over the axis of ``months``."""
    first, end = months[0].month, months[-1].month
    planned, spent = _Sum(first, end), _Sum(first, end)
    for one in lines:
        planned.add(one.first, one.plan or ())
        spent.add(one.first, one.actual or ())
    foreseen = [one for one in lines if one.expected is not None or one.is_complete]
    return ComparedSums(
        projects=len(lines),
        first=first,
        last=last,
        planned=planned.sums(),
        spent=spent.sums()[: last - first + 1],
        foreseen=len(foreseen),
        low=_expected(foreseen, first, end, lambda expected: expected.low)[last - first :],
        central=_expected(foreseen, first, end, lambda expected: expected.central)[last - first :],
        high=_expected(foreseen, first, end, lambda expected: expected.high)[last - first :],
        planned_of_foreseen=sum(one.plan[-1] for one in foreseen if one.plan),
        unaccepted=unaccepted,
    )


def _expected(
    lines: Iterable[SpendingLines], first: int, end: int, line: Callable[[ExpectedLines], Grosze]
) -> tuple[int, ...]:
    """What was spent, continued by what is expected after each project's own last reported day."""
    total = _Sum(first, end)
    for one in lines:
        actual = one.actual if one.actual is not None else ()
        if one.expected is None:
            total.add(one.first, actual)
        else:
            total.add(one.first, [*actual[: one.expected.first - one.first], *line(one.expected)])
    return total.sums()
