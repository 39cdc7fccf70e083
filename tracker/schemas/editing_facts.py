"""The form that states a fact anew or says which statement counts."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields, pre_load, validates_schema

from tracker.domain.drafts import FactDraft
from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import (
    AMOUNT_FACTS,
    CODED_FACTS,
    DATE_FACTS,
    AmountPrecision,
    FactName,
    StatementKind,
)
from tracker.schemas.amounts import written_precision
from tracker.schemas.editing import LONGEST_TEXT, NEEDED, KeyField, PickField, SourceSchema, optional_day, optional_text
from tracker.schemas.fields import PartialDateInputField, PlnInputField

NEW_VALUE = "new"
LONGEST_WRITTEN = 200


class FactSchema(SourceSchema):
    """What is stated, how binding it is, and which statement counts; ``value`` comes with the fact."""

    as_written = optional_text()
    kind = PickField(StatementKind, load_default=None, allow_none=True)
    effective_on = optional_day()
    note = optional_text(LONGEST_TEXT)
    counts = KeyField(load_default=None, allow_none=True)
    reason = optional_text(LONGEST_TEXT)
    typed = fields.String(load_default="")
    is_new_chosen = fields.Boolean(load_default=False)

    @pre_load
    def keep_typed(self, data: Any, **_: Any) -> Any:
        """Keep the value as it was typed: it tells how exactly an amount is known."""
        given = dict(data)
        is_new = given.get("counts") == NEW_VALUE
        value = given.get("value", "")
        return given | {
            "typed": str(value).strip()[:LONGEST_WRITTEN],
            "is_new_chosen": is_new,
            "counts": "" if is_new else given.get("counts", ""),
        }

    @validates_schema(skip_on_field_errors=False)
    def check_answers(self, data: dict[str, Any], **_: Any) -> None:
        """Somebody states something new, says which figure counts, or both; what is stated has a kind."""
        problems: dict[str, list[str]] = {}
        chosen, is_new_chosen = data.get("counts"), data.get("is_new_chosen")
        if "counts" in data and chosen is None and not is_new_chosen:
            problems["counts"] = [gettext("Choose which figure counts.")]
        is_stated = data.get("value") not in (None, "")
        if "value" in data and not is_stated and chosen is None:
            problems["value"] = [str(NEEDED["required"])]
        if (is_stated or is_new_chosen) and "kind" in data and data["kind"] is None:
            problems["kind"] = [gettext("Choose one of the answers.")]
        if problems:
            raise ValidationError(problems)

    def make_draft(self, data: dict[str, Any]) -> FactDraft:
        """The statement, the choice, or both."""
        value = data["value"] if data["value"] != "" else None
        effective_on: PartialDate | None = data["effective_on"]
        is_amount_or_date = value is not None and not isinstance(value, str)
        return FactDraft(
            source=data["source"],
            value=value,
            kind=data["kind"],
            as_written=data["as_written"] or (data["typed"] if is_amount_or_date else ""),
            amount_precision=_precision(data) if is_amount_or_date and not isinstance(value, PartialDate) else None,
            effective_on=effective_on.value if effective_on else None,
            note=data["note"],
            chosen=data["counts"],
            reason=data["reason"],
        )


def _precision(data: dict[str, Any]) -> AmountPrecision:
    return written_precision(data["as_written"] or data["typed"])


def value_input(fact: FactName) -> fields.Field[Any]:
    """The field that reads the value of a fact as a person types or picks it; empty is allowed."""
    if fact in AMOUNT_FACTS:
        return PlnInputField(load_default=None)
    if fact in DATE_FACTS:
        return PartialDateInputField(load_default=None)
    if fact in CODED_FACTS:
        return PickField(CODED_FACTS[fact], load_default=None, allow_none=True)
    return optional_text(500)


def fact_schema(fact: FactName) -> FactSchema:
    """The form of one fact."""
    fields_of: dict[str, Any] = {"value": value_input(fact)}
    made = FactSchema.from_dict(fields_of, name=f"FactSchemaOf{fact.value}")()
    assert isinstance(made, FactSchema)
    return made
