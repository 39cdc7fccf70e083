"""The official list of EU projects: uploaded, chosen from while it is read, then kept until somebody decides."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.beneficiaries import Beneficiary
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.register import DEFAULT_MEASURE, Selection, is_measure
from tracker.exchange.incoming.tables import MEGABYTE
from tracker.exchange.official_list.reading import LIST_LIMITS
from tracker.gate.access import current_person, may
from tracker.gate.guards import guard
from tracker.storage.transactions import begin_anew
from tracker.web.editing.pages import editor
from tracker.web.errors import answer_http, wants_json
from tracker.web.imports.list_uploads import Upload, follow, line, read_whole

bp = Blueprint("register", __name__, url_prefix="/wczytaj/lista")

LARGEST_UPLOAD = LIST_LIMITS.file_bytes + MEGABYTE
"""Bytes a request with the list may have: the file, and the form that travels with it."""

LINES = "application/x-ndjson"
"""How the progress is sent to a script: one JSON object a line."""

LONGEST_NAME = 200

Errors = Mapping[str, tuple[str, ...]]


@bp.url_value_preprocessor
def allow_list(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the list through where it is taken; this runs before the form's token is looked for, which reads the body."""
    if endpoint == "register.read" and may(Deed.BRING_IN):
        request.max_content_length = LARGEST_UPLOAD


@bp.errorhandler(RequestEntityTooLarge)
def refuse_large(error: RequestEntityTooLarge) -> AnyResponse:
    """Say at the field that the file is too large; its request is never read."""
    if not may(Deed.BRING_IN):
        return current_app.make_response(answer_http(error))
    return _refused({"file": (_too_large(),)}, 413)


def _too_large() -> str:
    message: str = gettext(
        "The file is larger than %(limit)s MB. A list of that size is brought in with the command line: "
        "flask --app app register import FILE",
        limit=LIST_LIMITS.file_bytes // MEGABYTE,
    )
    return message


@bp.get("")
@guard(Deed.BRING_IN)
def show_form() -> str:
    """The form: the file, the action, and whose projects."""
    return _form({}, {"measure": DEFAULT_MEASURE})


@bp.post("")
@guard(Deed.BRING_IN)
def read() -> AnyResponse:
    """Read the list and keep what was chosen; a script is told the progress while it goes on."""
    try:
        upload = _upload()
    except InvalidInputError as refusal:
        return _refused(refusal.by_field(), 422)
    # What the rights were looked up in is over: nobody waits for a list that takes long to read.
    begin_anew()
    if wants_json():
        return Response(stream_with_context(follow(upload)), content_type=LINES)
    return _read_at_once(upload)


def _upload() -> Upload:
    """What the form holds.

    Raises:
        InvalidInputError: If there is no file, or the measure is none.
    """
    problems = []
    file = request.files.get("file")
    measure = request.form.get("measure", "").strip()
    if file is None or not file.filename:
        problems.append(Problem("file", gettext("Choose the file.")))
    if measure and not is_measure(measure):
        problems.append(Problem("measure", gettext("Write the action with its number, for example 2.5.")))
    if problems or file is None:
        raise InvalidInputError(problems)
    sorts = {Beneficiary.CENTRE} | ({Beneficiary.COMMUNE} if request.form.get("communes") else set())
    selection = Selection(measure, frozenset(sorts), request.form.get("words", "")[:LONGEST_NAME])
    person = current_person()
    name = (file.filename or "")[:LONGEST_NAME]
    return Upload(_taken_over(file), name, selection, editor(), person.key if person else None)


def _taken_over(file: FileStorage) -> BinaryIO:
    """The file, which the end of the request would close before its answer, sent in pieces, has read it."""
    stream = cast("BinaryIO", file.stream)
    file.stream = io.BytesIO()
    return stream


def _read_at_once(upload: Upload) -> AnyResponse:
    try:
        key = read_whole(upload)
    except InvalidInputError as refusal:
        return _refused({"file": tuple(problem.message for problem in refusal.problems)}, 422)
    return redirect(url_for("imports.show", import_id=key), code=303)


def _form(errors: Errors, values: Mapping[str, Any]) -> str:
    return render_template(
        "imports/official_list.html",
        errors=errors,
        values=values,
        largest=LIST_LIMITS.file_bytes,
        too_large=_too_large(),
    )


def _refused(errors: Errors, status: int) -> AnyResponse:
    if wants_json():
        content = line(problems=[text for texts in errors.values() for text in texts])
        return Response(content, status=status, content_type=LINES)
    # Of a request that is too large the form was never read.
    values: Mapping[str, Any] = {"measure": DEFAULT_MEASURE} if status == 413 else request.form
    return make_response(_form(errors, values), status)
