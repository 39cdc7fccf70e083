"""Milestone trends as a chart: the day of the report across, the day that it expects up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from tracker.charts.axes import month_ticks
from tracker.charts.milestone_trend_words import (
    course_of,
    replan_name,
    signed_days,
    trends_finding,
    verdict_words,
)
from tracker.charts.spec import Table, Tick
from tracker.domain.milestone_trend import WORRYING, MilestoneTrend, Verdict, milestone_trends, most_worrying
from tracker.domain.periods import ONE_DAY, Period, month_end
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Level, milestone_level
from tracker.formatting import DASH, day, day_long, number, partial_date

Place = tuple[date, date]
"""The day of a report, and the day that a milestone was expected then."""

_LEVELS = {Level.ATTENTION: "attention", Level.AT_RISK: "at_risk"}


@dataclass(frozen=True, slots=True)
class TrendLine:
    """The course of one milestone.

    Attributes:
        points: In order of reports; a milestone that was reached ends on the day it was.
        level: How serious its slip is while it is open: none, attention or at_risk.
        moved: How far it moved since it was first told; empty when it did not.
        text: Name and verdict in words.
        is_worst: It is the one to look at first, and there is reason to.
    """

    number: int
    points: tuple[Place, ...]
    is_achieved: bool
    level: str
    name: str
    moved: str
    text: str
    is_worst: bool


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Everything a drawing needs, and what stands beside it.

    Attributes:
        across: From the first telling to the day looked at, or to the last thing told when all is achieved.
        as_of_text: The day looked at; empty when it lies beyond the axis.
        replans: The days on which plans in force replaced others, and what to call that, in order.
        upward: Every expected day, and the day looked at.
        course: How the milestone to look at first goes, in a sentence; of a project that has none left, that.
        trends: What it is made from.
    """

    heading: str
    unit: str
    across: Period
    upward: Period
    across_ticks: tuple[Tick, ...]
    upward_ticks: tuple[Tick, ...]
    as_of_text: str
    lines: tuple[TrendLine, ...]
    replans: tuple[tuple[date, str], ...]
    table: Table
    course: str
    sentence: str
    description: str
    is_example: bool
    trends: tuple[MilestoneTrend, ...]


def milestone_trend_chart(snapshot: Snapshot) -> TrendChart | None:
    """The trends of a project's milestones; ``None`` when nobody has told a date by the day looked at."""
    trends = milestone_trends(snapshot)
    told = [trend for trend in trends if trend.tellings]
    if not told:
        return None
    worst = most_worrying(told)
    words = [verdict_words(trend) for trend in trends]
    lines = tuple(
        _line(trend, said, is_worst=trend is worst) for trend, said in zip(trends, words, strict=True) if trend.tellings
    )
    across, upward = _spans(lines, snapshot.as_of)
    return TrendChart(
        heading=trends_finding(told),
        unit=gettext("Across: the day of the report; up: the day that it expects. A line that rises is put off."),
        across=across,
        upward=upward,
        across_ticks=month_ticks(across),
        upward_ticks=month_ticks(upward),
        as_of_text=day(snapshot.as_of) if snapshot.as_of in across else "",
        lines=lines,
        replans=_replans(trends, across),
        table=_table(trends, words),
        course=course_of(worst) if worst else f"{trends_finding(told)}.",
        sentence=" ".join(_sentences(told, worst)),
        description=gettext(
            "Milestone trend of %(centre)s until %(day)s; the text and table below say the same.",
            centre=snapshot.record.centre.short_name,
            day=day_long(snapshot.as_of),
        ),
        is_example=any(trend.state.is_example for trend in told),
        trends=trends,
    )


def _replans(trends: Iterable[MilestoneTrend], across: Period) -> tuple[tuple[date, str], ...]:
    names = {t.replan.told_on: replan_name(t.replan) for t in trends if t.replan and t.replan.told_on in across}
    return tuple(sorted(names.items()))


def _line(trend: MilestoneTrend, words: str, *, is_worst: bool) -> TrendLine:
    name, drift = trend.state.milestone.name, trend.drift_days
    return TrendLine(
        number=trend.state.milestone.number,
        points=tuple(_points(trend)),
        is_achieved=trend.state.is_achieved,
        level=_level(trend),
        name=name,
        moved=signed_days(drift) if drift else "",
        text=gettext("%(name)s: %(verdict)s", name=name, verdict=words),
        is_worst=is_worst and trend.verdict in WORRYING,
    )


def _level(trend: MilestoneTrend) -> str:
    if trend.state.is_achieved:
        return "none"
    return _LEVELS.get(milestone_level(trend.state, DEFAULT_THRESHOLDS), "none")


def _points(trend: MilestoneTrend) -> Iterable[Place]:
    before = date.min
    for telling in trend.tellings:
        expected = telling.day.last_day
        # What was reached stands on the diagonal, on its own day and not on the later one of the report that says so.
        before = max(expected, before) if telling.is_achieved else telling.told_on
        yield before, expected


def _spans(lines: Sequence[TrendLine], as_of: date) -> tuple[Period, Period]:
    """The axes: up to the day looked at, or to the last thing told when all was achieved long before."""
    told = [on for line in lines for on, _ in line.points]
    expected = [day for line in lines for _, day in line.points]
    first = min(told)
    end = as_of
    if all(line.is_achieved for line in lines):
        end = min(as_of, month_end(max(*told, *expected)))
    return (
        Period(first, max(end, *told) + ONE_DAY),
        Period(min(first, *expected), max(end, *expected) + ONE_DAY),
    )


def _sentences(trends: Sequence[MilestoneTrend], worst: MilestoneTrend | None) -> Iterable[str]:
    if worst is not None:
        yield course_of(worst)
    if any(trend.verdict is Verdict.ACHIEVED for trend in trends):
        yield gettext("A full diamond on the dotted line: achieved.")
    yield gettext("The lines bear the numbers of the table.")


def _table(trends: Iterable[MilestoneTrend], words: Iterable[str]) -> Table:
    """The course of each milestone in a row."""
    return Table(
        caption=gettext("Milestones: what was expected first, what is now, and the verdict"),
        headings=(
            gettext("Milestone"),
            gettext("First told"),
            gettext("Achieved or expected"),
            gettext("Moved by"),
            gettext("Reports"),
            gettext("What to make of it"),
        ),
        rows=tuple(_row(trend, said) for trend, said in zip(trends, words, strict=True)),
    )


def _row(trend: MilestoneTrend, words: str) -> tuple[str, ...]:
    milestone = trend.state.milestone
    return (
        f"{milestone.number}. {milestone.name}",
        _first_told(trend),
        partial_date(trend.state.expected),
        signed_days(trend.drift_days),
        number(len(trend.moves)),
        words,
    )


def _first_told(trend: MilestoneTrend) -> str:
    if not trend.tellings:
        return DASH
    first = partial_date(trend.tellings[0].day)
    if trend.replan is None:
        return first
    return gettext(
        "%(first)s; plan from %(on)s: %(plan)s",
        first=first,
        on=day(trend.replan.told_on),
        plan=partial_date(trend.replan.day),
    )
