"""Amounts, days and texts of the official list, in every way its years write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.money import MAX_AMOUNT, round_to_grosz
from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY
from tracker.domain.register import Amount
from tracker.exchange.incoming.serials import day_of_serial
from tracker.exchange.incoming.tables import CellValue
from tracker.schemas.amounts import AmountError, parse_typed_amount

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_POLISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: r\.?)?(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


class CellError(ValueError):
    """A cell holds something else than its column is for; the message is what it holds."""


def text_of(cell: CellValue) -> str:
    r"""A cell as text in one line; a number that stands for a code keeps no ``.0``.

    >>> text_of("  Numer\u00a0umowy\n2 "), text_of(2.0), text_of(None)
    ('Numer umowy 2', '2', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def amount_of(cell: CellValue) -> Amount | None:
    """The amount of a cell, ``None`` for an empty one.

    A number that a spreadsheet keeps with a long fraction is rounded to the grosz.

    Raises:
        CellError: If it is no amount, negative or too large.

    >>> amount_of(374101.08).value, amount_of("1 234 567,89").value, amount_of("402025.5").as_written
    (Decimal('374101.08'), Decimal('1234567.89'), '402025.5')
    """
    text = text_of(cell)
    if text in {"", "-", "–"}:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _numeric(Decimal(repr(cell)))
    if not isinstance(cell, str):
        raise CellError(text)
    try:
        return Amount(parse_typed_amount(text), text)
    except AmountError as error:
        raise CellError(text) from error


def _numeric(value: Decimal) -> Amount:
    if not value.is_finite() or not 0 <= value <= MAX_AMOUNT:
        raise CellError(str(value))
    rounded = round_to_grosz(value)
    return Amount(rounded, "")


def day_of(cell: CellValue, *, from_1904: bool = False) -> date | None:
    """The day of a cell, ``None`` for an empty one; a time of day is left out.

    Raises:
        CellError: If it is no day, or one far from any project.

    >>> day_of(43221.083333), day_of("01.05.2018"), day_of("2018-05-01 00:00:00")
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 1), datetime.date(2018, 5, 1))
    """
    if cell is None or (isinstance(cell, str) and text_of(cell) in {"", "-", "–"}):
        return None
    try:
        day = _day(cell, from_1904=from_1904)
    except ValueError:
        day = None
    if day is None or not EARLIEST_DAY <= day <= LATEST_DAY:
        raise CellError(text_of(cell))
    return day


def _day(cell: CellValue, *, from_1904: bool) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return _written_day(text_of(cell), from_1904=from_1904)
    if isinstance(cell, bool) or cell is None:
        return None
    return _date(day_of_serial(cell, from_1904=from_1904))


def _written_day(text: str, *, from_1904: bool) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _POLISH.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if _SERIAL.fullmatch(text):
        return _date(day_of_serial(float(text.replace(",", ".")), from_1904=from_1904))
    return None


def _date(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
