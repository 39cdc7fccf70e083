"""The slide of silence: which projects owe a report, and since when."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from tracker.charts.silence_svg import FONT, NAMES, SilenceLine, draw_silence
from tracker.domain.matrix import months_shown, silence_cell
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.screen_slides import overdue, silent_lines
from tracker.formatting import number
from tracker.sentences import count_word, period_name
from tracker.web.screens.fitting import held
from tracker.web.screens.glance import Draft, Glance, plain
from tracker.web.screens.milestones_slide import place_text

MONTHS = 9


def silence_slide(glance: Glance) -> list[Draft]:
    """One slide; of projects without a period one that says that nobody knows when reports are due."""
    view, sums = glance.view, glance.view.sums
    owing, lines = overdue(view.rows), silent_lines(view.rows)
    figures = {
        "projects": sums.projects,
        "overdue": len(owing),
        "longest": owing[0].late_days if owing else 0,
        "round_expected": sums.round_expected,
        "round_submitted": sums.round_submitted,
    }
    if not lines:
        caption = ngettext(
            "of %(num)s project is running and has a known period",
            "of %(num)s projects are running and have a known period",
            sums.projects,
        )
        return [plain(gettext("No report is awaited."), 0, caption, figures)]
    context = {
        "overdue": number(len(owing)),
        "overdue_caption": ngettext(
            "of %(num)s project owes a report", "of %(num)s projects owe a report", sums.projects
        ),
        "drawing": _drawing(glance, lines),
        "others": _others(len(owing) - sum(row.late_days > 0 for row in lines)),
        **_round(glance),
    }
    return [Draft(_title(owing), "silence", context, figures)]


def _round(glance: Glance) -> dict[str, str]:
    """How many of the reports on the last quarter came."""
    sums = glance.view.sums
    if not sums.round_expected:
        return {}
    caption = ngettext(
        "of %(num)s report for %(period)s came",
        "of %(num)s reports for %(period)s came",
        sums.round_expected,
        period=period_name(sums.round.period),
    )
    return {"round": number(sums.round_submitted), "round_caption": held(caption)}


def _others(count: int) -> str:
    return ngettext("and %(num)s other project", "and %(num)s other projects", count) if count > 0 else ""


def _title(owing: list[ProjectSummary]) -> str:
    if not owing:
        return gettext("No report is overdue.")
    text = ngettext(
        "%(count)s project owes a report, for %(days)s.",
        "%(count)s projects owe a report, the longest for %(days)s.",
        len(owing),
        count=count_word(len(owing)),
        days=_days(owing[0].late_days),
    )
    return f"{text[:1].upper()}{text[1:]}"


def _days(count: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", count)


def _drawing(glance: Glance, rows: list[ProjectSummary]) -> str:
    snapshots = glance.book.snapshots(rows, glance.viewpoint)
    found = {snapshot.record.id: snapshot for snapshot in snapshots}
    months = months_shown((snapshot.period for snapshot in snapshots), glance.view.as_of)[-MONTHS:]
    lines = [
        SilenceLine(
            place_text(row.centre.place, NAMES - 8, FONT),
            [silence_cell(found[row.project_id], month) for month in months],
            _late_text(row),
            row.late_days > 0,
        )
        for row in rows
        if row.project_id in found
    ]
    description = gettext("Reports by months: in time, late and missing; the words beside each line say how late.")
    return draw_silence(months, lines, "hatch-silence-attention", description)


def _late_text(row: ProjectSummary) -> str:
    if row.late_days > 0:
        return gettext("%(days)s late", days=_days(row.late_days))
    return gettext("nothing overdue") if row.last_counted_on else gettext("no report yet")
