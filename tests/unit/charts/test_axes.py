"""Months on the time axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import periods
from tests.unit.speaking import speaking
from tracker.charts.axes import month_ticks
from tracker.charts.layout import NARROW
from tracker.domain.periods import Period


def spanning(start: str, end: str) -> Period:
    return Period.of_days(date.fromisoformat(start), date.fromisoformat(end))


def test_year_and_a_half_is_named_by_quarters_with_the_year_once() -> None:
    ticks = month_ticks(spanning("2018-05-01", "2019-10-31"))

    assert [(tick.text, tick.year) for tick in ticks] == [
        ("lip", "2018"),
        ("paź", ""),
        ("sty", "2019"),
        ("kwi", ""),
        ("lip", ""),
        ("paź", ""),
    ]


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        ("2019-04-01", "2019-07-31", ["kwi", "maj", "cze", "lip"]),
        ("2019-02-01", "2019-09-30", ["mar", "maj", "lip", "wrz"]),
        ("2019-02-10", "2019-02-20", []),
        ("2019-02-01", "2019-02-20", ["lut"]),
    ],
)
def test_short_span_is_named_by_months(start: str, end: str, named: list[str]) -> None:
    assert [tick.text for tick in month_ticks(spanning(start, end))] == named


def test_months_are_named_in_the_language_of_the_page() -> None:
    with speaking("en"):
        ticks = month_ticks(spanning("2019-01-01", "2019-04-30"))

    assert [tick.text for tick in ticks] == ["Jan", "Feb", "Mar", "Apr"]


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 18_000))
def test_ticks_are_few_enough_for_a_phone_whatever_the_span(start: date, days: int) -> None:
    span = Period(start, date.fromordinal(start.toordinal() + days))

    ticks = month_ticks(span)

    width = NARROW.width - NARROW.left - NARROW.right
    assert len(ticks) <= 13
    assert all((later.day - tick.day).days / days * width > 21 for tick, later in pairwise(ticks)) or days < 92


@given(periods())
def test_ticks_are_first_days_of_months_of_the_span_in_order(span: Period) -> None:
    ticks = month_ticks(span)

    assert all(tick.day in span and tick.day.day == 1 for tick in ticks)
    assert all(one.day < next_one.day for one, next_one in pairwise(ticks))
    assert all(bool(tick.year) == (index == 0 or tick.day.month == 1) for index, tick in enumerate(ticks))
    assert all(tick.year in ("", str(tick.day.year)) for tick in ticks)
