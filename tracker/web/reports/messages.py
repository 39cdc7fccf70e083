"""What is said at the fields of a report's form, and when: nothing turns red before somebody has been at the field."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from tracker.domain.report_check import Check
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.domain.report_fields import (
    MILESTONE_ASPECTS,
    Aspect,
    FieldGroup,
    explanation_field,
    milestone_field,
    parse_field,
)
from tracker.formatting import date_text
from tracker.report_sentences.checks import check_sentence
from tracker.services.reporting.ground import OpenReport

ERROR, WARNING, HINT, PROMPT = "error", "warning", "hint", "prompt"

PROMPTS = frozenset(
    {
        CheckCode.FORECAST_PAST,
        CheckCode.DELAY_UNEXPLAINED,
        CheckCode.MILESTONE_DAY_MISSING,
        CheckCode.STATUS_UNEXPLAINED,
    }
)
"""Errors of which a field tells quietly before anybody has been at it, because they say what to do there."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence at a field.

    Attributes:
        kind: ``error``, ``warning``, ``hint``, or ``prompt`` for an error at a field nobody has been at.
        explained_in: The field that takes the sentence a warning asks for; empty for anything else.
        month: The month of the cell it is about, because the cells of a task share the place below them.
    """

    kind: str
    text: str
    explained_in: str = ""
    month: date | None = None

    @property
    def shown(self) -> str:
        """The sentence as it stands below a row of cells: with the month of its cell before it."""
        if self.month is None:
            return self.text
        return gettext("%(month)s: %(sentence)s", month=date_text(self.month, "LLLL"), sentence=self.text)


def shown_messages(
    opened: OpenReport, *, is_counted: bool = True, gaps: bool = False
) -> dict[str, tuple[Message, ...]]:
    """All that is said at each field or part, the most serious first.

    Args:
        opened: The report.
        is_counted: Whether all amounts are given; until then nobody knows what the figures say of the project.
        gaps: Whether what is still missing is said too: somebody has tried to go on.
    """
    told: dict[str, list[Message]] = {}
    for field, texts in opened.read.problems.items():
        told[field] = [Message(ERROR, text, month=_month_of(field)) for text in texts]
    for check in _checks(opened, is_counted=is_counted, gaps=gaps):
        message = _message(opened, check, gaps=gaps)
        if message and not (check.code is CheckCode.UNREADABLE and check.field in told):
            told.setdefault(check.field, []).append(message)
    order = (ERROR, PROMPT, WARNING, HINT)
    return {field: tuple(sorted(said, key=lambda m: order.index(m.kind))) for field, said in told.items()}


def _checks(opened: OpenReport, *, is_counted: bool, gaps: bool) -> Iterator[Check]:
    found = opened.outcome
    for check in found.errors:
        # While the period goes on a day in it may well be ahead; the check is about the day on which it is sent.
        if check.code is not CheckCode.FORECAST_PAST or check.day is None or check.day < opened.today:
            yield check
    if gaps:
        yield from found.unexplained
    yield from found.warnings
    yield from (check for check in found.hints if is_counted or check.code is not CheckCode.STATUS_DIFFERS)


def _message(opened: OpenReport, check: Check, *, gaps: bool) -> Message | None:
    if check.level is CheckLevel.WARNING:
        return Message(WARNING, check_sentence(check), explanation_field(check.key))
    if check.level is CheckLevel.HINT:
        return Message(HINT, gettext("Worth checking. %(finding)s", finding=check_sentence(check)))
    if gaps or _was_touched(check.field, opened.fields):
        return Message(ERROR, check_sentence(check), month=check.month)
    return Message(PROMPT, check_sentence(check)) if check.code in PROMPTS else None


def _was_touched(name: str, saved: Collection[str]) -> bool:
    """Whether anybody has been at a field; for the name of a part, at any field of it."""
    field = parse_field(name)
    if field is None:
        return any(other.startswith(f"{name}.") for other in saved)
    if name in saved or field.group is not FieldGroup.MILESTONE:
        return name in saved
    # A reason is asked for only after the day has been changed: nobody has been at it yet.
    others = (milestone_field(field.number, aspect) for aspect in MILESTONE_ASPECTS)
    return field.aspect is not Aspect.REASON and any(other in saved for other in others)


def _month_of(name: str) -> date | None:
    field = parse_field(name)
    return field.month if field else None
