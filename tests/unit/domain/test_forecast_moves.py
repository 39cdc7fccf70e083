"""What moved the forecast: every cause has its share, and the shares add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain import strategies as domain
from tests.unit.domain.factories import (
    make_origin,
    make_plan,
    make_snapshot,
    make_statement,
    make_task,
    make_terms,
    make_year,
)
from tracker.domain.forecast_moves import Cause, add_up, expected_spending, forecast_move
from tracker.domain.money import ZERO, total
from tracker.domain.periods import PartialDate, add_months
from tracker.domain.project import Plan, ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName

JUNE, OCTOBER = "2019-07-31", "2019-10-15"


@given(records=st.lists(domain.records(), max_size=3), first=domain.viewpoints, second=domain.viewpoints)
def test_the_shares_add_up_to_the_grosz(records: list[ProjectRecord], first: Viewpoint, second: Viewpoint) -> None:
    moves = [forecast_move(take_snapshot(r, first), take_snapshot(r, second)) for r in records]
    shift = add_up(moves)

    assert all((m.before or ZERO) + total(m.steps.values()) == (m.after or ZERO) for m in moves)
    assert shift.before + total(share.amount for share in shift.shares) == shift.after
    assert shift.known_before + shift.unknown <= shift.of


@given(record=domain.records(), viewpoint=domain.viewpoints)
def test_nothing_moves_a_forecast_between_equal_snapshots(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    shown = take_snapshot(record, viewpoint)

    move = forecast_move(shown, shown)

    assert not move.steps
    assert move.before == move.after == expected_spending(shown)


def test_slower_spending_lowers_the_forecast() -> None:
    record = make_year("300.00", "300.00", "90.00")

    move = forecast_move(make_snapshot(record, JUNE), make_snapshot(record, OCTOBER))

    assert move.before == Decimal("1200.00")
    assert move.after is not None
    assert move.after < 1200
    assert set(move.steps) == {Cause.SPENDING}


def test_a_larger_schedule_is_told_apart_from_new_spending() -> None:
    months = {add_months(date(2019, 1, 1), n): Decimal("100.00") for n in range(9)}
    rest = {add_months(date(2019, 10, 1), n): Decimal("200.00") for n in range(3)}
    larger = Plan(2, (make_task(months | rest),), make_origin(date(2019, 9, 1)))
    first = make_plan(make_task(months | dict.fromkeys(rest, Decimal("100.00"))))
    record = make_year("300.00", "300.00", "300.00", plans=[first, larger])

    move = forecast_move(make_snapshot(record, JUNE), make_snapshot(record, OCTOBER))

    assert (move.before, move.after) == (Decimal("1200.00"), Decimal("1500.00"))
    assert move.steps == {Cause.PLAN: Decimal("300.00")}


def test_an_end_that_is_moved_is_a_cause_of_its_own() -> None:
    later_end = make_statement(PartialDate(date(2020, 3, 31)), make_origin(date(2019, 9, 1)), id=9, fact=FactName.END)
    record = make_year("300.00", "200.00", statements=(*make_terms(), later_end))

    move = forecast_move(make_snapshot(record, JUNE), make_snapshot(record, OCTOBER))

    assert Cause.SPENDING not in move.steps
    assert (move.before or ZERO) + total(move.steps.values()) == move.after


def test_a_first_report_makes_a_forecast_possible() -> None:
    move = forecast_move(make_snapshot(make_year("300.00"), "2019-03-31"), make_snapshot(make_year("300.00"), JUNE))

    assert move.before is None
    assert move.steps == {Cause.NEW: Decimal("1200.00")}
