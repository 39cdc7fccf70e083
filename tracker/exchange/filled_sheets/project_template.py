"""One project as a workbook of several sheets, filled with what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from flask_babel import gettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.exchange.filled_sheets.columns import NOTE_WIDTH, FormColumn, by_key
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS as PORTFOLIO
from tracker.exchange.filled_sheets.portfolio_columns import HELP_NAME
from tracker.exchange.filled_sheets.project_columns import (
    FACT_KEYS,
    FACT_TABLE,
    FACTS_SHEET,
    MILESTONES,
    MILESTONES_SHEET,
    PLAN_SHEET,
    POSTS,
    POSTS_SHEET,
    SPENDING_SHEET,
    SPENT,
    TASKS,
    TRAINING_SHEET,
    TRAININGS,
    planned_in,
    spent_in,
)
from tracker.exchange.filled_sheets.writing import (
    NUMERIC,
    Cells,
    make_formats,
    offer,
    offer_in,
    open_workbook,
    print_on_paper,
    write_cell,
    write_list,
    write_note,
    write_table,
)

_Table = tuple[object, Mapping[str, FormColumn], Sequence[Cells]]
"""The name of a sheet, its columns, its rows."""

EMPTY_ROWS = 60
"""Rows below the last that have lists for what is still to be typed."""


@dataclass(frozen=True, slots=True)
class ProjectCells:
    """The cells of a project's workbook.

    Attributes:
        facts: By the keys of the columns of a portfolio.
        months: The months of the payment schedule and of the spending.
        tasks: Number and name, and amounts by the first day of the month in ISO form.
        spending: As ``tasks``, what reports say was spent.
    """

    facts: Cells
    milestones: Sequence[Cells] = ()
    posts: Sequence[Cells] = ()
    trainings: Sequence[Cells] = ()
    months: Sequence[date] = field(default=())
    tasks: Sequence[Cells] = ()
    spending: Sequence[Cells] = ()


def write_project(cells: ProjectCells) -> bytes:
    """The workbook of a project as an XLSX file."""
    buffer = BytesIO()
    tables: tuple[_Table, ...] = (
        (MILESTONES_SHEET, MILESTONES, cells.milestones),
        (POSTS_SHEET, POSTS, cells.posts),
        (TRAINING_SHEET, TRAININGS, cells.trainings),
        (PLAN_SHEET, {**TASKS, **by_key(planned_in(month) for month in cells.months)}, cells.tasks),
        (SPENDING_SHEET, {**SPENT, **by_key(spent_in(month) for month in cells.months)}, cells.spending),
    )
    with open_workbook(buffer) as book:
        formats = make_formats(book)
        first = book.add_worksheet(str(FACTS_SHEET))
        for name, columns, rows in tables:
            page = book.add_worksheet(str(name))
            filled = write_table(page, columns, rows, formats)
            offer(page, columns, filled + EMPTY_ROWS)
            page.freeze_panes(1, 2)
        _write_facts(first, cells.facts, formats, _explain(book, tables, formats))
    return buffer.getvalue()


def _write_facts(page: Worksheet, facts: Cells, formats: Mapping[str, Format], elsewhere: str) -> None:
    """The facts one under the other: what it is, the value, what to write there."""
    write_table(page, FACT_TABLE, (), formats)
    for number, key in enumerate(FACT_KEYS, start=1):
        column = PORTFOLIO[key]
        page.write_string(number, 0, str(column.heading), formats["note"])
        write_cell(page, number, 1, facts.get(key), formats["left_amount" if column.shape in NUMERIC else column.shape])
        write_note(page, number, 2, str(column.note), formats["note"])
        offer_in(page, (number, 1, number, 1), column, elsewhere)
    page.freeze_panes(1, 1)


def _explain(
    book: Workbook,
    tables: Sequence[_Table],
    formats: Mapping[str, Format],
) -> str:
    """The sheet that tells what to write where; gives where the list stands that is too long for a rule."""
    page = book.add_worksheet(str(HELP_NAME))
    page.set_column(0, 1, 28)
    page.set_column(2, 2, NOTE_WIDTH)
    heads = (gettext("Sheet"), gettext("Column"), gettext("What to write there"))
    for place, text in enumerate(heads):
        page.write_string(0, place, text, formats["heading"])
    lines = [(str(name), column) for name, columns, _rows in tables for column in _told_once(columns)]
    for number, (name, column) in enumerate(lines, start=1):
        for place, text in enumerate((name, str(column.heading))):
            page.write_string(number, place, text, formats["note"])
        write_note(page, number, 2, str(column.note), formats["note"])
    notes = (
        gettext("An empty cell says nothing: what is on record stays. Nothing is stored before somebody has seen it."),
        gettext(
            "Spending of periods of which nothing is on record becomes reports that count as accepted; what a report "
            "on record says is changed by correcting that report."
        ),
    )
    for number, note in enumerate(notes, start=len(lines) + 2):
        write_note(page, number, 2, note, formats["note"])
    print_on_paper(page)
    return write_list(page, 4, PORTFOLIO["centre_voivodeship"], formats)


def _told_once(columns: Mapping[str, FormColumn]) -> list[FormColumn]:
    """The columns without those of which the one before says the same, as months do."""
    listed = list(columns.values())
    before = [None, *listed]
    return [one for one, last in zip(listed, before, strict=False) if last is None or one.note != last.note]
