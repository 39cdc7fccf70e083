"""Workbooks are read as they were filled in, whoever wrote them, and nothing in them is run."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.incoming.workbook_parts import by_hand, rows_of, written
from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.tables import NO_RESULT, Limits

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
CELLS = st.none() | TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.dates(date(1900, 3, 1), date(2100, 1, 1))


@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.booleans())
def test_what_was_written_is_read(table: list[list[Any]], from_1904: bool) -> None:
    table = [[None if cell and from_1904 and _is_too_early(cell) else cell for cell in row] for row in table]

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write(number, column, cell)

    read = rows_of(written(fill, date_1904=from_1904))

    assert read == [(number, _filled(row)) for number, row in enumerate(table, start=1) if _filled(row)]


def _is_too_early(cell: object) -> bool:
    return isinstance(cell, date) and cell.year < 1905


def _filled(row: list[Any]) -> list[Any]:
    end = max((index for index, cell in enumerate(row, start=1) if cell is not None), default=0)
    return row[:end]


def test_a_serial_with_a_time_is_a_moment() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write(0, 0, 43221.75, book.add_format({"num_format": 14}))

    assert rows_of(written(fill)) == [(1, [datetime(2018, 5, 1, 18)])]  # noqa: DTZ001  A cell has no time zone.


def test_a_number_without_a_format_stays_a_number() -> None:
    assert rows_of(by_hand('<row r="1"><c r="A1"><v>43221.75</v></c><c r="B1"><v>402025</v></c></row>')) == [
        (1, [43221.75, 402025])
    ]


def test_a_formula_is_the_result_that_was_saved() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_formula(0, 0, '=WEBSERVICE("http://example.org")', value="wynik")

    assert rows_of(written(fill)) == [(1, ["wynik"])]


def test_a_formula_saved_without_its_result_is_not_an_empty_cell() -> None:
    counted = '<c r="B1" t="str"><f>A2</f><v></v></c><c r="C1"><f>3-2</f><v>1</v></c>'
    sheet = f'<row r="1"><c r="A1"><f>1+1</f></c>{counted}</row>'

    assert rows_of(by_hand(sheet)) == [(1, [NO_RESULT, None, 1])]


def test_a_merged_cell_has_its_value_in_the_first() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "razem")
        sheet.write("D1", "obok")

    assert rows_of(written(fill)) == [(1, ["razem", None, None, "obok"])]


def test_cells_without_references_follow_each_other() -> None:
    sheet = (
        '<row><c t="inlineStr"><is><r><t>ośro</t></r><r><t>dek</t></r></is></c><c><v>1</v></c></row>'
        '<row r="7"><c t="e"><v>#N/A</v></c></row>'
    )

    assert rows_of(by_hand(sheet)) == [(1, ["ośrodek", 1]), (7, ["#N/A"])]


def test_cells_far_apart_cost_nothing() -> None:
    sheet = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert rows_of(by_hand(sheet)) == [(1, [1])]


def test_the_sheets_of_charts_are_left_out() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Plan").write(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Plan!$A$1:$A$2"})
        book.add_chartsheet("Wykres").set_chart(chart)
        book.add_worksheet("Posty ąę").write(0, 0, "ż")

    with open_table_file(written(fill), "plik.xlsx") as file:
        assert file.sheet_names == ("Plan", "Posty ąę")
        assert [list(file.rows(name)) for name in file.sheet_names] == [[(1, [1])], [(1, ["ż"])]]
        assert file.progress == 1


@pytest.mark.parametrize(
    ("sheet", "refusal"),
    [
        ('<row r="12"><c r="A12"><v>1</v></c></row>', TableRefusal.TOO_MANY_ROWS),
        ('<row r="1"><c r="AA1"><v>1</v></c></row>', TableRefusal.TOO_MANY_COLUMNS),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', TableRefusal.BROKEN),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>', TableRefusal.BROKEN),
        ('<row r="1"><c r="A1" t="s"><v>5</v></c></row>', TableRefusal.BROKEN),
        ('<row r="1"><c r="A1"><v>kwota</v></c></row>', TableRefusal.BROKEN),
        ('<row r="x"/>', TableRefusal.BROKEN),
        ('<row r="1"><c r="A1"><v>1', TableRefusal.BROKEN),
    ],
)
def test_a_sheet_that_no_program_writes_is_refused(sheet: str, refusal: TableRefusal) -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(by_hand(sheet), Limits(10**6, 10**7, rows=10, columns=26))

    assert refused.value.refusal is refusal


def test_entities_are_not_unfolded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><worksheet>&y;</worksheet>'

    with pytest.raises(TableFileError) as refused:
        rows_of(by_hand("", parts={"xl/worksheets/sheet1.xml": bomb}))

    assert refused.value.refusal is TableRefusal.BROKEN
