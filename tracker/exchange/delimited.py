"""Lines of text that Excel opens as a table: semicolons, a byte order mark, and no cell that is run as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel does not read UTF-8."""

_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NEEDS_QUOTES = re.compile(r'[;"\r\n]')


class Figure(str):
    """A number or a day written by the tracker itself, which is no formula whatever it begins with."""

    __slots__ = ()


def line(cells: Iterable[str]) -> str:
    r"""One line of the table with its end.

    >>> line(["Klucze", "=1+1", 'rzekł "tak"; nie'])
    'Klucze;\'=1+1;"rzekł ""tak""; nie"\r\n'
    """
    return ";".join(_cell(cell) for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    """A cell as it is to be read back: an apostrophe keeps a spreadsheet from running what begins like a formula."""
    # Spreadsheets skip leading spaces when they look for a formula.
    is_risky = not isinstance(text, Figure) and text.lstrip(" \u00a0").startswith(_RUN_AS_FORMULA)
    safe = f"'{text}" if is_risky else text
    return '"' + safe.replace('"', '""') + '"' if _NEEDS_QUOTES.search(safe) else safe
