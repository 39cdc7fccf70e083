"""The fields that files and forms are made of, with messages a reader can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask_babel import gettext
from marshmallow import ValidationError, fields

from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY, PartialDate
from tracker.domain.vocabulary import DatePrecision
from tracker.formatting import showable
from tracker.schemas.amounts import AmountError, AmountFault, parse_file_amount, parse_typed_amount
from tracker.schemas.dates import parse_typed_date

E = TypeVar("E", bound=StrEnum)

MAX_QUANTITY = Decimal(100_000)
_QUANTITY = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")


class TextField(fields.Field[str]):
    """A text without control characters; spaces around it are dropped.

    Attributes:
        longest: Most characters it may have.
        required_text: Whether it must hold something besides spaces.
    """

    def __init__(self, *, longest: int = 200, required_text: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest
        self.required_text = required_text

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(gettext("A text is expected."))
        text = value.strip()
        if self.required_text and not text:
            raise ValidationError(gettext("This cannot be empty."))
        if len(text) > self.longest:
            raise ValidationError(gettext("At most %(longest)s characters are allowed.", longest=self.longest))
        if showable(text) != text:
            raise ValidationError(gettext("The text holds control characters."))
        return text


class PlnField(fields.Field[Decimal]):
    """An amount of a file: a string such as ``"325377.82"``, always with two decimal places."""

    def __init__(self, *, allow_negative: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.allow_negative = allow_negative

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Decimal:
        if not isinstance(value, str):
            raise ValidationError(gettext('An amount is expected as a text such as "325377.82".'))
        try:
            return parse_file_amount(value, allow_negative=self.allow_negative)
        except AmountError as error:
            if error.fault is AmountFault.NOT_AN_AMOUNT:
                raise ValidationError(gettext('An amount is expected as a text such as "325377.82".')) from None
            raise ValidationError(amount_message(error)) from None


class PlnInputField(fields.Field[Decimal]):
    """An amount of a form, as people type or paste it; an empty field is ``None``."""

    def __init__(self, *, allow_negative: bool = False, **options: Any) -> None:
        super().__init__(allow_none=not options.get("required", False), **options)
        self.allow_negative = allow_negative

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; spaces alone are an empty field."""
        blank = isinstance(value, str) and not value.strip()
        return super().deserialize(None if blank else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Decimal:
        try:
            return parse_typed_amount(str(value), allow_negative=self.allow_negative)
        except AmountError as error:
            raise ValidationError(amount_message(error)) from None


def amount_message(error: AmountError) -> str:
    """What to tell the person who gave an amount that cannot be taken."""
    if error.fault is AmountFault.AMBIGUOUS:
        with_comma = error.text.replace(".", ",")
        thousands, fraction = with_comma.replace(",", " "), with_comma.removesuffix("0")
        question: str = gettext(
            "Is %(thousands)s zł or %(fraction)s zł meant? A space groups thousands, a comma stands before grosze.",
            thousands=thousands.replace(" ", "\u00a0"),
            fraction=fraction,
        )
        return question
    messages: dict[AmountFault, str] = {
        AmountFault.TOO_PRECISE: gettext("An amount has at most two digits after the comma: full grosze."),
        AmountFault.NEGATIVE: gettext("The amount cannot be below zero."),
        AmountFault.TOO_LARGE: gettext("The amount is too large; at most 999,999,999,999.99 zł can be recorded."),
    }
    expected: str = gettext("An amount is expected, for example 325 377,82.")
    return messages.get(error.fault, expected)


class QuantityField(fields.Field[Decimal]):
    """A number of FTE, persons, hours or visits, 0 or more, with at most two decimal places; a comma may be used."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Decimal:
        text = "".join(value.split()) if isinstance(value, str) else ""
        if not _QUANTITY.fullmatch(text) or (number := Decimal(text.replace(",", "."))) > MAX_QUANTITY:
            raise ValidationError(gettext("A number from 0 to 100,000 with at most two decimal places is expected."))
        return number


class PartialDateField(fields.Field[PartialDate]):
    """A date of a file: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> PartialDate:
        try:
            return PartialDate.parse(value)
        except (TypeError, ValueError):
            raise ValidationError(gettext("A date is expected as YYYY, YYYY-MM or YYYY-MM-DD.")) from None


class PartialDateInputField(fields.Field[PartialDate]):
    """A date of a form, to the day, month or year; an empty field is ``None``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_none=not options.get("required", False), **options)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; spaces alone are an empty field."""
        blank = isinstance(value, str) and not value.strip()
        return super().deserialize(None if blank else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> PartialDate:
        try:
            return parse_typed_date(str(value))
        except ValueError:
            raise ValidationError(
                gettext("A date is expected, for example 30.06.2019; a month (06.2019) or a year (2019) will do.")
            ) from None


class DayInputField(PartialDateInputField):
    """A date of a form that must be known to the day."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> PartialDate:
        day = super()._deserialize(value, attr, data, **options)
        if day.precision is not DatePrecision.DAY:
            raise ValidationError(gettext("Day, month and year are expected, for example 30.06.2019."))
        return day


class DayField(fields.Field[date]):
    """A day of a file: ``YYYY-MM-DD``."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> date:
        try:
            day = PartialDate.parse(value)
        except (TypeError, ValueError):
            day = None
        if day is None or day.precision is not DatePrecision.DAY:
            raise ValidationError(gettext("A day is expected as YYYY-MM-DD."))
        return day.value


class MonthField(fields.Field[date]):
    """A month of a file, ``YYYY-MM``, as its first day."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> date:
        try:
            month = PartialDate.parse(value)
        except (TypeError, ValueError):
            month = None
        if month is None or month.precision is not DatePrecision.MONTH:
            raise ValidationError(gettext("A month is expected as YYYY-MM."))
        return month.value


class MomentField(fields.Field[datetime]):
    """A moment of a file with its zone: ``2026-11-22T12:00:00Z``."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None or not EARLIEST_DAY <= moment.date() <= LATEST_DAY:
            raise ValidationError(
                gettext('A moment with its time zone is expected, for example "2026-11-22T12:00:00Z".')
            )
        return moment.astimezone(UTC)


class EnumField(fields.Field[E], Generic[E]):
    """A member of a closed list by its value."""

    def __init__(self, members: type[E], **options: Any) -> None:
        super().__init__(**options)
        self.members = members

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> E:
        try:
            return self.members(value)
        except ValueError:
            listed = ", ".join(member.value for member in self.members)
            raise ValidationError(gettext("One of these is expected: %(values)s.", values=listed)) from None
