"""What moved the forecast, as a chart: the level before, each cause as a step, the level after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.charts.spec import Table
from tracker.domain.forecast_moves import Cause, CauseShare, ForecastShift
from tracker.formatting import MINUS, day_long, number, pln, pln_short


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the chart.

    Attributes:
        start, end: PLN; the same for a level.
        amount: What stands beside it.
        is_level: A level is a mark, a step a bar between two levels.
    """

    label: str
    start: Decimal
    end: Decimal
    amount: str
    is_level: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Everything a drawing needs, and what stands beside it.

    Attributes:
        low, high: Ends of the value axis, PLN; levels are marks and no bars, so it need not begin at 0.
    """

    heading: str
    unit: str
    steps: tuple[Step, ...]
    low: Decimal
    high: Decimal
    table: Table
    sentence: str
    description: str
    is_example: bool


def waterfall(shift: ForecastShift, earlier: date, later: date, *, is_example: bool) -> Waterfall | None:
    """The causes laid on each other; ``None`` when there is a forecast on neither day."""
    if not shift.known_before and not shift.known_after:
        return None
    steps = _steps(shift, earlier, later)
    ends = [amount for step in steps for amount in (step.start, step.end)]
    low, high = min(ends), max(ends)
    margin = (high - low) / 20 or max(high / 20, Decimal(1))
    return Waterfall(
        heading=_heading(shift),
        unit=gettext("Spending expected in the end, PLN; a level is a line, a cause a bar between two levels"),
        steps=steps,
        low=low - margin,
        high=high + margin,
        table=_table(shift, earlier, later),
        sentence=_sentence(shift, earlier, later),
        description=gettext("What moved the forecast of spending; the text and table below say the same."),
        is_example=is_example,
    )


def _steps(shift: ForecastShift, earlier: date, later: date) -> tuple[Step, ...]:
    level = shift.before
    rows = [Step(day_long(earlier), level, level, pln_short(level), is_level=True)]
    for share in shift.shares:
        rows.append(Step(_cause(share), level, level + share.amount, _signed(share.amount)))
        level += share.amount
    rows.append(Step(day_long(later), level, level, pln_short(level), is_level=True))
    return tuple(rows)


def cause_name(cause: Cause) -> str:
    """A cause in words."""
    names = {
        Cause.PERIOD: gettext("moved period"),
        Cause.PLAN: gettext("changed schedule"),
        Cause.SPENDING: gettext("new reports"),
        Cause.NEW: gettext("first forecast"),
        Cause.LOST: gettext("no forecast any more"),
    }
    return names[cause]


def _cause(share: CauseShare) -> str:
    return f"{cause_name(share.cause)} ({number(share.projects)})"


def _signed(amount: Decimal) -> str:
    """An amount with its sign: ``+49 tys. zł``."""
    return f"{MINUS if amount < 0 else '+'}{pln_short(abs(amount))}" if amount else pln_short(amount)


def _heading(shift: ForecastShift) -> str:
    """What moved in the projects that can be compared; first forecasts and lost ones move nothing."""
    if not shift.known_both:
        return gettext("No project has a forecast of spending on both days")
    if not shift.moved:
        return gettext("The forecast of spending has not moved")
    if shift.moved > 0:
        return ngettext(
            "In %(num)s project %(sum)s more is expected to be spent in the end",
            "In %(num)s projects with a forecast on both days %(sum)s more is expected to be spent in the end",
            shift.known_both,
            sum=pln_short(shift.moved),
        )
    return ngettext(
        "In %(num)s project %(sum)s less is expected to be spent in the end",
        "In %(num)s projects with a forecast on both days %(sum)s less is expected to be spent in the end",
        shift.known_both,
        sum=pln_short(-shift.moved),
    )


def _sentence(shift: ForecastShift, earlier: date, later: date) -> str:
    levels = gettext(
        "On %(earlier)s %(before)s was expected, from %(known_before)s of %(of)s projects; "
        "on %(later)s %(after)s, from %(known_after)s of %(of)s.",
        earlier=day_long(earlier),
        before=pln_short(shift.before),
        known_before=number(shift.known_before),
        later=day_long(later),
        after=pln_short(shift.after),
        known_after=number(shift.known_after),
        of=number(shift.of),
    )
    if not shift.unknown:
        return levels
    unknown = ngettext(
        "%(num)s project has no forecast on either day.",
        "%(num)s projects have no forecast on either day.",
        shift.unknown,
    )
    return f"{levels} {unknown}"


def _table(shift: ForecastShift, earlier: date, later: date) -> Table:
    causes = ((cause_name(s.cause), number(s.projects), _exact(s.amount)) for s in shift.shares)
    return Table(
        caption=gettext("What moved the forecast of spending"),
        headings=(gettext("Cause"), gettext("Projects"), gettext("Amount")),
        rows=(
            (day_long(earlier), number(shift.known_before), pln(shift.before)),
            *causes,
            (gettext("without a forecast"), number(shift.unknown), gettext("no data")),
            (day_long(later), number(shift.known_after), pln(shift.after)),
        ),
    )


def _exact(amount: Decimal) -> str:
    return f"+{pln(amount)}" if amount > 0 else pln(amount)
