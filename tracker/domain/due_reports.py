"""What a centre still has to hand in, and the dates that come next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from tracker.domain.periods import PartialDate
from tracker.domain.project import Decision
from tracker.domain.report_life import last_decision
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import Stage

UPCOMING_SHOWN = 3
"""Reports and dates still ahead that a list names."""


class Urgency(IntEnum):
    """What a report asks of its centre, the most urgent first."""

    RETURNED = 0
    REOPENED = 1
    LATE = 2
    DUE = 3
    BEGUN = 4
    """Its period is not over, and somebody has begun to fill it."""
    UPCOMING = 5


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report that a centre still has to hand in, or hand in again.

    Attributes:
        days_left: Until the due day of the report, or of its correction; below zero when it has passed.
        decision: What was said when it was returned or reopened.
        waiting_days: Days since then; ``None`` for a report that was not returned.
    """

    snapshot: Snapshot
    state: ReportState
    urgency: Urgency
    days_left: int
    decision: Decision | None = None
    waiting_days: int | None = None

    @property
    def days_late(self) -> int:
        """Days for which figures that count have been overdue, 0 when they are not."""
        return self.state.days_late(self.snapshot.watched_until)


_URGENCIES = {
    ReportStanding.RETURNED: Urgency.RETURNED,
    ReportStanding.REOPENED: Urgency.REOPENED,
    ReportStanding.LATE: Urgency.LATE,
    ReportStanding.DUE: Urgency.DUE,
}


def due_reports(snapshots: Iterable[Snapshot], *, upcoming: int = UPCOMING_SHOWN) -> tuple[DueReport, ...]:
    """What centres have to hand in, the most urgent first, and of equals the one due first.

    Args:
        snapshots: The projects of a centre, or of all centres somebody cares for.
        upcoming: How many reports whose period is not over and which nobody has begun are named.
    """
    found = sorted((due for snapshot in snapshots for due in _due(snapshot)), key=_due_order)
    ahead = [due for due in found if due.urgency is Urgency.UPCOMING]
    return (*(due for due in found if due.urgency is not Urgency.UPCOMING), *ahead[:upcoming])


def _due_order(due: DueReport) -> tuple[Urgency, date, str]:
    return due.urgency, due.state.owed_by, due.snapshot.record.slug


def _due(snapshot: Snapshot) -> Iterator[DueReport]:
    for state in snapshot.reports:
        if state.standing in (ReportStanding.SUBMITTED, ReportStanding.ACCEPTED):
            continue
        begun = Urgency.BEGUN if state.report is not None else Urgency.UPCOMING
        urgency = _URGENCIES.get(state.standing, begun)
        decision = last_decision(state.submission, snapshot.viewpoint) if state.submission else None
        yield DueReport(
            snapshot=snapshot,
            state=state,
            urgency=urgency,
            days_left=(state.owed_by - snapshot.watched_until).days,
            decision=decision,
            waiting_days=(snapshot.watched_until - decision.decided_on).days if decision else None,
        )


class DateKind(StrEnum):
    """What falls on a date that is ahead."""

    REPORT_DUE = "report_due"
    MILESTONE = "milestone"
    PROJECT_END = "project_end"


@dataclass(frozen=True, slots=True)
class NextDate:
    """Something that is ahead of a project, on a day known as exactly as ``day`` says."""

    kind: DateKind
    day: PartialDate
    snapshot: Snapshot
    report: ReportState | None = None
    milestone: MilestoneState | None = None

    @property
    def days_left(self) -> int:
        """Days until the last day it can be."""
        return (self.day.last_day - self.snapshot.as_of).days


def next_dates(snapshots: Iterable[Snapshot], *, count: int = UPCOMING_SHOWN) -> tuple[NextDate, ...]:
    """The dates that come next: reports due, milestones expected, the end of a project; the nearest first."""
    ahead = sorted((d for snapshot in snapshots for d in _dates(snapshot)), key=lambda d: (d.day.last_day, d.kind))
    return tuple(ahead[:count])


def _dates(snapshot: Snapshot) -> Iterator[NextDate]:
    if snapshot.stage is Stage.FINISHED:
        return
    for state in snapshot.reports:
        if not state.counts and state.owed_by >= snapshot.as_of:
            yield NextDate(DateKind.REPORT_DUE, PartialDate(state.owed_by), snapshot, report=state)
    for milestone in snapshot.milestones:
        day = milestone.expected
        if not milestone.is_achieved and day is not None and day.last_day >= snapshot.as_of:
            yield NextDate(DateKind.MILESTONE, day, snapshot, milestone=milestone)
    if snapshot.period is not None and snapshot.period.last_day >= snapshot.as_of:
        yield NextDate(DateKind.PROJECT_END, PartialDate(snapshot.period.last_day), snapshot)
