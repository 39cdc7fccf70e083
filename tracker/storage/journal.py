"""The journal, read page by page along its key: the last page of many thousand events costs what the first does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_

from tracker.domain.alphabet import polish_key
from tracker.domain.journal import (
    JournalEvent,
    JournalFilter,
    JournalNames,
    JournalProject,
    JournalReach,
    Position,
)
from tracker.storage.base import db
from tracker.storage.models import (
    AuditEventRow,
    CentreRow,
    MilestoneRow,
    PlanRow,
    PlanTaskRow,
    PostRow,
    ProjectRow,
    TrainingRow,
)
from tracker.storage.places import centres_within, is_undone
from tracker.storage.transactions import begin_anew

PAGE = 50
EXPORTED_AT_ONCE = 1000
COUNTED = 10_000
"""Beyond so many events a page says that there are more."""

_PLACE = tuple_(AuditEventRow.at, AuditEventRow.id)
_COLUMNS = (
    AuditEventRow.id,
    AuditEventRow.at,
    AuditEventRow.actor,
    AuditEventRow.deed,
    AuditEventRow.project_id,
    AuditEventRow.details,
)


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of the journal, the newest event first.

    Attributes:
        has_newer: Whether there is a page of newer events.
        has_older: Whether there is a page of older ones.
    """

    events: tuple[JournalEvent, ...]
    has_newer: bool
    has_older: bool


def newest_events(reach: JournalReach, narrowed: JournalFilter) -> JournalPage:
    """The first page."""
    events = _read(_matching(reach, narrowed), PAGE + 1)
    return JournalPage(tuple(events[:PAGE]), has_newer=False, has_older=len(events) > PAGE)


def events_before(reach: JournalReach, narrowed: JournalFilter, position: Position) -> JournalPage:
    """The page of the events older than a position."""
    events = _read(_matching(reach, narrowed).where(_at(position) > _PLACE), PAGE + 1)
    return JournalPage(tuple(events[:PAGE]), has_newer=True, has_older=len(events) > PAGE)


def events_after(reach: JournalReach, narrowed: JournalFilter, position: Position) -> JournalPage:
    """The page of the events newer than a position: of those the oldest, still the newest first."""
    events = _read(_matching(reach, narrowed).where(_at(position) < _PLACE), PAGE + 1, newest_first=False)
    return JournalPage(tuple(reversed(events[:PAGE])), has_newer=len(events) > PAGE, has_older=True)


def all_events(reach: JournalReach, narrowed: JournalFilter) -> Iterator[Sequence[JournalEvent]]:
    """Every event that matches, the newest first, in groups; no transaction stays open between two of them."""
    wanted = _matching(reach, narrowed)
    events = _read(wanted, EXPORTED_AT_ONCE)
    while events:
        yield events
        begin_anew()
        events = _read(wanted.where(_at(events[-1].position) > _PLACE), EXPORTED_AT_ONCE)


def count_events(reach: JournalReach, narrowed: JournalFilter) -> int:
    """How many events match; one more than ``COUNTED`` stands for any number above it."""
    some = _matching(reach, narrowed).with_only_columns(AuditEventRow.id).limit(COUNTED + 1)
    return db.session.scalar(select(func.count()).select_from(some.subquery())) or 0


def journal_actors(reach: JournalReach) -> list[str]:
    """Everybody who did something within reach, in the Polish order."""
    found = db.session.scalars(select(AuditEventRow.actor).where(*_within(reach)).distinct())
    return sorted(found, key=polish_key)


def journal_projects(reach: JournalReach, *, most: int) -> list[JournalProject]:
    """The projects within reach by centre in the Polish order; none when there are more than ``most``."""
    found = _projects().where(ProjectRow.centre_id.in_(centres_within(reach.scope))).limit(most + 1)
    projects = [_project(row) for row in db.session.execute(found)]
    if len(projects) > most:
        return []
    return sorted(projects, key=lambda project: (polish_key(project.centre), project.slug))


def find_journal_project(reach: JournalReach, slug: str) -> JournalProject | None:
    """The project within reach of a slug, else the first whose slug begins so; ``None`` when there is neither."""
    begins = ProjectRow.slug.startswith(slug, autoescape=True)
    found = _projects().where(begins, ProjectRow.centre_id.in_(centres_within(reach.scope)))
    # Of slugs that begin alike the shortest sorts first, so a whole slug is found before a longer one.
    row = db.session.execute(found.order_by(ProjectRow.slug).limit(1)).first()
    return _project(row) if row else None


