"""What every entry of a history says of its source and of both clocks."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from tracker.schemas.fields import DayField, MomentField, TextField


def listed(schema: type[Schema]) -> fields.List[Any]:
    """A list of objects of one shape, empty when it is left out."""
    return fields.List(fields.Nested(schema), load_default=list)


class OriginSchema(Schema):
    """Source and clocks; what is left out takes its default from the source and the file."""

    source = TextField(required=True, longest=80)
    effective_on = DayField(load_default=None, allow_none=True)
    known_on = DayField(load_default=None, allow_none=True)
    recorded_at = MomentField(load_default=None, allow_none=True)
    recorded_by = TextField(load_default="", required_text=False)
    withdrawn_on = DayField(load_default=None, allow_none=True)
