"""What happened to a project, one event after another, as far as a viewpoint sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.project import Milestone, MilestoneEntry, Plan, ProjectRecord, Report, Submission
from tracker.domain.provenance import Choice, Origin, Source, Statement, Viewpoint
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision


class EventKind(StrEnum):
    """What sort of thing happened."""

    STATED = "stated"
    CHOSEN = "chosen"
    PLANNED = "planned"
    FORECAST = "forecast"
    ACHIEVED = "achieved"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; which of the fields are set depends on its kind.

    Attributes:
        day: When it happened, or became known where nobody says when it happened.
        statements: What one document stated on one day.
        previous: The date a milestone was expected on before.
    """

    day: date
    kind: EventKind
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


def history(record: ProjectRecord, viewpoint: Viewpoint) -> tuple[Event, ...]:
    """All events up to the day looked at, the latest first.

    What applies from the beginning but became known later is part of the picture, yet not of that day's history.
    """
    events = [
        *_stated(record, viewpoint),
        *(Event(_day(c.origin), EventKind.CHOSEN, choice=c) for c in record.choices if viewpoint.sees(c.origin)),
        *(
            Event(_day(p.origin), EventKind.PLANNED, p.origin.source, plan=p)
            for p in record.plans
            if viewpoint.sees(p.origin)
        ),
        *(event for milestone in record.milestones for event in _milestone(milestone, viewpoint)),
        *(event for report in record.reports for event in _report(report, viewpoint)),
    ]
    order = list(EventKind)
    past = (event for event in events if event.day <= viewpoint.as_of)
    return tuple(sorted(past, key=lambda e: (e.day, order.index(e.kind)), reverse=True))


def _day(origin: Origin) -> date:
    return origin.effective_on or origin.known_on


def _stated(record: ProjectRecord, viewpoint: Viewpoint) -> Iterator[Event]:
    groups: dict[tuple[date, int], list[Statement]] = {}
    for statement in record.statements:
        if viewpoint.sees(statement.origin):
            groups.setdefault((_day(statement.origin), statement.origin.source.id), []).append(statement)
    for (day, _), statements in groups.items():
        yield Event(day, EventKind.STATED, statements[0].origin.source, statements=tuple(statements))


def _milestone(milestone: Milestone, viewpoint: Viewpoint) -> Iterator[Event]:
    seen = sorted(
        (e for e in milestone.entries if viewpoint.sees(e.origin)),
        key=lambda e: (_day(e.origin), e.origin.recorded_at, e.id),
    )
    expected: MilestoneEntry | None = None
    for entry in seen:
        if entry.kind is MilestoneEntryKind.ACHIEVED:
            if entry.day.first_day <= viewpoint.as_of:
                yield Event(
                    entry.day.first_day, EventKind.ACHIEVED, entry.origin.source, milestone=milestone, entry=entry
                )
        elif entry.kind is MilestoneEntryKind.FORECAST and (expected is None or entry.day != expected.day):
            yield Event(
                _day(entry.origin),
                EventKind.FORECAST,
                entry.origin.source,
                milestone=milestone,
                entry=entry,
                previous=expected,
            )
        if entry.kind is not MilestoneEntryKind.ACHIEVED:
            expected = entry


def _report(report: Report, viewpoint: Viewpoint) -> Iterator[Event]:
    for submission in report.submissions:
        if not viewpoint.sees(submission.origin):
            continue
        yield Event(
            _day(submission.origin),
            EventKind.SUBMITTED,
            submission.origin.source,
            report=report,
            submission=submission,
        )
        for decision in submission.decisions:
            if viewpoint.sees_deed(decision.decided_on, decision.recorded_at):
                accepted = decision.decision is ReportDecision.ACCEPTED
                kind = EventKind.ACCEPTED if accepted else EventKind.RETURNED
                yield Event(decision.decided_on, kind, report=report, comment=decision.comment)
