"""Accept, return or reopen a report; take over what a coordinator proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, Problem
from tracker.domain.project import Decision, Remark, Submission
from tracker.domain.report_checks import Outcome, check_report, outcome
from tracker.domain.report_draft import TypedField, same_text
from tracker.domain.report_form import ReportForm
from tracker.domain.report_life import (
    DECISIONS,
    REVIEWS,
    TRANSITIONS,
    ReportAction,
    ReportStatus,
    last_decision,
    may_step,
)
from tracker.domain.vocabulary import ReportDecision, Status
from tracker.schemas.report_form import read_form
from tracker.schemas.report_proposals import spell_proposal
from tracker.schemas.report_spelling import initial_values, spell_content
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import SaveOutcome, save_fields
from tracker.services.reporting.ground import OpenReport, hold, record_deed
from tracker.services.reporting.sequels import end_sequel
from tracker.storage.reports import insert_decision


@dataclass(frozen=True, slots=True)
class Review:
    """What a coordinator says of a version.

    Attributes:
        action: Return, accept or reopen.
        comment: Of the report as a whole; asked for when reopening, and when returning without remarks.
        remarks: Of single fields; only when returning.
    """

    action: ReportAction
    comment: str = ""
    remarks: tuple[Remark, ...] = ()


def review_report(report_id: int, review: Review, *, seen_number: int, editor: Editor) -> None:
    """Decide on the version a coordinator has looked at; the caller commits. The same decision again changes nothing.

    Raises:
        ConflictError: If another version was handed in, or another decision made, since the page was made.
        ForbiddenError: If the step is not a coordinator's.
        InvalidInputError: If the decision lacks its reason, or a remark does not fit.
        NotFoundError: If there is no report of that number.
    """
    if review.action not in REVIEWS:
        raise ForbiddenError(gettext("Only the centre hands a report in or takes it back."))
    review = replace(review, remarks=tuple(_in_one_spelling(remark) for remark in review.remarks))
    opened = hold(report_id, editor.today)
    last = opened.submissions[-1] if opened.submissions else None
    if last is None or last.number != seen_number:
        raise ConflictError(str(report_id))
    if _is_repeated(opened, last, review, editor):
        return
    if not may_step(opened.status, review.action):
        raise ConflictError(str(report_id))
    _check_review(opened, review)
    _decide(opened, last, review, editor)


def _is_repeated(opened: OpenReport, last: Submission, review: Review, editor: Editor) -> bool:
    made = last_decision(last, opened.viewpoint)
    return (
        made is not None
        and made.decision is DECISIONS[review.action]
        and (made.made_by, made.comment) == (editor.name, review.comment)
        and _by_field(made.remarks) == _by_field(review.remarks)
    )


def _in_one_spelling(remark: Remark) -> Remark:
    return replace(remark, proposed=spell_proposal(remark.field, remark.proposed) if remark.proposed else "")


def _by_field(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: remark.field))


def _check_review(opened: OpenReport, review: Review) -> None:
    problems = []
    if review.action is ReportAction.REOPEN and not review.comment:
        problems.append(Problem("comment", gettext("Write why the report is reopened.")))
    if review.action is ReportAction.RETURN and not (review.comment or review.remarks):
        problems.append(Problem("comment", gettext("Write what needs correcting, here or at a field.")))
    if review.remarks and review.action is not ReportAction.RETURN:
        problems.append(
            Problem("comment", gettext("Remarks at fields go with a return. Take them out or return the report."))
        )
    problems += [problem for remark in review.remarks if (problem := _remark_problem(opened, remark))]
    if problems:
        raise InvalidInputError(problems)


def _remark_problem(opened: OpenReport, remark: Remark) -> Problem | None:
    if not opened.form.has_field(remark.field):
        return Problem(remark.field[:80], gettext("This report has no such field."))
    if not (remark.comment or remark.proposed):
        return Problem(remark.field, gettext("Write what needs correcting, or propose a value."))
    found = read_form(opened.form, opened.values | {remark.field: remark.proposed}).problems.get(remark.field)
    return Problem(remark.field, found[0]) if remark.proposed and found else None


def _decide(opened: OpenReport, last: Submission, review: Review, editor: Editor) -> None:
    opened = end_sequel(opened, review.action, editor)
    decision = Decision(
        DECISIONS[review.action],
        editor.today,
        editor.at,
        review.comment,
        editor.name,
        _by_field(review.remarks),
    )
    insert_decision(opened.record.id, last.id, decision)
    after = {
        "status": TRANSITIONS[opened.status, review.action].value,
        "number": last.number,
        "comment": review.comment,
        "remarks": {r.field: [r.comment, r.proposed] for r in decision.remarks},
    }
    before = {"status": opened.status.value}
    record_deed(opened, editor, f"{review.action.value}_report", before=before, after=after)


def outcome_of(form: ReportForm, version: Submission, today: date, computed: Status | None = None) -> Outcome:
    """What the checks say of a version that was handed in, by the plan in force now.

    Days are held against that of handing in: a day that was ahead then does not speak against the report later.

    Args:
        form: The report's form.
        version: The version.
        today: The day business stands on.
        computed: The status that the rules give the project with this version; where it is given, a declaration that
            differs is found as well.
    """
    content, sent_on = version.content, version.origin.effective_on or today
    read = read_form(form, spell_content(form, content))
    checks = check_report(form, content, read.unreadable, sent_on, missing=read.missing, computed=computed)
    return outcome(checks, content)


def accept_reports(seen: Sequence[tuple[int, int]], editor: Editor) -> list[int]:
    """Accept several reports at once, each in the version seen; the caller commits.

    Args:
        seen: Pairs of report and version.
        editor: Who accepts.

    Returns:
        The reports that stay as they are, because a check found something or somebody was faster.
    """
    left = []
    for report_id, number in sorted(seen):
        opened = hold(report_id, editor.today)
        last = opened.submissions[-1] if opened.submissions else None
        fits = last is not None and last.number == number and opened.status is ReportStatus.SUBMITTED
        if last is None or not fits or not is_clean(outcome_of(opened.form, last, editor.today)):
            left.append(report_id)
        else:
            _decide(opened, last, Review(ReportAction.ACCEPT), editor)
    return left


def is_clean(found: Outcome) -> bool:
    """Whether a version may be accepted without a look at it: there is neither an error nor a warning."""
    return not found.errors and not found.warnings


def remarks_of(opened: OpenReport) -> tuple[Decision, dict[str, Remark]] | None:
    """The decision that sent the report back, with its remarks by field; ``None`` while it was not sent back."""
    last = opened.submissions[-1] if opened.submissions else None
    made = last_decision(last, opened.viewpoint) if last else None
    if made is None or made.decision not in (ReportDecision.RETURNED, ReportDecision.REOPENED):
        return None
    return made, {remark.field: remark for remark in made.remarks}


def take_proposal(report: OpenReport, field: str, *, seen: int, editor: Editor) -> SaveOutcome:
    """Put into the draft what the coordinator proposes for a field; the caller commits.

    Raises:
        ConflictError: If the report was handed in or decided on since it was read.
        ForbiddenError: If the report cannot be written in at the moment.
        NotFoundError: If nothing is proposed for that field.
    """
    made = remarks_of(report)
    remark = made[1].get(field) if made else None
    if remark is None or not remark.proposed:
        raise NotFoundError(field)
    proposed = spell_proposal(field, remark.proposed)
    outcome = save_fields(report, {field: TypedField(proposed, seen)}, editor)
    if not outcome.conflicts and not same_text(report.values.get(field, ""), proposed):
        # The journal is read by coordinators too, so it tells what was handed in and not what the draft said since.
        sent = initial_values(report.form, report.form.submission)
        record_deed(
            report,
            editor,
            "take_proposal",
            before={"field": field, "value": sent.get(field, "")},
            after={"field": field, "value": proposed},
        )
    return outcome
