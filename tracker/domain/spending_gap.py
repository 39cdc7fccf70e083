"""Where a project's spending leaves its plan: the stretches between the two curves, below it and above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tracker.domain.money import from_grosze
from tracker.domain.periods import Period
from tracker.domain.spending_lines import Grosze, SpendingLines, end_of_month_number

Place = tuple[Decimal, Decimal]
"""A part of the project's period that has passed, and a part of its budget."""


@dataclass(frozen=True, slots=True)
class NormalCurves:
    """A project's curves on the scale of its own period and budget; both begin at (0, 0).

    Attributes:
        plan: Ends at (1, 1) where the schedule is the budget; the straight line from corner to corner without one.
        fact: Up to the last reported day; empty when nothing was reported.
        is_assumed: There is no schedule, so the plan is only an even spending.
    """

    plan: tuple[Place, ...]
    fact: tuple[Place, ...]
    is_assumed: bool


def normal_curves(lines: SpendingLines, budget: Decimal) -> NormalCurves:
    """Put a project's curves on the scale of its period and a budget, PLN, above 0."""
    plan = _places(lines, lines.plan, lines.period.last_day, budget) if lines.plan is not None else None
    covered = max(lines.covered_until or lines.period.start, lines.period.start)
    fact = _places(lines, lines.actual, covered, budget) if lines.actual is not None else ()
    corners = ((Decimal(0), Decimal(0)), (Decimal(1), Decimal(1)))
    return NormalCurves(plan if plan is not None else corners, fact, is_assumed=plan is None)


def _places(lines: SpendingLines, amounts: Grosze, last: date, budget: Decimal) -> tuple[Place, ...]:
    days = (min(end_of_month_number(lines.first + place), last) for place in range(len(amounts)))
    told = ((part_of(lines.period, day), from_grosze(one) / budget) for day, one in zip(days, amounts, strict=True))
    return ((Decimal(0), Decimal(0)), *told)


def part_of(period: Period, day: date) -> Decimal:
    """The part of a period that has passed when a day is over; above 1 after its end."""
    return Decimal((day - period.start).days + 1) / period.days


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch between two meetings of the curves.

    Attributes:
        corners: For each place across: where it is, the plan there, what was spent there.
    """

    is_behind: bool
    corners: tuple[tuple[Decimal, Decimal, Decimal], ...]


def gaps(curves: NormalCurves) -> Iterator[Gap]:
    """The stretches in which spending is below or above its plan, in order; none against an assumed plan."""
    if curves.is_assumed:
        return
    run: list[tuple[Decimal, Decimal, Decimal]] = []
    for corner in _corners(curves):
        if run and (corner[1] - corner[2]) * _side(run) < 0:
            meeting = _meeting(run[-1], corner)
            yield _gap([*run, meeting])
            run = [meeting]
        run.append(corner)
    if run and _side(run):
        yield _gap(run)


def _side(run: Sequence[tuple[Decimal, Decimal, Decimal]]) -> Decimal:
    """Above 0 while spending is behind, below 0 while it is ahead, 0 while it is neither."""
    return next((plan - fact for _, plan, fact in reversed(run) if plan != fact), Decimal(0))


def _gap(run: Sequence[tuple[Decimal, Decimal, Decimal]]) -> Gap:
    return Gap(_side(run) > 0, tuple(run))


def _corners(curves: NormalCurves) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    plan = dict(curves.plan)
    for across, fact in curves.fact:
        planned = plan[across] if across in plan else _height(curves.plan, across)
        yield across, planned, fact


def _height(line: Sequence[Place], across: Decimal) -> Decimal:
    """How high a line is at a place, its last height after its end."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x0 <= across <= x1:
            return y0 + (y1 - y0) * (across - x0) / (x1 - x0)
    return line[-1][1]


def _meeting(
    before: tuple[Decimal, Decimal, Decimal], after: tuple[Decimal, Decimal, Decimal]
) -> tuple[Decimal, Decimal, Decimal]:
    """Where the two curves cross between two places on either side."""
    first, second = abs(before[1] - before[2]), abs(after[1] - after[2])
    part = first / (first + second) if first + second else Decimal(0)
    across = before[0] + (after[0] - before[0]) * part
    height = before[1] + (after[1] - before[1]) * part
    return across, height, height
