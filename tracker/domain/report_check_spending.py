"""The checks of a report's spending against budgets, the payment schedule and the report before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.domain.budget import CumulativeCurve
from tracker.domain.periods import ONE_DAY
from tracker.domain.report_check import Check, Ground
from tracker.domain.report_codes import CheckCode
from tracker.domain.report_fields import spending_field, warning_key
from tracker.domain.report_totals import TaskTotal
from tracker.domain.vocabulary import ReportPart

FAR_FROM_PLAN = 3
"""Spending of a period over this many times its plan, or under that part of it, asks for a sentence."""

MUCH_MORE = Decimal("2.6")
"""Nearly three times what the report before said is worth a look."""

NEAR_PLAN = Decimal("1.25")
"""Up to a quarter over its plan an amount is as foreseen, however little was spent before."""


def check_spending(ground: Ground) -> Iterator[Check]:
    """What is missing, over a budget, below zero, far from the plan or much more than before."""
    for task in ground.totals.tasks:
        yield from _cells(ground, task)
        yield from _budget(ground, task)
        yield from _before(ground, task)
    yield from _whole(ground)
    # While an amount is missing nobody knows how the period stands to its plan.
    if ground.totals.tasks and ground.totals.is_complete:
        yield from _plan(ground)


def _cells(ground: Ground, task: TaskTotal) -> Iterator[Check]:
    number = task.line.number
    given = {item.month: item.amount for item in ground.content.spending if item.task_number == number}
    for month in ground.form.months:
        field, amount = spending_field(number, month), given.get(month)
        if field in ground.unreadable:
            continue
        if amount is None:
            key = warning_key(CheckCode.SPENDING_MISSING, number, month)
            yield Check(CheckCode.SPENDING_MISSING, field, key, task=task.line, month=month)
        elif amount < 0:
            key = warning_key(CheckCode.NEGATIVE_AMOUNT, number, month)
            yield Check(CheckCode.NEGATIVE_AMOUNT, field, key, task=task.line, month=month, amount=amount)


def _field(ground: Ground, task: TaskTotal, *, weighs: int = 1) -> str:
    """The field of a task's amount that weighs most, at which stands what concerns the task; of equal ones the last.

    Args:
        ground: What the checks stand on.
        task: The task.
        weighs: 1 for the largest amount, -1 for the one furthest below zero.
    """
    number = task.line.number
    filled = [(item.amount * weighs, item.month) for item in ground.content.spending if item.task_number == number]
    _, month = max(filled, default=(None, ground.form.months[-1]))
    return spending_field(number, month)


def _budget(ground: Ground, task: TaskTotal) -> Iterator[Check]:
    line, budget, spent = task.line, task.line.budget, task.spent
    if task.amount is None:
        return
    if task.cumulative < 0:
        key = warning_key(CheckCode.TASK_BELOW_ZERO, line.number)
        yield Check(
            CheckCode.TASK_BELOW_ZERO,
            _field(ground, task, weighs=-1),
            key,
            line,
            amount=task.cumulative,
            limit=line.spent_before,
        )
    if budget is None or spent <= budget * ground.thresholds.overspent_attention:
        return
    is_far = spent > budget * ground.thresholds.overspent_at_risk
    code = CheckCode.TASK_FAR_OVER if is_far else CheckCode.OVER_TASK
    key, over = warning_key(code, line.number), spent - budget
    freely = ground.thresholds.overspent_at_risk - 1
    yield Check(code, _field(ground, task), key, line, amount=over, limit=budget, limit_rate=freely)


def _before(ground: Ground, task: TaskTotal) -> Iterator[Check]:
    previous, amount, form = task.line.previous, task.amount, ground.form
    if previous is None or amount is None or previous <= 0 or not task.is_complete or form.previous is None:
        return
    if len(list(form.previous.period.months())) != len(form.months) or amount < previous * MUCH_MORE:
        return
    planned = task.line.planned_total
    if planned is not None and amount <= planned * NEAR_PLAN:
        return
    code = CheckCode.MUCH_MORE_THAN_BEFORE
    key = warning_key(code, task.line.number)
    times = amount / previous
    yield Check(code, _field(ground, task), key, task.line, amount=amount, limit=previous, rate=times)


def _whole(ground: Ground) -> Iterator[Check]:
    totals = ground.totals
    if totals.remaining is not None and totals.remaining < 0 and ground.content.spending:
        code = CheckCode.TOTAL_OVER
        yield Check(
            code,
            ReportPart.SPENDING.value,
            code.value,
            amount=-totals.remaining,
            limit=totals.budget,
            rate=totals.spent_rate,
        )


def _plan(ground: Ground) -> Iterator[Check]:
    form, totals, part = ground.form, ground.totals, ReportPart.SPENDING.value
    if form.plan_curve is None:
        return
    planned = planned_of_period(form.plan_curve, form.period.start, form.period.last_day)
    if totals.lag is not None and totals.lag <= ground.thresholds.spending_attention:
        code = CheckCode.BEHIND_PLAN
        yield Check(
            code,
            part,
            code.value,
            amount=totals.cumulative,
            limit=totals.planned,
            rate=totals.lag,
            limit_day=form.period.last_day,
        )
    elif totals.amount * FAR_FROM_PLAN < planned:
        code = CheckCode.UNDER_PERIOD_PLAN
        yield Check(code, part, code.value, amount=totals.amount, limit=planned)
    if planned > 0 and totals.amount > planned * FAR_FROM_PLAN:
        code = CheckCode.OVER_PERIOD_PLAN
        yield Check(code, part, code.value, amount=totals.amount, limit=planned)


def planned_of_period(curve: CumulativeCurve, first_day: date, last_day: date) -> Decimal:
    """PLN planned for the days from the first to the last, both included."""
    return curve.at(last_day) - curve.at(first_day - ONE_DAY)
