"""The portfolio as sheets: a row a project, a row a milestone, each with what was asked in the first lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import gettext

from tracker.domain.money import from_grosze
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.portfolio_curve import PortfolioCurve
from tracker.domain.snapshot import Snapshot
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.labels import label
from tracker.sentences import status_reason


def project_sheet(rows: Iterable[ProjectSummary], as_of: date, about: About) -> Sheet:
    """A row a project with everything that the portfolio's table shows; the chart has spent beside planned."""
    columns = _project_columns()
    spent, planned = (
        _place(columns, name) for name in (gettext("Spent, part of the budget"), gettext("Planned by then"))
    )
    return Sheet(
        name=gettext("Projects"),
        about=about,
        columns=columns,
        rows=[_project_cells(row, as_of) for row in rows],
        charts=(BarChart(gettext("Spent and planned, part of the budget"), (spent, planned)),),
    )


def _place(columns: Sequence[Column], heading: str) -> int:
    return next(place for place, column in enumerate(columns) if column.heading == heading)


def _project_columns() -> tuple[Column, ...]:
    text, amount, rate = ColumnKind.TEXT, ColumnKind.AMOUNT, ColumnKind.RATE
    count, day = ColumnKind.COUNT, ColumnKind.DAY
    return (
        Column(gettext("Centre"), text, 30),
        Column(gettext("Place"), text, 18),
        Column(gettext("Voivodeship"), text, 18),
        Column(gettext("Kind of centre"), text, 10),
        Column(gettext("Title"), text, 44),
        Column(gettext("Call"), text, 26),
        Column(gettext("Stage"), text, 14),
        Column(gettext("Status"), text, 18),
        Column(gettext("Why"), text, 50),
        Column(gettext("Start"), day, 12),
        Column(gettext("End"), day, 12),
        Column(gettext("Time passed"), rate, 10),
        Column(gettext("Value, PLN"), amount, 16),
        Column(gettext("How the value is known"), text, 16),
        Column(gettext("Budget, PLN"), amount, 16),
        Column(gettext("Spent, PLN"), amount, 16),
        Column(gettext("Spent by"), day, 12),
        Column(gettext("Spent, part of the budget"), rate, 12),
        Column(gettext("Planned by then"), rate, 12),
        Column(in_points(gettext("Against the plan")), ColumnKind.POINTS, 12),
        Column(gettext("Milestones achieved"), count, 12),
        Column(gettext("Milestones planned by then"), count, 12),
        Column(gettext("Milestones"), count, 12),
        Column(gettext("Next milestone"), text, 30),
        Column(gettext("Expected by"), day, 12),
        Column(gettext("Slip, days"), count, 10),
        Column(gettext("New posts filled"), count, 12),
        Column(gettext("New posts planned"), count, 12),
        Column(gettext("Figures handed in on"), day, 14),
        Column(gettext("Days overdue"), count, 10),
        Column(gettext("Sample data"), text, 16),
    )


def _project_cells(row: ProjectSummary, as_of: date) -> tuple[Cell, ...]:
    following = row.next_milestone
    expected = following.expected if following else None
    return (
        row.centre.short_name,
        row.centre.place,
        label(row.centre.voivodeship) if row.centre.voivodeship else None,
        label(row.centre.kind),
        row.title,
        row.call,
        label(row.stage),
        label(row.status),
        status_reason(row, as_of),
        row.period.start if row.period else None,
        row.period.last_day if row.period else None,
        row.time_rate,
        row.value,
        _how_known(row),
        row.budget,
        row.spent,
        row.covered_until,
        row.spent_rate,
        row.planned_rate,
        row.spending_lag,
        row.milestones_achieved if row.milestones_total else None,
        row.milestones_planned,
        row.milestones_total or None,
        following.milestone.name if following else None,
        expected.last_day if expected else None,
        following.slip_days if following else None,
        row.posts_filled if row.posts_target is not None else None,
        row.posts_target,
        row.last_counted_on,
        row.late_days or None,
        examples_of(row),
    )


