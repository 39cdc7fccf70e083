"""The milestone trends as a sheet: what each milestone was expected by, report date by report date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from tracker.domain.milestone_trend import MilestoneTrend, milestone_trends
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.schedule import days_moved
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import DatePrecision
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About, Cell, Column, ColumnKind, Sheet


def trend_sheet(projects: Iterable[tuple[ProjectSummary, Snapshot]], about: About) -> Sheet:
    """A row a milestone and day on which its date was told; a milestone nobody dated has one row without a day.

    A date known only to its month or year stands on the last day that it can mean, with its precision beside it.
    """
    precisions = {
        DatePrecision.DAY: gettext("to the day"),
        DatePrecision.MONTH: gettext("to the month"),
        DatePrecision.YEAR: gettext("to the year"),
    }
    rows = [cells for row, snapshot in projects for cells in _project_rows(row, snapshot, precisions)]
    return Sheet(
        name=gettext("Milestone trend"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Number"), ColumnKind.COUNT, 8),
            Column(gettext("Milestone"), width=36),
            Column(gettext("Told on"), ColumnKind.DAY, 12),
            Column(gettext("Expected by"), ColumnKind.DAY, 12),
            Column(gettext("Expected by: known"), width=12),
            Column(gettext("Achieved by"), ColumnKind.DAY, 12),
            Column(gettext("Achieved by: known"), width=12),
            Column(gettext("Moved since it was last told, days"), ColumnKind.COUNT, 14),
            Column(gettext("Moved since it was first told, days"), ColumnKind.COUNT, 14),
            Column(gettext("Sample data"), width=16),
        ),
        rows=rows,
    )


def _project_rows(
    row: ProjectSummary, snapshot: Snapshot, precisions: dict[DatePrecision, str]
) -> Iterator[tuple[Cell, ...]]:
    name, invented = row.centre.short_name, examples_of(row) if row.is_example else None
    trends = milestone_trends(snapshot)
    if not trends:
        yield name, None, gettext("no milestones recorded"), *[None] * 7, invented
    for trend in trends:
        is_example = trend.state.is_example
        mark = invented or (gettext("example progress") if is_example else None)
        for cells in _tellings(trend, precisions):
            yield name, trend.state.milestone.number, trend.state.milestone.name, *cells, mark


def _tellings(trend: MilestoneTrend, precisions: dict[DatePrecision, str]) -> Iterator[tuple[Cell, ...]]:
    if not trend.tellings:
        yield (None,) * 7
    before = first = trend.tellings[0].day if trend.tellings else None
    for telling in trend.tellings:
        assert before is not None
        assert first is not None
        date_cells = telling.day.last_day, precisions[telling.day.precision]
        empty = (None, None)
        expected, achieved = (empty, date_cells) if telling.is_achieved else (date_cells, empty)
        moved = days_moved(before, telling.day), days_moved(first, telling.day)
        yield telling.told_on, *expected, *achieved, *moved
        before = telling.day
