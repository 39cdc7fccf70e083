"""The kinds of values in answers: everything is there always, what is unknown is ``null``."""

from __future__ import annotations

from enum import Enum
from typing import Any

from marshmallow import Schema, fields, validate

DAY = r"^\d{4}-\d{2}-\d{2}$"
PARTIAL_DAY = r"^\d{4}(-\d{2}){0,2}$"
AMOUNT = r"^-?\d+\.\d{2}$"
RATE = r"^-?\d+\.\d{4}$"
QUANTITY = r"^-?\d+(\.\d+)?$"


def text(description: str = "", *, unknown: bool = False, **more: Any) -> fields.String:
    """A text; with ``unknown`` it may be ``null``."""
    return fields.String(required=True, allow_none=unknown, metadata=_metadata(description, more))


def amount(description: str = "PLN", *, unknown: bool = True) -> fields.String:
    """PLN as a decimal text with two places: numbers of JSON would not be exact."""
    return text(description, unknown=unknown, pattern=AMOUNT, examples=["325377.82"])


def rate(description: str) -> fields.String:
    """A part of one as a decimal text with four places."""
    return text(description, unknown=True, pattern=RATE, examples=["0.4375"])


def quantity(description: str, *, unknown: bool = False) -> fields.String:
    """A count of posts, persons or hours as a decimal text."""
    return text(description, unknown=unknown, pattern=QUANTITY, examples=["1.5"])


def day(description: str, *, unknown: bool = True) -> fields.String:
    """A day, ISO 8601."""
    return text(description, unknown=unknown, format="date", examples=["2019-10-15"])


def partial_day(description: str, *, unknown: bool = True) -> fields.String:
    """A day, or only the month or year that is known of it."""
    return text(description, unknown=unknown, pattern=PARTIAL_DAY, examples=["2019-10"])


def moment(description: str, *, unknown: bool = False) -> fields.String:
    """A moment, ISO 8601 in UTC."""
    return text(description, unknown=unknown, format="date-time", examples=["2019-10-15T08:30:00Z"])


def count(description: str = "", *, unknown: bool = False) -> fields.Integer:
    """A whole number."""
    return fields.Integer(required=True, allow_none=unknown, metadata=_metadata(description, {}))


def flag(description: str) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=True, metadata=_metadata(description, {}))


def choice(members: type[Enum], description: str = "", *, unknown: bool = False) -> fields.String:
    """One of a closed list of words."""
    values = [member.value for member in members]
    return fields.String(
        required=True, allow_none=unknown, validate=validate.OneOf(values), metadata=_metadata(description, {})
    )


def one(schema: type[Schema], description: str = "", *, unknown: bool = False) -> fields.Nested:
    """An object."""
    return fields.Nested(schema, required=True, allow_none=unknown, metadata=_metadata(description, {}))


def many(schema: type[Schema], description: str = "") -> fields.List[Any]:
    """Objects in an order."""
    return fields.List(fields.Nested(schema), required=True, metadata=_metadata(description, {}))


def _metadata(description: str, more: dict[str, Any]) -> dict[str, Any]:
    return ({"description": description} if description else {}) | more
