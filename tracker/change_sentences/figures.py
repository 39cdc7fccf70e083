"""Each change as figures: what was, what is, and by how much it differs, for tables that are reckoned with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from flask_babel import gettext

from tracker.change_sentences.telling import Told
from tracker.domain.changes import Change
from tracker.domain.periods import PartialDate
from tracker.domain.picture import (
    AspectKind,
    AssessedStatus,
    MilestoneDates,
    Reached,
    ReportHeld,
    SpentAmount,
    StatedFact,
    TaskBudget,
)
from tracker.domain.schedule import days_moved
from tracker.domain.vocabulary import CODED_FACTS, DatePrecision
from tracker.formatting import partial_date
from tracker.labels import label

Figure: TypeAlias = Decimal | int | PartialDate | str | None
"""``None`` where nothing was, or is, known."""


@dataclass(frozen=True, slots=True)
class ChangeFigures:
    """A change in figures.

    Attributes:
        before, after: An amount, a count, a day, or words.
        difference: After minus before, in ``unit``; ``None`` where one of them is not known, or is words.
    """

    before: Decimal | int | date | str | None
    after: Decimal | int | date | str | None
    difference: Decimal | int | None
    unit: str


def change_figures(told: Told) -> ChangeFigures:
    """The figures of a change; of several that one sentence tells, how many they are."""
    if len(told) > 1:
        return ChangeFigures(None, len(told), None, gettext("new in the plan"))
    change = told[0]
    if change.aspect.kind is AspectKind.PROJECT:
        return ChangeFigures(_presence(change.before), _presence(change.after), None, "")
    before, after = _pair(change)
    return ChangeFigures(_plain(before), _plain(after), _difference(before, after), _unit(change, before, after))


def _presence(held: object) -> str | None:
    return gettext("in the portfolio") if held else None


def _pair(change: Change) -> tuple[Figure, Figure]:
    old, new = change.before and change.before.value, change.after and change.after.value
    if isinstance(old, Reached) and isinstance(new, Reached) and old.reached == new.reached:
        return old.target, new.target
    if isinstance(old, MilestoneDates) and isinstance(new, MilestoneDates) and old.expected == new.expected:
        return old.planned, new.planned
    return _figure(old), _figure(new)


def _figure(value: Any) -> Figure:
    take = _FIGURES.get(type(value))
    if take is not None:
        return take(value)
    return None if value is None else label(value)


def _fact(fact: StatedFact) -> Figure:
    is_code = isinstance(fact.value, str) and fact.name in CODED_FACTS
    return label(CODED_FACTS[fact.name](str(fact.value))) if is_code else fact.value


def _said(*, is_silent: bool) -> str:
    return gettext("silence") if is_silent else gettext("reports come")


_FIGURES: Mapping[type, Callable[[Any], Figure]] = {
    Decimal: lambda value: value,
    StatedFact: _fact,
    SpentAmount: lambda spent: spent.amount,
    TaskBudget: lambda task: task.budget,
    MilestoneDates: lambda dates: dates.expected,
    Reached: lambda reached: reached.reached,
    AssessedStatus: lambda assessed: label(assessed.status),
    ReportHeld: lambda report: label(report.standing),
    bool: lambda value: _said(is_silent=value),
}
"""What of a value is compared as a figure; of all others their names."""


def _plain(figure: Figure) -> Decimal | int | date | str | None:
    """A day known only to its month or year stays words: no day of it is the one that was said."""
    if not isinstance(figure, PartialDate):
        return figure
    return figure.value if figure.precision is DatePrecision.DAY else partial_date(figure)


def _difference(before: Figure, after: Figure) -> Decimal | int | None:
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return after - before
    if isinstance(before, PartialDate) and isinstance(after, PartialDate):
        return days_moved(before, after)
    return None


def _unit(change: Change, before: Figure, after: Figure) -> str:
    value = change.held.value
    if isinstance(value, Reached):
        return label(value.unit) if value.unit else gettext("posts")
    if isinstance(before, PartialDate) or isinstance(after, PartialDate):
        return gettext("days")
    return gettext("PLN") if isinstance(before, Decimal) or isinstance(after, Decimal) else ""
