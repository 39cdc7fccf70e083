"""The scatter to take along: the projects of the chosen part, as the table of the page holds them."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, current_app
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.exchange.curve_sheets import scatter_sheet
from tracker.exchange.sheets import Sheet
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, table_answer, workbook_answer
from tracker.web.listing import list_projects
from tracker.web.scatter import MONEY, SORT_WORDS, TIME, Asked, asked_part, chosen_lines
from tracker.web.scatter_words import chosen_sentence, scatter_sentence

bp = Blueprint("scatter_export", __name__)


@bp.get("/rozrzut.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a project of the chosen part."""
    sheet, name = _take()
    return table_answer(sheet, name)


@bp.get("/rozrzut.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The same, with time and money drawn side by side."""
    sheet, name = _take()
    return workbook_answer((sheet,), name)


def _take() -> tuple[Sheet, str]:
    settings = get_settings()
    seen = viewpoint(settings)
    asked = asked_part()
    if asked.errors:
        raise InvalidInputError([Problem(name, message) for name, message in asked.errors.items()])
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.READ_PROJECT))
    listing = list_projects(view, SORT_WORDS)
    scatter = view.scatter(listing.filters)
    lines = chosen_lines(scatter, asked.window)
    counts = [(gettext("Counts"), scatter_sentence(scatter))]
    if asked.window:
        counts.append((gettext("Chosen part"), chosen_sentence(scatter, asked.window, len(lines))))
    about = first_lines(settings, seen, listing, "scatter.show", *_part(asked), *counts)
    return scatter_sheet([(line.row, line.spot) for line in lines], about), f"rozrzut-{seen.as_of.isoformat()}"


def _part(asked: Asked) -> Iterator[tuple[str, str]]:
    for name, words in ((TIME, gettext("Time in percent, from–to")), (MONEY, gettext("Spent in percent, from–to"))):
        if asked.texts[name]:
            yield words, asked.texts[name]
