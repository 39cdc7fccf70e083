"""Dates as people type them: to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import DatePrecision

_MONTHS = (
    ("stycznia", "styczeń"),
    ("lutego", "luty"),
    ("marca", "marzec"),
    ("kwietnia", "kwiecień"),
    ("maja", "maj"),
    ("czerwca", "czerwiec"),
    ("lipca", "lipiec"),
    ("sierpnia", "sierpień"),
    ("września", "wrzesień"),
    ("października", "październik"),
    ("listopada", "listopad"),
    ("grudnia", "grudzień"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_YEAR_MARK = re.compile(r"\s*(?:r\.?|roku)$")
_NUMERIC = re.compile(r"(?:(?:(?P<day>\d{1,2})[./-])?(?P<month>\d{1,2})[./-])?(?P<year>\d{4})")
_SHORT = re.compile(r"(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{2})")
_WORDED = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[^\W\d]+)\s+(?P<year>\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
CENTURY = "20"
"""What stands before a year of two digits: no project is older or younger."""


def parse_typed_date(text: str) -> PartialDate:
    """Read ``30.06.2019``, ``30/6/19``, ``6.2019``, ``30 czerwca 2019 r.``, ``czerwiec 2019``, ``2019`` or an ISO date.

    A year of two digits is read only where dots or slashes stand: ``19-10-25`` might begin with the year or the day.

    Raises:
        ValueError: If the text is none of these or names no day of the calendar.

    >>> parse_typed_date("30 czerwca 2019 r.").isoformat(), parse_typed_date("4.2019").isoformat()
    ('2019-06-30', '2019-04')
    """
    bare = _YEAR_MARK.sub("", " ".join(text.split()).casefold())
    if _ISO.fullmatch(bare):
        return PartialDate.parse(bare)
    match = _NUMERIC.fullmatch(bare)
    if match:
        return _partial(match["year"], int(match["month"]) if match["month"] else None, match["day"])
    match = _SHORT.fullmatch(bare)
    if match:
        return _partial(CENTURY + match["year"], int(match["month"]), match["day"])
    match = _WORDED.fullmatch(bare)
    if match and match["month"] in _MONTH_NUMBERS:
        return _partial(match["year"], _MONTH_NUMBERS[match["month"]], match["day"])
    raise ValueError(f"{text!r} is no date")


def _partial(year: str, month: int | None, day: str | None) -> PartialDate:
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    return PartialDate(date(int(year), 1 if month is None else month, int(day or 1)), precision)
