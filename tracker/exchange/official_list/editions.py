"""Of which day a list is: told above its headings, in words or as a date beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain.beneficiaries import plain
from tracker.exchange.incoming.tables import Row

_AS_OF = re.compile(
    r"\b(?:stan na|wedlug stanu na|aktualn\w+ na)(?: dzien)? (?:(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<dd>\d{1,2}) (?P<name>[a-z]{3,12}) (?P<yyyy>\d{4}))"
)
_MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "wrzesnia",
    "pazdziernika",
    "listopada",
    "grudnia",
)


def published_in(above: Sequence[Row]) -> date | None:
    """The list's date: *stan na 1 stycznia 2024*, or a day in a cell beside."""
    for _, cells in above:
        for cell in cells:
            if isinstance(cell, datetime):
                return cell.date()
            if isinstance(cell, date):
                return cell
            day = _day_told(cell) if isinstance(cell, str) else None
            if day:
                return day
    return None


def _day_told(text: str) -> date | None:
    found = _AS_OF.search(plain(text))
    if not found:
        return None
    if found["name"]:
        if found["name"] not in _MONTHS:
            return None
        parts = (found["yyyy"], str(_MONTHS.index(found["name"]) + 1), found["dd"])
    else:
        parts = (found["year"] or found["y"], found["month"] or found["m"], found["day"] or found["d"])
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
