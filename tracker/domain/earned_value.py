"""Earned value, and where spending is heading.

Sources: earned value after the PMI Practice Standard for Earned Value Management (2nd ed., 2011) and ISO 21508:2018;
earned schedule after W. Lipke, "Schedule is Different" (The Measurable News, 2003).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from tracker.domain.budget import CumulativeCurve
from tracker.domain.money import ZERO, round_to_grosz
from tracker.domain.periods import ONE_DAY, Period, add_months, first_of_month, month_end
from tracker.domain.snapshot import Snapshot

PACE_WINDOWS = (3, 6)
"""Months whose pace the forecast continues, beside that of the whole reported time."""


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Planned, earned and actual value of a project on the day its figures were measured, PLN.

    Attributes:
        budget: Budget at completion.
        planned: Planned value: the schedule's amount by ``measured_on``.
        earned: Earned value: the part of the plan whose milestones are achieved.
        actual: Actual cost: what was spent by ``measured_on``.
    """

    budget: Decimal
    planned: Decimal
    earned: Decimal
    actual: Decimal
    measured_on: date

    @property
    def schedule_variance(self) -> Decimal:
        """Earned minus planned, PLN; negative is behind schedule."""
        return self.earned - self.planned

    @property
    def cost_variance(self) -> Decimal:
        """Earned minus actual, PLN; negative is dearer than planned."""
        return self.earned - self.actual

    @property
    def spi(self) -> Decimal | None:
        """Schedule performance index, earned / planned; ``None`` while nothing is planned."""
        return self.earned / self.planned if self.planned else None

    @property
    def cpi(self) -> Decimal | None:
        """Cost performance index, earned / actual; ``None`` while nothing is spent."""
        return self.earned / self.actual if self.actual else None

    @property
    def estimate_at_completion(self) -> Decimal | None:
        """What the whole will cost at the present cost performance, budget / CPI, PLN; ``None`` while CPI is."""
        cpi = self.cpi
        return round_to_grosz(self.budget / cpi) if cpi else None


def earned_value_of(snapshot: Snapshot) -> EarnedValue | None:
    """The earned value of a project on the last day that its reports cover.

    The milestones cut the plan into parts, each ending on a milestone's planned day. What the plan holds by the day of
    measurement is earned, less the parts whose milestone is late, plus the parts whose milestone came early; so a
    project whose milestones are all on time has earned what was planned.

    Returns:
        ``None`` without a report, a payment schedule, a budget or planned milestones: then nothing can be compared.
    """
    covered, curve = snapshot.covered_until, snapshot.plan_curve
    if covered is None or curve is None or snapshot.spent is None or not snapshot.budget or not snapshot.has_plan:
        return None
    planned = [(m.baseline.day.last_day, m) for m in snapshot.milestones if m.baseline]
    if not planned:
        return None
    earned = curve.at(covered)
    before = ZERO
    for day, state in sorted(planned, key=lambda pair: (pair[0], pair[1].milestone.number)):
        by_then = curve.at(day)
        is_done = state.achieved is not None and state.achieved.day.last_day <= covered
        if is_done and day > covered:
            earned += by_then - max(before, curve.at(covered))
        elif not is_done and day <= covered:
            earned -= by_then - before
        before = by_then
    earned = min(max(earned, ZERO), snapshot.budget)
    return EarnedValue(snapshot.budget, curve.at(covered), earned, snapshot.spent, covered)


