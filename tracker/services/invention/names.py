"""Names of places that sound Polish and that no gmina bears, and where to draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.vocabulary import Voivodeship

_ADJECTIVES = (
    "Wierzbow", "Olchow", "Jaworow", "Wrzosow", "Bobrow", "Brzozow", "Lipow", "Klonow", "Malinow", "Jagodow",
    "Miodow", "Modrzewiow", "Świerkow", "Jesionow", "Kalinow", "Tarninow", "Rumiankow", "Chabrow", "Makow", "Perłow",
    "Leszczynow", "Jałowcow", "Bukow", "Topolow",
)  # fmt: skip
"""Stems that all decline alike: -y, -a, -e; in the locative -ym, -ej, -ym."""

_NOUNS = (
    ("Bród", "Brodzie", "y"), ("Młyn", "Młynie", "y"), ("Most", "Moście", "y"), ("Zdrój", "Zdroju", "y"),
    ("Potok", "Potoku", "y"), ("Gaj", "Gaju", "y"), ("Kąt", "Kącie", "y"), ("Ług", "Ługu", "y"),
    ("Góra", "Górze", "a"), ("Łąka", "Łące", "a"), ("Dolina", "Dolinie", "a"), ("Struga", "Strudze", "a"),
    ("Polana", "Polanie", "a"), ("Grobla", "Grobli", "a"), ("Przystań", "Przystani", "a"), ("Huta", "Hucie", "a"),
    ("Pole", "Polu", "e"), ("Zacisze", "Zaciszu", "e"), ("Zarzecze", "Zarzeczu", "e"), ("Wzgórze", "Wzgórzu", "e"),
    ("Źródło", "Źródle", "e"),
)  # fmt: skip
_LOCATIVE = {"y": "ym", "a": "ej", "e": "ym"}

_WATERS = (
    "", "Jaworówką", "Olszynką", "Kalinówką", "Bobrówką", "Perlistą", "Miodówką", "Leszczynką", "Makówką",
    "Rumianką", "Chabrówką", "Tarninką", "Malinówką", "Jagódką", "Bukówką", "Topolanką", "Klonówką", "Wrzosówką",
    "Świerkówką",
)  # fmt: skip
"""Invented rivers in the instrumental; the first place of a name lies on none."""

PLACES = len(_ADJECTIVES) * len(_NOUNS) * len(_WATERS)
"""How many different names there are."""

_STRIDE = 4001
"""A step that shares no factor with the number of names, so that neighbours do not look alike."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the nominative and, after "w", in the locative."""

    nominative: str
    locative: str


def place_name(number: int) -> PlaceName:
    """The name of a number; numbers below ``PLACES`` give different names.

    >>> place_name(0)
    PlaceName(nominative='Wierzbowy Bród', locative='Wierzbowym Brodzie')
    """
    rest, adjective = divmod(number * _STRIDE % PLACES, len(_ADJECTIVES))
    water, noun = divmod(rest, len(_NOUNS))
    stem = _ADJECTIVES[adjective]
    named, located, ending = _NOUNS[noun]
    on_water = f" nad {_WATERS[water]}" if water else ""
    return PlaceName(f"{stem}{ending} {named}{on_water}", f"{stem}{_LOCATIVE[ending]} {located}{on_water}")


MIDDLES: Mapping[Voivodeship, tuple[float, float]] = {
    Voivodeship.DOLNOSLASKIE: (51.0, 16.4),
    Voivodeship.KUJAWSKO_POMORSKIE: (53.1, 18.5),
    Voivodeship.LUBELSKIE: (51.2, 22.9),
    Voivodeship.LUBUSKIE: (52.2, 15.3),
    Voivodeship.LODZKIE: (51.6, 19.4),
    Voivodeship.MALOPOLSKIE: (49.9, 20.3),
    Voivodeship.MAZOWIECKIE: (52.3, 21.1),
    Voivodeship.OPOLSKIE: (50.6, 17.9),
    Voivodeship.PODKARPACKIE: (50.0, 22.2),
    Voivodeship.PODLASKIE: (53.3, 22.9),
    Voivodeship.POMORSKIE: (54.1, 18.0),
    Voivodeship.SLASKIE: (50.3, 19.0),
    Voivodeship.SWIETOKRZYSKIE: (50.8, 20.8),
    Voivodeship.WARMINSKO_MAZURSKIE: (53.9, 20.8),
    Voivodeship.WIELKOPOLSKIE: (52.3, 17.2),
    Voivodeship.ZACHODNIOPOMORSKIE: (53.6, 15.5),
}
"""A point well inside each voivodeship, degrees of latitude and longitude, read off a map."""
