"""Milestones: promised, expected, reached, and by how much they slipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_entry, make_milestone, make_origin
from tests.unit.domain.strategies import days, milestone_entries, partial_dates
from tracker.domain.periods import ONE_DAY, PartialDate
from tracker.domain.project import MilestoneEntry
from tracker.domain.provenance import Viewpoint
from tracker.domain.schedule import (
    MilestoneState,
    milestone_progress,
    milestone_state,
    next_milestone,
    worst_open_slip,
    worst_slip,
)
from tracker.domain.vocabulary import MilestoneEntryKind

BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
viewpoints = st.builds(Viewpoint, days, st.none() | days)
entry_lists = milestone_entries()


def look(*entries: MilestoneEntry, on: date, known_on: date | None = None) -> MilestoneState:
    return milestone_state(make_milestone(*entries), Viewpoint(on, known_on))


def picture(state: MilestoneState) -> tuple[object, ...]:
    """All that is said of a milestone but its whole history."""
    return state.baseline, state.forecast, state.achieved, state.slip_days


def test_nobody_is_late_after_the_last_day_of_which_anything_is_known() -> None:
    promised = make_entry(BASELINE, "2019-04-08", make_origin(known_on=date(2019, 1, 1)))

    known_then = look(promised, on=date(2019, 6, 30), known_on=date(2019, 3, 31))
    known_now = look(promised, on=date(2019, 6, 30))

    assert known_then.slip_days == 0
    assert known_now.slip_days == 83


@given(entry_lists, viewpoints, st.randoms(use_true_random=False))
def test_order_of_entries_is_irrelevant(entries: list[MilestoneEntry], viewpoint: Viewpoint, random: Random) -> None:
    state = milestone_state(make_milestone(*entries), viewpoint)

    random.shuffle(entries)

    assert picture(milestone_state(make_milestone(*entries), viewpoint)) == picture(state)


@given(entry_lists, entry_lists, days, days)
def test_what_becomes_known_later_does_not_change_what_was_known(
    entries: list[MilestoneEntry], further: list[MilestoneEntry], as_of: date, known_on: date
) -> None:
    later = [e for e in further if e.origin.known_on > known_on]

    states = (look(*some, on=as_of, known_on=known_on) for some in (entries, [*later, *entries]))

    assert len({picture(state) for state in states}) == 1


@given(entry_lists, entry_lists, viewpoints)
def test_what_applies_or_happens_later_does_not_change_the_day_looked_at(
    entries: list[MilestoneEntry], further: list[MilestoneEntry], viewpoint: Viewpoint
) -> None:
    later = [
        e
        for e in further
        if (e.origin.effective_on and e.origin.effective_on > viewpoint.as_of)
        or (e.kind is ACHIEVED and e.day.first_day > viewpoint.as_of)
    ]

    before = milestone_state(make_milestone(*entries), viewpoint)
    after = milestone_state(make_milestone(*later, *entries), viewpoint)

    assert picture(after) == picture(before)


@given(partial_dates(), partial_dates(), st.integers(0, 500))
def test_achieved_milestone_slips_no_further(promised: PartialDate, reached: PartialDate, later: int) -> None:
    entries = (
        MilestoneEntry(1, BASELINE, promised, make_origin()),
        MilestoneEntry(2, ACHIEVED, reached, make_origin()),
    )

    first = look(*entries, on=reached.first_day)
    then = look(*entries, on=reached.first_day + timedelta(days=later))

    assert first.is_achieved
    assert then.slip_days == first.slip_days


@given(partial_dates(), partial_dates(), st.integers(0, 500))
def test_unachieved_milestone_slips_a_day_a_day_once_every_expected_day_is_over(
    promised: PartialDate, expected: PartialDate, later: int
) -> None:
    entries = (
        MilestoneEntry(1, BASELINE, promised, make_origin()),
        MilestoneEntry(2, FORECAST, expected, make_origin()),
    )
    over = max(promised.last_day, expected.last_day) + timedelta(days=later)

    slip, next_slip = look(*entries, on=over).slip_days, look(*entries, on=over + ONE_DAY).slip_days

    assert slip is not None
    assert next_slip == slip + 1


@given(partial_dates(), days)
def test_nobody_is_late_before_the_promised_month_is_over(promised: PartialDate, as_of: date) -> None:
    slip = look(MilestoneEntry(1, BASELINE, promised, make_origin()), on=as_of).slip_days

    assert slip == max((as_of - promised.last_day).days, 0)


@given(entry_lists, days)
def test_slip_of_an_unachieved_milestone_never_shrinks_by_waiting(entries: list[MilestoneEntry], as_of: date) -> None:
    always = [replace(e, origin=make_origin()) for e in entries if e.kind is not ACHIEVED]

    slip, next_slip = look(*always, on=as_of).slip_days, look(*always, on=as_of + ONE_DAY).slip_days

    assert (slip is None) == (next_slip is None)
    assert slip is None or next_slip is None or slip <= next_slip <= slip + 1


@pytest.mark.parametrize(
    ("promised", "reached", "slip"),
    [
        ("2018-09-03", "2018-09-03", 0),
        ("2018-09-03", "2018-09-26", 23),
        ("2018-09-03", "2018-08-31", -3),
        ("2018-09", "2018-10", 31),
        ("2018-09", "2018-09-03", 0),
        ("2018-09-03", "2018-09", 0),
        ("2018-09", "2018-10-02", 2),
        ("2018-09-03", "2018-10", 28),
        ("2018-09", "2018-08-30", -2),
        ("2018-09-03", "2018-08", -3),
        ("2018", "2018-09-03", 0),
    ],
)
def test_fewest_days_count_where_one_date_is_known_better(promised: str, reached: str, slip: int) -> None:
    state = look(make_entry(BASELINE, promised), make_entry(ACHIEVED, reached, id=2), on=date(2020, 1, 1))

    assert state.slip_days == slip


def test_achievement_is_not_seen_before_it_happened() -> None:
    baseline, achieved = make_entry(BASELINE, "2018-08-31"), make_entry(ACHIEVED, "2018-09-03", id=2)

    eve, day = look(baseline, achieved, on=date(2018, 9, 2)), look(baseline, achieved, on=date(2018, 9, 3))

    assert (eve.is_achieved, eve.slip_days) == (False, 2)
    assert (day.is_achieved, day.slip_days, day.expected) == (True, 3, achieved.day)


def test_forecast_older_than_the_schedule_in_force_lapses() -> None:
    entries = [
        make_entry(BASELINE, "2019-06-01", make_origin(date(2019, 1, 1)), id=1),
        make_entry(FORECAST, "2019-08-01", make_origin(date(2019, 3, 1)), id=2),
        make_entry(BASELINE, "2019-09-01", make_origin(date(2019, 5, 1)), id=3),
    ]

    before, after = look(*entries, on=date(2019, 4, 30)), look(*entries, on=date(2019, 5, 1))

    assert (before.forecast, before.slip_days) == (entries[1], 61)
    assert (after.forecast, after.expected, after.slip_days) == (None, entries[2].day, 0)


def test_milestone_without_a_promise_cannot_slip() -> None:
    state = look(make_entry(FORECAST, "2018-09-03"), on=date(2020, 1, 1))

    assert state.slip_days is None
    assert state.expected == PartialDate.parse("2018-09-03")
    assert look(on=date(2020, 1, 1)).expected is None


def test_one_invented_date_marks_the_milestone_as_an_example() -> None:
    invented = make_entry(FORECAST, "2018-09-10", make_origin(is_example=True), id=2)

    assert look(make_entry(BASELINE, "2018-09-03"), invented, on=date(2018, 9, 1)).is_example
    assert not look(make_entry(BASELINE, "2018-09-03"), on=date(2018, 9, 1)).is_example


def make_states(histories: list[list[MilestoneEntry]], as_of: date) -> list[MilestoneState]:
    return [
        milestone_state(make_milestone(*entries, number=number, weight=number), Viewpoint(as_of))
        for number, entries in enumerate(histories, start=1)
    ]


@given(st.lists(entry_lists, max_size=5), days)
def test_progress_counts_every_milestone_within_its_bounds(histories: list[list[MilestoneEntry]], as_of: date) -> None:
    states = make_states(histories, as_of)

    progress = milestone_progress(states, as_of)

    assert progress.total == len(histories)
    assert 0 <= progress.achieved <= progress.total
    assert progress.planned + progress.unplanned <= progress.total
    assert 0 <= progress.achieved_rate <= 1
    assert 0 <= progress.planned_rate <= 1
    assert milestone_progress(states[::-1], as_of) == progress


@given(st.lists(entry_lists, max_size=5), days)
def test_what_was_achieved_stays_achieved(histories: list[list[MilestoneEntry]], as_of: date) -> None:
    today = milestone_progress(make_states(histories, as_of), as_of)
    tomorrow = milestone_progress(make_states(histories, as_of + ONE_DAY), as_of + ONE_DAY)

    assert tomorrow.achieved >= today.achieved
    assert tomorrow.achieved_rate >= today.achieved_rate


def test_progress_weighs_milestones() -> None:
    done = [make_entry(BASELINE, "2018-09-03"), make_entry(ACHIEVED, "2018-09-03", id=2)]
    due = [make_entry(BASELINE, "2018-10-01")]

    progress = milestone_progress(make_states([done, due, []], date(2018, 10, 1)), date(2018, 10, 1))

    assert (progress.achieved, progress.planned, progress.unplanned) == (1, 2, 1)
    assert progress.achieved_rate == Decimal(1) / 6
    assert progress.planned_rate == Decimal("0.5")


def test_next_milestone_is_the_one_expected_first_in_whatever_order() -> None:
    dated = [[make_entry(BASELINE, day)] for day in ("2019-12", "2019-11-15", "2019-11")]
    done = [make_entry(BASELINE, "2019-01-01"), make_entry(ACHIEVED, "2019-01-01", id=2)]
    states = make_states([*dated, done, []], date(2019, 10, 15))

    found = {next_milestone(order) for order in permutations(states)}

    assert [state.milestone.number for state in found if state] == [2]


def test_milestone_without_a_date_is_next_only_when_no_other_is_left() -> None:
    done = [make_entry(ACHIEVED, "2019-01-01")]
    undated = make_states([done, []], date(2019, 10, 15))

    found = next_milestone(undated)

    assert found is not None
    assert found.milestone.number == 2
    assert next_milestone(undated[:1]) is None


def test_the_worst_slip_counts_achieved_milestones_and_the_open_one_does_not() -> None:
    promised = MilestoneEntry(1, BASELINE, PartialDate.parse("2019-05-01"), make_origin())
    late = look(
        promised, MilestoneEntry(2, ACHIEVED, PartialDate.parse("2019-07-21"), make_origin()), on=date(2019, 10, 15)
    )
    expected = MilestoneEntry(2, FORECAST, PartialDate.parse("2019-05-11"), make_origin())
    still_open = look(promised, expected, on=date(2019, 5, 2))

    assert (worst_slip([late, still_open]), worst_open_slip([late, still_open])) == (81, 10)
    assert (worst_slip([late]), worst_open_slip([late])) == (81, None)
