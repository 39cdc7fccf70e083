"""Begin a report and save its fields one by one; what somebody else saved meanwhile is never overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from tracker.domain.errors import ForbiddenError, InvalidInputError, Problem
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_draft import LONGEST_TEXT, NEVER_SAVED, DraftField, TypedField, same_text
from tracker.domain.report_form import lay_out
from tracker.schemas.report_spelling import initial_values
from tracker.services.editing.ground import Editor
from tracker.services.reporting.ground import OpenReport, hold_draft
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.drafts import save_field
from tracker.storage.projects import get_record
from tracker.storage.reports import find_report_id, insert_report
from tracker.storage.transactions import next_data_version


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of the fields that were sent.

    Attributes:
        saved: Fields as they now stand; one that was equal already is among them.
        conflicts: Fields that somebody else saved since the sender's page was made, as they stand now.
        fields: The whole draft as it now stands.
    """

    saved: Mapping[str, DraftField]
    conflicts: Mapping[str, DraftField]
    fields: Mapping[str, DraftField]


def begin_report(slug: str, start: date, editor: Editor) -> int:
    """Begin the report of the period that starts on a day, or find it begun; the caller commits.

    Returns:
        The report's number.

    Raises:
        InvalidInputError: If its period has not begun.
        NotFoundError: If the project expects no report of that period.
    """
    next_data_version()
    record = get_record(slug)
    found = find_report_id(record.id, start)
    if found is not None:
        return found
    form = lay_out(record, start, Viewpoint(editor.today))
    if start > editor.today:
        raise InvalidInputError([Problem("start", gettext("This period has not begun yet."))])
    # A report begun before the frequency or the period changed answers for its own days.
    begun = next((report for report in record.reports if report.period.overlaps(form.period)), None)
    if begun is not None:
        return begun.id
    key = insert_report(record.id, form.period, form.due_on)
    after = {"period_start": start.isoformat(), "period_end": form.period.last_day.isoformat()}
    record_event(AuditEvent(editor.at, editor.name, "begin_report", {}, after), project_id=record.id)
    return key


def save_fields(report: OpenReport, typed: Mapping[str, TypedField], editor: Editor) -> SaveOutcome:
    """Save fields as typed, right or wrong; the caller commits.

    Args:
        report: As read before the transaction.
        typed: The fields, by name.
        editor: Who types.

    Raises:
        ConflictError: If the report was handed in or decided on since it was read.
        ForbiddenError: If the report cannot be written in at the moment.
        InvalidInputError: If a field does not belong to the form or is longer than a draft keeps.
    """
    _refuse_strangers(report, typed)
    opened = hold_draft(report)
    if not opened.is_editable:
        raise ForbiddenError(gettext("This report has been handed in and cannot be changed."))
    saved: dict[str, DraftField] = {}
    conflicts: dict[str, DraftField] = {}
    opening = initial_values(opened.form, opened.form.submission)
    for name, field in typed.items():
        present = opened.fields.get(name)
        text = present.text if present else opening.get(name, "")
        if same_text(field.text, text):
            # A field that stands as the form opened it needs no row: a later opening may carry something newer.
            if present:
                saved[name] = present
        elif (present.version if present else NEVER_SAVED) != field.seen:
            conflicts[name] = present or DraftField(text, NEVER_SAVED, editor.at)
        else:
            saved[name] = save_field(opened.id, name, field, by=editor.name, at=editor.at)
    return SaveOutcome(saved, conflicts, {**opened.fields, **saved})


def _refuse_strangers(opened: OpenReport, typed: Mapping[str, TypedField]) -> None:
    problems = [
        Problem(name[:80], gettext("This report has no such field."))
        for name in typed
        if not opened.form.has_field(name)
    ]
    problems += [
        Problem(name, gettext("This is longer than a draft can keep: %(limit)s characters.", limit=LONGEST_TEXT))
        for name, field in typed.items()
        if len(field.text) > LONGEST_TEXT
    ]
    if problems:
        raise InvalidInputError(problems)
