"""The portfolio page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import Filters, ProjectSummary, SortKey, value_sum
from tracker.domain.vocabulary import CentreKind, Stage, Status, Voivodeship
from tracker.labels import choices, label
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.access import scope
from tracker.web.addresses import address, given, kept
from tracker.web.arguments import member, page_number, search_text
from tracker.web.as_of import make_strip
from tracker.web.clock import viewpoint
from tracker.web.guards import guard
from tracker.web.portfolio_rows import RowPrinter

bp = Blueprint("portfolio", __name__)

PAGE_SIZE = 100
SHOWN_TO_DO = 6
MAX_TO_DO = 10

SORT_WORDS: Mapping[str, SortKey] = {
    "osrodek": SortKey.CENTRE,
    "ocena": SortKey.STATUS,
    "postep": SortKey.PROGRESS,
    "wartosc": SortKey.VALUE,
    "kamien": SortKey.MILESTONE,
    "sprawozdanie": SortKey.REPORT,
}
"""The words of the address for the columns."""

DESCENDING_FIRST = frozenset({"wartosc", "kamien", "sprawozdanie"})
"""Columns that people want largest first."""


@dataclass(frozen=True)
class Page:
    """A slice of the rows.

    Attributes:
        number: From 1.
        first: Number of its first row, from 1; 0 when there is none.
    """

    rows: Sequence[ProjectSummary]
    number: int
    pages: int
    first: int
    last: int


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
    filters = _filters()
    sort, descending = _sort()
    wanted = view.find(filters, SORT_WORDS[sort], descending=descending)
    return render_template(
        "portfolio/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        sums=view.sums,
        reach=reach,
        real_value=view.real_value,
        shown_value=value_sum(wanted) if filters else None,
        total=len(view.rows),
        wanted=len(wanted),
        page=_page(wanted),
        row_markup=RowPrinter(seen),
        filters=filters,
        options=_options(view.rows),
        hidden_unknown=_hidden_for_lack_of_data(view.rows, filters),
        columns=_columns(sort, descending=descending),
        sort=sort,
        descending=descending,
        to_do=view.exceptions[:SHOWN_TO_DO],
        to_do_rest=view.exceptions[SHOWN_TO_DO:MAX_TO_DO],
        to_do_total=len(view.exceptions),
        page_url=_page_url,
        clear_filters_url=_clear_filters_url(),
        carried=kept("stan", "wiedza", "sort", "kierunek"),
    )


def _filters() -> Filters:
    problems: list[Problem] = []
    filters = Filters(
        voivodeship=member("woj", Voivodeship, problems),
        kind=member("typ", CentreKind, problems),
        stage=member("etap", Stage, problems),
        status=member("ocena", Status, problems),
        call=request.args.get("nabor", "")[:60],
        text=search_text(),
    )
    if problems:
        raise InvalidInputError(problems)
    return filters


def _sort() -> tuple[str, bool]:
    key = request.args.get("sort", "ocena")
    if key not in SORT_WORDS:
        raise InvalidInputError([Problem("sort", gettext("“%(text)s” is not one of the choices.", text=key[:40]))])
    return key, request.args.get("kierunek", "") == "malejaco"


def _page(rows: Sequence[ProjectSummary]) -> Page:
    number, pages = page_number(len(rows), PAGE_SIZE)
    start = (number - 1) * PAGE_SIZE
    shown = rows[start : start + PAGE_SIZE]
    return Page(shown, number, pages, start + 1 if shown else 0, start + len(shown))


def _page_url(number: int) -> str:
    return address("portfolio.show", given(without=("strona",)) | {"strona": [str(number)]})


def _clear_filters_url() -> str:
    return address("portfolio.show", kept("stan", "wiedza", "sort", "kierunek"))


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


def _options(rows: Collection[ProjectSummary]) -> dict[str, list[tuple[str, str]]]:
    voivodeships = {row.centre.voivodeship for row in rows} - {None}
    kinds = {row.centre.kind for row in rows}
    calls = sorted({row.call for row in rows if row.call})
    return {
        "woj": [(v.value, label(v)) for v in Voivodeship if v in voivodeships],
        "typ": [(kind.value, label(kind)) for kind in CentreKind if kind in kinds],
        "etap": choices(Stage),
        "ocena": choices(Status),
        "nabor": [(call, call) for call in calls],
    }


def _hidden_for_lack_of_data(rows: Collection[ProjectSummary], filters: Filters) -> int:
    """How many projects a filter leaves out only because nobody has said what it asks for."""
    return sum(
        (filters.voivodeship is not None and row.centre.voivodeship is None) or (bool(filters.call) and not row.call)
        for row in rows
    )
