"""What one document states of a project: figure by figure, which of them count and which do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.money import total
from tracker.domain.periods import PartialDate
from tracker.domain.project import Post, QuantityEntry, Training
from tracker.domain.provenance import Fact, FactValue, Origin, Statement
from tracker.domain.quality import contradict
from tracker.domain.quantities import quantity_state
from tracker.domain.schedule import MilestoneState, is_reached_later, milestone_state
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import (
    FactName,
    MilestoneEntryKind,
    QuantityEntryKind,
    SourceKind,
    StatementKind,
)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of the portfolio; equal records of several projects are one, but for reports and typed entries.

    Attributes:
        key: One of its records.
        published: The document's own date as far as it is known.
        projects: How many projects it speaks of.
        figures: How many figures it states of them.
        centre: The centre of the project, where it is one.
    """

    key: int
    kind: SourceKind
    publisher: str
    title: str
    published: PartialDate | None
    url: str | None
    is_example: bool
    projects: int
    figures: int
    centre: str = ""


class Standing(StrEnum):
    """What became of a figure that a document states, as of a day."""

    COUNTS = "counts"
    PART = "part"
    """It is a part of which a figure that nobody states is calculated."""
    AGREES = "agrees"
    """Another document is quoted, and it says the same."""
    COMPETES = "competes"
    """Another document says otherwise, and that one counts."""
    REPLACED = "replaced"
    """A later one took its place."""
    IDLE = "idle"
    """It stands in a report that was sent back or taken back, or that a correction took the place of."""
    AHEAD = "ahead"
    """It applies, or was known, only after the day looked at."""
    WITHDRAWN = "withdrawn"
    """It was brought by an import that has been undone."""


_DISPLACED = frozenset({Standing.AGREES, Standing.COMPETES, Standing.REPLACED})
"""Where another figure counts in its place."""


