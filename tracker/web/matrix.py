"""Projects by months: spending against plan, or how late reports came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.matrix import CELLS, Cell, Kind, Measure, months_shown, shade, total_of
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.snapshot import Snapshot
from tracker.formatting import date_text, number, points
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.sentences import behind_plan
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.as_of import make_strip
from tracker.web.listing import FILTER_ARGUMENTS, list_projects, page_of, page_url, view_tabs
from tracker.web.matrix_window import ask_months
from tracker.web.matrix_words import finding, sentences
from tracker.web.timeline_range import FIRST, LAST

bp = Blueprint("matrix", __name__)

PAGE_SIZE = 100
MEASURES: Mapping[str, Measure] = MappingProxyType({"wydatki": Measure.SPENDING, "cisza": Measure.SILENCE})
"""The words of the address for what the cells tell; the first is the usual one."""

ORDERS: Mapping[str, SortKey] = MappingProxyType(
    {"ocena": SortKey.STATUS, "osrodek": SortKey.CENTRE, "postep": SortKey.PROGRESS}
)


@dataclass(frozen=True)
class ShownCell:
    """A cell of the table.

    Attributes:
        css: Its class: what is known, and how far from the plan.
        text: The number; empty where there is none.
        spoken: What a listener hears instead.
    """

    css: str
    text: str
    spoken: str = ""
    is_accepted: bool = True


@dataclass(frozen=True)
class Line:
    """A project."""

    row: ProjectSummary
    cells: Sequence[ShownCell]
    now: str


@dataclass(frozen=True)
class Heading:
    """A month; the year stands over the first and over each January."""

    name: str
    year: str


@bp.get("/macierz")
@guard(Deed.READ_PROJECT)
def show() -> tuple[str, int]:
    """The projects that the filters take, a line each, a cell a month."""
    settings = get_settings()
    seen = viewpoint(settings)
    measure = asked_measure()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    listing = list_projects(book.view(seen, reach), ORDERS, carrying=("miara", FIRST, LAST))
    page = page_of(listing, PAGE_SIZE)
    snapshots = book.snapshots(page.rows, seen)
    # What is found is found on the day looked at, whatever months are shown.
    usual = months_shown((snapshot.period for snapshot in snapshots), seen.as_of)
    asked = ask_months(usual, life, seen.as_of)
    months = asked.months
    cells = cells_of(snapshots, usual, measure)
    shown = cells if months == usual else cells_of(snapshots, months, measure)
    answer = render_template(
        "matrix/list.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        settings=settings,
        listing=listing,
        tabs=view_tabs(),
        page=page,
        page_url=page_url,
        viewed=kept(),
        measure=measure,
        measures=_measure_links(measure),
        orders=_order_links(listing.sort),
        asked=asked,
        carried=kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "sort", "kierunek", "miara"),
        months=[_heading(month, is_first=place == 0) for place, month in enumerate(months)],
        lines=[_line(*line, measure) for line in zip(page.rows, shown, cells, strict=True)],
        totals=[total_of((line[place] for line in shown), measure) for place in range(len(months))],
        heading=finding(snapshots, cells, measure),
        behind_plan=behind_plan(),
        sentences=sentences(snapshots, cells, usual, measure),
        has_examples=any(row.has_examples for row in page.rows),
    )
    return answer, 422 if asked.errors else 200


def cells_of(snapshots: Iterable[Snapshot], months: Sequence[date], measure: Measure) -> list[list[Cell]]:
    """A line of cells for each project, one a month."""
    return [[CELLS[measure](snapshot, month) for month in months] for snapshot in snapshots]


def asked_measure() -> Measure:
    """What the cells shall tell.

    Raises:
        InvalidInputError: If the address asks for none of the measures.
    """
    word = request.args.get("miara") or next(iter(MEASURES))
    if word not in MEASURES:
        raise InvalidInputError([Problem("miara", gettext("“%(text)s” is not one of the choices.", text=word[:40]))])
    return MEASURES[word]


def _measure_links(current: Measure) -> list[tuple[str, str, bool]]:
    names = {
        Measure.SPENDING: gettext("spending against the plan"),
        Measure.SILENCE: gettext("days of delay of reports"),
    }
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "sort", "kierunek", FIRST, LAST)
    return [
        (names[measure], address("matrix.show", arguments | {"miara": [word]}), measure is current)
        for word, measure in MEASURES.items()
    ]


def _order_links(current: str) -> list[tuple[str, str, bool]]:
    names = {"ocena": gettext("status"), "osrodek": gettext("centre"), "postep": gettext("furthest behind")}
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "miara", FIRST, LAST)
    return [(names[word], address("matrix.show", arguments | {"sort": [word]}), word == current) for word in ORDERS]


def _heading(month: date, *, is_first: bool) -> Heading:
    name = date_text(month, "LLL").rstrip(".")
    return Heading(name, str(month.year) if is_first or month.month == 1 else "")


def _line(row: ProjectSummary, shown: Sequence[Cell], cells: Sequence[Cell], measure: Measure) -> Line:
    known = [cell for cell in cells if cell.kind in (Kind.KNOWN, Kind.MISSING) and cell.value is not None]
    now = _number(known[-1].value, measure, places=1) if known and known[-1].value is not None else "–"
    return Line(row, [_shown(cell, measure) for cell in shown], now)


def _number(value: Decimal, measure: Measure, *, places: int = 0) -> str:
    text = number(value) if measure is Measure.SILENCE else points(value, places)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


def _shown(cell: Cell, measure: Measure) -> ShownCell:
    if cell.kind is Kind.KNOWN and cell.value is not None:
        css = f"cell-{shade(measure, cell.value).value.replace('_', '-')}"
        return ShownCell(css, _number(cell.value, measure), is_accepted=cell.is_accepted)
    if cell.kind is Kind.MISSING:
        late = _number(cell.value, measure) if cell.value else ""
        return ShownCell("cell-missing", late, gettext("no report"))
    if cell.kind is Kind.NO_PLAN:
        return ShownCell("cell-no-plan", "", gettext("no plan to compare with"))
    spoken = gettext("not due yet") if cell.kind is Kind.AHEAD else gettext("outside the project")
    return ShownCell("cell-empty", "", spoken)
