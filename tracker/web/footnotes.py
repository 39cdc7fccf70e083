"""Source marks of a page: a letter for each document, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.provenance import Derivation, Source, Statement
from tracker.domain.vocabulary import AMOUNT_FACTS, DATE_FACTS, AmountPrecision
from tracker.formatting import day_long, partial_date, pln
from tracker.labels import label


@dataclass(frozen=True)
class Footnote:
    """One entry of the list at the foot of the page: a document and the figures taken from it.

    Attributes:
        letter: a, b, … z, aa, ab …: never a digit, which would read as a power.
        figures: What the document says, a line a figure, in the order met.
    """

    letter: str
    target_id: str
    text: str
    url: str = ""
    is_example: bool = False
    figures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """The letter beside one figure.

    Attributes:
        detail: What the document says of just this figure; empty when the document as a whole is meant.
    """

    note: Footnote
    detail: str = ""


def letters(index: int) -> str:
    """The letter of the entry at a place from 0.

    >>> [letters(0), letters(25), letters(26), letters(27)]
    ['a', 'z', 'aa', 'ab']
    """
    head, tail = divmod(index, 26)
    return (letters(head - 1) if head else "") + chr(ord("a") + tail)


class Footnotes:
    """Hands out letters while a page is put together, and keeps the list for its foot."""

    def __init__(self) -> None:
        self._notes: dict[object, Footnote] = {}

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self._notes.values())

    def mark(self, source: Source) -> Mark:
        """The mark of something that rests on a document as a whole."""
        return Mark(self._document(source))

    def statement(self, statement: Statement) -> Mark:
        """The mark of a figure that a document states."""
        note = self._document(statement.origin.source)
        detail = statement_detail(statement)
        if detail not in note.figures:
            note.figures.append(detail)
        return Mark(note, detail)

    def derived(self, derivation: Derivation) -> Mark:
        """The mark of a figure that nobody stated, with the sum that gives it."""
        terms = ((label(term.fact), term.value) for term in derivation.terms)
        parts = " + ".join(f"{name} {pln(value)}" for name, value in terms if isinstance(value, Decimal))
        return self.calculated(gettext("Calculated, nobody stated it: %(sum)s.", sum=parts))

    def calculated(self, text: str) -> Mark:
        """The mark of a figure calculated by a rule."""
        return Mark(self._note(text, text))

    def _document(self, source: Source) -> Footnote:
        return self._note(source.id, source_name(source), source.url or "", is_example=source.is_example)

    def _note(self, key: object, text: str, url: str = "", *, is_example: bool = False) -> Footnote:
        if key not in self._notes:
            letter = letters(len(self._notes))
            self._notes[key] = Footnote(letter, f"zrodlo-{letter}", text, url, is_example)
        return self._notes[key]


def source_name(source: Source) -> str:
    """A document in a line: who, what, of when."""
    return gettext(
        "%(publisher)s, %(kind)s “%(title)s”, %(published)s",
        publisher=source.publisher,
        kind=label(source.kind),
        title=source.title,
        published=partial_date(source.published) if source.published else gettext("undated"),
    )


def statement_detail(statement: Statement) -> str:
    """What a document says of one figure: as written, how binding, from when, recorded when."""
    origin = statement.origin
    name = label(statement.fact)
    if statement.as_written:
        name = gettext("%(fact)s: “%(figure)s”", fact=name, figure=statement.as_written)
    # How binding it is makes a difference to amounts and dates; a title is not planned or agreed.
    if statement.fact in AMOUNT_FACTS | DATE_FACTS:
        name = gettext("%(fact)s (%(kind)s)", fact=name, kind=label(statement.kind))
    parts = [f"{name}."]
    if statement.amount_precision is AmountPrecision.ZLOTY:
        parts.append(gettext("Written without grosze."))
    if origin.effective_on is not None:
        parts.append(gettext("In force from %(day)s.", day=day_long(origin.effective_on)))
    if statement.note:
        parts.append(statement.note)
    parts.append(gettext("Recorded on %(day)s.", day=day_long(origin.recorded_at.date())))
    return " ".join(parts)
