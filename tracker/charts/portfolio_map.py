"""Projects on a map of Poland as a chart: what is drawn, the same in a table, and in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from tracker.charts.map_words import (
    finding,
    region_name,
    second_finding,
    siting_words,
)
from tracker.charts.spec import Table
from tracker.domain.geography import Country
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.portfolio_map import Region, Site, Siting, site_of
from tracker.domain.vocabulary import Voivodeship
from tracker.formatting import pln
from tracker.labels import label

MOST_MARKS = 150
"""More projects are shown together by voivodeship."""


@dataclass(frozen=True, slots=True)
class MapChart:
    """Everything a drawing needs, and what stands beside it.

    Attributes:
        focus: The voivodeship that fills the drawing; ``None`` for the whole country.
        sites: A project each, in the order of the rows; empty when they are shown by voivodeship.
        table: The sites, row by row.
    """

    country: Country
    focus: Voivodeship | None
    regions: Sequence[Region]
    sites: Sequence[Site]
    heading: str
    second: str
    description: str
    table: Table
    is_example: bool

    @property
    def unplaced(self) -> list[ProjectSummary]:
        """The projects that have no mark, because nobody has said where they are."""
        return [site.row for site in self.sites if site.siting is Siting.UNKNOWN]


def portfolio_map(
    rows: Sequence[ProjectSummary], regions: Sequence[Region], country: Country, focus: Voivodeship | None
) -> MapChart:
    """The map of some projects.

    Args:
        rows: The projects, the first to be named first.
        regions: The same projects by voivodeship.
        country: The outlines.
        focus: The voivodeship that all of them are in, if they were asked for by it.
    """
    sites = [site_of(row, country) for row in rows] if len(rows) <= MOST_MARKS else []
    return MapChart(
        country=country,
        focus=focus,
        regions=regions,
        sites=sites,
        heading=finding(regions, focus),
        second=second_finding(regions),
        description=gettext("Map of the projects; the tables say the same."),
        table=_table(sites),
        is_example=any(row.has_examples for row in rows),
    )


def _table(sites: Sequence[Site]) -> Table:
    return Table(
        caption=gettext("Projects on the map"),
        headings=(
            gettext("Centre"),
            gettext("Voivodeship"),
            gettext("Status"),
            gettext("Value"),
            gettext("What is known of the place"),
        ),
        rows=tuple(
            (
                site.row.centre.short_name,
                region_name(site.row.centre.voivodeship),
                str(label(site.row.status)),
                pln(site.row.value),
                siting_words(site),
            )
            for site in sites
        ),
    )
