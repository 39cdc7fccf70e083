"""Cells as people fill them in: texts, amounts, dates and members of lists, each strictly what it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from flask_babel import force_locale, gettext
from marshmallow import ValidationError

from tracker.domain.periods import PartialDate
from tracker.exchange.filled_sheets.columns import FormColumn, Shape
from tracker.exchange.incoming.serials import day_of_serial
from tracker.exchange.incoming.tables import NO_RESULT, CellValue
from tracker.formatting import showable
from tracker.labels import choices
from tracker.schemas.fields import PartialDateInputField, PlnInputField, QuantityField, TextField

YEARS = range(1990, 2100)
"""Whole numbers that are years where a date is expected; larger ones are days as spreadsheets count them."""

ROUNDING = Decimal("0.000001")
"""What the binary numbers of a spreadsheet may be beside the grosze that were typed."""

FormValue = str | int | bool | Decimal | PartialDate | StrEnum


class CellFaultError(ValueError):
    """A cell does not hold what its column is for; the message says what is expected."""


def read_cell(value: CellValue, column: FormColumn, *, from_1904: bool) -> FormValue | None:
    """The value of a cell; ``None`` when it is empty.

    Args:
        value: What the file has.
        column: What is expected.
        from_1904: How the workbook counts days.

    Raises:
        CellFaultError: If it is something else.
    """
    if isinstance(value, str) and not value.replace("\u00a0", " ").strip():
        return None
    if value is None:
        return None
    if value == NO_RESULT:
        raise CellFaultError(gettext("The formula was saved without its result; type the value itself."))
    if isinstance(value, bool) and column.shape is not Shape.YES:
        raise CellFaultError(expected_in(column))
    if column.shape is Shape.DATE:
        return _date(value, column, from_1904=from_1904)
    if isinstance(value, date):
        raise CellFaultError(expected_in(column))
    return _READERS[column.shape](value, column)


def spelled(value: CellValue) -> str:
    """What stands in a cell, short enough for a message."""
    text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    return showable(text if len(text) <= 60 else text[:59] + "…")


def _amount(value: CellValue, column: FormColumn) -> Decimal:
    field = PlnInputField(allow_negative=column.shape is Shape.BALANCE)
    found = _checked(field.deserialize, value if isinstance(value, str) else _typed(value, column).replace(".", ","))
    assert isinstance(found, Decimal)
    return found


def _typed(value: CellValue, column: FormColumn) -> str:
    """A number of a spreadsheet without the digits that its binary form adds.

    Raises:
        CellFaultError: If it is none that anybody can have typed.
    """
    exact = Decimal(str(value))
    try:
        rounded = exact.quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise CellFaultError(expected_in(column)) from error
    if exact.is_nan():
        raise CellFaultError(expected_in(column))
    return f"{rounded if abs(exact - rounded) <= ROUNDING else exact:f}"


def _date(value: CellValue, column: FormColumn, *, from_1904: bool) -> PartialDate:
    if isinstance(value, int | float):
        if value in YEARS:
            return PartialDate.parse(str(int(value)))
        value = day_of_serial(value, from_1904=from_1904) if value > YEARS.stop else None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        value = day.isoformat()
    if not isinstance(value, str):
        raise CellFaultError(expected_in(column))
    found = _checked(PartialDateInputField().deserialize, value)
    assert isinstance(found, PartialDate)
    return found


def _text(value: CellValue, column: FormColumn) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = _checked(TextField(longest=column.longest).deserialize, " ".join(str(value).split()))
    return str(found)


def _coded(value: CellValue, column: FormColumn) -> StrEnum:
    assert column.members is not None
    told = " ".join(str(value).split()).casefold()
    # A code such as 06 loses its nought where the spreadsheet takes it for a number.
    found = spellings(column).get(told) or spellings(column).get(told.zfill(2))
    if found is None:
        raise CellFaultError(expected_in(column))
    return found


def _quantity(value: CellValue, column: FormColumn) -> Decimal:
    text = value if isinstance(value, str) else _typed(value, column)
    found = _checked(QuantityField().deserialize, text)
    assert isinstance(found, Decimal)
    return found


def _number(value: CellValue, column: FormColumn) -> int:
    told = str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    if not (told.isascii() and told.isdigit() and len(told) < 4 and int(told) > 0):
        raise CellFaultError(expected_in(column))
    return int(told)


def _yes(value: CellValue, column: FormColumn) -> bool:
    told = value if isinstance(value, bool) else YES_NO.get(str(value).strip().casefold())
    if told is None:
        raise CellFaultError(expected_in(column))
    return told


YES_NO: Mapping[str, bool] = MappingProxyType(
    {"tak": True, "t": True, "yes": True, "1": True, "nie": False, "n": False, "no": False, "0": False}
)
"""Yes and no as people write them."""


def spellings(column: FormColumn) -> Mapping[str, StrEnum]:
    """The members of a closed list by their codes and by their words in either language."""
    assert column.members is not None
    found = {member.value.casefold(): member for member in column.members}
    for language in ("pl", "en"):
        with force_locale(language):
            found |= {word.casefold(): column.members(code) for code, word in choices(column.members)}
    return found


def _checked(read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except ValidationError as error:
        raise CellFaultError(" ".join(str(message) for message in error.messages)) from error


_READERS: Mapping[Shape, Callable[[CellValue, FormColumn], FormValue]] = {
    Shape.TEXT: _text,
    Shape.AMOUNT: _amount,
    Shape.BALANCE: _amount,
    Shape.CODED: _coded,
    Shape.QUANTITY: _quantity,
    Shape.NUMBER: _number,
    Shape.YES: _yes,
}


def expected_in(column: FormColumn) -> str:
    """What a column's cells hold, for whoever wrote something else."""
    if column.members is not None:
        words = ", ".join(word for _code, word in choices(column.members))
        return gettext("One of these is expected: %(values)s.", values=words)
    sentences: dict[Shape, str] = {
        Shape.AMOUNT: gettext("An amount is expected, for example 325 377,82."),
        Shape.BALANCE: gettext("An amount is expected, for example 325 377,82."),
        Shape.DATE: gettext("A date is expected, for example 30.06.2019; a month (06.2019) or a year (2019) will do."),
        Shape.QUANTITY: gettext("A number from 0 to 100,000 with at most two decimal places is expected."),
        Shape.NUMBER: gettext("A whole number from %(lowest)s to %(highest)s is expected.", lowest=1, highest=999),
        Shape.YES: gettext("Yes or no is expected."),
    }
    return sentences.get(column.shape, gettext("A text is expected."))
