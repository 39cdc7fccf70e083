"""The map to take along: every project found with what is known of its place, and the sums by voivodeship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flask import Blueprint, Response, current_app
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.portfolio_map import Site, Siting, regions_of, site_of
from tracker.exchange.map_sheets import region_sheet, site_sheet
from tracker.exchange.sheets import Sheet
from tracker.formatting import number
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.outlines import poland
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web.downloads import first_lines, table_answer, workbook_answer
from tracker.web.listing import list_projects
from tracker.web.portfolio_map import ORDERS, statuses_of

bp = Blueprint("portfolio_map_export", __name__)


@bp.get("/mapa.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a project, those that want attention first."""
    (sites, _), name = _take()
    return table_answer(sites, name)


@bp.get("/mapa.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The projects, and the voivodeships with their projects drawn."""
    sheets, name = _take()
    return workbook_answer(sheets, name)


def _take() -> tuple[tuple[Sheet, Sheet], str]:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    listing = list_projects(book.view(seen, scope(Deed.READ_PROJECT)), ORDERS)
    regions, country = regions_of(listing.rows), poland()
    sites = [site_of(row, country) for row in listing.rows]
    about = first_lines(settings, seen, listing, "map.show", _places(sites))
    sheets = site_sheet(sites, about), region_sheet(regions, statuses_of(regions), about)
    return sheets, f"mapa-{seen.as_of.isoformat()}"


def _places(sites: Iterable[Site]) -> tuple[str, str]:
    """Of how many projects the place is known, and how well."""
    known = Counter(site.siting for site in sites)
    text = gettext(
        "position on record: %(recorded)s; only the voivodeship: %(conventional)s; not known: %(unknown)s",
        recorded=number(known[Siting.RECORDED]),
        conventional=number(known[Siting.CONVENTIONAL]),
        unknown=number(known[Siting.UNKNOWN]),
    )
    return gettext("Places"), text
