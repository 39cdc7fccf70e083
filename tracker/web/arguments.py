"""The arguments of a list's address, read once for all lists: choices, search words, the page."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import request
from flask_babel import gettext

from tracker.domain.errors import Problem

LONGEST_SEARCH = 100

E = TypeVar("E", bound=StrEnum)


def member(name: str, members: type[E], problems: list[Problem]) -> E | None:
    """The member of a closed list that an argument names; ``None`` without one, a problem for an unknown one."""
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        return members(text)
    except ValueError:
        problems.append(Problem(name, gettext("“%(text)s” is not one of the choices.", text=text[:40])))
        return None


def search_text(name: str = "szukaj") -> str:
    """What a reader looks for: printable, without blanks around it, not too long."""
    text = "".join(letter for letter in request.args.get(name, "") if letter.isprintable())
    return text.strip()[:LONGEST_SEARCH]


def page_number(total: int, size: int) -> tuple[int, int]:
    """Which page of a list is asked for, and how many there are; a page that is not there is the nearest that is."""
    pages = max(1, -(-total // size))
    wanted = whole_number(request.args.get("strona", "1"))
    return min(max(wanted or 1, 1), pages), pages


def whole_number(text: str) -> int | None:
    """The whole number that a field or an argument holds, up to nine digits; ``None`` for anything else.

    >>> [whole_number(text) for text in ("17", "-1", "²", "9" * 5000)]
    [17, None, None, None]
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