def earned_schedule_end(period: Period, plan: CumulativeCurve, earned: Decimal, measured_on: date) -> date | None:
    """The day the project ends at its present pace: its planned duration divided by SPI(t).

    SPI(t) is the time by which the plan reaches what is earned, over the time that has passed.

    Returns:
        ``None`` before the project starts, while nothing is earned, or when the end lies beyond the calendar.
    """
    passed = period.elapsed_days(measured_on)
    reached = plan.day_reaching(earned) if earned > 0 else None
    if not passed or reached is None:
        return None
    scheduled = period.elapsed_days(reached)
    if not scheduled:
        return None
    days = -(-period.days * passed // scheduled)
    try:
        return period.start + days * ONE_DAY - ONE_DAY
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cumulative spending expected from the last reported day to the end, PLN.

    Attributes:
        days: Strictly rising; the first is the last reported day, the last the project's last day.
        low, central, high: By the end of each day; all three begin with what was spent, none ever falls, and
            ``low <= central <= high``.
    """

    days: tuple[date, ...]
    low: tuple[Decimal, ...]
    central: tuple[Decimal, ...]
    high: tuple[Decimal, ...]

    def unspent(self, budget: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most of the budget that will be left at the end, PLN, >= 0."""
        return max(budget - self.high[-1], ZERO), max(budget - self.low[-1], ZERO)


def forecast_spending(
    period: Period, budget: Decimal, plan: CumulativeCurve, actual: CumulativeCurve, covered_until: date
) -> Forecast | None:
    """Continue spending along the rest of the plan at the paces seen so far.

    A pace is what was spent over what was planned in the same months: the last three, the last six, and all that were
    reported. ``amount(t) = spent + pace * (plan(t) - plan(covered_until))``, at most the budget unless that is already
    passed. The band spans the slowest and the fastest pace; the middle line follows their median.

    Returns:
        ``None`` when the project is over or no window had any planned spending.
    """
    paces = _paces(period, plan, actual, covered_until)
    if not paces or covered_until >= period.last_day:
        return None
    days = _days_after(covered_until, period)
    ceiling = max(budget, actual.final)
    start = plan.at(covered_until)
    ahead = [plan.at(day) - start for day in days]

    def along(pace: Decimal) -> tuple[Decimal, ...]:
        return tuple(min(round_to_grosz(actual.final + pace * planned), ceiling) for planned in ahead)

    return Forecast(days, along(min(paces)), along(median(paces)), along(max(paces)))


def _paces(period: Period, plan: CumulativeCurve, actual: CumulativeCurve, covered_until: date) -> list[Decimal]:
    eve = period.start - ONE_DAY
    month = first_of_month(covered_until + ONE_DAY)
    starts = {eve, *(max(add_months(month, -months) - ONE_DAY, eve) for months in PACE_WINDOWS)}
    paces = []
    for start in sorted(starts):
        planned = plan.at(covered_until) - plan.at(start)
        if planned > 0:
            paces.append(max((actual.final - actual.at(start)) / planned, Decimal(0)))
    return paces


def _days_after(covered_until: date, period: Period) -> tuple[date, ...]:
    ends = (month_end(month) for month in Period.of_days(covered_until, period.last_day).months())
    return (covered_until, *sorted({min(day, period.last_day) for day in ends if day > covered_until}))


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What spending must reach to be back within the tolerance.

    Attributes:
        by: The day by which.
        amount: Cumulative spending needed by then, PLN.
        rate: The same as a part of the budget.
        monthly: PLN a month from the last reported day on.
    """

    by: date
    amount: Decimal
    rate: Decimal
    monthly: Decimal


def catch_up(
    period: Period, budget: Decimal, plan: CumulativeCurve, actual: CumulativeCurve, as_of: date, *, tolerance: Decimal
) -> CatchUp | None:
    """What would bring a lagging project back to within ``tolerance`` of its plan by the end of the next month.

    Args:
        period: The project's period.
        budget: PLN, the whole of what ``tolerance`` is a part of.
        plan: Planned spending.
        actual: Reported spending; it ends on the last reported day.
        as_of: The day asked; the target is the end of the month after the last reported one that is not over yet.
        tolerance: Part of the budget that spending may be below the plan, 0 to 1.

    Returns:
        ``None`` when the project is over by then or spending is already there.
    """
    covered = actual.days[-1]
    by = month_end(max(as_of, covered + ONE_DAY))
    if by > period.last_day or not budget:
        return None
    needed = plan.at(by) - round_to_grosz(tolerance * budget)
    if needed <= actual.final:
        return None
    months = max((by.year - covered.year) * 12 + by.month - covered.month, 1)
    return CatchUp(by, needed, needed / budget, round_to_grosz((needed - actual.final) / months))
