"""Centres: which office a text is about, by its full name, its abbreviation or both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from tracker.reading.page import Page, Span, fold, tidy
from tracker.reading.places import find_place, guess_place

_FULL_NAME = re.compile(
    r"(?<![a-z])(?:(?P<mg>miejsko ?-? ?gminn[a-z]{1,4}|gminno ?-? ?miejsk[a-z]{1,4}|miasta i gminy) "
    r"|(?P<g>gminn[a-z]{1,4}) "
    r"|(?P<m>miejsk[a-z]{1,4}) |(?P<r>regionaln[a-z]{1,3}) )?"
    r"(?:osrod[a-z]{1,4} (?:pomocy (?P<family>spolecznej|rodzinie)|(?P<policy>polityki spolecznej))"
    r"|centr(?:um|a|ow) (?P<services>uslug spolecznych|pomocy spolecznej))(?P<mg_after> miasta i gminy"
    r"| gminy i miasta)?"
)
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?P<kind>M-?i?-?GOPS|MOPS|MOPR|GOPS|ROPS|OPS|CUS)(?![A-Za-z])(?:-?(?:ie|em|owi|u|y|ów"
    r"|om|ami|ach)(?![a-z]))?"
)
_PATRON = re.compile(r" im(?:\.|ienia) [^,;:()\n]{3,60}?(?= we? [A-ZŁŚŻ])")
_IN_PLACE = re.compile(r"(?: -)? (?:[Ww][Ee]?|z siedzibą we?) (?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_OF_DISTRICT = re.compile(
    r" (?:m\. ?st\. Warszawy )?(?:Dla )?[Dd]zielnic[ya] (?P<name>[A-ZŁŚŻ][a-ząćęłńóśźż]{2,20}"
    r"(?:-[A-ZŁŚŻ][a-ząćęłńóśźż]{2,20})?)"
)
_WARSAW = re.compile(r" m\. ?st\. Warszawy")
_AFTER_ANOTHER = re.compile(
    r"(?:wizy[a-z]{1,4}(?: studyjn[a-z]{1,4})?|odwiedz[a-z]{1,6}|wyjazd[a-z]{0,3})[^.\n]{0,60}$"
)

OFFICIAL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "OPS": "Ośrodek Pomocy Społecznej",
        "GOPS": "Gminny Ośrodek Pomocy Społecznej",
        "MOPS": "Miejski Ośrodek Pomocy Społecznej",
        "MGOPS": "Miejsko-Gminny Ośrodek Pomocy Społecznej",
        "OPSMG": "Ośrodek Pomocy Społecznej Miasta i Gminy",
        "MOPR": "Miejski Ośrodek Pomocy Rodzinie",
        "CUS": "Centrum Usług Społecznych",
        "CPS": "Centrum Pomocy Społecznej",
        "ROPS": "Regionalny Ośrodek Polityki Społecznej",
    }
)
"""Names of the kinds of offices by the abbreviation people use."""


_SAME_OFFICE = frozenset({"GOPS", "MOPS", "MGOPS", "OPSMG", "MOPR"})
"""Kinds that people also call just *ośrodek pomocy społecznej*."""


@dataclass(frozen=True, slots=True)
class CentreMark:
    """A centre named in a text.

    Attributes:
        span: The kind and, where it follows, the place; never a patron's name.
        kind: The abbreviation, a key of :data:`OFFICIAL_NAMES`.
        place_span: Where the place stands, ``None`` when it is not named here.
        written_place: The place as the name has it: *w Kluczach*, *Dzielnicy Bemowo*.
        place: Its nominative, empty when it is not known.
        is_listed: The place is in the list of names.
        is_full: The kind is written out.
        is_aside: Somebody only visits it.
    """

    span: Span
    kind: str
    is_full: bool
    place_span: Span | None = None
    written_place: str = ""
    place: str = ""
    is_listed: bool = True
    is_aside: bool = False


def find_centres(page: Page) -> Sequence[CentreMark]:
    """The centres that a text names, in order.

    >>> (mark,) = find_centres(Page("Gminnego Ośrodka Pomocy Społecznej w Łopienniku Górnym"))
    >>> mark.kind, mark.written_place, mark.place
    ('GOPS', 'w Łopienniku Górnym', 'Łopiennik Górny')
    """
    marks = [_with_place(page, mark) for mark in _kinds(page)]
    return sorted(marks, key=lambda mark: mark.span.start)


def official_name(kind: str, written_place: str) -> str:
    """The name of a centre in the nominative.

    >>> official_name("MOPS", "w Krasnymstawie")
    'Miejski Ośrodek Pomocy Społecznej w Krasnymstawie'
    """
    return f"{OFFICIAL_NAMES[kind]} {written_place}".strip()


def choose_place(marks: Sequence[CentreMark]) -> CentreMark | None:
    """The mark whose place is the centre's: the one named most often, the first of equals; visits do not count."""
    named = [mark for mark in marks if mark.place and not mark.is_aside]
    counts = Counter(mark.place for mark in named)
    return max(named, key=lambda mark: (counts[mark.place], -mark.span.start)) if named else None


