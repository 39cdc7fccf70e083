"""What the portfolio's curve says: the finding, the sentences below it, and who is left out of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.money import from_grosze
from tracker.domain.portfolio_curve import ComparedSums, LeftOut, PortfolioCurve
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.formatting import DASH, NBSP, day_month, number, pln_short, points


def short(grosze: int) -> str:
    """An amount in words' length: ``5,08 mln zł``."""
    return pln_short(from_grosze(grosze))


def short_range(low: int, high: int) -> str:
    """A range with its unit once, where both ends have the same: ``3,90–4,12 mln zł``."""
    least, most = short(low), short(high)
    if least == most:
        return most
    start, least_unit = _apart(least)
    return f"{start}{DASH}{most}" if least_unit == _apart(most)[1] else f"{least} {DASH} {most}"


def _apart(amount: str) -> tuple[str, str]:
    """The figures of an amount, and the words after them."""
    end = max(place for place, letter in enumerate(amount) if letter.isdigit()) + 1
    return amount[:end], amount[end:].strip(NBSP)


def lag_of(compared: ComparedSums) -> Decimal:
    """Spent minus planned by the compared day, as a part of all the compared projects' schedules."""
    budget = compared.planned[-1]
    return Decimal(compared.spent_now - compared.planned_now) / budget if budget else Decimal(0)


def curve_heading(curve: PortfolioCurve) -> str:
    """The finding, with its denominator and those who are late with the reports it would need."""
    compared = curve.compared
    if compared is None:
        return gettext("The projects' plans together; too few have reported to compare them with spending")
    finding = _finding(curve, compared)
    if not curve.left_out.unknown:
        return finding
    late = ngettext(
        "%(num)s project has no report for that day",
        "%(num)s projects have no report for that day",
        curve.left_out.unknown,
    )
    return f"{finding}; {late}"


def _finding(curve: PortfolioCurve, compared: ComparedSums) -> str:
    lag = lag_of(compared)
    size = {"points": points(abs(lag)), "part": number(compared.projects), "whole": number(curve.projects)}
    if lag <= DEFAULT_THRESHOLDS.spending_attention:
        return gettext(
            "Together spending is %(points)s percentage points below plan; known from %(part)s of %(whole)s projects",
            **size,
        )
    if lag >= -DEFAULT_THRESHOLDS.spending_attention:
        return gettext(
            "Together spending is %(points)s percentage points above plan; known from %(part)s of %(whole)s projects",
            **size,
        )
    return gettext("Together spending is as planned; known from %(part)s of %(whole)s projects", **size)


def curve_sentences(curve: PortfolioCurve, as_of: date) -> Iterator[str]:
    """What stands below the drawing: the comparison and the forecast, each with its denominator."""
    compared = curve.compared
    if compared is not None:
        yield _comparison(curve, compared, as_of)
        if compared.foreseen and compared.last < curve.months[-1].month:
            yield _forecast(compared)


def curve_notes(curve: PortfolioCurve) -> Iterator[str]:
    """Who is left out of the comparison and why, and by what rule the forecast and the last point are drawn."""
    compared = curve.compared
    yield from _left_out(curve.left_out)
    if compared is not None and compared.unaccepted:
        yield ngettext(
            "The hollow point: in %(num)s of these projects a report counts that is not accepted yet.",
            "The hollow point: in %(num)s of these projects a report counts that is not accepted yet.",
            compared.unaccepted,
        )
    if compared is not None and compared.foreseen and compared.last < curve.months[-1].month:
        yield gettext(
            "The band is the sum of each project's slowest and of each one's fastest pace so far; "
            "as all are seldom slow at once, the sum will rather lie inside."
        )


def _comparison(curve: PortfolioCurve, compared: ComparedSums, as_of: date) -> str:
    said = {
        "day": day_month(compared.day, as_of.year),
        "spent": short(compared.spent_now),
        "part": number(compared.projects),
        "whole": number(curve.projects),
        "planned": short(compared.planned_now),
    }
    difference = compared.spent_now - compared.planned_now
    said |= {"sum": short(abs(difference)), "points": points(abs(lag_of(compared)))}
    if difference < 0:
        return gettext(
            "By %(day)s %(spent)s was spent in %(part)s of %(whole)s projects. The same projects had planned "
            "%(planned)s: %(sum)s is missing, %(points)s percentage points of their budgets.",
            **said,
        )
    return gettext(
        "By %(day)s %(spent)s was spent in %(part)s of %(whole)s projects. The same projects had planned "
        "%(planned)s: %(sum)s less, %(points)s percentage points of their budgets.",
        **said,
    )


def _forecast(compared: ComparedSums) -> str:
    if compared.foreseen == compared.projects:
        return gettext(
            "In the end from %(low)s to %(high)s is expected from them, whose plans make up %(budget)s.",
            low=short(compared.low[-1]),
            high=short(compared.high[-1]),
            budget=short(compared.planned_of_foreseen),
        )
    return gettext(
        "In the end from %(low)s to %(high)s is expected from %(part)s of these %(whole)s projects, "
        "whose plans make up %(budget)s.",
        low=short(compared.low[-1]),
        high=short(compared.high[-1]),
        part=number(compared.foreseen),
        whole=number(compared.projects),
        budget=short(compared.planned_of_foreseen),
    )


def _left_out(out: LeftOut) -> Iterator[str]:
    """The projects that are in no comparison; told one after another, so that each reason has its number."""
    if out.unknown:
        text = ngettext(
            "%(num)s project has begun and no report of it reaches that day; it is left out.",
            "%(num)s projects have begun and no report of them reaches that day; they are left out.",
            out.unknown,
        )
        spent = gettext("Together they had told of %(sum)s before.", sum=short(out.unknown_spent))
        yield f"{text} {spent}" if out.unknown_spent else text
    if out.later:
        yield ngettext(
            "%(num)s project begins later and is in the plan only.",
            "%(num)s projects begin later and are in the plan only.",
            out.later,
        )
    if out.unscheduled:
        yield ngettext(
            "%(num)s project has no payment schedule and is in no line.",
            "%(num)s projects have no payment schedule and are in no line.",
            out.unscheduled,
        )


def fact_words(curve: PortfolioCurve, compared: ComparedSums) -> tuple[str, str]:
    """The label of the line of spending: from how many of how many projects, how much, until when."""
    return (
        gettext("spent, %(part)s of %(whole)s projects", part=number(compared.projects), whole=number(curve.projects)),
        gettext("%(sum)s until %(day)s", sum=short(compared.spent_now), day=day_month(compared.day)),
    )


def month_words(known: int, begun: int) -> str:
    """From how many of how many begun projects a month is known: ``11 z 12``."""
    if not begun:
        return DASH
    return gettext("%(part)s of %(whole)s", part=number(known), whole=number(begun))
