"""What changed of a project between two days, and whether that is better or worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any, cast

from tracker.domain.periods import ONE_DAY, PartialDate, add_months, month_end, quarter_of
from tracker.domain.picture import (
    Aspect,
    AspectKind,
    AssessedStatus,
    Held,
    MilestoneDates,
    Picture,
    Reached,
    ReportHeld,
    SpentAmount,
    StatedFact,
    picture,
)
from tracker.domain.reporting import ReportStanding
from tracker.domain.schedule import days_moved
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.domain.vocabulary import AMOUNT_FACTS, DATE_FACTS, FactName, Status

PROJECT = Aspect(AspectKind.PROJECT)

NOTICEABLE_LAG = Decimal("0.01")
"""A percentage point of the budget: spending that gained or lost less against its plan is neither better nor worse."""


class Group(StrEnum):
    """What a change is about, in the order in which changes are told."""

    STATUS = "status"
    MONEY = "money"
    DATES = "dates"
    SILENCE = "silence"
    SCOPE = "scope"


class Direction(IntEnum):
    """Whether a change is for the worse or the better; the worst come first."""

    WORSE = 0
    NEUTRAL = 1
    BETTER = 2


@dataclass(frozen=True, slots=True)
class Change:
    """An aspect that is not as it was; ``None`` where nothing was, or is, known of it."""

    aspect: Aspect
    before: Held | None
    after: Held | None

    def reversed(self) -> Change:
        """The change that takes it back."""
        return Change(self.aspect, self.after, self.before)

    @property
    def group(self) -> Group:
        """What it is about."""
        if self.aspect.kind is not AspectKind.FACT:
            return _GROUPS[self.aspect.kind]
        fact = FactName(self.aspect.key)
        return Group.MONEY if fact in AMOUNT_FACTS else Group.DATES if fact in DATE_FACTS else Group.SCOPE

    @property
    def direction(self) -> Direction:
        """Whether it is for the worse; what only comes to be known is neither."""
        weight = self.weight
        return Direction.NEUTRAL if weight == 0 else Direction.WORSE if weight < 0 else Direction.BETTER

    @property
    def weight(self) -> Decimal:
        """How much better, below zero how much worse; comparable with changes of the same kind only."""
        weigh = _WEIGHTS.get(self.aspect.kind)
        return weigh(self.before and self.before.value, self.after and self.after.value) if weigh else Decimal(0)

    @property
    def held(self) -> Held:
        """What holds now, else what held."""
        return cast("Held", self.after or self.before)


_GROUPS: Mapping[AspectKind, Group] = {
    AspectKind.PROJECT: Group.SCOPE,
    AspectKind.BUDGET: Group.MONEY,
    AspectKind.SPENT: Group.MONEY,
    AspectKind.TASK: Group.MONEY,
    AspectKind.MILESTONE: Group.DATES,
    AspectKind.POST: Group.SCOPE,
    AspectKind.TRAINING: Group.SCOPE,
    AspectKind.STATUS: Group.STATUS,
    AspectKind.DECLARED: Group.STATUS,
    AspectKind.STAGE: Group.STATUS,
    AspectKind.REPORT: Group.SILENCE,
    AspectKind.SILENCE: Group.SILENCE,
}


def compare(before: Picture | None, after: Picture | None) -> tuple[Change, ...]:
    """What is different in the second picture, in the order of aspects; ``None`` is a project that is not there.

    That a project appeared or disappeared is one change, which holds the whole of it.
    """
    if before is None or after is None:
        if before is after:
            return ()
        return (Change(PROJECT, _whole(before), _whole(after)),)
    aspects = sorted(before.keys() | after.keys())
    pairs = ((aspect, before.get(aspect), after.get(aspect)) for aspect in aspects)
    return tuple(Change(aspect, old, new) for aspect, old, new in pairs if old != new)


def _whole(shown: Picture | None) -> Held | None:
    return None if shown is None else Held(shown)


def compare_snapshots(before: Snapshot | None, after: Snapshot | None) -> tuple[Change, ...]:
    """What changed of a project between two looks at it; ``None`` stands for a project that is not there."""
    return compare(picture(before) if before else None, picture(after) if after else None)


def apply_changes(shown: Picture | None, changes: Iterable[Change]) -> Picture | None:
    """The picture after changes, each of which begins with what the picture holds."""
    result = None if shown is None else dict(shown)
    for change in changes:
        if change.aspect == PROJECT:
            result = dict(cast("Picture", change.after.value)) if change.after else None
        elif result is not None and change.after is None:
            del result[change.aspect]
        elif result is not None and change.after is not None:
            result[change.aspect] = change.after
    return result


def severity(status: Status, *, is_silent: bool) -> int:
    """How bad a status is, 0 to 2; no data is bad only when it is silence, not when no report is due yet."""
    if status is Status.NO_DATA:
        return 1 if is_silent else 0
    return {Status.AT_RISK: 2, Status.ATTENTION: 1}.get(status, 0)


def _status(before: AssessedStatus | None, after: AssessedStatus | None) -> Decimal:
    if before is None or after is None:
        return Decimal(0)
    # Squared, so that of two that became one step worse the one at risk comes first.
    was = severity(before.status, is_silent=before.is_silent) ** 2
    return Decimal(was - severity(after.status, is_silent=after.is_silent) ** 2)


def _declared(before: Any, after: Any) -> Decimal:
    order = (Status.AT_RISK, Status.ATTENTION, Status.ON_TRACK)
    if before is None or after is None:
        return Decimal(0)
    return Decimal(order.index(after) - order.index(before))


def _spent(before: SpentAmount | None, after: SpentAmount | None) -> Decimal:
    if before is None or after is None or before.lag is None or after.lag is None:
        return Decimal(0)
    gained = after.lag - before.lag
    return gained if abs(gained) >= NOTICEABLE_LAG else Decimal(0)


def _milestone(before: MilestoneDates | None, after: MilestoneDates | None) -> Decimal:
    if before is None or after is None:
        return Decimal(0)
    if before.is_achieved is after.is_achieved:
        return _days(before.expected, after.expected)
    return _reaching(before, after) if after.is_achieved else -_reaching(after, before)


def _reaching(awaited: MilestoneDates, reached: MilestoneDates) -> Decimal:
    """Reached about as promised is better; reached late is worse by the days nobody had expected before."""
    promised, day = reached.planned, reached.expected
    if promised is None or day is None or days_moved(promised, day) < DEFAULT_THRESHOLDS.slip_attention_days:
        return Decimal(1)
    return min(_days(awaited.expected, day), Decimal(0))


def _days(before: PartialDate | None, after: PartialDate | None) -> Decimal:
    """Days by which a date came nearer; below zero it moved away."""
    if before is None or after is None:
        return Decimal(0)
    return Decimal((before.last_day - after.last_day).days)


def _fact(before: StatedFact | None, after: StatedFact | None) -> Decimal:
    if before is None or after is None or before.name is not FactName.END:
        return Decimal(0)
    if isinstance(before.value, PartialDate) and isinstance(after.value, PartialDate):
        return _days(before.value, after.value)
    return Decimal(0)


def _reached(before: Reached | None, after: Reached | None) -> Decimal:
    if before is None or after is None:
        return Decimal(0)
    return (after.reached or Decimal(0)) - (before.reached or Decimal(0))


_REPORT_RANK: Mapping[ReportStanding, int] = {
    ReportStanding.LATE: -2,
    ReportStanding.RETURNED: -1,
}
"""Standings that somebody must do something about; the others are a report's usual way."""


