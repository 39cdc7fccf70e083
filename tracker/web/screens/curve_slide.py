"""The slide of the portfolio's S-curve: what was spent, what the same projects had planned, and the whole drawing."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.charts.portfolio_curve_screen import draw_screen_curve
from tracker.charts.portfolio_curve_words import lag_of, short
from tracker.domain.money import from_grosze
from tracker.domain.portfolio import Filters
from tracker.domain.portfolio_curve import ComparedSums, PortfolioCurve
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.formatting import NBSP, day_month, number, percent, points
from tracker.sentences import NOTICEABLE_LAG
from tracker.web.screens.glance import Draft, Glance, plain
from tracker.web.screens.numbers_slide import rate


def curve_slide(glance: Glance) -> list[Draft]:
    """One slide; of projects without any payment schedule one that says so."""
    curve = glance.view.curve(Filters())
    if curve is None:
        return [_without_schedule(glance)]
    title = _title(curve)
    drawing = draw_screen_curve(curve, glance.view.as_of)
    if curve.compared is None:
        return [Draft(title, "curve", {"drawing": drawing, **_plan_only(curve)}, _figures(curve))]
    told = _comparison(curve, curve.compared, glance)
    return [Draft(title, "curve", {"drawing": drawing, **told}, _figures(curve))]


def _without_schedule(glance: Glance) -> Draft:
    count = glance.view.sums.projects
    caption = ngettext(
        "of %(num)s project has a payment schedule", "of %(num)s projects have a payment schedule", count
    )
    figures = {"projects": count, "scheduled": 0}
    return plain(gettext("Spending has no plan to be compared with."), 0, caption, figures)


def _title(curve: PortfolioCurve) -> str:
    if curve.compared is None:
        return gettext("Too few projects have reported to compare spending with the plan.")
    lag = lag_of(curve.compared)
    size = points(abs(lag))
    if lag <= DEFAULT_THRESHOLDS.spending_attention:
        return gettext("Together spending is %(points)s percentage points below plan.", points=size)
    if lag <= -NOTICEABLE_LAG:
        return gettext("Together spending is %(points)s percentage points below plan, within limits.", points=size)
    if lag >= NOTICEABLE_LAG:
        return gettext("Together spending is %(points)s percentage points above plan.", points=size)
    return gettext("Together spending is as planned.")


def _comparison(curve: PortfolioCurve, compared: ComparedSums, glance: Glance) -> dict[str, str]:
    spent, unit = _apart(short(compared.spent_now))
    budget = compared.planned[-1]
    note = ngettext(
        "By %(day)s, from %(known)s of %(num)s project.",
        "By %(day)s, from %(known)s of %(num)s projects.",
        curve.projects,
        day=day_month(compared.day, glance.view.as_of.year),
        known=number(compared.projects),
    )
    return {
        "figure": spent,
        "caption": gettext("%(unit)s of %(budget)s", unit=unit, budget=short(budget)),
        "second": percent(_part(compared.spent_now, budget)),
        "second_caption": gettext("plan: %(rate)s", rate=percent(_part(compared.planned_now, budget))),
        "note": note,
    }


def _part(amount: int, budget: int) -> Decimal | None:
    return Decimal(amount) / budget if budget else None


def _plan_only(curve: PortfolioCurve) -> dict[str, str]:
    budget, unit = _apart(short(curve.budget))
    note = ngettext(
        "Schedules of %(known)s of %(num)s project.",
        "Schedules of %(known)s of %(num)s projects.",
        curve.projects,
        known=number(curve.scheduled),
    )
    return {"figure": budget, "caption": gettext("%(unit)s planned", unit=unit), "note": note}


def _apart(amount: str) -> tuple[str, str]:
    """The figures of an amount, and the words after them; nothing is left of one without words."""
    end = max(place for place, letter in enumerate(amount) if letter.isdigit()) + 1
    return amount[:end], amount[end:].strip(NBSP)


def _figures(curve: PortfolioCurve) -> dict[str, object]:
    compared = curve.compared
    return {
        "projects": curve.projects,
        "scheduled": curve.scheduled,
        "budget": str(from_grosze(curve.budget)),
        "compared": compared.projects if compared else 0,
        "by": compared.day.isoformat() if compared else None,
        "spent": str(from_grosze(compared.spent_now)) if compared else None,
        "planned": str(from_grosze(compared.planned_now)) if compared else None,
        "lag": rate(lag_of(compared)) if compared else None,
    }
