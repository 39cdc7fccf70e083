"""Projects by months: spending against plan, or how late reports came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext, ngettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.matrix import CELLS, Cell, Kind, Measure, Total, loses_ground, months_shown, shade, total_of
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.snapshot import Snapshot
from tracker.formatting import date_text, month_name, number, points
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.access import scope
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.as_of import make_strip
from tracker.web.clock import viewpoint
from tracker.web.guards import guard
from tracker.web.listing import FILTER_ARGUMENTS, list_projects, page_of, page_url, view_tabs

bp = Blueprint("matrix", __name__)

PAGE_SIZE = 100
NAMED = 3
"""So many projects are named in the finding, then they are counted."""

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
def show() -> str:
    """The projects that the filters take, a line each, a cell a month."""
    settings = get_settings()
    seen = viewpoint(settings)
    measure = _measure()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    listing = list_projects(book.view(seen, reach), ORDERS, carrying=("miara",))
    page = page_of(listing, PAGE_SIZE)
    snapshots = book.snapshots(page.rows, seen)
    months = months_shown(snapshots, seen.as_of)
    cells = [[CELLS[measure](snapshot, month) for month in months] for snapshot in snapshots]
    return render_template(
        "matrix/list.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        settings=settings,
        listing=listing,
        tabs=view_tabs(),
        page=page,
        page_url=page_url,
        measure=measure,
        measures=_measure_links(measure),
        orders=_order_links(listing.sort),
        months=[_heading(month, is_first=place == 0) for place, month in enumerate(months)],
        lines=[_line(row, line, measure) for row, line in zip(page.rows, cells, strict=True)],
        totals=[total_of((line[place] for line in cells), measure) for place in range(len(months))],
        heading=_finding(snapshots, cells, measure),
        sentences=_sentences(snapshots, cells, months, measure),
        has_examples=any(row.has_examples for row in page.rows),
    )


def _measure() -> Measure:
    word = request.args.get("miara") or next(iter(MEASURES))
    if word not in MEASURES:
        raise InvalidInputError([Problem("miara", gettext("“%(text)s” is not one of the choices.", text=word[:40]))])
    return MEASURES[word]


def _measure_links(current: Measure) -> list[tuple[str, str, bool]]:
    names = {
        Measure.SPENDING: gettext("spending against the plan"),
        Measure.SILENCE: gettext("days of delay of reports"),
    }
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "sort", "kierunek")
    return [
        (names[measure], address("matrix.show", arguments | {"miara": [word]}), measure is current)
        for word, measure in MEASURES.items()
    ]


def _order_links(current: str) -> list[tuple[str, str, bool]]:
    names = {"ocena": gettext("status"), "osrodek": gettext("centre"), "postep": gettext("furthest behind")}
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "miara")
    return [(names[word], address("matrix.show", arguments | {"sort": [word]}), word == current) for word in ORDERS]


def _heading(month: date, *, is_first: bool) -> Heading:
    name = date_text(month, "LLL").rstrip(".")
    return Heading(name, str(month.year) if is_first or month.month == 1 else "")


def _line(row: ProjectSummary, cells: Sequence[Cell], measure: Measure) -> Line:
    known = [cell for cell in cells if cell.kind in (Kind.KNOWN, Kind.MISSING) and cell.value is not None]
    now = _number(known[-1].value, measure, places=1) if known and known[-1].value is not None else "–"
    return Line(row, [_shown(cell, measure) for cell in cells], now)


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


def _names(snapshots: Sequence[Snapshot]) -> str:
    places = [snapshot.record.centre.place for snapshot in snapshots]
    named = ", ".join(places[:NAMED])
    rest = len(places) - NAMED
    return (
        ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", rest, names=named) if rest > 0 else named
    )


def _finding(snapshots: Sequence[Snapshot], cells: Sequence[Sequence[Cell]], measure: Measure) -> str:
    if measure is Measure.SILENCE:
        silent = [s for s, line in zip(snapshots, cells, strict=True) if line and _is_overdue(line)]
        if silent:
            return gettext("Reports are overdue: %(names)s.", names=_names(silent))
        return gettext("No report is overdue.")
    losing = [s for s, line in zip(snapshots, cells, strict=True) if loses_ground(line)]
    if losing:
        return gettext("Losing ground to the plan month by month: %(names)s.", names=_names(losing))
    return gettext("No project loses ground to the plan month by month.")


def _is_overdue(line: Sequence[Cell]) -> bool:
    return any(cell.kind is Kind.MISSING and cell.value for cell in line)


def _sentences(
    snapshots: Sequence[Snapshot], cells: Sequence[Sequence[Cell]], months: Sequence[date], measure: Measure
) -> list[str]:
    """Since when each of the projects that are furthest from where they should be is there."""
    told = []
    for snapshot, line in zip(snapshots, cells, strict=True):
        since = _since(line, months, measure)
        if since is not None:
            name, when = snapshot.record.centre.place, month_name(since)
            if measure is Measure.SILENCE:
                told.append(gettext("%(name)s: nothing reported since %(month)s.", name=name, month=when))
            else:
                told.append(gettext("%(name)s: at or below the threshold since %(month)s.", name=name, month=when))
    return told[:6]


def _since(line: Sequence[Cell], months: Sequence[date], measure: Measure) -> date | None:
    """The first of the last months in a row that are behind; ``None`` when the last one told of is not."""
    since = None
    for cell, month in zip(reversed(line), reversed(months), strict=True):
        if cell.kind in (Kind.OUTSIDE, Kind.AHEAD):
            continue
        behind = cell.kind is Kind.MISSING and bool(cell.value)
        if measure is Measure.SPENDING:
            if cell.kind is Kind.MISSING:
                continue
            behind = cell.value is not None and total_of([cell], measure) == Total(1, 1)
        if not behind:
            break
        since = month
    return since
