"""Dates as Polish texts write them: to the day, the month or the year, in every case and format, alone or in ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.vocabulary import DatePrecision
from tracker.reading.page import Span, fold

FIRST_YEAR, LAST_YEAR = 2004, 2030
"""Years outside are no dates of the programme: founding years, laws, telephone numbers."""

PROGRAMME_PERIODS = frozenset({(2000, 2006), (2004, 2006), (2007, 2013), (2014, 2020), (2021, 2027)})
"""Years that name a programme, never a project's time."""

_MONTHS = (
    r"st(?:yczen|yczni[auem]{1,2}|ycz\.?|\.)",
    r"lut(?:y|ego|ym|emu|\.)",
    r"mar(?:zec|ca|cu|cem|\.)",
    r"kwie(?:cien|tni[auem]{1,2}|c\.|t\.)",
    r"maj(?:a|u|em)?",
    r"cze(?:rwiec|rwca|rwcu|rwcem|rw\.)",
    r"lip(?:iec|ca|cu|cem|\.)",
    r"sierp(?:ien|ni[auem]{1,2}|\.)",
    r"wrze(?:sien|sni[auem]{1,2})|wrz\.",
    r"pazdz?(?:iernik(?:a|u|iem|owi)?|\.)",
    r"list(?:opad(?:a|zie|em)?|\.)",
    r"gru(?:dzien|dni[auem]{1,2}|dz?\.)",
)
_MONTH = "|".join(f"(?P<m{number}>{pattern})" for number, pattern in enumerate(_MONTHS, start=1))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_MONTH = r"(?P<roman>viii|vii|xii|iii|vi|iv|ix|xi|ii|i|v|x)"
_YEAR = r"(?P<year>20\d\d)(?!\d)"
_YEAR_WORD = r"(?: ?(?:roku|rok|r\.|r(?![a-z])))?"
_DAY = r"(?P<day>\d{1,2})"

