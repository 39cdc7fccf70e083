"""The milestone trends to take along: what was expected of every milestone, report date by report date."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from tracker.domain.permissions import Deed
from tracker.exchange.milestone_trend_sheets import trend_sheet
from tracker.exchange.sheets import Sheet
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, first_projects, looked_into, table_answer, workbook_answer
from tracker.web.listing import list_projects
from tracker.web.milestone_trend import SORT_WORDS

bp = Blueprint("milestone_trend_export", __name__)


@bp.get("/os-czasu/trend.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a milestone and day on which its date was told."""
    sheet, name = _take()
    return table_answer(sheet, name)


@bp.get("/os-czasu/trend.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The same as a workbook."""
    sheet, name = _take()
    return workbook_answer((sheet,), name)


def _take() -> tuple[Sheet, str]:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    listing = list_projects(book.view(seen, scope(Deed.READ_PROJECT)), SORT_WORDS)
    about = first_lines(settings, seen, listing, "milestone_trend.show", *first_projects(len(listing.rows)))
    return trend_sheet(looked_into(book, listing.rows, seen), about), f"trend-{seen.as_of.isoformat()}"
