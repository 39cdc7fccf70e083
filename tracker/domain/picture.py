"""A project on a day as a flat list of what holds: what two days are compared by, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from tracker.domain.periods import PartialDate, Period
from tracker.domain.provenance import FactValue, Origin, Source
from tracker.domain.quantities import QuantityState
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import Assessment, Level, Rule, assess
from tracker.domain.vocabulary import FactName, Stage, Status, TrainingKind


class AspectKind(StrEnum):
    """What about a project can change."""

    PROJECT = "project"
    """That it is in the portfolio at all."""
    FACT = "fact"
    BUDGET = "budget"
    SPENT = "spent"
    TASK = "task"
    MILESTONE = "milestone"
    POST = "post"
    TRAINING = "training"
    STATUS = "status"
    DECLARED = "declared"
    STAGE = "stage"
    REPORT = "report"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, order=True)
class Aspect:
    """One thing about a project that is compared.

    Attributes:
        key: Which of them: a fact's name, a milestone's or task's number, the id of a post or training, the first day
            of a report's period; empty where there is only one.
    """

    kind: AspectKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class SpentAmount:
    """What reports say was spent.

    Attributes:
        amount: PLN by ``until``.
        lag: Spent minus planned by then, as a part of the budget; ``None`` without a plan.
    """

    amount: Decimal
    until: date
    lag: Decimal | None


@dataclass(frozen=True, slots=True)
class TaskBudget:
    """A task of the payment schedule; ``budget`` is PLN."""

    name: str
    budget: Decimal


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    """A milestone's promised day, and the day it was reached or is expected on."""

    name: str
    planned: PartialDate | None
    expected: PartialDate | None
    is_achieved: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a post or training is, in FTE, persons, hours or visits.

    Attributes:
        unit: The kind of training; ``None`` for a post.
    """

    name: str
    target: Decimal | None
    reached: Decimal | None
    unit: TrainingKind | None = None


@dataclass(frozen=True, slots=True)
class AssessedStatus:
    """The status by the rules, and the rules that made it worse than on track, in their order."""

    status: Status
    is_silent: bool
    reasons: tuple[tuple[Rule, Level], ...]


@dataclass(frozen=True, slots=True)
class ReportHeld:
    """Where the report of a period stands, once there is something to say of it."""

    period: Period
    standing: ReportStanding
    version: int


@dataclass(frozen=True, slots=True)
class StatedFact:
    """What counts of a fact; a derived value is one that nobody stated."""

    name: FactName
    value: FactValue
    is_derived: bool


Value: TypeAlias = (
    Decimal
    | Status
    | Stage
    | bool
    | SpentAmount
    | TaskBudget
    | MilestoneDates
    | Reached
    | AssessedStatus
    | ReportHeld
    | StatedFact
    | Mapping[Aspect, "Held"]
)


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of an aspect, and what shows it; two are equal when the same holds, whoever says so.

    Attributes:
        source: The document it rests on, where it is one.
        report_id: The report it rests on, where it is one.
    """

    value: Value
    source: Source | None = field(default=None, compare=False)
    report_id: int | None = field(default=None, compare=False)


Picture: TypeAlias = Mapping[Aspect, Held]
"""What holds of a project; an aspect that is not in it is not known, which is not zero."""


def picture(snapshot: Snapshot, assessment: Assessment | None = None) -> Picture:
    """The project of a snapshot, aspect by aspect; nothing in it changes by the mere passing of days.

    Slips and ages in days are left out, because they grow daily while nothing happens; what they make of the status,
    of a report or of silence is in it.
    """
    return dict(_aspects(snapshot, assessment or assess(snapshot)))


def _aspects(snapshot: Snapshot, assessment: Assessment) -> Iterator[tuple[Aspect, Held]]:
    yield from _facts(snapshot)
    yield from _money(snapshot)
    for state in snapshot.milestones:
        yield Aspect(AspectKind.MILESTONE, str(state.milestone.number)), _milestone(state)
    for post in snapshot.posts:
        yield (
            Aspect(AspectKind.POST, str(post.post.id)),
            _reached(post.post.name, post.quantity, post.post.origin),
        )
    for training in snapshot.trainings:
        yield (
            Aspect(AspectKind.TRAINING, str(training.training.id)),
            _reached(training.training.name, training.quantity, training.training.origin, training.training.kind),
        )
    yield from _standing(snapshot, assessment)
    for report in snapshot.reports:
        if report.standing not in (ReportStanding.UPCOMING, ReportStanding.DUE):
            yield Aspect(AspectKind.REPORT, report.period.start.isoformat()), _report(report)


def _facts(snapshot: Snapshot) -> Iterator[tuple[Aspect, Held]]:
    for name, fact in snapshot.facts.items():
        if fact.value is not None:
            source = fact.chosen.origin.source if fact.chosen else None
            held = StatedFact(name, fact.value, fact.derived is not None)
            yield Aspect(AspectKind.FACT, name.value), Held(held, source)


def _money(snapshot: Snapshot) -> Iterator[tuple[Aspect, Held]]:
    if snapshot.plan is not None and snapshot.budget is not None:
        source = snapshot.plan.origin.source
        yield Aspect(AspectKind.BUDGET), Held(snapshot.budget, source)
        for task in snapshot.plan.tasks:
            yield Aspect(AspectKind.TASK, str(task.number)), Held(TaskBudget(task.name, task.budget), source)
    last = snapshot.last_counted
    if snapshot.spent is not None and snapshot.covered_until is not None and last is not None and last.counted:
        spent = SpentAmount(snapshot.spent, snapshot.covered_until, snapshot.spending_lag)
        yield Aspect(AspectKind.SPENT), Held(spent, last.counted.origin.source, _id_of(last))


def _milestone(state: MilestoneState) -> Held:
    planned = state.baseline.day if state.baseline else None
    dates = MilestoneDates(state.milestone.name, planned, state.expected, state.is_achieved)
    return Held(dates, (state.entry or state.milestone).origin.source)


def _reached(name: str, state: QuantityState, origin: Origin, unit: TrainingKind | None = None) -> Held:
    target = state.target.quantity if state.target else None
    reached = state.actual.quantity if state.actual else None
    told = state.actual or state.target
    return Held(Reached(name, target, reached, unit), (told.origin if told else origin).source)


def _standing(snapshot: Snapshot, assessment: Assessment) -> Iterator[tuple[Aspect, Held]]:
    reasons = tuple(dict.fromkeys((f.rule, f.level) for f in assessment.reasons))
    is_silent = assessment.is_silent
    yield Aspect(AspectKind.STATUS), Held(AssessedStatus(assessment.status, is_silent, reasons))
    yield Aspect(AspectKind.STAGE), Held(snapshot.stage)
    last = snapshot.last_counted
    if snapshot.declared_status is not None and last is not None and last.counted is not None:
        held = Held(snapshot.declared_status, last.counted.origin.source, _id_of(last))
        yield Aspect(AspectKind.DECLARED), held
    yield Aspect(AspectKind.SILENCE), Held(is_silent)


def _report(state: ReportState) -> Held:
    submission = state.submission
    held = ReportHeld(state.period, state.standing, submission.number if submission else 0)
    return Held(held, submission.origin.source if submission else None, _id_of(state) if submission else None)


def _id_of(state: ReportState) -> int | None:
    return state.report.id if state.report else None
