"""A table that people filled in: its row of headings, its rows, and every fault at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from flask_babel import force_locale, gettext

from tracker.exchange.filled_sheets.cells import CellFaultError, FormValue, read_cell, spelled
from tracker.exchange.filled_sheets.columns import FormColumn
from tracker.exchange.incoming.tables import CellValue, Row, TableFile

LOOKED_AT = 15
"""Rows in which the headings are looked for."""

FEWEST_HEADINGS = 2
"""So many known headings in one row make it the row of headings."""

MOST_ROWS = 5000
"""Rows of one table."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell.

    Attributes:
        cell: As a spreadsheet names it, ``C7``; empty for the sheet as a whole.
        read: What stands there.
        expected: What is expected, in words.
        heading: Of its column, or of its row where the figures stand below one another; empty where it has none.
    """

    sheet: str
    cell: str
    read: str
    expected: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row that holds something.

    Attributes:
        number: As the spreadsheet counts.
        values: By the keys of the columns; what is empty or could not be read is left out.
    """

    number: int
    values: Mapping[str, FormValue]


@dataclass(slots=True)
class FilledTable:
    """What came of a table.

    Attributes:
        sheet: The sheet that has the headings.
        heading_row: The number of the row of headings.
        columns: The columns that are there, by their places from 0.
        ignored: Headings that mean nothing here.
    """

    sheet: str
    heading_row: int = 0
    columns: dict[int, FormColumn] = field(default_factory=dict)
    rows: list[RowRead] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def complain(self, row: int, key: str | None, read: str, expected: str) -> None:
        """Note what is wrong with the cell of a row in the column of a key, or with the row where it has no such.

        A cell that could not be read is told of once.
        """
        place = next((place for place, column in self.columns.items() if column.key == key), None)
        cell = f"{column_letters(place)}{row}" if place is not None else gettext("row %(number)s", number=row)
        if place is not None and any(problem.cell == cell for problem in self.problems):
            return
        heading = str(self.columns[place].heading) if place is not None else ""
        self.problems.append(CellProblem(self.sheet, cell, read, expected, heading))


def find_table(
    file: TableFile,
    sheet: str,
    columns: Mapping[str, FormColumn],
    *,
    further: Callable[[CellValue], FormColumn | None] = lambda _cell: None,
) -> FilledTable | None:
    """Read the table of a sheet; ``None`` when no row has its headings.

    Args:
        file: The open file.
        sheet: Which of its sheets.
        columns: The columns that the table may have, in any order.
        further: Finds the column of a heading that is none of these.

    Raises:
        TableFileError: If the file breaks off or goes beyond its bounds.
    """
    rows = file.rows(sheet)
    top = list(islice(rows, LOOKED_AT))
    keys = _headings(columns)
    heading = next((row for row in top if sum(_plain(cell) in keys for cell in row[1]) >= FEWEST_HEADINGS), None)
    if heading is None:
        return None
    table = FilledTable(sheet, heading[0])
    for place, cell in enumerate(heading[1]):
        column = columns[keys[_plain(cell)]] if _plain(cell) in keys else further(cell)
        if column is not None:
            table.columns[place] = column
        elif cell is not None:
            table.ignored.append(spelled(cell))
    _check_doubles(table)
    _read_rows(table, (row for row in chain(top, rows) if row[0] > heading[0]), from_1904=file.from_1904)
    return table


def _headings(columns: Mapping[str, FormColumn]) -> dict[str, str]:
    """The key of each column by its heading in either language, and by the key itself."""
    found = {key: key for key in columns}
    for language in ("pl", "en"):
        with force_locale(language):
            found |= {_plain(str(column.heading)): key for key, column in columns.items()}
    return found


def _plain(cell: CellValue) -> str:
    return " ".join(cell.split()).casefold() if isinstance(cell, str) else ""


def _check_doubles(table: FilledTable) -> None:
    several = Counter(column.key for column in table.columns.values())
    for place, column in table.columns.items():
        if several[column.key] > 1:
            cell = f"{column_letters(place)}{table.heading_row}"
            message = gettext("This column is there more than once.")
            table.problems.append(CellProblem(table.sheet, cell, str(column.heading), message))


def _read_rows(table: FilledTable, rows: Iterator[Row], *, from_1904: bool) -> None:
    for number, cells in rows:
        if len(table.rows) >= MOST_ROWS:
            table.complain(number, None, "", gettext("At most %(most)s rows are read at once.", most=MOST_ROWS))
            return
        values = _read_row(table, number, cells, from_1904=from_1904)
        if values:
            table.rows.append(RowRead(number, values))


def _read_row(table: FilledTable, number: int, cells: Sequence[CellValue], *, from_1904: bool) -> dict[str, FormValue]:
    values: dict[str, FormValue] = {}
    for place, column in table.columns.items():
        cell = cells[place] if place < len(cells) else None
        try:
            value = read_cell(cell, column, from_1904=from_1904)
        except CellFaultError as fault:
            where = f"{column_letters(place)}{number}"
            table.problems.append(CellProblem(table.sheet, where, spelled(cell), str(fault), str(column.heading)))
            continue
        if value is not None:
            values[column.key] = value
    return values


def column_letters(place: int) -> str:
    """The letters of a column.

    >>> [column_letters(place) for place in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    head, tail = divmod(place, 26)
    return (column_letters(head - 1) if head else "") + chr(ord("A") + tail)
