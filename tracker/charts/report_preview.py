"""The S-curve beside a report's form: what was spent before, and what this report would add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from flask_babel import gettext

from tracker.charts.axes import month_ticks
from tracker.charts.spec import Chart, EndPoint, Label, Line, Role, Table
from tracker.domain.budget import CumulativeCurve
from tracker.domain.periods import ONE_DAY, Period
from tracker.domain.snapshot import Snapshot
from tracker.formatting import DASH, day_long, percent, pln

FULL = Decimal(100)


def report_preview_chart(snapshot: Snapshot, period: Period, until: date | None = None) -> Chart | None:
    """The curve of a project with a report of ``period``, in percent of the budget; the report's part is dotted.

    Args:
        snapshot: The project as it would stand with the report.
        period: The period of the report.
        until: The last day up to which all amounts are given, when some are missing; the curve of what was spent ends
            there, because an amount that is missing is not zero.

    Returns:
        ``None`` when there is nothing to draw: the period or the budget of the project is not known.
    """
    if snapshot.period is None or snapshot.plan_curve is None or not snapshot.budget:
        return None
    actual = _until(snapshot.actual, until) if snapshot.actual else None
    ground = _Ground(snapshot, snapshot.period, snapshot.budget, snapshot.plan_curve)
    return _PreviewChart(ground, actual, period).build()


def _until(curve: CumulativeCurve, last_day: date | None) -> CumulativeCurve | None:
    kept = _within(curve, date.min, last_day or date.max)
    return kept if len(kept.days) > 1 else None


class _Ground(NamedTuple):
    """The project, and what of it is known for certain because there is something to draw."""

    snapshot: Snapshot
    project: Period
    budget: Decimal
    plan: CumulativeCurve


class _PreviewChart:
    """Puts one chart together; every part is made from the same two curves."""

    def __init__(self, ground: _Ground, actual: CumulativeCurve | None, period: Period) -> None:
        self.snapshot, self.project, self.budget, self.plan = ground
        self.actual, self.period = actual, period

    def build(self) -> Chart:
        last = max([self.project.last_day, *(self.actual.days[-1:] if self.actual else ())])
        return Chart(
            name="report-preview",
            heading=gettext("This is how the curve changes"),
            unit=gettext("Cumulative, percent of the budget of %(budget)s", budget=pln(self.budget)),
            first=self.project.start - ONE_DAY,
            last=last,
            ticks=month_ticks(Period.of_days(self.project.start, last)),
            top=self._top(),
            lines=tuple(self._lines()),
            labels=tuple(self._labels()),
            table=self._table(),
            sentence=self._sentence(),
            description=gettext(
                "S-curve of %(centre)s with this report; the figures below say the same.",
                centre=self.snapshot.record.centre.short_name,
            ),
            end_point=self._end_point(),
            is_example=self.snapshot.has_examples,
        )

    def _rate(self, amount: Decimal) -> Decimal:
        return (amount / self.budget * 100).quantize(Decimal("0.01"))

    def _top(self) -> Decimal:
        amounts = [self.plan.final, *(self.actual.amounts if self.actual else ())]
        most = max(FULL, *(self._rate(amount) for amount in amounts))
        return (most / 20).to_integral_value(rounding=ROUND_CEILING) * 20

    def _lines(self) -> Iterator[Line]:
        yield self._line(Role.PLAN, gettext("plan"), self.plan)
        if self.actual is None:
            return
        before, added, after = _split(self.actual, self.period)
        if len(before.days) > 1:
            yield self._line(Role.FACT, gettext("spent"), before)
        if len(added.days) > 1:
            yield self._line(Role.FORECAST, gettext("this report"), added)
        if len(after.days) > 1:
            yield self._line(Role.FACT, gettext("spent"), after)

    def _line(self, role: Role, name: str, curve: CumulativeCurve) -> Line:
        points = tuple((on, self._rate(amount)) for on, amount in zip(curve.days, curve.amounts, strict=True))
        return Line(role, name, points, tuple(percent(amount / self.budget, 1) for amount in curve.amounts))

    def _end_point(self) -> EndPoint | None:
        if self.actual is None:
            return None
        accepted, last = self.snapshot.reported.accepted_until, self.actual.days[-1]
        return EndPoint(last, self._rate(self.actual.final), is_hollow=accepted is None or accepted < last)

    def _labels(self) -> Iterator[Label]:
        if self.actual:
            lines = [gettext("spent %(rate)s", rate=percent(self.actual.final / self.budget, 1))]
            if self.snapshot.has_plan:
                planned = self.plan.at(self.actual.days[-1])
                lines.append(gettext("plan %(rate)s", rate=percent(planned / self.budget, 1)))
            yield Label(Role.FACT, self.actual.days[-1], self._rate(self.actual.final), tuple(lines))
        on = self.project.start + ONE_DAY * (self.project.days * 2 // 3)
        name = gettext("plan") if self.snapshot.has_plan else gettext("even spending, assumed")
        yield Label(Role.PLAN, on, self._rate(self.plan.at(on)), (name,))

    def _sentence(self) -> str:
        day = day_long(self.period.start)
        if self.actual is None or self.actual.days[-1] < self.period.start:
            return gettext("Full line: spending before %(day)s. Dots follow once a month has all its amounts.", day=day)
        return gettext("Full line: spending before %(day)s. Dots: what this report adds.", day=day)

    def _table(self) -> Table:
        return Table(
            caption=gettext("Planned and actual spending by the end of each month of the report"),
            headings=(gettext("End of month"), gettext("Plan"), gettext("Spent")),
            rows=tuple(self._row(on) for on in self.plan.days if on in self.period),
        )

    def _row(self, on: date) -> tuple[str, ...]:
        spent = DASH
        if self.actual and on <= self.actual.days[-1]:
            spent = percent(self.actual.at(on) / self.budget, 1)
        return day_long(on), percent(self.plan.at(on) / self.budget, 1), spent


def _split(curve: CumulativeCurve, period: Period) -> tuple[CumulativeCurve, CumulativeCurve, CumulativeCurve]:
    """A curve before, within and after a period; neighbouring pieces share the point between them."""
    eve, last_day = period.start - ONE_DAY, period.last_day
    return (
        _within(curve, date.min, eve),
        _within(curve, eve, last_day),
        _within(curve, last_day, date.max),
    )


def _within(curve: CumulativeCurve, first: date, last: date) -> CumulativeCurve:
    kept = [(on, amount) for on, amount in zip(curve.days, curve.amounts, strict=True) if first <= on <= last]
    return CumulativeCurve(tuple(on for on, _ in kept), tuple(amount for _, amount in kept))