def choose_kind(marks: Sequence[CentreMark], place: str) -> str:
    """The kind that says most: ``MGOPS`` beside ``OPS`` of the same place is the same office, named more exactly."""
    near = [mark for mark in marks if not mark.is_aside and mark.place in ("", place)]
    counts = Counter(mark.kind for mark in near)
    own = Counter(mark.kind for mark in near if mark.place == place and mark.is_full)
    exact = [kind for kind in counts if kind in _SAME_OFFICE]
    if own and "OPS" not in own:
        return own.most_common(1)[0][0]
    return max(exact or own or ["OPS"], key=lambda kind: counts[kind])


def _kinds(page: Page) -> Iterator[CentreMark]:
    for match in _FULL_NAME.finditer(page.folded):
        yield CentreMark(Span(match.start(), match.end()), _kind(match), is_full=True)
    for match in _ABBREVIATION.finditer(page.clean):
        kind = match["kind"].replace("-", "").replace("i", "")
        yield CentreMark(Span(match.start(), match.end()), kind, is_full=False)


def _kind(match: re.Match[str]) -> str:
    if match["policy"]:
        return "ROPS"
    if match["services"]:
        return "CUS" if match["services"].startswith("uslug") else "CPS"
    if match["family"] == "rodzinie":
        return "MOPR"
    if match["mg_after"]:
        return "OPSMG"
    return "MGOPS" if match["mg"] else "GOPS" if match["g"] else "MOPS" if match["m"] else "OPS"


def _with_place(page: Page, mark: CentreMark) -> CentreMark:
    before = page.folded[max(mark.span.start - 80, 0) : mark.span.start]
    mark = replace(mark, is_aside=_AFTER_ANOTHER.search(before) is not None)
    after = page.clean[mark.span.end : mark.span.end + 200]
    district = _OF_DISTRICT.match(after)
    if district:
        return _in_district(mark, after, district)
    patron = _PATRON.match(after)
    gap = patron.end() if patron else 0
    named = _place_after(after[gap:])
    if named is None:
        return mark
    start = mark.span.end + gap + named.offset
    place_span = Span(start, start + named.length)
    written = ""
    if named.preposition or fold(page.clean[place_span.start : place_span.end]) != fold(named.place):
        written = f"{named.preposition or 'w'} {_capitals(page.clean[place_span.start : place_span.end])}"
    whole = mark.span if patron else Span(mark.span.start, place_span.end)
    return replace(
        mark,
        span=whole,
        place_span=place_span,
        written_place=written,
        place=named.place,
        is_listed=named.is_listed,
    )


def _in_district(mark: CentreMark, after: str, district: re.Match[str]) -> CentreMark:
    """Only Warsaw has centres of its districts."""
    warsaw = _WARSAW.match(after, district.end())
    return replace(
        mark,
        span=Span(mark.span.start, mark.span.end + (warsaw or district).end()),
        place_span=Span(mark.span.end + district.start("name"), mark.span.end + district.end()),
        written_place=f"Dzielnicy {district['name']} m.st. Warszawy",
        place=f"Warszawa ({district['name']})",
    )


class _Named(NamedTuple):
    """A place behind the name of a centre: where it begins, how long it is, what it is called."""

    offset: int
    length: int
    place: str
    is_listed: bool
    preposition: str


def _place_after(after: str) -> _Named | None:
    preposition = _IN_PLACE.match(after)
    if not preposition and not after.startswith(" "):
        return None
    offset = preposition.end() if preposition else 1
    word = preposition[0].split()[-1].lower() if preposition else ""
    rest = _proper_case(after[offset:])
    listed = find_place(rest)
    found = listed or (guess_place(rest) if preposition else None)
    return _Named(offset, *found, is_listed=listed is not None, preposition=word) if found else None


def _proper_case(text: str) -> str:
    """A text in capitals as names are written: *DĘBICY* is *Dębicy*."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in text.split(" "))


def _capitals(written: str) -> str:
    return tidy("-".join(_proper_case(part) for part in written.split("-")))
