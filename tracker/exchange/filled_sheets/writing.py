"""What all sheets that people fill in share when they are written: safe workbooks, formats, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from tracker.exchange.filled_sheets.columns import NOTE_WIDTH, FormColumn, Shape
from tracker.labels import choices

Cell = str | int | Decimal | None
Cells = Mapping[str, Cell]
"""The cells of a row by the keys of their columns; what is not known is left out."""

LONGEST_RULE = 255
"""Characters of the list that a spreadsheet takes inside a rule."""


@contextmanager
def open_workbook(buffer: BytesIO) -> Iterator[Workbook]:
    """A new workbook whose texts stay texts: nothing that begins like a formula or an address is run or linked."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        yield book


NUMERIC = frozenset({Shape.AMOUNT, Shape.BALANCE, Shape.QUANTITY, Shape.NUMBER})
"""Columns whose cells, and with them their headings, stand at the right."""


def make_formats(book: Workbook) -> dict[str, Format]:
    """The formats of headings, notes and of every shape of cells; a text keeps off the number beside it."""
    top: dict[str, object] = {"valign": "top"}
    text = book.add_format(top | {"num_format": "@", "indent": 1})
    amount = book.add_format(top | {"num_format": "#,##0.00"})
    heading: dict[str, object] = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
    return {
        "heading": book.add_format(heading | {"indent": 1}),
        "numeric_heading": book.add_format(heading | {"align": "right"}),
        "note": book.add_format(top | {"text_wrap": True, "indent": 1}),
        "left_amount": book.add_format(top | {"num_format": "#,##0.00", "align": "left", "indent": 1}),
        # Dates are texts: Excel would make the first of May 2018 of "05.2018", which nobody has said.
        **dict.fromkeys((Shape.TEXT, Shape.DATE, Shape.CODED, Shape.YES), text),
        **dict.fromkeys((Shape.QUANTITY, Shape.NUMBER), book.add_format(top)),
        **dict.fromkeys((Shape.AMOUNT, Shape.BALANCE), amount),
    }


def write_table(
    page: Worksheet, columns: Mapping[str, FormColumn], rows: Iterable[Cells], formats: Mapping[str, Format]
) -> int:
    """Write headings and rows; gives how many rows there are."""
    for place, column in enumerate(columns.values()):
        head = formats["numeric_heading" if column.shape in NUMERIC else "heading"]
        page.write_string(0, place, str(column.heading), head)
        page.set_column(place, place, column.width, formats[column.shape])
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, (key, column) in enumerate(columns.items()):
            write_cell(page, number, place, row.get(key), formats[column.shape])
    page.set_row(0, 32)
    print_on_paper(page)
    return number


def write_cell(page: Worksheet, row: int, place: int, value: Cell, form: Format) -> None:
    """Write a cell as what it is; one of which nothing is known stays empty."""
    if isinstance(value, int | Decimal):
        page.write_number(row, place, float(value), form)
    elif value:
        page.write_string(row, place, value, form)


def offer(page: Worksheet, columns: Mapping[str, FormColumn], last: int, elsewhere: str = "") -> None:
    """Offer the members of closed lists; the reader says what else is wrong with a cell.

    Args:
        page: The sheet.
        columns: Its columns.
        last: The last row that gets a list.
        elsewhere: Where a list stands that is too long for a rule.
    """
    for place, column in enumerate(columns.values()):
        offer_in(page, (1, place, last, place), column, elsewhere)


def offer_in(page: Worksheet, cells: tuple[int, int, int, int], column: FormColumn, elsewhere: str = "") -> None:
    """Offer the members of one column's list in the cells from a first row and place to a last; see :func:`offer`."""
    if column.members is None:
        return
    listed = [label for _code, label in choices(column.members)]
    source: str | list[str] = elsewhere if len(",".join(listed)) > LONGEST_RULE else listed
    if source:
        page.data_validation(*cells, {"validate": "list", "source": source, "error_type": "warning"})


def write_note(page: Worksheet, row: int, place: int, text: str, form: Format) -> None:
    """Write a note and make its row as high as it needs to be: not every spreadsheet does so by itself."""
    page.write_string(row, place, text, form)
    lines = len(wrap(text, NOTE_WIDTH - 4)) or 1
    page.set_row(row, LINE * lines)


LINE = 15
"""Points."""


def write_list(page: Worksheet, place: int, column: FormColumn, formats: Mapping[str, Format]) -> str:
    """Write the members of a column's list down from the second row of a place; gives where they stand."""
    assert column.members is not None
    listed = [label for _code, label in choices(column.members)]
    page.set_column(place, place, 24)
    page.write_string(0, place, str(column.heading), formats["heading"])
    for number, label in enumerate(listed, start=1):
        page.write_string(number, place, label, formats["note"])
    return f"='{page.get_name()}'!{xl_range_abs(1, place, len(listed), place)}"


def print_on_paper(page: Worksheet) -> None:
    """Print a sheet across A4, as wide as the paper, with its headings on every page."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


A4 = 9
"""The paper's number in the file format."""
