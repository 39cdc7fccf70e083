"""Projects side by side: extremes, shared scales, the middle half, and what is alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_entry,
    make_milestone,
    make_post,
    make_record,
    make_snapshot,
    make_target,
    make_terms,
    make_training,
    make_year,
)
from tests.unit.domain.strategies import days, periods, records
from tracker.domain.budget import linear_curve
from tracker.domain.comparison import (
    FEWEST_FOR_BAND,
    Criterion,
    Measure,
    Measured,
    Scale,
    XYPoint,
    common_stage,
    compare,
    height_at,
    measured,
    middle_half,
    milestones_by_kind,
    months_between,
    on_scale,
    reported_stage,
    similar_projects,
    spent_at_stage,
)
from tracker.domain.periods import ONE_DAY, Period
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, TrainingKind

figures = st.lists(st.none() | st.integers(-5, 5).map(Decimal), min_size=2, max_size=6)
budgets = st.integers(1, 10**9).map(Decimal)


def value_of(rows: Iterable[Measured], measure: Measure) -> tuple[Decimal | None, ...]:
    return next(row.values for row in rows if row.measure is measure)


def summary(value: str, *, id: int, posts: str = "2", end: str = "2019-12-31") -> ProjectSummary:
    record = make_record(
        *make_terms(end=end, value=Decimal(value)), id=id, slug=f"p-{id}", posts=[make_post(make_target(posts))]
    )
    return summarise(make_snapshot(record, "2019-10-15"))


@given(figures)
def test_an_extreme_is_the_least_or_the_most_of_what_is_known_and_stands_alone(values: list[Decimal | None]) -> None:
    row = measured(Measure.VALUE, values)

    known = [value for value in values if value is not None]
    for place, extreme in ((row.least, min), (row.most, max)):
        stands_alone = len(known) > 1 and known.count(extreme(known)) == 1
        assert (place is not None) == stands_alone
        assert place is None or values[place] == extreme(known)


@pytest.mark.parametrize(
    ("measure", "values", "least", "most"),
    [
        (Measure.SPENT_AT_STAGE, "0.4668 0.4660 0.4661", None, None),
        (Measure.SPENDING_LAG, "-0.0154 -0.0149 -0.0152", None, None),
        (Measure.SPENDING_LAG, "-0.0154 -0.0149 -0.183", 2, None),
        (Measure.SPI, "1.001 0.999 1.004 0.49", 3, None),
        (Measure.WORST_SLIP, "8 10 0", 2, None),
        (Measure.VALUE, "346746.25 374101.08 374101.09", 0, None),
        (Measure.PACE, "0.032 0.116", 0, 1),
    ],
)
def test_no_extreme_is_made_of_noise(measure: Measure, values: str, least: int | None, most: int | None) -> None:
    row = measured(measure, [Decimal(value) for value in values.split()])

    assert (row.least, row.most) == (least, most)


def test_what_looks_alike_does_not_differ() -> None:
    assert measured(Measure.SPI, [Decimal("1.001"), Decimal("0.999")]).is_equal
    assert not measured(Measure.SPI, [Decimal("1.001"), None]).is_equal


@given(st.lists(records(), min_size=2, max_size=3), days, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_projects_moves_their_figures_and_changes_none(
    chosen: list[ProjectRecord], day: date, random: Random
) -> None:
    snapshots = [take_snapshot(record, Viewpoint(day)) for record in chosen]
    places = list(range(len(snapshots)))
    random.shuffle(places)

    straight, shuffled = compare(snapshots), compare([snapshots[place] for place in places])

    for one, other in zip(straight, shuffled, strict=True):
        assert tuple(one.values[place] for place in places) == other.values


def test_the_same_stage_is_the_last_that_all_who_reported_have_reached() -> None:
    ahead, behind, silent = (
        make_snapshot(make_year("300", "300"), "2019-10-15"),
        make_snapshot(make_year("240"), "2019-10-15"),
        make_snapshot(make_year(), "2019-10-15"),
    )

    stage = common_stage([ahead, behind, silent])

    assert stage == reported_stage(behind) == Decimal(90) / 365
    assert [spent_at_stage(s, stage) for s in (ahead, behind, silent)] == [Decimal("0.25"), Decimal("0.2"), None]


@given(st.lists(records(), min_size=2, max_size=3), days)
@settings(max_examples=30)
def test_nothing_is_compared_beyond_what_was_reported(chosen: list[ProjectRecord], day: date) -> None:
    snapshots = [take_snapshot(record, Viewpoint(day)) for record in chosen]

    stage = common_stage(snapshots)

    for snapshot in snapshots:
        reached = reported_stage(snapshot)
        assert stage is None or reached is None or stage <= reached


def test_costs_are_shared_among_posts_persons_and_months() -> None:
    trainings = [
        make_training(make_target("16")),
        make_training(make_target("60"), kind=TrainingKind.SUPERVISION, id=2),
        make_training(make_target("2"), kind=TrainingKind.STUDY_VISIT, id=3),
    ]
    record = make_year("300", "300", posts=[make_post(make_target("2"))], trainings=trainings)
    bare = make_year()

    rows = compare([make_snapshot(record, "2019-10-15"), make_snapshot(bare, "2019-10-15")])

    assert value_of(rows, Measure.VALUE_PER_POST) == (Decimal("600.00"), None)
    assert value_of(rows, Measure.VALUE_PER_TRAINED) == (Decimal("75.00"), None)
    assert value_of(rows, Measure.VALUE_PER_MONTH) == (Decimal("100.00"), Decimal("100.00"))
    assert value_of(rows, Measure.PACE) == (Decimal(300) / 1200 / 3, None)


@given(periods(), budgets, st.sampled_from(Scale))
def test_a_whole_plan_goes_from_nothing_to_all_on_every_scale(period: Period, budget: Decimal, scale: Scale) -> None:
    points = on_scale(linear_curve(period, budget), scale, period, budget, period.start)

    end = {Scale.STAGE: Decimal(100)}.get(scale, months_between(period.start, period.last_day))
    assert points[0] == (Decimal(0), Decimal(0))
    assert points[-1] == (end, Decimal(100))


@given(days, st.integers(0, 900), st.integers(0, 900))
def test_months_pass_evenly(start: date, first: int, more: int) -> None:
    day, later = start + first * ONE_DAY, start + (first + more) * ONE_DAY

    assert 0 < months_between(start, day) <= months_between(start, later)
    assert months_between(start, later) == pytest.approx(
        months_between(start, day) + months_between(day + ONE_DAY, later) if more else months_between(start, day)
    )


lines = st.lists(st.integers(0, 100).map(Decimal), min_size=2, max_size=5).map(
    lambda heights: [(Decimal(10 * place), height) for place, height in enumerate(heights)]
)
places = [Decimal(place) for place in range(0, 41, 5)]


@given(st.lists(lines, max_size=14))
def test_the_middle_half_has_a_quarter_on_either_side(many: list[list[XYPoint]]) -> None:
    band = middle_half(many, places)

    for (across, low), (_, high) in zip(band.low, band.high, strict=True) if band else ():
        heights = [height for line in many if (height := height_at(line, across)) is not None]
        assert len(heights) >= FEWEST_FOR_BAND
        assert sum(height < low for height in heights) <= (len(heights) + 3) // 4
        assert sum(height > high for height in heights) <= (len(heights) + 3) // 4
        assert sum(low <= height <= high for height in heights) >= len(heights) / 2 - 1


def test_milestones_stand_side_by_side_by_kind_and_others_by_name() -> None:
    promise = make_entry(MilestoneEntryKind.BASELINE, "2019-06-01")
    visit = make_milestone(promise, number=1, kind=MilestoneKind.STUDY_VISIT)
    again = make_milestone(promise, number=2, kind=MilestoneKind.STUDY_VISIT)
    other = make_milestone(promise, number=3, kind=MilestoneKind.OTHER)
    first = make_snapshot(make_year(milestones=[visit, again, other]), "2019-10-15")
    second = make_snapshot(make_year(milestones=[visit, replace(other, name=other.name.upper())]), "2019-10-15")

    rows = milestones_by_kind([first, second])

    found = [(kind, [state.milestone.number if state else None for state in states]) for kind, _, states in rows]
    assert found == [
        (MilestoneKind.STUDY_VISIT, [1, 1]),
        (MilestoneKind.STUDY_VISIT, [2, None]),
        (MilestoneKind.OTHER, [3, 3]),
    ]


def test_the_most_alike_come_first_and_unknown_figures_are_not_compared() -> None:
    row = summary("1000", id=1)
    twice, close, far, unknown = (
        summary("2000", id=2),
        summary("1100", id=3),
        summary("1000", id=4, posts="8"),
        summary("1000", id=5, posts="0"),
    )

    by_all = similar_projects(row, [row, twice, close, far, unknown], Criterion)
    by_value = similar_projects(row, [row, twice, close, far, unknown], [Criterion.VALUE])

    assert [one.row.project_id for one in by_all] == [3, 2, 4]
    assert by_all[1].differences == {Criterion.VALUE: 1, Criterion.DURATION: 0, Criterion.POSTS: 0}
    assert [one.row.project_id for one in by_value] == [4, 5, 3, 2]
    assert similar_projects(row, [twice], []) == []