_FORMS = (
    re.compile(
        rf"(?<![\d.,/-])(?P<year>20\d\d)(?P<cut>[-./])(?P<month>\d{{2}})(?P=cut)(?P<day>\d{{2}})(?!\d"
        rf"|[./]\d){_YEAR_WORD}"
    ),
    re.compile(
        rf"(?<![\d,/])(?<!\d[.-]){_DAY}(?P<cut>[./-]) ?(?P<month>\d{{1,2}})(?P=cut) ?{_YEAR}(?!/\d){_YEAR_WORD}"
    ),
    re.compile(rf"(?<=\d-){_DAY}\.(?P<month>\d{{2}})\.{_YEAR}(?![/-]\d){_YEAR_WORD}"),
    re.compile(
        rf"(?<![\d,/-])(?<!\d\.){_DAY}\.(?P<month>\d{{2}})\.(?P<short>[12]\d)(?=r\.| r\.| roku| r ){_YEAR_WORD}"
    ),
    re.compile(
        rf"(?<![\d,/])(?:{_DAY}|(?P<first>pierwszego))(?:-?e?go|-?szego"
        rf"|\.)? (?:{_MONTH})(?: ?,? {_YEAR}{_YEAR_WORD})?(?![a-z])"
    ),
    re.compile(rf"(?<![\d,/-]){_DAY}[. ]{{1,2}}{_ROMAN_MONTH}[. ]{{1,2}}{_YEAR}{_YEAR_WORD}"),
    re.compile(rf"(?<![\d.,/-]){_DAY}\.(?P<month>0\d|1[0-2])\.?(?= ?(?:r\. ?)?(?:-|do) ?\d{{1,2}}\.\d{{1,2}}\.20\d\d)"),
    re.compile(rf"(?<![a-z])(?:{_MONTH})(?:(?: roku)?[ ,]{{1,2}}{_YEAR}{_YEAR_WORD}|(?![a-z.]))"),
    re.compile(rf"(?<![a-z\d.]){_ROMAN_MONTH}[. /-]{{1,2}}{_YEAR}{_YEAR_WORD}"),
    re.compile(rf"(?<![\d.,/])(?P<month>0[1-9]|1[0-2])[./]{_YEAR}{_YEAR_WORD}(?![./]\d|-\d{{3}})"),
    re.compile(r"(?<![\d.,/-])(?P<year>20\d\d)[./-](?P<month>0[1-9]|1[0-2])(?![\d/]|[.,-]\d)"),
    re.compile(rf"(?<![\d.,/a-z-])(?:i{{1,3}}|iv) ?(?:kwartal[a-z]{{0,3}}|kw\.?) {_YEAR}{_YEAR_WORD}"),
    re.compile(r"(?<![\d.,/])(?<!\d-)(?P<year>20\d\d)(?=[-/]20\d\d(?!\d))"),
    re.compile(rf"(?<=20\d\d[-/]){_YEAR}{_YEAR_WORD}"),
    re.compile(
        rf"(?<![\d.,/-])(?:rok(?:u|iem)? )?{_YEAR}(?![.,/]\d|-\d{{3}}| \d{{3}}(?!\d)|,-| ?(?:zl|pln|osob"
        rf"|h\b)){_YEAR_WORD}"
    ),
)
"""The forms of dates, the most exact first: a place taken by one is not looked at by the later ones.

ISO, ``01.04.2017r.``, ``01.04.17 r.``, ``1-go września 2020 roku``, ``1 IV 2017``, ``kwietnia 2017``, ``IX.2020``,
``04/2017``, ``2017-04``, ``III kwartał 2017`` (known to the year only), ``2017 r.``; a day or month may stand without
its year, which a range then gives.
"""
_MISSPELT = re.compile(rf"(?<![\d,/]){_DAY}(?:-?e?go|-?szego|\.)? (?P<word>[a-z]{{4,13}}) {_YEAR}{_YEAR_WORD}")
_GENITIVES = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia", "pazdziernika",
    "listopada", "grudnia",
)  # fmt: skip
_BETWEEN = re.compile(
    r" ?,?(?: r\.?)? ?(?:-|(?:az )?do|po|oraz do)(?: dnia| dn\.| konca| koniec| miesiaca){0,2}[ \n]?(?!\d|[a-z])"
    r"|-[ \n]?"
)


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date found in a text.

    Attributes:
        value: ISO: ``2019-04-01``, ``2019-04`` or ``2019``; empty as long as no year is known.
    """

    span: Span
    value: str
    day: int | None
    month: int | None
    year: int | None

    @property
    def precision(self) -> DatePrecision:
        """How exactly it is known."""
        if self.day:
            return DatePrecision.DAY
        return DatePrecision.MONTH if self.month else DatePrecision.YEAR


@dataclass(frozen=True, slots=True)
class RangeMark:
    """Two dates tied by ``do`` or a dash, the first not after the second."""

    span: Span
    first: DateMark
    last: DateMark


def find_dates(folded: str) -> Sequence[DateMark]:
    """The dates in a folded text, in order; those without a year have an empty value.

    >>> [mark.value for mark in find_dates("od 1-go wrzesnia 2020 roku, w ix.2020 i 03/2021, w 2022 r.")]
    ['2020-09-01', '2020-09', '2021-03', '2022']
    """
    taken = bytearray(len(folded))
    found: list[DateMark] = []
    for form in (*_FORMS[:-1], _MISSPELT, _FORMS[-1]):
        for match in form.finditer(folded):
            if not any(taken[match.start() : match.end()]):
                mark = _mark(match)
                if mark or form is _MISSPELT:
                    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found += [mark] if mark else []
    return _without_programmes(folded, sorted(found, key=lambda mark: mark.span.start))


def find_ranges(folded: str, dates: Sequence[DateMark]) -> Iterator[RangeMark]:
    r"""The ranges that dates form; a first date without a year takes it from the last.

    >>> text = "od maja do pazdziernika 2019 r."
    >>> [(mark.first.value, mark.last.value) for mark in find_ranges(text, find_dates(text))]
    [('2019-05', '2019-10')]
    >>> text = "01.10.2018 r. -\n31.03.2020 r."
    >>> [(mark.first.value, mark.last.value) for mark in find_ranges(text, find_dates(text))]
    [('2018-10-01', '2020-03-31')]
    """
    for one, last in pairwise(dates):
        between = folded[one.span.end : last.span.start]
        if len(between) <= 30 and last.value and _BETWEEN.fullmatch(between):
            first = one if one.value else _with_year(one, last)
            if first.value and first.value <= f"{last.value}-99":
                yield RangeMark(Span(first.span.start, last.span.end), first, last)


def parse_date(written: str) -> str | None:
    """The date that a passage writes, ISO by its precision; ``None`` when it writes none or more than one.

    >>> [parse_date(text) for text in ("1 kwietnia 2017 r.", "2019-10-01", "maj 2018", "1 IV 2017", "32.01.2019")]
    ['2017-04-01', '2019-10-01', '2018-05', '2017-04-01', None]
    """
    folded = fold(written).strip()
    marks = find_dates(folded)
    return marks[0].value if len(marks) == 1 and marks[0].span == Span(0, len(folded)) and marks[0].value else None


def parse_range(written: str) -> tuple[str, str] | None:
    """The first and last date of a passage that is a range.

    >>> parse_range("1 kwietnia do 30 września 2019 r.")
    ('2019-04-01', '2019-09-30')
    """
    folded = fold(written).strip()
    for mark in find_ranges(folded, find_dates(folded)):
        return mark.first.value, mark.last.value
    return None


def _without_programmes(folded: str, dates: Sequence[DateMark]) -> Sequence[DateMark]:
    """The dates without the years of programme periods, such as ``2014-2020``."""
    named: set[int] = set()
    for index, (first, last) in enumerate(pairwise(dates)):
        tied = folded[first.span.end : last.span.start].strip() in {"-", "/", "do"}
        if tied and not first.month and not last.month and (first.year, last.year) in PROGRAMME_PERIODS:
            named |= {index, index + 1}
    return [mark for index, mark in enumerate(dates) if index not in named]


def _mark(match: re.Match[str]) -> DateMark | None:
    parts = match.groupdict()
    year = _year(parts)
    month = _month(parts)
    day = 1 if parts.get("first") else int(parts["day"]) if parts.get("day") else None
    if not (year or month) or (month is None and (day or parts.get("word"))) or not _exists(year, month, day):
        return None
    value = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]) if year else ""
    return DateMark(Span(match.start(), match.end()), value, day, month, year)


def _year(parts: dict[str, str | None]) -> int | None:
    if parts.get("short"):
        return 2000 + int(parts["short"] or 0)
    return int(parts["year"] or 0) if parts.get("year") else None


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("month"):
        return int(parts["month"] or 0)
    if parts.get("roman"):
        return _ROMAN.index(parts["roman"] or "") + 1
    if parts.get("word"):
        return next((number for number, name in enumerate(_GENITIVES, 1) if _is_slip(parts["word"] or "", name)), None)
    return next((number for number in range(1, 13) if parts.get(f"m{number}")), None)


def _is_slip(word: str, name: str) -> bool:
    """Whether a word is a name with one letter missing, too many, wrong, or changed places with its neighbour.

    >>> [_is_slip(word, "pazdziernika") for word in ("pazdzernika", "pazdzeirnika", "pracownikow")]
    [True, True, False]
    """
    if abs(len(word) - len(name)) > 1:
        return False
    head = next(
        (index for index, (one, other) in enumerate(zip(word, name, strict=False)) if one != other),
        min(len(word), len(name)),
    )
    rests = {(head + 1, head + 1), (head + 1, head), (head, head + 1)}
    is_swapped = word[head : head + 2] == name[head : head + 2][::-1] and word[head + 2 :] == name[head + 2 :]
    return is_swapped or any(word[one:] == name[other:] for one, other in rests)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _with_year(first: DateMark, last: DateMark) -> DateMark:
    """A first date with the year of the last; the year before when it would come after it."""
    assert last.year is not None
    ends = (last.month or 12, last.day or 31)
    year = last.year if (first.month or 1, first.day or 1) <= ends else last.year - 1
    value = "-".join([f"{year:04}", *(f"{part:02}" for part in (first.month, first.day) if part)])
    return DateMark(first.span, value, first.day, first.month, year)
