"""A report with all it stands on, read for one page or held for one deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from tracker.domain.errors import ConflictError
from tracker.domain.project import ProjectRecord, Report, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_checks import Outcome, check_report, outcome
from tracker.domain.report_draft import DraftField, draft_values
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_life import EDITABLE, ReportStatus, seen_decisions, seen_submissions, status_of
from tracker.domain.report_preview import with_submission
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.status import Assessment, assess
from tracker.schemas.report_form import ReadForm, read_form
from tracker.schemas.report_spelling import initial_values
from tracker.services.editing.ground import Editor
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.drafts import read_draft
from tracker.storage.projects import get_record
from tracker.storage.reports import ReportAddress, count_deeds, get_report_address, hold_report
from tracker.storage.transactions import next_data_version


@dataclass(frozen=True)
class OpenReport:
    """A report as somebody sees it on a day; what is asked once is kept.

    Attributes:
        fields: What was saved of the draft, by field.
        today: The day business stands on.
    """

    address: ReportAddress
    record: ProjectRecord
    report: Report
    form: ReportForm
    fields: Mapping[str, DraftField]
    today: date

    @property
    def id(self) -> int:
        """The report's number."""
        return self.address.id

    @property
    def viewpoint(self) -> Viewpoint:
        """Everything known, as of today."""
        return Viewpoint(self.today)

    @cached_property
    def submissions(self) -> list[Submission]:
        """What was handed in so far, in order."""
        return seen_submissions(self.report, self.viewpoint)

    @cached_property
    def status(self) -> ReportStatus:
        """Where the report is in its life."""
        return status_of(self.report, self.viewpoint)

    @property
    def is_editable(self) -> bool:
        """Whether the centre may write in it."""
        return self.status in EDITABLE

    @cached_property
    def values(self) -> dict[str, str]:
        """What stands in each field: as saved, else as the form opens."""
        known = {name: field for name, field in self.fields.items() if self.form.has_field(name)}
        return draft_values(initial_values(self.form, self.form.submission), known)

    @cached_property
    def read(self) -> ReadForm:
        """The draft as far as it can be read."""
        return read_form(self.form, self.values)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The project as it stands now."""
        return take_snapshot(self.record, self.viewpoint)

    @property
    def correction_due_on(self) -> date | None:
        """The last day on which its correction comes in time; ``None`` unless it was returned."""
        own = (state for state in self.snapshot.reports if state.report is self.report and state.awaits_correction)
        return next((state.correction_due_on for state in own), None)

    @cached_property
    def preview(self) -> Snapshot:
        """The project as it would stand with the draft handed in today."""
        return take_snapshot(with_submission(self.record, self.report, self.read.content, self.today), self.viewpoint)

    @cached_property
    def foreseen(self) -> Assessment:
        """The status the rules would give with the draft handed in today."""
        return assess(self.preview)

    @cached_property
    def outcome(self) -> Outcome:
        """What the checks say of the draft."""
        read = self.read
        checks = check_report(
            self.form,
            read.content,
            read.unreadable,
            self.today,
            missing=read.missing,
            computed=self.foreseen.status,
        )
        return outcome(checks, read.content)


def open_report(report_id: int, today: date) -> OpenReport:
    """Read a report with all it stands on.

    Raises:
        NotFoundError: If there is no report of that number.
    """
    address = get_report_address(report_id)
    record = get_record(address.slug)
    report = next(report for report in record.reports if report.id == report_id)
    form = lay_out(record, address.start, Viewpoint(today))
    return OpenReport(address, record, report, form, read_draft(report_id), today)


def hold_draft(opened: OpenReport) -> OpenReport:
    """A report that was read before, held until the transaction ends, with its draft as it is now.

    What takes long is read and calculated before anybody is kept waiting; only that nothing was handed in or decided
    since is looked up here. What an invented story holds for later days is no part of the draft, and may go meanwhile.

    Raises:
        ConflictError: If something was.
    """
    hold_report(opened.id)
    known = opened.submissions
    decided = sum(len(seen_decisions(submission, opened.viewpoint)) for submission in known)
    if count_deeds(opened.id, opened.today) != (len(known), decided):
        raise ConflictError(str(opened.id))
    return replace(opened, fields=read_draft(opened.id))


def hold(report_id: int, today: date) -> OpenReport:
    """The report as it is now, held with its project until the transaction ends: nobody changes either meanwhile.

    Raises:
        NotFoundError: If there is no report of that number.
    """
    # The counter is the lock of every writer of projects; it comes first, so that no two wait for each other.
    next_data_version()
    hold_report(report_id)
    return open_report(report_id, today)


def record_deed(
    opened: OpenReport, editor: Editor, deed: str, *, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Put on record what was done with a report; the caller commits.

    The event tells the report's period, so that who reads the journal knows which report it was.
    """
    period = opened.report.period
    which = {"period_start": period.start.isoformat(), "period_end": period.last_day.isoformat()}
    event = AuditEvent(editor.at, editor.name, deed, before, which | dict(after))
    record_event(event, project_id=opened.record.id)
