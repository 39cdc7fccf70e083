"""The three bars of a project: time, spending and milestones on one scale from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.status import Level
from tracker.formatting import DASH, number, percent

LEVEL_NAMES = {Level.AT_RISK: "at_risk", Level.ATTENTION: "attention", Level.FINE: "none", Level.UNKNOWN: "none"}


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        value: 0 to 100, ``None`` when unknown.
        plan: Where the plan's tick stands, 0 to 100; ``None`` without a plan.
        text: Beside the bar.
        spoken: What a screen reader adds, the plan for instance.
        level: Colour of what is missing: none, attention or at_risk.
        is_unaccepted: A report that nobody has accepted yet is in it.
    """

    key: str
    label: str
    value: float | None
    plan: float | None
    text: str
    spoken: str
    level: str
    is_unaccepted: bool = False


def position(rate: Decimal | None) -> float | None:
    """A rate as a place on the scale from 0 to 100; what is over stops at the end."""
    return None if rate is None else round(float(min(max(rate, Decimal(0)), Decimal(1))) * 100, 1)


def summary_bars(row: ProjectSummary) -> tuple[Bar, Bar, Bar]:
    """Time, spending and milestones of a project in one row."""
    spending, milestones = _spending(row), _milestones(row)
    if row.has_unaccepted:
        spending = _unaccepted(spending)
    if row.unaccepted_milestones:
        milestones = _unaccepted(milestones)
    return _time(row), spending, milestones


def _unaccepted(bar: Bar) -> Bar:
    spoken = "; ".join(text for text in (bar.spoken, gettext("according to a report that waits for review")) if text)
    return replace(bar, spoken=spoken, is_unaccepted=True)


def _time(row: ProjectSummary) -> Bar:
    return Bar("time", gettext("time"), position(row.time_rate), None, percent(row.time_rate), "", "none")


def _spending(row: ProjectSummary) -> Bar:
    if row.spent_rate is None:
        return Bar("spending", gettext("spending"), None, None, DASH, gettext("no data"), "none")
    spoken = "" if row.planned_rate is None else gettext("plan %(rate)s", rate=percent(row.planned_rate))
    return Bar(
        "spending",
        gettext("spending"),
        position(row.spent_rate),
        position(row.planned_rate),
        percent(row.spent_rate),
        spoken,
        LEVEL_NAMES[row.spending_level],
    )


def _milestones(row: ProjectSummary) -> Bar:
    if row.milestones_total == 0:
        return Bar("milestones", gettext("milestones"), None, None, DASH, gettext("no data"), "none")
    achieved = Decimal(row.milestones_achieved) / row.milestones_total
    text = gettext("%(part)s of %(whole)s", part=number(row.milestones_achieved), whole=number(row.milestones_total))
    if row.milestones_planned is None:
        return Bar("milestones", gettext("milestones"), position(achieved), None, text, "", "none")
    planned = Decimal(row.milestones_planned) / row.milestones_total
    spoken = gettext("plan %(count)s", count=number(row.milestones_planned))
    level = LEVEL_NAMES[row.milestones_level] if achieved < planned else "none"
    return Bar("milestones", gettext("milestones"), position(achieved), position(planned), text, spoken, level)
