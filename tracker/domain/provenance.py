"""Who said what, when it applies and when it became known: the ground under every figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.money import ZERO
from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import AmountPrecision, DatePrecision, FactName, SourceKind, StatementKind

_BINDING = {StatementKind.PLANNED: 0, StatementKind.STATED: 1, StatementKind.AGREED: 2}


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a person's entry, that says something about a project.

    Attributes:
        publisher: Who says it, for instance the centre.
        published: The document's own date as far as it is known.
        is_example: Invented for demonstration; everything that rests on it is marked so wherever it is shown.
    """

    id: int
    kind: SourceKind
    publisher: str
    title: str
    published: PartialDate | None = None
    url: str | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from, on two clocks.

    Attributes:
        effective_on: The day from which it applies; ``None`` when it applies from the beginning.
        known_on: The day on which whoever looked at the tracker could know it: the day it was recorded. A file that
            brings in the past may give an earlier one, usually the document's.
        recorded_at: The moment somebody put it into the tracker, aware.
        withdrawn_on: The day on which the import that brought it was undone; whoever looked before that day saw it,
            nobody does since. ``None`` while it stands.
    """

    source: Source
    effective_on: date | None
    known_on: date
    recorded_at: datetime
    recorded_by: str = ""
    withdrawn_on: date | None = None


def told_on(origin: Origin) -> date:
    """The day on which a document says what it says: its own day, else the day it was recorded."""
    published = origin.source.published
    return published.value if published and published.precision is DatePrecision.DAY else origin.known_on


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The day that is looked at, and the day whose knowledge is used.

    Attributes:
        as_of: Nothing that happened or applies after this day is seen.
        known_on: Nothing that became known after this day is seen; ``None`` uses all that is known.
    """

    as_of: date
    known_on: date | None = None

    def knows(self, origin: Origin) -> bool:
        """Whether an entry of this origin was recorded, and not yet withdrawn, by the day whose knowledge is used."""
        if self.known_on is None:
            return origin.withdrawn_on is None
        is_withdrawn = origin.withdrawn_on is not None and origin.withdrawn_on <= self.known_on
        return origin.known_on <= self.known_on and not is_withdrawn

    def sees(self, origin: Origin) -> bool:
        """Whether an entry of this origin is part of the picture."""
        return self.knows(origin) and (origin.effective_on is None or origin.effective_on <= self.as_of)

    @property
    def watched_until(self) -> date:
        """The last day of which anything can be known; what did not come later may have come, and nobody is late."""
        return min(self.as_of, self.known_on or self.as_of)

    def sees_deed(self, done_on: date) -> bool:
        """Whether a deed done in the tracker itself is part of the picture; it is known from the day it is done."""
        return done_on <= self.watched_until


FactValue = Decimal | PartialDate | str
"""An amount in PLN, a date, or a text (for coded facts the member's value)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure or text about a project, as somebody stated it.

    Attributes:
        as_written: The figure as it stands in the source, for instance ``402 025 zł``; never a sentence.
        kind: How binding it is.
        amount_precision: Only for amounts.
        note: The recorder's remark, for instance why it contradicts another statement.
    """

    id: int
    fact: FactName
    value: FactValue
    kind: StatementKind
    origin: Origin
    as_written: str = ""
    amount_precision: AmountPrecision | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's decision which of competing statements counts, with the reason."""

    id: int
    fact: FactName
    statement_id: int
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure nobody stated, calculated from figures that somebody did.

    Attributes:
        value: The result, PLN.
        terms: The statements it is made of; the value is their sum.
    """

    value: Decimal
    terms: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is held true of one figure at a viewpoint, and what else was said.

    Exactly one of ``chosen`` and ``derived`` is set, or neither when nothing is known.
    """

    name: FactName
    chosen: Statement | None = None
    competing: tuple[Statement, ...] = ()
    reason: str = ""
    derived: Derivation | None = None

    @property
    def value(self) -> FactValue | None:
        """The chosen or derived value, ``None`` when unknown."""
        if self.chosen is not None:
            return self.chosen.value
        return self.derived.value if self.derived is not None else None

    @property
    def amount(self) -> Decimal | None:
        """The value when it is an amount, else ``None``."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def partial_date(self) -> PartialDate | None:
        """The value when it is a date, else ``None``."""
        return self.value if isinstance(self.value, PartialDate) else None

    @property
    def text(self) -> str | None:
        """The value when it is a text, else ``None``."""
        return self.value if isinstance(self.value, str) else None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement it rests on: the chosen one, or the terms of the derivation."""
        if self.chosen is not None:
            return (self.chosen,)
        return self.derived.terms if self.derived is not None else ()

    @property
    def is_example(self) -> bool:
        """Whether any part of it was invented for demonstration."""
        return any(statement.origin.source.is_example for statement in self.statements)


def resolve_fact(
    name: FactName, statements: Iterable[Statement], choices: Iterable[Choice], viewpoint: Viewpoint
) -> Fact:
    """Decide which of the statements seen from a viewpoint counts.

    A person's latest choice wins. Without one the statement wins that applies from the latest day; among those the
    most binding; among those the last recorded. The others stay beside it as competing when their value differs.
    """
    seen = [s for s in statements if s.fact is name and viewpoint.sees(s.origin)]
    if not seen:
        return Fact(name)
    seen.sort(key=_weight, reverse=True)
    by_id = {statement.id: statement for statement in seen}
    made = [c for c in choices if c.fact is name and viewpoint.sees(c.origin) and c.statement_id in by_id]
    choice = max(made, key=lambda c: (c.origin.effective_on or date.min, c.origin.recorded_at, c.id), default=None)
    chosen = by_id[choice.statement_id] if choice else seen[0]
    competing = tuple(s for s in seen if s.value != chosen.value)
    return Fact(name, chosen, competing, choice.reason if choice else "")


def _weight(statement: Statement) -> tuple[date, int, datetime, int]:
    origin = statement.origin
    return origin.effective_on or date.min, _BINDING[statement.kind], origin.recorded_at, statement.id


def derive_sum(parts: Sequence[Fact]) -> Derivation | None:
    """The sum of facts all of which are stated, ``None`` when one of them is not."""
    terms = tuple(part.chosen for part in parts if part.chosen is not None)
    if not parts or len(terms) < len(parts):
        return None
    return Derivation(sum((t.value for t in terms if isinstance(t.value, Decimal)), start=ZERO), terms)
