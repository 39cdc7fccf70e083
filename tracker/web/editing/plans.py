"""The page of the payment schedule: tasks by months, with sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.budget import plan_total
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.project import Plan, ProjectRecord
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.formatting import number, pln
from tracker.gate.guards import at_standing_project, guard
from tracker.schemas.editing_plan import (
    MOST_MONTHS,
    MOST_TASKS,
    PlanInputSchema,
    amount_field,
    amount_of,
    name_field,
    plan_schema,
    task_numbers,
)
from tracker.services.editing.plans import add_plan, next_task_number, plan_fingerprint, plan_months
from tracker.storage.projects import get_record
from tracker.web.editing.pages import Theirs, bp, editor, kept, page, recorded, saved
from tracker.web.forms import Form, submit, typed


@dataclass(frozen=True)
class Totals:
    """Sums of what is typed, ``None`` where an amount cannot be read.

    Attributes:
        tasks: By number of the task.
        months: By first day of month.
        all: Of everything.
        difference: How much more than the project's value; ``None`` also when that is not known.
    """

    tasks: Mapping[int, Decimal | None]
    months: Mapping[date, Decimal | None]
    all: Decimal | None
    difference: Decimal | None


@bp.get("/<slug>/edytuj/plan")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def plan(slug: str) -> str:
    """The schedule in force, open for a further version."""
    record = get_record(slug)
    snapshot = take_snapshot(record, editor().view)
    return _show(record, Form(_values(snapshot.plan) if snapshot.plan else {name_field(1): ""}))


@bp.post("/<slug>/edytuj/plan")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_plan(slug: str) -> Response | str:
    """Record a version, or only add or remove a task of the form."""
    record = get_record(slug)
    if "add" in request.form or "remove" in request.form:
        return _show(record, Form(_reshaped(record, typed()), is_conflict="conflict" in request.form))
    return submit(
        _schema(record),
        deed=lambda draft: add_plan(slug, draft, editor(), seen=typed().get("seen", "")),
        show=lambda form: _show(get_record(slug), form),
        done=lambda made: saved(slug, _told(made)),
        keep=lambda: kept(slug),
    )


def _schema(record: ProjectRecord) -> PlanInputSchema:
    months = plan_months(take_snapshot(record, editor().view))
    return plan_schema(task_numbers(request.form), months[:MOST_MONTHS])


def _told(made: Plan) -> str:
    return gettext(
        "Saved. New version of the payment schedule: %(amount)s. The earlier version stays in the history.",
        amount=pln(plan_total(made)),
    )


def _values(present: Plan) -> dict[str, str]:
    """The fields of the schedule in force, amounts as people type them."""
    values = {name_field(task.number): task.name for task in present.tasks}
    for task in present.tasks:
        values |= {amount_field(task.number, month): number(amount, 2) for month, amount in task.monthly.items()}
    return values


def _reshaped(record: ProjectRecord, values: dict[str, str]) -> dict[str, str]:
    """What was typed, with one task more or less."""
    removed = values.pop("remove", "")
    if values.pop("add", ""):
        numbers = task_numbers(values)
        if len(numbers) < MOST_TASKS:
            values[name_field(next_task_number(record, numbers))] = ""
    return {name: text for name, text in values.items() if not (removed and name.startswith(f"task-{removed}-"))}


def _show(record: ProjectRecord, form: Form) -> str:
    snapshot = take_snapshot(record, editor().view)
    months = plan_months(snapshot)
    if len(months) > MOST_MONTHS:
        message = gettext("The period of the project is longer than ten years; correct its start or end first.")
        raise InvalidInputError([Problem("start", message)])
    numbers = task_numbers(form.values)
    return page(
        "plan",
        record,
        form,
        snapshot=snapshot,
        months=months,
        numbers=numbers,
        totals=_totals(form.values, numbers, months, snapshot),
        name_field=name_field,
        amount_field=amount_field,
        theirs=_theirs(record) if form.is_conflict else None,
        seen=plan_fingerprint(record),
    )


def _totals(values: Mapping[str, str], numbers: Sequence[int], months: Sequence[date], snapshot: Snapshot) -> Totals:
    cells = {(n, month): amount_of(values.get(amount_field(n, month))) for n in numbers for month in months}
    everything = _sum(list(cells.values()))
    value = snapshot.value
    return Totals(
        tasks={n: _sum([cells[n, month] for month in months]) for n in numbers},
        months={month: _sum([cells[n, month] for n in numbers]) for month in months},
        all=everything,
        difference=everything - value if everything is not None and value is not None else None,
    )


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, start=Decimal(0)) if len(known) == len(amounts) else None


def _theirs(record: ProjectRecord) -> Theirs | None:
    last = max(record.plans, key=lambda p: p.id, default=None)
    return Theirs(pln(plan_total(last)), recorded(last.origin)) if last else None
