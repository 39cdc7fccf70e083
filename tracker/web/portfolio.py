"""The portfolio page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.portfolio import SortKey
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, given, kept
from tracker.web.as_of import make_strip
from tracker.web.listing import list_projects, page_of, page_url, view_tabs
from tracker.web.portfolio_rows import RowPrinter

bp = Blueprint("portfolio", __name__)

PAGE_SIZE = 100
SHOWN_TO_DO = 6
MAX_TO_DO = 10

SORT_WORDS: Mapping[str, SortKey] = {
    "ocena": SortKey.STATUS,
    "osrodek": SortKey.CENTRE,
    "postep": SortKey.PROGRESS,
    "wartosc": SortKey.VALUE,
    "kamien": SortKey.MILESTONE,
    "sprawozdanie": SortKey.REPORT,
}
"""The words of the address for the columns; the first is the usual order."""

DESCENDING_FIRST = frozenset({"wartosc", "kamien", "sprawozdanie"})
"""Columns that people want largest first."""


@dataclass(frozen=True)
class Column:
    """A heading one can sort by."""

    key: str
    label: str
    url: str
    direction: str
    css: str


@bp.get("/")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The portfolio as of a day, as far as the reader may see: finding, sums, filters, table and what is to be done."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    view = book.view(seen, reach)
    life = portfolio_life(reach)
    listing = list_projects(view, SORT_WORDS)
    return render_template(
        "portfolio/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        sums=view.sums,
        reach=reach,
        real_value=view.real_value,
        listing=listing,
        tabs=view_tabs(),
        page=page_of(listing, PAGE_SIZE),
        page_url=page_url,
        viewed=kept(),
        row_markup=RowPrinter(seen),
        columns=_columns(listing.sort, descending=listing.descending),
        to_do=view.exceptions[:SHOWN_TO_DO],
        to_do_rest=view.exceptions[SHOWN_TO_DO:MAX_TO_DO],
        to_do_total=len(view.exceptions),
    )


def _columns(sort: str, *, descending: bool) -> list[Column]:
    words = {
        "osrodek": (gettext("Centre and project"), "col-name"),
        "ocena": (gettext("Status and why"), "col-status"),
        "postep": (gettext("Progress"), "col-bars"),
        "wartosc": (gettext("Value"), "col-value number"),
        "kamien": (gettext("Next milestone"), "col-milestone"),
        "sprawozdanie": (gettext("Last report"), "col-report"),
    }
    return [_column(key, text, css, sort, descending=descending) for key, (text, css) in words.items()]


def _column(key: str, text: str, css: str, sort: str, *, descending: bool) -> Column:
    is_current = key == sort
    turn = not descending if is_current else key in DESCENDING_FIRST
    arguments = given(without=("sort", "kierunek", "strona"))
    if key != "ocena" or turn:
        arguments["sort"] = [key]
    if turn:
        arguments["kierunek"] = ["malejaco"]
    direction = ("descending" if descending else "ascending") if is_current else ""
    return Column(key, text, address("portfolio.show", arguments), direction, css)
