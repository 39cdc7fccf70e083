"""The portfolio's S-curve for a television: few words, few ticks, the same lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask_babel import gettext, ngettext
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
    """The chart of the portfolio's page with the labels and ticks that can be read from afar."""
    chart = portfolio_chart(curve, as_of)
    return replace(chart, ticks=tuple(_ticks(chart)), labels=tuple(_labels(chart, curve)))


def _ticks(chart: Chart) -> Iterator[Tick]:
    """The beginnings of years, every so many of them; of a short axis some of its months."""
    days = (date(year, 1, 1) for year in range(chart.first.year, chart.last.year + 1))
    years = [Tick(day, str(day.year)) for day in days if chart.first <= day <= chart.last]
    found = years if len(years) >= 2 else [Tick(tick.day, date_text(tick.day, "LLL y")) for tick in chart.ticks]
    step = -(-len(found) // MOST_TICKS)
    span = (chart.last - chart.first).days
    return (tick for tick in found[::step] if (tick.day - chart.first).days <= LAST_PLACE * span)


def _labels(chart: Chart, curve: PortfolioCurve) -> Iterator[Label]:
    """The same points, named in a word or two."""
    has_whole = any(label.role is Role.WHOLE for label in chart.labels)
    for label in chart.labels:
        yield replace(label, lines=_words(label, curve, has_whole=has_whole))


def _words(label: Label, curve: PortfolioCurve, *, has_whole: bool) -> tuple[str, ...]:
    if label.role is Role.FACT and curve.compared is not None:
        return gettext("spent"), short(curve.compared.spent_now)
    if label.role is Role.FORECAST:
        return (gettext("forecast"),)
    if label.role is Role.PLAN and has_whole:
        return label.lines[:1]
    return (ngettext("plan of %(num)s project", "plan of %(num)s projects", curve.scheduled),)
