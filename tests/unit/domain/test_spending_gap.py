"""Curves on a project's own scale end where they must, and the gap between them is told stretch by stretch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.factories import make_snapshot, make_year
from tests.unit.domain.strategies import records
from tracker.domain.periods import Period
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.spending_gap import NormalCurves, gaps, normal_curves, part_of
from tracker.domain.spending_lines import spending_lines

shown = st.builds(
    lambda record, day: take_snapshot(record, Viewpoint(day)), records(), st.dates(date(2018, 1, 1), date(2023, 1, 1))
)
CORNERS = ((Decimal(0), Decimal(0)), (Decimal(1), Decimal(1)))
heights = st.lists(st.integers(0, 100), min_size=2, max_size=8)


def curves_of(snapshot: Snapshot) -> NormalCurves | None:
    lines = spending_lines(snapshot)
    return normal_curves(lines, snapshot.budget) if lines is not None and snapshot.budget else None


@given(shown)
@settings(max_examples=40)
def test_normalised_curves_begin_at_nothing_and_end_where_they_must(snapshot: Snapshot) -> None:
    curves = curves_of(snapshot)

    if curves is None or snapshot.period is None or snapshot.budget is None:
        return
    assert curves.plan[0] == CORNERS[0]
    assert curves.plan[-1][0] == 1
    assert snapshot.plan_curve is not None
    assert curves.plan[-1][1] == snapshot.plan_curve.final / snapshot.budget
    if snapshot.actual is None:
        assert curves.fact == ()
    else:
        assert curves.fact[-1][1] == snapshot.spent_rate
        assert curves.fact[-1][0] == part_of(snapshot.period, snapshot.actual.days[-1])


def line(values: list[int]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(place) / 10, Decimal(value) / 100) for place, value in enumerate([0, *values]))


@given(heights, heights)
def test_gaps_lie_on_one_side_of_the_plan_and_meet_where_they_change(plan: list[int], fact: list[int]) -> None:
    size = min(len(plan), len(fact))
    curves = NormalCurves(line(plan[:size]), line(fact[:size]), is_assumed=False)

    found = list(gaps(curves))

    for gap in found:
        assert all((planned >= spent) if gap.is_behind else (planned <= spent) for _, planned, spent in gap.corners)
    assert all(one.is_behind != other.is_behind for one, other in pairwise(found))
    assert bool(found) == (plan[:size] != fact[:size])


def test_no_gap_is_drawn_against_an_assumed_plan() -> None:
    curves = curves_of(make_snapshot(make_year("100", plans=[]), "2019-10-15"))

    assert curves is not None
    assert curves.is_assumed
    assert curves.plan == CORNERS
    assert list(gaps(curves)) == []


def test_the_part_of_a_period_is_one_on_its_last_day_and_more_after_it() -> None:
    period = Period.of_days(date(2019, 1, 1), date(2019, 12, 31))

    assert part_of(period, date(2018, 12, 31)) == 0
    assert part_of(period, date(2019, 12, 31)) == 1
    assert part_of(period, date(2020, 1, 5)) > 1
