"""Reports as lists name them: how each stands and since when, without what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import total
from tracker.domain.periods import Period
from tracker.domain.report_life import last_decision, seen_submissions
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.snapshot import Snapshot

SETTLED = (ReportStanding.UPCOMING, ReportStanding.ACCEPTED)
"""Standings in which nobody has anything to do."""


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report of a project in a list; small, because those of thousands of projects are kept.

    Attributes:
        report_id: ``None`` while nobody has begun it.
        owed_by: The last day in time: the due day, or that of the correction awaited after a return.
        late_days: Days for which figures that count have been overdue, 0 when they are not.
        counts: Whether its figures count.
        is_taken_back: It was handed in, and its centre has taken it back.
        number: Of the version in force, from 1; 0 when nothing was handed in.
        decided_on: The day of the last decision on that version.
        remarks: Fields that the last decision finds fault with.
        spent: PLN that the version in force reports for its period; ``None`` without one.
    """

    report_id: int | None
    period: Period
    due_on: date
    standing: ReportStanding
    owed_by: date
    late_days: int
    counts: bool = False
    is_taken_back: bool = False
    number: int = 0
    submitted_on: date | None = None
    decided_on: date | None = None
    remarks: int = 0
    spent: Decimal | None = None

    @property
    def awaits_correction(self) -> bool:
        """Whether it was sent back and has no figures that count."""
        return self.number > 0 and not self.counts


def listed_reports(snapshot: Snapshot) -> tuple[ListedReport, ...]:
    """The reports somebody has to do something about, and the one of the last period that is over."""
    return tuple(_listed(snapshot, state) for state in _wanted(snapshot))


def _wanted(snapshot: Snapshot) -> Iterator[ReportState]:
    over = [state for state in snapshot.reports if state.period.last_day < snapshot.as_of]
    for state in snapshot.reports:
        if state.standing not in SETTLED or state in over[-1:]:
            yield state


def _listed(snapshot: Snapshot, state: ReportState) -> ListedReport:
    submission = state.submission
    key, late_days = state.report.id if state.report else None, state.days_late(snapshot.watched_until)
    if submission is None:
        is_taken_back = state.report is not None and bool(seen_submissions(state.report, snapshot.viewpoint))
        return ListedReport(
            key, state.period, state.due_on, state.standing, state.owed_by, late_days, is_taken_back=is_taken_back
        )
    decision = last_decision(submission, snapshot.viewpoint)
    return ListedReport(
        report_id=key,
        period=state.period,
        due_on=state.due_on,
        standing=state.standing,
        owed_by=state.owed_by,
        late_days=late_days,
        counts=state.counts,
        number=submission.number,
        submitted_on=state.submitted_on,
        decided_on=state.decided_on,
        remarks=len(decision.remarks) if decision else 0,
        spent=total(item.amount for item in submission.content.spending),
    )
