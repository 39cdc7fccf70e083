"""A report while it is written: the fields as they were typed, each with the count of its saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

LONGEST_TEXT = 20_000
"""Characters a draft keeps of one field; a report takes fewer, but what was typed must not be lost before it is cut."""


@dataclass(frozen=True, slots=True)
class DraftField:
    """A field as it was last saved, right or wrong.

    Attributes:
        version: How often it was saved, >= 1.
        saved_by: The person's name.
    """

    text: str
    version: int
    saved_at: datetime
    saved_by: str = ""


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field as a person sends it.

    Attributes:
        seen: The version the person's page showed; 0 for a field nobody had saved.
    """

    text: str
    seen: int


NEVER_SAVED = 0
_ALIKE = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " "})


def plain_text(text: str) -> str:
    r"""A typed text without what nobody can see: how its lines end, and which kind of space stands in an amount.

    >>> plain_text("12\u00a0800,00") == plain_text("12 800,00")
    True
    """
    return text.replace("\r\n", "\n").translate(_ALIKE)


def same_text(one: str, other: str) -> bool:
    """Whether two typed texts say the same to whoever reads them."""
    return plain_text(one) == plain_text(other)


def draft_fingerprint(fields: Mapping[str, DraftField]) -> str:
    """What tells one state of a draft from another: it grows with every save of any field.

    >>> draft_fingerprint({})
    '0'
    """
    return str(sum(field.version for field in fields.values()))


def draft_values(opening: Mapping[str, str], fields: Mapping[str, DraftField]) -> dict[str, str]:
    """What the form shows: the values it opens with, under those that were saved since."""
    return {**opening, **{name: field.text for name, field in fields.items()}}
