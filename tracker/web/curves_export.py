"""The S-curves to take along: the lines month by month, and each project against its plan."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from tracker.domain.permissions import Deed
from tracker.exchange.curve_sheets import lag_sheet
from tracker.exchange.portfolio_sheets import month_sheet
from tracker.exchange.sheets import Sheet
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.curves import SORT_WORDS
from tracker.web.downloads import first_lines, table_answer, workbook_answer
from tracker.web.listing import list_projects

bp = Blueprint("curves_export", __name__)


@bp.get("/krzywe.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a project: spent, planned and the difference, in the order of the page."""
    (projects, _), name = _take()
    return table_answer(projects, name)


@bp.get("/krzywe.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The projects, and the months of the lines that the page draws."""
    sheets, name = _take()
    return workbook_answer(sheets, name)


@bp.get("/krzywe/miesiace.csv")
@guard(Deed.READ_PROJECT)
def months() -> Response:
    """A line a month: the plan, the spending and the forecast of the projects together."""
    (_, sums), name = _take()
    return table_answer(sums, f"{name}-miesiace")


def _take() -> tuple[tuple[Sheet, Sheet], str]:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.READ_PROJECT))
    listing = list_projects(view, SORT_WORDS)
    about = first_lines(settings, seen, listing, "curves.show")
    sheets = lag_sheet(listing.rows, about), month_sheet(view.curve(listing.filters), seen.as_of, about)
    return sheets, f"krzywe-{seen.as_of.isoformat()}"
