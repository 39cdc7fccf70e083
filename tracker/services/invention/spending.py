"""Invented money: tasks that share a budget, their S-shaped schedules, and spending that runs by its own clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise

from tracker.domain.money import from_grosze, round_to_grosz, share, to_grosze, total
from tracker.domain.periods import Period
from tracker.domain.project import Task

INDIRECT_COSTS = "Koszty pośrednie"
INDIRECT_PART = Decimal("0.20")
"""A flat 25 % of direct costs is 20 % of the whole."""

Clock = Sequence[tuple[int, int]]
"""Points (months of the project passed, hundredths of planned months done), straight lines between them."""


@dataclass(frozen=True, slots=True)
class TaskShape:
    """A task of the direct costs.

    Attributes:
        part: Its part of the direct costs, in any common unit.
        first: When it begins, in percent of the project's months.
        last: When it ends, likewise.
        spent_permille: How much of its budget is spent in the end, in thousandths.
    """

    name: str
    part: int
    first: int
    last: int
    spent_permille: int = 990


USUAL_TASKS = (
    TaskShape("Przygotowanie i wdrożenie zmiany organizacyjnej", 20, 0, 50),
    TaskShape("Praca socjalna i usługi w nowej strukturze", 45, 15, 100),
    TaskShape("Szkolenia i superwizja", 20, 20, 95),
    TaskShape("Wyposażenie stanowisk i wizyty studyjne", 15, 10, 70),
)


def schedule(value: Decimal, shapes: Sequence[TaskShape], period: Period) -> tuple[Task, ...]:
    """Tasks whose months add up to ``value`` to the grosz; the last task is the indirect costs.

    Args:
        value: The project's value, PLN.
        shapes: The tasks of the direct costs.
        period: The project's period, whole months.
    """
    months = tuple(period.months())
    indirect = round_to_grosz(value * INDIRECT_PART)
    budgets = share(value - indirect, [Decimal(shape.part) for shape in shapes])
    direct = [
        share(budget, [Decimal(weight) for weight in _curve(shape, len(months))])
        for shape, budget in zip(shapes, budgets, strict=True)
    ]
    by_month = [total(column) for column in zip(*direct, strict=True)]
    rows = [*direct, share(indirect, by_month)]
    names = [*(shape.name for shape in shapes), INDIRECT_COSTS]
    return tuple(
        Task(number, name, total(row), {month: part for month, part in zip(months, row, strict=True) if part})
        for number, (name, row) in enumerate(zip(names, rows, strict=True), start=1)
    )


def _curve(shape: TaskShape, count: int) -> list[int]:
    """Weights of the months: halfway between an even spread and the smooth step 3x² - 2x³, in whole numbers."""
    whole = (shape.last - shape.first) * count
    passed = [min(max(100 * month - shape.first * count, 0), whole) for month in range(count + 1)]
    risen = [x * whole * whole + 3 * x * x * whole - 2 * x**3 for x in passed]
    return [later - earlier for earlier, later in pairwise(risen)]


def spend(
    tasks: Sequence[Task], shapes: Sequence[TaskShape], months: Sequence[date], clock: Sequence[int]
) -> dict[tuple[int, date], Decimal]:
    """What is spent by task and month when the project's clock shows ``clock`` at the end of each month.

    Args:
        tasks: From :func:`schedule`.
        shapes: The same as there; the indirect costs follow the direct ones.
        months: The project's months.
        clock: For each month the hundredths of planned months done, rising.
    """
    permille = [shape.spent_permille for shape in shapes]
    permille.append(sum(s.part * s.spent_permille for s in shapes) // sum(s.part for s in shapes))
    spending = {}
    for task, factor in zip(tasks, permille, strict=True):
        planned = [0, *accumulate(to_grosze(task.monthly.get(month, Decimal(0))) for month in months)]
        reached = [_at(planned, hundredths) * factor // 1000 for hundredths in clock]
        for month, (earlier, later) in zip(months, pairwise([0, *reached]), strict=True):
            if later > earlier:
                spending[task.number, month] = from_grosze(later - earlier)
    return spending


def _at(cumulative: Sequence[int], hundredths: int) -> int:
    month, part = divmod(min(hundredths, 100 * (len(cumulative) - 1)), 100)
    if part == 0:
        return cumulative[month]
    return cumulative[month] + (cumulative[month + 1] - cumulative[month]) * part // 100


def read_clock(points: Clock, months: int, wiggle: Sequence[int]) -> list[int]:
    """The clock at the end of each month, never running back.

    Args:
        points: Its points, the first at month 0.
        months: How many months the project has.
        wiggle: Hundredths added in each month, so that no two projects look alike.
    """
    shown: list[int] = []
    for month in range(1, months + 1):
        (x0, y0), (x1, y1) = next(pair for pair in pairwise(points) if pair[1][0] >= month)
        value = y0 + (y1 - y0) * (month - x0) // (x1 - x0) + wiggle[month - 1]
        shown.append(max(value, shown[-1] if shown else 0))
    return shown
