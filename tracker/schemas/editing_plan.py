"""The form of the payment schedule: a field for each task and month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, validates_schema

from tracker.domain.drafts import PlanDraft
from tracker.domain.money import total
from tracker.domain.project import Task
from tracker.schemas.amounts import AmountError, parse_typed_amount
from tracker.schemas.editing import ResolvingSchema, needed_text, optional_day
from tracker.schemas.fields import PlnInputField

MOST_TASKS = 60
MOST_MONTHS = 120
_NAME = re.compile(r"task-([1-9]\d{0,2})-name")


def name_field(number: int) -> str:
    """The name of the field that holds a task's name."""
    return f"task-{number}-name"


def amount_field(number: int, month: date) -> str:
    """The name of the field that holds a task's amount in a month."""
    return f"task-{number}-{month:%Y-%m}"


def task_numbers(names: Iterable[str]) -> tuple[int, ...]:
    """The tasks of a form by the names of its fields, in order; a form of absurd length is cut."""
    found = {int(match[1]) for name in names if (match := _NAME.fullmatch(name))}
    return tuple(sorted(found)[:MOST_TASKS])


class PlanInputSchema(ResolvingSchema):
    """A version of the payment schedule; its fields come with the tasks and months."""

    numbers: Sequence[int] = ()
    months: Sequence[date] = ()

    effective_on = optional_day()

    @validates_schema(skip_on_field_errors=False)
    def check_tasks(self, data: dict[str, Any], **_: Any) -> None:
        """There is a task, and each has money in some month."""
        if not self.numbers:
            raise ValidationError(gettext("Add at least one task."), "tasks")
        empty = [number for number in self.numbers if not self._has_money(number, data)]
        problems = {name_field(n): [gettext("Give an amount in some month, or remove the task.")] for n in empty}
        if problems:
            raise ValidationError(problems)

    def _has_money(self, number: int, data: Mapping[str, Any]) -> bool:
        """A field that cannot be read has its own message."""
        return any(data.get(amount_field(number, month), True) for month in self.months)

    def make_draft(self, data: dict[str, Any]) -> PlanDraft:
        """The version; a month without money is left out."""
        effective_on = data["effective_on"]
        tasks = tuple(self._task(number, data) for number in self.numbers)
        return PlanDraft(data["source"], tasks, effective_on.value if effective_on else None)

    def _task(self, number: int, data: Mapping[str, Any]) -> Task:
        read = {month: data[amount_field(number, month)] for month in self.months}
        monthly: dict[date, Decimal] = {month: amount for month, amount in read.items() if amount}
        return Task(number, data[name_field(number)], total(monthly.values()), monthly)


def plan_schema(numbers: Sequence[int], months: Sequence[date]) -> PlanInputSchema:
    """The form of a schedule with these tasks and months."""
    made: dict[str, Any] = {name_field(number): needed_text() for number in numbers}
    for number in numbers:
        made |= {amount_field(number, month): PlnInputField(load_default=None) for month in months}
    schema = PlanInputSchema.from_dict(made, name="PlanInputSchemaOfTasks")()
    assert isinstance(schema, PlanInputSchema)
    schema.numbers, schema.months = numbers, months
    return schema


def amount_of(text: str | None) -> Decimal | None:
    """An amount as typed, for totals beside a form that may still hold errors; ``None`` when it cannot be read."""
    if not (text or "").strip():
        return Decimal(0)
    try:
        return parse_typed_amount(str(text))
    except AmountError:
        return None
