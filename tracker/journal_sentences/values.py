"""Recorded values as people read them: JSON keeps amounts and days as texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from flask_babel import gettext

from tracker import formatting
from tracker.domain.periods import PartialDate
from tracker.domain.report_fields import Aspect, FieldGroup, parse_field
from tracker.domain.vocabulary import AMOUNT_FACTS, CODED_FACTS, DATE_FACTS, FactName
from tracker.labels import label
from tracker.report_sentences.fields import value_text

Spelling = Callable[[Any], str]

_TYPED_NUMBER = re.compile(r"-?\d[\d\u00a0]*(?:,\d+)?", re.ASCII)
_TYPED_DATE = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{2})\.(?P<year>\d{4})", re.ASCII)


def text(value: Any) -> str:
    """Anything as it stands; nothing is "not stated"."""
    if value is None or value == "":
        return gettext("not stated")
    return str(value)


def tolerant(spell: Callable[[Any], str]) -> Spelling:
    """A spelling that leaves a value as it stands where it cannot be read: the record is never hidden."""

    def spelled(value: Any) -> str:
        if value is None or value == "":
            return text(value)
        try:
            return spell(value)
        except (ArithmeticError, InvalidOperation, TypeError, ValueError, KeyError):
            return text(value)

    return spelled


def of_list(members: type[Enum]) -> Spelling:
    """The words of a closed list."""
    return tolerant(lambda value: label(members(value)))


amount = tolerant(lambda value: formatting.pln(Decimal(value)))
quantity = tolerant(lambda value: formatting.quantity(Decimal(value)))
moment = tolerant(lambda value: formatting.moment(datetime.fromisoformat(value)))
day = tolerant(lambda value: formatting.day_long(date.fromisoformat(value)))
partial_day = tolerant(lambda value: formatting.partial_date(PartialDate.parse(value)))
size = tolerant(lambda value: f"{formatting.number(Decimal(value) / 1024, 1)}{formatting.NBSP}kB")


def fact_value(fact: str) -> Spelling:
    """How the values of a fact are spelled."""
    if fact not in list(FactName):
        return text
    name = FactName(fact)
    if name in AMOUNT_FACTS:
        return amount
    if name in DATE_FACTS:
        return partial_day
    return of_list(CODED_FACTS[name]) if name in CODED_FACTS else text


def report_value(field: str) -> Spelling:
    """How what was typed into a field of a report is spelled."""
    parsed = parse_field(field)
    if parsed is None:
        return text
    if parsed.aspect is Aspect.DAY:
        return tolerant(_typed_date)
    if parsed.group in (FieldGroup.SPENDING, FieldGroup.POST, FieldGroup.TRAINING):
        return tolerant(lambda value: value_text(field, _typed_number(value)))
    return tolerant(lambda value: value_text(field, value))


def _typed_number(typed: str) -> Decimal:
    if not _TYPED_NUMBER.fullmatch(typed):
        raise ValueError(typed)
    return Decimal(typed.replace("\u00a0", "").replace(",", "."))


def _typed_date(typed: str) -> str:
    found = _TYPED_DATE.fullmatch(typed)
    if found is None:
        return typed
    given = [found["year"], found["month"], found["day"] and found["day"].zfill(2)]
    return formatting.partial_date(PartialDate.parse("-".join(filter(None, given))))
