"""The portfolio's S-curve for a television: few words, few ticks, the same lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask_babel import gettext
from markupsafe import Markup

from tracker.charts.portfolio_curve import portfolio_chart
from tracker.charts.portfolio_curve_words import short
from tracker.charts.spec import Chart, Label, Role, Tick
from tracker.charts.svg import draw_screen
from tracker.domain.portfolio_curve import PortfolioCurve
from tracker.formatting import date_text

MOST_TICKS = 5
"""Names of months or years that stand side by side without touching."""

LAST_PLACE = 0.95
"""A tick nearer to the end of the axis than this part of it would have its name cut off."""


def draw_screen_curve(curve: PortfolioCurve, as_of: date) -> Markup:
    """The drawing."""
    return draw_screen(screen_chart(curve, as_of))


def screen_chart(curve: PortfolioCurve, as_of: date) -> Chart:
    """The chart of the portfolio's page with the labels and ticks that can be read from afar.

    Only the plan of the projects whose spending is known is drawn, so that there is one plan and one spending.
    """
    chart = portfolio_chart(curve, as_of, for_screen=True)
    labels = tuple(_brief(label, chart, curve) for label in chart.labels)
    return replace(chart, ticks=tuple(_ticks(chart)), labels=labels)


def _ticks(chart: Chart) -> Iterator[Tick]:
    """The beginnings of years, every so many of them; of a short axis some of its months."""
    days = (date(year, 1, 1) for year in range(chart.first.year, chart.last.year + 1))
    years = [Tick(day, str(day.year)) for day in days if chart.first <= day <= chart.last]
    found = years if len(years) >= 2 else [Tick(tick.day, date_text(tick.day, "LLL y")) for tick in chart.ticks]
    step = -(-len(found) // MOST_TICKS)
    span = (chart.last - chart.first).days
    return (tick for tick in found[::step] if (tick.day - chart.first).days <= LAST_PLACE * span)


def _brief(label: Label, chart: Chart, curve: PortfolioCurve) -> Label:
    """The same line, named in a word or two; the plan at its end, where it is furthest from the forecast."""
    if label.role is Role.FACT and curve.compared is not None:
        return replace(label, lines=(gettext("spent"), short(curve.compared.spent_now)))
    if label.role is Role.FORECAST:
        return replace(label, lines=(gettext("forecast"),))
    day, value = next(line.points[-1] for line in chart.lines if line.role is label.role)
    return replace(label, lines=(gettext("plan"),), day=day, value=value)
