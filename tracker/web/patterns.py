"""The pattern page: every component once, with fixed sample values."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import gettext, lazy_gettext

from tracker.domain.vocabulary import SourceKind, Status
from tracker.formatting import day_long
from tracker.gate.guards import open_to_all
from tracker.labels import choices
from tracker.web.as_of import Jump, Month, Strip
from tracker.web.bars import Bar

bp = Blueprint("patterns", __name__)

REFERENCE_DAY = date(2019, 10, 15)
PAST_DAY = date(2019, 4, 30)

COLOURS = (
    ("paper-2", lazy_gettext("quiet ground")),
    ("paper-3", lazy_gettext("unfilled")),
    ("ink", lazy_gettext("text, numbers, the plan's tick")),
    ("ink-2", lazy_gettext("second text")),
    ("ink-3", lazy_gettext("axis labels")),
    ("rule", lazy_gettext("thin rules")),
    ("edge", lazy_gettext("borders of fields")),
    ("accent", lazy_gettext("links, deeds, the as-of line")),
    ("accent-2", lazy_gettext("ticked row, another day")),
    ("fact", lazy_gettext("what was done")),
    ("plan", lazy_gettext("the planned line")),
    ("time", lazy_gettext("time that passed")),
    ("band", lazy_gettext("range of the forecast")),
    ("ok-g", lazy_gettext("on track")),
    ("warn-g", lazy_gettext("needs attention")),
    ("bad-g", lazy_gettext("at risk")),
    ("none", lazy_gettext("no data")),
    ("mark", lazy_gettext("the source jumped to")),
    ("c1", lazy_gettext("compared project A")),
    ("c2", lazy_gettext("compared project B")),
    ("c3", lazy_gettext("compared project C")),
    ("c4", lazy_gettext("compared project D")),
    ("c5", lazy_gettext("compared project E")),
    ("c6", lazy_gettext("compared project F")),
    ("h-m2", lazy_gettext("far behind the plan")),
    ("h-m1", lazy_gettext("behind the plan")),
    ("h-p1", lazy_gettext("ahead of the plan")),
    ("h-p2", lazy_gettext("far ahead of the plan")),
)
"""Tokens of the style sheet with their roles."""

REASONS = {
    Status.AT_RISK: lazy_gettext("Spending 17.8 percentage points below the plan."),
    Status.ATTENTION: lazy_gettext("“Study visit”: 23 days behind the plan."),
    Status.NO_DATA: lazy_gettext("Last report 95 days ago; nobody knows how it goes."),
    Status.ON_TRACK: lazy_gettext("Spending and milestones as planned."),
    Status.NOT_STARTED: lazy_gettext("Starts in 78 days, on 1 January 2020."),
    Status.FINISHED: lazy_gettext("Settled on 30 September 2019."),
}


@bp.get("/wzornik")
@open_to_all("Fixed sample values, no data of anybody.")
def show() -> str:
    """Every component of the house; travelling in time shows the strip of a day in the past."""
    return render_template(
        "patterns.html",
        strip=_strip(PAST_DAY if "stan" in request.args else REFERENCE_DAY),
        colours=COLOURS,
        reasons=REASONS,
        bars=_bars("attention"),
        bars_at_risk=_bars("at_risk"),
        unknown_bars=_unknown_bars(),
        sources=_sources(),
        source_kinds=choices(SourceKind),
        page_url=lambda number: f"/wzornik?strona={number}",
        errors={
            "amount": [gettext("Type the amount in digits, for example 12 800,00.")],
            "kind": [gettext("Choose one of the two.")],
        },
    )


def _bars(level: str) -> tuple[Bar, ...]:
    return (
        Bar("time", gettext("time"), 50.0, None, "50\u00a0%", "", "none"),
        Bar(
            "spending", gettext("spending"), 36.4, 45.2, "36\u00a0%", gettext("plan %(rate)s", rate="45\u00a0%"), level
        ),
        Bar("milestones", gettext("milestones"), 62.5, 68.0, "5/8", gettext("plan %(count)s", count="6"), "none"),
    )


def _unknown_bars() -> tuple[Bar, ...]:
    return (
        Bar("time", gettext("time"), 0.0, None, "0\u00a0%", "", "none"),
        Bar("spending", gettext("spending"), None, None, "–", gettext("no data"), "none"),
        Bar("milestones", gettext("milestones"), 0.0, 0.0, "0/8", gettext("plan %(count)s", count="0"), "none"),
    )


def _sources() -> list[dict[str, str | bool | list[str]]]:
    return [
        {
            "letter": "a",
            "target_id": "source-a",
            "text": gettext("Announcement of the centre, 30 May 2018."),
            "figures": [gettext("Project value: %(figure)s", figure="374 101,08\u00a0zł")],
            "url": "https://example.org/",
            "is_example": False,
        },
        {
            "letter": "b",
            "target_id": "source-b",
            "text": gettext("Report for quarter III of 2019, not yet accepted."),
            "url": "",
            "is_example": True,
        },
    ]


def _strip(day: date) -> Strip:
    """A strip from January 2018 to the reference day, with made-up counts behind the slider."""
    months = tuple(_month(index, day) for index in range(22))
    is_other_day = day != REFERENCE_DAY
    return Strip(
        day=day,
        day_text=day_long(day),
        note=gettext("168 days earlier") if is_other_day else gettext("the portfolio's reference day"),
        is_other_day=is_other_day,
        past_text=gettext(
            "You are looking at a day in the past. Reports and changes made after %(day)s are not shown.",
            day=day_long(day),
        ),
        reset_url="/wzornik",
        action="/wzornik",
        hidden=(),
        jumps=(
            Jump(
                gettext("End of quarter %(roman)s: %(day)s", roman="III", day=day_long(date(2019, 9, 30))), "/wzornik"
            ),
        ),
        months=months,
        index=next(index for index, month in enumerate(months) if month.is_current),
        scent_label=gettext("Projects needing attention, month by month"),
    )


def _month(index: int, day: date) -> Month:
    year, month = 2018 + index // 12, index % 12 + 1
    end = REFERENCE_DAY if index == 21 else date(year, month, 28)
    count = max(0, index - 11) // 2
    return Month(
        day=end.isoformat(),
        label=str(year) if month == 1 else str(month) if month in (4, 7, 10) else "",
        count=count,
        is_current=(end.year, end.month) == (day.year, day.month),
        is_year=month == 1,
    )
