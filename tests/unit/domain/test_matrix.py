"""Projects by months: a cell says what its snapshot says, and what is not known is no number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_quarter, make_record, make_snapshot, make_terms, make_year
from tests.unit.domain.strategies import days, records
from tracker.domain.matrix import (
    Cell,
    Kind,
    Measure,
    Shade,
    Total,
    loses_ground,
    months_beside,
    months_shown,
    months_through,
    shade,
    silence_cell,
    spending_cell,
    total_of,
)
from tracker.domain.periods import Period, add_months, first_of_month
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot

values = st.integers(-40, 40).map(lambda points: Decimal(points) / 100)


def known(*points: int) -> list[Cell]:
    return [Cell(Kind.KNOWN, Decimal(point) / 100) for point in points]


@given(records(), days)
def test_the_last_covered_month_says_what_the_project_says(record: ProjectRecord, day: date) -> None:
    snapshot = take_snapshot(record, Viewpoint(day))
    covered = snapshot.covered_until
    if covered is None or snapshot.period is None:
        return
    part = snapshot.period.within_month(first_of_month(covered))

    cell = spending_cell(snapshot, first_of_month(covered))

    if part is not None and part.last_day == covered and snapshot.spending_lag is not None:
        assert cell.kind is Kind.KNOWN
        assert cell.value is not None
        assert abs(cell.value - snapshot.spending_lag) < Decimal("1e-9")


@given(records(), days)
def test_only_what_was_reported_is_a_number(record: ProjectRecord, day: date) -> None:
    snapshot = take_snapshot(record, Viewpoint(day))

    for month in months_shown([snapshot.period], day):
        spending, silence = spending_cell(snapshot, month), silence_cell(snapshot, month)
        is_outside = snapshot.period is None or snapshot.period.within_month(month) is None
        assert (spending.kind is Kind.OUTSIDE) == (silence.kind is Kind.OUTSIDE) == is_outside
        assert (spending.value is not None) == (spending.kind is Kind.KNOWN)
        assert silence.value is None or silence.value >= 0
        if snapshot.covered_until is None:
            assert spending.kind in (Kind.OUTSIDE, Kind.AHEAD, Kind.MISSING)


def test_days_of_delay_are_those_of_the_report_on_the_month() -> None:
    late = make_quarter(1, "300", submitted_on=date(2019, 5, 10))
    record = make_record(*make_terms(), plans=make_year().plans, reports=[late])

    snapshot = make_snapshot(record, "2019-08-15")
    kinds = [(cell.kind, cell.value) for month in (3, 6, 8) for cell in [silence_cell(snapshot, date(2019, month, 1))]]

    assert kinds[0] == (Kind.KNOWN, Decimal((date(2019, 5, 10) - late.due_on).days))
    assert kinds[1][0] is Kind.MISSING
    assert kinds[1][1] is not None
    assert kinds[1][1] > 0
    assert kinds[2] == (Kind.AHEAD, None)


def test_ground_is_lost_only_by_falling_behind_every_month() -> None:
    assert loses_ground(known(0, -1, -3, -4))
    assert loses_ground([*known(5, 0, -1, -3, -4), Cell(Kind.MISSING), Cell(Kind.AHEAD)])
    assert not loses_ground(known(0, -1, -1, -4))
    assert not loses_ground(known(-1, -3, -4))


@given(values, values)
def test_further_behind_is_never_a_better_class(first: Decimal, second: Decimal) -> None:
    order = list(Shade)

    low, high = sorted((first, second))

    assert order.index(shade(Measure.SPENDING, low)) <= order.index(shade(Measure.SPENDING, high))


@given(st.lists(st.sampled_from([*known(-20, -8, 0, 9), Cell(Kind.MISSING), Cell(Kind.OUTSIDE)])), st.integers(0, 20))
def test_totals_of_parts_add_up_to_that_of_the_whole(cells: list[Cell], cut: int) -> None:
    first, second = total_of(cells[:cut], Measure.SPENDING), total_of(cells[cut:], Measure.SPENDING)

    whole = total_of(cells, Measure.SPENDING)

    assert whole == Total(first.behind + second.behind, first.known + second.known)
    assert whole.behind <= whole.known <= len(cells)


@given(days, st.integers(1, 30), st.integers(-40, 40), st.integers(0, 60), st.integers(0, 60))
def test_months_move_between_the_ends_and_stay_as_many(day: date, count: int, by: int, before: int, after: int) -> None:
    months = months_through(day, add_months(day, count - 1))
    earliest, latest = add_months(months[0], -before), add_months(months[-1], after)

    moved = months_beside(months, by, earliest, latest)

    assert moved == months_through(moved[0], moved[-1])
    assert len(moved) == len(months)
    assert earliest <= moved[0] <= moved[-1] <= latest
    assert moved[0] == add_months(months[0], max(-before, min(by, after)))


def test_months_end_with_the_last_project() -> None:
    period = Period.of_days(date(2018, 3, 15), date(2019, 9, 30))

    assert months_shown([period, None], date(2026, 11, 23))[-1] == date(2019, 9, 1)
    assert months_shown([period, None], date(2019, 2, 10))[-1] == date(2019, 2, 1)
    assert months_shown([period, None], date(2018, 2, 10)) == []
