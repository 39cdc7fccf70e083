"""What a coordinator proposes for a field of a report: kept in one spelling, shown in words, however it was typed."""

from __future__ import annotations

from marshmallow import ValidationError

from tracker.domain.report_fields import Aspect, FieldGroup, FieldName, parse_field
from tracker.domain.report_values import FieldValue
from tracker.report_sentences.fields import value_text
from tracker.schemas.dates import parse_typed_date
from tracker.schemas.report_form import ReportAmountField, ReportQuantityField
from tracker.schemas.report_spelling import spell

_AMOUNT = ReportAmountField()
_QUANTITY = ReportQuantityField()
_COUNTED = frozenset({FieldGroup.POST, FieldGroup.TRAINING})
_FIGURES = frozenset({Aspect.TARGET, Aspect.REACHED})


def proposed_value(name: str, text: str) -> FieldValue:
    """The value that a proposal stands for; of a text, a choice and what cannot be read, the text itself.

    Args:
        name: The field it is proposed for.
        text: What the coordinator typed.
    """
    field = parse_field(name)
    try:
        return _read(field, text) if field else text
    except (ValidationError, ValueError):
        return text


def _read(field: FieldName, text: str) -> FieldValue:
    if field.group is FieldGroup.SPENDING:
        amount: FieldValue = _AMOUNT.deserialize(text)
        return amount
    if field.group in _COUNTED or field.aspect in _FIGURES:
        number: FieldValue = _QUANTITY.deserialize(text)
        return number
    return parse_typed_date(text) if field.aspect is Aspect.DAY else text


def spell_proposal(name: str, text: str) -> str:
    r"""A proposal as the form of the report would spell it.

    >>> spell_proposal("spending.2.2019-08", "8.300,50"), spell_proposal("milestone.1.day", "25/10/19")
    ('8\xa0300,50', '25.10.2019')
    """
    return spell(name, proposed_value(name, text))


def proposal_text(name: str, text: str) -> str:
    """A proposal in words for people, in the language of the page; empty when nothing is proposed."""
    return value_text(name, proposed_value(name, text)) if text else ""
