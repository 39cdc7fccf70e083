"""Which amount is which: the label before it, else the words after it, else the line above."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tracker.reading.amount_cues import Label, decoy_reason, label_after, label_before
from tracker.reading.numbers import AmountMark
from tracker.reading.page import Page, Span
from tracker.reading.result import DecoyReason, FieldName

LEFT_REACH, RIGHT_REACH = 260, 90
"""How far, in characters, a label may stand from its amount."""

_CLAUSE_END = re.compile(r"[,;(]| a | oraz | i |\n")
_COMPLETION = re.compile(
    r"wynosi|wyniosl|wynosil|to(?![a-z])|stanowi|:|-|=|w wysokosci|w kwocie|na kwote|opiewa|kwot[aeyą]|rowna"
)


_HINTS = frozenset({"amount_obtained", "amount_awarded"})
_VAGUE = 0.15
"""How much less sure an amount is without its currency, or in thousands."""


@dataclass(frozen=True, slots=True)
class AmountRole:
    """What an amount is taken for.

    Attributes:
        field: ``None`` for a decoy.
        confidence: Of the rule, 0 for a decoy.
    """

    mark: AmountMark
    field: FieldName | None
    rule: str
    confidence: float
    reason: DecoyReason | None = None


def amount_roles(
    page: Page, marks: Sequence[AmountMark], *, is_foreign: Callable[[Span], bool]
) -> Iterator[AmountRole]:
    """What each amount of a page is; bare figures without a label are passed over."""
    for index, mark in enumerate(marks):
        left_limit = marks[index - 1].span.end if index else 0
        right_limit = marks[index + 1].span.start if index + 1 < len(marks) else len(page.folded)
        role = _role(page, mark, left_limit, right_limit)
        if mark.is_bare and role.field is None:
            continue
        if role.field is not None and is_foreign(mark.span):
            role = _decoy(mark, DecoyReason.OTHER_PROJECT)
        yield role


def _role(page: Page, mark: AmountMark, left_limit: int, right_limit: int) -> AmountRole:
    sentence = page.sentence_at(mark.span.start)
    left_start = max(sentence.start, left_limit, mark.span.start - LEFT_REACH)
    left = page.folded[left_start : mark.span.start]
    whole_left = page.folded[max(sentence.start, mark.span.start - LEFT_REACH) : mark.span.start]
    right = page.folded[mark.span.end : min(sentence.end, right_limit, mark.span.end + RIGHT_REACH)]
    label = label_before(left)
    reason = decoy_reason(left, whole_left, right, label)
    if reason is not None:
        return _decoy(mark, reason)
    if mark.is_bare:
        label = label if _COMPLETION.search(left[-30:]) else None
    else:
        label = _best_label(label, left, right, is_listed=left_start == left_limit)
        label = label or _above(page, sentence, left_start, mark)
    if label is None:
        return _decoy(mark, DecoyReason.NO_LABEL)
    confidence = label.confidence - (_VAGUE if mark.is_bare or mark.is_rounded else 0)
    return AmountRole(mark, label.field, label.rule, round(confidence, 2))


def _best_label(label: Label | None, left: str, right: str, *, is_listed: bool) -> Label | None:
    """The label before an amount, unless it is a mere hint or belongs to the amount before: then the one after it.

    Args:
        label: What the words before call it.
        left: Those words.
        right: The words after it.
        is_listed: Another amount stands before it in its sentence.
    """
    is_of_the_other = is_listed and label_before(_CLAUSE_END.split(left)[-1]) is None
    if label is None or label.rule in _HINTS or is_of_the_other:
        return label_after(right) or label
    return label


def _above(page: Page, sentence: Span, left_start: int, mark: AmountMark) -> Label | None:
    """The field that the line above names, when an amount stands on a line of its own."""
    if left_start != sentence.start or re.search(r"[a-z]{4}", page.folded[left_start : mark.span.start]):
        return None
    above = page.line_before(sentence)
    line = page.folded[above.start : above.end]
    if len(line) > 120 or re.search(r"\d{3}", line):
        return None
    label = label_before(line)
    return Label(label.field, "amount_under_label", 0.85) if label else None


def _decoy(mark: AmountMark, reason: DecoyReason) -> AmountRole:
    return AmountRole(mark, None, "", 0.0, reason)
