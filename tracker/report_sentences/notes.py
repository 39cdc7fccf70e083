"""What stands beside a field of a report's form: how the value relates to the plan and to the report before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.report_form import ReportForm
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.report_totals import ReportTotals, TaskTotal
from tracker.formatting import day_long, partial_date, percent, pln, quantity
from tracker.sentences import slip


def task_note(task: TaskTotal) -> str:
    """A task's cumulative spending, its budget and what remains of it."""
    if task.remaining is None:
        return gettext("Cumulatively %(spent)s.", spent=pln(task.cumulative))
    if task.remaining < 0:
        return gettext(
            "Cumulatively %(spent)s of %(budget)s, %(over)s too much.",
            spent=pln(task.cumulative),
            budget=pln(task.line.budget),
            over=pln(-task.remaining),
        )
    return gettext(
        "Cumulatively %(spent)s of %(budget)s, %(left)s remains.",
        spent=pln(task.cumulative),
        budget=pln(task.line.budget),
        left=pln(task.remaining),
    )


def totals_note(totals: ReportTotals) -> str:
    """The cumulative spending of the project as a part of its budget, beside the plan."""
    spent = pln(totals.cumulative)
    if totals.spent_rate is None:
        return gettext("From the start of the project %(spent)s.", spent=spent)
    if totals.planned_rate is None:
        return gettext(
            "From the start of the project %(spent)s, that is %(rate)s of the budget.",
            spent=spent,
            rate=percent(totals.spent_rate, 1),
        )
    return gettext(
        "From the start of the project %(spent)s, that is %(rate)s of the budget. Plan: %(planned)s.",
        spent=spent,
        rate=percent(totals.spent_rate, 1),
        planned=percent(totals.planned_rate, 1),
    )


def milestone_note(line: MilestoneLine, day: date | None) -> str:
    """How a milestone's day stands to the plan; ``day`` is what the form says, ``None`` while it says nothing."""
    if line.baseline is None:
        return gettext("No planned date.")
    planned = partial_date(line.baseline)
    if day is None:
        return gettext("Planned: %(planned)s.", planned=planned)
    # No day of a promised month is late.
    days = max((day - line.baseline.last_day).days, 0) + min((day - line.baseline.first_day).days, 0)
    return gettext("Planned: %(planned)s, %(slip)s.", planned=planned, slip=slip(days))


def quantity_note(line: QuantityLine, value: Decimal | None) -> str:
    """Whether a quantity is the one carried forward or how much it changed, and what is planned by then."""
    sentences = [_change(line, value)]
    if line.due is not None and line.due_on is not None:
        sentences.append(gettext("Planned by %(day)s: %(due)s.", day=day_long(line.due_on), due=quantity(line.due)))
    elif line.target is not None:
        sentences.append(gettext("Target of the project: %(target)s.", target=quantity(line.target)))
    return " ".join(sentence for sentence in sentences if sentence)


def _change(line: QuantityLine, value: Decimal | None) -> str:
    if value is None or line.last is None:
        return ""
    if value == line.last:
        if line.last_day is None:
            return gettext("No change, carried forward.")
        return gettext("No change, carried forward from %(day)s.", day=day_long(line.last_day))
    before = quantity(line.last)
    return gettext("Changed: %(value)s instead of %(before)s.", value=quantity(value), before=before)


def missing_note(form: ReportForm) -> str:
    """Which earlier periods nobody has reported on, so that the sums lack them; empty when none."""
    if not form.missing:
        return ""
    days = [f"{day_long(p.start)} \u2013 {day_long(p.last_day)}" for p in form.missing]
    return gettext("Without the spending of periods not reported on: %(periods)s.", periods=", ".join(days))
