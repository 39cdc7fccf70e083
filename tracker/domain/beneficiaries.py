"""Who receives a grant, as far as the name tells; names are compared without case and Polish letters."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

_OTHER_BODY = re.compile(
    r"^(?:stowarzyszenie|towarzystwo|fundacja|spoldzielnia|przedsiebiorstwo)\b|\bsp\.? z ?o\.? ?o\b|\bspolka\b"
)
_REGIONAL = re.compile(r"\bosrod\w+ polityki spolecznej\b|\brops\b|\bregionaln\w+ osrod\w+")
_COUNTY = re.compile(r"\bcentr\w+ pomocy rodzinie\b|\bpcpr\b|\bmcpr\b|\bpowiat\b")
_CENTRE = re.compile(
    r"\bosrod\w+ pomocy (?:spolecznej|rodzinie)\b|\bcentr\w+ (?:uslug spolecznych|pomocy spolecznej)\b"
    r"|(?<!\w)(?:m-?i?-?gops|gops|mops|mopr|ops|cus)(?!\w)"
)
_COMMUNE = re.compile(r"\b(?:gmina|miasto|urzad (?:gminy|miasta|miejski))\b")


class Beneficiary(StrEnum):
    """What sort of body receives the grant, as far as its name tells."""

    CENTRE = "centre"
    COMMUNE = "commune"
    """A gmina whose centre is not named; it may be the centre that does the project."""
    COUNTY = "county"
    REGIONAL = "regional"
    """A ROPS, which trains the staff of centres and has none of its own."""
    OTHER = "other"


@lru_cache(maxsize=5000)
def plain(text: str) -> str:
    r"""A text for comparing: small letters without Polish signs, single spaces.

    >>> plain("Ośrodek\u00a0Pomocy  SPOŁECZNEJ")
    'osrodek pomocy spolecznej'
    """
    apart = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def beneficiary_of(name: str) -> Beneficiary:
    """What sort of body a beneficiary is.

    >>> [beneficiary_of(name).value for name in ("Gmina Klucze / OPS w Kluczach", "ROPS w Lublinie", "Gmina Klucze")]
    ['centre', 'regional', 'commune']
    """
    text = plain(name)
    if _OTHER_BODY.search(text):
        return Beneficiary.OTHER
    if _REGIONAL.search(text):
        return Beneficiary.REGIONAL
    if _CENTRE.search(text):
        return Beneficiary.CENTRE
    if _COUNTY.search(text):
        return Beneficiary.COUNTY
    return Beneficiary.COMMUNE if _COMMUNE.search(text) else Beneficiary.OTHER
