"""What can be wrong with a report, how serious it is, and which part of the report it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from tracker.domain.vocabulary import ReportPart


class CheckLevel(IntEnum):
    """How far a finding of a check holds a report up."""

    HINT = 1
    """Worth a look; nothing follows from it."""
    WARNING = 2
    """The report can be sent with a sentence why it is right nevertheless."""
    ERROR = 3
    """The report cannot be sent."""


class CheckCode(StrEnum):
    """Everything a check can find; the value is the first word of a warning's key and never changes."""

    UNREADABLE = "unreadable"
    """What was typed cannot be read; reading itself says what is wrong with it."""
    EXPLANATION_MISSING = "explanation_missing"
    MILESTONE_STATE_MISSING = "milestone_state_missing"
    MILESTONE_DAY_MISSING = "milestone_day_missing"
    ACHIEVED_IN_FUTURE = "achieved_in_future"
    FORECAST_PAST = "forecast_past"
    DELAY_UNEXPLAINED = "delay_unexplained"
    QUANTITY_MISSING = "quantity_missing"
    INDICATOR_INCOMPLETE = "indicator_incomplete"
    UNCHANGED_UNCONFIRMED = "unchanged_unconfirmed"
    SPENDING_MISSING = "spending_missing"
    TASK_BELOW_ZERO = "task_below_zero"
    TOTAL_OVER = "total_over"
    STATUS_MISSING = "status_missing"
    STATUS_UNEXPLAINED = "status_unexplained"

    OVER_TASK = "over_task"
    TASK_FAR_OVER = "task_far_over"
    """Over its budget by more than may be moved without consent: it was spent nevertheless, so it has to be told."""
    NEGATIVE_AMOUNT = "negative_amount"
    OVER_PERIOD_PLAN = "over_period_plan"
    UNDER_PERIOD_PLAN = "under_period_plan"
    BEHIND_PLAN = "behind_plan"
    ACHIEVED_BEFORE_START = "achieved_before_start"
    FORECAST_AFTER_END = "forecast_after_end"
    POSTS_UNFILLED = "posts_unfilled"
    POSTS_OVER_TARGET = "posts_over_target"
    TRAINING_FELL = "training_fell"

    MUCH_MORE_THAN_BEFORE = "much_more_than_before"
    POSTS_FELL = "posts_fell"
    TRAINING_OVER_TARGET = "training_over_target"
    STATUS_DIFFERS = "status_differs"


WARNINGS: Mapping[CheckCode, ReportPart] = MappingProxyType(
    {
        CheckCode.OVER_TASK: ReportPart.SPENDING,
        CheckCode.TASK_FAR_OVER: ReportPart.SPENDING,
        CheckCode.NEGATIVE_AMOUNT: ReportPart.SPENDING,
        CheckCode.OVER_PERIOD_PLAN: ReportPart.SPENDING,
        CheckCode.UNDER_PERIOD_PLAN: ReportPart.SPENDING,
        CheckCode.BEHIND_PLAN: ReportPart.SPENDING,
        CheckCode.ACHIEVED_BEFORE_START: ReportPart.MILESTONES,
        CheckCode.FORECAST_AFTER_END: ReportPart.MILESTONES,
        CheckCode.POSTS_UNFILLED: ReportPart.MILESTONES,
        CheckCode.POSTS_OVER_TARGET: ReportPart.POSTS,
        CheckCode.TRAINING_FELL: ReportPart.TRAINING,
    }
)
"""What asks for a sentence, and the part in which the sentence is written."""

HINTS = frozenset(
    {
        CheckCode.MUCH_MORE_THAN_BEFORE,
        CheckCode.POSTS_FELL,
        CheckCode.TRAINING_OVER_TARGET,
        CheckCode.STATUS_DIFFERS,
    }
)

OVER_BUDGETS = frozenset({CheckCode.OVER_TASK, CheckCode.TASK_FAR_OVER, CheckCode.TOTAL_OVER})
"""What an amendment of the plan might settle."""


def level_of(code: CheckCode) -> CheckLevel:
    """How serious a finding is.

    >>> level_of(CheckCode.OVER_TASK)
    <CheckLevel.WARNING: 2>
    """
    if code in WARNINGS:
        return CheckLevel.WARNING
    return CheckLevel.HINT if code in HINTS else CheckLevel.ERROR
