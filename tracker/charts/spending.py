"""The S-curve of a project: planned, actual and expected spending, with its milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal

from flask_babel import gettext

from tracker.charts.axes import month_ticks
from tracker.charts.spec import (
    AsOfLine,
    Band,
    Chart,
    Diamond,
    EndPoint,
    Label,
    Line,
    Point,
    Role,
    Table,
)
from tracker.domain.budget import CumulativeCurve
from tracker.domain.earned_value import Forecast
from tracker.domain.periods import ONE_DAY, Period, month_end
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.spending_lines import spending_forecast
from tracker.domain.status import DEFAULT_THRESHOLDS, assess
from tracker.formatting import DASH, day, day_long, day_month, month_name, number, partial_date, percent, pln

FULL = Decimal(100)


def spending_chart(snapshot: Snapshot) -> Chart | None:
    """The S-curve of a project as of a day, in percent of its budget; ``None`` without a period or a budget."""
    period, budget, plan = snapshot.period, snapshot.budget, snapshot.plan_curve
    if period is None or plan is None or not budget:
        return None
    return _SpendingChart(snapshot, period, budget, plan).build()


class _SpendingChart:
    """Puts one chart together; every part is made from the same curves."""

    def __init__(self, snapshot: Snapshot, period: Period, budget: Decimal, plan: CumulativeCurve) -> None:
        self.snapshot = snapshot
        self.period = period
        self.budget = budget
        self.plan = plan
        self.actual = snapshot.actual
        self.covered = snapshot.covered_until
        self.forecast = spending_forecast(snapshot)

    def build(self) -> Chart:
        diamonds = tuple(self._diamonds())
        last = max([self.period.last_day, *(d.day for d in diamonds), *(self.actual.days[-1:] if self.actual else ())])
        return Chart(
            name="spending",
            heading=self._heading(),
            unit=gettext("Cumulative, percent of the budget of %(budget)s", budget=pln(self.budget)),
            first=self.period.start - ONE_DAY,
            last=last,
            ticks=month_ticks(Period.of_days(self.period.start, last)),
            top=self._top(),
            lines=tuple(self._lines()),
            band=self._band(),
            diamonds=diamonds,
            plan_ticks=tuple(self._plan_ticks()),
            end_point=self._end_point(),
            as_of=self._as_of_line(),
            labels=tuple(self._labels()),
            table=self._table(),
            sentence=" ".join(self._sentences(has_diamonds=bool(diamonds))),
            description=gettext(
                "S-curve of %(centre)s: planned, actual and expected spending; the text and table below say the same.",
                centre=self.snapshot.record.centre.short_name,
            ),
            is_example=self.snapshot.has_examples,
        )

    def _rate(self, amount: Decimal) -> Decimal:
        """An amount on the chart's scale, percent of the budget with two places."""
        return (amount / self.budget * 100).quantize(Decimal("0.01"))

    def _percent(self, amount: Decimal) -> str:
        """An amount as percent of the budget, rounded once: text, table and sentence agree."""
        return percent(amount / self.budget, 1)

    def _top(self) -> Decimal:
        # A correction takes money back, so the highest point may lie before the last.
        amounts = [self.plan.final, *(self.actual.amounts if self.actual else ())]
        most = max(FULL, *(self._rate(amount) for amount in amounts))
        return (most / 20).to_integral_value(rounding=ROUND_CEILING) * 20

    def _as_of_line(self) -> AsOfLine | None:
        as_of = self.snapshot.as_of
        if as_of not in self.period:
            return None
        return AsOfLine(as_of, gettext("as of %(day)s", day=day_long(as_of)), day(as_of))

    def _lines(self) -> Iterable[Line]:
        yield self._line(Role.PLAN, gettext("plan"), self.plan)
        if self.forecast:
            central = CumulativeCurve(self.forecast.days, self.forecast.central)
            yield self._line(Role.FORECAST, gettext("forecast"), central)
        if self.actual:
            yield self._line(Role.FACT, gettext("spent"), self.actual)

    def _line(self, role: Role, name: str, curve: CumulativeCurve) -> Line:
        points = tuple((on, self._rate(amount)) for on, amount in zip(curve.days, curve.amounts, strict=True))
        return Line(role, name, points, tuple(map(self._percent, curve.amounts)))

    def _band(self) -> Band | None:
        if self.forecast is None:
            return None
        days = self.forecast.days
        low, high = (
            tuple((on, self._rate(amount)) for on, amount in zip(days, amounts, strict=True))
            for amounts in (self.forecast.low, self.forecast.high)
        )
        return Band(low, high)

    def _end_point(self) -> EndPoint | None:
        if self.actual is None or self.covered is None:
            return None
        accepted = self.snapshot.reported.accepted_until
        is_hollow = accepted is None or accepted < self.covered
        return EndPoint(self.actual.days[-1], self._rate(self.actual.final), is_hollow)

    def _on_curve(self, on: date) -> Decimal:
        """Where a day lies on what was spent, else on what is expected, else on the plan."""
        if self.actual and self.covered and on <= self.covered:
            return self._rate(self.actual.at(on))
        if self.forecast:
            return self._rate(CumulativeCurve(self.forecast.days, self.forecast.central).at(on))
        if self.actual:
            return self._rate(self.actual.final)
        return self._rate(self.plan.at(on))

    def _diamonds(self) -> Iterable[Diamond]:
        for state in self.snapshot.milestones:
            expected = state.expected
            if expected is not None and expected.last_day >= self.period.start:
                on = expected.last_day if not state.is_achieved else min(expected.last_day, self.snapshot.as_of)
                yield Diamond(state.milestone.number, on, self._on_curve(on), state.is_achieved, _milestone_text(state))

    def _plan_ticks(self) -> Iterable[Point]:
        for state in self.snapshot.milestones:
            if state.baseline is not None and state.baseline.day.last_day in self.period:
                on = state.baseline.day.last_day
                yield on, self._rate(self.plan.at(on))

    def _labels(self) -> Iterable[Label]:
        if self.actual:
            spent = gettext("spent %(rate)s", rate=percent(self.snapshot.spent_rate, 1))
            lines = [spent]
            if self.snapshot.planned_rate is not None:
                lines.append(gettext("plan %(rate)s", rate=percent(self.snapshot.planned_rate, 1)))
            yield Label(Role.FACT, self.actual.days[-1], self._rate(self.actual.final), tuple(lines))
        if self.forecast:
            lines = [gettext("forecast for the end"), self._expected_range(self.forecast)]
            low = self._rate(self.forecast.low[-1])
            yield Label(Role.FORECAST, self.forecast.days[-1], low, tuple(lines))
        on = self.period.start + ONE_DAY * (self.period.days * 2 // 3)
        name = gettext("plan") if self.snapshot.has_plan else gettext("even spending, assumed")
        yield Label(Role.PLAN, on, self._rate(self.plan.at(on)), (name,))

    def _table(self) -> Table:
        return Table(
            caption=gettext("Planned, actual and expected spending by the end of each month"),
            headings=(
                gettext("End of month"),
                gettext("Plan"),
                gettext("Spent"),
                gettext("Forecast, from"),
                gettext("Forecast, to"),
            ),
            rows=tuple(self._row(on) for on in self.plan_days()),
        )

    def plan_days(self) -> list[date]:
        """The ends of the project's months, and the last reported day where it is none of them."""
        ends = {min(month_end(month), self.period.last_day) for month in self.period.months()}
        return sorted(ends.union(self.actual.days[-1:] if self.actual else ()))

    def _row(self, on: date) -> tuple[str, ...]:
        spent = low = high = DASH
        if self.actual and on <= self.actual.days[-1]:
            spent = self._percent(self.actual.at(on))
        elif self.forecast:
            low, high = (
                self._percent(CumulativeCurve(self.forecast.days, amounts).at(on))
                for amounts in (self.forecast.low, self.forecast.high)
            )
        return day_long(on), self._percent(self.plan.at(on)), spent, low, high

    def _heading(self) -> str:
        lag = self.snapshot.spending_lag
        if self.actual is None or self.covered is None:
            if not self.snapshot.has_plan:
                return gettext("There is no plan and no report: the line assumes even spending")
            return gettext("There is no report yet: the line shows only the plan")
        if lag is None:
            return gettext("Spending is reported, but there is no plan to compare it with")
        if assess(self.snapshot).is_silent:
            return _heading_of_silence(lag, day_long(self.covered))
        return self._heading_of(lag)

    def _heading_of(self, lag: Decimal) -> str:
        threshold = DEFAULT_THRESHOLDS.spending_attention
        if lag <= threshold:
            since = self._behind_since(threshold)
            return gettext("Spending has been behind the plan since the end of %(month)s", month=month_name(since))
        if lag >= -threshold:
            return gettext("Spending is ahead of the plan")
        return gettext("Spending follows the plan")

    def _behind_since(self, threshold: Decimal) -> date:
        """The first of the last reported month ends that all lie at or below the threshold."""
        assert self.actual is not None
        since = self.actual.days[-1]
        for on in reversed(self.actual.days[1:]):
            if (self.actual.at(on) - self.plan.at(on)) / self.budget > threshold:
                break
            since = on
        return since

    def _sentences(self, *, has_diamonds: bool) -> Iterable[str]:
        if self.actual and self.covered and self.snapshot.planned_rate is not None:
            yield gettext(
                "By %(day)s %(spent)s of the budget was spent; the plan was %(planned)s.",
                day=day_month(self.covered, self.snapshot.as_of.year),
                spent=percent(self.snapshot.spent_rate, 1),
                planned=percent(self.snapshot.planned_rate, 1),
            )
        if not self.snapshot.has_plan:
            yield gettext("There is no payment schedule: the grey line assumes even spending over the whole period.")
        if self.forecast:
            least, most = self.forecast.unspent(self.budget)
            yield gettext(
                "At the paces seen so far the centre will spend %(range)s of the budget; "
                "from %(least)s to %(most)s would be left.",
                range=self._expected_range(self.forecast),
                least=pln(least),
                most=pln(most),
            )
        if has_diamonds:
            yield gettext(
                "Diamonds are the milestones of the table below, full when achieved; "
                "ticks on the plan are their planned days."
            )
        end = self._end_point()
        if end and end.is_hollow:
            yield gettext("The hollow point is not accepted yet.")

    def _expected_range(self, forecast: Forecast) -> str:
        """What will be spent by the end as people write a range: ``91–98 %``, or one figure when they agree."""
        low, high = forecast.low[-1] / self.budget, forecast.high[-1] / self.budget
        return percent(high) if percent(low) == percent(high) else f"{number(low * 100)}{DASH}{percent(high)}"


def _heading_of_silence(lag: Decimal, until: str) -> str:
    """How spending went as long as anybody knew, for a project whose figures are too old to say how it goes."""
    if lag <= DEFAULT_THRESHOLDS.spending_attention:
        return gettext("Until %(day)s spending was behind the plan; nobody knows how it goes since", day=until)
    if lag >= -DEFAULT_THRESHOLDS.spending_attention:
        return gettext("Until %(day)s spending was ahead of the plan; nobody knows how it goes since", day=until)
    return gettext("Until %(day)s spending followed the plan; nobody knows how it goes since", day=until)


def _milestone_text(state: MilestoneState) -> str:
    name = f"{state.milestone.number}. {state.milestone.name}"
    if state.achieved:
        said = gettext("%(name)s: achieved %(day)s", name=name, day=partial_date(state.achieved.day))
    else:
        said = gettext("%(name)s: expected %(day)s", name=name, day=partial_date(state.expected))
    if state.baseline is None:
        return said
    return gettext("%(said)s, planned %(day)s", said=said, day=partial_date(state.baseline.day))
