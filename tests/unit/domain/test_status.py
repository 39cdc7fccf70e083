"""The rules: thresholds are inclusive, silence is never green, and nothing is on track without evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from tests.unit.domain.factories import (
    make_actual,
    make_decision,
    make_entry,
    make_even_plan,
    make_milestone,
    make_origin,
    make_plan,
    make_post,
    make_quarter,
    make_record,
    make_snapshot,
    make_target,
    make_task,
    make_terms,
    make_training,
    make_year,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.budget import CumulativeCurve
from tracker.domain.project import Milestone, ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import Assessment, Finding, Level, Rule, Thresholds, assess
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, ReportDecision, Status

BASELINE, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.ACHIEVED
AFTER_QUARTER = "2019-04-10"
"""The first quarter's report is in and the second quarter's is not due."""


def assess_on(record: ProjectRecord, as_of: str) -> Assessment:
    return assess(make_snapshot(record, as_of))


def find(assessment: Assessment, rule: Rule) -> Finding | None:
    return next((f for f in assessment.findings if f.rule is rule), None)


def find_level(assessment: Assessment, rule: Rule) -> Level | None:
    finding = find(assessment, rule)
    return finding.level if finding else None


def make_structure(promised: str) -> Milestone:
    return make_milestone(make_entry(BASELINE, promised))


def make_settlement(day: str) -> Milestone:
    return make_milestone(make_entry(ACHIEVED, day), kind=MilestoneKind.FINAL_SETTLEMENT, number=9)


@given(records(), viewpoints)
def test_nothing_is_on_track_without_a_counting_report_and_a_plan(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    snapshot = take_snapshot(record, viewpoint)

    if assess(snapshot).status is Status.ON_TRACK:
        assert snapshot.has_plan
        assert any(report.counts for report in snapshot.reports)
        assert isinstance(snapshot.actual, CumulativeCurve)


@given(records(), viewpoints)
def test_silence_is_never_green(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    assessment = assess(take_snapshot(record, viewpoint))

    if find(assessment, Rule.SILENCE) and assessment.status is not Status.FINISHED:
        assert assessment.is_silent
        assert assessment.status in {Status.AT_RISK, Status.NO_DATA}


@given(records(), viewpoints)
def test_on_track_has_no_reason_to_worry_and_a_worry_has_a_reason(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    assessment = assess(take_snapshot(record, viewpoint))
    levels = {finding.level for finding in assessment.reasons}

    assert (assessment.status is Status.AT_RISK) <= (Level.AT_RISK in levels)
    assert (assessment.status is Status.ATTENTION) <= (levels == {Level.ATTENTION})
    assert (assessment.status is Status.ON_TRACK) <= (not levels)


@given(records(), viewpoints)
def test_reasons_come_the_most_serious_first_then_in_order_of_rules(
    record: ProjectRecord, viewpoint: Viewpoint
) -> None:
    rules = list(Rule)

    reasons = assess(take_snapshot(record, viewpoint)).reasons

    places = [(-finding.level, rules.index(finding.rule)) for finding in reasons]
    assert all(one <= next_one for one, next_one in pairwise(places))


@given(records(), viewpoints)
def test_looser_thresholds_never_make_a_status_worse(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    loose = Thresholds(
        spending_attention=Decimal(-100),
        spending_at_risk=Decimal(-100),
        slip_attention_days=10**6,
        slip_at_risk_days=10**6,
    )
    snapshot = take_snapshot(record, viewpoint)

    assert len(assess(snapshot, loose).reasons) <= len(assess(snapshot).reasons)


def test_project_reported_on_plan_is_on_track() -> None:
    assessment = assess_on(make_year("300.00"), AFTER_QUARTER)

    assert assessment.status is Status.ON_TRACK
    assert find(assessment, Rule.SPENDING) == Finding(
        Rule.SPENDING,
        Level.FINE,
        lag=Decimal(0),
        spent_rate=Decimal("0.25"),
        planned_rate=Decimal("0.25"),
        measured_on=date(2019, 3, 31),
    )


@pytest.mark.parametrize(
    ("spent", "level"),
    [
        ("216.01", Level.FINE),
        ("216.00", Level.ATTENTION),
        ("120.01", Level.ATTENTION),
        ("120.00", Level.AT_RISK),
        ("1200.00", Level.FINE),
    ],
)
def test_spending_at_seven_and_at_fifteen_points_below_plan_reaches_the_threshold(spent: str, level: Level) -> None:
    assessment = assess_on(make_year(spent), AFTER_QUARTER)

    assert find_level(assessment, Rule.SPENDING) is level


@pytest.mark.parametrize(
    ("slip", "level"),
    [
        (0, Level.FINE),
        (14, Level.FINE),
        (15, Level.ATTENTION),
        (45, Level.ATTENTION),
        (46, Level.AT_RISK),
    ],
)
def test_open_milestone_slips_with_every_day_to_the_threshold(slip: int, level: Level) -> None:
    record = make_year("300.00", milestones=[make_structure("2019-04-10")])

    assessment = assess(take_snapshot(record, Viewpoint(date(2019, 4, 10) + timedelta(days=slip))))

    assert find_level(assessment, Rule.MILESTONES) is level


def test_worst_open_milestone_speaks_and_an_achieved_one_is_over() -> None:
    late_but_done = make_milestone(make_entry(BASELINE, "2019-01-02"), make_entry(ACHIEVED, "2019-04-01"), number=1)
    late = make_milestone(make_entry(BASELINE, "2019-03-20"), number=2)
    later = make_milestone(make_entry(BASELINE, "2019-03-10"), number=3)

    assessment = assess_on(make_year("300.00", milestones=[late_but_done, late, later]), AFTER_QUARTER)

    finding = find(assessment, Rule.MILESTONES)
    assert finding is not None
    assert finding.milestone is not None
    assert (finding.milestone.milestone.number, finding.days, finding.level) == (3, 31, Level.ATTENTION)


def test_milestones_without_a_planned_date_are_unknown_and_all_achieved_are_fine() -> None:
    undated, done = make_milestone(), make_milestone(make_entry(ACHIEVED, "2019-02-01"))

    levels = [
        find_level(assess_on(make_year("300.00", milestones=milestones), AFTER_QUARTER), Rule.MILESTONES)
        for milestones in ([], [undated], [done])
    ]

    assert levels == [Level.UNKNOWN, Level.UNKNOWN, Level.FINE]


def test_report_is_late_from_the_day_after_its_due_day() -> None:
    record = make_record(*make_terms("2019-02-15"), plans=[make_even_plan()])

    due, late = (assess_on(record, day) for day in ("2019-04-10", "2019-04-11"))

    assert (due.status, find_level(due, Rule.REPORTS)) == (Status.NO_DATA, Level.UNKNOWN)
    assert (late.status, find_level(late, Rule.REPORTS)) == (Status.ATTENTION, Level.ATTENTION)
    assert not due.is_silent
    assert not late.is_silent


@pytest.mark.parametrize(("days", "status"), [(90, Status.ATTENTION), (91, Status.NO_DATA)])
def test_ninety_one_days_since_the_last_report_are_silence(days: int, status: Status) -> None:
    as_of = date(2019, 7, 15)
    report = make_quarter(1, "300.00", submitted_on=as_of - timedelta(days=days))

    assessment = assess(take_snapshot(replace(make_year(), reports=(report,)), Viewpoint(as_of)))

    assert assessment.status is status
    assert assessment.is_silent is (status is Status.NO_DATA)


@pytest.mark.parametrize(("as_of", "status"), [("2019-05-16", Status.ATTENTION), ("2019-05-17", Status.NO_DATA)])
def test_silence_of_a_project_that_never_reported_counts_from_its_start(as_of: str, status: Status) -> None:
    record = make_record(*make_terms("2019-02-15"), plans=[make_even_plan()])

    assessment = assess_on(record, as_of)

    assert assessment.status is status
    assert find(assessment, Rule.SILENCE) == (
        Finding(Rule.SILENCE, Level.ATTENTION, days=91) if status is Status.NO_DATA else None
    )


def test_old_report_is_no_silence_while_no_report_is_late() -> None:
    early = make_quarter(1, "300.00", submitted_on=date(2019, 4, 1))

    assessment = assess_on(replace(make_year(), reports=(early,)), "2019-07-10")

    assert assessment.status is Status.ON_TRACK


def test_at_risk_beats_silence_and_silence_beats_attention() -> None:
    slipped = make_structure("2019-07-01")

    at_risk = assess_on(make_year("120.00"), "2019-09-01")
    silent = assess_on(make_year("300.00", milestones=[slipped]), "2019-07-20")
    attention = assess_on(make_year("300.00", "300.00", milestones=[slipped]), "2019-07-20")

    assert (at_risk.status, at_risk.is_silent) == (Status.AT_RISK, True)
    assert (silent.status, silent.is_silent) == (Status.NO_DATA, True)
    assert (attention.status, attention.is_silent) == (Status.ATTENTION, False)


def test_project_is_not_started_the_day_before_its_start() -> None:
    eve, day = (assess_on(make_year(), on) for on in ("2018-12-31", "2019-01-01"))

    assert (eve.status, eve.findings) == (Status.NOT_STARTED, ())
    assert day.status is Status.NO_DATA


def test_settled_project_is_finished_whatever_the_rules_say() -> None:
    record = make_year("1.00", milestones=[make_settlement("2019-06-01")])

    before, after = (assess_on(record, day) for day in ("2019-05-31", "2019-06-01"))

    assert before.status is Status.AT_RISK
    assert after.status is Status.FINISHED
    assert not after.is_silent


def test_project_without_a_period_has_no_data() -> None:
    assert assess_on(make_record(), "2019-06-01") == Assessment(
        Status.NO_DATA,
        (
            Finding(Rule.SPENDING, Level.UNKNOWN),
            Finding(Rule.MILESTONES, Level.UNKNOWN),
            Finding(Rule.REPORTS, Level.UNKNOWN),
        ),
    )


def test_reports_without_a_payment_schedule_are_not_on_track() -> None:
    assessment = assess_on(make_year("300.00", plans=[]), AFTER_QUARTER)

    assert assessment.status is Status.NO_DATA
    assert find_level(assessment, Rule.SPENDING) is Level.UNKNOWN


def test_figures_of_a_returned_report_do_not_count() -> None:
    returned = make_decision(ReportDecision.RETURNED, date(2019, 4, 15))
    record = replace(make_year(), reports=(make_quarter(1, "120.00", returned),))

    before, after = (assess_on(record, day) for day in ("2019-04-14", "2019-04-15"))

    assert before.status is Status.AT_RISK
    assert after.status is Status.NO_DATA
    assert find_level(after, Rule.SPENDING) is Level.UNKNOWN
    assert not after.is_silent


def make_returned(*, handed_in: str = "2019-07-10", on: str = "2019-07-14") -> ProjectRecord:
    """A year on plan whose second report was returned."""
    decision = make_decision(ReportDecision.RETURNED, date.fromisoformat(on))
    second = make_quarter(2, "300.00", decision, submitted_on=date.fromisoformat(handed_in))
    return replace(make_year(), reports=(make_quarter(1, "300.00"), second))


def test_returned_report_worsens_nothing_until_its_correction_is_due_and_then_it_is_late() -> None:
    before, late = (assess_on(make_returned(), day) for day in ("2019-07-24", "2019-07-25"))

    told, overdue = find(before, Rule.REPORTS), find(late, Rule.REPORTS)
    assert (before.status, before.is_silent) == (Status.ON_TRACK, False)
    assert told is not None
    assert told.correction is not None
    assert (told.level, told.correction.decided_on, told.correction.owed_by) == (
        Level.UNKNOWN,
        date(2019, 7, 14),
        date(2019, 7, 24),
    )
    assert overdue is not None
    assert (overdue.level, overdue.days) == (Level.ATTENTION, 1)


def test_silence_counts_from_the_last_figures_that_count_not_from_those_returned() -> None:
    silent = assess_on(make_returned(), "2019-07-25")

    assert silent.status is Status.NO_DATA
    assert find(silent, Rule.SILENCE) == Finding(
        Rule.SILENCE,
        Level.ATTENTION,
        report=make_snapshot(make_returned(), "2019-07-25").reports[1],
        days=106,
        measured_on=date(2019, 4, 10),
    )


def test_handing_in_late_what_is_returned_does_not_bring_back_the_older_figures_colour() -> None:
    record = make_returned(handed_in="2019-09-01", on="2019-09-02")

    statuses = [assess_on(record, day).status for day in ("2019-08-31", "2019-09-01", "2019-09-02")]

    assert statuses == [Status.NO_DATA, Status.ON_TRACK, Status.NO_DATA]


def test_correction_of_an_accepted_report_is_not_late_however_long_it_takes() -> None:
    decisions = (
        make_decision(ReportDecision.ACCEPTED, date(2019, 7, 12)),
        make_decision(ReportDecision.REOPENED, date(2019, 7, 13)),
    )
    reopened = replace(make_year(), reports=(make_quarter(1, "300.00"), make_quarter(2, "300.00", *decisions)))

    assert assess_on(reopened, "2019-10-09").status is Status.ON_TRACK


@given(records(), viewpoints)
def test_nothing_is_on_track_while_figures_are_too_old_and_newer_ones_overdue(
    record: ProjectRecord, viewpoint: Viewpoint
) -> None:
    snapshot = take_snapshot(record, viewpoint)
    overdue = [report for report in snapshot.reports if report.days_late(snapshot.as_of)]
    counted_on = snapshot.last_counted_on or date.min

    if overdue and (snapshot.as_of - counted_on).days >= Thresholds().silence_days:
        assert assess(snapshot).status is not Status.ON_TRACK
    if assess(snapshot).status is Status.ON_TRACK:
        assert not overdue


@pytest.mark.parametrize(
    ("spent", "as_of", "level"),
    [
        ("240.00", "2019-10-31", None),
        ("240.00", "2019-11-01", Level.ATTENTION),
        ("240.01", "2019-11-01", Level.FINE),
        ("240.00", "2020-01-01", None),
    ],
)
def test_five_points_unspent_speak_from_sixty_days_before_the_end(spent: str, as_of: str, level: Level | None) -> None:
    record = make_year("300.00", "300.00", spent)

    assert find_level(assess_on(record, as_of), Rule.ENDING) is level


@pytest.mark.parametrize(
    ("spent", "level"),
    [("1200.00", None), ("1200.01", Level.ATTENTION), ("1320.00", Level.ATTENTION), ("1320.01", Level.AT_RISK)],
)
def test_task_is_overspent_above_its_budget_and_at_risk_above_a_tenth_more(spent: str, level: Level | None) -> None:
    assert find_level(assess_on(make_year(spent), AFTER_QUARTER), Rule.TASKS) is level


def test_every_overspent_task_is_named_with_what_it_is_over_by() -> None:
    plan = make_plan(*(make_task({date(2019, 1, 1): Decimal("50.00")}, number=number) for number in (1, 2)))

    assessment = assess_on(make_year("60.00", plans=[plan]), AFTER_QUARTER)

    over = [f for f in assessment.findings if f.rule is Rule.TASKS]
    assert [(f.task.number if f.task else None, f.amount) for f in over] == [(1, Decimal("10.00"))]


@pytest.mark.parametrize(
    ("as_of", "is_new", "filled", "level"),
    [
        ("2019-03-31", True, "0", None),
        ("2019-04-01", True, "0", Level.ATTENTION),
        ("2019-04-01", True, "1", None),
        ("2019-04-01", False, "0", None),
    ],
)
def test_new_post_speaks_after_thirty_days_unfilled(as_of: str, is_new: bool, filled: str, level: Level | None) -> None:
    entries = [make_target("1", date(2019, 3, 1)), make_actual(filled)]
    record = make_year("300.00", posts=[make_post(*entries, is_new=is_new)])

    assert find_level(assess_on(record, as_of), Rule.POSTS) is level


@pytest.mark.parametrize(("held", "level"), [("16", None), ("15", Level.ATTENTION), (None, Level.ATTENTION)])
def test_training_speaks_when_a_quarter_of_the_target_is_missing(held: str | None, level: Level | None) -> None:
    entries = [make_target("20", date(2019, 3, 1)), *([make_actual(held)] if held else [])]
    record = make_year("300.00", trainings=[make_training(*entries)])

    assert find_level(assess_on(record, AFTER_QUARTER), Rule.TRAINING) is level


def test_entries_of_tomorrow_do_not_colour_today() -> None:
    record = make_year("300.00")
    plan = replace(make_even_plan(), id=2, origin=make_origin(date(2019, 4, 11)))

    assert assess_on(replace(record, plans=(*record.plans, plan)), AFTER_QUARTER) == assess_on(record, AFTER_QUARTER)
