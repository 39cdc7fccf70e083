"""Cells as people fill them in: everything that can only mean one thing is taken, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import CentreKind, FactName, Voivodeship
from tracker.exchange.filled_sheets.cells import CellFaultError, read_cell
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS
from tracker.exchange.filled_sheets.project_columns import POSTS
from tracker.exchange.filled_sheets.tables import column_letters
from tracker.exchange.incoming.tables import NO_RESULT, CellValue


@pytest.fixture(autouse=True)
def polish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (402025, "402025.00"),
        (325377.82, "325377.82"),
        (0.1 + 0.2, "0.30"),
        ("402 025,00 zł", "402025.00"),
        ("1.234,56", "1234.56"),
        ("\u00a0500,-\u00a0", "500.00"),
    ],
)
def test_amounts(cell: CellValue, value: str) -> None:
    assert read_cell(cell, COLUMNS[FactName.TOTAL_VALUE], from_1904=False) == Decimal(value)


@pytest.mark.parametrize(
    "cell", [12.345, "dużo", -1, "1e9", date(2019, 1, 1), True, 10**15, float("1e300"), float("nan"), "#N/A", NO_RESULT]
)
def test_what_is_no_amount_is_told(cell: CellValue) -> None:
    with pytest.raises(CellFaultError):
        read_cell(cell, COLUMNS[FactName.TOTAL_VALUE], from_1904=False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (date(2019, 6, 30), "2019-06-30"),
        (datetime(2019, 6, 30, 12, 0), "2019-06-30"),  # noqa: DTZ001  A cell has no time zone.
        (43646, "2019-06-30"),
        (2019, "2019"),
        (2019.0, "2019"),
        ("30.06.2019", "2019-06-30"),
        ("06.2019", "2019-06"),
        ("czerwiec 2019", "2019-06"),
        (" 2019 r. ", "2019"),
    ],
)
def test_dates(cell: CellValue, value: str) -> None:
    assert read_cell(cell, COLUMNS[FactName.END], from_1904=False) == PartialDate.parse(value)


def test_days_are_counted_as_the_workbook_counts_them() -> None:
    assert read_cell(42184, COLUMNS[FactName.END], from_1904=True) == PartialDate.parse("2019-06-30")


@pytest.mark.parametrize("cell", ["31.02.2019", "kiedyś", 12, -5, 10**9, True])
def test_what_is_no_date_is_told(cell: CellValue) -> None:
    with pytest.raises(CellFaultError):
        read_cell(cell, COLUMNS[FactName.END], from_1904=False)


@pytest.mark.parametrize(
    ("key", "cell", "member"),
    [
        ("centre_kind", "mops", CentreKind.MOPS),
        ("centre_kind", "inny", CentreKind.OTHER),
        ("centre_voivodeship", " Małopolskie ", Voivodeship.MALOPOLSKIE),
        ("centre_voivodeship", 6, Voivodeship.LUBELSKIE),
        ("centre_voivodeship", "06", Voivodeship.LUBELSKIE),
    ],
)
def test_members_of_lists(key: str, cell: CellValue, member: object) -> None:
    assert read_cell(cell, COLUMNS[key], from_1904=False) is member


def test_what_is_not_on_the_list_is_told_with_the_list() -> None:
    with pytest.raises(CellFaultError, match="GOPS"):
        read_cell("PCPR", COLUMNS["centre_kind"], from_1904=False)


@given(st.one_of(st.text(max_size=300), st.integers(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_any_cell_is_read_or_told(cell: CellValue) -> None:
    for column in COLUMNS.values():
        with suppress(CellFaultError):
            value = read_cell(cell, column, from_1904=False)

            assert value is None or isinstance(value, str | Decimal | PartialDate)


def test_a_quantity_that_was_calculated_loses_its_binary_tail() -> None:
    assert read_cell(0.1 + 0.2, POSTS["target"], from_1904=False) == Decimal("0.3")


@given(st.integers(0, 16383))
def test_letters_count_in_twenty_sixes(place: int) -> None:
    number = 0
    for letter in column_letters(place):
        number = number * 26 + ord(letter) - ord("A") + 1

    assert number == place + 1
