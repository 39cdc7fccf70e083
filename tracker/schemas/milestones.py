"""Milestones in files."""

from __future__ import annotations

from marshmallow import fields

from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind
from tracker.schemas.fields import EnumField, PartialDateField, TextField
from tracker.schemas.origins import OriginSchema, listed
from tracker.schemas.plans import FROM_ONE


class MilestoneEntrySchema(OriginSchema):
    """One thing said of a milestone's date."""

    kind = EnumField(MilestoneEntryKind, required=True)
    day = PartialDateField(required=True)
    reason = TextField(load_default="", required_text=False, longest=2000)


class MilestoneSchema(OriginSchema):
    """A milestone with all that was said of it."""

    number = fields.Integer(required=True, strict=True, validate=FROM_ONE)
    kind = EnumField(MilestoneKind, required=True)
    name = TextField(required=True)
    weight = fields.Integer(load_default=1, strict=True, validate=FROM_ONE)
    entries = listed(MilestoneEntrySchema)
