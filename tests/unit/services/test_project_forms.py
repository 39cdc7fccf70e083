"""The workbook of a project, filled, written and read back untouched: nothing of it is other than what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings

from tests.unit.domain.strategies import records, viewpoints
from tests.unit.speaking import speaking
from tracker.domain.arrivals import compare
from tracker.domain.obstacles import Obstacle
from tracker.domain.project import ProjectRecord, QuantityEntry
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import QuantityEntryKind
from tracker.exchange.filled_sheets.project_reading import facts_sheet_of, read_project_workbook
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.exchange.incoming.opening import open_table_file
from tracker.services.editing.ground import Editor
from tracker.services.project_forms import arrival_said, project_cells

ABOUT_SPENDING = {
    Obstacle.SPENDING_REPORTED,
    Obstacle.SPENDING_OUTSIDE,
    Obstacle.SPENDING_INCOMPLETE,
    Obstacle.REPORT_BEGUN,
    Obstacle.UNKNOWN_TASK,
}


def told_apart(record: ProjectRecord) -> ProjectRecord:
    """The project as people record one: names of their own, days of what was reached, money in every task."""
    return replace(
        record,
        milestones=tuple(replace(one, name=f"Kamień {one.number}") for one in record.milestones),
        posts=tuple(replace(one, entries=dated(one.entries)) for one in record.posts),
        trainings=tuple(replace(one, entries=dated(one.entries)) for one in record.trainings),
        plans=tuple(one for one in record.plans if all(task.budget for task in one.tasks)),
    )


def dated(entries: Sequence[QuantityEntry]) -> tuple[QuantityEntry, ...]:
    """Without what was reached on no day."""
    return tuple(one for one in entries if one.day or one.kind is QuantityEntryKind.TARGET)


@given(record=records(), view=viewpoints)
@settings(max_examples=60)
def test_an_untouched_workbook_changes_nothing(record: ProjectRecord, view: Viewpoint) -> None:
    record, now = told_apart(record), Viewpoint(view.as_of)
    with speaking("pl"):
        content = write_project(project_cells(record, now, now))
        with open_table_file(content, "projekt.xlsx") as table:
            facts = facts_sheet_of(table)
            assert facts is not None
            reading = read_project_workbook(table, facts, {record.slug})

        assert not reading.problems
        editor = Editor("Ewa", record.created_at, now.as_of)
        arrival = arrival_said(reading, record.centre, record.slug, editor, file="projekt.xlsx")
        found = compare(record, arrival, now)
        assert found.is_empty
        assert not {kind for kind, _ in found.obstacles} & ABOUT_SPENDING
