"""What a person proposes in a form, checked for its shape and not yet part of any history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tracker.domain.provenance import FactValue, Source
from tracker.domain.vocabulary import AmountPrecision, StatementKind

SourceChoice: TypeAlias = int | Source
"""A document on record by its key, or a new one."""


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A further statement of a fact, a choice among statements, or both.

    Attributes:
        value: ``None`` when nothing new is stated.
        kind: How binding the new statement is; set when ``value`` is.
        chosen: The statement on record that counts from now on; ``None`` for the new one.
        reason: Why that one counts.
    """

    source: SourceChoice
    value: FactValue | None
    kind: StatementKind | None
    as_written: str
    amount_precision: AmountPrecision | None
    effective_on: date | None
    note: str
    chosen: int | None
    reason: str
