"""What a document says of a project, held against what is on record: what it adds, and what it contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from tracker.domain.arriving_spending import Reporting, compare_spending
from tracker.domain.obstacles import Obstacle
from tracker.domain.periods import PartialDate, Period
from tracker.domain.project import Milestone, MilestoneEntry, Plan, Post, ProjectRecord, QuantityEntry, Report, Training
from tracker.domain.provenance import Fact, FactValue, Source, Statement, Viewpoint, resolve_fact
from tracker.domain.schedule import milestone_state
from tracker.domain.snapshot import plan_in_force
from tracker.domain.vocabulary import (
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    QuantityEntryKind,
    ReportingFrequency,
)

Thing = TypeVar("Thing", Post, Training)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one document says of one project, not yet part of any history.

    Attributes:
        record: What it says, in the form of a history: statements, milestones, posts, training, plans and spending
            (as reports, however divided), all of one document and one moment. Its ids mean nothing; its centre is the
            one that the document names.
        slug: The project on record that it speaks of; ``None`` for a new one.
        place: Where in the file it stands, for instance "row 17"; empty when the file holds nothing else.
        restates: It was made from what is on record, as a sheet is: where it agrees it says nothing new.
    """

    record: ProjectRecord
    slug: str | None = None
    place: str = ""
    restates: bool = False

    @property
    def source(self) -> Source | None:
        """The document; ``None`` when it says nothing."""
        return next((origin.source for origin in self.record.origins()), None)


