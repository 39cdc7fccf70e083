"""What happened to a project, one event after another, as far as a viewpoint sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.project import (
    Milestone,
    MilestoneEntry,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Report,
    Submission,
    Training,
)
from tracker.domain.provenance import Choice, Origin, Source, Statement, Viewpoint
from tracker.domain.reported import with_reported
from tracker.domain.reporting import report_states
from tracker.domain.vocabulary import MilestoneEntryKind, QuantityEntryKind, ReportDecision


class EventKind(StrEnum):
    """What sort of thing happened."""

    STATED = "stated"
    CHOSEN = "chosen"
    PLANNED = "planned"
    ADDED = "added"
    COUNTED = "counted"
    REPLANNED = "replanned"
    FORECAST = "forecast"
    ACHIEVED = "achieved"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


_DECIDED = {
    ReportDecision.ACCEPTED: EventKind.ACCEPTED,
    ReportDecision.RETURNED: EventKind.RETURNED,
    ReportDecision.WITHDRAWN: EventKind.WITHDRAWN,
    ReportDecision.REOPENED: EventKind.REOPENED,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; which of the fields are set depends on its kind.

    Attributes:
        day: When it happened, or became known where nobody says when it happened.
        recorded_at: The moment it was recorded; of several things together that of the first.
        statements: What one document stated on one day.
        previous: The date a milestone was expected on, or was planned for, before.
        added: Milestones, posts and training that one document brings in.
        counted: Targets and figures reached that one document gives, each with what it counts; a figure that is the
            same as before is none.
    """

    day: date
    kind: EventKind
    recorded_at: datetime
    source: Source | None = None
    statements: tuple[Statement, ...] = ()
    choice: Choice | None = None
    plan: Plan | None = None
    milestone: Milestone | None = None
    entry: MilestoneEntry | None = None
    previous: MilestoneEntry | None = None
    report: Report | None = None
    submission: Submission | None = None
    comment: str = ""
    added: tuple[Milestone | Post | Training, ...] = ()
    counted: tuple[tuple[Post | Training, QuantityEntry], ...] = ()


def history(record: ProjectRecord, viewpoint: Viewpoint) -> tuple[Event, ...]:
    """All events up to the day looked at, the latest first: by day, within a day by the moment recorded.

    What applies from the beginning but became known later is part of the picture, yet not of that day's history.
    """
    told = with_reported(record, report_states((), record.reports, viewpoint))
    record = replace(record, milestones=told.milestones, posts=told.posts, trainings=told.trainings)
    events = [
        *_stated(record, viewpoint),
        *(_of(c.origin, EventKind.CHOSEN, choice=c) for c in record.choices if viewpoint.sees(c.origin)),
        *(_of(p.origin, EventKind.PLANNED, plan=p) for p in record.plans if viewpoint.sees(p.origin)),
        *_added(record, viewpoint),
        *_counted(record, viewpoint),
        *(event for milestone in record.milestones for event in _milestone(milestone, viewpoint)),
        *(event for report in record.reports for event in _report(report, viewpoint)),
    ]
    past = (event for event in events if event.day <= viewpoint.as_of)
    return tuple(sorted(past, key=_place, reverse=True))


_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def _place(event: Event) -> tuple[date, datetime, int, int, int]:
    """Where an event stands; what was recorded at one moment, as from a file, follows the order of a report's life."""
    submission, entry = event.submission, event.entry
    return (
        event.day,
        event.recorded_at,
        submission.number if submission else 0,
        _ORDER[event.kind],
        entry.id if entry else 0,
    )


def _of(origin: Origin, kind: EventKind, *, day: date | None = None, **what: Any) -> Event:
    """An event that somebody recorded; it happened on ``day`` or on the day its origin gives."""
    return Event(day or _day(origin), kind, origin.recorded_at, origin.source, **what)


def _day(origin: Origin) -> date:
    return origin.effective_on or origin.known_on


