"""Tables that leave the tracker: what they are about in the first lines, then headings and typed cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.exchange.delimited import BYTE_ORDER_MARK, Figure, line

Cell = str | Decimal | int | date | None
"""``None`` is unknown and leaves the cell empty; it is never zero."""

About = tuple[tuple[str, str], ...]
"""The lines before a table: what is asked, and the answer."""


class ColumnKind(StrEnum):
    """How a column's cells are written."""

    TEXT = "text"
    AMOUNT = "amount"
    """PLN with two places."""
    RATE = "rate"
    """A part of one, shown as percent."""
    POINTS = "points"
    """A difference of parts of one, shown in percentage points, which the heading has to say."""
    COUNT = "count"
    DEGREES = "degrees"
    """Of latitude or longitude, with the places that it has."""
    DAY = "day"
    MIXED = "mixed"
    """Each cell as what it is: a day, a whole number, one with two places, or a text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells are and how wide it is, in characters."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of columns of the sheet against its first one.

    Attributes:
        columns: Places of the columns drawn, from 0.
        most: So many rows are drawn at most.
        is_line: Lines over time instead of bars.
    """

    title: str
    columns: tuple[int, ...]
    most: int = 40
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what it is about.

    Attributes:
        name: At most 31 characters, as spreadsheets ask.
        about: Lines before the table: what is asked, and the answer; filters, days and denominators.
    """

    name: str
    about: About
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    charts: tuple[BarChart, ...] = field(default=())


def as_csv(sheet: Sheet) -> Iterator[str]:
    """The lines of a sheet as Excel in Poland opens them: semicolons, decimal commas, a byte order mark."""
    yield BYTE_ORDER_MARK
    yield from (line(pair) for pair in sheet.about)
    yield line(())
    yield line(f"{c.heading}, %" if c.kind is ColumnKind.RATE else c.heading for c in sheet.columns)
    for row in sheet.rows:
        yield line(_text(cell, column.kind) for cell, column in zip(row, sheet.columns, strict=True))


def _text(cell: Cell, kind: ColumnKind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return Figure(cell.isoformat())
    if isinstance(cell, str):
        return cell
    value = round(Decimal(cell) * 100, 2) if kind in (ColumnKind.RATE, ColumnKind.POINTS) else cell
    return Figure(str(value).replace(".", ","))


def as_workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an XLSX file with native charts."""
    buffer = BytesIO()
    # Texts stay texts: nothing that begins like a formula or an address is run or linked.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        writer = _BookWriter(book)
        for sheet in sheets:
            writer.add(sheet)
    return buffer.getvalue()


class _BookWriter:
    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"})
        self.formats = {
            ColumnKind.TEXT: book.add_format(),
            ColumnKind.AMOUNT: book.add_format({"num_format": "#,##0.00"}),
            ColumnKind.RATE: book.add_format({"num_format": "0.0%"}),
            ColumnKind.POINTS: book.add_format({"num_format": "0.0"}),
            ColumnKind.COUNT: book.add_format({"num_format": "#,##0.##"}),
            ColumnKind.DEGREES: book.add_format({"num_format": "0.0000##"}),
            ColumnKind.DAY: book.add_format({"num_format": "d.mm.yyyy", "align": "right"}),
            ColumnKind.MIXED: book.add_format({"align": "right"}),
        }
        self.whole = book.add_format({"num_format": "#,##0"})

    def add(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name)
        for number, (name, text) in enumerate(sheet.about):
            page.write_string(number, 0, name, self.bold)
            page.write_string(number, 1, text)
        top = len(sheet.about) + 1
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(top, place, column.heading, self.heading)
        for number, row in enumerate(sheet.rows, start=top + 1):
            for place, cell in enumerate(row):
                self._write(page, number, place, cell, sheet.columns[place].kind)
        page.freeze_panes(top + 1, 1)
        if sheet.rows:
            page.autofilter(top, 0, top + len(sheet.rows), len(sheet.columns) - 1)
        self._add_charts(page, sheet, top)

    def _write(self, page: Worksheet, row: int, place: int, cell: Cell, kind: ColumnKind) -> None:
        shape = self._shape(cell, kind)
        if isinstance(cell, str):
            page.write_string(row, place, cell, shape)
        elif isinstance(cell, date):
            page.write_datetime(row, place, datetime.combine(cell, time()), shape)
        elif cell is not None:
            page.write_number(row, place, float(cell * 100 if kind is ColumnKind.POINTS else cell), shape)

    def _shape(self, cell: Cell, kind: ColumnKind) -> Format:
        if kind is not ColumnKind.MIXED or cell is None or isinstance(cell, str):
            return self.formats[kind]
        if isinstance(cell, date):
            return self.formats[ColumnKind.DAY]
        return self.whole if cell == int(cell) else self.formats[ColumnKind.AMOUNT]

    def _add_charts(self, page: Worksheet, sheet: Sheet, top: int) -> None:
        for number, wanted in enumerate(sheet.charts if sheet.rows else ()):
            last = top + min(len(sheet.rows), wanted.most)
            chart = self.book.add_chart({"type": "line" if wanted.is_line else "bar"})
            for place in wanted.columns:
                chart.add_series(
                    {
                        "name": [sheet.name, top, place],
                        "categories": [sheet.name, top + 1, 0, last, 0],
                        "values": [sheet.name, top + 1, place, last, place],
                    }
                )
            chart.set_title({"name": wanted.title})
            chart.set_legend({"position": "bottom"})
            if not wanted.is_line:
                chart.set_y_axis({"reverse": True})
            chart.set_size({"width": 760, "height": 420 if wanted.is_line else 120 + 26 * (last - top)})
            page.insert_chart(len(sheet.about) + 1, len(sheet.columns) + 1 + 13 * number, chart)
