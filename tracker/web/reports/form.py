"""The pages on which a centre begins a report, fills it, and sees it once it is handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInputError, NotFoundError
from tracker.domain.permissions import Deed, Place
from tracker.domain.report_draft import DraftField, same_text
from tracker.domain.report_fields import MAX_INDICATORS
from tracker.domain.report_life import DECLARABLE
from tracker.domain.vocabulary import IndicatorKind, ReportPart
from tracker.gate.access import current_person, may
from tracker.gate.clock import read_day
from tracker.gate.guards import Arguments, at_report, guard
from tracker.labels import choices, label
from tracker.report_sentences.fields import task_name
from tracker.report_sentences.notes import missing_note
from tracker.services.reporting.drafts import begin_report, save_fields
from tracker.services.reporting.ground import OpenReport
from tracker.storage.attachments import current_attachments
from tracker.storage.places import find_place
from tracker.storage.transactions import transaction
from tracker.web.arguments import whole_number
from tracker.web.project_view.quantities import unit
from tracker.web.reports.contacts import reviewers
from tracker.web.reports.form_page import FormPage, Options, anchor
from tracker.web.reports.handed_in import show_handed_in
from tracker.web.reports.pages import bp, editor, opened, report_url
from tracker.web.reports.typed_form import TypedForm, read_typed_form

ROWS = "wskazniki"
"""The argument of the address that asks for so many rows of indicators."""

GAPS = "braki"
"""The argument of the address that asks to say what is missing."""


def at_named_project(_arguments: Arguments) -> Place | None:
    """Where the project belongs that the form names."""
    return find_place(request.form.get("project", ""))


@bp.post("/zacznij")
@guard(Deed.WRITE_REPORT, at_named_project)
def begin() -> Response:
    """Begin the report of a period, or go on with the one that is begun."""
    start = read_day(request.form.get("start", ""), "start")
    with transaction():
        key = begin_report(request.form["project"], start, editor())
    return redirect(report_url(key), code=303)


@bp.get("/<int:report_id>")
@guard(Deed.READ_REPORT, at_report)
def show(report_id: int) -> Response:
    """The form for who may write in it, else what was handed in."""
    report = opened(report_id)
    if not may(Deed.WRITE_REPORT, report.address.place):
        if not report.submissions:
            raise NotFoundError(str(report_id))
        return redirect(url_for("reports.review", report_id=report_id), code=302)
    if not report.is_editable:
        return make_response(show_handed_in(report))
    asked = min(whole_number(request.args.get(ROWS, "")) or 0, MAX_INDICATORS)
    gaps = GAPS in request.args
    return show_form(report, Options(gaps=gaps, summary=gaps, indicator_rows=asked))


@bp.post("/<int:report_id>")
@guard(Deed.WRITE_REPORT, at_report)
def save(report_id: int) -> Response:
    """Save the whole form; what cannot be read yet is saved as well and stays in its field."""
    typed = read_typed_form(request.form)
    refused = keep_typed(report_id, typed)
    if refused is not None:
        return refused
    if "add_indicator" in request.form:
        rows = len(FormPage(opened(report_id)).indicator_rows)
        asked = min(max(rows, _shown_rows(typed)) + 1, MAX_INDICATORS)
        return redirect(f"{report_url(report_id)}?{ROWS}={asked}#part-{ReportPart.INDICATORS}", code=303)
    report = opened(report_id)
    if report.read.problems:
        return show_form(report, Options(summary=True), 422)
    if "continue" in request.form:
        return redirect(url_for("reports.summary", report_id=report_id), code=303)
    flash(gettext("Saved. The report can be closed and finished later."), "success")
    return redirect(report_url(report_id), code=303)


def _shown_rows(typed: TypedForm) -> int:
    """How many rows of indicators the sent page had."""
    return len({name.split(".")[1] for name in typed.texts if name.startswith("indicator.")})


def keep_typed(report_id: int, typed: TypedForm) -> Response | None:
    """Save what was typed into the whole form.

    Returns:
        The form again, with all that was typed, when something could not be saved: 422 for what a draft cannot keep,
        409 for fields that somebody else has saved meanwhile. ``None`` when everything is saved.
    """
    report = opened(report_id)
    try:
        with transaction():
            outcome = save_fields(report, typed.changed, editor())
    except InvalidInputError as refusal:
        return show_form(report, Options(typed=typed.texts, refused=refusal.by_field(), summary=True), 422)
    report = replace(report, fields=outcome.fields)
    conflicts = dict(outcome.conflicts) | _undecided(report, typed)
    if not conflicts:
        return None
    kept = {name: typed.texts[name] for name in conflicts}
    return show_form(report, Options(typed=kept, conflicts=conflicts), 409)


def _undecided(report: OpenReport, typed: TypedForm) -> dict[str, DraftField]:
    """The fields in conflict that are still to be decided, as somebody else has left them."""
    present = {name: report.fields[name] for name in typed.undecided if name in report.fields}
    return {name: field for name, field in present.items() if not same_text(field.text, typed.texts[name])}


def show_form(report: OpenReport, options: Options, status: int = 200) -> Response:
    """The page of the form."""
    page = FormPage(report, options, current_attachments(report.id))
    return make_response(render_template("reports/form.html", page=page, **form_context(report)), status)


def form_context(report: OpenReport) -> dict[str, Any]:
    """What the templates of the form need beside the form itself."""
    person = current_person()
    return {
        "report": report,
        "account": person.key if person else 0,
        "reviewers": reviewers(report),
        "may_send": may(Deed.SUBMIT_REPORT, report.address.place),
        "indicator_kinds": choices(IndicatorKind),
        "statuses": [(status.value, label(status)) for status in DECLARABLE],
        "unit": unit,
        "anchor": anchor,
        "task_name": task_name,
        "missing_note": missing_note,
        "texts": _script_texts(),
    }


def _script_texts() -> dict[str, str]:
    """What the form's script says by itself; ``{…}`` stands for what only it knows."""
    return {
        "filled": gettext("Cells filled: {number}."),
        "outside": gettext("Cells that lie outside the table and were left out: {number}."),
        "unread": gettext("Not read as amounts and left out: {texts}."),
        "undone": gettext("The pasting is undone."),
        "empty": gettext("(empty)"),
    }
