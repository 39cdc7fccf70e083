"""Training, supervision and study visits: what, how many persons, when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.vocabulary import TrainingKind
from tracker.reading.dates import DateMark
from tracker.reading.numerals import parse_numeral
from tracker.reading.page import Page, Span

_KINDS = (
    (
        TrainingKind.STUDY_VISIT,
        re.compile(r"(?<![a-z])(?:wizy[tc][a-z]{1,3} studyjn[a-z]{1,3}|wyjazd[a-z]{0,3} studyjn[a-z]{1,3})"),
    ),
    (TrainingKind.SUPERVISION, re.compile(r"(?<![a-z])superwizj[a-z]{0,3}")),
    (
        TrainingKind.TRAINING,
        re.compile(
            r"(?<![a-z])(?:szkole(?:n|nia|niach|niami|niu|nie|niem)|warsztat(?:y|ow|ach|ami)|rozwoj zawodowy"
            r"|podnoszeni[ea] kwalifikacji"
            r"|podniesieni[ea] (?:wiedzy|kwalifikacji|kompetencji|umiejetnosci))(?![a-z])"
        ),
    ),
)
_PERSONS = re.compile(
    r"(?<![a-z\d.,])(?P<count>\d{1,3}|(?:[a-z]{3,15} )?[a-z]{3,16}) (?:[a-z]{3,14} )?(?:pracowni(?:k|kow"
    r"|ka|cy|kom|ce|c|kami)|osob(?:y|om|ami)?|uczestni[a-z]{1,5})(?![a-z])"
)
_HIRED = re.compile(r"(?<![a-z])zatrudni[a-z]{1,6} (?:[a-z]{1,12} )?$")
"""Before a number of people who are hired, and not trained."""

_NOT_TRAINING = re.compile(r"(?:zapytani|zamowieni|przetarg|ofert|wykonawc)[a-z]{0,4}")


@dataclass(frozen=True, slots=True)
class TrainingMark:
    """Training of one kind named in a text.

    Attributes:
        date: Of the same sentence, ``None`` without one.
    """

    span: Span
    kind: TrainingKind
    persons: int | None
    date: DateMark | None
    rule: str
    confidence: float


def find_training(page: Page, dates: Sequence[DateMark]) -> Iterator[TrainingMark]:
    """Training of each kind, the mention that tells most.

    >>> (mark,) = find_training(Page("Na wizycie studyjnej było 22 pracowników."), [])
    >>> mark.kind.value, mark.persons
    ('study_visit', 22)
    >>> (mark,) = find_training(Page("Zatrudniono 2 nowych pracowników i zaplanowano szkolenia."), [])
    >>> mark.persons is None
    True
    """
    days = {page.sentence_index(date.span.start): date for date in reversed(dates) if date.value and date.day}
    for kind, pattern in _KINDS:
        marks = [_mark(page, Span(match.start(), match.end()), kind, days) for match in pattern.finditer(page.folded)]
        if marks:
            yield max(marks, key=lambda mark: (mark.persons is not None) + (mark.date is not None))


def parse_training(folded: str) -> TrainingKind | None:
    """The kind that a passage names."""
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), None)


def _mark(page: Page, span: Span, kind: TrainingKind, days: Mapping[int, DateMark]) -> TrainingMark:
    index = page.sentence_index(span.start)
    sentence, date = page.sentences[index], days.get(index)
    words = page.folded[sentence.start : sentence.end]
    confidence = 0.6 if _NOT_TRAINING.search(words) else 0.85
    return TrainingMark(span, kind, _persons(words), date, f"{kind.value}_named", confidence)


def _persons(folded: str) -> int | None:
    for match in _PERSONS.finditer(folded):
        written = match["count"]
        number = (
            int(written) if written.isdigit() else parse_numeral(written.split()) or parse_numeral(written.split()[-1:])
        )
        if number and not _HIRED.search(folded, 0, match.start()):
            return number
    return None
