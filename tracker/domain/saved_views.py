"""Views that people keep: a name for the address of a page with its filters, order and day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 80
LONGEST_ADDRESS = 600
MARKUP = frozenset("<>")


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named address.

    Attributes:
        address: Path and query of a page of the tracker.
        account_id: Who keeps it; nobody else changes it.
        owner: The keeper's name.
        is_shared: Whether everybody who may read projects is offered it.
    """

    id: int
    name: str
    address: str
    account_id: int
    owner: str
    is_shared: bool


class NameProblem(StrEnum):
    """Why a name cannot be taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    MARKUP = "markup"


def normal_name(text: str) -> str:
    r"""A name as it is kept: printable, without needless blanks.

    >>> normal_name("  Lubelskie\t zagrożone ")
    'Lubelskie zagrożone'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def name_problem(name: str) -> NameProblem | None:
    """What is wrong with a name; ``None`` when nothing is.

    >>> name_problem("<b>Moje</b>").value
    'markup'
    """
    if not any(letter.isalnum() for letter in name):
        return NameProblem.EMPTY
    if len(name) > LONGEST_NAME:
        return NameProblem.TOO_LONG
    return NameProblem.MARKUP if MARKUP & set(name) else None
