"""Reports for programs: which are awaited, their versions, and, with a token that may, the draft and handing it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext

from tracker.api.answers import Answer, section
from tracker.api.arguments import PagedSchema, filters_of, slice_of, viewpoint_of
from tracker.api.problems import RefusalError
from tracker.api.shapes.portfolio import ListedReportsSchema
from tracker.api.shapes.reports import (
    DraftChangeSchema,
    DraftSchema,
    NewReportSchema,
    ReceiptSchema,
    ReportSchema,
)
from tracker.domain.listed_reports import ListedReport
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import SortKey
from tracker.domain.project import Decision, Submission
from tracker.domain.report_check import Check
from tracker.domain.report_draft import NEVER_SAVED, TypedField, draft_fingerprint
from tracker.exchange.dumping import JsonObject, plain
from tracker.exchange.seen_sums import money
from tracker.formatting import showable
from tracker.gate.access import current_person, scope
from tracker.gate.clock import default_day, now
from tracker.gate.guards import at_project, at_report, guard
from tracker.report_sentences.checks import check_sentence
from tracker.report_sentences.fields import field_label
from tracker.schemas.report_spelling import spell_content
from tracker.services.editing.ground import Editor
from tracker.services.portfolio import PortfolioBook
from tracker.services.reporting.drafts import begin_report, save_fields
from tracker.services.reporting.ground import OpenReport, open_report
from tracker.services.reporting.submitting import last_number, submit_report
from tracker.storage.settings import get_settings
from tracker.storage.transactions import transaction

bp = section("reports", "Reports: which are awaited, their versions, and writing one for one's own centre.")

IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "examples": ['"1-4"']},
    "description": "The ETag of the draft that was read last.",
}


@bp.get("/reports")
@guard(Deed.READ_PROJECT)
@bp.arguments(PagedSchema, location="query", unknown="raise")
@bp.response(200, ListedReportsSchema)
def list_reports(asked: Mapping[str, Any]) -> Answer:
    """The reports that somebody has to do something about, and each project's latest."""
    seen = viewpoint_of(asked)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    rows = book.view(seen, scope(Deed.READ_PROJECT)).find(filters_of(asked), SortKey.STATUS, descending=False)
    every = [(row.slug, report) for row in rows for report in row.reports]
    part = slice_of(len(every), asked)
    items = [_listed(slug, report) for slug, report in every[part.first : part.last]]
    return {"as_of": plain(seen.as_of), **part.told, "items": items}, part.headers


def _listed(slug: str, report: ListedReport) -> JsonObject:
    return {
        "report_id": report.report_id,
        "slug": slug,
        "first_day": plain(report.period.start),
        "last_day": plain(report.period.last_day),
        "due_on": plain(report.due_on),
        "owed_by": plain(report.owed_by),
        "standing": report.standing.value,
        "late_days": report.late_days,
        "number": report.number,
        "submitted_on": plain(report.submitted_on),
        "counts": report.counts,
        "spent": money(report.spent),
    }


@bp.post("/projects/<slug>/reports")
@guard(Deed.WRITE_REPORT, at_project)
@bp.arguments(NewReportSchema, unknown="raise", example={"first_day": "2019-07-01"})
@bp.response(201, ReportSchema)
def create_report(asked: Mapping[str, Any], slug: str) -> Answer:
    """Begin the report of a period, or find it begun."""
    with transaction():
        key = begin_report(slug, asked["first_day"], _editor())
    return _report(_opened(key)), {"Location": url_for("api_reports.get_report", report_id=key)}


@bp.get("/reports/<int:report_id>")
@guard(Deed.READ_REPORT, at_report)
@bp.response(200, ReportSchema)
def get_report(report_id: int) -> JsonObject:
    """A report with every version that was handed in and what was decided of it."""
    return _report(_opened(report_id))


def _report(opened: OpenReport) -> JsonObject:
    period = opened.report.period
    return {
        "report_id": opened.id,
        "slug": opened.address.slug,
        "first_day": plain(period.start),
        "last_day": plain(period.last_day),
        "due_on": plain(opened.report.due_on),
        "correction_due_on": plain(opened.correction_due_on),
        "status": opened.status.value,
        "is_editable": opened.is_editable,
        "versions": [_version(opened, submission) for submission in opened.submissions],
    }


def _version(opened: OpenReport, submission: Submission) -> JsonObject:
    typed = spell_content(opened.form, submission.content)
    return {
        "number": submission.number,
        "submitted_on": plain(submission.origin.effective_on),
        "fields_": {name: text for name, text in typed.items() if text},
        "decisions": [_decision(one) for one in submission.decisions],
    }


