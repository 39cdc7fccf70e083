"""The portfolio's S-curve: planned, actual and expected spending of many projects together, in millions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.charts.axes import month_ticks
from tracker.charts.portfolio_curve_words import (
    curve_heading,
    curve_sentences,
    fact_words,
    month_words,
    short,
    short_range,
)
from tracker.charts.spec import AsOfLine, Band, Chart, EndPoint, Label, Line, Point, Role, Table
from tracker.domain.money import from_grosze
from tracker.domain.periods import ONE_DAY, Period
from tracker.domain.portfolio_curve import ComparedSums, MonthSum, PortfolioCurve
from tracker.domain.spending_lines import end_of_month_number
from tracker.formatting import DASH, MINUS, NBSP, day, day_long, number, pln, quantity

STEPS = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal("2.5"), Decimal(3), Decimal(4), Decimal(5), Decimal(8))
"""A quarter of the value axis is one of these times a power of ten."""

HEADROOM = Decimal("1.12")
"""Room above the highest line for the words that stand on it."""

LONGEST_TICK = 5
"""A value of the axis longer than so many letters goes without its unit, which the line below the heading says."""

LONGEST_SCREEN_TICK = 10


def portfolio_chart(curve: PortfolioCurve, as_of: date, *, for_screen: bool = False) -> Chart:
    """The spending of projects together over the calendar.

    Args:
        curve: The sums.
        as_of: The day looked at.
        for_screen: Leave out the plan of projects whose spending is not known, where there are others, and give room
            to the unit on the axis.
    """
    return _PortfolioChart(curve, as_of, for_screen=for_screen).build()


class _PortfolioChart:
    """Puts the chart together; every part is made from the same sums."""

    def __init__(self, curve: PortfolioCurve, as_of: date, *, for_screen: bool) -> None:
        self.curve = curve
        self.compared = curve.compared
        self.as_of = as_of
        self.first = curve.months[0].month
        self.longest_tick = LONGEST_SCREEN_TICK if for_screen else LONGEST_TICK
        self.has_whole = not (for_screen and self.compared)
        most = max((self._most_planned(), *(self.compared.spent if self.compared else ()), *self._high()))
        self.unit, self.unit_name = _unit(from_grosze(most))
        self.top = nice_top(from_grosze(most) / self.unit * HEADROOM)

    def build(self) -> Chart:
        first, last = end_of_month_number(self.first - 1), self.curve.months[-1].day
        return Chart(
            name="portfolio",
            heading=curve_heading(self.curve),
            unit=gettext("Cumulative, %(unit)s", unit=self.unit_name),
            first=first,
            last=last,
            ticks=month_ticks(Period.of_days(first + ONE_DAY, last)),
            top=self.top,
            value_names=self._value_names(),
            lines=tuple(self._lines()),
            band=self._band(),
            end_point=self._end_point(),
            as_of=self._as_of_line(first, last),
            labels=tuple(self._labels()),
            table=self._table(),
            sentence=" ".join(curve_sentences(self.curve, self.as_of)),
            description=gettext(
                "S-curve of the portfolio: planned, actual and expected spending; text and table below say the same."
            ),
            is_example=self.curve.has_examples,
        )

    def _high(self) -> Sequence[int]:
        return self.compared.high if self.compared and self.compared.foreseen else ()

    def _most_planned(self) -> int:
        return self.curve.budget if self.has_whole or self.compared is None else self.compared.planned[-1]

    @property
    def _is_all(self) -> bool:
        """Whether every project that is in the plan is compared, so that one line of the plan says it all."""
        return self.compared is None or self.compared.projects == self.curve.scheduled

    def _value_names(self) -> tuple[str, ...]:
        values = [quantity(self.top * step / 4) for step in range(5)]
        last = f"{values[-1]}{NBSP}{self.unit_name.split(NBSP)[0]}"
        return (*values[:-1], last if len(last) <= self.longest_tick else values[-1])

    def _scaled(self, grosze: int) -> Decimal:
        return (from_grosze(grosze) / self.unit).quantize(Decimal("0.0001"))

    def _points(self, amounts: Iterable[int], first: int) -> tuple[Point, ...]:
        return tuple((end_of_month_number(month), self._scaled(one)) for month, one in enumerate(amounts, start=first))

    def _line(self, role: Role, name: str, amounts: Sequence[int], first: int | None = None) -> Line:
        """A line from the axis's first day on, or from the end of a month."""
        if first is None:
            amounts, first = [0, *amounts], self.first - 1
        return Line(role, name, self._points(amounts, first), tuple(map(short, amounts)))

    def _lines(self) -> Iterable[Line]:
        planned = [month.planned for month in self.curve.months]
        if self.has_whole or self._is_all:
            yield self._line(Role.PLAN if self._is_all else Role.WHOLE, self._plan_name(), planned)
        if self.compared is None:
            return
        if not self._is_all:
            yield self._line(Role.PLAN, self._same_name(self.compared), self.compared.planned)
        if self._has_forecast:
            yield self._line(Role.FORECAST, gettext("forecast"), self.compared.central, self.compared.last)
        name, _ = fact_words(self.curve, self.compared)
        yield self._line(Role.FACT, name, self.compared.spent)

    @property
    def _has_forecast(self) -> bool:
        return self.compared is not None and self.compared.has_forecast

    def _plan_name(self) -> str:
        return gettext(
            "plan, %(part)s of %(whole)s projects",
            part=number(self.curve.scheduled),
            whole=number(self.curve.projects),
        )

    def _same_name(self, compared: ComparedSums) -> str:
        return gettext("plan of the same %(count)s", count=number(compared.projects))

    def _band(self) -> Band | None:
        if self.compared is None or not self._has_forecast:
            return None
        low, high = (self._points(one, self.compared.last) for one in (self.compared.low, self.compared.high))
        return Band(low, high)

    def _end_point(self) -> EndPoint | None:
        if self.compared is None:
            return None
        return EndPoint(self.compared.day, self._scaled(self.compared.spent_now), self.compared.unaccepted > 0)

    def _as_of_line(self, first: date, last: date) -> AsOfLine | None:
        if not first < self.as_of <= last:
            return None
        return AsOfLine(self.as_of, gettext("as of %(day)s", day=day_long(self.as_of)), day(self.as_of))

    def _labels(self) -> Iterable[Label]:
        if self.compared is not None:
            words = fact_words(self.curve, self.compared)
            yield Label(Role.FACT, self.compared.day, self._scaled(self.compared.spent_now), words)
            if self._has_forecast:
                words = (gettext("forecast"), short_range(self.compared.low[-1], self.compared.high[-1]))
                last = self.curve.months[-1].day
                yield Label(Role.FORECAST, last, self._scaled(self.compared.low[-1]), words)
            if not self._is_all:
                place = self._place(3, 4)
                words = (self._same_name(self.compared), short(self.compared.planned[-1]))
                yield Label(Role.PLAN, self._day(place), self._scaled(self.compared.planned[place]), words)
        if not (self.has_whole or self._is_all):
            return
        # The plan of more projects lies highest; its words stand above its end.
        place = self._place(2, 3) if self._is_all else self._place(5, 6)
        words = (self._plan_name(), short(self.curve.budget))
        role = Role.PLAN if self._is_all else Role.WHOLE
        yield Label(role, self._day(place), self._scaled(self.curve.months[place].planned), words)

    def _place(self, part: int, whole: int) -> int:
        return len(self.curve.months) * part // whole

    def _day(self, place: int) -> date:
        return self.curve.months[place].day

    def _table(self) -> Table:
        return Table(
            caption=gettext("Spending of the projects together by the end of each month"),
            headings=(
                gettext("End of month"),
                self._plan_name(),
                self._same_name(self.compared) if self.compared else gettext("plan of those compared"),
                fact_words(self.curve, self.compared)[0] if self.compared else gettext("spent"),
                gettext("Difference"),
                gettext("Forecast, from"),
                gettext("Forecast, middle"),
                gettext("Forecast, to"),
                gettext("Begun projects that reported"),
            ),
            rows=tuple(self._row(place, month) for place, month in enumerate(self.curve.months)),
        )

    def _row(self, place: int, month: MonthSum) -> tuple[str, ...]:
        """The points of the lines at the end of a month, and of how many projects it is known."""
        known = month_words(month.known, month.begun) if month.day <= self.as_of else DASH
        return (
            day_long(month.day),
            pln(from_grosze(month.planned)),
            *self._compared_cells(place),
            *self._expected(month),
            known,
        )

    def _compared_cells(self, place: int) -> tuple[str, str, str]:
        compared = self.compared
        if compared is None:
            return DASH, DASH, DASH
        planned = pln(from_grosze(compared.planned[place]))
        if place >= len(compared.spent):
            return planned, DASH, DASH
        difference = compared.spent[place] - compared.planned[place]
        sign = MINUS if difference < 0 else "+"
        return planned, pln(from_grosze(compared.spent[place])), f"{sign}{pln(from_grosze(abs(difference)))}"

    def _expected(self, month: MonthSum) -> tuple[str, str, str]:
        expected = self.compared.expected(month.month) if self.compared else None
        if expected is None:
            return DASH, DASH, DASH
        low, central, high = (pln(from_grosze(amount)) for amount in expected)
        return low, central, high


def nice_top(most: Decimal) -> Decimal:
    """The end of a value axis that holds ``most`` and whose quarters are round numbers.

    >>> nice_top(Decimal("5.08"))
    Decimal('6.0')
    """
    if most <= 0:
        return Decimal(4)
    power = Decimal(1).scaleb((most / 4).adjusted())
    return next(4 * step * power for step in (*STEPS, Decimal(10)) if 4 * step * power >= most)


def _unit(most: Decimal) -> tuple[int, str]:
    """What the value axis counts in: millions, thousands for small portfolios, thousands of millions for large ones."""
    if most >= 1_000_000_000:
        return 1_000_000_000, gettext("billion zl").replace(" ", NBSP)
    if most >= 1_000_000:
        return 1_000_000, gettext("million zl").replace(" ", NBSP)
    return 1000, gettext("thousand zl").replace(" ", NBSP)
