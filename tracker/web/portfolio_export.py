"""The portfolio as it is seen, to take along: CSV, and a workbook with native charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.portfolio import Filters, PortfolioSettings, value_sum
from tracker.domain.provenance import Viewpoint
from tracker.exchange.portfolio_sheets import About, milestone_sheet, month_sheet, project_sheet
from tracker.exchange.sheets import as_csv, as_workbook
from tracker.formatting import day_long
from tracker.labels import label
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.access import scope
from tracker.web.addresses import address, given
from tracker.web.clock import default_day, viewpoint
from tracker.web.guards import guard
from tracker.web.listing import Listing, list_projects
from tracker.web.portfolio import SORT_WORDS
from tracker.web.wording import amount_sum

bp = Blueprint("portfolio_export", __name__)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LOOKED_INTO = 200
"""Months and milestones are those of so many projects at most; of more, the workbook says so."""


@dataclass(frozen=True)
class Taken:
    """What is taken along."""

    listing: Listing
    seen: Viewpoint
    about: About


@bp.get("/portfel.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """Every project that the filters take, a line each."""
    taken = _take()
    sheet = project_sheet(taken.listing.rows, taken.seen.as_of, taken.about)
    return _download(as_csv(sheet), "text/csv; charset=utf-8", taken, "csv")


@bp.get("/portfel.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The projects, their spending month by month and their milestones, each on its sheet."""
    taken = _take()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    rows = taken.listing.rows
    snapshots = book.snapshots(rows[:LOOKED_INTO], taken.seen)
    within = taken.about
    if len(rows) > LOOKED_INTO:
        text = gettext("the first %(part)s of %(whole)s projects", part=LOOKED_INTO, whole=len(rows))
        within = (*within, (gettext("On this sheet"), text))
    sheets = (
        project_sheet(rows, taken.seen.as_of, taken.about),
        month_sheet(snapshots, within),
        milestone_sheet(snapshots, within),
    )
    return _download([as_workbook(sheets)], WORKBOOK, taken, "xlsx")


def _download(content: Iterator[str] | list[bytes], kind: str, taken: Taken, ending: str) -> Response:
    name = f"portfel-{taken.seen.as_of.isoformat()}.{ending}"
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _take() -> Taken:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.READ_PROJECT))
    listing = list_projects(view, SORT_WORDS)
    return Taken(listing, seen, tuple(_about(listing, seen, settings)))


def _about(listing: Listing, seen: Viewpoint, settings: PortfolioSettings) -> Iterator[tuple[str, str]]:
    yield "Portfel 2.5", settings.name
    day = day_long(seen.as_of)
    is_reference = settings.reference_day is not None and seen.as_of == default_day(settings)
    yield gettext("As of"), gettext("%(day)s, the portfolio's reference day", day=day) if is_reference else day
    if seen.known_on is not None:
        yield gettext("By what was known on"), day_long(seen.known_on)
    yield gettext("Filters"), "; ".join(_filter_texts(listing.filters)) or gettext("none: all projects")
    yield gettext("Projects"), gettext("%(part)s of %(whole)s", part=len(listing.rows), whole=listing.total)
    if listing.hidden_unknown:
        yield gettext("Left out because nobody has said it of them"), str(listing.hidden_unknown)
    if listing.rows:
        yield gettext("Value"), amount_sum(value_sum(listing.rows))
    if any(row.has_examples for row in listing.rows):
        yield (
            gettext("Sample data"),
            gettext("Some of the figures were invented for demonstration; the last column says which."),
        )
    yield gettext("Address"), request.host_url.rstrip("/") + address("portfolio.show", given())


def _filter_texts(filters: Filters) -> Iterator[str]:
    named = {
        gettext("Voivodeship"): filters.voivodeship,
        gettext("Kind of centre"): filters.kind,
        gettext("Stage"): filters.stage,
        gettext("Status"): filters.status,
    }
    yield from (f"{name}: {label(value)}" for name, value in named.items() if value is not None)
    if filters.call:
        yield f"{gettext('Call')}: {filters.call}"
    if filters.text:
        yield f"{gettext('Search')}: {filters.text}"
