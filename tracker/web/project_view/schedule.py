"""The milestones and tasks of a project's page, with their places on the time axis and their bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.money import total
from tracker.domain.periods import Period
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Level
from tracker.formatting import percent
from tracker.web.bars import LEVEL_NAMES, position
from tracker.web.footnotes import Footnotes, Mark
from tracker.web.wording import slip_level


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with its place on the time axis, 0 to 100, where it has one.

    Attributes:
        is_unaccepted: Only a report that nobody has accepted yet gives its date.
    """

    state: MilestoneState
    baseline: float | None
    expected: float | None
    level: str
    note: Mark | None
    is_unaccepted: bool


@dataclass(frozen=True)
class MilestoneTable:
    """The milestones on one time axis."""

    lines: tuple[MilestoneLine, ...]
    span: Period | None
    as_of: float | None


def milestone_rows(snapshot: Snapshot, notes: Footnotes) -> MilestoneTable:
    """The milestones, drawn on an axis that holds the project's period and every date of theirs."""
    span = _span(snapshot)
    lines = tuple(
        MilestoneLine(
            state,
            _place(span, state.baseline.day.last_day) if state.baseline else None,
            _place(span, state.expected.last_day) if state.expected else None,
            slip_level(state),
            _milestone_note(state, notes),
            snapshot.awaits_acceptance(state.entry),
        )
        for state in snapshot.milestones
    )
    return MilestoneTable(lines, span, _place(span, snapshot.as_of))


def _milestone_note(state: MilestoneState, notes: Footnotes) -> Mark | None:
    entry = state.entry
    return notes.mark(entry.origin.source) if entry else notes.mark(state.milestone.origin.source)


def _span(snapshot: Snapshot) -> Period | None:
    days = [entry.day.last_day for m in snapshot.milestones for entry in (m.baseline,) if entry]
    days += [m.expected.last_day for m in snapshot.milestones if m.expected]
    if snapshot.period:
        days += [snapshot.period.start, snapshot.period.last_day]
    return Period.of_days(min(days), max(days)) if days else None


def _place(span: Period | None, day: date) -> float | None:
    if span is None or day not in span:
        return None
    return round((day - span.start).days / max(span.days - 1, 1) * 100, 2)


@dataclass(frozen=True)
class TaskLine:
    """A task, or all together, with its bar."""

    label: str
    budget: Decimal
    planned: Decimal
    spent: Decimal | None
    value: float | None
    plan: float | None
    text: str
    level: str


def task_rows(snapshot: Snapshot) -> tuple[TaskLine, ...]:
    """The tasks of the plan in force and, last, their total."""
    tasks = snapshot.tasks
    if not tasks:
        return ()
    lines = [
        _task_line(gettext("Task %(number)s. %(name)s", number=t.number, name=t.name), t.budget, t.planned, t.spent)
        for t in tasks
    ]
    spent = None if snapshot.spent is None else snapshot.spent
    lines.append(_task_line(gettext("Total"), total(t.budget for t in tasks), total(t.planned for t in tasks), spent))
    return tuple(lines)


def _task_line(text: str, budget: Decimal, planned: Decimal, spent: Decimal | None) -> TaskLine:
    spent_rate = spent / budget if spent is not None and budget else None
    planned_rate = planned / budget if budget else None
    return TaskLine(
        text,
        budget,
        planned,
        spent,
        position(spent_rate),
        position(planned_rate) if spent is not None else None,
        percent(spent_rate),
        _task_level(spent_rate, planned_rate),
    )


def _task_level(spent_rate: Decimal | None, planned_rate: Decimal | None) -> str:
    if spent_rate is None or planned_rate is None:
        return "none"
    lag = spent_rate - planned_rate
    if spent_rate > DEFAULT_THRESHOLDS.overspent_attention or lag <= DEFAULT_THRESHOLDS.spending_at_risk:
        return LEVEL_NAMES[Level.AT_RISK]
    return LEVEL_NAMES[Level.ATTENTION] if lag <= DEFAULT_THRESHOLDS.spending_attention else "none"
