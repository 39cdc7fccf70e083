"""The views of spending as sheets: projects against their plans, and against the time that passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.spending_scatter import Spot, Zone
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.labels import label

WIDEST_NAME = 30


def lag_sheet(rows: Iterable[ProjectSummary], about: About) -> Sheet:
    """A row a project: what was spent and planned by its last reported day, and how far the two are apart."""
    return Sheet(
        name=gettext("Projects"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=WIDEST_NAME),
            Column(gettext("Status"), width=18),
            Column(gettext("Known until"), ColumnKind.DAY, 12),
            Column(gettext("Budget, PLN"), ColumnKind.AMOUNT, 16),
            Column(gettext("Spent, PLN"), ColumnKind.AMOUNT, 16),
            Column(gettext("Spent, part of the budget"), ColumnKind.RATE, 12),
            Column(gettext("Planned by then"), ColumnKind.RATE, 12),
            Column(gettext("Difference, percentage points"), ColumnKind.POINTS, 14),
            Column(gettext("Sample data"), width=22),
        ),
        rows=[_lag_cells(row) for row in rows],
        charts=(BarChart(gettext("Spent minus planned, percentage points"), (7,)),),
    )


def _lag_cells(row: ProjectSummary) -> tuple[Cell, ...]:
    return (
        row.centre.short_name,
        label(row.status),
        row.covered_until,
        row.budget,
        row.spent,
        row.spent_rate,
        row.planned_rate,
        row.spending_lag,
        examples_of(row),
    )


def scatter_sheet(lines: Iterable[tuple[ProjectSummary, Spot | None]], about: About) -> Sheet:
    """A row a project: time passed and money spent by its last reported day; empty where either is not known."""
    zones = {
        Zone.BELOW: gettext("below the band"),
        Zone.WITHIN: gettext("in the band"),
        Zone.ABOVE: gettext("above the band"),
    }
    return Sheet(
        name=gettext("Time and money"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=WIDEST_NAME),
            Column(gettext("Status"), width=18),
            Column(gettext("Known until"), ColumnKind.DAY, 12),
            Column(gettext("Time passed"), ColumnKind.RATE, 12),
            Column(gettext("Spent, part of the budget"), ColumnKind.RATE, 12),
            Column(gettext("Difference, percentage points"), ColumnKind.POINTS, 14),
            Column(gettext("Against the band"), width=16),
            Column(gettext("Sample data"), width=22),
        ),
        rows=[_scatter_cells(row, spot, zones) for row, spot in lines],
        charts=(BarChart(gettext("Time passed and money spent"), (3, 4)),),
    )


def _scatter_cells(row: ProjectSummary, spot: Spot | None, zones: Mapping[Zone, str]) -> tuple[Cell, ...]:
    known: tuple[date | None, ...] = (row.covered_until if spot else None,)
    where = (spot.time, spot.money, spot.off, zones[spot.zone]) if spot else (None, None, None, gettext("not known"))
    return (row.centre.short_name, label(row.status), *known, *where, examples_of(row))
