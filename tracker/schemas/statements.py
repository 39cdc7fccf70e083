"""Statements and choices in files."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields, post_load

from tracker.domain.vocabulary import (
    AMOUNT_FACTS,
    CODED_FACTS,
    DATE_FACTS,
    AmountPrecision,
    FactName,
    StatementKind,
)
from tracker.schemas.amounts import written_precision
from tracker.schemas.fields import EnumField, PartialDateField, PlnField, TextField
from tracker.schemas.origins import OriginSchema


def value_field(fact: FactName) -> fields.Field[Any]:
    """The field that reads the value of a fact from a file."""
    if fact in AMOUNT_FACTS:
        return PlnField()
    if fact in DATE_FACTS:
        return PartialDateField()
    return EnumField(CODED_FACTS[fact]) if fact in CODED_FACTS else TextField(longest=2000)


_VALUE_FIELDS = {fact: value_field(fact) for fact in FactName}


class StatementSchema(OriginSchema):
    """One figure or text, as somebody stated it; the shape of its value depends on the fact."""

    fact = EnumField(FactName, required=True)
    value = fields.Raw(required=True)
    as_written = TextField(load_default="", required_text=False)
    kind = EnumField(StatementKind, required=True)
    amount_precision = EnumField(AmountPrecision, load_default=None, allow_none=True)
    note = TextField(load_default="", required_text=False, longest=2000)

    @post_load
    def read_value(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Turn the value into an amount, a date or a text; an amount left without precision takes the written one."""
        fact = data["fact"]
        try:
            data["value"] = _VALUE_FIELDS[fact].deserialize(data["value"])
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from None
        if fact in AMOUNT_FACTS:
            written = data["as_written"]
            data["amount_precision"] = data["amount_precision"] or (
                written_precision(written) if written else AmountPrecision.GROSZ
            )
        elif data["amount_precision"] is not None:
            raise ValidationError(gettext("Only an amount has this precision."), "amount_precision")
        return data


class ChoiceSchema(OriginSchema):
    """A person's choice of one of the statements of the same file, named by its place in the list, from 0."""

    fact = EnumField(FactName, required=True)
    statement = fields.Integer(required=True, strict=True)
    reason = TextField(required=True, longest=2000)