class Subject(StrEnum):
    """What a stated figure is about."""

    FACT = "fact"
    PLAN = "plan"
    MILESTONE = "milestone"
    POST = "post"
    TRAINING = "training"
    SPENDING = "spending"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One figure that a document states.

    Attributes:
        fact: The fact, for one.
        name: Of the milestone, post, training or task.
        value: A fact's value, the total of a schedule, PLN spent in a month, a milestone's date; FTE, persons, hours or
            visits.
        as_written: The figure as it stands in the document; empty where it was not copied.
        kind: How binding it is, or which date or quantity it tells.
        day: The day by which a quantity is or was to be reached; the first day of a month of spending.
        key: The number of the milestone or task, or the key of the post or training.
        counts: What counts in its place, where a fact does not count itself.
    """

    subject: Subject
    standing: Standing
    value: FactValue
    fact: FactName | None = None
    name: str = ""
    as_written: str = ""
    kind: StatementKind | MilestoneEntryKind | QuantityEntryKind | None = None
    day: date | None = None
    key: int | None = None
    counts: FactValue | None = None


def stated_figures(snapshot: Snapshot, sources: Collection[int]) -> tuple[StatedFigure, ...]:
    """Every figure that documents of these keys state of a project, in the order of its page."""
    figures = (*_facts(snapshot, sources), *_plans(snapshot, sources), *_milestones(snapshot, sources))
    return (*figures, *_quantities(snapshot, sources), *_reports(snapshot, sources))


def _facts(snapshot: Snapshot, sources: Collection[int]) -> Iterator[StatedFigure]:
    order = list(FactName)
    stated = (s for s in snapshot.record.statements if s.origin.source.id in sources)
    for statement in sorted(stated, key=lambda s: (order.index(s.fact), s.id)):
        fact = snapshot.facts[statement.fact]
        terms = snapshot.facts[FactName.TOTAL_VALUE].derived
        standing = _standing(fact, statement, snapshot)
        if standing is Standing.COUNTS and terms is not None and statement in terms.terms:
            standing = Standing.PART
        yield StatedFigure(
            Subject.FACT,
            standing,
            statement.value,
            fact=statement.fact,
            as_written=statement.as_written,
            kind=statement.kind,
            counts=fact.value if standing in _DISPLACED else None,
        )


def _standing(fact: Fact, statement: Statement, snapshot: Snapshot) -> Standing:
    if not snapshot.viewpoint.sees(statement.origin):
        return _unseen(snapshot, statement.origin)
    chosen = fact.chosen
    if chosen is None or chosen == statement:
        return Standing.COUNTS
    if not contradict(chosen, statement):
        return Standing.AGREES
    earlier = (statement.origin.effective_on or date.min) < (chosen.origin.effective_on or date.min)
    return Standing.REPLACED if earlier else Standing.COMPETES


def _unseen(snapshot: Snapshot, origin: Origin) -> Standing:
    """Why an entry is no part of the picture."""
    known_on, withdrawn_on = snapshot.viewpoint.known_on, origin.withdrawn_on
    is_withdrawn = withdrawn_on is not None and (known_on is None or withdrawn_on <= known_on)
    return Standing.WITHDRAWN if is_withdrawn else Standing.AHEAD


def _plans(snapshot: Snapshot, sources: Collection[int]) -> Iterator[StatedFigure]:
    for plan in snapshot.record.plans:
        if plan.origin.source.id in sources:
            standing = _of_history(snapshot, plan.origin, is_in_force=plan == snapshot.plan)
            yield StatedFigure(Subject.PLAN, standing, total(task.budget for task in plan.tasks))


def _of_history(snapshot: Snapshot, origin: Origin, *, is_in_force: bool) -> Standing:
    if not snapshot.viewpoint.sees(origin):
        return _unseen(snapshot, origin)
    return Standing.COUNTS if is_in_force else Standing.REPLACED


def _milestones(snapshot: Snapshot, sources: Collection[int]) -> Iterator[StatedFigure]:
    for milestone in sorted(snapshot.record.milestones, key=lambda m: m.number):
        state: MilestoneState = milestone_state(milestone, snapshot.viewpoint)
        in_force = (state.baseline, state.forecast, state.achieved)
        for entry in milestone.entries:
            if entry.origin.source.id in sources:
                standing = _of_history(snapshot, entry.origin, is_in_force=entry in in_force)
                if is_reached_later(entry, snapshot.viewpoint) and standing is not Standing.WITHDRAWN:
                    standing = Standing.AHEAD
                yield StatedFigure(
                    Subject.MILESTONE,
                    standing,
                    entry.day,
                    name=milestone.name,
                    kind=entry.kind,
                    key=milestone.number,
                )


def _quantities(snapshot: Snapshot, sources: Collection[int]) -> Iterator[StatedFigure]:
    things: tuple[tuple[Subject, Sequence[Post | Training]], ...] = (
        (Subject.POST, snapshot.record.posts),
        (Subject.TRAINING, snapshot.record.trainings),
    )
    for subject, several in things:
        for thing in several:
            state = quantity_state(thing.entries, snapshot.viewpoint)
            for entry in thing.entries:
                if entry.origin.source.id in sources:
                    is_in_force = entry in (state.target, state.actual)
                    standing = _of_history(snapshot, entry.origin, is_in_force=is_in_force)
                    yield _quantity(subject, standing, entry, thing)


def _quantity(subject: Subject, standing: Standing, entry: QuantityEntry, thing: Post | Training) -> StatedFigure:
    return StatedFigure(
        subject, standing, entry.quantity, name=thing.name, kind=entry.kind, day=entry.day, key=thing.id
    )


def _reports(snapshot: Snapshot, sources: Collection[int]) -> Iterator[StatedFigure]:
    """What the versions of reports tell of their periods, one of each report at most counting."""
    counting = {state.counted.id for state in snapshot.reports if state.counted is not None}
    tasks = {task.number: task.name for plan in snapshot.record.plans for task in plan.tasks}
    milestones = {milestone.number: milestone.name for milestone in snapshot.record.milestones}
    posts = {post.id: post.name for post in snapshot.record.posts}
    trainings = {training.id: training.name for training in snapshot.record.trainings}
    for report in snapshot.record.reports:
        for submission in report.submissions:
            if submission.origin.source.id not in sources:
                continue
            standing = Standing.COUNTS if submission.id in counting else Standing.IDLE
            if not snapshot.viewpoint.sees(submission.origin):
                standing = _unseen(snapshot, submission.origin)
            content, last = submission.content, report.period.last_day
            for item in content.spending:
                name, key = tasks.get(item.task_number, ""), item.task_number
                yield StatedFigure(Subject.SPENDING, standing, item.amount, name=name, day=item.month, key=key)
            for told in content.milestones:
                name, day = milestones.get(told.number, ""), PartialDate(told.day)
                yield StatedFigure(Subject.MILESTONE, standing, day, name=name, kind=told.kind, key=told.number)
            actual = QuantityEntryKind.ACTUAL
            for filled in content.posts:
                name = posts.get(filled.of, "")
                yield StatedFigure(
                    Subject.POST, standing, filled.quantity, name=name, kind=actual, day=last, key=filled.of
                )
            for held in content.trainings:
                name = trainings.get(held.of, "")
                yield StatedFigure(
                    Subject.TRAINING, standing, held.quantity, name=name, kind=actual, day=last, key=held.of
                )