def _report(before: ReportHeld | None, after: ReportHeld | None) -> Decimal:
    return Decimal(_rank(after) - _rank(before))


def _rank(report: ReportHeld | None) -> int:
    return _REPORT_RANK.get(report.standing, 0) if report else 0


def _silence(before: Any, after: Any) -> Decimal:
    return Decimal(bool(before) - bool(after))


_WEIGHTS: Mapping[AspectKind, Callable[[Any, Any], Decimal]] = {
    AspectKind.STATUS: _status,
    AspectKind.DECLARED: _declared,
    AspectKind.SPENT: _spent,
    AspectKind.MILESTONE: _milestone,
    AspectKind.FACT: _fact,
    AspectKind.POST: _reached,
    AspectKind.TRAINING: _reached,
    AspectKind.REPORT: _report,
    AspectKind.SILENCE: _silence,
}
"""How much better a change is, of the kinds that can be better or worse; each changes its sign when reversed."""


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month where it has fewer days.

    >>> months_before(date(2019, 10, 31), 1)
    datetime.date(2019, 9, 30)
    """
    first = add_months(day, -months)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), month_end(first))


def quarter_before(day: date) -> date:
    """The last day of the calendar quarter before that of ``day``.

    >>> quarter_before(date(2019, 10, 15))
    datetime.date(2019, 9, 30)
    """
    return date(day.year, 3 * quarter_of(day) - 2, 1) - ONE_DAY
