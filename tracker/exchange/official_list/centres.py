"""The centre behind a beneficiary of the official list, which writes names in capitals and with the gmina in front."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracker.domain.locations import Location, seat_of
from tracker.domain.project import Centre
from tracker.domain.vocabulary import CentreKind
from tracker.reading.centres import OFFICIAL_NAMES, CentreMark, choose_place, find_centres, official_name
from tracker.reading.page import Page
from tracker.reading.places import find_place

_COMMUNE = re.compile(
    r"^\s*(?:gmina|miasto|urząd gminy|urząd miasta|urząd miejski)\s+(?:(?:miejska|wiejska|miasto|i gmina|w|we)\s+)*",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\bwe?\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])|\bW[Ee]?\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])|\bgmin[ay]\s+", re.UNICODE)
_SMALL = frozenset({"w", "we", "i", "z", "nad", "pod", "im.", "m.st.", "imienia"})
_SHORT: Mapping[str, str] = MappingProxyType({"OPSMG": "OPS"})
_KINDS: Mapping[str, CentreKind] = MappingProxyType(
    {"OPS": CentreKind.OPS, "GOPS": CentreKind.GOPS, "MOPS": CentreKind.MOPS, "MGOPS": CentreKind.MGOPS}
    | {"OPSMG": CentreKind.MGOPS}
)  # fmt: skip


def centre_of(beneficiary: str, locations: Sequence[Location]) -> Centre:
    """The centre that a row speaks of, with the name it has in the nominative.

    Where a name holds no place that is known, the name stays as written and the place is that of the gmina in front,
    else the whole name.

    >>> centre = centre_of("GMINA KLUCZE/OŚRODEK POMOCY SPOŁECZNEJ W KLUCZACH", ())
    >>> centre.name, centre.short_name, centre.place
    ('Ośrodek Pomocy Społecznej w Kluczach', 'OPS w Kluczach', 'Klucze')
    """
    seat = seat_of(locations)
    mark = _mark(beneficiary)
    name, short_name, place = _names(beneficiary, mark)
    kind = _KINDS.get(mark.kind, CentreKind.OTHER) if mark else CentreKind.OTHER
    return Centre(0, name, short_name, place, kind, seat.voivodeship, _county(seat.county))


def _mark(beneficiary: str) -> CentreMark | None:
    """The centre that is named with its place, else the first that is named at all."""
    marks = find_centres(Page(beneficiary))
    return choose_place(marks) or next(iter(marks), None)


def _names(beneficiary: str, mark: CentreMark | None) -> tuple[str, str, str]:
    """Full name, short name and place."""
    if mark is None:
        name = in_small_letters(beneficiary)
        return name, name, _place(beneficiary) or name
    where = mark.written_place or mark.place
    if where:
        return official_name(mark.kind, where), f"{_SHORT.get(mark.kind, mark.kind)} {where}", mark.place
    name = in_small_letters(beneficiary[mark.span.start :])
    short = name if name.startswith(mark.kind) else name.replace(OFFICIAL_NAMES[mark.kind], mark.kind)
    return name, short, _place(beneficiary) or name


def _place(beneficiary: str) -> str:
    """The place after *w* or after the word for a gmina, empty when it is none of the list of names."""
    for start in [found.end() for found in (_COMMUNE.match(beneficiary), *_SEAT.finditer(beneficiary)) if found]:
        listed = find_place(in_small_letters(beneficiary[start:]))
        if listed:
            return listed[1]
    return ""


def in_small_letters(name: str) -> str:
    """A name in capitals as names are written; others stay as they are.

    >>> in_small_letters("OŚRODEK POMOCY SPOŁECZNEJ IM. JANA W BRZESKU"), in_small_letters("GOPS w Jaworzu")
    ('Ośrodek Pomocy Społecznej im. Jana w Brzesku', 'GOPS w Jaworzu')
    """
    text = " ".join(name.split())
    return " ".join(_cased(word) for word in text.split(" ")) if text.isupper() else text


def _cased(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    if word in OFFICIAL_NAMES:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _county(written: str) -> str:
    """The powiat without the word in front of it."""
    return re.sub(r"^powiat\s+", "", written, flags=re.IGNORECASE)
