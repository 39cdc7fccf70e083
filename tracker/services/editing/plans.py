"""Record a further version of the payment schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.domain.budget import plan_total
from tracker.domain.drafts import PlanDraft
from tracker.domain.project import Plan, ProjectRecord, Task
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.formatting import day_long
from tracker.services.editing.ground import Editor, add, bare, open_project, refuse, trace

NOT_YET = 0


def plan_fingerprint(record: ProjectRecord) -> str:
    """What tells one state of the schedule from another: its last version."""
    return str(max((plan.id for plan in record.plans), default=0))


def plan_months(snapshot: Snapshot) -> tuple[date, ...]:
    """The months a schedule may have money in: those of the project's period and those it has money in already."""
    months = set(snapshot.period.months()) if snapshot.period else set()
    for task in snapshot.plan.tasks if snapshot.plan else ():
        months |= set(task.monthly)
    return tuple(sorted(months))


def next_task_number(record: ProjectRecord, present: Sequence[int]) -> int:
    """A number that no task of any version has: spending refers to tasks by number."""
    used = [task.number for plan in record.plans for task in plan.tasks]
    return max((*used, *present), default=0) + 1


def add_plan(slug: str, draft: PlanDraft, editor: Editor, *, seen: str) -> Plan:
    """Record a version of the schedule; the earlier ones stay. The caller commits.

    A version without a day of its own corrects the one in force and applies from the same day.

    Raises:
        ConflictError: If somebody recorded a version since the form was opened.
        InvalidInputError: If it is the version in force, or would apply before that does and so never count.
    """
    record = open_project(slug, seen=seen, fingerprint=plan_fingerprint)
    present = take_snapshot(record, editor.view).plan
    in_force_from = present.origin.effective_on if present else None
    if present and draft.tasks == present.tasks and draft.effective_on in (None, in_force_from):
        raise refuse("tasks", gettext("Nothing differs from the schedule in force."))
    if draft.effective_on and in_force_from and draft.effective_on < in_force_from:
        message = gettext("The schedule in force applies from %(day)s.", day=day_long(in_force_from))
        raise refuse("effective_on", message)
    origin = trace(draft.source, editor, record=record, effective_on=draft.effective_on or in_force_from)
    plan = Plan(NOT_YET, draft.tasks, origin)
    add(
        record,
        replace(bare(record), plans=(plan,)),
        editor,
        deed="add_plan",
        before=_summary(present) if present else {},
        after=_summary(plan),
    )
    return plan


def _summary(plan: Plan) -> dict[str, Any]:
    return {"total": str(plan_total(plan)), "tasks": [_task(task) for task in plan.tasks]}


def _task(task: Task) -> dict[str, Any]:
    monthly = {f"{month:%Y-%m}": str(amount) for month, amount in sorted(task.monthly.items())}
    return {"number": task.number, "name": task.name, "budget": str(task.budget), "monthly": monthly}
