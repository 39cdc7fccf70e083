"""Plans in files: tasks with their planned spending by month."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, validate, validates

from tracker.schemas.fields import MonthField, PlnField, TextField
from tracker.schemas.origins import OriginSchema

FROM_ONE = validate.Range(min=1, max=999)


class TaskSchema(Schema):
    """A task; its budget is the sum of its months."""

    number = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    name = TextField(required=True)
    monthly = fields.Dict(keys=MonthField(), values=PlnField(), required=True)


class PlanSchema(OriginSchema):
    """One version of the payment schedule."""

    tasks = fields.List(fields.Nested(TaskSchema), required=True, validate=validate.Length(min=1))

    @validates("tasks")
    def check_numbers(self, tasks: list[dict[str, Any]], **_: Any) -> None:
        """Numbers of tasks are unique: spending refers to them."""
        numbers = [task["number"] for task in tasks if "number" in task]
        for index, number in enumerate(numbers):
            if number in numbers[:index]:
                message = gettext("Task %(number)s is there twice.", number=number)
                raise ValidationError({index: {"number": [message]}})
