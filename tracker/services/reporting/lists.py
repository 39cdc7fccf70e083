"""What the lists of reports need beyond the rows of the portfolio: whole projects, read for the few that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.project import ProjectRecord, Report, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_checks import Outcome
from tracker.domain.report_form import lay_out
from tracker.domain.report_life import seen_submissions
from tracker.domain.report_queue import QueuedReport
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.services.reporting.reviewing import is_clean, outcome_of
from tracker.storage.drafts import last_saves
from tracker.storage.projects import records_of


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A report that waits for review, with what the checks say of it."""

    queued: QueuedReport
    outcome: Outcome

    @property
    def may_be_ticked(self) -> bool:
        """Whether it may be accepted among others, without being opened."""
        return is_clean(self.outcome)


def check_queued(shown: Iterable[QueuedReport], today: date) -> list[CheckedReport]:
    """Check the reports of a page of the queue; they are read together, in a fixed number of queries."""
    wanted = list(shown)
    records = {record.id: record for record in records_of(sorted({queued.row.project_id for queued in wanted}))}
    return [CheckedReport(queued, _check(records[queued.row.project_id], queued, today)) for queued in wanted]


def _check(record: ProjectRecord, queued: QueuedReport, today: date) -> Outcome:
    report = next(report for report in record.reports if report.id == queued.report.report_id)
    form = lay_out(record, report.period.start, Viewpoint(today))
    # The version waits, so its figures count: the status of the row is the one the rules give with it.
    return outcome_of(form, _version(report, queued.report.number, today), today, queued.row.status)


def _version(report: Report, number: int, today: date) -> Submission:
    return next(s for s in seen_submissions(report, Viewpoint(today)) if s.number == number)


@dataclass(frozen=True, slots=True)
class CentreReports:
    """What a centre's first page shows.

    Attributes:
        snapshots: The centre's projects as they stand, those that run first.
        saved_at: When somebody last wrote in a draft, by report.
    """

    snapshots: tuple[Snapshot, ...]
    saved_at: Mapping[int, datetime]


def read_centre(project_ids: Iterable[int], today: date) -> CentreReports:
    """Read a centre's projects with their drafts."""
    records = records_of(sorted(project_ids))
    snapshots = sorted((take_snapshot(record, Viewpoint(today)) for record in records), key=_running_first)
    return CentreReports(tuple(snapshots), last_saves(r.id for s in snapshots for r in s.record.reports))


def _running_first(snapshot: Snapshot) -> tuple[bool, str]:
    return snapshot.period is None or snapshot.as_of not in snapshot.period, snapshot.record.slug
