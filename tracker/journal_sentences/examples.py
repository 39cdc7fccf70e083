"""What was invented of later days and had to make room for a real deed, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.domain.periods import Period
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision
from tracker.formatting import day
from tracker.journal_sentences import values
from tracker.journal_sentences.names import Naming
from tracker.sentences import period_name

Leaf = tuple[tuple[object, ...], str, str]
"""What tells a value from the others of its event, its name, and the value in words."""


def example_leaf(told: Mapping[str, Any], place: int, naming: Naming) -> Leaf:
    """One thing that was invented.

    Raises:
        KeyError, TypeError, ValueError: If it has not the form that is recorded now.
    """
    path = ("example", place)
    if "number" in told:
        return path, _report_name(told), _report(told)
    if "milestone" in told:
        kind = values.of_list(MilestoneEntryKind)(told["kind"])
        return path, naming.milestone(told["milestone"]), f"{kind}, {values.partial_day(told['day'])}"
    reached = values.quantity(told["quantity"])
    return path, told["name"], gettext("%(quantity)s on %(day)s", quantity=reached, day=values.day(told["day"]))


def _report_name(told: Mapping[str, Any]) -> str:
    first, last = (date.fromisoformat(told[key]) for key in ("period_start", "period_end"))
    period = period_name(Period.of_days(first, last))
    return gettext("Report for %(period)s, version %(number)s", period=period, number=told["number"])


def _report(told: Mapping[str, Any]) -> str:
    """When it was handed in, with what spending, and what was decided when; of a kept version the decisions alone."""
    parts = [
        f"{values.of_list(ReportDecision)(decision)} {day(date.fromisoformat(on))}"
        for decision, on in told["decisions"]
    ]
    if "submitted_on" in told:
        on, spent = date.fromisoformat(told["submitted_on"]), values.amount(told["amount"])
        parts.insert(0, gettext("handed in on %(day)s, spending %(amount)s", day=day(on), amount=spent))
    return "; ".join(parts)
