"""The timeline to take along: every milestone of the projects found, not only of those on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, current_app
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.provenance import Viewpoint
from tracker.domain.timeline import whole_span
from tracker.exchange.sheets import Sheet
from tracker.exchange.timeline_sheets import timeline_sheets
from tracker.formatting import month
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, first_projects, looked_into, table_answer, workbook_answer
from tracker.web.listing import list_projects
from tracker.web.timeline import SORT_WORDS
from tracker.web.timeline_range import asked_range, is_zoomed

bp = Blueprint("timeline_export", __name__)


@bp.get("/os-czasu.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a milestone: promised, expected and achieved, how exactly, and the slip."""
    (milestones, _), name = _take()
    return table_answer(milestones, name)


@bp.get("/os-czasu.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The milestones and the projects' periods, with the slips drawn."""
    sheets, name = _take()
    return workbook_answer(sheets, name)


def _take() -> tuple[tuple[Sheet, Sheet], str]:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    listing = list_projects(book.view(seen, scope(Deed.READ_PROJECT)), SORT_WORDS)
    more = (*_axis(listing.rows, seen), *first_projects(len(listing.rows)))
    about = first_lines(settings, seen, listing, "timeline.show", *more)
    sheets = timeline_sheets(looked_into(book, listing.rows, seen), about)
    return sheets, f"os-czasu-{seen.as_of.isoformat()}"


def _axis(rows: Sequence[ProjectSummary], seen: Viewpoint) -> Iterator[tuple[str, str]]:
    span = asked_range(whole_span(rows, [], seen.as_of))
    if is_zoomed():
        text = gettext(
            "%(first)s to %(last)s; the file holds every date", first=month(span.start), last=month(span.last_day)
        )
        yield gettext("Months of the axis"), text
