"""Source marks of a page: a letter for each document and figure, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.provenance import Derivation, Source, Statement
from tracker.domain.vocabulary import AmountPrecision
from tracker.formatting import day_long, partial_date, pln
from tracker.labels import label


@dataclass(frozen=True)
class Footnote:
    """One entry of the list at the foot of the page.

    Attributes:
        letter: a, b, … z, aa, ab …: never a digit, which would read as a power.
    """

    letter: str
    target_id: str
    label: str
    text: str
    as_written: str = ""
    url: str = ""
    is_example: bool = False


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
        self._notes: dict[tuple[object, ...], Footnote] = {}

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self._notes.values())

    def mark(self, source: Source) -> Footnote:
        """The entry of a document as a whole."""
        return self._note(("source", source.id), source_name(source), "", source)

    def statement(self, statement: Statement) -> Footnote:
        """The entry of a figure as a document states it."""
        source = statement.origin.source
        key = ("statement", source.id, statement.as_written, statement.kind, statement.note)
        return self._note(key, _statement_text(statement), statement.as_written, source)

    def derived(self, derivation: Derivation, names: Sequence[str]) -> Footnote:
        """The entry of a figure that nobody stated, with the sum that gives it."""
        amounts = [pln(term.value) for term in derivation.terms if isinstance(term.value, Decimal)]
        parts = " + ".join(f"{name} {amount}" for name, amount in zip(names, amounts, strict=True))
        text = gettext("Calculated, nobody stated it: %(sum)s.", sum=parts)
        return self._note(("derived", text), text, "", None)

    def calculated(self, text: str) -> Footnote:
        """The entry of a figure calculated by a rule."""
        return self._note(("calculated", text), text, "", None)

    def _note(self, key: tuple[object, ...], text: str, as_written: str, source: Source | None) -> Footnote:
        if key not in self._notes:
            letter = letters(len(self._notes))
            self._notes[key] = Footnote(
                letter=letter,
                target_id=f"zrodlo-{letter}",
                label=source_name(source) if source else gettext("calculated"),
                text=text,
                as_written=as_written,
                url=(source.url or "") if source else "",
                is_example=source.is_example if source else False,
            )
        return self._notes[key]


def source_name(source: Source) -> str:
    """A document in a line: who, what, of when."""
    published = partial_date(source.published) if source.published else gettext("undated")
    return gettext(
        "%(publisher)s, %(kind)s “%(title)s”, %(published)s",
        publisher=source.publisher,
        kind=label(source.kind),
        title=source.title,
        published=published,
    )


def _statement_text(statement: Statement) -> str:
    origin = statement.origin
    sentences = [f"{source_name(origin.source)}; {label(statement.kind)}."]
    if statement.amount_precision is AmountPrecision.ZLOTY:
        sentences.append(gettext("Written without grosze."))
    if origin.effective_on is not None:
        sentences.append(gettext("In force from %(day)s.", day=day_long(origin.effective_on)))
    if statement.note:
        sentences.append(statement.note)
    sentences.append(gettext("Recorded on %(day)s.", day=day_long(origin.recorded_at.date())))
    return " ".join(sentences)
