"""The doubts about the data to take along: every remark found, the filters and the day of the page."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.exchange.quality_sheets import quality_sheets
from tracker.exchange.sheets import Sheet
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.labels import label
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, table_answer, workbook_answer
from tracker.web.quality import AskedRemarks, ask_remarks, choice_label
from tracker.web.remedies import remedy_link

bp = Blueprint("quality_export", __name__)


@bp.get("/zrodla.csv")
@guard(Deed.CHECK_DATA)
def table() -> Response:
    """A line a remark, with its sentence and where it can be mended."""
    (remarks, _), name = _take()
    return table_answer(remarks, name)


@bp.get("/zrodla.xlsx")
@guard(Deed.CHECK_DATA)
def workbook() -> Response:
    """The remarks, and how many there are of each kind."""
    sheets, name = _take()
    return workbook_answer(sheets, name)


def _take() -> tuple[tuple[Sheet, Sheet], str]:
    settings = get_settings()
    seen = viewpoint(settings)
    asked = ask_remarks(seen)
    host = request.host_url.rstrip("/")
    about = first_lines(settings, seen, asked.listing, "quality.show", *_narrowed(asked))
    sheets = quality_sheets(
        asked.remarks, lambda item: host + remedy_link(item.row, item.remark).url, about, seen.as_of
    )
    return sheets, f"uwagi-do-danych-{seen.as_of.isoformat()}"


def _narrowed(asked: AskedRemarks) -> list[tuple[str, str]]:
    told = [(gettext("Kind of doubt"), choice_label(asked.choice) if asked.choice else gettext("all"))]
    if asked.gravity is not None:
        told.append((gettext("How serious"), label(asked.gravity)))
    if asked.project is not None:
        told.append((gettext("Project"), asked.project))
    return told
