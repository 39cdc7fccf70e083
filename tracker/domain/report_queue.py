"""The reports of many projects, sorted by what a coordinator does about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.listed_reports import ListedReport
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.reporting import ReportStanding


class QueueGroup(StrEnum):
    """What is to be done about a report, in the order in which a coordinator looks."""

    WAITING = "waiting"
    """Handed in; it waits for review."""
    LATE = "late"
    """Its due day has passed, or that of its correction, and no figures of it count."""
    RETURNED = "returned"
    """Returned or reopened; the centre has not answered yet and still has time, or accepted figures go on counting."""
    DUE = "due"
    """Its period is over, its due day is still ahead."""
    ACCEPTED = "accepted"
    """The last period that is over, reported on and accepted."""


_GROUPS: Mapping[ReportStanding, QueueGroup] = MappingProxyType(
    {
        ReportStanding.SUBMITTED: QueueGroup.WAITING,
        ReportStanding.LATE: QueueGroup.LATE,
        ReportStanding.RETURNED: QueueGroup.RETURNED,
        ReportStanding.REOPENED: QueueGroup.RETURNED,
        ReportStanding.DUE: QueueGroup.DUE,
        ReportStanding.ACCEPTED: QueueGroup.ACCEPTED,
    }
)

TO_WRITE = frozenset({QueueGroup.LATE, QueueGroup.RETURNED, QueueGroup.DUE})
"""What a centre has to do something about."""


@dataclass(frozen=True, slots=True)
class QueuedReport:
    """A report of a project with its days.

    Attributes:
        days: Since it was handed in, was to come or was sent back; until it is due.
    """

    row: ProjectSummary
    report: ListedReport
    days: int


Queue = Mapping[QueueGroup, tuple[QueuedReport, ...]]
"""The reports of every group, the one to be dealt with first in front."""


def report_queue(rows: Iterable[ProjectSummary], as_of: date) -> Queue:
    """Sort the reports of projects into groups; within one, what has waited longest or is due first comes first."""
    groups: dict[QueueGroup, list[QueuedReport]] = {group: [] for group in QueueGroup}
    for row in rows:
        for report in row.reports:
            group = QueueGroup.LATE if report.late_days else _GROUPS.get(report.standing)
            if group is not None:
                groups[group].append(QueuedReport(row, report, _DAYS[group](report, as_of)))
    return {group: tuple(sorted(found, key=_ORDERS.get(group, _longest_first))) for group, found in groups.items()}


def _since(day: date | None, as_of: date) -> int:
    return (as_of - day).days if day else 0


_DAYS: Mapping[QueueGroup, Callable[[ListedReport, date], int]] = {
    QueueGroup.WAITING: lambda report, as_of: _since(report.submitted_on, as_of),
    QueueGroup.LATE: lambda report, _as_of: report.late_days,
    QueueGroup.RETURNED: lambda report, as_of: _since(report.decided_on, as_of),
    QueueGroup.DUE: lambda report, as_of: -_since(report.due_on, as_of),
    QueueGroup.ACCEPTED: lambda report, as_of: _since(report.decided_on, as_of),
}


def _longest_first(queued: QueuedReport) -> tuple[int, date, str]:
    return -queued.days, queued.report.period.start, queued.row.slug


def _shortest_first(queued: QueuedReport) -> tuple[int, date, str]:
    return queued.days, queued.report.period.start, queued.row.slug


_ORDERS: Mapping[QueueGroup, Callable[[QueuedReport], tuple[int, date, str]]] = {
    QueueGroup.DUE: _shortest_first,
    QueueGroup.ACCEPTED: _shortest_first,
}


@dataclass(frozen=True, slots=True)
class Round:
    """How many projects have figures that count for their last period that is over, of those that were to."""

    reported: int
    expected: int


def last_round(queue: Queue, as_of: date) -> Round:
    """Count the projects that have figures that count for their last period that is over.

    A returned report has none. Older reports do not matter: a project is asked once.
    """
    last: dict[int, ListedReport] = {}
    for queued in (item for group in queue.values() for item in group):
        report, key = queued.report, queued.row.project_id
        is_over = report.period.last_day < as_of
        if is_over and (key not in last or last[key].period.start < report.period.start):
            last[key] = report
    return Round(sum(report.counts for report in last.values()), len(last))
