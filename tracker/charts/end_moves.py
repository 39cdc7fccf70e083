"""By how many days projects are expected to end later than they once were, as bars of the worst of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.charts.spec import Table
from tracker.charts.waterfall import Step, Waterfall
from tracker.domain.end_moves import EndMove, EndShift, add_up_ends
from tracker.formatting import DASH, MINUS, day_long, number, partial_date, quantity

DRAWN = 10
"""So many projects have a bar, those that moved furthest to a later day."""

NamedMove = tuple[str, EndMove]


def end_moves_chart(moves: Iterable[NamedMove], earlier: date, later: date, *, is_example: bool) -> Waterfall | None:
    """The moves of named projects; without bars where none moved.

    Returns:
        ``None`` when of no project anything says on both days when it ends.
    """
    named = list(moves)
    shift = add_up_ends(move for _, move in named)
    if not shift.known:
        return None
    moved = worst_first(named)
    steps = tuple(_step(name, move.days or 0) for name, move in moved[:DRAWN])
    ends = [step.end for step in steps] + [Decimal(0)]
    margin = (max(ends) - min(ends)) / 50 or Decimal(1)
    return Waterfall(
        heading=_heading(shift),
        unit=gettext("Days by which the expected end moved: a full bar is later, a hollow one earlier"),
        steps=steps,
        low=min(ends) - margin,
        high=max(ends) + margin,
        table=_table(moved, shift, earlier, later),
        sentence=_sentence(shift),
        description=gettext("By how many days projects end later; the text and table below say the same."),
        is_example=is_example,
    )


def worst_first(moves: Iterable[NamedMove]) -> list[NamedMove]:
    """The projects whose expected end moved, the furthest to a later day first."""
    moved = [(name, move) for name, move in moves if move.days]
    return sorted(moved, key=lambda one: (-(one[1].days or 0), one[0]))


def _step(name: str, days: int) -> Step:
    return Step(name, Decimal(0), Decimal(days), _days(days))


def _days(days: int) -> str:
    text = ngettext("%(num)s day", "%(num)s days", abs(days))
    return f"{_sign(days)}{text}"


def _sign(days: Decimal | int) -> str:
    return "+" if days > 0 else MINUS if days < 0 else ""


def _heading(shift: EndShift) -> str:
    if not shift.moved:
        return gettext("No expected end has moved")
    if not shift.later:
        return ngettext(
            "%(num)s project is expected to end earlier", "%(num)s projects are expected to end earlier", shift.earlier
        )
    return ngettext(
        "%(num)s project is expected to end later", "%(num)s projects are expected to end later", shift.later
    )


def _sentence(shift: EndShift) -> str:
    assert shift.middle is not None, "Nothing is told of no project."
    told = ngettext(
        "The expected end is known on both days for %(known)s of %(of)s project: "
        "later for %(later)s, earlier for %(earlier)s, unmoved for %(unmoved)s.",
        "The expected end is known on both days for %(known)s of %(of)s projects: "
        "later for %(later)s, earlier for %(earlier)s, unmoved for %(unmoved)s.",
        shift.of,
        known=number(shift.known),
        of=number(shift.of),
        later=number(shift.later),
        earlier=number(shift.earlier),
        unmoved=number(shift.unmoved),
    )
    sums = gettext(
        "Days later, all of these together: %(sum)s; median: %(median)s.",
        sum=f"{_sign(shift.days)}{number(abs(shift.days))}",
        median=f"{_sign(shift.middle)}{quantity(abs(shift.middle))}",
    )
    return f"{told} {sums}"


def _table(moved: Sequence[NamedMove], shift: EndShift, earlier: date, later: date) -> Table:
    drawn, others = moved[:DRAWN], moved[DRAWN:]
    rows: list[tuple[str, ...]] = [
        (name, partial_date(move.before), partial_date(move.after), _days(move.days or 0)) for name, move in drawn
    ]
    if others:
        rest = sum(move.days or 0 for _, move in others)
        rows.append((gettext("others that moved: %(count)s", count=number(len(others))), DASH, DASH, _days(rest)))
    rows.append((gettext("unmoved: %(count)s", count=number(shift.unmoved)), DASH, DASH, _days(0)))
    if shift.unknown:
        rows.append(
            (gettext("not known on both days: %(count)s", count=number(shift.unknown)), *3 * [gettext("no data")])
        )
    return Table(
        caption=gettext("Expected ends of projects that moved"),
        headings=(
            gettext("Project"),
            gettext("Expected on %(day)s", day=day_long(earlier)),
            gettext("Expected on %(day)s", day=day_long(later)),
            gettext("Moved by"),
        ),
        rows=tuple(rows),
    )
