"""A CSV is read whatever separates its cells and however its letters are coded."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.incoming.workbook_parts import rows_of
from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.tables import Limits

LETTERS = st.text("aąćęłńóśźżĄĆĘŁŃÓŚŹŻ 0123456789\n;,\t\"'", min_size=1, max_size=12)


def test_a_line_without_an_end_is_not_read_as_a_whole() -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(b"a;b\n" + b";" * 2_100_000)

    assert refused.value.refusal is TableRefusal.TOO_MANY_COLUMNS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_are_found(encoding: str, separator: str) -> None:
    lines = [["Nazwa ośrodka", "Kwota", "Uwagi"], ['OPS "Źródło"', "1 234,56 zł", "dwa\nwiersze; obok"], ["b", "", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)

    rows = rows_of(text.getvalue().encode(encoding))

    assert rows == [
        (1, ["Nazwa ośrodka", "Kwota", "Uwagi"]),
        (2, ['OPS "Źródło"', "1 234,56 zł", "dwa\nwiersze; obok"]),
        (3, ["b"]),
    ]


@given(st.lists(st.lists(LETTERS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_are_read_as_they_were_written(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["Nazwa", "Kwota", "Data"]] * 21 + table)

    rows = rows_of(text.getvalue().encode())

    assert [cells for _, cells in rows][21:] == table


def test_the_separator_that_excel_is_told_is_no_row() -> None:
    assert rows_of(b"sep=,\r\na;b,c\r\n") == [(2, ["a;b", "c"])]


def test_blank_rows_count_but_are_not_given() -> None:
    assert rows_of(b"a;b\r\n\r\n;;\r\nc;;\r\n") == [(1, ["a", "b"]), (4, ["c"])]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"a;b\n" * 12, TableRefusal.TOO_MANY_ROWS),
        (b"a;b\n" + b";" * 30 + b"x", TableRefusal.TOO_MANY_COLUMNS),
        (b'a;"b\n' + b"c;d\n" * 40_000, TableRefusal.BROKEN_QUOTES),
    ],
)
def test_beyond_the_bounds_reading_stops(data: bytes, refusal: TableRefusal) -> None:
    with pytest.raises(TableFileError) as refused:
        rows_of(data, Limits(10**6, 10**6, rows=10, columns=26))

    assert refused.value.refusal is refusal