class Standing(StrEnum):
    """How a stated figure stands to what is on record."""

    NEW = "new"
    """Nobody has stated it, or not as exactly."""
    SAME = "same"
    """It is on record as it is, or more exactly; nothing would be added."""
    CONFIRMS = "confirms"
    """Another document states the same."""
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A stated figure beside what is on record.

    Attributes:
        present: What holds; it has no value when nobody has stated it.
    """

    said: Statement
    present: Fact
    standing: Standing


@dataclass(frozen=True, slots=True)
class Differences:
    """What a document says that is not on record.

    Attributes:
        facts: Every figure that it states, those on record as well.
        milestones: New ones, and those on record with only the entries that are new; numbered as they will be.
        posts: New ones, and those on record with only the entries that are new.
        trainings: As ``posts``.
        plan: The payment schedule, when it is another than the one in force.
        reports: Of the reporting periods of whose spending nobody has reported yet.
        obstacles: What cannot be taken over, with the name of what it concerns.
    """

    facts: tuple[FactDifference, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    posts: tuple[Post, ...] = ()
    trainings: tuple[Training, ...] = ()
    plan: Plan | None = None
    reports: tuple[Report, ...] = ()
    obstacles: tuple[tuple[Obstacle, str], ...] = ()

    def of(self, standing: Standing) -> tuple[FactDifference, ...]:
        """The figures that stand so."""
        return tuple(one for one in self.facts if one.standing is standing)

    @property
    def is_empty(self) -> bool:
        """Whether taking it over would change nothing."""
        is_said = any(one.standing is not Standing.SAME for one in self.facts)
        return not (is_said or self.milestones or self.posts or self.trainings or self.plan or self.reports)


def compare(
    record: ProjectRecord, arrival: Arrival, view: Viewpoint, reports_view: Viewpoint | None = None
) -> Differences:
    """What an arrival would change in a project.

    Args:
        record: The project as it is; a frame without histories for a new one.
        arrival: What the document says.
        view: What is held true is looked at from here; what has been reached cannot lie after its day.
        reports_view: From where reports are looked at, when it is another day.
    """
    said = arrival.record
    milestones = tuple(_milestones(record, said.milestones, view))
    posts = tuple(_things(record.posts, said.posts, view))
    trainings = tuple(_things(record.trainings, said.trainings, view))
    facts = tuple(_fact(record, one, view, restates=arrival.restates) for one in said.statements)
    plan = _plan(record, said.plans, view)
    spending = compare_spending(record, said.reports, _reporting(record, facts, plan, view), reports_view or view)
    obstacles = (*_obstacles(record, arrival, facts, (*posts, *trainings), view), *spending.obstacles)
    return Differences(facts, milestones, posts, trainings, plan, spending.reports, tuple(dict.fromkeys(obstacles)))


def is_same_document(one: Source, other: Source) -> bool:
    """Whether two sources are one document, whatever their keys."""
    return replace(one, id=0) == replace(other, id=0)


def _fact(record: ProjectRecord, said: Statement, view: Viewpoint, *, restates: bool) -> FactDifference:
    present = resolve_fact(said.fact, record.statements, record.choices, view)
    stated = [s for s in record.statements if s.fact is said.fact and s.value == said.value and view.sees(s.origin)]
    if any(is_same_document(s.origin.source, said.origin.source) for s in stated):
        return FactDifference(said, present, Standing.SAME)
    if present.chosen is None:
        return FactDifference(said, present, Standing.NEW)
    if present.value != said.value:
        return FactDifference(said, present, beside(said.value, present.value))
    return FactDifference(said, present, Standing.SAME if restates else Standing.CONFIRMS)


def beside(said: FactValue, present: FactValue | None) -> Standing:
    """How a value stands to the one on record: a day within a month on record is no contradiction, nor is its month.

    >>> month, day = PartialDate.parse("2019-04"), PartialDate.parse("2019-04-01")
    >>> beside(day, month).value, beside(month, day).value, beside(day, PartialDate.parse("2019-05")).value
    ('new', 'same', 'contradicts')
    """
    if said == present:
        return Standing.SAME
    if isinstance(said, PartialDate) and isinstance(present, PartialDate):
        if _is_within(said, present):
            return Standing.NEW
        if _is_within(present, said):
            return Standing.SAME
    return Standing.CONTRADICTS


def _is_within(one: PartialDate, other: PartialDate) -> bool:
    return other.first_day <= one.first_day and one.last_day <= other.last_day


def _milestones(record: ProjectRecord, said: Sequence[Milestone], view: Viewpoint) -> Iterator[Milestone]:
    number = max((m.number for m in record.milestones), default=0)
    standing = [m for m in record.milestones if view.knows(m.origin)]
    for one in said:
        known = _same_milestone(one, standing, said)
        if known is None:
            number += 1
            yield replace(one, number=number)
        elif entries := tuple(_new_dates(known, one.entries, view)):
            yield replace(known, entries=entries)


def _same_milestone(one: Milestone, standing: Iterable[Milestone], said: Sequence[Milestone]) -> Milestone | None:
    """The milestone on record: of the same name, else the only one of its kind where the document has one as well.

    One that the document names is never taken for another of its kind.
    """
    for known in standing:
        if known.name.casefold() == one.name.casefold():
            return known
    named = {other.name.casefold() for other in said}
    alike = [known for known in standing if known.kind is one.kind and known.name.casefold() not in named]
    is_only = len(alike) == 1 and sum(other.kind is one.kind for other in said) == 1
    return alike[0] if is_only and one.kind is not MilestoneKind.OTHER else None


def _new_dates(known: Milestone, said: Iterable[MilestoneEntry], view: Viewpoint) -> Iterator[MilestoneEntry]:
    state = milestone_state(known, view)
    held = {entry.kind: entry.day for entry in (state.baseline, state.forecast, state.achieved) if entry}
    entries = tuple(said)
    moves = any(e.kind is MilestoneEntryKind.BASELINE and held.get(e.kind) != e.day for e in entries)
    for entry in entries:
        # What was expected under the old plan lapses with it, so it is said again beside the new one.
        is_restated = moves and entry.kind is MilestoneEntryKind.FORECAST
        if is_restated or held.get(entry.kind) != entry.day:
            yield entry


def _things(standing: Sequence[Thing], said: Iterable[Thing], view: Viewpoint) -> Iterator[Thing]:
    for one in said:
        known = next((k for k in standing if view.knows(k.origin) and _is_same(k, one)), None)
        if known is None:
            yield one
        elif entries := tuple(_new_quantities(known.entries, one.entries, view)):
            yield replace(known, entries=entries)


def _is_same(one: Post | Training, other: Post | Training) -> bool:
    return one.kind is other.kind and one.name.casefold() == other.name.casefold()


def _new_quantities(
    known: Iterable[QuantityEntry], said: Iterable[QuantityEntry], view: Viewpoint
) -> Iterator[QuantityEntry]:
    held = {(entry.kind, entry.quantity, entry.day) for entry in known if view.knows(entry.origin)}
    yield from (entry for entry in said if (entry.kind, entry.quantity, entry.day) not in held)


def _plan(record: ProjectRecord, said: Sequence[Plan], view: Viewpoint) -> Plan | None:
    present = plan_in_force(record, view)
    plan = said[-1] if said else None
    if plan is None or (present is not None and plan.tasks == present.tasks):
        return None
    return plan


def _reporting(record: ProjectRecord, facts: Sequence[FactDifference], plan: Plan | None, view: Viewpoint) -> Reporting:
    """When the project reports under the terms that hold once the document is taken over."""
    # Of contradicted terms nobody knows yet which will count; those on record do until somebody decides otherwise.
    told = {one.said.fact: one.said.value for one in facts if one.standing is not Standing.CONTRADICTS}
    start, end, frequency = (told.get(name) or _held(record, name, view) for name in _TERMS)
    often = ReportingFrequency(frequency) if isinstance(frequency, str) else None
    return Reporting(_period(start, end), often, plan or plan_in_force(record, view))


def _period(start: object, end: object) -> Period | None:
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.first_day <= end.last_day:
        return Period.of_days(start.first_day, end.last_day)
    return None


_TERMS = (FactName.START, FactName.END, FactName.REPORTING_FREQUENCY)


def _obstacles(
    record: ProjectRecord,
    arrival: Arrival,
    facts: Sequence[FactDifference],
    things: Sequence[Post | Training],
    view: Viewpoint,
) -> Iterator[tuple[Obstacle, str]]:
    source = arrival.source
    if source is not None and source.published is not None and source.published.first_day > view.as_of:
        yield Obstacle.NOT_YET_PUBLISHED, source.title
    held = {one.said.fact: one.said.value for one in facts}
    if arrival.slug is None and FactName.TITLE not in held:
        yield Obstacle.NO_TITLE, ""
    start, end = (held.get(f) or _held(record, f, view) for f in (FactName.START, FactName.END))
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.last_day < start.first_day:
        yield Obstacle.END_BEFORE_START, ""
    if arrival.record.plans and (start is None or end is None):
        yield Obstacle.NO_PERIOD, ""
    yield from _untimely(arrival.record, view)
    yield from ((Obstacle.IS_ACHIEVED, milestone.name) for milestone in _outrun(record, arrival.record, view))
    yield from ((Obstacle.SMALLER_TARGET, thing.name) for thing in things if _is_smaller(record, thing, view))


def _held(record: ProjectRecord, name: FactName, view: Viewpoint) -> object:
    return resolve_fact(name, record.statements, record.choices, view).value


def _untimely(said: ProjectRecord, view: Viewpoint) -> Iterator[tuple[Obstacle, str]]:
    """What is said to be reached on a day that is still to come."""
    for milestone in said.milestones:
        reached = (e.day.first_day for e in milestone.entries if e.kind is MilestoneEntryKind.ACHIEVED)
        if any(day > view.as_of for day in reached):
            yield Obstacle.NOT_YET_REACHED, milestone.name
    things: tuple[Post | Training, ...] = (*said.posts, *said.trainings)
    for thing in things:
        actual = (e.day for e in thing.entries if e.kind is QuantityEntryKind.ACTUAL)
        if any(day is not None and day > view.as_of for day in actual):
            yield Obstacle.NOT_YET_REACHED, thing.name


def _outrun(record: ProjectRecord, said: ProjectRecord, view: Viewpoint) -> Iterator[Milestone]:
    """Milestones for which a new day is expected although they have been achieved."""
    for one in said.milestones:
        known = _same_milestone(one, [m for m in record.milestones if view.knows(m.origin)], said.milestones)
        if known is None or not milestone_state(known, view).is_achieved:
            continue
        if any(entry.kind is MilestoneEntryKind.FORECAST for entry in _new_dates(known, one.entries, view)):
            yield known


def _is_smaller(record: ProjectRecord, thing: Post | Training, view: Viewpoint) -> bool:
    """Whether a target of a thing would never count: of several targets the largest is the project's."""
    known: Sequence[Post | Training] = record.posts if isinstance(thing, Post) else record.trainings
    entries = [entry for one in known if _is_same(one, thing) for entry in one.entries if view.knows(entry.origin)]
    largest = max((e.quantity for e in entries if e.kind is QuantityEntryKind.TARGET), default=None)
    undated = (e.quantity for e in thing.entries if e.kind is QuantityEntryKind.TARGET and e.day is None)
    return largest is not None and any(quantity < largest for quantity in undated)
