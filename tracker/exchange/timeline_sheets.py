"""The timeline as sheets: a row a milestone with all its dates, a row a project with its period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from tracker.domain.periods import PartialDate
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.project import MilestoneEntry
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import DatePrecision, FactName, MilestoneKind
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.labels import label

LARGEST_SLIP = 5
"""The place of the column that the chart draws."""


def timeline_sheets(projects: Iterable[tuple[ProjectSummary, Snapshot]], about: About) -> tuple[Sheet, Sheet]:
    """The milestones of projects, and the projects themselves; each project is looked at once, in turn.

    A date known only to its month or year stands on the last day that it can mean, with its precision beside it.
    """
    words = _Words()
    milestones: list[tuple[Cell, ...]] = []
    periods: list[tuple[Cell, ...]] = []
    for row, snapshot in projects:
        milestones += words.milestone_rows(row, snapshot)
        periods.append(words.period_cells(row, snapshot))
    return _milestone_sheet(milestones, about), _period_sheet(periods, about)


class _Words:
    """The rows; the words that stand in thousands of cells are looked up once."""

    def __init__(self) -> None:
        self.nothing = gettext("no milestones recorded")
        self.example = gettext("example progress")
        self.kinds = {kind: label(kind) for kind in MilestoneKind}
        self.precisions = {
            DatePrecision.DAY: gettext("to the day"),
            DatePrecision.MONTH: gettext("to the month"),
            DatePrecision.YEAR: gettext("to the year"),
        }

    def milestone_rows(self, row: ProjectSummary, snapshot: Snapshot) -> Iterator[tuple[Cell, ...]]:
        name, invented = row.centre.short_name, examples_of(row) if row.is_example else None
        if not snapshot.milestones:
            yield name, None, self.nothing, *[None] * 8, invented
        for state in snapshot.milestones:
            yield (
                name,
                state.milestone.number,
                state.milestone.name,
                self.kinds[state.milestone.kind],
                *self._dated(state.baseline),
                *self._dated(state.forecast),
                *self._dated(state.achieved),
                state.slip_days,
                invented or (self.example if state.is_example else None),
            )

    def period_cells(self, row: ProjectSummary, snapshot: Snapshot) -> tuple[Cell, ...]:
        return (
            row.centre.short_name,
            *self._day(snapshot.facts[FactName.START].partial_date),
            *self._day(snapshot.facts[FactName.END].partial_date),
            row.largest_slip_days,
            row.slip_days,
            row.milestones_achieved if row.milestones_total else None,
            row.milestones_total or None,
            label(row.status),
            examples_of(row),
        )

    def _dated(self, entry: MilestoneEntry | None) -> tuple[Cell, Cell]:
        return self._day(entry.day if entry else None)

    def _day(self, day: PartialDate | None) -> tuple[Cell, Cell]:
        return (day.last_day, self.precisions[day.precision]) if day else (None, None)


def _milestone_sheet(rows: list[tuple[Cell, ...]], about: About) -> Sheet:
    return Sheet(
        name=gettext("Milestones"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Number"), ColumnKind.COUNT, 8),
            Column(gettext("Milestone"), width=36),
            Column(gettext("Kind"), width=26),
            Column(gettext("Planned by"), ColumnKind.DAY, 12),
            Column(gettext("Planned by: known"), width=12),
            Column(gettext("Expected by"), ColumnKind.DAY, 12),
            Column(gettext("Expected by: known"), width=12),
            Column(gettext("Achieved by"), ColumnKind.DAY, 12),
            Column(gettext("Achieved by: known"), width=12),
            Column(gettext("Slip, days"), ColumnKind.COUNT, 10),
            Column(gettext("Sample data"), width=16),
        ),
        rows=rows,
    )


def _period_sheet(rows: list[tuple[Cell, ...]], about: About) -> Sheet:
    return Sheet(
        name=gettext("Projects"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Start"), ColumnKind.DAY, 12),
            Column(gettext("Start: known"), width=12),
            Column(gettext("End"), ColumnKind.DAY, 12),
            Column(gettext("End: known"), width=12),
            Column(gettext("Largest slip, days"), ColumnKind.COUNT, 12),
            Column(gettext("Largest slip of a milestone not achieved yet, days"), ColumnKind.COUNT, 18),
            Column(gettext("Milestones achieved"), ColumnKind.COUNT, 12),
            Column(gettext("Milestones"), ColumnKind.COUNT, 12),
            Column(gettext("Status"), width=18),
            Column(gettext("Sample data"), width=16),
        ),
        rows=rows,
        charts=(BarChart(gettext("Largest slip of a milestone, days"), (LARGEST_SLIP,)),),
    )
