"""Numbers and dates as people read them, in the language of the page; the only place that writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import get_locale

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import DatePrecision

WARSAW = ZoneInfo("Europe/Warsaw")
NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
_ONE_LETTER_WORD = re.compile(r"(?<![\w])(\w) ")
_NUMBER_OF = re.compile(r"(?<=\d) (?=[^\W\d])")


REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of characters and what is no character: no page may hold them."""


def showable(text: str) -> str:
    r"""A text in which U+FFFD stands for what neither pages nor PostgreSQL take, such as NUL.

    >>> showable("Ośrodek\x00\x0b")
    'Ośrodek\ufffd\ufffd'
    """
    return _UNSHOWABLE.sub(REPLACEMENT, text)


def number(value: Decimal | int, places: int = 0) -> str:
    """A number with the language's separators and a true minus: ``1 234,5``."""
    return _number(Decimal(value), places, str(get_locale()))


@lru_cache(maxsize=20_000)
def _number(value: Decimal, places: int, locale: str) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    text = format_decimal(abs(rounded), format=pattern, locale=locale)
    return (MINUS if rounded < 0 else "") + text.replace(" ", NBSP)


def quantity(value: Decimal | int | None) -> str:
    """A count or FTE with only the decimal places it has: ``22``, ``1,5``; a dash for an unknown one."""
    if value is None:
        return DASH
    exponent = Decimal(value).normalize().as_tuple().exponent
    return number(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def pln(amount: Decimal | None) -> str:
    """An amount to the grosz with its unit, ``374 101,08 zł``; a dash for an unknown one."""
    return DASH if amount is None else f"{number(amount, 2)}{NBSP}zł"


def pln_short(amount: Decimal | None) -> str:
    """An amount for headings: ``5,08 mln zł`` from a million, ``374 tys. zł`` from ten thousand."""
    if amount is None:
        return DASH
    if abs(amount) >= 1_000_000:
        return f"{number(amount / 1_000_000, 2)}{_short_for(1_000_000)}{NBSP}zł"
    if abs(amount) >= 10_000:
        return f"{number(amount / 1000)}{_short_for(1000)}{NBSP}zł"
    return pln(amount)


def _short_for(scale: int) -> str:
    """What follows a number of thousands or millions in the language of the page: `` tys.`` or ``K``."""
    locale = get_locale()
    assert locale is not None, "Pages, commands and tests all run in a language."
    pattern: str = locale.compact_decimal_formats["short"]["other"][str(scale)].pattern
    return pattern.strip("0").replace("'", "")


def percent(rate: Decimal | None, places: int = 0) -> str:
    """A fraction as percent: 0.364 becomes ``36,4 %`` with one place."""
    return DASH if rate is None else f"{number(rate * 100, places)}{NBSP}%"


def points(rate: Decimal, places: int = 1) -> str:
    """A difference of fractions in percentage points without the unit: ``−8,8``."""
    return number(rate * 100, places)


def day(value: date | None) -> str:
    """A day for tables, ``7.11.2019``."""
    return DASH if value is None else f"{value.day}.{value.month:02}.{value.year}"


def date_text(value: date, pattern: str) -> str:
    """A date in the language of the page after a pattern of the Unicode locale data, with no-break spaces."""
    return _date(value, pattern, str(get_locale()))


@lru_cache(maxsize=20_000)
def _date(value: date, pattern: str, locale: str) -> str:
    text: str = format_date(value, pattern, locale=locale)
    return text.replace(" ", NBSP)


def day_long(value: date) -> str:
    """A day for prose, ``7 listopada 2019``."""
    return date_text(value, "d MMMM y")


def moment(value: datetime) -> str:
    """A moment in words as clocks in Poland showed it: ``5 marca 2020, 14:05``."""
    there = value.astimezone(WARSAW)
    return f"{day_long(there.date())}, {there:%H:%M}"


def day_month(value: date, year: int | None = None) -> str:
    """A day for prose without its year when that is ``year``: ``7 listopada``."""
    if year is not None and value.year != year:
        return day_long(value)
    return date_text(value, "d MMMM")


def month(value: date) -> str:
    """A month as a heading, ``marzec 2020``."""
    return date_text(value, "LLLL y")


def month_name(value: date) -> str:
    """A month inside a sentence, as part of a date: ``września 2019``."""
    return date_text(value, "MMMM y")


def partial_date(value: PartialDate | None) -> str:
    """A date with only what is known: ``7 listopada 2019``, ``kwiecień 2019``, ``2019``."""
    if value is None:
        return DASH
    if value.precision is DatePrecision.YEAR:
        return str(value.value.year)
    return month(value.value) if value.precision is DatePrecision.MONTH else day_long(value.value)


def typed_date(value: PartialDate) -> str:
    """A date as people type it, as exactly as it is known.

    >>> [typed_date(PartialDate.parse(text)) for text in ("2018-05-01", "2018-05", "2018")]
    ['1.05.2018', '05.2018', '2018']
    """
    whole = f"{value.first_day.day}.{value.first_day:%m.%Y}"
    return {DatePrecision.DAY: whole, DatePrecision.MONTH: whole[-7:], DatePrecision.YEAR: whole[-4:]}[value.precision]


def tie(text: str) -> str:
    """A text whose one-letter words and numbers stay on the line of the word after them.

    >>> tie("pomoc społeczna w Gminie i w mieście").count(NBSP)
    3
    >>> tie("poślizg 61 dni").index(NBSP)
    10
    """
    return _NUMBER_OF.sub(NBSP, _ONE_LETTER_WORD.sub(rf"\1{NBSP}", text))
