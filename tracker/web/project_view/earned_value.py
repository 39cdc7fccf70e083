"""The earned value of a project's page, with what the indices say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.earned_value import EarnedValue, earned_schedule_end, earned_value_of
from tracker.domain.money import round_to_grosz
from tracker.domain.snapshot import Snapshot
from tracker.formatting import day_long, number, pln


@dataclass(frozen=True)
class EarnedValueLine:
    """One measure of earned value.

    Attributes:
        text: Its figure.
        meaning: What the figure says, in a sentence; empty where the name says it all.
    """

    label: str
    text: str
    meaning: str = ""


def earned_value_rows(snapshot: Snapshot) -> tuple[EarnedValueLine, ...]:
    """Planned, earned and actual value with the two indices and the two forecasts; nothing when it is undefined."""
    value = earned_value_of(snapshot)
    if value is None:
        return ()
    lines = [
        EarnedValueLine(gettext("Planned value (PV)"), pln(value.planned)),
        EarnedValueLine(
            gettext("Earned value (EV)"),
            pln(value.earned),
            gettext("The plan by then, without the parts of late milestones, with those of early ones."),
        ),
        EarnedValueLine(gettext("Actual cost (AC)"), pln(value.actual)),
    ]
    if value.spi is not None:
        meaning = gettext("Of each zloty planned by then %(part)s was earned.", part=pln(round_to_grosz(value.spi)))
        lines.append(EarnedValueLine(gettext("Schedule index (SPI)"), number(value.spi, 2), meaning))
    if value.cpi is not None:
        meaning = gettext("Each zloty spent earned %(part)s.", part=pln(round_to_grosz(value.cpi)))
        lines.append(EarnedValueLine(gettext("Cost index (CPI)"), number(value.cpi, 2), meaning))
    if value.estimate_at_completion is not None and _can_foretell(snapshot, value):
        meaning = gettext("The budget of %(budget)s divided by CPI.", budget=pln(value.budget))
        lines.append(
            EarnedValueLine(gettext("Cost of the whole at this pace"), pln(value.estimate_at_completion), meaning)
        )
    end = _end_at_this_pace(snapshot, value)
    if end is not None:
        meaning = gettext("Earned schedule: when the plan reached what is earned now.")
        lines.append(EarnedValueLine(gettext("End at this pace"), day_long(end), meaning))
    return tuple(lines)


EARLIEST_FORETOLD = Decimal("0.2")
"""Below this part of the budget earned, indices swing too widely to foretell the whole from them."""


def _can_foretell(snapshot: Snapshot, value: EarnedValue) -> bool:
    is_running = snapshot.period is not None and snapshot.as_of in snapshot.period
    return is_running and value.earned >= EARLIEST_FORETOLD * value.budget


def _end_at_this_pace(snapshot: Snapshot, value: EarnedValue) -> date | None:
    if snapshot.period is None or snapshot.plan_curve is None or not _can_foretell(snapshot, value):
        return None
    return earned_schedule_end(snapshot.period, snapshot.plan_curve, value.earned, value.measured_on)