def _stated(record: ProjectRecord, viewpoint: Viewpoint) -> Iterator[Event]:
    groups: dict[tuple[date, int], list[Statement]] = {}
    for statement in record.statements:
        if viewpoint.sees(statement.origin):
            groups.setdefault((_day(statement.origin), statement.origin.source.id), []).append(statement)
    for statements in groups.values():
        yield _of(statements[0].origin, EventKind.STATED, statements=tuple(statements))


def _added(record: ProjectRecord, viewpoint: Viewpoint) -> Iterator[Event]:
    groups: dict[tuple[date, int], list[Milestone | Post | Training]] = {}
    things: tuple[Milestone | Post | Training, ...] = (*record.milestones, *record.posts, *record.trainings)
    for thing in things:
        if viewpoint.sees(thing.origin):
            groups.setdefault((_day(thing.origin), thing.origin.source.id), []).append(thing)
    for group in groups.values():
        yield _of(group[0].origin, EventKind.ADDED, added=tuple(group))


def _counted(record: ProjectRecord, viewpoint: Viewpoint) -> Iterator[Event]:
    groups: dict[tuple[date, int], list[tuple[Post | Training, QuantityEntry]]] = {}
    things: tuple[Post | Training, ...] = (*record.posts, *record.trainings)
    for counted, entry in [(thing, entry) for thing in things for entry in _changes(thing, viewpoint)]:
        groups.setdefault((_counted_on(entry), entry.origin.source.id), []).append((counted, entry))
    for (day, _), group in groups.items():
        yield _of(group[0][1].origin, EventKind.COUNTED, day=day, counted=tuple(group))


def _changes(thing: Post | Training, viewpoint: Viewpoint) -> Iterator[QuantityEntry]:
    """The targets, and of the figures reached, which every report tells anew, those that differ from the one before."""
    seen = (entry for entry in thing.entries if viewpoint.sees(entry.origin))
    reached: Decimal | None = None
    for entry in sorted(seen, key=lambda e: (_counted_on(e), e.origin.recorded_at, e.id)):
        if entry.kind is QuantityEntryKind.TARGET or entry.quantity != reached:
            yield entry
        if entry.kind is QuantityEntryKind.ACTUAL:
            reached = entry.quantity


def _counted_on(entry: QuantityEntry) -> date:
    reached_on = entry.day if entry.kind is QuantityEntryKind.ACTUAL else None
    return reached_on or _day(entry.origin)


def _milestone(milestone: Milestone, viewpoint: Viewpoint) -> Iterator[Event]:
    seen = sorted(
        (e for e in milestone.entries if viewpoint.sees(e.origin)),
        key=lambda e: (_day(e.origin), e.origin.recorded_at, e.id),
    )
    expected: MilestoneEntry | None = None
    planned: MilestoneEntry | None = None
    for entry in seen:
        if entry.kind is MilestoneEntryKind.ACHIEVED:
            if entry.day.first_day <= viewpoint.as_of:
                day = entry.day.first_day
                yield _of(entry.origin, EventKind.ACHIEVED, day=day, milestone=milestone, entry=entry)
        elif entry.kind is MilestoneEntryKind.FORECAST and (expected is None or entry.day != expected.day):
            yield _of(entry.origin, EventKind.FORECAST, milestone=milestone, entry=entry, previous=expected)
        elif entry.kind is MilestoneEntryKind.BASELINE:
            if planned is not None and entry.day != planned.day:
                yield _of(entry.origin, EventKind.REPLANNED, milestone=milestone, entry=entry, previous=planned)
            planned = entry
        if entry.kind is not MilestoneEntryKind.ACHIEVED:
            expected = entry


def _report(report: Report, viewpoint: Viewpoint) -> Iterator[Event]:
    for submission in report.submissions:
        if not viewpoint.sees(submission.origin):
            continue
        yield _of(submission.origin, EventKind.SUBMITTED, report=report, submission=submission)
        for decision in submission.decisions:
            if viewpoint.sees_deed(decision.decided_on):
                yield Event(
                    decision.decided_on,
                    _DECIDED[decision.decision],
                    decision.recorded_at,
                    report=report,
                    submission=submission,
                    comment=decision.comment,
                )
