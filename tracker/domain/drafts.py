"""What a person proposes in a form, checked for its shape and not yet part of any history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, Task
from tracker.domain.provenance import FactValue, Source
from tracker.domain.vocabulary import (
    AmountPrecision,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    StatementKind,
    TrainingKind,
)

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


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A further date of a milestone.

    Attributes:
        effective_on: From when it applies; ``None`` leaves that to the kind of entry.
    """

    source: SourceChoice
    kind: MilestoneEntryKind
    day: PartialDate
    effective_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A new milestone.

    Attributes:
        entry: Its first date; ``None`` while nobody has given one.
    """

    source: SourceChoice
    kind: MilestoneKind
    name: str
    weight: int
    entry: EntryDraft | None


@dataclass(frozen=True, slots=True)
class QuantityDraft:
    """A further target, or what was reached, of a post or training."""

    source: SourceChoice
    kind: QuantityEntryKind
    quantity: Decimal
    day: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A new post or team."""

    source: SourceChoice
    kind: PostKind
    name: str
    is_new: bool
    entry: QuantityDraft | None


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """New training, supervision or study visits."""

    source: SourceChoice
    kind: TrainingKind
    name: str
    entry: QuantityDraft | None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A further version of the payment schedule.

    Attributes:
        effective_on: From when it applies; ``None`` for the whole time of the version it corrects.
    """

    source: SourceChoice
    tasks: tuple[Task, ...]
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """A new project; what is ``None`` or empty is not known.

    Attributes:
        centre: One on record by its key, or a new one.
        kind: How binding the document is that states it all.
        value_as_written: The value as it was typed.
    """

    source: SourceChoice
    centre: int | Centre
    title: str
    kind: StatementKind
    value: Decimal | None
    value_as_written: str
    start: PartialDate | None
    end: PartialDate | None
    project_number: str
    call_number: str


@dataclass(frozen=True, slots=True)
class AcceptedFact:
    """A figure that a person accepted."""

    fact: FactName
    value: FactValue
    as_written: str = ""
    amount_precision: AmountPrecision | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """All that a person accepted of one document.

    Attributes:
        kind: How binding the document is.
        reason: Why the chosen figures count, where the document contradicts what is on record.
    """

    source: Source
    kind: StatementKind
    facts: tuple[AcceptedFact, ...]
    posts: tuple[PostDraft, ...] = ()
    trainings: tuple[TrainingDraft, ...] = ()
    milestones: tuple[MilestoneDraft, ...] = ()
    reason: str = ""
