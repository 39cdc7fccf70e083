"""Where a project is carried out, as the official list of EU projects writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.beneficiaries import plain
from tracker.domain.vocabulary import Voivodeship

_LOCATION = re.compile(
    r"\s*WOJ\.:\s*(?P<voivodeship>[^,|]*?)\s*(?:,\s*POW\.:\s*(?P<county>[^,|]*?)\s*)?(?:,.*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a project is carried out; the list goes down to the powiat.

    Attributes:
        voivodeship: ``None`` for the whole country.
        county: The powiat as written, *olkuski* or the name of a town; empty for a whole voivodeship.
    """

    voivodeship: Voivodeship | None
    county: str = ""


def read_locations(text: str) -> tuple[Location, ...]:
    """The places of a project, each once; what names no voivodeship is left out.

    >>> read_locations("WOJ.: MAŁOPOLSKIE, POW.: olkuski | WOJ.: LUBELSKIE") == (
    ...     Location(Voivodeship.MALOPOLSKIE, "olkuski"), Location(Voivodeship.LUBELSKIE))
    True
    >>> read_locations("Cały Kraj")
    (Location(voivodeship=None, county=''),)
    """
    found: dict[Location, None] = {}
    for part in text.replace("\u00a0", " ").split("|"):
        if plain(part) == "caly kraj":
            found[Location(None)] = None
        elif match := _LOCATION.fullmatch(part):
            voivodeship = voivodeship_named(match["voivodeship"])
            if voivodeship:
                found[Location(voivodeship, " ".join((match["county"] or "").split()))] = None
    return tuple(found)


def voivodeship_named(name: str) -> Voivodeship | None:
    """The voivodeship of a Polish name, in any case.

    >>> voivodeship_named("WARMIŃSKO-MAZURSKIE") is Voivodeship.WARMINSKO_MAZURSKIE
    True
    """
    return _VOIVODESHIPS.get(re.sub(r"\s*-\s*", "_", plain(name)))


_VOIVODESHIPS = {member.name.lower(): member for member in Voivodeship}


def seat_of(locations: Sequence[Location]) -> Location:
    """Where the centre of a project lies as far as all its places agree; it works in its own gmina.

    >>> seat_of([Location(Voivodeship.LUBELSKIE, "chełmski"), Location(Voivodeship.LUBELSKIE, "krasnostawski")])
    Location(voivodeship=<Voivodeship.LUBELSKIE: '06'>, county='')
    """
    voivodeships = {place.voivodeship for place in locations}
    if len(voivodeships) != 1:
        return Location(None)
    counties = {place.county for place in locations}
    return Location(voivodeships.pop(), counties.pop() if len(counties) == 1 else "")
