"""Posts and training in files: names with targets and what was reached."""

from __future__ import annotations

from marshmallow import fields

from tracker.domain.vocabulary import PostKind, QuantityEntryKind, TrainingKind
from tracker.schemas.fields import DayField, EnumField, QuantityField, TextField
from tracker.schemas.origins import OriginSchema, listed


class QuantityEntrySchema(OriginSchema):
    """A target, or what was reached, by a day."""

    kind = EnumField(QuantityEntryKind, required=True)
    quantity = QuantityField(required=True)
    day = DayField(load_default=None, allow_none=True)
    note = TextField(load_default="", required_text=False, longest=2000)


class PostSchema(OriginSchema):
    """A post or team; quantities are FTE."""

    kind = EnumField(PostKind, required=True)
    name = TextField(required=True)
    is_new = fields.Boolean(required=True)
    entries = listed(QuantityEntrySchema)


class TrainingSchema(OriginSchema):
    """Training (persons), supervision (hours) or study visits (visits)."""

    kind = EnumField(TrainingKind, required=True)
    name = TextField(required=True)
    entries = listed(QuantityEntrySchema)
