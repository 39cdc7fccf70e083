"""The dates of a project that belong into a calendar: milestones, reports due, its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.periods import PartialDate
from tracker.domain.reporting import ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import DatePrecision, FactName


class CalendarKind(StrEnum):
    """What a date is."""

    MILESTONE = "milestone"
    REPORT_DUE = "report_due"
    PROJECT_END = "project_end"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """Something that falls on a date, known as exactly as ``day`` says.

    Attributes:
        key: What it is within its project; the same when its date moves.
        changed_at: When what is known of it was last recorded.
    """

    kind: CalendarKind
    key: str
    day: PartialDate
    snapshot: Snapshot
    changed_at: datetime
    milestone: MilestoneState | None = None
    report: ReportState | None = None

    @property
    def exact_day(self) -> date | None:
        """The day, where it is known; a month or a year is no day of a calendar."""
        return self.day.value if self.day.precision is DatePrecision.DAY else None

    @property
    def is_example(self) -> bool:
        """Whether it was invented for demonstration."""
        if self.snapshot.record.is_example:
            return True
        if self.milestone is not None:
            return self.milestone.entry is not None and self.milestone.entry.origin.source.is_example
        return self.snapshot.facts[FactName.END].is_example


def calendar_dates(snapshot: Snapshot) -> Iterator[CalendarDate]:
    """The dates of a project as seen from a viewpoint: its milestones, the reports still awaited, and its end.

    A milestone stands on the date it was reached, else is expected. A report stands on its due day, a returned one on
    that of its correction, until figures of it count.
    """
    record = snapshot.record
    for state in snapshot.milestones:
        if state.entry is not None:
            at, key = state.entry.origin.recorded_at, f"milestone/{state.milestone.number}"
            yield CalendarDate(CalendarKind.MILESTONE, key, state.entry.day, snapshot, at, milestone=state)
    for report in snapshot.reports:
        if not report.counts:
            at = report.submission.origin.recorded_at if report.submission else record.created_at
            key, day = f"report/{report.period.start.isoformat()}", PartialDate(report.owed_by)
            yield CalendarDate(CalendarKind.REPORT_DUE, key, day, snapshot, at, report=report)
    end = snapshot.facts[FactName.END]
    if end.chosen is not None and end.partial_date is not None:
        at = end.chosen.origin.recorded_at
        yield CalendarDate(CalendarKind.PROJECT_END, "end", end.partial_date, snapshot, at)
