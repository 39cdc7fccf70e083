"""Invented projects repeat themselves, add up, and never bear a real name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.budget import plan_total
from tracker.domain.money import total
from tracker.domain.periods import add_months
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import assess
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.services.invention.crowd import crowd_record, crowd_story
from tracker.services.invention.dice import Dice
from tracker.services.invention.names import PLACES, place_name
from tracker.services.invention.spending import USUAL_TASKS, schedule, spend
from tracker.services.invention.story import whole_months

REAL_PLACES = {"Krasnystaw", "Klucze", "Przasnysz", "Myślenice", "Łopiennik Górny"}

indices = st.integers(0, 100_000)
values = st.decimals(Decimal("1000.00"), Decimal("900000.00"), places=2)
lengths = st.integers(12, 24)


@given(indices, st.integers(0, 9))
def test_the_same_index_and_seed_give_the_same_project(index: int, seed: int) -> None:
    assert crowd_record(index, seed=seed) == crowd_record(index, seed=seed)


@given(indices)
def test_a_plan_adds_up_to_the_value(index: int) -> None:
    story = crowd_story(index, seed=3)
    record = crowd_record(index, seed=3)

    assert {plan_total(plan) for plan in record.plans} == {story.value}


@given(values, lengths)
def test_a_schedule_loses_no_grosz(value: Decimal, months: int) -> None:
    tasks = schedule(value, USUAL_TASKS, whole_months(date(2018, 3, 1), months))

    assert total(task.budget for task in tasks) == value
    assert all(amount > 0 for task in tasks for amount in task.monthly.values())


@given(values, lengths, st.data())
def test_no_task_spends_more_than_its_budget_on_a_usual_clock(value: Decimal, months: int, data: st.DataObject) -> None:
    period = whole_months(date(2018, 3, 1), months)
    clock = sorted(data.draw(st.lists(st.integers(0, 100 * months), min_size=months, max_size=months)))
    tasks = schedule(value, USUAL_TASKS, period)

    spending = spend(tasks, USUAL_TASKS, tuple(period.months()), clock)

    for task in tasks:
        assert total(amount for (number, _), amount in spending.items() if number == task.number) <= task.budget


def test_names_of_places_differ_and_are_not_those_of_the_real_centres() -> None:
    names = {place_name(number).nominative for number in range(PLACES)}

    assert len(names) == PLACES
    assert not names & REAL_PLACES


def test_a_crowd_covers_poland_and_every_status() -> None:
    records = [crowd_record(index, seed=1) for index in range(150)]

    statuses = {
        assess(take_snapshot(record, Viewpoint(add_months(date(2018, 1, 1), 6 * half)))).status
        for record in records
        for half in range(7)
    }

    assert {record.centre.voivodeship for record in records} == set(Voivodeship)
    assert statuses == set(Status)


def test_centres_of_a_large_crowd_have_names_of_their_own() -> None:
    names = [crowd_story(index, seed=1).centre for index in range(3000)]

    assert len({centre.name for centre in names if centre}) == 3000


@given(st.text(), st.integers(-50, 50), st.integers(0, 50))
def test_dice_stay_within_bounds(seed: str, low: int, span: int) -> None:
    assert low <= Dice(seed).throw(low, low + span, "x", 1) <= low + span
