"""The portfolio as it is seen, to take along: CSV, and a workbook with native charts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, current_app

from tracker.domain.permissions import Deed
from tracker.domain.provenance import Viewpoint
from tracker.exchange.portfolio_sheets import milestone_sheet, month_sheet, project_sheet
from tracker.exchange.sheets import About
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, first_projects, table_answer, workbook_answer
from tracker.web.listing import Listing, list_projects
from tracker.web.portfolio import SORT_WORDS

bp = Blueprint("portfolio_export", __name__)

LOOKED_INTO = 200
"""Milestones are those of so many projects at most; of more, the workbook says so."""


@dataclass(frozen=True)
class Taken:
    """What is taken along."""

    view: PortfolioView
    listing: Listing
    seen: Viewpoint
    about: About

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return f"portfel-{self.seen.as_of.isoformat()}"


@bp.get("/portfel.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """Every project that the filters take, a line each."""
    taken = _take()
    return table_answer(project_sheet(taken.listing.rows, taken.seen.as_of, taken.about), taken.name)


@bp.get("/portfel.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The projects, their spending month by month and their milestones, each on its sheet."""
    taken = _take()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    rows = taken.listing.rows
    snapshots = book.snapshots(rows[:LOOKED_INTO], taken.seen)
    within = (*taken.about, *first_projects(len(rows), LOOKED_INTO))
    sheets = (
        project_sheet(rows, taken.seen.as_of, taken.about),
        month_sheet(taken.view.curve(taken.listing.filters), taken.seen.as_of, taken.about),
        milestone_sheet(snapshots, within),
    )
    return workbook_answer(sheets, taken.name)


def _take() -> Taken:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.READ_PROJECT))
    listing = list_projects(view, SORT_WORDS)
    return Taken(view, listing, seen, first_lines(settings, seen, listing, "portfolio.show"))