def _how_known(row: ProjectSummary) -> str | None:
    if row.value is None:
        return None
    if row.value_is_derived:
        return gettext("calculated")
    return label(row.value_kind) if row.value_kind else None


def in_points(heading: str) -> str:
    """A heading of differences of percentages; they are no percentage of anything."""
    return gettext("%(name)s, percentage points", name=heading)


def examples_of(row: ProjectSummary) -> str | None:
    """What of a project was invented for demonstration; ``None`` for nothing."""
    if row.is_example:
        return gettext("invented centre")
    return gettext("example progress") if row.has_examples else None


def milestone_sheet(snapshots: Iterable[Snapshot], about: About) -> Sheet:
    """A row a milestone of each project: planned, expected or achieved, and the slip."""
    return Sheet(
        name=gettext("Milestones"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Number"), ColumnKind.COUNT, 8),
            Column(gettext("Milestone"), width=36),
            Column(gettext("Kind"), width=26),
            Column(gettext("Planned by"), ColumnKind.DAY, 12),
            Column(gettext("Expected by"), ColumnKind.DAY, 12),
            Column(gettext("Achieved by"), ColumnKind.DAY, 12),
            Column(gettext("Slip, days"), ColumnKind.COUNT, 10),
        ),
        rows=[cells for snapshot in snapshots for cells in _milestone_cells(snapshot)],
    )


def _milestone_cells(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    return [
        (
            snapshot.record.centre.short_name,
            state.milestone.number,
            state.milestone.name,
            label(state.milestone.kind),
            state.baseline.day.last_day if state.baseline else None,
            state.expected.last_day if state.expected and not state.is_achieved else None,
            state.expected.last_day if state.expected and state.is_achieved else None,
            state.slip_days,
        )
        for state in snapshot.milestones
    ]


def month_sheet(curve: PortfolioCurve | None, as_of: date, about: About) -> Sheet:
    """A row a month: what was planned and spent by then, as the portfolio's S-curve draws it.

    Spent is of the same projects in every month, so the line never falls for want of a report, and the plan beside it
    is theirs. The forecast is of those of them of which one can be made. The last columns say of how many projects
    each month is known at all.
    """
    return Sheet(
        name=gettext("Months"),
        about=about,
        columns=(
            Column(gettext("End of month"), ColumnKind.DAY, 14),
            Column(gettext("Planned, all with a plan, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Projects with a plan"), ColumnKind.COUNT, 12),
            Column(gettext("Spent in the projects compared, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Planned in the projects compared, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Projects compared"), ColumnKind.COUNT, 12),
            Column(gettext("Forecast, from, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Forecast, middle, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Forecast, to, PLN"), ColumnKind.AMOUNT, 20),
            Column(gettext("Projects with a forecast"), ColumnKind.COUNT, 12),
            Column(gettext("Projects reported"), ColumnKind.COUNT, 12),
            Column(gettext("Projects begun"), ColumnKind.COUNT, 12),
        ),
        rows=[_month_cells(curve, place, as_of) for place in range(len(curve.months))] if curve else [],
        charts=(BarChart(gettext("Cumulative spending, PLN"), (1, 3, 4, 6, 7, 8), most=240, is_line=True),),
    )


def _month_cells(curve: PortfolioCurve, place: int, as_of: date) -> tuple[Cell, ...]:
    month, compared = curve.months[place], curve.compared
    spent = from_grosze(compared.spent[place]) if compared and place < len(compared.spent) else None
    return (
        month.day,
        from_grosze(month.planned),
        curve.scheduled,
        spent,
        from_grosze(compared.planned[place]) if compared else None,
        compared.projects if compared else None,
        *_expected_cells(curve, month.month),
        *((month.known, month.begun) if month.day <= as_of else (None, None)),
    )


def _expected_cells(curve: PortfolioCurve, month: int) -> tuple[Cell, Cell, Cell, Cell]:
    expected = curve.compared.expected(month) if curve.compared else None
    if curve.compared is None or expected is None:
        return None, None, None, None
    low, central, high = (from_grosze(amount) for amount in expected)
    return low, central, high, curve.compared.foreseen
