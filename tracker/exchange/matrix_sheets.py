"""The matrix as sheets: a row a project with a column a month, and how many are behind in each month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from flask_babel import gettext, ngettext

from tracker.domain import matrix
from tracker.domain.matrix import CELLS, Kind, Measure, total_of
from tracker.domain.periods import month_end
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.snapshot import Snapshot
from tracker.exchange.portfolio_sheets import examples_of, in_points
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.formatting import month
from tracker.labels import label
from tracker.sentences import behind_plan


def matrix_sheets(
    projects: Iterable[tuple[ProjectSummary, Snapshot]], months: Sequence[date], measure: Measure, about: About
) -> tuple[Sheet, Sheet]:
    """The projects by months, and the months by how many projects are behind; each project is looked at in turn.

    A month without a known value leaves its cell empty, and the notes of the row say why.
    """
    names = [month(one) for one in months]
    lines: list[Sequence[matrix.Cell]] = []
    rows: list[tuple[Cell, ...]] = []
    for row, snapshot in projects:
        cells = [CELLS[measure](snapshot, one) for one in months]
        lines.append(cells)
        rows.append(_project_cells(row, cells, names))
    return _project_sheet(rows, names, measure, about), _month_sheet(lines, months, measure, about)


def _project_sheet(rows: list[tuple[Cell, ...]], names: Sequence[str], measure: Measure, about: About) -> Sheet:
    kind = ColumnKind.POINTS if measure is Measure.SPENDING else ColumnKind.COUNT
    return Sheet(
        name=gettext("Projects"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Status"), width=18),
            *(Column(in_points(name) if kind is ColumnKind.POINTS else name, kind, 12) for name in names),
            Column(gettext("Notes"), width=60),
            Column(gettext("Sample data"), width=16),
        ),
        rows=rows,
    )


def _project_cells(row: ProjectSummary, cells: Sequence[matrix.Cell], names: Sequence[str]) -> tuple[Cell, ...]:
    return (
        row.centre.short_name,
        label(row.status),
        *(cell.value if cell.kind is Kind.KNOWN else None for cell in cells),
        "; ".join(_notes(cells, names)) or None,
        examples_of(row),
    )


def _notes(cells: Sequence[matrix.Cell], names: Sequence[str]) -> Iterator[str]:
    sorts: tuple[tuple[str, Callable[[matrix.Cell], bool]], ...] = (
        (gettext("no report"), lambda cell: cell.kind is Kind.MISSING),
        (gettext("no plan to compare with"), lambda cell: cell.kind is Kind.NO_PLAN),
        (gettext("not accepted yet"), lambda cell: cell.kind is Kind.KNOWN and not cell.is_accepted),
    )
    for text, belongs in sorts:
        found = [_named(cell, name) for cell, name in zip(cells, names, strict=True) if belongs(cell)]
        if found:
            yield f"{text}: {', '.join(found)}"


def _named(cell: matrix.Cell, name: str) -> str:
    if cell.kind is not Kind.MISSING or not cell.value:
        return name
    late = ngettext("%(num)s day late so far", "%(num)s days late so far", int(cell.value))
    return f"{name} ({late})"


def _month_sheet(
    lines: Sequence[Sequence[matrix.Cell]], months: Sequence[date], measure: Measure, about: About
) -> Sheet:
    behind = gettext("Reported late, or overdue") if measure is Measure.SILENCE else behind_plan()
    totals = [total_of((line[place] for line in lines), measure) for place in range(len(months))]
    return Sheet(
        name=gettext("Months"),
        about=about,
        columns=(
            Column(gettext("End of month"), ColumnKind.DAY, 14),
            Column(behind, ColumnKind.COUNT, 22),
            Column(gettext("Known of so many projects"), ColumnKind.COUNT, 16),
        ),
        rows=[
            # Of how many are behind nothing can be said while nothing is known.
            (month_end(one), total.behind if total.known else None, total.known)
            for one, total in zip(months, totals, strict=True)
        ],
        charts=(BarChart(behind, (1, 2), is_line=True),),
    )
