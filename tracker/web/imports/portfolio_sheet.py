"""The sheet of the portfolio: to take along, to fill in and to bring back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.arrivals import Arrival
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.imports import ImportKind
from tracker.domain.permissions import Deed
from tracker.exchange.filled_sheets.portfolio_reading import read_portfolio_sheet
from tracker.exchange.filled_sheets.portfolio_template import write_form
from tracker.exchange.filled_sheets.project_reading import ProjectReading, facts_sheet_of, read_project_workbook
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.exchange.filled_sheets.tables import CellProblem, FilledTable
from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.incoming.tables import MEGABYTE, SHEET_LIMITS
from tracker.gate.access import current_person, may, scope
from tracker.gate.guards import guard
from tracker.services.editing.ground import Editor
from tracker.services.imports.applying import keep
from tracker.services.portfolio_forms import form_arrivals, form_rows
from tracker.services.project_forms import empty_cells, project_arrival
from tracker.storage.projects import portfolio_life, records_under, standing_projects
from tracker.storage.transactions import transaction
from tracker.web.editing.pages import editor
from tracker.web.errors import answer_http
from tracker.web.imports.faults import faults_of

bp = Blueprint("sheets", __name__, url_prefix="/wczytaj/arkusz")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_UPLOAD = SHEET_LIMITS.file_bytes + MEGABYTE
"""Bytes a request with a sheet may have: the file, and the form that travels with it."""

MOST_FILLED = 2000
"""Projects with which the sheet is filled at the most; reading them takes some seconds."""

LISTED = 200
"""Lines of faults that are listed; nobody reads more before mending the first."""


@bp.url_value_preprocessor
def allow_sheet(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a sheet through where it is taken; this runs before the form's token is looked for, which reads the body."""
    if endpoint == "sheets.read" and may(Deed.BRING_IN):
        request.max_content_length = LARGEST_UPLOAD


@bp.errorhandler(RequestEntityTooLarge)
def refuse_large(error: RequestEntityTooLarge) -> AnyResponse:
    """Say at the field that the file is too large; its request is never read."""
    if not may(Deed.BRING_IN):
        return current_app.make_response(answer_http(error))
    message = gettext("The file is larger than %(limit)s MB.", limit=SHEET_LIMITS.file_bytes // MEGABYTE)
    return make_response(_show({"file": (message,)}), 413)


@bp.get("")
@guard(Deed.BRING_IN)
def show_upload() -> str:
    """Where the sheet is taken along and brought back."""
    return _show({})


@bp.get("/szablon.xlsx")
@guard(Deed.BRING_IN)
def template() -> Response:
    """The empty sheet."""
    return workbook_answer(write_form([]), gettext("portfolio-template"))


@bp.get("/projekt.xlsx")
@guard(Deed.BRING_IN)
def project_template() -> Response:
    """The empty workbook of one project, with the months in which the projects at hand run."""
    life = portfolio_life(scope(Deed.BRING_IN))
    return workbook_answer(write_project(empty_cells(life, editor().today)), gettext("project-template"))


@bp.get("/portfel.xlsx")
@guard(Deed.BRING_IN)
def filled() -> Response:
    """The sheet with the projects that the person may change, as they are today."""
    slugs = list(standing_projects(scope(Deed.BRING_IN)))[:MOST_FILLED]
    rows = form_rows(records_under(slugs, facts_only=True), editor().view)
    return workbook_answer(write_form(rows), gettext("portfolio-to-complete"))


def workbook_answer(content: bytes, name: str) -> Response:
    """A workbook to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, content_type=WORKBOOK, headers=headers)


@bp.post("")
@guard(Deed.BRING_IN)
def read() -> AnyResponse:
    """Read the sheet; with a fault nothing is kept, else it waits for a decision."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return make_response(_show({"file": (gettext("Choose the file."),)}), 422)
    name = file.filename[:150]
    try:
        reading = _reading(file, name)
    except InvalidInputError as refusal:
        return make_response(_show({"file": tuple(problem.message for problem in refusal.problems)}), 422)
    who, person = editor(), current_person()
    arrivals, problems = _said(reading, who, name) if not reading.problems else ([], reading.problems)
    if problems:
        return make_response(_show({}, problems), 422)
    notes = [gettext("Columns that mean nothing here: %(names)s.", names=", ".join(reading.ignored))]
    with transaction():
        key = keep(
            ImportKind.SHEET,
            name,
            arrivals,
            who,
            account_id=person.key if person else None,
            notes=notes if reading.ignored else (),
        )
    return redirect(url_for("imports.show", import_id=key), code=303)


def _said(reading: FilledTable | ProjectReading, who: Editor, name: str) -> tuple[list[Arrival], list[CellProblem]]:
    """What the file says, project by project, and what is still wrong with it."""
    if isinstance(reading, ProjectReading):
        arrival = project_arrival(reading, who, file=name)
        return [arrival] if arrival else [], reading.problems
    return form_arrivals(reading, who, file=name), reading.problems


def _reading(file: FileStorage, name: str) -> FilledTable | ProjectReading:
    """The file as the sheet of a portfolio or the workbook of one project.

    Raises:
        InvalidInputError: If it is no table, or holds no row.
    """
    known = standing_projects(scope(Deed.BRING_IN))
    with closing(file.stream) as stream:
        content = stream.read(SHEET_LIMITS.file_bytes + 1)
    with open_table_file(content, name) as table:
        facts = facts_sheet_of(table)
        if facts is not None:
            return read_project_workbook(table, facts, known)
        reading = read_portfolio_sheet(table, known)
    if not reading.rows and not reading.problems:
        raise InvalidInputError([Problem("file", gettext("No row is filled in."))])
    return reading


def _show(errors: Mapping[str, Sequence[str]], problems: Sequence[CellProblem] = ()) -> str:
    faults = faults_of(problems)
    return render_template(
        "imports/portfolio_sheet.html",
        errors=errors,
        faults=faults[:LISTED],
        several_sheets=len({fault.sheet for fault in faults}) > 1,
        total=len(faults),
        number=len(problems),
    )
