"""Before and after sending: what the report changes, the deed itself, its receipt, and taking it back."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.domain.permissions import Deed
from tracker.domain.report_check import Check
from tracker.domain.report_codes import OVER_BUDGETS, CheckCode
from tracker.domain.report_draft import draft_fingerprint
from tracker.domain.report_life import ReportStatus
from tracker.formatting import date_text, tie
from tracker.gate.access import may
from tracker.gate.guards import at_report, guard
from tracker.report_sentences.checks import check_sentence
from tracker.report_sentences.fields import field_label, task_name
from tracker.services.reporting.ground import OpenReport
from tracker.services.reporting.submitting import submit_report, withdraw_report
from tracker.storage.attachments import current_attachments, submitted_attachments
from tracker.storage.transactions import transaction
from tracker.web.arguments import whole_number
from tracker.web.reports.contacts import reviewers
from tracker.web.reports.form_page import FormPage, anchor
from tracker.web.reports.pages import bp, editor, opened, report_url
from tracker.web.reports.summary_rows import since_report_before, since_version


@bp.get("/<int:report_id>/podsumowanie")
@guard(Deed.WRITE_REPORT, at_report)
def summary(report_id: int) -> Response:
    """What the report changes and what is in the way of sending it."""
    report = opened(report_id)
    if not report.is_editable:
        return redirect(report_url(report_id), code=302)
    return _show_summary(report)


@bp.post("/<int:report_id>/wyslij")
@guard(Deed.SUBMIT_REPORT, at_report)
def send(report_id: int) -> Response:
    """Hand the report in; the same form sent twice makes one version."""
    try:
        with transaction():
            submit_report(
                report_id,
                seen_number=_number("seen_number"),
                fingerprint=request.form.get("fingerprint", ""),
                editor=editor(),
            )
    except ConflictError:
        report = opened(report_id)
        if not report.is_editable:
            raise
        return _show_summary(report, 409, is_stale=True)
    except InvalidInputError as refusal:
        return _show_summary(opened(report_id), 422, refusal=refusal)
    return redirect(url_for("reports.receipt", report_id=report_id), code=303)


def _number(field: str) -> int:
    """A whole number of the form; one that no version has when it is none."""
    number = whole_number(request.form.get(field, ""))
    return -1 if number is None else number


def _show_summary(
    report: OpenReport, status: int = 200, *, is_stale: bool = False, refusal: InvalidInputError | None = None
) -> Response:
    page = FormPage(report, files=current_attachments(report.id))
    last = report.submissions[-1] if report.submissions else None
    refused = refusal.by_field() if refusal else {}
    body = render_template(
        "reports/summary.html",
        report=report,
        page=page,
        news=since_report_before(report, page.totals),
        corrections=since_version(report, last, page.totals),
        untouched=[remark for remark in page.remarks.values() if not remark.is_settled],
        last_number=last.number if last else 0,
        fingerprint=draft_fingerprint(report.fields),
        in_the_way=_obstacles(report),
        warnings=[_explained(report, check) for check in report.outcome.warnings],
        hints=[(_subject(report, check), check_sentence(check)) for check in report.outcome.hints],
        reviewers=reviewers(report) if _is_over_budget(report) else [],
        may_send=may(Deed.SUBMIT_REPORT, report.address.place),
        is_over=report.today > report.form.period.last_day,
        is_stale=is_stale,
        was_refused=refusal is not None,
        refused_period=" ".join(refused.get("period", ())),
    )
    return make_response(body, status)


def _is_over_budget(report: OpenReport) -> bool:
    found = report.outcome
    return any(check.code in OVER_BUDGETS for check in found.errors + found.warnings)


def _obstacles(report: OpenReport) -> list[dict[str, Any]]:
    """What is in the way: where, its place on the form, what to do there; a task's missing amounts are one thing."""
    return [_obstacle(report, list(checks)) for _, checks in groupby(report.outcome.in_the_way, key=_thing)]


def _thing(check: Check) -> str:
    """What tells one obstacle from another."""
    if check.code is CheckCode.SPENDING_MISSING and check.task is not None:
        return f"{check.code}.{check.task.number}"
    return check.key


def _obstacle(report: OpenReport, checks: list[Check]) -> dict[str, Any]:
    first = checks[0]
    label = field_label(report.form, first.field)
    if first.code is CheckCode.SPENDING_MISSING and first.task is not None:
        months = ", ".join(date_text(check.month, "LLLL") for check in checks if check.month)
        label = f"{task_name(first.task)}: {months}"
    problems = report.read.problems.get(first.field)
    text = " ".join(problems) if problems else check_sentence(first)
    return {"label": tie(label), "anchor": anchor(first.field), "text": text}


def _subject(report: OpenReport, check: Check) -> str:
    """What a finding is about: a task as a whole where it is about one, else the field or part it stands at."""
    if check.task is not None and check.month is None:
        return tie(task_name(check.task))
    return tie(field_label(report.form, check.field))


def _explained(report: OpenReport, check: Check) -> dict[str, Any]:
    """A warning with the sentence that explains it."""
    name = f"explanation.{check.key}"
    return {
        "label": _subject(report, check),
        "text": check_sentence(check),
        "explanation": report.read.content.explanations.get(check.key, ""),
        "anchor": anchor(name),
    }


@bp.get("/<int:report_id>/potwierdzenie")
@guard(Deed.WRITE_REPORT, at_report)
def receipt(report_id: int) -> Response:
    """The receipt of the version last handed in."""
    report = opened(report_id)
    if not report.submissions:
        raise NotFoundError(str(report_id))
    last = report.submissions[-1]
    body = render_template(
        "reports/receipt.html",
        report=report,
        submission=last,
        page=FormPage(report),
        files=submitted_attachments(report_id).get(last.number, []),
        reviewers=[account.shown_name for account in reviewers(report)],
        may_send=may(Deed.SUBMIT_REPORT, report.address.place),
        is_waiting=report.status is ReportStatus.SUBMITTED,
    )
    return make_response(body)


@bp.post("/<int:report_id>/wycofaj")
@guard(Deed.SUBMIT_REPORT, at_report)
def withdraw(report_id: int) -> Response:
    """Take the report back to correct it, as long as nobody has reviewed it."""
    with transaction():
        withdraw_report(report_id, seen_number=_number("seen_number"), editor=editor())
    flash(gettext("The report is taken back. It can be corrected and sent again."), "success")
    return redirect(report_url(report_id), code=303)
