"""Earned value, the forecast and what would bring a project back to its plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.domain.factories import YEAR
from tests.unit.domain.strategies import amounts, corrections, days, monthly_amounts, periods
from tracker.domain.budget import CumulativeCurve, actual_curve, linear_curve, monthly_curve
from tracker.domain.earned_value import EarnedValue, catch_up, earned_schedule_end, forecast_spending
from tracker.domain.money import GROSZ, ZERO, from_grosze, round_to_grosz
from tracker.domain.periods import ONE_DAY, Period, month_end
from tracker.domain.project import Spending

HUNDRED = Decimal("100.00")
BUDGET = Decimal("1200.00")
EVEN = monthly_curve(YEAR, dict.fromkeys(YEAR.months(), HUNDRED))
SEPTEMBER_END = date(2019, 9, 30)
TOLERANCE = Decimal("0.07")
budgets = st.integers(10**6, 10**9).map(from_grosze)


def spent(*monthly: str) -> CumulativeCurve:
    """What was spent in the first months of 2019."""
    months = list(YEAR.months())[: len(monthly)]
    spending = [Spending(1, month, Decimal(amount)) for month, amount in zip(months, monthly, strict=True)]
    return actual_curve(YEAR, spending, month_end(months[-1]))


@st.composite
def reported(draw: st.DrawFn) -> tuple[Period, CumulativeCurve, CumulativeCurve, date]:
    """A period, its plan, and what was spent by a day inside it."""
    period = draw(periods())
    months = st.sampled_from(list(period.months()))
    plan = monthly_curve(period, draw(st.dictionaries(months, amounts, max_size=12)))
    covered = period.start + timedelta(days=draw(st.integers(0, period.days - 1)))
    spending = [Spending(1, month, amount) for month, amount in draw(monthly_amounts(corrections)).items()]
    return period, plan, actual_curve(period, spending, covered), covered


@given(budgets, st.integers(1, 365))
def test_project_exactly_on_plan_has_indices_of_one(budget: Decimal, passed: int) -> None:
    plan = linear_curve(YEAR, budget)
    day = YEAR.start + timedelta(days=passed - 1)
    planned = plan.at(day)

    value = EarnedValue(budget, planned, round_to_grosz(budget * (planned / budget)), planned, day)

    assert value.earned == value.planned == value.actual
    assert value.spi == value.cpi == 1
    assert value.schedule_variance == value.cost_variance == 0
    assert value.estimate_at_completion == budget


@given(budgets, amounts, amounts, st.integers(0, 100))
def test_indices_and_variances_agree_on_which_side_of_the_plan_a_project_is(
    budget: Decimal, planned: Decimal, actual: Decimal, achieved: int
) -> None:
    value = EarnedValue(budget, planned, round_to_grosz(budget * (Decimal(achieved) / 100)), actual, SEPTEMBER_END)

    assert ZERO <= value.earned <= budget
    if value.spi is not None:
        assert (value.spi < 1) == (value.schedule_variance < 0)
    if value.cpi is not None:
        assert (value.cpi < 1) == (value.cost_variance < 0)


def test_indices_are_unknown_while_nothing_is_planned_or_spent() -> None:
    value = EarnedValue(BUDGET, ZERO, round_to_grosz(BUDGET * (Decimal("0.5"))), ZERO, SEPTEMBER_END)

    assert (value.spi, value.cpi, value.estimate_at_completion) == (None, None, None)


def test_nothing_earned_has_no_estimate_but_an_index_of_zero() -> None:
    value = EarnedValue(BUDGET, HUNDRED, round_to_grosz(BUDGET * (Decimal(0))), HUNDRED, SEPTEMBER_END)

    assert value.spi == value.cpi == 0
    assert value.estimate_at_completion is None


@given(budgets, periods(), st.integers(1, 1100))
def test_project_on_plan_ends_on_its_last_day(budget: Decimal, period: Period, passed: int) -> None:
    assume(passed <= period.days)
    plan = linear_curve(period, budget)
    day = period.start + timedelta(days=passed - 1)

    assert earned_schedule_end(period, plan, plan.at(day), day) == period.last_day


@given(budgets, amounts, amounts)
def test_more_earned_never_ends_later(budget: Decimal, one: Decimal, other: Decimal) -> None:
    plan = linear_curve(YEAR, budget)
    less, more = sorted((one, other))

    late, soon = (earned_schedule_end(YEAR, plan, earned, SEPTEMBER_END) for earned in (less, more))

    if late is not None and soon is not None:
        assert soon <= late


@pytest.mark.parametrize(
    ("earned", "measured_on"),
    [
        (HUNDRED, date(2018, 12, 31)),
        (ZERO, SEPTEMBER_END),
        (BUDGET + GROSZ, SEPTEMBER_END),
    ],
)
def test_end_is_unknown_before_the_start_or_with_nothing_or_too_much_earned(earned: Decimal, measured_on: date) -> None:
    assert earned_schedule_end(YEAR, EVEN, earned, measured_on) is None


def test_end_beyond_the_calendar_is_unknown() -> None:
    ages = Period(date(2000, 1, 1), date(2099, 12, 31))

    assert earned_schedule_end(ages, linear_curve(ages, BUDGET), GROSZ, date(2099, 12, 1)) is None


def test_half_the_pace_takes_twice_the_time() -> None:
    plan = linear_curve(YEAR, Decimal("3650.00"))

    assert earned_schedule_end(YEAR, plan, Decimal("500.00"), date(2019, 4, 10)) == date(2020, 12, 30)


@given(reported(), amounts)
def test_forecast_starts_at_what_was_spent_never_falls_and_ends_with_the_project(
    case: tuple[Period, CumulativeCurve, CumulativeCurve, date], budget: Decimal
) -> None:
    period, plan, actual, covered = case

    forecast = forecast_spending(period, budget, plan, actual, covered)

    if forecast is not None:
        assert (forecast.days[0], forecast.days[-1]) == (covered, period.last_day)
        assert all(one < next_one for one, next_one in pairwise(forecast.days))
        for run in (forecast.low, forecast.central, forecast.high):
            assert len(run) == len(forecast.days)
            assert run[0] == actual.final
            assert all(one <= next_one for one, next_one in pairwise(run))
            assert run[-1] <= max(budget, actual.final)
        assert all(
            low <= central <= high
            for low, central, high in zip(forecast.low, forecast.central, forecast.high, strict=True)
        )


@given(reported(), amounts)
def test_what_is_left_at_the_end_is_between_nothing_and_the_budget(
    case: tuple[Period, CumulativeCurve, CumulativeCurve, date], budget: Decimal
) -> None:
    forecast = forecast_spending(case[0], budget, case[1], case[2], case[3])

    if forecast is not None:
        least, most = forecast.unspent(budget)
        assert ZERO <= least <= most


def test_steady_pace_is_forecast_without_a_band() -> None:
    actual = spent(*["50.00"] * 9)

    forecast = forecast_spending(YEAR, BUDGET, EVEN, actual, SEPTEMBER_END)

    assert forecast is not None
    assert forecast.low == forecast.central == forecast.high
    assert forecast.central == (Decimal("450.00"), Decimal("500.00"), Decimal("550.00"), Decimal("600.00"))
    assert forecast.unspent(BUDGET) == (Decimal("600.00"), Decimal("600.00"))


def test_band_spans_the_last_three_months_the_last_six_and_all() -> None:
    actual = spent(*["100.00"] * 3, *["50.00"] * 3, *["0.00"] * 3)

    forecast = forecast_spending(YEAR, BUDGET, EVEN, actual, SEPTEMBER_END)

    assert forecast is not None
    assert (forecast.low[-1], forecast.central[-1], forecast.high[-1]) == (
        Decimal("450.00"),
        Decimal("525.00"),
        Decimal("600.00"),
    )


def test_correction_of_the_last_months_forecasts_no_fall() -> None:
    actual = spent(*["100.00"] * 6, "-50.00", "-50.00", "-50.00")

    forecast = forecast_spending(YEAR, BUDGET, EVEN, actual, SEPTEMBER_END)

    assert forecast is not None
    assert forecast.low == (Decimal("450.00"),) * 4


@pytest.mark.parametrize("covered", [date(2019, 12, 31), date(2020, 1, 31)])
def test_project_that_is_over_has_no_forecast(covered: date) -> None:
    assert forecast_spending(YEAR, BUDGET, EVEN, spent(*["100.00"] * 12), covered) is None


def test_nothing_planned_so_far_gives_no_pace_to_go_on_with() -> None:
    plan = monthly_curve(YEAR, {date(2019, 12, 1): BUDGET})

    assert forecast_spending(YEAR, BUDGET, plan, spent("10.00"), date(2019, 1, 31)) is None


@given(reported(), budgets, days)
def test_catching_up_reaches_exactly_the_tolerance(
    case: tuple[Period, CumulativeCurve, CumulativeCurve, date], budget: Decimal, as_of: date
) -> None:
    period, plan, actual, _covered = case

    needed = catch_up(period, budget, plan, actual, as_of, tolerance=TOLERANCE)

    if needed is not None:
        lag = (needed.amount - plan.at(needed.by)) / budget
        assert abs(lag + TOLERANCE) <= GROSZ / budget
        assert actual.final < needed.amount
        assert max(as_of, actual.days[-1]) <= needed.by <= period.last_day
        assert needed.rate == needed.amount / budget
        assert needed.monthly > ZERO or needed.amount - actual.final < Decimal("0.10")


def test_catching_up_is_shared_over_the_months_that_are_left() -> None:
    needed = catch_up(YEAR, BUDGET, EVEN, spent(*["50.00"] * 6), date(2019, 8, 15), tolerance=TOLERANCE)

    assert needed is not None
    assert (needed.by, needed.amount) == (date(2019, 8, 31), Decimal("716.00"))
    assert needed.monthly == Decimal("208.00")


@pytest.mark.parametrize(
    ("budget", "as_of", "months"),
    [
        (BUDGET, date(2020, 1, 1), 6),
        (ZERO, date(2019, 8, 15), 6),
        (BUDGET, date(2019, 9, 30), 9),
    ],
)
def test_nothing_to_catch_up_after_the_end_without_a_budget_or_when_on_plan(
    budget: Decimal, as_of: date, months: int
) -> None:
    actual = spent(*["111.00"] * months)

    assert catch_up(YEAR, budget, EVEN, actual, as_of, tolerance=TOLERANCE) is None


@pytest.mark.parametrize(("extra", "is_behind"), [("0.00", False), ("-0.01", True)])
def test_spending_that_stands_at_the_tolerance_has_nothing_to_catch_up(extra: str, is_behind: bool) -> None:
    actual = spent(*["100.00"] * 6, str(Decimal("16.00") + Decimal(extra)))

    needed = catch_up(YEAR, BUDGET, EVEN, actual, date(2019, 8, 15), tolerance=Decimal("0.1533333333"))

    assert (needed is not None) is is_behind


def test_month_of_the_last_report_is_over_when_it_is_caught_up() -> None:
    needed = catch_up(YEAR, BUDGET, EVEN, spent("10.00"), date(2019, 1, 31), tolerance=TOLERANCE)

    assert needed is not None
    assert needed.by == date(2019, 2, 28) == date(2019, 3, 1) - ONE_DAY
