"""What stands in each field of a report's form, as typed values: carried forward, or as a version of it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from tracker.domain.periods import PartialDate
from tracker.domain.project import (
    Indicator,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Submission,
)
from tracker.domain.report_fields import (
    ACHIEVED,
    AHEAD,
    CONFIRMABLE,
    CONFIRMED,
    DECLARED_REASON,
    DECLARED_STATUS,
    MAX_INDICATORS,
    NEXT_STEPS,
    PROBLEMS,
    Aspect,
    explanation_field,
    indicator_field,
    milestone_field,
    post_field,
    spending_field,
    training_field,
    unchanged_field,
)
from tracker.domain.report_form import ReportForm
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.vocabulary import MilestoneEntryKind, ReportPart

FieldValue: TypeAlias = Decimal | PartialDate | str | None
"""An amount or a quantity, a date, a text or a choice by its value; ``None`` for nothing, which is not zero."""


def carried_content(form: ReportForm) -> ReportContent:
    """What a report says before anybody has typed: the last posts, training and indicators, and nothing else."""
    return ReportContent(
        posts=_carried(form.posts), trainings=_carried(form.trainings), indicators=form.indicators[:MAX_INDICATORS]
    )


def _carried(lines: tuple[QuantityLine, ...]) -> tuple[ReportedQuantity, ...]:
    return tuple(ReportedQuantity(line.id, line.last) for line in lines if line.last is not None)


def opening_content(form: ReportForm, submission: Submission | None) -> ReportContent:
    """What the form opens with: the version handed in last, else what is carried forward.

    A post or training that the version is silent on, perhaps because it was added since, is carried forward too.
    """
    carried = carried_content(form)
    if submission is None:
        return carried
    content = submission.content
    return replace(
        content,
        posts=_completed(content.posts, carried.posts),
        trainings=_completed(content.trainings, carried.trainings),
    )


def _completed(
    told: tuple[ReportedQuantity, ...], carried: tuple[ReportedQuantity, ...]
) -> tuple[ReportedQuantity, ...]:
    known = {item.of for item in told}
    return (*told, *(item for item in carried if item.of not in known))


def field_values(form: ReportForm, content: ReportContent) -> dict[str, FieldValue]:
    """What stands in every field of the form, and in every explanation there is, when the report says ``content``.

    A milestone of which the report says nothing stands as it was expected before.
    """
    values: dict[str, FieldValue] = dict.fromkeys(form.fields())
    known = form.all_fields()
    return values | {field: value for field, value in _told(form, content) if field in known}


def _told(form: ReportForm, content: ReportContent) -> Iterator[tuple[str, FieldValue]]:
    told = {m.number: m for m in content.milestones}
    for line in form.milestones:
        yield from _milestone(line, told.get(line.number))
    for post in content.posts:
        yield post_field(post.of), post.quantity
    for training in content.trainings:
        yield training_field(training.of), training.quantity
    for row, indicator in enumerate(content.indicators, start=1):
        yield from _indicator(row, indicator)
    for spending in content.spending:
        yield spending_field(spending.task_number, spending.month), spending.amount
    for part in CONFIRMABLE:
        yield unchanged_field(part), CONFIRMED if part in content.unchanged else None
    for key, text in content.explanations.items():
        yield explanation_field(key), text or None
    yield PROBLEMS, content.problems or None
    yield NEXT_STEPS, content.next_steps or None
    yield DECLARED_STATUS, content.declared_status.value if content.declared_status else None
    yield DECLARED_REASON, content.declared_reason or None


def _milestone(line: MilestoneLine, told: ReportedMilestone | None) -> Iterator[tuple[str, FieldValue]]:
    is_achieved = told is not None and told.kind is MilestoneEntryKind.ACHIEVED
    yield milestone_field(line.number, Aspect.STATE), ACHIEVED if is_achieved else AHEAD
    yield milestone_field(line.number, Aspect.DAY), PartialDate(told.day) if told else line.expected
    yield milestone_field(line.number, Aspect.REASON), (told.reason or None) if told else None


def _indicator(row: int, indicator: Indicator) -> Iterator[tuple[str, FieldValue]]:
    yield indicator_field(row, Aspect.KIND), indicator.kind.value
    yield indicator_field(row, Aspect.NAME), indicator.name
    yield indicator_field(row, Aspect.UNIT), indicator.unit or None
    yield indicator_field(row, Aspect.TARGET), indicator.target
    yield indicator_field(row, Aspect.REACHED), indicator.reached


def changed_values(before: Mapping[str, FieldValue], after: Mapping[str, FieldValue]) -> tuple[str, ...]:
    """The fields whose values differ, in the order of the page; a field that is not there is empty."""
    return tuple(field for field in {**before, **after} if before.get(field) != after.get(field))


def changed_parts(form: ReportForm, content: ReportContent) -> frozenset[ReportPart]:
    """The parts with values carried forward in which a report says something else than was carried."""
    carried = carried_content(form)
    pairs = {
        ReportPart.MILESTONES: ((), content.milestones),
        ReportPart.POSTS: (_by_key(carried.posts), _by_key(content.posts)),
        ReportPart.TRAINING: (_by_key(carried.trainings), _by_key(content.trainings)),
        ReportPart.INDICATORS: (carried.indicators, content.indicators),
    }
    return frozenset(part for part, (before, after) in pairs.items() if before != after)


def _by_key(told: tuple[ReportedQuantity, ...]) -> dict[int, Decimal]:
    return {item.of: item.quantity for item in told}
