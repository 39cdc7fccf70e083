"""Posts and training: what was due, what was reached, and what nobody has said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_actual, make_origin, make_post, make_source, make_target, make_training
from tests.unit.domain.strategies import quantity_entries, viewpoints
from tracker.domain.periods import ONE_DAY
from tracker.domain.project import QuantityEntry
from tracker.domain.provenance import Viewpoint
from tracker.domain.quantities import (
    TrainingTotal,
    post_states,
    post_total,
    quantity_state,
    training_states,
    training_total,
)
from tracker.domain.vocabulary import TrainingKind

JUNE = date(2019, 6, 1)
VIEW = Viewpoint(JUNE)


@given(quantity_entries(), viewpoints, st.randoms(use_true_random=False))
def test_order_of_entries_is_irrelevant(entries: list[QuantityEntry], viewpoint: Viewpoint, random: Random) -> None:
    state = quantity_state(entries, viewpoint)

    random.shuffle(entries)

    assert quantity_state(entries, viewpoint) == state


@given(quantity_entries(), viewpoints)
def test_what_is_due_is_part_of_the_target_and_what_is_missing_part_of_what_is_due(
    entries: list[QuantityEntry], viewpoint: Viewpoint
) -> None:
    state = quantity_state(entries, viewpoint)

    assert (state.due or 0) <= (state.target.quantity if state.target else 0)
    assert 0 <= state.missing <= (state.due or 0)
    assert (state.due_on is None) or state.due_on <= viewpoint.as_of


@given(quantity_entries(), quantity_entries(), viewpoints)
def test_what_is_not_seen_yet_changes_nothing(
    entries: list[QuantityEntry], further: list[QuantityEntry], viewpoint: Viewpoint
) -> None:
    unseen = [entry for entry in further if not viewpoint.sees(entry.origin)]

    assert quantity_state([*unseen, *entries], viewpoint) == quantity_state(entries, viewpoint)


def test_nothing_said_is_unknown_not_zero() -> None:
    state = quantity_state([], VIEW)

    assert (state.target, state.due, state.due_on, state.actual) == (None, None, None, None)
    assert state.missing == 0


def test_target_in_steps_is_due_step_by_step() -> None:
    steps = [make_target("1", date(2019, 3, 1), id=1), make_target("3", JUNE, id=2)]

    before, first, second = (quantity_state(steps, Viewpoint(day)) for day in (date(2019, 2, 28), JUNE - ONE_DAY, JUNE))

    assert [(s.due, s.due_on) for s in (before, first, second)] == [
        (Decimal(0), None),
        (Decimal(1), date(2019, 3, 1)),
        (Decimal(3), JUNE),
    ]
    assert {s.target.quantity if s.target else None for s in (before, first, second)} == {Decimal(3)}


def test_target_without_a_day_is_never_due() -> None:
    state = quantity_state([make_target("2")], VIEW)

    assert (state.due, state.missing) == (None, Decimal(0))


def test_actual_counts_from_its_day_and_the_latest_wins() -> None:
    actuals = [make_actual("5", JUNE + ONE_DAY, id=1), make_actual("3", JUNE, id=2), make_actual("4", None, id=3)]

    today, tomorrow = (quantity_state(actuals, Viewpoint(day)).actual for day in (JUNE, JUNE + ONE_DAY))

    assert (today, tomorrow) == (actuals[1], actuals[0])


@pytest.mark.parametrize(("reached", "missing"), [(None, "2"), ("0", "2"), ("1.5", "0.5"), ("3", "0")])
def test_missing_is_what_is_due_and_not_reached(reached: str | None, missing: str) -> None:
    entries = [make_target("2", JUNE), *([make_actual(reached)] if reached else [])]

    assert quantity_state(entries, VIEW).missing == Decimal(missing)


def test_invented_target_or_actual_marks_the_quantity() -> None:
    invented = make_origin(is_example=True)

    marks = [
        quantity_state(entries, VIEW).is_example
        for entries in ([make_target("1")], [make_target("1", None, invented)], [make_actual("1", None, invented)])
    ]

    assert marks == [False, True, True]
    assert make_source(is_example=True).is_example


def test_new_posts_add_up_and_reorganised_ones_stay_out() -> None:
    posts = [
        make_post(make_target("1"), make_actual("0.5"), id=1),
        make_post(make_target("2"), id=2),
        make_post(id=3),
        make_post(make_target("7"), make_actual("7"), is_new=False, id=4),
    ]

    total = post_total(post_states(posts, VIEW))

    assert (total.target, total.filled, total.unknown) == (Decimal(3), Decimal("0.5"), 2)


def test_posts_without_any_target_have_no_total() -> None:
    total = post_total(post_states([make_post(make_actual("1"))], VIEW))

    assert (total.target, total.filled) == (None, Decimal(1))


def test_training_is_told_by_kind() -> None:
    kinds = [TrainingKind.STUDY_VISIT, TrainingKind.TRAINING, TrainingKind.SUPERVISION]
    trainings = [make_training(kind=kind, id=id) for id, kind in enumerate(kinds)]

    assert [state.training.kind for state in training_states(trainings, VIEW)] == list(TrainingKind)


def test_persons_hours_and_visits_are_never_added_up() -> None:
    trainings = [
        make_training(make_target("10"), make_actual("4"), id=1),
        make_training(make_target("2"), id=2),
        make_training(make_target("60"), kind=TrainingKind.SUPERVISION, id=3),
    ]
    states = training_states(trainings, VIEW)

    totals = {kind: training_total(states, kind) for kind in TrainingKind}

    assert totals[TrainingKind.TRAINING] == TrainingTotal(target=Decimal(12), held=Decimal(4))
    assert totals[TrainingKind.SUPERVISION] == TrainingTotal(target=Decimal(60), held=None)
    assert totals[TrainingKind.STUDY_VISIT] == TrainingTotal(target=None, held=None)
