"""The sheet of a portfolio read back: every row a project, every fault at its cell, all of them at once."""

from __future__ import annotations

from collections.abc import Container, Mapping

from flask_babel import gettext

from tracker.exchange.filled_sheets.cells import FormValue
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS
from tracker.exchange.filled_sheets.tables import CellProblem, FilledTable, RowRead, find_table
from tracker.exchange.incoming.tables import TableFile


def read_portfolio_sheet(file: TableFile, known: Container[str]) -> FilledTable:
    """Read the first sheet that has the headings.

    Args:
        file: The open file.
        known: The addresses of the projects that whoever brings the file may change.

    Raises:
        TableFileError: If the file breaks off or goes beyond its bounds.
    """
    for sheet in file.sheet_names:
        table = find_table(file, sheet, COLUMNS)
        if table is not None:
            _check(table, known)
            return table
    names = ", ".join(str(COLUMNS[key].heading) for key in ("centre_name", "title"))
    expected = gettext(
        "No row of headings was found. The first row of the template begins them: %(names)s.", names=names
    )
    nothing = FilledTable(", ".join(file.sheet_names))
    nothing.problems.append(CellProblem(nothing.sheet, "", "", expected))
    return nothing


def _check(table: FilledTable, known: Container[str]) -> None:
    there = {column.key for column in table.columns.values()}
    if not {"slug", "centre_name"} & there:
        names = f"{COLUMNS['slug'].heading}, {COLUMNS['centre_name'].heading}"
        expected = gettext("One of these columns is needed: %(names)s.", names=names)
        table.problems.append(CellProblem(table.sheet, "", "", expected))
    for row in table.rows:
        _check_row(table, row, known)


def _check_row(table: FilledTable, row: RowRead, known: Container[str]) -> None:
    slug = row.values.get("slug")
    if slug is not None and slug not in known:
        message = gettext("There is no project of this address that this account may change.")
        table.complain(row.number, "slug", str(slug), message)
    if slug is None:
        _need(table, row, ("centre_name", "title"), gettext("A new project needs this."))
    _need(table, row, missing_of_document(row.values), gettext("A document needs this."))


def missing_of_document(values: Mapping[str, FormValue]) -> tuple[str, ...]:
    """What is missing of a document that is named: it is named whole or not at all."""
    if not any(key in values for key in ("source_publisher", "source_title", "source_published")):
        return ()
    return tuple(key for key in ("source_kind", "source_publisher", "source_title") if key not in values)


def _need(table: FilledTable, row: RowRead, keys: tuple[str, ...], expected: str) -> None:
    for key in keys:
        if key not in row.values:
            table.complain(row.number, key, "", expected)
