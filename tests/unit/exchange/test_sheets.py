"""Sheets: what a cell becomes in CSV, and that nothing anybody typed runs as a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from tracker.exchange.sheets import BarChart, Cell, Column, ColumnKind, Sheet, as_csv, as_workbook


def make_sheet(*cells: Cell, kind: ColumnKind = ColumnKind.TEXT) -> Sheet:
    columns = (Column("Nazwa"), Column("Liczba", kind))
    return Sheet("Arkusz", (("Stan na", "dziś"),), columns, [("Klucze", cell) for cell in cells])


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (None, ColumnKind.AMOUNT, ""),
        (Decimal("-8.80"), ColumnKind.AMOUNT, "-8,80"),
        (Decimal("0.36417"), ColumnKind.RATE, "36,42"),
        (Decimal(0), ColumnKind.COUNT, "0"),
        (date(2019, 10, 5), ColumnKind.DAY, "2019-10-05"),
        ("=1+1", ColumnKind.TEXT, "'=1+1"),
        ("-8,80", ColumnKind.TEXT, "'-8,80"),
        ("+48 600", ColumnKind.TEXT, "'+48 600"),
        ("@SUM(1)", ColumnKind.TEXT, "'@SUM(1)"),
        ("\t=1+1", ColumnKind.TEXT, "'\t=1+1"),
        ("\r=1+1", ColumnKind.TEXT, '"\'\r=1+1"'),
    ],
)
def test_a_cell_is_written_as_excel_in_poland_reads_it(cell: Cell, kind: ColumnKind, text: str) -> None:
    lines = list(as_csv(make_sheet(cell, kind=kind)))

    assert lines[-1] == f"Klucze;{text}\r\n"


def test_no_text_becomes_a_formula_or_a_link_in_a_workbook() -> None:
    risky = ("=cmd|' /C calc'!A0", "http://example.org", "+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1")
    book = as_workbook([make_sheet(*risky)])

    with ZipFile(BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="s"') >= 2 * len(risky), "every cell is a text"
    assert "hyperlink" not in sheet


def test_an_empty_table_has_its_first_lines_and_no_chart() -> None:
    sheet = make_sheet()
    empty = Sheet(sheet.name, sheet.about, sheet.columns, [], (BarChart("Wykres", (1,)),))

    with ZipFile(BytesIO(as_workbook([empty]))) as parts:
        names = parts.namelist()
    assert not [name for name in names if "chart" in name]
