"""What a report makes of the spending: per task and together, with what it leaves of the budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import ZERO, total
from tracker.domain.project import ReportContent
from tracker.domain.report_form import ReportForm, sum_by_task
from tracker.domain.report_lines import TaskLine


@dataclass(frozen=True, slots=True)
class TaskTotal:
    """A task's spending with this report, PLN.

    Attributes:
        amount: Of the report's period; ``None`` while no month of it is given.
        is_complete: An amount is given for every month.
        cumulative: From the start of the project to the end of the period.
        remaining: Of the task's budget, after later reports too; below zero when overspent, ``None`` without a budget.
    """

    line: TaskLine
    amount: Decimal | None
    is_complete: bool
    cumulative: Decimal
    remaining: Decimal | None

    @property
    def spent(self) -> Decimal:
        """PLN that all reports together put on the task, later ones included."""
        return self.cumulative + self.line.spent_after

    @property
    def spent_rate(self) -> Decimal | None:
        """Cumulative as a part of the task's budget."""
        return self.cumulative / self.line.budget if self.line.budget else None


@dataclass(frozen=True, slots=True)
class ReportTotals:
    """The project's spending with this report; amounts are PLN, rates parts of the budget.

    Attributes:
        amount: Of the report's period, of the amounts given so far.
        is_complete: An amount is given for every task and month.
        cumulative: From the start of the project to the end of the period.
        planned: By the period's last day; ``None`` without a payment schedule.
        remaining: Of the budget, after later reports too; ``None`` when the budget is unknown.
    """

    tasks: tuple[TaskTotal, ...]
    amount: Decimal
    is_complete: bool
    cumulative: Decimal
    budget: Decimal | None
    planned: Decimal | None
    remaining: Decimal | None

    @property
    def spent_rate(self) -> Decimal | None:
        """Cumulative as a part of the budget."""
        return self.cumulative / self.budget if self.budget else None

    @property
    def planned_rate(self) -> Decimal | None:
        """Planned by the period's last day as a part of the budget."""
        return self.planned / self.budget if self.budget and self.planned is not None else None

    @property
    def lag(self) -> Decimal | None:
        """Spent minus planned as a part of the budget; negative is behind the plan."""
        if self.spent_rate is None or self.planned_rate is None:
            return None
        return self.spent_rate - self.planned_rate


def report_totals(form: ReportForm, content: ReportContent) -> ReportTotals:
    """Add the amounts given so far to what other reports say."""
    given = sum_by_task(content.spending)
    filled = {(item.task_number, item.month) for item in content.spending}
    tasks = tuple(_task(form, line, given.get(line.number), filled) for line in form.tasks)
    amount = total(given.values())
    cumulative = form.spent_before + amount
    return ReportTotals(
        tasks=tasks,
        amount=amount,
        is_complete=all(task.is_complete for task in tasks),
        cumulative=cumulative,
        budget=form.budget,
        planned=form.plan_curve.at(form.period.last_day) if form.plan_curve else None,
        remaining=form.budget - cumulative - form.spent_after if form.budget is not None else None,
    )


def _task(form: ReportForm, line: TaskLine, amount: Decimal | None, filled: set[tuple[int, date]]) -> TaskTotal:
    cumulative = line.spent_before + (amount or ZERO)
    return TaskTotal(
        line=line,
        amount=amount,
        is_complete=all((line.number, month) in filled for month in form.months),
        cumulative=cumulative,
        remaining=line.budget - cumulative - line.spent_after if line.budget is not None else None,
    )
