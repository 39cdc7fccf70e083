"""Periods are half-open runs of days; partial dates say only what was written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_month
from tests.unit.domain.strategies import days, partial_dates, periods
from tracker.domain.periods import ONE_DAY, PartialDate, Period, add_months, first_of_month, month_end, quarter_of
from tracker.domain.vocabulary import DatePrecision

months = st.integers(-60, 60)


@given(days, months)
def test_adding_and_taking_months_returns_to_the_first_of_the_month(day: date, count: int) -> None:
    assert add_months(add_months(day, count), -count) == first_of_month(day)


@given(days, months, months)
def test_months_add_up(day: date, one: int, other: int) -> None:
    assert add_months(add_months(day, one), other) == add_months(day, one + other)


@given(days)
def test_month_ends_on_the_eve_of_the_next(day: date) -> None:
    end = month_end(day)

    assert (end.year, end.month) == (day.year, day.month)
    assert (end + ONE_DAY).day == 1


@given(days)
def test_quarter_holds_three_months(day: date) -> None:
    assert quarter_of(day) == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3, 10: 4, 11: 4, 12: 4}[day.month]


@given(periods())
def test_period_is_made_again_from_its_first_and_last_day(period: Period) -> None:
    assert Period.of_days(period.start, period.last_day) == period
    assert period.start in period
    assert period.last_day in period
    assert period.end not in period


@given(days, st.integers(0, 800))
def test_period_without_a_day_is_refused(start: date, before: int) -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        Period(start, start - timedelta(days=before))


@given(periods(), periods())
def test_periods_overlap_when_a_day_is_in_both(one: Period, other: Period) -> None:
    shared = max(one.start, other.start)

    assert one.overlaps(other) == other.overlaps(one) == (shared in one and shared in other)


def test_periods_that_only_follow_each_other_share_no_day() -> None:
    april, may = make_month("2019-04"), make_month("2019-05")

    assert not april.overlaps(may)
    assert not may.overlaps(april)


@given(periods(), days)
def test_elapsed_rate_rises_from_nothing_to_all(period: Period, day: date) -> None:
    assert period.elapsed_rate(period.start - ONE_DAY) == 0
    assert period.elapsed_rate(period.last_day) == 1
    assert 0 <= period.elapsed_rate(day) <= period.elapsed_rate(day + ONE_DAY) <= 1


@given(periods())
def test_every_day_passes_once(period: Period) -> None:
    passed = [period.elapsed_days(period.start + timedelta(days=n)) for n in range(period.days)]

    assert passed == list(range(1, period.days + 1))


@given(periods())
def test_months_of_a_period_share_its_days_among_them(period: Period) -> None:
    parts = [period.within_month(month) for month in period.months()]

    assert sum(part.days for part in parts if part) == period.days
    assert None not in parts
    assert period.within_month(add_months(period.last_day, 1)) is None


@given(partial_dates())
def test_partial_date_makes_the_round_trip(day: PartialDate) -> None:
    assert PartialDate.parse(day.isoformat()) == day


@given(partial_dates())
def test_every_possible_day_is_written_alike(day: PartialDate) -> None:
    written = day.isoformat()

    assert day.first_day.isoformat().startswith(written)
    assert day.last_day.isoformat().startswith(written)
    assert not (day.last_day + ONE_DAY).isoformat().startswith(written)
    assert not (day.first_day - ONE_DAY).isoformat().startswith(written)


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-4", "2019-04-1", "2019-13", "2019-02-29", "2019-04-30 ", "2019-04\n", "1999", "2100-01", "٢٠١٩"],
)
def test_what_is_no_date_of_a_project_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("value", "precision"), [(date(2019, 4, 2), DatePrecision.MONTH), (date(2019, 4, 1), DatePrecision.YEAR)]
)
def test_more_than_was_written_cannot_be_kept(value: date, precision: DatePrecision) -> None:
    with pytest.raises(ValueError, match="not the first day"):
        PartialDate(value, precision)


def test_krasnystaw_is_halfway_through_on_15_october_2019() -> None:
    start, end = PartialDate.parse("2019-04"), PartialDate.parse("2020-04-30")

    period = Period.of_days(start.first_day, end.last_day)

    assert start.isoformat() == "2019-04"
    assert period.days == 396
    assert period.elapsed_rate(date(2019, 10, 15)) == Decimal("0.5")


def test_myslenice_known_by_months_lasts_from_the_first_to_the_last_day() -> None:
    start, end = PartialDate.parse("2018-05"), PartialDate.parse("2019-10")

    period = Period.of_days(start.first_day, end.last_day)

    assert (period.start, period.last_day) == (date(2018, 5, 1), date(2019, 10, 31))
    assert len(list(period.months())) == 18
