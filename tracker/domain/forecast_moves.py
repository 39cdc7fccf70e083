"""What moved the forecast between two days: how much is expected to be spent in the end, and by which causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tracker.domain.budget import actual_curve, plan_curve, plan_total
from tracker.domain.earned_value import forecast_spending
from tracker.domain.money import ZERO, total
from tracker.domain.periods import Period
from tracker.domain.project import Plan
from tracker.domain.reporting import ReportedSpending
from tracker.domain.snapshot import Snapshot


class Cause(StrEnum):
    """Why the forecast of a project is another one, in the order in which the causes are laid on each other."""

    PERIOD = "period"
    """The project's first or last day was moved."""
    PLAN = "plan"
    """Another payment schedule is in force."""
    SPENDING = "spending"
    """Reports came, or were corrected, and with them the pace."""
    NEW = "new"
    """A forecast is possible for the first time."""
    LOST = "lost"
    """No forecast is possible any more."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a forecast of spending is made from."""

    period: Period
    plan: Plan
    reported: ReportedSpending

    def expected(self) -> Decimal | None:
        """PLN expected to be spent in the end; ``None`` where no forecast can be made."""
        covered = self.reported.covered_until
        if covered is None:
            return None
        actual = actual_curve(self.period, self.reported.spending, covered)
        if covered >= self.period.last_day:
            return actual.final
        plan = plan_curve(self.period, self.plan)
        forecast = forecast_spending(self.period, plan_total(self.plan), plan, actual, covered)
        return forecast.central[-1] if forecast else None


def _ground(snapshot: Snapshot | None) -> _Ground | None:
    if snapshot is None or snapshot.period is None or snapshot.plan is None:
        return None
    return _Ground(snapshot.period, snapshot.plan, snapshot.reported)


def expected_spending(snapshot: Snapshot) -> Decimal | None:
    """PLN a project is expected to have spent in the end: the middle of its forecast, or all it spent once it is over.

    Returns:
        ``None`` without a period, a payment schedule or a report: then nothing is forecast.
    """
    ground = _ground(snapshot)
    return ground.expected() if ground else None


@dataclass(frozen=True, slots=True)
class ForecastMove:
    """How the expected spending of a project changed, PLN.

    ``(before or 0) + the sum of steps == (after or 0)`` always holds; causes without a share are not in ``steps``.
    """

    before: Decimal | None
    after: Decimal | None
    steps: Mapping[Cause, Decimal]


def forecast_move(before: Snapshot | None, after: Snapshot | None) -> ForecastMove:
    """Lay the causes on each other one after another: the period, then the schedule, then what was reported.

    Where no forecast can be made halfway, its share falls to the cause after it.
    """
    old, new = _ground(before), _ground(after)
    first, last = old.expected() if old else None, new.expected() if new else None
    if first is None or last is None or old is None or new is None:
        steps = {Cause.NEW: last or ZERO, Cause.LOST: -(first or ZERO)}
        return ForecastMove(first, last, _telling(steps))
    moved = replace(old, period=new.period)
    replanned = replace(moved, plan=new.plan)
    on_period = first if moved == old else _or(moved.expected(), first)
    on_plan = on_period if replanned == moved else _or(replanned.expected(), on_period)
    steps = {Cause.PERIOD: on_period - first, Cause.PLAN: on_plan - on_period, Cause.SPENDING: last - on_plan}
    return ForecastMove(first, last, _telling(steps))


def _or(expected: Decimal | None, otherwise: Decimal) -> Decimal:
    return otherwise if expected is None else expected


def _telling(steps: Mapping[Cause, Decimal]) -> dict[Cause, Decimal]:
    return {cause: amount for cause, amount in steps.items() if amount}


@dataclass(frozen=True, slots=True)
class CauseShare:
    """What one cause adds to the forecast of all projects, PLN, and how many it concerns."""

    cause: Cause
    amount: Decimal
    projects: int


@dataclass(frozen=True, slots=True)
class ForecastShift:
    """How the expected spending of several projects changed, PLN.

    ``before + the sum of shares == after`` always holds.

    Attributes:
        known_before, known_after: From how many projects each sum is made.
        of: How many projects were asked.
        unknown: Those with a forecast on neither day, of which nothing can be said.
    """

    before: Decimal
    after: Decimal
    shares: tuple[CauseShare, ...]
    known_before: int
    known_after: int
    of: int
    unknown: int

    @property
    def moved(self) -> Decimal:
        """By how much the projects moved that have a forecast on both days."""
        return total(share.amount for share in self.shares if share.cause not in (Cause.NEW, Cause.LOST))

    @property
    def known_both(self) -> int:
        """How many projects have a forecast on both days."""
        return self.known_before - sum(share.projects for share in self.shares if share.cause is Cause.LOST)


def add_up(moves: Iterable[ForecastMove]) -> ForecastShift:
    """The moves of several projects together, cause by cause."""
    asked = list(moves)
    before = [move.before for move in asked if move.before is not None]
    after = [move.after for move in asked if move.after is not None]
    return ForecastShift(
        before=total(before),
        after=total(after),
        shares=tuple(share for cause in Cause if (share := _share(cause, asked)).projects),
        known_before=len(before),
        known_after=len(after),
        of=len(asked),
        unknown=sum(move.before is None and move.after is None for move in asked),
    )


def _share(cause: Cause, moves: Iterable[ForecastMove]) -> CauseShare:
    amounts = [move.steps[cause] for move in moves if cause in move.steps]
    return CauseShare(cause, total(amounts), len(amounts))
