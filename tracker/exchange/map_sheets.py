"""The map as sheets: a row a project with what is known of its place, a row a voivodeship with its sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask_babel import gettext

from tracker.charts.map_words import region_name, siting_words
from tracker.domain.portfolio_map import Region, Site, Siting
from tracker.domain.vocabulary import Status
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.labels import label


def site_sheet(sites: Iterable[Site], about: About) -> Sheet:
    """A row a project; its position only where that of its centre is on record and believed."""
    return Sheet(
        name=gettext("Projects"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Voivodeship"), width=22),
            Column(gettext("Status"), width=18),
            Column(gettext("Value, PLN"), ColumnKind.AMOUNT, 16),
            Column(gettext("What is known of the place"), width=34),
            Column(gettext("Latitude"), ColumnKind.DEGREES, 12),
            Column(gettext("Longitude"), ColumnKind.DEGREES, 12),
            Column(gettext("Sample data"), width=16),
        ),
        rows=[_site_cells(site) for site in sites],
    )


def _site_cells(site: Site) -> tuple[Cell, ...]:
    row, is_recorded = site.row, site.siting is Siting.RECORDED
    return (
        row.centre.short_name,
        region_name(row.centre.voivodeship),
        label(row.status),
        row.value,
        siting_words(site),
        _degrees(row.centre.latitude) if is_recorded else None,
        _degrees(row.centre.longitude) if is_recorded else None,
        examples_of(row),
    )


def _degrees(angle: float | None) -> Decimal | None:
    return None if angle is None else Decimal(str(angle))


def region_sheet(regions: Sequence[Region], statuses: Sequence[Status], about: About) -> Sheet:
    """A row a voivodeship: how many projects by status, and what they are worth, from how many values."""
    return Sheet(
        name=gettext("Voivodeships"),
        about=about,
        columns=(
            Column(gettext("Voivodeship"), width=24),
            Column(gettext("Projects"), ColumnKind.COUNT, 12),
            Column(gettext("Lagging"), ColumnKind.COUNT, 12),
            *(Column(label(status), ColumnKind.COUNT, 14) for status in statuses),
            Column(gettext("Known value, PLN"), ColumnKind.AMOUNT, 18),
            Column(gettext("Projects with a known value"), ColumnKind.COUNT, 16),
        ),
        rows=[_region_cells(region, statuses) for region in regions],
        charts=(BarChart(gettext("Projects by voivodeship"), (1, 2)),),
    )


def _region_cells(region: Region, statuses: Iterable[Status]) -> tuple[Cell, ...]:
    return (
        region_name(region.voivodeship),
        region.projects,
        region.lagging,
        *(region.statuses.get(status, 0) for status in statuses),
        region.value.amount if region.value.known else None,
        region.value.known,
    )
