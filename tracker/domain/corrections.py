"""What a person corrects of the ground under figures, which has no history: a document's own date, a centre's place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import Voivodeship


@dataclass(frozen=True, slots=True)
class DocumentCorrection:
    """The date that a document bears and where it is on the web.

    Attributes:
        reason: Why what is on record changes; empty where it is only filled in.
    """

    published: PartialDate | None
    url: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CentreCorrection:
    """Where a centre lies.

    Attributes:
        commune_code: TERYT code of the gmina, seven digits.
        latitude: WGS84 degrees, with ``longitude``.
        reason: Why what is on record changes; empty where it is only filled in.
    """

    voivodeship: Voivodeship | None
    county: str
    commune_code: str | None
    latitude: float | None
    longitude: float | None
    reason: str = ""


def replaces(before: Iterable[object], after: Iterable[object]) -> bool:
    """Whether a correction takes away or changes something that was on record; what was empty may be filled in.

    >>> replaces(["", None, 4], ["olkuski", None, 4]), replaces([4], [None])
    (False, True)
    """
    return any(old not in (None, "") and old != new for old, new in zip(before, after, strict=True))
