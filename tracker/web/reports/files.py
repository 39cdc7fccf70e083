"""Files attached to a report: taken within bounds, handed out so that no browser runs what is in them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, current_app, get_template_attribute, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.attachments import LARGEST_FILE
from tracker.domain.errors import InvalidInputError, NotFoundError, TrackerError
from tracker.domain.permissions import Deed
from tracker.gate.access import may
from tracker.gate.guards import at_report, enforce, guard
from tracker.services.reporting.attachments import FIELD, attach_file, detach_file
from tracker.storage.attachments import current_attachments, get_attachment
from tracker.storage.transactions import transaction
from tracker.web.errors import answer_http, wants_json
from tracker.web.reports.form import keep_typed, show_form
from tracker.web.reports.form_page import FormPage, Options
from tracker.web.reports.pages import bp, editor, opened
from tracker.web.reports.typed_form import read_typed_form

LARGEST_UPLOAD = LARGEST_FILE + 1024 * 1024
"""Bytes a request with a file may have: the file, and the form that travels with it."""

SANDBOX = "default-src 'none'; sandbox"
"""Opened in a tab, a file may load nothing, run nothing and be nobody's."""


@bp.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a file through where one is taken; this runs before the form's token is looked for, which reads the body."""
    if endpoint == "reports.attach":
        request.max_content_length = LARGEST_UPLOAD


@bp.errorhandler(RequestEntityTooLarge)
def refuse_large(error: RequestEntityTooLarge) -> AnyResponse:
    """Say at the field that a file is too large; its request is never read."""
    if request.endpoint != "reports.attach" or not _is_let_in():
        return current_app.make_response(answer_http(error))
    return _refused(int((request.view_args or {})["report_id"]), gettext("A file may have at most 5 MB."), 413)


def _is_let_in() -> bool:
    """Whether the guard opens the address; it has not been asked yet, because the token, in the body, stands before."""
    try:
        enforce()
    except TrackerError:
        return False
    return True


@bp.post("/<int:report_id>/zalaczniki")
@guard(Deed.WRITE_REPORT, at_report)
def attach(report_id: int) -> AnyResponse:
    """Attach a file; whatever else the form holds is saved first."""
    refused = keep_typed(report_id, read_typed_form(request.form))
    if refused is not None:
        return refused
    file = request.files.get(FIELD)
    content = file.stream.read(LARGEST_FILE + 1) if file else b""
    report = opened(report_id)
    try:
        with transaction():
            attach_file(report, (file.filename or "") if file else "", content, editor())
    except InvalidInputError as refusal:
        message = " ".join(problem.message for problem in refusal.problems)
        return _refused(report_id, message, 413 if len(content) > LARGEST_FILE else 422)
    return _listed(report_id)


@bp.post("/<int:report_id>/zalaczniki/<int:key>/usun")
@guard(Deed.WRITE_REPORT, at_report)
def detach(report_id: int, key: int) -> AnyResponse:
    """Take a file out of the draft; whatever else the form holds is saved first."""
    refused = keep_typed(report_id, read_typed_form(request.form))
    if refused is not None:
        return refused
    report = opened(report_id)
    with transaction():
        detach_file(report, key, editor())
    return _listed(report_id)


@bp.get("/<int:report_id>/zalaczniki/<int:key>")
@guard(Deed.READ_REPORT, at_report)
def download(report_id: int, key: int) -> AnyResponse:
    """Hand a file out; one that is only in the draft to those who write it."""
    attachment, content, was_submitted = get_attachment(report_id, key)
    if not was_submitted and not may(Deed.WRITE_REPORT, opened(report_id).address.place):
        raise NotFoundError(str(key))
    response = Response(content, content_type=attachment.kind.value)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.name, safe='')}"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _listed(report_id: int) -> AnyResponse:
    """The files as they are now: the list for a script, else the form."""
    if not wants_json():
        return redirect(url_for("reports.show", report_id=report_id, _anchor="part-attachments"), code=303)
    page = FormPage(opened(report_id), files=current_attachments(report_id))
    return jsonify({"files": str(get_template_attribute("reports/parts.html", "file_list")(page))})


def _refused(report_id: int, message: str, status: int) -> AnyResponse:
    if wants_json():
        response = jsonify({"error": message, "problems": [{"where": FIELD, "message": message}]})
        response.status_code = status
        return response
    return show_form(opened(report_id), Options(attachment_problem=message), status)
