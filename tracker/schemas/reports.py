"""Reports in files."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, post_load, validates

from tracker.domain.periods import Period
from tracker.domain.report_life import DECLARABLE
from tracker.domain.vocabulary import IndicatorKind, MilestoneEntryKind, ReportDecision, ReportPart, Status
from tracker.schemas.fields import (
    DayField,
    EnumField,
    MomentField,
    MonthField,
    PlnField,
    QuantityField,
    TextField,
)
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


class ReportedMilestoneSchema(Schema):
    """What a report says of one milestone, by its number."""

    number = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    kind = EnumField(MilestoneEntryKind, required=True)
    day = DayField(required=True)
    reason = TextField(load_default="", required_text=False, longest=2000)

    @validates("kind")
    def check_kind(self, value: MilestoneEntryKind, **_: Any) -> None:
        """A report never moves the promise."""
        if value is MilestoneEntryKind.BASELINE:
            raise ValidationError(gettext("A report tells what was achieved or is expected, not what was planned."))


class ReportedPostSchema(Schema):
    """How much of a post, by its place in the list of posts, was filled when the period ended."""

    post = fields.Integer(required=True, strict=True)
    quantity = QuantityField(required=True)


class ReportedTrainingSchema(Schema):
    """How much of a training, by its place in the list of trainings, was held when the period ended."""

    training = fields.Integer(required=True, strict=True)
    quantity = QuantityField(required=True)


class IndicatorSchema(Schema):
    """An indicator of the application."""

    kind = EnumField(IndicatorKind, required=True)
    name = TextField(required=True)
    unit = TextField(load_default="", required_text=False, longest=60)
    target = QuantityField(load_default=None, allow_none=True)
    reached = QuantityField(required=True)


class RemarkSchema(Schema):
    """What a coordinator said of one field."""

    field = TextField(required=True, longest=80)
    comment = TextField(load_default="", required_text=False, longest=2000)
    proposed = TextField(load_default="", required_text=False, longest=2000)


class DecisionSchema(Schema):
    """What was decided of a submission."""

    decision = EnumField(ReportDecision, required=True)
    decided_on = DayField(required=True)
    recorded_at = MomentField(load_default=None, allow_none=True)
    comment = TextField(load_default="", required_text=False, longest=2000)
    made_by = TextField(load_default="", required_text=False)
    remarks = listed(RemarkSchema)


class SubmissionSchema(OriginSchema):
    """One handing-in of a report; ``effective_on`` is its day."""

    number = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    effective_on = DayField(required=True)
    milestones = listed(ReportedMilestoneSchema)
    posts = listed(ReportedPostSchema)
    trainings = listed(ReportedTrainingSchema)
    indicators = listed(IndicatorSchema)
    problems = TextField(load_default="", required_text=False, longest=2000)
    next_steps = TextField(load_default="", required_text=False, longest=2000)
    spending = listed(SpendingSchema)
    declared_status = EnumField(Status, load_default=None, allow_none=True)
    declared_reason = TextField(load_default="", required_text=False, longest=2000)
    explanations = fields.Dict(keys=TextField(longest=80), values=TextField(longest=2000), load_default=dict)
    unchanged = fields.List(EnumField(ReportPart), load_default=list)
    decisions = listed(DecisionSchema)

    @validates("declared_status")
    def check_declared(self, value: Status | None, **_: Any) -> None:
        """A director declares one of three."""
        if value is not None and value not in DECLARABLE:
            raise ValidationError(gettext("A report declares on_track, attention or at_risk."))


class ReportSchema(Schema):
    """The report of one period."""

    period = fields.Nested(PeriodSchema, required=True)
    due_on = DayField(load_default=None, allow_none=True)
    submissions = listed(SubmissionSchema)
