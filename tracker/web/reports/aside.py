"""What stands beside a report's form: the curve it would draw, the sums, the status it would lead to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from flask_babel import gettext
from markupsafe import Markup

from tracker.charts.report_preview import report_preview_chart
from tracker.charts.svg import draw_narrow
from tracker.domain.periods import ONE_DAY, month_end
from tracker.domain.portfolio import summarise
from tracker.domain.report_totals import ReportTotals
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import Status
from tracker.formatting import day_month, percent, pln
from tracker.sentences import status_reason
from tracker.services.reporting.ground import OpenReport


@dataclass(frozen=True)
class Aside:
    """The column beside the form.

    Attributes:
        drawing: ``None`` when nothing can be drawn.
        sentence: What the drawing shows.
        figures: Label and value a row.
        gaps: What the figures lack, in a sentence; empty when they lack nothing.
        present: The status of the project as it stands, and why.
        foreseen: The status with this report, and why; ``None`` while amounts are missing.
    """

    drawing: Markup | None
    sentence: str
    figures: tuple[tuple[str, str], ...]
    gaps: str
    present: tuple[Status, str]
    foreseen: tuple[Status, str] | None


def make_aside(opened: OpenReport, totals: ReportTotals) -> Aside:
    """What the draft would change, as far as its amounts are given: an amount that is missing is not zero."""
    chart = report_preview_chart(opened.preview, opened.form.period, complete_until(opened))
    return Aside(
        drawing=draw_narrow(chart) if chart else None,
        sentence=chart.sentence if chart else "",
        figures=tuple(_figures(opened, totals)),
        gaps=_gaps(opened, totals),
        present=_status(opened.snapshot),
        foreseen=_status(opened.preview) if totals.is_complete else None,
    )


def complete_until(opened: OpenReport) -> date | None:
    """The last day up to which the draft gives every amount: the eve of its period while it gives none.

    ``None`` when no amount is missing.
    """
    form = opened.form
    given = Counter(item.month for item in opened.read.content.spending)
    complete = list(takewhile(lambda month: given[month] == len(form.tasks), form.months))
    if len(complete) == len(form.months):
        return None
    return min(month_end(complete[-1]), form.period.last_day) if complete else form.period.start - ONE_DAY


def _figures(opened: OpenReport, totals: ReportTotals) -> list[tuple[str, str]]:
    figures = [(gettext("From the start of the project"), pln(totals.cumulative))]
    if totals.spent_rate is not None:
        figures.append((gettext("As a part of the budget"), percent(totals.spent_rate, 1)))
    if totals.planned_rate is not None:
        last_day = day_month(opened.form.period.last_day, opened.today.year)
        figures.append((gettext("Plan by %(day)s", day=last_day), percent(totals.planned_rate, 1)))
    if totals.remaining is not None:
        figures.append((gettext("Remains to be spent"), pln(totals.remaining)))
    return figures


def _gaps(opened: OpenReport, totals: ReportTotals) -> str:
    asked = len(opened.form.tasks) * len(opened.form.months)
    given = len(opened.read.content.spending)
    if totals.is_complete or not asked:
        return ""
    if given == 0:
        return gettext("Without this period: no amount is given yet.")
    return gettext("Amounts given so far: %(given)s of %(asked)s.", given=given, asked=asked)


def _status(snapshot: Snapshot) -> tuple[Status, str]:
    row = summarise(snapshot)
    return row.status, status_reason(row, snapshot.as_of)
