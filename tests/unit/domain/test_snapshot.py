"""Any day, known from any day: what is added later changes no earlier picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.unit.domain.factories import (
    YEAR,
    make_actual,
    make_choice,
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
    make_statement,
    make_task,
    make_terms,
    make_year,
)
from tests.unit.domain.strategies import days, records, viewpoints
from tracker.domain.budget import linear_curve
from tracker.domain.money import total
from tracker.domain.periods import Period
from tracker.domain.project import Decision, ProjectRecord, Report
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.status import assess
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, MilestoneKind, ReportDecision, Stage

VALUE, EU, STATE, OWN = (
    FactName.TOTAL_VALUE,
    FactName.EU_FUNDING,
    FactName.STATE_FUNDING,
    FactName.OWN_CONTRIBUTION,
)


def picture(snapshot: Snapshot) -> dict[str, object]:
    """All that is said of a project, without the histories it was read from."""
    return {
        "facts": snapshot.facts,
        "period": snapshot.period,
        "plan": snapshot.plan,
        "budget": snapshot.budget,
        "plan curve": snapshot.plan_curve,
        "milestones": [
            (m.milestone.number, m.baseline, m.forecast, m.achieved, m.slip_days) for m in snapshot.milestones
        ],
        "posts": [(p.post.id, p.quantity) for p in snapshot.posts],
        "training": [(t.training.id, t.quantity) for t in snapshot.trainings],
        "reports": [(r.period, r.due_on, r.standing, r.submitted_on, r.decided_on) for r in snapshot.reports],
        "reported": snapshot.reported,
        "actual": snapshot.actual,
        "stage": snapshot.stage,
        "tasks": [(t.number, t.budget, t.planned, t.spent) for t in snapshot.tasks],
        "examples": snapshot.has_examples,
        "status": assess(snapshot).status,
        "rules": [(f.rule, f.level, f.lag, f.days) for f in assess(snapshot).findings],
    }


def append(
    record: ProjectRecord,
    further: ProjectRecord,
    takes: Callable[[Origin], bool],
    takes_decision: Callable[[Decision], bool],
) -> ProjectRecord:
    """The record with all of ``further`` added that is taken, under ids and numbers of its own."""

    def taken(things: Sequence[Any]) -> list[Any]:
        return [replace(thing, id=thing.id + 1000) for thing in things if takes(thing.origin)]

    def with_entries(things: Sequence[Any], others: Sequence[Any]) -> tuple[Any, ...]:
        added = {other.id: taken(other.entries) for other in others}
        return tuple(replace(thing, entries=(*thing.entries, *added.get(thing.id, ()))) for thing in things)

    return replace(
        record,
        statements=(*record.statements, *taken(further.statements)),
        plans=(*record.plans, *taken(further.plans)),
        milestones=with_entries(record.milestones, further.milestones),
        posts=with_entries(record.posts, further.posts),
        trainings=with_entries(record.trainings, further.trainings),
        reports=_append_reports(record.reports, further.reports, takes, takes_decision),
    )


def _append_reports(
    reports: Sequence[Report],
    further: Sequence[Report],
    takes: Callable[[Origin], bool],
    takes_decision: Callable[[Decision], bool],
) -> tuple[Report, ...]:
    """Corrections and decisions for the reports that stand, and reports for other periods."""
    others = {report.id: report for report in further}
    result = []
    for report in reports:
        other = others.pop(report.id, replace(report, submissions=()))
        decided = [
            replace(
                s, decisions=(*s.decisions, *(d for o in other.submissions for d in o.decisions if takes_decision(d)))
            )
            for s in report.submissions
        ]
        handed_in = [replace(s, number=s.number + 1000) for s in other.submissions if takes(s.origin)]
        result.append(replace(report, submissions=(*decided, *handed_in)))
    new = [
        replace(other, submissions=tuple(s for s in other.submissions if takes(s.origin))) for other in others.values()
    ]
    taken = {report.period.start for report in reports}
    return (*result, *(report for report in new if report.period.start not in taken))


@given(records(), records(), days, days)
def test_what_becomes_known_later_changes_no_picture_of_what_was_known(
    record: ProjectRecord, further: ProjectRecord, as_of: date, known_on: date
) -> None:
    viewpoint = Viewpoint(as_of, known_on)

    later = append(
        record,
        further,
        lambda origin: origin.known_on > known_on,
        lambda decision: decision.decided_on > known_on,
    )

    assert picture(take_snapshot(later, viewpoint)) == picture(take_snapshot(record, viewpoint))


@given(records(), records(), viewpoints)
def test_what_applies_later_changes_no_picture_of_an_earlier_day(
    record: ProjectRecord, further: ProjectRecord, viewpoint: Viewpoint
) -> None:
    later = append(
        record,
        further,
        lambda origin: origin.effective_on is not None and origin.effective_on > viewpoint.as_of,
        lambda decision: decision.decided_on > viewpoint.as_of,
    )

    assert picture(take_snapshot(later, viewpoint)) == picture(take_snapshot(record, viewpoint))


@given(records(), viewpoints)
def test_order_of_recording_is_irrelevant(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    backwards = replace(
        record,
        statements=record.statements[::-1],
        plans=record.plans[::-1],
        milestones=tuple(replace(m, entries=m.entries[::-1]) for m in record.milestones[::-1]),
        reports=tuple(replace(r, submissions=r.submissions[::-1]) for r in record.reports[::-1]),
    )

    assert picture(take_snapshot(backwards, viewpoint)) == picture(take_snapshot(record, viewpoint))


@given(records(), viewpoints)
def test_curves_end_at_the_sums_they_are_made_of(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    snapshot = take_snapshot(record, viewpoint)

    if snapshot.plan_curve is not None:
        assert snapshot.plan_curve.final == snapshot.budget
    if snapshot.actual is not None:
        assert snapshot.actual.final == snapshot.spent == total(s.amount for s in snapshot.reported.spending)
    assert (
        (snapshot.actual is None) == (snapshot.spent is None) == (snapshot.period is None or not snapshot.covered_until)
    )


def test_month_only_start_counts_from_its_first_day_and_month_only_end_to_its_last() -> None:
    snapshot = make_snapshot(make_record(*make_terms("2018-05", "2019-10")), "2018-05-01")

    assert snapshot.period == Period.of_days(date(2018, 5, 1), date(2019, 10, 31))
    assert snapshot.stage is Stage.IMPLEMENTATION


@pytest.mark.parametrize(("start", "end"), [("2019-05-01", "2019-04-30"), ("2019", "2018-12-31")])
def test_ends_that_contradict_each_other_make_no_period(start: str, end: str) -> None:
    snapshot = make_snapshot(make_record(*make_terms(start, end)), "2019-06-01")

    assert (snapshot.period, snapshot.plan_curve, snapshot.time_rate) == (None, None, None)
    assert snapshot.stage is Stage.UNKNOWN


def test_total_is_derived_only_when_both_parts_are_stated() -> None:
    eu, state, own = (
        make_statement(Decimal(amount), fact=fact, id=id)
        for id, (fact, amount) in enumerate([(EU, "292237.73"), (STATE, "54508.52"), (OWN, "100.00")], start=1)
    )

    both, with_own, one = (
        make_snapshot(make_record(*stated), "2019-01-01") for stated in ([eu, state], [eu, state, own], [eu])
    )

    assert both.value == Decimal("346746.25")
    assert both.facts[VALUE].statements == (eu, state)
    assert with_own.value == Decimal("346846.25")
    assert (one.value, one.facts[VALUE].derived) == (None, None)


def test_stated_total_is_never_replaced_by_the_sum_of_its_parts() -> None:
    stated = [
        make_statement(Decimal(amount), fact=fact, id=id)
        for id, (fact, amount) in enumerate([(EU, "1.00"), (STATE, "1.00"), (VALUE, "5.00")], start=1)
    ]

    fact = make_snapshot(make_record(*stated), "2019-01-01").facts[VALUE]

    assert (fact.amount, fact.derived) == (Decimal("5.00"), None)


def test_facts_keep_their_own_statements_and_choices() -> None:
    one, other = make_statement(Decimal("1.00"), id=1), make_statement(Decimal("2.00"), id=2)
    record = replace(make_record(one, other), choices=(make_choice(one, reason="Umowa."),))

    facts = make_snapshot(record, "2019-01-01").facts

    assert set(facts) == set(FactName)
    assert (facts[VALUE].chosen, facts[VALUE].reason) == (one, "Umowa.")
    assert all(fact.value is None for name, fact in facts.items() if name is not VALUE)


def test_without_a_schedule_the_plan_is_even_and_nothing_is_behind_it() -> None:
    snapshot = make_snapshot(make_year("1.00", plans=[]), "2019-04-10")

    assert snapshot.plan_curve == linear_curve(YEAR, Decimal("1200.00"))
    assert not snapshot.has_plan
    assert snapshot.planned_rate is not None
    assert snapshot.spending_lag is None


def test_budget_is_the_plan_and_else_the_value() -> None:
    plan = make_plan(make_task({date(2019, 1, 1): Decimal("900.00")}))

    planned, unplanned = (make_snapshot(make_year(plans=plans), "2019-04-10") for plans in ([plan], []))

    assert (planned.budget, planned.value) == (Decimal("900.00"), Decimal("1200.00"))
    assert unplanned.budget == Decimal("1200.00")


def test_later_version_of_the_plan_is_in_force_from_its_day() -> None:
    first, second = make_even_plan(), replace(make_even_plan(), id=2, origin=make_origin(date(2019, 6, 1)))
    record = make_year(plans=[second, first])

    in_force = [make_snapshot(record, day).plan for day in ("2019-05-31", "2019-06-01")]

    assert in_force == [first, second]


def test_report_handed_in_late_does_not_rewrite_what_was_known() -> None:
    record = replace(make_year(), reports=(make_quarter(1, "300.00", submitted_on=date(2019, 5, 20)),))

    then, since = (make_snapshot(record, "2019-06-01", known) for known in (date(2019, 5, 19), None))

    assert (then.spent, then.covered_until) == (None, None)
    assert (since.spent, since.covered_until) == (Decimal("300.00"), date(2019, 3, 31))


def test_spending_of_a_returned_report_does_not_count() -> None:
    returned = make_decision(ReportDecision.RETURNED, date(2019, 7, 12))
    reports = (make_quarter(1, "300.00"), make_quarter(2, "999.00", returned))

    snapshot = make_snapshot(replace(make_year(), reports=reports), "2019-07-20")

    assert (snapshot.spent, snapshot.covered_until) == (Decimal("300.00"), date(2019, 3, 31))
    assert snapshot.last_counted_on == date(2019, 4, 10)


def test_spending_is_compared_with_the_plan_of_the_last_reported_day() -> None:
    snapshot = make_snapshot(make_year("240.00"), "2019-06-30")

    assert (snapshot.spent_rate, snapshot.planned_rate, snapshot.spending_lag) == (
        Decimal("0.2"),
        Decimal("0.25"),
        Decimal("-0.05"),
    )


@pytest.mark.parametrize(
    ("as_of", "stage"),
    [
        ("2018-12-31", Stage.PREPARATION),
        ("2019-01-01", Stage.IMPLEMENTATION),
        ("2019-12-31", Stage.IMPLEMENTATION),
        ("2020-01-01", Stage.SETTLEMENT),
        ("2020-02-01", Stage.FINISHED),
    ],
)
def test_stage_follows_the_dates_and_the_settlement(as_of: str, stage: Stage) -> None:
    settled = make_milestone(make_entry(MilestoneEntryKind.ACHIEVED, "2020-02-01"), kind=MilestoneKind.FINAL_SETTLEMENT)

    assert make_snapshot(make_year(milestones=[settled]), as_of).stage is stage


def test_title_is_the_centres_name_until_a_source_gives_one() -> None:
    titled = make_record(make_statement("Nowy wymiar", fact=FactName.TITLE))

    assert [make_snapshot(record, "2019-01-01").title for record in (make_record(), titled)] == [
        "OPS Klucze",
        "Nowy wymiar",
    ]


def test_anything_invented_marks_the_whole_picture() -> None:
    invented = make_origin(is_example=True)
    real = make_year("300.00")
    examples = [
        replace(real, is_example=True),
        replace(real, statements=(*real.statements, make_statement("T", invented, fact=FactName.TITLE, id=9))),
        replace(real, plans=(replace(make_even_plan(), origin=invented),)),
        make_year(milestones=[make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-05-01", invented))]),
        make_year(posts=[make_post(make_actual("1", None, invented))]),
    ]

    assert not make_snapshot(real, "2019-06-01").has_examples
    assert all(make_snapshot(record, "2019-06-01").has_examples for record in examples)
