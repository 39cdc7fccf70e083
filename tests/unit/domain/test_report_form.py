"""The form of a report: the plan and what was said before stand beside every field, and nothing counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_actual,
    make_decision,
    make_entry,
    make_milestone,
    make_origin,
    make_plan,
    make_post,
    make_quarter,
    make_record,
    make_report,
    make_target,
    make_task,
    make_terms,
    make_training,
    make_year,
)
from tests.unit.domain.report_strategies import AS_OF, QUARTERS, forms, reporting_projects
from tracker.domain.errors import NotFoundError
from tracker.domain.money import ZERO, total
from tracker.domain.periods import PartialDate, Period
from tracker.domain.project import (
    ProjectRecord,
    Report,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
    Submission,
)
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_fields import parse_field, part_of
from tracker.domain.report_form import SOLE_TASK, ReportForm, lay_out
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision, ReportPart

ACHIEVED, BASELINE, FORECAST = MilestoneEntryKind.ACHIEVED, MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST
SECOND, THIRD = QUARTERS[1], QUARTERS[2]
OCTOBER = Viewpoint(date(2019, 10, 12))


def third_quarter(record: ProjectRecord) -> ReportForm:
    return lay_out(record, THIRD.start, OCTOBER)


def handed_in(period: Period, content: ReportContent, on: date, *, number: int = 1) -> Report:
    submission = Submission(40 + number, number, content, make_origin(on))
    return make_report(period, submission, id=period.start.month)


def test_a_task_shows_its_plan_what_was_spent_and_what_the_report_before_said() -> None:
    form = third_quarter(make_year("250.00", "310.00"))

    (task,) = form.tasks
    assert task.planned == {date(2019, month, 1): Decimal("100.00") for month in (7, 8, 9)}
    assert task.planned_total == Decimal("300.00")
    assert (task.budget, task.previous, task.spent_before) == (
        Decimal("1200.00"),
        Decimal("310.00"),
        Decimal("560.00"),
    )
    assert form.previous is not None
    assert form.previous.period == SECOND
    assert form.due_on == date(2019, 10, 10)


def test_a_correction_is_laid_out_without_what_it_corrects_but_with_what_came_after() -> None:
    form = lay_out(make_year("250.00", "310.00", "90.00"), SECOND.start, OCTOBER)

    (task,) = form.tasks
    assert (task.spent_before, task.spent_after) == (Decimal("250.00"), Decimal("90.00"))
    assert (form.spent_before, form.spent_after) == (Decimal("250.00"), Decimal("90.00"))
    assert not form.is_last
    assert form.submission is not None
    assert form.submission.content.spending[0].amount == Decimal("310.00")


def test_a_returned_report_before_does_not_count_and_is_named_as_missing() -> None:
    returned = make_quarter(2, "310.00", make_decision(ReportDecision.RETURNED, date(2019, 7, 20)))
    record = replace(make_year("250.00"), reports=(make_quarter(1, "250.00"), returned))

    form = third_quarter(record)

    assert form.spent_before == Decimal("250.00")
    assert form.previous is not None
    assert form.previous.period == QUARTERS[0]
    assert form.missing == (SECOND,)


def test_without_a_schedule_the_spending_is_asked_for_in_one_line() -> None:
    form = third_quarter(make_year(plans=[]))

    (task,) = form.tasks
    assert (task.number, task.name, task.budget, task.planned_total) == (SOLE_TASK, "", None, None)
    assert form.plan_curve is None
    assert form.budget == Decimal("1200.00")


def test_an_amount_of_a_task_or_month_the_plan_lacks_keeps_its_field() -> None:
    content = ReportContent(spending=(Spending(7, date(2019, 6, 1), Decimal("5.00")),))
    record = replace(make_year(), reports=(handed_in(THIRD, content, date(2019, 10, 5)),))

    form = third_quarter(record)

    assert [task.number for task in form.tasks] == [1, 7]
    assert form.months[0] == date(2019, 6, 1)
    assert form.has_field("spending.7.2019-06")


def test_a_report_nobody_expects_cannot_be_laid_out() -> None:
    with pytest.raises(NotFoundError):
        lay_out(make_year(), date(2019, 8, 1), OCTOBER)


def test_a_report_begun_for_days_that_are_no_longer_expected_keeps_them() -> None:
    august = Period(date(2019, 8, 1), date(2019, 9, 1))
    record = replace(make_year(), reports=(make_report(august),))

    form = lay_out(record, august.start, OCTOBER)

    assert (form.period, form.months) == (august, (date(2019, 8, 1),))


def test_a_milestone_shows_what_is_expected_and_one_that_was_reached_is_set_apart() -> None:
    ahead = make_milestone(make_entry(BASELINE, "2019-10-15"), make_entry(FORECAST, "2019-11", id=2), number=1)
    done = make_milestone(make_entry(ACHIEVED, "2019-06-30"), number=2)

    form = third_quarter(make_year(milestones=[ahead, done]))

    (line,) = form.milestones
    assert line.baseline == PartialDate(date(2019, 10, 15))
    assert line.expected == PartialDate.parse("2019-11")
    assert line.is_forecast
    assert [(m.number, m.achieved) for m in form.achieved] == [(2, PartialDate(date(2019, 6, 30)))]


def test_a_milestone_its_own_report_spoke_of_keeps_its_fields_though_others_say_it_was_reached() -> None:
    said = ReportContent(milestones=(ReportedMilestone(2, ACHIEVED, date(2019, 9, 20)),))
    milestones = [make_milestone(make_entry(ACHIEVED, "2019-08-01"), number=n) for n in (1, 2)]
    record = replace(make_year(milestones=milestones), reports=(handed_in(THIRD, said, date(2019, 10, 5)),))

    form = third_quarter(record)

    assert [m.number for m in form.milestones] == [2]
    assert [m.number for m in form.achieved] == [1]


def test_what_a_later_report_says_is_no_part_of_an_earlier_form() -> None:
    said = ReportContent(
        milestones=(ReportedMilestone(1, ACHIEVED, date(2019, 8, 20)),), posts=(ReportedQuantity(1, Decimal(3)),)
    )
    record = make_year(milestones=[make_milestone()], posts=[make_post(make_actual("1", date(2019, 6, 1)))])
    record = replace(record, reports=(handed_in(THIRD, said, date(2019, 10, 5)),))

    form = lay_out(record, SECOND.start, OCTOBER)

    assert [m.number for m in form.milestones] == [1]
    assert form.posts[0].last == Decimal(1)


def test_a_quantity_carries_the_last_value_and_what_is_due_when_the_period_ends() -> None:
    entries = [
        make_target("3", date(2019, 9, 30), id=1),
        make_target("5", date(2019, 12, 31), id=2),
        make_actual("1", date(2019, 9, 30), id=3),
        make_actual("4", date(2019, 10, 1), id=4),
    ]

    form = third_quarter(make_year(posts=[make_post(*entries)], trainings=[make_training(make_target("8"))]))

    (post,), (training,) = form.posts, form.trainings
    assert (post.target, post.due, post.due_on) == (Decimal(5), Decimal(3), date(2019, 9, 30))
    assert (post.last, post.last_day) == (Decimal(1), date(2019, 9, 30))
    assert (training.target, training.due, training.last) == (Decimal(8), None, None)


def test_a_report_handed_in_late_is_carried_forward_all_the_same() -> None:
    said = ReportContent(posts=(ReportedQuantity(1, Decimal(2)),))
    record = replace(make_year(posts=[make_post()]), reports=(handed_in(SECOND, said, date(2019, 10, 7)),))

    form = third_quarter(record)

    assert (form.posts[0].last, form.posts[0].last_day) == (Decimal(2), SECOND.last_day)


def test_a_form_has_no_field_of_foreign_things() -> None:
    form = third_quarter(make_year(milestones=[make_milestone(number=4)], posts=[make_post(id=9)]))

    assert all(form.has_field(name) for name in ("spending.1.2019-08", "milestone.4.day", "post.9", "problems"))
    assert form.has_field("explanation.over_task.1")
    foreign = ["spending.2.2019-08", "spending.1.2019-06", "milestone.1.day", "post.1", "training.9"]
    others = ["explanation.over_task.2", "explanation.over_task", "unchanged.training", "spending", "version", ""]
    assert not [name for name in foreign + others if form.has_field(name)]


@given(forms())
def test_the_fields_stand_in_the_order_of_a_payment_claim(form: ReportForm) -> None:
    names = form.fields()

    parts = [list(ReportPart).index(part_of(name)) for name in names]
    assert parts == sorted(parts)
    assert len(set(names)) == len(names)
    assert form.all_fields() >= set(names)
    assert all(parse_field(name) for name in form.all_fields())


@given(reporting_projects(), st.sampled_from(QUARTERS))
def test_what_other_reports_say_was_spent_is_what_the_project_spent_without_this_report(
    record: ProjectRecord, period: Period
) -> None:
    form = lay_out(record, period.start, Viewpoint(AS_OF))

    others = replace(record, reports=tuple(r for r in record.reports if r.period != period))
    spent = total(item.amount for item in take_snapshot(others, Viewpoint(AS_OF)).reported.spending)
    assert form.spent_before + form.spent_after == spent
    in_tasks = total(task.spent_before + task.spent_after for task in form.tasks)
    told = {task.number for task in form.tasks}
    elsewhere = [
        item.amount
        for item in take_snapshot(others, Viewpoint(AS_OF)).reported.spending
        if item.task_number not in told
    ]
    assert in_tasks + total(elsewhere) == spent


@given(reporting_projects(), st.sampled_from(QUARTERS))
def test_a_form_does_not_depend_on_what_its_own_report_said_of_money_and_quantities(
    record: ProjectRecord, period: Period
) -> None:
    silent = replace(
        record, reports=tuple(replace(r, submissions=()) if r.period == period else r for r in record.reports)
    )

    form, untouched = (lay_out(r, period.start, Viewpoint(AS_OF)) for r in (record, silent))

    assert (form.posts, form.trainings, form.indicators) == (
        untouched.posts,
        untouched.trainings,
        untouched.indicators,
    )
    assert (form.spent_before, form.spent_after, form.previous) == (
        untouched.spent_before,
        untouched.spent_after,
        untouched.previous,
    )
    kept = {line.number: line for line in form.tasks}
    assert all(
        replace(kept[line.number], planned={}) == replace(line, planned={}) for line in untouched.tasks if line.budget
    )


def test_a_schedule_of_several_tasks_is_asked_for_task_by_task() -> None:
    plan = make_plan(make_task({}, number=1), make_task({date(2019, 9, 1): Decimal("10.00")}, number=2))

    form = third_quarter(make_record(*make_terms(), plans=[plan]))

    assert [(task.number, task.planned_total, task.spent_before) for task in form.tasks] == [
        (1, ZERO, ZERO),
        (2, Decimal("10.00"), ZERO),
    ]
    assert [name for name in form.fields() if name.startswith("spending.2")] == [
        "spending.2.2019-07",
        "spending.2.2019-08",
        "spending.2.2019-09",
    ]
