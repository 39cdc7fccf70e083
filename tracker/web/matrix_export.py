"""The matrix to take along: every project found, the months and the measure of the page."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.matrix import Measure, months_shown
from tracker.domain.permissions import Deed
from tracker.exchange.matrix_sheets import matrix_sheets
from tracker.exchange.sheets import Sheet
from tracker.formatting import month
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, first_projects, looked_into, table_answer, workbook_answer
from tracker.web.listing import list_projects
from tracker.web.matrix import MEASURES, ORDERS, asked_measure
from tracker.web.matrix_window import AskedMonths, ask_months

bp = Blueprint("matrix_export", __name__)


@bp.get("/macierz.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a project, a column a month, and why a cell is empty."""
    (projects, _), name = _take()
    return table_answer(projects, name)


@bp.get("/macierz.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The projects by months, and how many are behind drawn month by month."""
    sheets, name = _take()
    return workbook_answer(sheets, name)


def _take() -> tuple[tuple[Sheet, Sheet], str]:
    settings = get_settings()
    seen = viewpoint(settings)
    measure = asked_measure()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    listing = list_projects(book.view(seen, reach), ORDERS)
    usual = months_shown((row.period for row in listing.rows), seen.as_of)
    asked = ask_months(usual, portfolio_life(reach), seen.as_of)
    if asked.errors:
        raise InvalidInputError([Problem(name, text) for name, said in asked.errors.items() for text in said])
    more = (*_cells_and_months(measure, asked), *first_projects(len(listing.rows)))
    about = first_lines(settings, seen, listing, "matrix.show", *more)
    sheets = matrix_sheets(looked_into(book, listing.rows, seen), asked.months, measure, about)
    word = next(word for word, one in MEASURES.items() if one is measure)
    return sheets, f"macierz-{word}-{seen.as_of.isoformat()}"


def _cells_and_months(measure: Measure, asked: AskedMonths) -> tuple[tuple[str, str], ...]:
    texts = {
        Measure.SPENDING: gettext("cumulative spending minus plan, in percentage points of the budget"),
        Measure.SILENCE: gettext("days by which the report on the month came after its due day"),
    }
    span = (
        gettext("%(first)s to %(last)s", first=month(asked.months[0]), last=month(asked.months[-1]))
        if asked.months
        else gettext("none")
    )
    return (gettext("Cells"), texts[measure]), (gettext("Months"), span)
