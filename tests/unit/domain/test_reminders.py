"""Reminders: those who have reported hear nothing, those who have not are neither forgotten nor flooded."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_centre,
    make_decision,
    make_entry,
    make_milestone,
    make_quarter,
    make_record,
    make_terms,
)
from tests.unit.domain.strategies import days, records
from tracker.domain.periods import ONE_DAY
from tracker.domain.permissions import Person
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.reminders import LONGEST_OCCASION, Cause, Reminder, back_step, due_step, owed_to, reminders_of
from tracker.domain.report_life import ReportStatus, status_of
from tracker.domain.reporting import CORRECTION_DAYS
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, ReportDecision, Role, Voivodeship

DIRECTOR = Person(1, "Anna", Role.DIRECTOR, centre_id=1)
COORDINATOR = Person(2, "Barbara", Role.COORDINATOR, voivodeships=frozenset({Voivodeship.MALOPOLSKIE}))
DUE = date(2019, 4, 10)
"""The due day of the first quarter of 2019."""

UNREPORTED = make_record(*make_terms())
runs = st.lists(st.integers(-20, 400).map(lambda days: DUE + timedelta(days=days)), unique=True, max_size=20).map(
    sorted
)


def seen(record: ProjectRecord, day: date) -> list[Reminder]:
    return list(reminders_of(take_snapshot(record, Viewpoint(day))))


def send(record: ProjectRecord, day: date, sent: set[tuple[int, str]], person: Person = DIRECTOR) -> list[Reminder]:
    """One run for one person, which remembers what it sent."""
    owed = owed_to(person, seen(record, day), sent)
    sent.update((reminder.project_id, reminder.occasion) for reminder in owed)
    return list(owed)


def occasions(record: ProjectRecord, day: date) -> list[str]:
    return [reminder.occasion for reminder in seen(record, day)]


@given(records(), days)
def test_those_who_have_reported_hear_nothing(record: ProjectRecord, day: date) -> None:
    reported = {
        report.id
        for report in record.reports
        if status_of(report, Viewpoint(day)) in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)
    }

    assert not reported & {reminder.report_id for reminder in seen(record, day)}


@given(records(), days)
def test_no_report_is_reminded_of_before_it_can_be_sent(record: ProjectRecord, day: date) -> None:
    due = [reminder for reminder in seen(record, day) if reminder.cause is Cause.DUE]

    assert all(reminder.period.last_day < day for reminder in due)


@given(records(), days)
def test_a_second_run_on_the_same_day_sends_nothing(record: ProjectRecord, day: date) -> None:
    sent: set[tuple[int, str]] = set()
    send(record, day, sent)

    assert send(record, day, sent) == []


@given(records(), st.lists(days, unique=True, max_size=6).map(sorted))
def test_no_run_sends_two_reminders_of_one_report(record: ProjectRecord, on: list[date]) -> None:
    sent: set[tuple[int, str]] = set()

    for day in on:
        periods = Counter(reminder.period for reminder in send(record, day, sent))
        assert all(count == 1 for count in periods.values())


@given(runs)
def test_of_missed_steps_only_the_latest_is_sent(on: list[date]) -> None:
    sent: set[tuple[int, str]] = set()
    steps: list[int] = []

    for day in on:
        steps += [one.step for one in send(UNREPORTED, day, sent) if one.due_on == DUE]

    assert all(earlier < later for earlier, later in pairwise(steps))
    assert len(steps) == len({step for day in on if (step := due_step((day - DUE).days)) is not None})


@given(st.integers(0, 400), st.integers(30, 45))
def test_a_late_report_is_reminded_of_every_fortnight_by_daily_runs(first: int, number: int) -> None:
    sent: set[tuple[int, str]] = set()
    reminded = [
        day
        for offset in range(number)
        for day in [DUE + timedelta(days=first + offset)]
        if any(one.due_on == DUE for one in send(UNREPORTED, day, sent))
    ]

    ends = [*reminded, DUE + timedelta(days=first + number)]
    assert reminded
    assert all((later - earlier).days <= 14 for earlier, later in pairwise(ends))


@given(st.integers(-50, 4000))
def test_a_step_never_lies_ahead(days_after: int) -> None:
    steps = [step for step in (due_step(days_after), back_step(days_after)) if step is not None]

    assert all(step <= days_after for step in steps)


@given(records(), days)
def test_occasions_tell_the_reports_of_a_project_apart_and_fit_their_column(record: ProjectRecord, day: date) -> None:
    found = occasions(record, day)

    assert len(found) == len(set(found))
    assert all(len(occasion) <= LONGEST_OCCASION for occasion in found)


@pytest.mark.parametrize(
    ("day", "occasion"),
    [
        ("2019-04-02", []),
        ("2019-04-03", ["2019-01-01 due-7"]),
        ("2019-04-09", ["2019-01-01 due-1"]),
        ("2019-04-10", ["2019-01-01 due-1"]),
        ("2019-04-11", ["2019-01-01 due+1"]),
        ("2019-04-17", ["2019-01-01 due+7"]),
        ("2019-04-24", ["2019-01-01 due+14"]),
        ("2019-05-08", ["2019-01-01 due+28"]),
    ],
)
def test_reminders_come_before_and_after_the_due_day(day: str, occasion: list[str]) -> None:
    assert occasions(UNREPORTED, date.fromisoformat(day)) == occasion


@pytest.mark.parametrize(("decision", "cause"), [("returned", Cause.RETURNED), ("reopened", Cause.REOPENED)])
def test_what_was_sent_back_is_reminded_of_on_the_third_day_and_then_every_week(decision: str, cause: Cause) -> None:
    on = date(2019, 4, 15)
    record = make_record(
        *make_terms(), reports=[make_quarter(1, "300.00", make_decision(ReportDecision(decision), on))]
    )

    steps = [seen(record, on + timedelta(days=passed)) for passed in (2, 3, 9, 10, 17)]

    assert [[one.step for one in step] for step in steps] == [[], [3], [3], [10], [17]]
    assert {one.occasion for one in steps[1]} == {f"2019-01-01 {cause.value}1+3"}


def test_a_report_sent_back_again_begins_anew() -> None:
    first, second = (make_quarter(1, "300.00", make_decision(ReportDecision.RETURNED, DUE)) for _ in range(2))
    (once,) = first.submissions
    (again,) = second.submissions
    twice = replace(first, submissions=(once, replace(again, id=2, number=2)))
    record = make_record(*make_terms(), reports=[twice])

    assert occasions(record, DUE + timedelta(days=3)) == ["2019-01-01 returned2+3"]


def test_a_settled_project_is_asked_for_nothing() -> None:
    settled = make_milestone(make_entry(MilestoneEntryKind.ACHIEVED, "2019-04-11"), kind=MilestoneKind.FINAL_SETTLEMENT)

    assert occasions(make_record(*make_terms(), milestones=[settled]), DUE + ONE_DAY) == []


def test_coordinators_within_reach_hear_of_what_is_a_fortnight_late() -> None:
    thirteen, fourteen = (seen(UNREPORTED, DUE + timedelta(days=late)) for late in (13, 14))
    elsewhere = replace(COORDINATOR, voivodeships=frozenset({Voivodeship.SLASKIE}))

    assert owed_to(COORDINATOR, thirteen, ()) == ()
    assert owed_to(COORDINATOR, fourteen, ()) == tuple(fourteen)
    assert owed_to(elsewhere, fourteen, ()) == ()


def test_coordinators_hear_of_what_they_sent_back_when_its_correction_is_a_fortnight_late() -> None:
    record = make_record(
        *make_terms(), reports=[make_quarter(1, "300.00", make_decision(ReportDecision.RETURNED, DUE))]
    )
    thirteen, fourteen = (seen(record, DUE + timedelta(days=CORRECTION_DAYS + late)) for late in (13, 14))

    assert [one.cause for one in (*thirteen, *fourteen)] == [Cause.RETURNED] * 2
    assert [one.days_left for one in (*thirteen, *fourteen)] == [-13, -14]
    assert owed_to(COORDINATOR, thirteen, ()) == ()
    assert owed_to(COORDINATOR, fourteen, ()) == tuple(fourteen)


def test_coordinators_do_not_hear_of_a_correction_while_accepted_figures_count() -> None:
    decisions = (make_decision(ReportDecision.ACCEPTED, DUE), make_decision(ReportDecision.REOPENED, DUE + ONE_DAY))
    record = make_record(*make_terms(), reports=[make_quarter(1, "300.00", *decisions)])

    assert owed_to(COORDINATOR, seen(record, DUE + timedelta(days=60)), ()) == ()


@pytest.mark.parametrize(
    ("person", "hears"),
    [
        (DIRECTOR, True),
        (replace(DIRECTOR, role=Role.REPORTER), True),
        (replace(DIRECTOR, centre_id=2), False),
        (Person(3, "Celina", Role.ADMINISTRATOR), False),
        (Person(4, "Danuta", Role.READER), False),
    ],
)
def test_those_who_write_the_centres_reports_are_reminded(person: Person, hears: bool) -> None:
    assert bool(owed_to(person, seen(UNREPORTED, DUE + ONE_DAY), ())) is hears


def test_what_was_sent_back_comes_first_and_then_what_is_due_first() -> None:
    returned = make_quarter(2, "300.00", make_decision(ReportDecision.RETURNED, date(2019, 7, 12)))
    other = make_record(*make_terms(), id=2, slug="olkusz", centre=make_centre("Olkusz"), reports=[returned])
    day = date(2019, 7, 20)

    owed = owed_to(DIRECTOR, [*seen(UNREPORTED, day), *seen(other, day)], ())

    assert [(one.slug, one.occasion) for one in owed] == [
        ("olkusz", "2019-04-01 returned1+3"),
        ("klucze", "2019-01-01 due+98"),
        ("olkusz", "2019-01-01 due+98"),
        ("klucze", "2019-04-01 due+7"),
    ]
