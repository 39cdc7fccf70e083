"""Days as spreadsheets keep them: a number of days since an epoch, and a format that makes it a date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_BUILT_IN = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats that show a day (ECMA-376, 18.8.30); 18 to 21 and 45 to 47 show only a time."""

_NOT_SHOWN_BY_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_OR_YEAR = re.compile(r"[dy]", re.IGNORECASE)
_HOUR_OR_SECOND = re.compile(r"[hs]", re.IGNORECASE)
_IS_GENERAL = re.compile(r"general", re.IGNORECASE)
_LATEST = 2_958_466
"""The serial of the first day of the year 10000."""


def is_day_format(number: int, code: str | None) -> bool:
    """Whether a number format shows a day.

    Args:
        number: Its number in the workbook.
        code: Its code, for one that the workbook defines itself.

    >>> is_day_format(14, None), is_day_format(164, "yyyy-mm-dd"), is_day_format(165, '# ##0.00 "dni"')
    (True, True, False)
    """
    if code is None:
        return number in _BUILT_IN
    shown = _IS_GENERAL.sub("", _NOT_SHOWN_BY_CODE.sub("", code.split(";")[0]))
    # Beside hours or seconds an m means minutes.
    return bool(_DAY_OR_YEAR.search(shown)) or ("m" in shown.lower() and not _HOUR_OR_SECOND.search(shown))


def day_of_serial(serial: float, *, from_1904: bool) -> date | datetime | None:
    """The day, with the time where the serial has a fraction; ``None`` for a number that is no day.

    In the system of 1900 spreadsheets count a 29 February 1900 that never was; serials before it are a day ahead.

    >>> day_of_serial(43221, from_1904=False), day_of_serial(41759, from_1904=True)
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 1))
    >>> day_of_serial(43221.5, from_1904=False)
    datetime.datetime(2018, 5, 1, 12, 0)
    """
    if not 1 <= serial < _LATEST - 1462 * from_1904:
        return None
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # noqa: DTZ001  A cell has no time zone.
    moment = first + timedelta(seconds=round(serial * 86_400))
    return moment if moment.time() != datetime.min.time() else moment.date()
