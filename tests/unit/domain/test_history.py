"""What happened to a project, as far as a viewpoint sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given

from tests.unit.domain.factories import (
    RECORDED_AT,
    make_actual,
    make_choice,
    make_decision,
    make_entry,
    make_even_plan,
    make_milestone,
    make_origin,
    make_post,
    make_quarter,
    make_record,
    make_statement,
    make_submission,
    make_target,
    make_terms,
    make_training,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.history import Event, EventKind, history
from tracker.domain.periods import ONE_DAY
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, ReportDecision

BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
LATER = Viewpoint(date(2020, 6, 1))


def told(record: ProjectRecord, kind: EventKind, viewpoint: Viewpoint = LATER) -> list[Event]:
    return [event for event in history(record, viewpoint) if event.kind is kind]


@given(records(), viewpoints)
def test_latest_event_comes_first_and_none_lies_ahead(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    events = history(record, viewpoint)

    assert all(one.day >= next_one.day for one, next_one in pairwise(events))
    assert all(event.day <= viewpoint.as_of for event in events)


def is_lasting(event: Event) -> bool:
    """Whether no later event takes its place, nor brings a decision on something that is handed in after it."""
    lasting = {EventKind.CHOSEN, EventKind.PLANNED, EventKind.SUBMITTED, EventKind.ACCEPTED, EventKind.RETURNED}
    handed_in = event.submission.origin.effective_on if event.submission else None
    return event.kind in lasting and (handed_in is None or handed_in <= event.day)


@given(records(), viewpoints)
def test_history_of_a_day_stays_in_the_history_of_the_next(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    today = history(record, viewpoint)
    tomorrow = history(record, replace(viewpoint, as_of=viewpoint.as_of + ONE_DAY))

    assert [e for e in today if is_lasting(e)] == [e for e in tomorrow if is_lasting(e) and e.day <= viewpoint.as_of]


@given(records(), viewpoints)
def test_every_statement_seen_by_its_day_is_told_once(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    statements = [s for event in told(record, EventKind.STATED, viewpoint) for s in event.statements]

    expected = {
        s.id
        for s in record.statements
        if viewpoint.sees(s.origin) and (s.origin.effective_on or s.origin.known_on) <= viewpoint.as_of
    }
    assert sorted(s.id for s in statements) == sorted(expected)


def test_statements_of_one_document_and_day_are_one_event() -> None:
    (event,) = told(make_record(*make_terms()), EventKind.STATED)

    assert {s.fact for s in event.statements} == {
        FactName.START,
        FactName.END,
        FactName.TOTAL_VALUE,
        FactName.REPORTING_FREQUENCY,
    }
    assert event.source == event.statements[0].origin.source


def test_forecast_tells_what_was_expected_before_and_only_when_it_moves() -> None:
    promised = make_entry(BASELINE, "2019-03-01", make_origin(date(2019, 1, 1)), id=1)
    moved = make_entry(FORECAST, "2019-04-01", make_origin(date(2019, 2, 1)), id=2)
    repeated = make_entry(FORECAST, "2019-04-01", make_origin(date(2019, 2, 15)), id=3)
    reached = make_entry(ACHIEVED, "2019-04-05", make_origin(date(2019, 4, 20)), id=4)
    record = make_record(milestones=[make_milestone(reached, repeated, moved, promised)])

    (forecast,) = told(record, EventKind.FORECAST)
    (achieved,) = told(record, EventKind.ACHIEVED)

    assert (forecast.day, forecast.entry, forecast.previous) == (date(2019, 2, 1), moved, promised)
    assert (achieved.day, achieved.entry) == (date(2019, 4, 5), reached)


def test_report_is_told_with_each_submission_and_decision() -> None:
    returned = make_decision(ReportDecision.RETURNED, date(2019, 4, 15))
    accepted = make_decision(ReportDecision.ACCEPTED, date(2019, 5, 2))
    first = make_quarter(1, "300.00", returned)
    second = make_quarter(1, "310.00", accepted, submitted_on=date(2019, 4, 20)).submissions[0]
    report = replace(first, submissions=(*first.submissions, replace(second, number=2)))

    events = history(make_record(reports=[report]), LATER)

    assert [(event.day, event.kind) for event in events] == [
        (date(2019, 5, 2), EventKind.ACCEPTED),
        (date(2019, 4, 20), EventKind.SUBMITTED),
        (date(2019, 4, 15), EventKind.RETURNED),
        (date(2019, 4, 10), EventKind.SUBMITTED),
    ]


def test_events_of_one_day_are_told_in_the_order_they_were_recorded() -> None:
    noon, later = RECORDED_AT, RECORDED_AT + timedelta(hours=1)
    day = date(2019, 4, 10)
    taken_back = make_decision(ReportDecision.WITHDRAWN, day, recorded_at=noon)
    first = make_quarter(1, "300.00", taken_back, submitted_on=day)
    again = make_submission(make_origin(day, recorded_at=later), number=2)
    report = replace(first, submissions=(*first.submissions, again))

    events = history(make_record(reports=[report]), LATER)

    assert [(event.kind, event.submission and event.submission.number) for event in events] == [
        (EventKind.SUBMITTED, 2),
        (EventKind.WITHDRAWN, 1),
        (EventKind.SUBMITTED, 1),
    ]


def test_a_figure_that_a_report_only_repeats_is_no_event() -> None:
    reached = [
        make_actual(figure, day, id=id)
        for id, (figure, day) in enumerate(
            [("2", date(2019, 3, 31)), ("2", date(2019, 6, 30)), ("3", date(2019, 9, 30))], start=1
        )
    ]

    events = told(make_record(posts=[make_post(*reversed(reached))]), EventKind.COUNTED)

    assert [(event.day, event.counted[0][1].quantity) for event in events] == [
        (date(2019, 9, 30), Decimal(3)),
        (date(2019, 3, 31), Decimal(2)),
    ]


def test_plan_and_choice_are_told_on_their_day() -> None:
    plan = replace(make_even_plan(), origin=make_origin(date(2019, 2, 1)))
    statement = make_statement("Nowy wymiar", fact=FactName.TITLE)
    choice = make_choice(statement, make_origin(date(2019, 3, 1)))
    record = replace(make_record(statement, plans=[plan]), choices=(choice,))

    events = history(record, LATER)

    assert [(e.day, e.kind) for e in events[:2]] == [
        (date(2019, 3, 1), EventKind.CHOSEN),
        (date(2019, 2, 1), EventKind.PLANNED),
    ]
    assert (events[0].choice, events[1].plan) == (choice, plan)


def test_what_applies_always_but_became_known_later_is_not_of_an_earlier_day() -> None:
    record = make_record(make_statement("Nowy wymiar", make_origin(known_on=date(2019, 9, 1)), fact=FactName.TITLE))

    assert history(record, Viewpoint(date(2019, 8, 31))) == ()
    assert len(history(record, Viewpoint(date(2019, 9, 1)))) == 1


def test_a_changed_plan_of_a_milestone_is_told_with_the_earlier_one() -> None:
    promised = make_entry(BASELINE, "2019-03-01", make_origin(date(2019, 1, 1)), id=1)
    moved = make_entry(BASELINE, "2019-04-01", make_origin(date(2019, 2, 1)), id=2)
    repeated = make_entry(BASELINE, "2019-04-01", make_origin(date(2019, 2, 15)), id=3)

    (event,) = told(make_record(milestones=[make_milestone(moved, promised, repeated)]), EventKind.REPLANNED)

    assert (event.day, event.entry, event.previous) == (date(2019, 2, 1), moved, promised)


def test_what_one_document_counts_is_one_event_on_the_day_reached() -> None:
    target = make_target("4", date(2019, 12, 31), make_origin(date(2019, 1, 1)))
    filled, trained = make_actual("2", date(2019, 3, 31)), make_actual("9", date(2019, 3, 31))
    ahead = make_actual("4", date(2021, 1, 1))
    post, training = make_post(target, filled), make_training(trained, ahead)

    events = told(make_record(posts=[post], trainings=[training]), EventKind.COUNTED)

    assert [(e.day, e.counted) for e in events] == [
        (date(2019, 3, 31), ((post, filled), (training, trained))),
        (date(2019, 1, 1), ((post, target),)),
    ]


def test_what_one_document_brings_in_is_one_event() -> None:
    milestone, post, training = make_milestone(), make_post(), make_training()

    (event,) = told(make_record(milestones=[milestone], posts=[post], trainings=[training]), EventKind.ADDED)

    assert event.added == (milestone, post, training)
