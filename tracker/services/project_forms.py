"""The workbook of one project: filled with what is on record, and what it says when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from flask_babel import gettext, pgettext

from tracker.domain.arrivals import Arrival
from tracker.domain.arriving_spending import monthly_spending
from tracker.domain.money import total
from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import (
    Centre,
    Milestone,
    MilestoneEntry,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Report,
    ReportContent,
    Spending,
    Submission,
    Task,
    Training,
)
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.quantities import quantity_state
from tracker.domain.report_form import SOLE_TASK
from tracker.domain.reporting import due_day, report_states, reported_spending
from tracker.domain.schedule import milestone_state
from tracker.domain.snapshot import plan_in_force, project_period, resolve_facts
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, PostKind, QuantityEntryKind, TrainingKind
from tracker.exchange.filled_sheets.project_reading import ProjectReading
from tracker.exchange.filled_sheets.project_template import ProjectCells
from tracker.exchange.filled_sheets.tables import RowRead
from tracker.exchange.filled_sheets.writing import Cells
from tracker.formatting import typed_date
from tracker.labels import label
from tracker.services.editing.ground import Editor
from tracker.services.imports.telling import arrival_of
from tracker.services.portfolio_forms import accepted_facts, centre_cells, centre_said, centres_by_name, fact_cells
from tracker.storage.projects import get_record

DATES = {
    "baseline": MilestoneEntryKind.BASELINE,
    "forecast": MilestoneEntryKind.FORECAST,
    "achieved": MilestoneEntryKind.ACHIEVED,
}
"""The columns of dates, and what each says."""


def project_cells(record: ProjectRecord, view: Viewpoint, reports_view: Viewpoint) -> ProjectCells:
    """A project as its workbook has it.

    Args:
        record: The project.
        view: What is held true is looked at from here.
        reports_view: Reports are looked at from here; of what they say only spending is in the workbook.
    """
    plan = plan_in_force(record, view)
    tasks = plan.tasks if plan else ()
    period = project_period(resolve_facts(record, view))
    spent = monthly_spending(reported_spending(report_states((), record.reports, reports_view)).spending)
    planned = {month for task in tasks for month in task.monthly} | set(period.months() if period else ())
    months = planned | {month for month, _task in spent}
    return ProjectCells(
        facts={**centre_cells(record.centre), **fact_cells(record, view)},
        milestones=[_milestone_cells(m, view) for m in record.milestones if view.knows(m.origin)],
        posts=[
            {"kind": label(p.kind), "name": p.name, "is_new": _yes(is_so=p.is_new)} | _quantity_cells(p.entries, view)
            for p in record.posts
            if view.knows(p.origin)
        ],
        trainings=[
            {"kind": label(t.kind), "name": t.name} | _quantity_cells(t.entries, view)
            for t in record.trainings
            if view.knows(t.origin)
        ],
        months=sorted(months),
        tasks=[_task_cells(task) for task in tasks],
        spending=_spending_cells(tasks, spent),
    )


def _yes(*, is_so: bool) -> str:
    return pgettext("answer", "yes") if is_so else pgettext("answer", "no")


def _milestone_cells(milestone: Milestone, view: Viewpoint) -> Cells:
    state = milestone_state(milestone, view)
    forecast = None if state.is_achieved else state.forecast
    dates = {"baseline": state.baseline, "forecast": forecast, "achieved": state.achieved}
    cells: dict[str, str | int | Decimal | None] = {
        "number": milestone.number,
        "kind": label(milestone.kind),
        "name": milestone.name,
        "weight": milestone.weight,
    }
    return cells | {name: typed_date(entry.day) for name, entry in dates.items() if entry}


def _quantity_cells(entries: Iterable[QuantityEntry], view: Viewpoint) -> dict[str, str | int | Decimal | None]:
    state = quantity_state(entries, view)
    cells: dict[str, str | int | Decimal | None] = {}
    for name, entry in (("target", state.target), ("actual", state.actual)):
        if entry is not None:
            cells[name] = entry.quantity
            cells[f"{name}_day"] = typed_date(PartialDate(entry.day)) if entry.day else None
    return cells


def _task_cells(task: Task) -> Cells:
    cells: dict[str, str | int | Decimal | None] = {"number": task.number, "name": task.name}
    return cells | {month.isoformat(): amount for month, amount in task.monthly.items()}


def _spending_cells(tasks: Sequence[Task], spent: Mapping[tuple[date, int], Decimal]) -> list[Cells]:
    """A row for each task, and for each other that a report names; without a schedule the project is one task."""
    names = {task.number: task.name for task in tasks} or {SOLE_TASK: gettext("Whole project")}
    rows: dict[int, dict[str, str | int | Decimal | None]] = {
        number: {"number": number, "name": names.get(number, "")}
        for number in sorted({*names, *(task for _month, task in spent)})
    }
    for (month, task), amount in spent.items():
        rows[task][month.isoformat()] = amount
    return list(rows.values())


def empty_cells(life: Period | None, today: date) -> ProjectCells:
    """The workbook of a project that is not on record.

    Args:
        life: In which the projects at hand run: it has the months of it.
        today: Its year is offered while there are none.
    """
    period = life or Period(date(today.year, 1, 1), date(today.year + 1, 1, 1))
    return ProjectCells(facts={}, months=list(period.months())[:MOST_MONTHS])


MOST_MONTHS = 60
"""Months that an empty workbook offers; others can be added by their headings."""


def project_arrival(reading: ProjectReading, editor: Editor, *, file: str) -> Arrival | None:
    """What a workbook says of the project whose address it bears, or of a new one.

    Args:
        reading: What was read; what is wrong with the centre is noted in it.
        editor: Who brings it.
        file: Its name, which is the document when it names none.

    Returns:
        What it says; ``None`` when the centre is neither on record nor described.
    """
    slug = str(reading.facts["slug"]) if "slug" in reading.facts else None
    present = get_record(slug).centre if slug else None
    centre = centre_said(reading.facts, present, centres_by_name(), reading.complain)
    return arrival_said(reading, centre, slug, editor, file=file) if centre else None


def arrival_said(reading: ProjectReading, centre: Centre, slug: str | None, editor: Editor, *, file: str) -> Arrival:
    """What a workbook says of a project of a centre; see :func:`project_arrival`."""
    accepted = accepted_facts(reading.facts, editor, file)
    arrival = arrival_of(accepted, centre, editor, slug=slug, restates=True)
    origin = Origin(accepted.source, None, editor.today, editor.at, editor.name)
    said = replace(
        arrival.record,
        milestones=tuple(_milestone(place, row, origin) for place, row in enumerate(reading.milestones, start=1)),
        posts=tuple(_post(place, row, origin) for place, row in enumerate(reading.posts, start=1)),
        trainings=tuple(_training(place, row, origin) for place, row in enumerate(reading.trainings, start=1)),
        plans=(Plan(1, _tasks(reading.tasks), origin),) if reading.tasks else (),
        reports=tuple(_spending(reading.spending, origin)),
    )
    return replace(arrival, record=said)


def _milestone(place: int, row: RowRead, origin: Origin) -> Milestone:
    kind, weight = row.values["kind"], row.values.get("weight", 1)
    assert isinstance(kind, MilestoneKind)
    assert isinstance(weight, int)
    dates = ((kind_of, row.values.get(key)) for key, kind_of in DATES.items())
    entries = tuple(MilestoneEntry(1, kind_of, day, origin) for kind_of, day in dates if isinstance(day, PartialDate))
    return Milestone(place, place, kind, str(row.values["name"]), weight, origin, entries)


def _post(place: int, row: RowRead, origin: Origin) -> Post:
    kind = row.values["kind"]
    assert isinstance(kind, PostKind)
    is_new = row.values.get("is_new") is True
    return Post(place, kind, str(row.values["name"]), is_new, origin, tuple(_quantities(row.values, origin)))


def _training(place: int, row: RowRead, origin: Origin) -> Training:
    kind = row.values["kind"]
    assert isinstance(kind, TrainingKind)
    return Training(place, kind, str(row.values["name"]), origin, tuple(_quantities(row.values, origin)))


def _quantities(values: Mapping[str, object], origin: Origin) -> Iterator[QuantityEntry]:
    for name, kind in (("target", QuantityEntryKind.TARGET), ("actual", QuantityEntryKind.ACTUAL)):
        quantity, day = values.get(name), values.get(f"{name}_day")
        if isinstance(quantity, Decimal):
            yield QuantityEntry(1, kind, quantity, day.last_day if isinstance(day, PartialDate) else None, origin)


def _tasks(rows: Sequence[RowRead]) -> tuple[Task, ...]:
    return tuple(_task(row.values) for row in sorted(rows, key=lambda row: str(row.values["number"]).zfill(3)))


def _task(values: Mapping[str, object]) -> Task:
    monthly = _monthly(values)
    return Task(_number(values), str(values["name"]), total(monthly.values()), monthly)


def _number(values: Mapping[str, object]) -> int:
    number = values["number"]
    assert isinstance(number, int)
    return number


def _monthly(values: Mapping[str, object]) -> dict[date, Decimal]:
    """The amounts of a row by the first days of their months."""
    return {date.fromisoformat(key): amount for key, amount in sorted(values.items()) if isinstance(amount, Decimal)}


def _spending(rows: Sequence[RowRead], origin: Origin) -> Iterator[Report]:
    """All that was spent as one report of the months from the first to the last; the comparison divides it."""
    spent = tuple(
        Spending(_number(row.values), month, amount) for row in rows for month, amount in _monthly(row.values).items()
    )
    if spent:
        first, last = min(item.month for item in spent), max(item.month for item in spent)
        period = Period(first, add_months(last, 1))
        yield Report(1, period, due_day(period), (_handed_in(spent, origin),))


def _handed_in(spent: tuple[Spending, ...], origin: Origin) -> Submission:
    return Submission(1, 1, ReportContent(spending=spent), replace(origin, effective_on=origin.known_on))