def _decision(decision: Decision) -> JsonObject:
    return {
        "decision": decision.decision.value,
        "decided_on": plain(decision.decided_on),
        "comment": decision.comment or None,
    }


@bp.get("/reports/<int:report_id>/draft")
@guard(Deed.WRITE_REPORT, at_report)
@bp.response(200, DraftSchema)
def get_draft(report_id: int) -> Answer:
    """The draft: every field of the form, what stands in it, and what the checks say."""
    return _draft(_opened(report_id))


@bp.patch("/reports/<int:report_id>/draft")
@guard(Deed.WRITE_REPORT, at_report)
@bp.arguments(DraftChangeSchema, unknown="raise")
@bp.response(200, DraftSchema)
@bp.doc(parameters=[IF_MATCH])
def change_draft(asked: Mapping[str, Any], report_id: int) -> Answer:
    """Change fields of the draft; all of them or, when somebody changed the draft meanwhile, none."""
    opened = _matching(report_id)
    typed = {
        showable(name): TypedField(showable(text), _version_seen(opened, name))
        for name, text in asked["changes"].items()
    }
    with transaction():
        outcome = save_fields(opened, typed, _editor())
        if outcome.conflicts:
            raise RefusalError(412, gettext("Somebody else changed the draft meanwhile. Read it again."))
    return _draft(_opened(report_id))


def _version_seen(opened: OpenReport, name: str) -> int:
    field = opened.fields.get(name)
    return field.version if field else NEVER_SAVED


@bp.post("/reports/<int:report_id>/versions")
@guard(Deed.SUBMIT_REPORT, at_report)
@bp.response(201, ReceiptSchema)
@bp.doc(parameters=[IF_MATCH])
def create_version(report_id: int) -> JsonObject:
    """Hand the draft in for the centre; sent twice it makes one version."""
    number, _, fingerprint = _if_match().partition("-")
    by = _editor()
    with transaction():
        receipt = submit_report(
            report_id,
            seen_number=int(number) if number.isdecimal() and len(number) < 10 else -1,
            fingerprint=fingerprint,
            editor=by,
        )
    return {
        "report_id": receipt.report_id,
        "number": receipt.number,
        "is_repeated": receipt.is_repeated,
        "submitted_at": plain(by.at),
    }


def _draft(opened: OpenReport) -> Answer:
    found = opened.outcome
    in_the_way = {check.key for check in found.in_the_way}
    problems = opened.read.problems
    told = {
        "report_id": opened.id,
        "status": opened.status.value,
        "is_editable": opened.is_editable,
        "last_number": last_number(opened),
        "draft_fields": [
            {
                "name": name,
                "label": field_label(opened.form, name),
                "text": text,
                "problem": " ".join(problems[name]) if name in problems else None,
            }
            for name, text in opened.values.items()
        ],
        "checks": [
            _check(check, stands_in_the_way=check.key in in_the_way)
            for check in (*found.errors, *found.unexplained, *found.warnings, *found.hints)
        ],
    }
    return told, {"ETag": f'"{_tag(opened)}"'}


def _check(check: Check, *, stands_in_the_way: bool) -> JsonObject:
    return {
        "level": check.level.name.lower(),
        "code": check.code.value,
        "field": check.field,
        "key": check.key,
        "message": check_sentence(check),
        "stands_in_the_way": stands_in_the_way,
    }


def _tag(opened: OpenReport) -> str:
    """Tells one state of a draft from another, and of what was handed in before it."""
    return f"{last_number(opened)}-{draft_fingerprint(opened.fields)}"


def _if_match() -> str:
    """The tag that the request must match.

    Raises:
        RefusalError: If it names none, or more than one.
    """
    tags = list(request.if_match)
    if len(tags) != 1:
        raise RefusalError(428, gettext("Read the draft first and send its ETag as If-Match."))
    return tags[0]


def _matching(report_id: int) -> OpenReport:
    tag, opened = _if_match(), _opened(report_id)
    if tag != _tag(opened):
        raise RefusalError(412, gettext("Somebody else changed the draft meanwhile. Read it again."))
    return opened


def _opened(report_id: int) -> OpenReport:
    return open_report(report_id, default_day(get_settings()))


def _editor() -> Editor:
    person = current_person()
    assert person is not None, "The guard lets nobody write without a token."
    return Editor(person.name, now(), default_day(get_settings()), is_example=person.is_example)
