"""A project's spending by the ends of its months, so small that thousands of projects fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from tracker.domain.budget import CumulativeCurve
from tracker.domain.earned_value import Forecast, forecast_spending
from tracker.domain.money import to_grosze
from tracker.domain.periods import Period, month_end
from tracker.domain.snapshot import Snapshot

Grosze: TypeAlias = "array[int]"
"""Cumulative amounts, whole grosze of 64 bits, one for each month; never changed once made."""

FOREVER = 10**6
"""A number of a month after all months."""


def month_number(day: date) -> int:
    """The number of the calendar month of a day; months that follow each other have numbers that do."""
    return day.year * 12 + day.month - 1


def end_of_month_number(number: int) -> date:
    """The last day of the month of a number."""
    return month_end(date(number // 12, number % 12 + 1, 1))


@dataclass(frozen=True, slots=True)
class ExpectedLines:
    """The forecast of a project by the ends of the months after its last reported day.

    Attributes:
        first: The number of the first month told.
    """

    first: int
    low: Grosze
    central: Grosze
    high: Grosze


@dataclass(frozen=True, slots=True)
class SpendingLines:
    """What a project planned and spent by the end of each of its months, and what is expected.

    Attributes:
        period: The project's.
        covered_until: The last day that counting reports cover.
        plan: From the first month of the period to its last; ``None`` without a payment schedule.
        actual: From the first month to that of ``covered_until``, the last amount by that very day; ``None`` when
            nothing was reported.
        expected: ``None`` when nothing can be foreseen, or nothing is left to be.
    """

    period: Period
    covered_until: date | None
    plan: Grosze | None
    actual: Grosze | None
    expected: ExpectedLines | None

    @property
    def first(self) -> int:
        """The number of the project's first month."""
        return month_number(self.period.start)

    @property
    def is_complete(self) -> bool:
        """Whether reports cover the whole period, so that nothing more is to come."""
        return self.actual is not None and self.covered_until is not None and self.covered_until >= self.period.last_day

    @property
    def known_until(self) -> int:
        """The number of the last month by whose end the spending is known; before the first when nothing is."""
        if self.actual is None or self.covered_until is None:
            return self.first - 1
        if self.is_complete:
            return FOREVER
        number = month_number(self.covered_until)
        return number if month_end(self.covered_until) == self.covered_until else number - 1

    def planned_by(self, month: int) -> int | None:
        """Grosze planned by the end of a month; ``None`` without a payment schedule."""
        return None if self.plan is None else _at(self.plan, month - self.first)

    def spent_by(self, month: int) -> int | None:
        """Grosze spent by the end of a month; ``None`` when nobody has reported that far."""
        if self.actual is None or month > self.known_until:
            return None
        return _at(self.actual, month - self.first)


def _at(amounts: Grosze, place: int) -> int:
    return 0 if place < 0 else amounts[min(place, len(amounts) - 1)]


def spending_lines(snapshot: Snapshot) -> SpendingLines | None:
    """The lines of a project as of a day; ``None`` while its period is not known."""
    period = snapshot.period
    if period is None:
        return None
    plan = _grosze(snapshot.plan_curve) if snapshot.has_plan and snapshot.plan_curve else None
    actual = _grosze(snapshot.actual) if snapshot.actual else None
    return SpendingLines(period, snapshot.covered_until, plan, actual, _expected(snapshot))


def _grosze(curve: CumulativeCurve) -> Grosze:
    return _packed(curve.amounts[1:])


def _packed(amounts: Iterable[Decimal]) -> Grosze:
    return array("q", map(to_grosze, amounts))


def _expected(snapshot: Snapshot) -> ExpectedLines | None:
    forecast = spending_forecast(snapshot)
    if forecast is None:
        return None
    low, central, high = (_packed(amounts[1:]) for amounts in (forecast.low, forecast.central, forecast.high))
    return ExpectedLines(month_number(forecast.days[1]), low, central, high)


def spending_forecast(snapshot: Snapshot) -> Forecast | None:
    """Where a project's spending is heading; ``None`` without a report or a payment schedule, or after its end."""
    period, budget, plan, actual = snapshot.period, snapshot.budget, snapshot.plan_curve, snapshot.actual
    if period is None or not budget or plan is None or actual is None or not snapshot.has_plan:
        return None
    assert snapshot.covered_until is not None, "What was reported covers a day."
    return forecast_spending(period, budget, plan, actual, snapshot.covered_until)
