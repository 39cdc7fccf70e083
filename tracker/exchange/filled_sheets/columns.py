"""The columns of sheets that people fill in: what each is called, what its cells hold, and what to write there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from flask_babel.speaklater import LazyString

NOTE_WIDTH = 80
"""Letters in a line of what is explained."""


class Shape(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    AMOUNT = "amount"
    BALANCE = "balance"
    """An amount that may be below zero, as where a correction takes money back."""
    DATE = "date"
    CODED = "coded"
    """A member of a closed list, by its label or its code."""
    QUANTITY = "quantity"
    """FTE, persons, hours or visits."""
    NUMBER = "number"
    """A whole number from 1."""
    YES = "yes"
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the sheet.

    Attributes:
        key: What it is called inside the program: a fact, or what else it is.
        note: What to write there.
        members: Of a closed list.
        longest: Most characters of a text.
    """

    key: str
    heading: LazyString | str
    note: LazyString | str
    shape: Shape = Shape.TEXT
    width: int = 16
    members: type[StrEnum] | None = None
    longest: int = 200


def by_key(columns: Iterable[FormColumn]) -> Mapping[str, FormColumn]:
    """Columns by their keys, in their order."""
    return MappingProxyType({str(column.key): column for column in columns})
