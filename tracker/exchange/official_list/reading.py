"""The rows of the official list, one after the other: those that are wanted, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from tracker.domain.locations import read_locations
from tracker.domain.register import LeftOut, RegisterRow, RowFault, Selection, faults_of, reason_to_leave_out
from tracker.exchange.incoming.tables import MEGABYTE, CellValue, Limits, Row, TableFile
from tracker.exchange.official_list.cells import CellError, amount_of, day_of, text_of
from tracker.exchange.official_list.headings import Column, Heading, ListError, ListFault, find_heading

LIST_LIMITS = Limits(file_bytes=80 * MEGABYTE, unpacked_bytes=800 * MEGABYTE, rows=300_000, columns=200)
"""Of the official list: 104,000 rows, 59 MB, some 400 MB unpacked."""

_TOP = 40
"""Rows looked at to tell which list it is."""

_BETWEEN_STEPS = 1000
_LEAST_CELLS = 4
"""A row with fewer is a note under the table."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is.

    Attributes:
        rows: Projects read.
        chosen: Of these, those that are wanted.
        done: The part of the file that lies behind, 0 to 1.
    """

    rows: int
    chosen: int
    done: float


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is wanted and cannot be taken.

    Attributes:
        number: The row in the file.
        beneficiary: As written.
        column: The column of a cell that could not be read, with what stands there.
    """

    number: int
    beneficiary: str
    fault: RowFault
    column: str = ""
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class ListReading:
    """What came of a list.

    Attributes:
        published: The list's own date, where it says one.
        rows: The rows that are wanted and can be taken.
        refused: Those that are wanted and cannot be taken.
        left_out: How many were not wanted, by reason.
        total: Projects in the list.
    """

    published: date | None
    rows: tuple[RegisterRow, ...]
    refused: tuple[RefusedRow, ...]
    left_out: Counter[LeftOut]
    total: int


def read_list(file: TableFile, name: str, selection: Selection) -> Generator[Progress, None, ListReading]:
    """Read the list; gives how far it is from time to time, and at the end what came of it.

    Args:
        file: The open file.
        name: What people call it.
        selection: Which rows are wanted.

    Raises:
        ListError: If no sheet is the list of 2014-2020.
        TableFileError: If the file breaks off or goes beyond its bounds.
    """
    for done in file.prepare():
        yield Progress(0, 0, done)
    heading, rows = _find_table(file, name)
    collected = _Collected(heading, selection, from_1904=file.from_1904)
    for row in rows:
        collected.add(row)
        if collected.total % _BETWEEN_STEPS == 0:
            yield Progress(collected.total, len(collected.rows), file.progress)
    return collected.result()


def _find_table(file: TableFile, name: str) -> tuple[Heading, Iterator[Row]]:
    """The headings and the rows under them, of the first sheet that has them."""
    refused: list[ListError] = []
    for sheet in file.sheet_names:
        rows = file.rows(sheet)
        top = list(islice(rows, _TOP))
        try:
            heading = find_heading(top, file=name)
        except ListError as error:
            refused.append(error)
            continue
        return heading, (row for row in chain(top, rows) if row[0] > heading.row)
    raise next((error for error in refused if error.fault is not ListFault.NO_HEADINGS), refused[0])


class _Collected:
    """Rows as they come in."""

    def __init__(self, heading: Heading, selection: Selection, *, from_1904: bool) -> None:
        self._day_of = partial(day_of, from_1904=from_1904)
        self._heading = heading
        self._selection = selection
        self._left_out: Counter[LeftOut] = Counter()
        self._refused: list[RefusedRow] = []
        self.rows: list[RegisterRow] = []
        self.total = 0

    def add(self, row: Row) -> None:
        """Take a row in, refuse it, or count why it is left out."""
        number, cells = row
        if sum(cell is not None for cell in cells) < _LEAST_CELLS:
            return
        self.total += 1
        cell = _cells_of(cells, self._heading)
        told = RegisterRow(
            number,
            title=text_of(cell(Column.TITLE)),
            contract=text_of(cell(Column.CONTRACT)),
            beneficiary=text_of(cell(Column.BENEFICIARY)),
            programme=text_of(cell(Column.PROGRAMME)),
            measure=text_of(cell(Column.MEASURE)),
            submeasure=text_of(cell(Column.SUBMEASURE)),
        )
        reason = reason_to_leave_out(told, self._selection)
        if reason:
            self._left_out[reason] += 1
        else:
            self._take(told, cell)

    def result(self) -> ListReading:
        """What came of all of them."""
        return ListReading(self._heading.published, tuple(self.rows), tuple(self._refused), self._left_out, self.total)

    def _take(self, told: RegisterRow, cell: Callable[[Column], CellValue]) -> None:
        faults: list[RefusedRow] = []

        def read(column: Column, reader: Callable[[CellValue], Value | None], fault: RowFault) -> Value | None:
            try:
                return reader(cell(column))
            except CellError:
                written = text_of(cell(column))[:60]
                faults.append(RefusedRow(told.number, told.beneficiary, fault, column.value, written))
                return None

        whole = replace(
            told,
            locations=read_locations(text_of(cell(Column.LOCATION))),
            total_value=read(Column.TOTAL_VALUE, amount_of, RowFault.NOT_AN_AMOUNT),
            eligible_expenditure=read(Column.ELIGIBLE_EXPENDITURE, amount_of, RowFault.NOT_AN_AMOUNT),
            eu_funding=read(Column.EU_FUNDING, amount_of, RowFault.NOT_AN_AMOUNT),
            start=read(Column.START, self._day_of, RowFault.NOT_A_DATE),
            end=read(Column.END, self._day_of, RowFault.NOT_A_DATE),
        )
        faults += [RefusedRow(told.number, told.beneficiary, fault) for fault in faults_of(whole)]
        if faults:
            self._refused.extend(faults)
        else:
            self.rows.append(whole)


def _cells_of(cells: Sequence[CellValue], heading: Heading) -> Callable[[Column], CellValue]:
    def cell(column: Column) -> CellValue:
        place = heading.columns.get(column)
        return cells[place] if place is not None and place < len(cells) else None

    return cell
