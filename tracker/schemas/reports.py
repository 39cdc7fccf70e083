"""Reports in files."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, post_load

from tracker.domain.periods import Period
from tracker.domain.vocabulary import ReportDecision
from tracker.schemas.fields import DayField, EnumField, MomentField, MonthField, PlnField, TextField
from tracker.schemas.origins import OriginSchema, listed
from tracker.schemas.plans import FROM_ONE


class PeriodSchema(Schema):
    """First and last day, both included."""

    first_day = DayField(required=True)
    last_day = DayField(required=True)

    @post_load
    def make_period(self, data: dict[str, Any], **_: Any) -> Period:
        """A period ends on or after the day it begins."""
        if data["last_day"] < data["first_day"]:
            raise ValidationError(gettext("The last day comes before the first day."), "last_day")
        return Period.of_days(data["first_day"], data["last_day"])


class SpendingSchema(Schema):
    """Spending of one task in one month; below zero when a correction takes money back."""

    task = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    month = MonthField(required=True)
    amount = PlnField(required=True, allow_negative=True)


class DecisionSchema(Schema):
    """What was decided of a submission."""

    decision = EnumField(ReportDecision, required=True)
    decided_on = DayField(required=True)
    recorded_at = MomentField(load_default=None, allow_none=True)
    comment = TextField(load_default="", required_text=False, longest=2000)


class SubmissionSchema(OriginSchema):
    """One handing-in of a report; ``effective_on`` is its day."""

    number = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    effective_on = DayField(required=True)
    spending = listed(SpendingSchema)
    problems = TextField(load_default="", required_text=False, longest=2000)
    decisions = listed(DecisionSchema)


class ReportSchema(Schema):
    """The report of one period."""

    period = fields.Nested(PeriodSchema, required=True)
    due_on = DayField(load_default=None, allow_none=True)
    submissions = listed(SubmissionSchema)
