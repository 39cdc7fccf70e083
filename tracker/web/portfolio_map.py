"""The map page: where the projects are, what they are worth and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, current_app, render_template
from flask_babel import get_locale

from tracker.charts.map_groups import HEIGHTS
from tracker.charts.map_svg import Drawing, draw_map
from tracker.charts.map_words import lagging_of, of_text, region_name, status_counts
from tracker.charts.portfolio_map import MapChart, portfolio_map
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import URGENCY, ProjectSummary, SortKey
from tracker.domain.portfolio_map import WORRYING, Region, regions_of, whole_of
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.outlines import poland
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept, project_url
from tracker.web.as_of import make_strip
from tracker.web.listing import FILTER_ARGUMENTS, list_projects, view_tabs

bp = Blueprint("map", __name__)

ORDERS: Mapping[str, SortKey] = MappingProxyType({"ocena": SortKey.STATUS})
"""The marks are reached in this order, the most urgent first."""


UNPLACED_NAMED = 6
"""So many projects without a place are named, then they are counted."""

MAPS_KEPT = 50
"""Addresses whose drawings are kept in memory, up to 150 kB each; when there are more, all are forgotten."""


@dataclass(frozen=True)
class Line:
    """A voivodeship in the table; its address is empty where it cannot be asked for."""

    region: Region
    name: str
    url: str


@bp.get("/mapa")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The projects that the filters find, on a map and by voivodeship."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    view = book.view(seen, reach)
    listing = list_projects(view, ORDERS)
    regions = regions_of(listing.rows) if listing.filters else view.regions
    chart = portfolio_map(listing.rows, regions, poland(), listing.filters.voivodeship)
    return render_template(
        "map/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        tabs=view_tabs(),
        listing=listing,
        chart=chart,
        drawings=_drawings(chart, listing.rows) if listing.rows else (),
        lines=[_line(region, is_alone=bool(chart.focus)) for region in regions],
        whole=whole_of(regions),
        statuses=statuses_of(regions),
        unplaced_named=UNPLACED_NAMED,
        worrying=WORRYING,
        bar_heights=HEIGHTS,
        lagging_of=lagging_of,
        of_text=of_text,
        whole_url=_map_url(None),
        table_url=address("portfolio.show", kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)),
    )


def _drawings(chart: MapChart, rows: Sequence[ProjectSummary]) -> Sequence[Drawing]:
    """The map in both widths, kept as long as nothing happens to its projects and nobody asks for another address."""
    asked: Mapping[str, Sequence[str]] = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)
    key = (str(get_locale()), tuple((name, *values) for name, values in asked.items()))
    kept_maps: dict[object, tuple[Sequence[ProjectSummary], Sequence[Drawing]]] = current_app.extensions["map_drawings"]
    found, drawings = kept_maps.get(key, ((), ()))
    # A row that nothing happened to is the very same object.
    if len(found) == len(rows) and all(one is other for one, other in zip(found, rows, strict=True)):
        return drawings
    drawings = draw_map(chart, _project_url, _map_url)
    if len(kept_maps) >= MAPS_KEPT:
        kept_maps.clear()
    kept_maps[key] = rows, drawings
    return drawings


def _project_url(row: ProjectSummary) -> str:
    return project_url(row.slug)


def _map_url(voivodeship: Voivodeship | None) -> str:
    """The map of a voivodeship, or of the whole country, with the other filters of this page."""
    others = (name for name in FILTER_ARGUMENTS if name != "woj")
    arguments = kept(*VIEWPOINT_ARGUMENTS, *others)
    return address("map.show", arguments | ({"woj": voivodeship.value} if voivodeship else {}))


def _line(region: Region, *, is_alone: bool) -> Line:
    url = _map_url(region.voivodeship) if region.voivodeship and not is_alone else ""
    return Line(region, region_name(region.voivodeship), url)


def statuses_of(regions: Sequence[Region]) -> list[Status]:
    """Those that some project has, the most urgent first."""
    return sorted({status for region in regions for status, _ in status_counts(region)}, key=URGENCY.__getitem__)
