"""Short names of projects, made from the place so that people can read them in an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

RESERVED = frozenset({"nowy"})
"""Names that are addresses of other pages."""

LONGEST = 70
"""Leaves room for the number that tells namesakes apart."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_STROKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss"})


def is_slug(text: str) -> bool:
    """Whether a text is small Latin letters, digits and single hyphens, as an address may hold.

    >>> [is_slug(text) for text in ("lopiennik-gorny-2", "Klucze", "klucze-", "")]
    [True, False, False, False]
    """
    return _SLUG.fullmatch(text) is not None


def make_slug(place: str, taken: Container[str]) -> str:
    """A short name for a project in a place; ``-2``, ``-3`` … tell it from the taken ones.

    >>> make_slug("Łopiennik Górny", {"lopiennik-gorny"})
    'lopiennik-gorny-2'
    """
    stem = _letters(place) or "projekt"
    slug, number = stem, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _letters(text: str) -> str:
    """Small Latin letters and digits, in words tied by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKED))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:LONGEST].strip("-")
