"""The page on which a report is reviewed: accepted, returned with remarks at its fields, or reopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.charts.report_preview import report_preview_chart
from tracker.charts.svg import draw
from tracker.domain.errors import ConflictError
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.project import Decision, Remark, Submission
from tracker.domain.report_life import ReportAction, ReportStatus, last_decision, was_accepted
from tracker.domain.report_preview import with_submission
from tracker.domain.report_queue import QueueGroup
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import ReportDecision
from tracker.gate.access import may
from tracker.gate.guards import at_report, guard
from tracker.report_sentences.fields import field_label
from tracker.schemas.report_proposals import proposal_text
from tracker.schemas.report_spelling import spell_content
from tracker.schemas.reviews import COMMENT, PROPOSED, VERDICT, JudgedRow, ReviewDraft, ReviewSchema
from tracker.sentences import period_name
from tracker.services.reporting.ground import OpenReport
from tracker.services.reporting.reviewing import Review, outcome_of, review_report
from tracker.storage.attachments import submitted_attachments
from tracker.web.forms import Form, submit
from tracker.web.reports.lists import reports_in_reach
from tracker.web.reports.pages import bp, editor, opened
from tracker.web.reports.review_rows import Compared, ReviewPart, ReviewRow, review_parts, row_of


@bp.get("/<int:report_id>/ocena")
@guard(Deed.READ_REPORT, at_report)
def review(report_id: int) -> str:
    """A report as its reviewer sees it; for those who may only read, the same page without its deeds."""
    return _show(opened(report_id), Form())


@bp.post("/<int:report_id>/ocena")
@guard(Deed.REVIEW_REPORT, at_report)
def decide(report_id: int) -> Response:
    """Accept, return or reopen the version that the page showed, and go on to the queue."""
    report = opened(report_id)
    if not report.submissions:
        raise ConflictError(str(report_id))
    rows = [JudgedRow(row.key, [p.name for p in row.proposals]) for row in _rows(report)]

    def deed(draft: ReviewDraft) -> ReviewDraft:
        review = Review(draft.action, draft.comment, draft.remarks)
        review_report(report_id, review, seen_number=draft.number, editor=editor())
        return draft

    return submit(
        ReviewSchema(rows),
        deed=deed,
        show=lambda form: _show(opened(report_id), form),
        done=lambda draft: _done(report, draft),
    )


def _done(report: OpenReport, draft: ReviewDraft) -> str:
    """Say what was done and which report waits next; gives the address of the queue, or of a reopened report."""
    texts = {
        ReportAction.ACCEPT: gettext("Accepted: %(centre)s, %(period)s.", **_names(report)),
        ReportAction.RETURN: gettext("Returned for correction: %(centre)s, %(period)s.", **_names(report)),
        ReportAction.REOPEN: gettext("Reopened for correction: %(centre)s, %(period)s.", **_names(report)),
    }
    flash(_with_next(texts[draft.action], report.id), "success")
    return url_for("reports.show_list")


def _names(report: OpenReport) -> dict[str, str]:
    return {"centre": report.record.centre.short_name, "period": period_name(report.form.period)}


def _with_next(text: str, done: int) -> Markup | str:
    """A sentence followed by a link to the report that has waited longest of those left."""
    waiting = reports_in_reach(editor().today).queue[QueueGroup.WAITING]
    following = next((item for item in waiting if item.report.report_id != done), None)
    if following is None:
        rest = gettext("Nothing else waits for review.")
        return f"{text} {rest}"
    address = url_for("reports.review", report_id=following.report.report_id)
    name = f"{following.row.centre.short_name}, {period_name(following.report.period)}"
    return Markup('{} {}: <a href="{}">{}</a>.').format(text, gettext("Next in the queue"), address, name)


@dataclass(frozen=True)
class Change:
    """The project without the report and with it, each also as a row."""

    before: Snapshot
    after: Snapshot
    row_before: ProjectSummary
    row_after: ProjectSummary


@dataclass(frozen=True)
class EarlierRemark:
    """What was said of a row when the version before was sent back.

    Attributes:
        label: The field, where the row has several.
        is_answered: The field says something else now.
    """

    remark: Remark
    label: str
    is_answered: bool


def _show(report: OpenReport, form: Form) -> str:
    if not report.submissions:
        return render_template("reports/not_handed_in.html", report=report)
    last = report.submissions[-1]
    parts = _parts(report)
    is_open = report.status is ReportStatus.SUBMITTED and may(Deed.REVIEW_REPORT, report.address.place)
    change = _change(report, last)
    chart = report_preview_chart(change.after, report.form.period)
    return render_template(
        "reports/review.html",
        report=report,
        last=last,
        decision=last_decision(last, report.viewpoint),
        waiting_days=_waiting_days(report, last),
        base=_accepted_before(report),
        parts=parts,
        change=change,
        chart=chart,
        chart_svg=draw(chart) if chart else None,
        files=submitted_attachments(report.id).get(last.number, []),
        remarks=_current_remarks(report, parts, last),
        earlier=_earlier_remarks(report, parts),
        is_open=is_open,
        may_reopen=report.status is ReportStatus.ACCEPTED and may(Deed.REVIEW_REPORT, report.address.place),
        form=form,
        errors=_errors(parts, form.errors),
        labels=_labels(parts, form.errors),
        typed_texts=_typed_texts(report, form) if form.is_conflict and not is_open else [],
        proposal_text=proposal_text,
        may_amend=may(Deed.EDIT_PROJECT, report.address.place),
        names={"verdict": VERDICT, "comment": COMMENT, "proposed": PROPOSED},
        has_examples=change.after.has_examples,
    )


def _waiting_days(report: OpenReport, last: Submission) -> int | None:
    """Days since the version was handed in, ``None`` when somebody has decided on it."""
    if report.status is not ReportStatus.SUBMITTED or last.origin.effective_on is None:
        return None
    return (report.today - last.origin.effective_on).days


def _parts(report: OpenReport) -> tuple[ReviewPart, ...]:
    last, base = report.submissions[-1], _accepted_before(report)
    computed = summarise(_with(report, last)).status
    found = outcome_of(report.form, last, report.today, computed)
    # What a sheet of spending leaves out nobody was asked for.
    checks = (() if last.is_brought else found.errors) + found.warnings + found.hints
    return review_parts(Compared(report.form, last.content, base.content if base else None, checks))


def _rows(report: OpenReport) -> list[ReviewRow]:
    return [row for part in _parts(report) for row in part.rows]


def _accepted_before(report: OpenReport) -> Submission | None:
    """The version of this report that was accepted before the last one was handed in."""
    earlier = report.submissions[:-1]
    return next((s for s in reversed(earlier) if was_accepted(s, report.viewpoint)), None)


def _with(report: OpenReport, last: Submission) -> Snapshot:
    """The project with the version counted, also where a decision has taken it out of the figures."""
    if report.status in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED):
        return report.snapshot
    record = with_submission(report.record, report.report, last.content, report.today)
    return take_snapshot(record, report.viewpoint)


def _change(report: OpenReport, last: Submission) -> Change:
    kept = tuple(s for s in report.report.submissions if s.number != last.number)
    without = replace(report.report, submissions=kept)
    others = tuple(without if r is report.report else r for r in report.record.reports)
    before = take_snapshot(replace(report.record, reports=others), report.viewpoint)
    after = _with(report, last)
    return Change(before, after, summarise(before), summarise(after))


def _current_remarks(report: OpenReport, parts: Sequence[ReviewPart], last: Submission) -> dict[str, list[Remark]]:
    """The remarks of the last decision on the version shown, by row."""
    made = last_decision(last, report.viewpoint)
    return _by_row(parts, made) if made else {}


def _by_row(parts: Sequence[ReviewPart], made: Decision) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in made.remarks:
        row = row_of(parts, remark.field)
        if row is not None:
            found.setdefault(row.key, []).append(remark)
    return found


def _earlier_remarks(report: OpenReport, parts: Sequence[ReviewPart]) -> dict[str, list[EarlierRemark]]:
    """What was said of the version before this one, by row, and whether the centre has answered it."""
    previous = report.submissions[-2] if len(report.submissions) > 1 else None
    made = last_decision(previous, report.viewpoint) if previous else None
    if previous is None or made is None or made.decision is not ReportDecision.RETURNED:
        return {}
    was, now = (spell_content(report.form, s.content) for s in report.submissions[-2:])
    return {
        key: [
            EarlierRemark(r, field_label(report.form, r.field), was.get(r.field, "") != now.get(r.field, ""))
            for r in found
        ]
        for key, found in _by_row(parts, made).items()
    }


def _errors(parts: Sequence[ReviewPart], errors: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Messages by the name of the input they belong to: the service speaks of the report's fields."""
    found: dict[str, Sequence[str]] = {}
    for name, messages in errors.items():
        row = row_of(parts, name)
        if row is None:
            found[name] = messages
        elif request.form.get(PROPOSED + name, "").strip():
            found[PROPOSED + name] = messages
        else:
            found[COMMENT + row.key] = messages
    return found


def _labels(parts: Sequence[ReviewPart], errors: Mapping[str, Any]) -> dict[str, str]:
    labels = {"comment": gettext("On the whole report"), "action": gettext("Decision")}
    for name in _errors(parts, errors):
        _, _, field = name.partition(":")
        row = row_of(parts, field)
        if row is not None:
            labels[name] = row.label
    return labels


def _typed_texts(report: OpenReport, form: Form) -> list[tuple[str, str]]:
    """What was typed into a review that can no longer be sent, with the fields' names, to be copied."""
    texts = [(gettext("On the whole report"), form.values.get("comment", ""))]
    for name, text in form.values.items():
        prefix, _, field = name.partition(":")
        if f"{prefix}:" in (COMMENT, PROPOSED) and report.form.has_field(field):
            texts.append((field_label(report.form, field), text))
    return [(label, text) for label, text in texts if text.strip()]
