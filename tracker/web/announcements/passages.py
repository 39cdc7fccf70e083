"""The text with what was recognised in it: pieces between the ends of all passages, each with what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.domain.vocabulary import FactName
from tracker.reading.result import FieldName, Reading
from tracker.schemas.announcements import VALUE
from tracker.web.announcements.draft import FACTS


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that something was recognised in.

    Attributes:
        key: What it stands for, as the draft names it; empty for what was passed over.
        reason: Why it was passed over; empty for what was proposed.
    """

    key: str
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in which the same passages hold.

    Attributes:
        keys: What it stands for.
        first_of: Those of them that begin here, so that a link can lead to them.
        reason: Why it was passed over, where it stands for nothing.
    """

    text: str
    keys: tuple[str, ...] = ()
    first_of: tuple[str, ...] = field(default=())
    reason: str = ""


def pieces(text: str, passages: Iterable[Passage]) -> Sequence[Piece]:
    """Cut a text at every end of a passage; the pieces joined give the text again.

    >>> found = pieces("OPS w Kluczach", [Passage("centre", 0, 14), Passage("place", 6, 14)])
    >>> [(piece.text, piece.keys) for piece in found]
    [('OPS w ', ('centre',)), ('Kluczach', ('centre', 'place'))]
    """
    held = sorted(passages, key=lambda one: (one.start, -one.end))
    cuts = sorted({0, len(text), *(end for one in held for end in (one.start, one.end))})
    return [_piece(text, start, end, held) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, end: int, held: Sequence[Passage]) -> Piece:
    here = [one for one in held if one.start <= start and end <= one.end]
    proposed = [one for one in here if one.key]
    passed_over = next((one.reason for one in here if not one.key), "")
    return Piece(
        text[start:end],
        tuple(one.key for one in proposed),
        tuple(one.key for one in proposed if one.start == start),
        "" if proposed else passed_over,
    )


def passages_of(reading: Reading, reasons: Sequence[str]) -> list[Passage]:
    """Every passage of a reading; ``reasons`` tell of its decoys, in their order, why they were passed over."""
    found = [Passage(KEYS[name], one.start, one.end) for name, one in reading.fields.items()]
    found += [Passage(f"{VALUE}{FactName.FUNDING_CLAIM}", c.found.start, c.found.end) for c in reading.claims[:1]]
    found += [Passage(f"post-{n}", one.found.start, one.found.end) for n, one in enumerate(reading.posts)]
    found += [Passage(f"training-{n}", one.found.start, one.found.end) for n, one in enumerate(reading.training)]
    found += [Passage(f"event-{n}", one.found.start, one.found.end) for n, one in enumerate(reading.events)]
    decoys = zip(reading.decoys, reasons, strict=True)
    return [*found, *(Passage("", decoy.start, decoy.end, reason) for decoy, reason in decoys)]


KEYS: Mapping[FieldName, str] = {
    FieldName.CENTRE: "centre_name",
    FieldName.PLACE: "centre_place",
    **{name: f"{VALUE}{fact.value}" for name, fact in FACTS.items()},
}
"""What each field of a reading is called in the form."""
