"""The comparison to take along: a row a measure or fact, a column a project, then where each figure comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext

from tracker.charts.comparison import LETTERS, ComparisonChart, comparison_chart
from tracker.domain.comparison import FEWEST, Scale, milestones_by_kind
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.snapshot import Snapshot
from tracker.exchange.changes_sheets import day_cell
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.sentences import slip
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings
from tracker.web import comparison_rows
from tracker.web.comparison import asked_criteria, asked_scale, choose, comparison_groups, middle_of
from tracker.web.comparison_rows import MilestoneCell, MilestoneRow, Row, milestone_rows
from tracker.web.downloads import days_asked, page_address, table_answer, workbook_answer
from tracker.web.footnotes import Footnotes, Mark

bp = Blueprint("comparison_export", __name__)


@dataclass(frozen=True)
class Taken:
    """What is taken along."""

    facts: Sheet
    curves: Sheet | None
    name: str


@bp.get("/porownanie.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """The measures, facts and milestones side by side, with their sources."""
    taken = _take()
    return table_answer(taken.facts, taken.name)


@bp.get("/porownanie.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The same, and the curves on the scale asked for, drawn."""
    taken = _take()
    return workbook_answer([taken.facts, *([taken.curves] if taken.curves else [])], taken.name)


def _take() -> Taken:
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.READ_PROJECT))
    scale = asked_scale()
    asked_criteria()
    chosen = choose(view, request.args.getlist("p"))
    snapshots = book.snapshots(chosen.rows, seen)
    problems = list(chosen.problems)
    if not problems and len(snapshots) < FEWEST:
        problems = [gettext("Choose from two to six projects to compare.")]
    if problems:
        raise InvalidInputError([Problem("p", text) for text in problems])
    about = (*days_asked(settings, seen), *_about(snapshots), page_address("comparison.show"))
    chart = comparison_chart(snapshots, scale, middle_of(book, view, seen, snapshots, scale))
    name = f"porownanie-{seen.as_of.isoformat()}"
    return Taken(_fact_sheet(snapshots, about), _curve_sheet(chart, scale, about) if chart else None, name)


def _about(snapshots: Sequence[Snapshot]) -> Iterator[tuple[str, str]]:
    named = (f"{letter} {s.record.centre.short_name}" for letter, s in zip(LETTERS, snapshots, strict=False))
    yield gettext("Projects"), "; ".join(named)
    invented = [s.record.centre.short_name for s in snapshots if s.has_examples]
    if invented:
        yield gettext("Sample data"), gettext("some figures of: %(names)s", names="; ".join(invented))


def _fact_sheet(snapshots: Sequence[Snapshot], about: About) -> Sheet:
    names = [f"{letter} {s.record.centre.place}" for letter, s in zip(LETTERS, snapshots, strict=False)]
    notes = Footnotes()
    groups = comparison_groups(snapshots, notes)
    rows = [_fact_cells(group.heading, row) for group in groups for row in (*group.rows, *group.equal)]
    rows += [_milestone_cells(row) for row in milestone_rows(milestones_by_kind(snapshots), notes)]
    return Sheet(
        name=gettext("Comparison"),
        about=about,
        columns=(
            Column(gettext("Group"), width=16),
            Column(gettext("Measure or fact"), width=36),
            Column(gettext("Unit"), width=14),
            *(Column(name, ColumnKind.MIXED, 24) for name in names),
            *(Column(gettext("%(name)s: source and notes", name=name), width=60) for name in names),
            Column(gettext("How it is calculated"), width=50),
        ),
        rows=rows,
    )


def _fact_cells(group: str, row: Row) -> tuple[Cell, ...]:
    figures = [cell.text if row.is_words else cell.figure for cell in row.cells]
    return (group, row.label, row.unit or None, *figures, *map(_source, row.cells), row.rule or None)


def _source(cell: comparison_rows.Cell) -> str | None:
    return "; ".join(text for text in (cell.extreme, cell.detail, *map(_from_where, cell.marks)) if text) or None


def _from_where(mark: Mark) -> str:
    # What is calculated says all of it in the text of its mark.
    return f"{mark.note.text}. {mark.detail}" if mark.detail else mark.note.text


def _milestone_cells(row: MilestoneRow) -> tuple[Cell, ...]:
    days = [day_cell(cell.state.expected) if cell else None for cell in row.cells]
    return gettext("Milestones"), str(row.name), None, *days, *map(_milestone_note, row.cells), None


def _milestone_note(cell: MilestoneCell | None) -> str | None:
    if cell is None:
        return gettext("none")
    state = cell.state
    said = [
        gettext("no date")
        if state.expected is None
        else gettext("achieved")
        if state.is_achieved
        else gettext("expected")
    ]
    if state.slip_days is not None:
        said.append(slip(state.slip_days))
    return f"{', '.join(said)}; {_from_where(cell.mark)}"


def _curve_sheet(chart: ComparisonChart, scale: Scale, about: About) -> Sheet:
    across, *curves = chart.table.headings
    rows: list[tuple[Cell, ...]] = [
        (name, *(None if height is None else height / 100 for height in heights)) for name, heights in chart.heights
    ]
    kinds = {
        Scale.STAGE: gettext("Curves by part of the period"),
        Scale.MONTHS: gettext("Curves by months"),
        Scale.CALENDAR: gettext("Curves by the calendar"),
    }
    return Sheet(
        name=kinds[scale],
        about=(*about, (gettext("Curves"), chart.unit), (gettext("In words"), chart.sentence)),
        columns=(Column(across, width=24), *(Column(name, ColumnKind.RATE, 18) for name in curves)),
        rows=rows,
        charts=(BarChart(chart.table.caption, tuple(range(1, len(curves) + 1)), most=len(rows), is_line=True),),
    )
