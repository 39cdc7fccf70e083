"""Planned and actual spending: a payment schedule and reported amounts as cumulative curves over days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain

from tracker.domain.money import ZERO, round_to_grosz, total
from tracker.domain.periods import ONE_DAY, Period, first_of_month, month_end
from tracker.domain.project import Plan, Spending, Task


@dataclass(frozen=True, slots=True)
class CumulativeCurve:
    """A cumulative amount by the end of given days; straight lines between them.

    Attributes:
        days: Strictly rising; the first is the eve of the project's first day, where the amount is 0.
        amounts: PLN by the end of each of the days, one each.
    """

    days: tuple[date, ...]
    amounts: tuple[Decimal, ...]

    @property
    def final(self) -> Decimal:
        """The amount at the end of the curve."""
        return self.amounts[-1]

    def at(self, day: date) -> Decimal:
        """The amount by the end of ``day``, to the grosz: 0 before the curve, its final amount after."""
        index = bisect_right(self.days, day) - 1
        if index < 0:
            return ZERO
        if index == len(self.days) - 1:
            return self.final
        low, high = self.amounts[index], self.amounts[index + 1]
        passed = (day - self.days[index]).days
        return round_to_grosz(low + (high - low) * passed / (self.days[index + 1] - self.days[index]).days)

    def day_reaching(self, amount: Decimal) -> date | None:
        """The first day of the curve by whose end it is at ``amount`` or above, ``None`` if it never is.

        A curve of spending may fall again where a correction takes money back; the first time counts.
        """
        index = next((i for i, reached in enumerate(self.amounts) if reached >= amount), None)
        if index is None:
            return None
        low, high = self.days[max(index - 1, 0)], self.days[index]
        while low < high:
            middle = low + (high - low) // 2
            if self.at(middle) >= amount:
                high = middle
            else:
                low = middle + ONE_DAY
        return low


def monthly_curve(period: Period, monthly: Mapping[date, Decimal]) -> CumulativeCurve:
    """The curve of amounts given by month.

    A month's amount is spent evenly over the days of the project in that month; what is given for months before or
    after the period counts in its first or last month, so nothing is lost.

    Args:
        period: The project's period.
        monthly: PLN by first day of month.
    """
    days, places = _curve_ground(period)
    sums = [ZERO] * len(days)
    for month, amount in monthly.items():
        place = places.get(month)
        if place is None:
            place = 1 if month < period.start else len(days) - 1
        sums[place] += amount
    return CumulativeCurve(days, tuple(accumulate(sums)))


@lru_cache(maxsize=1024)
def _curve_ground(period: Period) -> tuple[tuple[date, ...], Mapping[date, int]]:
    """The days every curve of a project stands on, and the place of each of its months among them.

    The days are the eve of the period and the last days of its months.
    """
    months = list(period.months())
    days = (period.start - ONE_DAY, *(min(month_end(month), period.last_day) for month in months))
    return days, {month: place for place, month in enumerate(months, start=1)}


def linear_curve(period: Period, amount: Decimal) -> CumulativeCurve:
    """An even spending of ``amount`` over the period: what is assumed, and said, when there is no schedule."""
    return CumulativeCurve((period.start - ONE_DAY, period.last_day), (ZERO, amount))


def plan_curve(period: Period, plan: Plan) -> CumulativeCurve:
    """The planned spending of all tasks together."""
    return monthly_curve(period, _sums(chain.from_iterable(task.monthly.items() for task in plan.tasks)))


def _sums(amounts: Iterable[tuple[date, Decimal]]) -> dict[date, Decimal]:
    sums: dict[date, Decimal] = {}
    for month, amount in amounts:
        sums[month] = sums.get(month, ZERO) + amount
    return sums


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task's budget, plan and spending on one day.

    Attributes:
        period: The project's period.
        measured_on: The last day that reports cover, so that like is compared with like; the day looked at while they
            cover none.
        spent: PLN spent by that day; ``None`` when nothing was reported yet.
    """

    task: Task
    period: Period
    measured_on: date
    spent: Decimal | None

    @property
    def number(self) -> int:
        """Place of the task in the budget, from 1."""
        return self.task.number

    @property
    def name(self) -> str:
        """The task's name in the application."""
        return self.task.name

    @property
    def budget(self) -> Decimal:
        """PLN planned for the whole task."""
        return self.task.budget

    @property
    def planned(self) -> Decimal:
        """PLN planned by the day of measurement.

        Calculated when asked for: a page of one project shows it, the rules of thousands do without.
        """
        return monthly_curve(self.period, self.task.monthly).at(self.measured_on)

    @property
    def spent_rate(self) -> Decimal | None:
        """Spent as a part of the budget, over 1 when overspent; ``None`` when unknown or without a budget."""
        return self.spent / self.budget if self.spent is not None and self.budget else None

    @property
    def planned_rate(self) -> Decimal:
        """Planned as a part of the budget, 0 to 1; 0 without a budget."""
        return self.planned / self.budget if self.budget else Decimal(0)


def task_states(
    plan: Plan, period: Period, spending: Iterable[Spending], *, covered_until: date | None, as_of: date
) -> tuple[TaskState, ...]:
    """Each task of the plan with what was spent on it; spending on a task the plan lacks is left to the totals.

    The tasks are measured on ``covered_until``, the last day that reports cover, and on ``as_of`` while it is ``None``.
    """
    spent: dict[int, Decimal] = {}
    for item in spending:
        spent[item.task_number] = spent.get(item.task_number, ZERO) + item.amount
    return tuple(
        TaskState(task, period, covered_until or as_of, spent.get(task.number, ZERO) if covered_until else None)
        for task in plan.tasks
    )


def actual_curve(period: Period, spending: Iterable[Spending], covered_until: date) -> CumulativeCurve:
    """Reported spending up to the last day that reports cover.

    Spending of months after ``covered_until`` counts by that day: it was reported, so it was spent.
    """
    covered = Period.of_days(period.start, max(covered_until, period.start))
    return monthly_curve(covered, _sums((item.month, item.amount) for item in spending))


def spending_by_month(spending: Iterable[Spending]) -> dict[date, Decimal]:
    """Spending summed by first day of month, in order of months."""
    return dict(sorted(_sums((first_of_month(item.month), item.amount) for item in spending).items()))


def plan_total(plan: Plan) -> Decimal:
    """The budget of all tasks together, PLN."""
    return total(task.budget for task in plan.tasks)
