"""What changed between two days as sheets: a row a change, the causes that moved the forecast, the expected ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.change_sentences.figures import ChangeFigures
from tracker.change_sentences.headline import direction_name, group_name
from tracker.charts.waterfall import cause_name
from tracker.domain.changes import Direction, Group
from tracker.domain.end_moves import EndMove
from tracker.domain.forecast_moves import ForecastShift
from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import DatePrecision
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.formatting import day_long, partial_date, pln


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as a row.

    Attributes:
        day: The date of the document that shows it; ``None`` where there is no document, or it is undated.
        evidence: What shows it, in words; ``url`` leads there.
        examples: What of the project was invented.
    """

    group: Group
    place: str
    direction: Direction
    sentence: str
    figures: ChangeFigures
    day: PartialDate | None
    evidence: str
    url: str
    examples: str | None


def change_sheet(changes: Iterable[ChangeRow], about: About) -> Sheet:
    """A row a change, in the order of the page."""
    groups = {group: group_name(group) for group in Group}
    directions = {direction: direction_name(direction) for direction in Direction}
    return Sheet(
        name=gettext("Changes"),
        about=about,
        columns=(
            Column(gettext("About"), width=18),
            Column(gettext("Project"), width=24),
            Column(gettext("Better or worse"), width=12),
            Column(gettext("What changed"), width=70),
            Column(gettext("Before that"), ColumnKind.MIXED, 18),
            Column(gettext("Now"), ColumnKind.MIXED, 18),
            Column(gettext("Difference"), ColumnKind.MIXED, 14),
            Column(gettext("Unit"), width=14),
            Column(gettext("Date of the evidence"), ColumnKind.MIXED, 14),
            Column(gettext("Evidence"), width=40),
            Column(gettext("Address of the evidence"), width=40),
            Column(gettext("Sample data"), width=16),
        ),
        rows=[
            (
                groups[one.group],
                one.place,
                directions[one.direction],
                one.sentence,
                one.figures.before,
                one.figures.after,
                one.figures.difference,
                one.figures.unit or None,
                day_cell(one.day),
                one.evidence,
                one.url,
                one.examples,
            )
            for one in changes
        ],
    )


def day_cell(day: PartialDate | None) -> date | str | None:
    """A date as a cell: a day where it is one, else what is known of it in words."""
    if day is None:
        return None
    return day.value if day.precision is DatePrecision.DAY else partial_date(day)


def forecast_sheet(shift: ForecastShift, earlier: date, later: date, about: About) -> Sheet:
    """What moved the spending that is expected in the end: a row a cause."""
    levels = tuple(
        (
            gettext("Expected on %(day)s", day=day_long(day)),
            gettext("%(sum)s from %(known)s of %(of)s projects", sum=pln(amount), known=known, of=shift.of),
        )
        for day, amount, known in (
            (earlier, shift.before, shift.known_before),
            (later, shift.after, shift.known_after),
        )
    )
    return Sheet(
        name=gettext("Forecast of spending"),
        about=(*about, *levels),
        columns=(
            Column(gettext("Cause"), width=30),
            Column(gettext("Projects"), ColumnKind.COUNT, 12),
            Column(gettext("Amount, PLN"), ColumnKind.AMOUNT, 18),
        ),
        rows=[(cause_name(share.cause), share.projects, share.amount) for share in shift.shares],
        charts=(BarChart(gettext("What moved the forecast of spending"), (2,)),),
    )


def end_sheet(moves: Iterable[tuple[str, EndMove]], earlier: date, later: date, about: About) -> Sheet:
    """By how many days projects are expected to end later, the furthest first; the cell of an unknown one is empty."""
    ordered = sorted(moves, key=lambda one: (one[1].days is None, -(one[1].days or 0), one[0]))
    rows: list[tuple[Cell, ...]] = [
        (place, day_cell(move.before), day_cell(move.after), _whole(move.days)) for place, move in ordered
    ]
    return Sheet(
        name=gettext("Expected ends"),
        about=about,
        columns=(
            Column(gettext("Project"), width=24),
            Column(gettext("Expected on %(day)s", day=day_long(earlier)), ColumnKind.MIXED, 18),
            Column(gettext("Expected on %(day)s", day=day_long(later)), ColumnKind.MIXED, 18),
            Column(gettext("Later by, days"), ColumnKind.COUNT, 12),
        ),
        rows=rows,
        charts=(BarChart(gettext("Expected end later by, days"), (3,)),),
    )


def _whole(days: int | None) -> Decimal | None:
    return None if days is None else Decimal(days)
