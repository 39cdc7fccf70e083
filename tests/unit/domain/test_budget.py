"""Curves of planned and reported spending: nothing lost, nothing before its day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_month, make_plan, make_task
from tests.unit.domain.strategies import amounts, corrections, days, monthly_amounts, periods
from tracker.domain.budget import (
    CumulativeCurve,
    actual_curve,
    linear_curve,
    monthly_curve,
    plan_curve,
    plan_total,
    spending_by_month,
    task_states,
)
from tracker.domain.money import GROSZ, ZERO, total
from tracker.domain.periods import ONE_DAY, Period, add_months, first_of_month
from tracker.domain.project import Spending

APRIL_TO_JUNE = Period.of_days(date(2019, 4, 1), date(2019, 6, 30))
APRIL, MAY, JUNE = APRIL_TO_JUNE.months()
spendings = st.lists(st.builds(Spending, st.integers(1, 4), days.map(first_of_month), corrections), max_size=12)


def every_day(curve: CumulativeCurve) -> list[date]:
    return [curve.days[0] + timedelta(days=n) for n in range((curve.days[-1] - curve.days[0]).days + 1)]


@given(periods(), monthly_amounts(corrections))
def test_curve_ends_at_the_sum_of_all_months_inside_the_period_or_out(
    period: Period, monthly: dict[date, Decimal]
) -> None:
    curve = monthly_curve(period, monthly)

    assert curve.final == curve.at(period.last_day) == total(monthly.values())
    assert curve.at(date.max) == curve.final


@given(periods(), monthly_amounts(), days)
def test_curve_of_amounts_never_falls(period: Period, monthly: dict[date, Decimal], day: date) -> None:
    curve = monthly_curve(period, monthly)

    assert ZERO <= curve.at(day) <= curve.at(day + ONE_DAY) <= curve.final


@given(periods(), monthly_amounts())
def test_curve_starts_from_nothing_on_the_eve(period: Period, monthly: dict[date, Decimal]) -> None:
    curve = monthly_curve(period, monthly)

    assert curve.days[0] == period.start - ONE_DAY
    assert curve.at(curve.days[0]) == curve.at(date.min) == ZERO
    assert all(one < next_one for one, next_one in zip(curve.days, curve.days[1:], strict=False))
    assert len(curve.days) == len(curve.amounts)


@given(periods(), monthly_amounts(corrections), st.integers(0, 30))
def test_month_inside_the_period_rises_by_its_own_amount(
    period: Period, monthly: dict[date, Decimal], place: int
) -> None:
    months = list(period.months())[1:-1]
    curve = monthly_curve(period, monthly)

    for month in months[place : place + 1]:
        risen = curve.at(add_months(month, 1) - ONE_DAY) - curve.at(month - ONE_DAY)
        assert risen == monthly.get(month, ZERO)


@given(periods(), monthly_amounts(), amounts)
def test_day_reaching_an_amount_is_the_first_by_whose_end_it_is_there(
    period: Period, monthly: dict[date, Decimal], amount: Decimal
) -> None:
    curve = monthly_curve(period, monthly)

    day = curve.day_reaching(amount)

    assert (day is None) == (amount > curve.final)
    if day is not None:
        assert curve.at(day) >= amount
        assert amount <= 0 or curve.at(day - ONE_DAY) < amount


@given(periods(), monthly_amounts(), st.integers(0, 1100))
def test_amount_of_a_day_is_reached_by_that_day(period: Period, monthly: dict[date, Decimal], passed: int) -> None:
    curve = monthly_curve(period, monthly)
    day = period.start + timedelta(days=passed)

    reached = curve.day_reaching(curve.at(day))

    assert reached is not None
    assert reached <= day
    assert curve.at(reached) == curve.at(day)


@given(periods().filter(lambda period: period.days < 300), monthly_amounts(corrections), corrections)
def test_curve_that_falls_by_a_correction_reaches_an_amount_the_first_time(
    period: Period, monthly: dict[date, Decimal], amount: Decimal
) -> None:
    curve = monthly_curve(period, monthly)

    first = next((day for day in every_day(curve) if curve.at(day) >= amount), None)

    assert curve.day_reaching(amount) == first


@given(periods(), amounts, days)
def test_even_spending_keeps_step_with_time(period: Period, amount: Decimal, day: date) -> None:
    curve = linear_curve(period, amount)

    assert abs(curve.at(day) - amount * period.elapsed_rate(day)) <= GROSZ
    assert curve.final == amount


@given(periods(), st.lists(monthly_amounts(), max_size=4), days)
def test_plan_is_the_sum_of_its_tasks(period: Period, monthly: list[dict[date, Decimal]], day: date) -> None:
    plan = make_plan(*(make_task(amounts, number=number) for number, amounts in enumerate(monthly, start=1)))

    curve = plan_curve(period, plan)

    assert curve.final == plan_total(plan) == total(task.budget for task in plan.tasks)
    by_tasks = total(monthly_curve(period, task.monthly).at(day) for task in plan.tasks)
    assert abs(curve.at(day) - by_tasks) <= GROSZ * len(monthly)


@given(periods(), spendings, days)
def test_everything_reported_is_spent_by_the_last_covered_day(
    period: Period, spending: list[Spending], covered_until: date
) -> None:
    curve = actual_curve(period, spending, covered_until)

    assert curve.final == total(item.amount for item in spending)
    assert curve.days[-1] == max(covered_until, period.start)
    assert actual_curve(period, spending[::-1], covered_until) == curve


@given(spendings)
def test_spending_by_month_loses_nothing_and_is_in_order(spending: list[Spending]) -> None:
    by_month = spending_by_month(spending)

    assert total(by_month.values()) == total(item.amount for item in spending)
    assert list(by_month) == sorted(by_month)
    assert spending_by_month(spending[::-1]) == by_month


@given(spendings, days)
def test_every_task_of_the_plan_gets_its_own_spending(spending: list[Spending], covered_until: date) -> None:
    plan = make_plan(*(make_task({APRIL: Decimal("100.00")}, number=number) for number in (1, 2, 3)))

    states = task_states(plan, APRIL_TO_JUNE, spending, covered_until=covered_until, as_of=covered_until)

    of_the_plan = total(item.amount for item in spending if item.task_number <= 3)
    assert total(state.spent for state in states if state.spent is not None) == of_the_plan
    assert all(ZERO <= state.planned <= state.budget for state in states)


def test_spending_of_a_task_is_unknown_until_something_is_reported() -> None:
    (state,) = task_states(
        make_plan(make_task({APRIL: Decimal("100.00")})), APRIL_TO_JUNE, [], covered_until=None, as_of=date(2019, 4, 15)
    )

    assert (state.spent, state.spent_rate, state.planned) == (None, None, Decimal("50.00"))


def test_task_without_a_budget_has_no_spent_rate() -> None:
    spending = [Spending(1, APRIL, Decimal("5.00"))]

    (state,) = task_states(
        make_plan(make_task({})), APRIL_TO_JUNE, spending, covered_until=date(2019, 4, 30), as_of=date(2019, 7, 15)
    )

    assert (state.spent, state.spent_rate, state.planned_rate) == (Decimal("5.00"), None, Decimal(0))


def test_overspent_task_is_over_one() -> None:
    spending = [Spending(1, APRIL, Decimal("110.00"))]

    (state,) = task_states(
        make_plan(make_task({APRIL: Decimal("100.00")})),
        APRIL_TO_JUNE,
        spending,
        covered_until=date(2019, 4, 15),
        as_of=date(2019, 7, 15),
    )

    assert (state.spent_rate, state.planned_rate) == (Decimal("1.1"), Decimal("0.5"))


def test_month_is_spent_evenly_over_the_days_that_the_project_has_in_it() -> None:
    period = Period.of_days(date(2019, 4, 21), date(2019, 5, 31))

    curve = monthly_curve(period, {APRIL: Decimal("100.00"), MAY: Decimal("31.00")})

    assert curve.at(date(2019, 4, 20)) == ZERO
    assert curve.at(date(2019, 4, 21)) == Decimal("10.00")
    assert curve.at(date(2019, 4, 30)) == Decimal("100.00")
    assert curve.at(date(2019, 5, 1)) == Decimal("101.00")


def test_months_outside_the_period_count_in_its_first_and_last_month() -> None:
    curve = monthly_curve(APRIL_TO_JUNE, {date(2019, 1, 1): Decimal("30.00"), date(2020, 1, 1): Decimal("60.00")})

    assert curve.at(date(2019, 4, 30)) == Decimal("30.00")
    assert curve.at(date(2019, 5, 31)) == Decimal("30.00")
    assert curve.at(date(2019, 6, 30)) == Decimal("90.00")


def test_przasnysz_is_spent_evenly_while_no_schedule_is_known() -> None:
    period = Period.of_days(date(2019, 10, 1), date(2021, 2, 28))

    curve = linear_curve(period, Decimal(402025))

    assert period.days == 517
    assert curve.at(date(2019, 10, 15)) == Decimal("11664.17")
    assert curve.day_reaching(Decimal("201012.50")) == date(2020, 6, 15)


def test_curves_of_one_month_have_two_points() -> None:
    curve = monthly_curve(make_month("2020-02"), {})

    assert curve == CumulativeCurve((date(2020, 1, 31), date(2020, 2, 29)), (ZERO, ZERO))


def test_amount_reached_again_after_a_correction_was_reached_the_first_time() -> None:
    curve = monthly_curve(APRIL_TO_JUNE, {APRIL: Decimal("30.00"), MAY: Decimal("-31.00"), JUNE: Decimal("60.00")})

    assert curve.day_reaching(Decimal("20.00")) == date(2019, 4, 20)
    assert curve.day_reaching(Decimal("40.00")) == date(2019, 6, 21)
    assert curve.day_reaching(Decimal("59.01")) is None
