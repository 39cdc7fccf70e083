"""The project's start and end among the dates of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.reading.date_cues import first_decoy, last_decoy
from tracker.reading.dates import DateMark, RangeMark
from tracker.reading.page import Page, Span
from tracker.reading.period_rules import Words, range_rule, single_rule
from tracker.reading.result import DecoyReason, FieldName

LONG_DAYS = 300
"""So long are projects, but hardly anything else that such a text dates."""

SHORTEST_DAYS = 60
"""No project of the action is shorter; a shorter range is a training or a visit."""

LEFT_REACH, RIGHT_REACH = 300, 130
"""How far, in characters, the words that explain a date may stand from it."""

_TIES = re.compile(r" (?:r\. )?(?:na|do)(?: dzien| dnia)? ")
_WORD = re.compile(r"[a-z]{4}")


@dataclass(frozen=True, slots=True)
class DateRole:
    """What a date is taken for: the start, the end, or a decoy when ``field`` is ``None``.

    Attributes:
        span: The date; the whole range where the date takes its year from the other end.
    """

    span: Span
    mark: DateMark
    field: FieldName | None
    rule: str
    confidence: float
    reason: DecoyReason | None = None


def date_roles(
    page: Page, dates: Sequence[DateMark], ranges: Sequence[RangeMark], *, is_foreign: Callable[[Span], bool]
) -> Iterator[DateRole]:
    """What every date with a year is, in no order; more than one may be taken for the start or the end."""
    in_ranges = {end.span for mark in ranges for end in (mark.first, mark.last)}
    for range_mark in ranges:
        roles = _range_roles(page, range_mark)
        yield from (_unless_foreign(role, is_foreign) for role in roles)
    previous: Span = Span(0, 0)
    was_start = False
    for mark in dates:
        if mark.value and mark.span not in in_ranges:
            words = _words(page, mark.span, previous.end)
            if _TIES.fullmatch(words.left):
                words = replace(words, left=_words(page, mark.span, 0).left)
            role = _single_role(page, mark, words, follows_start=was_start)
            was_start = role.field is FieldName.START_DATE
            yield _unless_foreign(role, is_foreign)
        previous = mark.span


def _unless_foreign(role: DateRole, is_foreign: Callable[[Span], bool]) -> DateRole:
    if role.field is not None and is_foreign(role.span):
        return replace(role, field=None, confidence=0.0, reason=DecoyReason.OTHER_PROJECT)
    return role


def _range_roles(page: Page, mark: RangeMark) -> tuple[DateRole, DateRole]:
    has_year = str(mark.first.year) in page.folded[mark.first.span.start : mark.first.span.end]
    first_span = mark.first.span if has_year else mark.span
    rule = range_rule(_words(page, mark.span, 0), is_long=_days(mark) >= LONG_DAYS)
    if not isinstance(rule, DecoyReason) and _days(mark) < SHORTEST_DAYS:
        rule = DecoyReason.EVENT_DATE
    if isinstance(rule, DecoyReason):
        return _decoy(first_span, mark.first, rule), _decoy(mark.last.span, mark.last, rule)
    return (
        DateRole(first_span, mark.first, FieldName.START_DATE, rule.rule, rule.confidence),
        DateRole(mark.last.span, mark.last, FieldName.END_DATE, rule.rule, rule.confidence),
    )


def _decoy(span: Span, mark: DateMark, reason: DecoyReason) -> DateRole:
    return DateRole(span, mark, None, "", 0.0, reason)


def _days(mark: RangeMark) -> int:
    """About how long a range is, counting unknown months and days in its favour."""
    first = date(mark.first.year or 2000, mark.first.month or 1, mark.first.day or 1)
    last = date(mark.last.year or 2000, mark.last.month or 12, mark.last.day or 28)
    return (last - first).days


def _single_role(page: Page, mark: DateMark, words: Words, *, follows_start: bool) -> DateRole:
    rule = single_rule(words, follows_start=follows_start)
    if rule is None:
        return _decoy(mark.span, mark, _single_reason(page, mark, words))
    return DateRole(mark.span, mark, rule.field, rule.rule, rule.confidence)


def _single_reason(page: Page, mark: DateMark, words: Words) -> DecoyReason:
    sentence = page.sentence_at(mark.span.start)
    rest = page.folded[sentence.start : mark.span.start] + page.folded[mark.span.end : sentence.end]
    if not re.search(r"[a-z]{3}", rest):
        return DecoyReason.PUBLICATION_DATE
    left, right = last_decoy(words.left), first_decoy(words.right)
    if left and (right is None or len(words.left) - left[0] <= right[0] + 20):
        return left[1]
    return right[1] if right else DecoyReason.NOT_OF_THE_PERIOD


def _words(page: Page, span: Span, previous: int) -> Words:
    sentence = page.sentence_at(span.start)
    start = max(sentence.start, previous, span.start - LEFT_REACH)
    left = page.folded[start : span.start]
    right = page.folded[span.end : min(sentence.end, span.end + RIGHT_REACH)]
    above = ""
    if start == sentence.start and not _WORD.search(left) and not _WORD.search(right[:30]):
        line = page.line_before(sentence)
        above = page.folded[max(line.start, line.end - 120) : line.end].strip()
    return Words(left, right, above)
