"""Hand a report in for its centre, or take it back while nobody has reviewed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import force_locale, gettext

from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError, Problem
from tracker.domain.periods import PartialDate
from tracker.domain.project import Decision, Report, ReportContent, Submission
from tracker.domain.provenance import Origin, Source
from tracker.domain.report_checks import without_idle_explanations
from tracker.domain.report_draft import draft_fingerprint
from tracker.domain.report_life import ReportAction, ReportStatus, may_step
from tracker.domain.vocabulary import ReportDecision, SourceKind
from tracker.report_sentences.checks import check_sentence
from tracker.schemas.report_spelling import initial_values, spell_content
from tracker.sentences import period_name
from tracker.services.editing.ground import Editor, bare
from tracker.services.reporting.ground import OpenReport, hold, record_deed
from tracker.services.reporting.sequels import end_sequel
from tracker.storage.attachments import current_attachments, tie_attachments
from tracker.storage.projects import append_history, get_record
from tracker.storage.reports import insert_decision

NOT_YET = 0
NEW_SOURCE = -1


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in.

    Attributes:
        is_repeated: The same version had been handed in a moment before; nothing was done again.
    """

    report_id: int
    number: int
    is_repeated: bool = False


def submit_report(report_id: int, *, seen_number: int, fingerprint: str, editor: Editor) -> Receipt:
    """Hand in what the draft says; the caller commits.

    Sending the same form twice, by a double click or because the answer was lost, makes one version.

    Args:
        report_id: The report.
        seen_number: The version handed in last that the sender's page knew of; 0 for none.
        fingerprint: The state of the draft that the sender saw; see ``draft_fingerprint``.
        editor: Who sends.

    Raises:
        ConflictError: If the report was handed in, or its draft changed, since the sender's page was made.
        InvalidInputError: If the checks find what cannot be sent; the problems stand at their fields.
        NotFoundError: If there is no report of that number.
    """
    opened = hold(report_id, editor.today)
    if _is_repeated(opened, seen_number, fingerprint, editor):
        return Receipt(report_id, opened.submissions[-1].number, is_repeated=True)
    stale = last_number(opened) != seen_number or draft_fingerprint(opened.fields) != fingerprint
    if stale or not may_step(opened.status, ReportAction.SUBMIT):
        raise ConflictError(str(report_id))
    content = _sendable(opened)
    opened = end_sequel(opened, ReportAction.SUBMIT, editor)
    number = max((s.number for s in opened.report.submissions), default=0) + 1
    _hand_in(opened, content, number, editor)
    return Receipt(report_id, number)


def last_number(opened: OpenReport) -> int:
    """The number of the version handed in last; 0 before the first."""
    return opened.submissions[-1].number if opened.submissions else 0


def _is_repeated(opened: OpenReport, seen_number: int, fingerprint: str, editor: Editor) -> bool:
    """Whether the last version is the one that is being sent, and nothing has happened since."""
    if opened.status is not ReportStatus.SUBMITTED:
        return False
    *earlier, last = opened.submissions
    return (
        (earlier[-1].number if earlier else 0) == seen_number
        and last.origin.recorded_by == editor.name
        and draft_fingerprint(opened.fields) == fingerprint
    )


def _sendable(opened: OpenReport) -> ReportContent:
    """The content to be sent.

    Raises:
        InvalidInputError: With everything that is in the way, at its field.
    """
    if opened.today <= opened.form.period.last_day:
        raise InvalidInputError(
            [Problem("period", gettext("The period is not over yet: the report can be sent after it."))]
        )
    found = opened.outcome
    problems = [Problem(name, message) for name, messages in opened.read.problems.items() for message in messages]
    problems += [
        Problem(check.field, check_sentence(check))
        for check in found.in_the_way
        if check.field not in opened.read.problems
    ]
    if problems:
        raise InvalidInputError(problems)
    return without_idle_explanations(opened.read.content, found.warnings)


def _hand_in(opened: OpenReport, content: ReportContent, number: int, editor: Editor) -> None:
    record, report = opened.record, opened.report
    source = Source(
        NEW_SOURCE,
        SourceKind.REPORT,
        record.centre.name,
        document_title(report, number),
        PartialDate(editor.today),
        is_example=editor.is_example or record.is_example,
    )
    origin = Origin(source, editor.today, editor.today, editor.at, editor.name)
    submission = Submission(NOT_YET, number, content, origin)
    handed_in = Report(report.id, report.period, report.due_on, (submission,))
    append_history(record.slug, replace(bare(record), reports=(handed_in,)), on_record=record)
    stored = next(r for r in get_record(record.slug).reports if r.id == report.id)
    key = next(s.id for s in stored.submissions if s.number == number)
    tie_attachments(key, [attachment.id for attachment in current_attachments(report.id)])
    before, after = _changes(opened, content, number)
    record_deed(opened, editor, "submit_report", before=before, after=after)


def document_title(report: Report, number: int) -> str:
    """What the document is called that a submission makes: in Polish, whatever language the sender reads."""
    with force_locale("pl"):
        period = period_name(report.period)
        if number > 1:
            return str(gettext("Report for %(period)s, version %(number)s", period=period, number=number))
        return str(gettext("Report for %(period)s", period=period))


def _changes(opened: OpenReport, content: ReportContent, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ from the version before, else from what was carried forward, as typed."""
    before = initial_values(opened.form, opened.form.submission)
    after = spell_content(opened.form, content)
    changed = [name for name, text in after.items() if text != before.get(name, "")]
    return (
        {"number": last_number(opened), "fields": {name: before[name] for name in changed if before.get(name)}},
        {"number": number, "fields": {name: after[name] for name in changed}},
    )


def withdraw_report(report_id: int, *, seen_number: int, editor: Editor) -> None:
    """Take back what was handed in, as long as nobody has reviewed it; the caller commits.

    Raises:
        ConflictError: If it was reviewed, or another version was handed in, since the sender's page was made.
        ForbiddenError: If nothing was handed in.
        NotFoundError: If there is no report of that number.
    """
    opened = hold(report_id, editor.today)
    if not opened.submissions:
        raise ForbiddenError(gettext("This report has not been handed in."))
    last = opened.submissions[-1]
    if opened.status is ReportStatus.WITHDRAWN and last.number == seen_number:
        return
    if last.number != seen_number or not may_step(opened.status, ReportAction.WITHDRAW):
        raise ConflictError(str(report_id))
    opened = end_sequel(opened, ReportAction.WITHDRAW, editor)
    decision = Decision(ReportDecision.WITHDRAWN, editor.today, editor.at, made_by=editor.name)
    insert_decision(opened.record.id, last.id, decision)
    before, after = {"status": ReportStatus.SUBMITTED.value}, {"status": ReportStatus.WITHDRAWN.value}
    record_deed(opened, editor, "withdraw_report", before=before, after=after | {"number": last.number})