def _projects() -> Select[int, str, str, bool, bool]:
    gone = is_undone().label("is_undone")
    columns = (ProjectRow.id, ProjectRow.slug, CentreRow.short_name, ProjectRow.is_example, gone)
    return select(*columns).join(CentreRow, CentreRow.id == ProjectRow.centre_id)


def _project(row: Any) -> JournalProject:
    return JournalProject(row.id, row.slug, row.short_name, row.is_example, row.is_undone)


def _at(position: Position) -> ColumnElement[Any]:
    return tuple_(literal(position.at, AuditEventRow.at.type), position.id)


def _matching(reach: JournalReach, narrowed: JournalFilter) -> Select[Any]:
    conditions = _within(reach)
    if narrowed.actor is not None:
        conditions.append(AuditEventRow.actor == narrowed.actor)
    if narrowed.project_id is not None:
        conditions.append(AuditEventRow.project_id == narrowed.project_id)
    if narrowed.deeds:
        conditions.append(AuditEventRow.deed.in_(sorted(narrowed.deeds)))
    if narrowed.since is not None:
        conditions.append(AuditEventRow.at >= narrowed.since)
    if narrowed.until is not None:
        conditions.append(AuditEventRow.at < narrowed.until)
    return select(*_COLUMNS).where(*conditions)


def _within(reach: JournalReach) -> list[ColumnElement[bool]]:
    if reach.has_all:
        return []
    if reach.scope.is_everywhere:
        return [AuditEventRow.project_id.is_not(None)]
    reached = select(ProjectRow.id).where(ProjectRow.centre_id.in_(centres_within(reach.scope)))
    return [AuditEventRow.project_id.in_(reached)]


def _read(wanted: Select[Any], number: int, *, newest_first: bool = True) -> list[JournalEvent]:
    """So many of the events, with their projects in a second question: a join would spoil the walk along the key."""
    order = (AuditEventRow.at, AuditEventRow.id)
    ordered = wanted.order_by(*((column.desc() for column in order) if newest_first else order)).limit(number)
    rows = db.session.execute(ordered).all()
    keys = {row.project_id for row in rows if row.project_id is not None}
    projects = {row.id: _project(row) for row in db.session.execute(_projects().where(ProjectRow.id.in_(keys)))}
    return [_event(row, projects.get(row.project_id or 0)) for row in rows]


def _event(row: Any, project: JournalProject | None) -> JournalEvent:
    before, after = row.details.get("before", {}), row.details.get("after", {})
    return JournalEvent(Position(row.at, row.id), row.actor, row.deed, project, before, after)


def journal_names(events: Iterable[JournalEvent]) -> JournalNames:
    """What the numbers in events stand for, in five questions however many events there are."""
    several = list(events)
    projects = {event.project.id for event in several if event.project}
    told = (side.get("centre_id") for event in several for side in (event.before, event.after))
    centres = {key for key in told if isinstance(key, int)}
    tasks = (
        select(PlanRow.project_id, PlanTaskRow.number, PlanTaskRow.name)
        .join(PlanRow, PlanRow.id == PlanTaskRow.plan_id)
        .where(PlanRow.project_id.in_(projects))
        .order_by(PlanRow.id)
    )
    milestones = select(MilestoneRow.project_id, MilestoneRow.number, MilestoneRow.name)
    return JournalNames(
        posts=_named(select(PostRow.id, PostRow.name).where(PostRow.project_id.in_(projects))),
        trainings=_named(select(TrainingRow.id, TrainingRow.name).where(TrainingRow.project_id.in_(projects))),
        centres=_named(select(CentreRow.id, CentreRow.short_name).where(CentreRow.id.in_(centres))),
        milestones=_numbered(milestones.where(MilestoneRow.project_id.in_(projects))),
        tasks=_numbered(tasks),
    )


def _named(rows: Select[int, str]) -> dict[int, str]:
    return {row[0]: row[1] for row in db.session.execute(rows)}


def _numbered(rows: Select[int, int, str]) -> dict[tuple[int, int], str]:
    return {(row[0], row[1]): row[2] for row in db.session.execute(rows)}
