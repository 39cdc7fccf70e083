"""One project as a workbook to take along; it comes back where all sheets do."""

from __future__ import annotations

from flask import Blueprint, Response

from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Deed
from tracker.domain.snapshot import is_known
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.gate.guards import at_standing_project, guard
from tracker.services.project_forms import project_cells
from tracker.storage.projects import get_record
from tracker.web.editing.pages import editor
from tracker.web.imports.portfolio_sheet import workbook_answer

bp = Blueprint("project_sheet", __name__, url_prefix="/projekty")


@bp.get("/<slug>/arkusz.xlsx")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def take_along(slug: str) -> Response:
    """The project as it stands today, without what reports say of it.

    Raises:
        NotFoundError: If nothing of it is on record any more.
    """
    record, who = get_record(slug), editor()
    if not is_known(record, who.view):
        raise NotFoundError(slug)
    return workbook_answer(write_project(project_cells(record, who.view, who.reports_view)), slug)
