"""Amounts and days are read in every way in which the list writes them, and never guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.incoming.tables import CellValue
from tracker.exchange.official_list.cells import CellError, amount_of, day_of

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(st.integers(0, 10**14 - 1))
def test_an_amount_is_the_same_as_a_number_and_as_a_text(grosze: int) -> None:
    amount = Decimal(grosze).scaleb(-2)
    as_number, as_text = amount_of(float(amount)), amount_of(f"{amount:,}".replace(",", "\u00a0").replace(".", ","))

    assert as_number is not None
    assert as_text is not None
    assert as_number.value == as_text.value == amount


@given(DAYS, st.floats(0, 0.9999))
def test_a_day_is_the_same_in_every_spelling(day: date, time: float) -> None:
    serial = (day - date(1899, 12, 30)).days
    moment = datetime(day.year, day.month, day.day) + timedelta(days=time)  # noqa: DTZ001  A cell has no time zone.
    spellings: list[CellValue] = [day, moment, serial, f"{day}", f"{day} 00:00:00", f"{day:%d.%m.%Y}", f"{serial}"]

    assert {day_of(cell) for cell in spellings} == {day}
    assert day_of(serial + int(time * 86_399) / 86_400) == day


def test_days_of_early_macs_are_counted_from_1904() -> None:
    assert day_of(41_759, from_1904=True) == date(2018, 5, 1)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "\u00a0"])
def test_what_is_empty_is_not_given(cell: CellValue) -> None:
    assert amount_of(cell) is None
    assert day_of(cell) is None


@pytest.mark.parametrize("cell", ["nie dotyczy", "12 EUR", "1.234", -5, float("nan"), 1e15, True, date(2018, 1, 1)])
def test_what_is_no_amount_is_refused(cell: CellValue) -> None:
    with pytest.raises(CellError):
        amount_of(cell)


@pytest.mark.parametrize("cell", ["2018-02-30", "31.04.2018", "maj 2018", 12, 2_000_000, "1899-01-01", True, "05/2018"])
def test_what_is_no_day_is_refused(cell: CellValue) -> None:
    with pytest.raises(CellError):
        day_of(cell)
