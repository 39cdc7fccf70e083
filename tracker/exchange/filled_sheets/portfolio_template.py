"""The sheet as a workbook: empty or filled with what is on record, with lists to choose from and explanations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from flask_babel import gettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tracker.exchange.filled_sheets.columns import NOTE_WIDTH
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS, HELP_NAME, SHEET_NAME
from tracker.exchange.filled_sheets.writing import (
    Cells,
    make_formats,
    offer,
    open_workbook,
    print_on_paper,
    write_list,
    write_note,
    write_table,
)

EMPTY_ROWS = 500
"""Rows below the last that have lists and formats for what is still to be typed."""


def write_form(rows: Iterable[Cells]) -> bytes:
    """The sheet as an XLSX file.

    Args:
        rows: The projects with which it is filled.
    """
    buffer = BytesIO()
    with open_workbook(buffer) as book:
        formats = make_formats(book)
        page = book.add_worksheet(str(SHEET_NAME))
        filled = write_table(page, COLUMNS, rows, formats)
        page.freeze_panes(1, 2)
        offer(page, COLUMNS, filled + EMPTY_ROWS, _explain(book, formats))
    return buffer.getvalue()


def _explain(book: Workbook, formats: Mapping[str, Format]) -> str:
    """The sheet that tells what to write where; gives where the list stands that is too long for a rule."""
    page = book.add_worksheet(str(HELP_NAME))
    page.set_column(0, 0, 28)
    page.set_column(1, 1, NOTE_WIDTH)
    page.write_string(0, 0, gettext("Column"), formats["heading"])
    page.write_string(0, 1, gettext("What to write there"), formats["heading"])
    for number, column in enumerate(COLUMNS.values(), start=1):
        page.write_string(number, 0, str(column.heading), formats["note"])
        write_note(page, number, 1, str(column.note), formats["note"])
    notes = (
        gettext(
            "One row is one project. The order of the columns does not matter, and those not needed may be deleted."
        ),
        gettext("An empty cell says nothing: what is on record stays. Nothing is stored before somebody has seen it."),
        gettext("Monthly spending comes in reports or with the workbook of one project."),
    )
    for number, note in enumerate(notes, start=len(COLUMNS) + 2):
        write_note(page, number, 1, note, formats["note"])
    print_on_paper(page)
    return write_list(page, 3, COLUMNS["centre_voivodeship"], formats)
