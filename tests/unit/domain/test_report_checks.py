"""The checks of a report: each rule finds what it is for, says nothing else, and never fails on anything typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_actual,
    make_entry,
    make_milestone,
    make_plan,
    make_post,
    make_quarter,
    make_target,
    make_task,
    make_terms,
    make_training,
    make_year,
)
from tests.unit.domain.report_strategies import AS_OF, QUARTERS, filled_forms
from tracker.domain.periods import Period
from tracker.domain.project import (
    Indicator,
    Milestone,
    Post,
    ProjectRecord,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
    Training,
)
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_check import Check
from tracker.domain.report_checks import check_report, outcome, without_idle_explanations
from tracker.domain.report_codes import HINTS, WARNINGS, CheckCode, CheckLevel, level_of
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.vocabulary import IndicatorKind, MilestoneEntryKind, MilestoneKind, ReportPart, Status

ACHIEVED, BASELINE, FORECAST = MilestoneEntryKind.ACHIEVED, MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST
THIRD = QUARTERS[2]
TODAY = date(2019, 10, 8)
ALL_UNCHANGED = frozenset(ReportPart)
MONTHS = tuple(THIRD.months())


def spend(*amounts: str, task: int = 1) -> tuple[Spending, ...]:
    """Spending of July, August and September."""
    return tuple(Spending(task, month, Decimal(amount)) for month, amount in zip(MONTHS, amounts, strict=False))


def say(**told: object) -> ReportContent:
    """A report that is right in all that is not told: spending on plan, nothing changed, everything on track."""
    quiet = ReportContent(
        spending=spend("100.00", "100.00", "100.00"), declared_status=Status.ON_TRACK, unchanged=ALL_UNCHANGED
    )
    return replace(quiet, **told)  # type: ignore[arg-type]  # The fields of a report, by name.


def found_in(
    record: ProjectRecord,
    content: ReportContent,
    *,
    missing: Iterable[str] = (),
    unreadable: Iterable[str] = (),
    computed: Status | None = None,
    period: Period = THIRD,
) -> dict[str, Check]:
    """The checks of a report by key."""
    form = lay_out(record, period.start, Viewpoint(TODAY))
    checks = check_report(form, content, frozenset(unreadable), TODAY, missing=frozenset(missing), computed=computed)
    return {check.key: check for check in checks}


def with_milestone(*days: tuple[MilestoneEntryKind, str], kind: MilestoneKind = MilestoneKind.STUDY_VISIT) -> Milestone:
    entries = [make_entry(entry, day, id=id) for id, (entry, day) in enumerate(days, start=1)]
    return make_milestone(*entries, kind=kind, name="Wizyta studyjna")


ON_PLAN = make_year("300.00", "300.00")


def test_a_report_on_plan_is_found_right() -> None:
    assert found_in(ON_PLAN, say()) == {}


def test_an_empty_amount_is_asked_for_and_is_not_zero() -> None:
    found = found_in(ON_PLAN, say(spending=spend("100.00", "100.00")))

    assert list(found) == ["spending_missing.1.2019-09"]
    assert found["spending_missing.1.2019-09"].field == "spending.1.2019-09"
    assert found["spending_missing.1.2019-09"].level is CheckLevel.ERROR
    assert found_in(ON_PLAN, say(spending=spend("150.00", "150.00", "0.00"))) == {}


def test_what_cannot_be_read_stops_the_report_and_is_not_called_empty() -> None:
    found = found_in(ON_PLAN, say(spending=spend("100.00", "100.00")), unreadable=["spending.1.2019-09"])

    assert [(check.code, check.field) for check in found.values()] == [(CheckCode.UNREADABLE, "spending.1.2019-09")]


@pytest.mark.parametrize(
    ("september", "code", "over"),
    [
        ("400.00", None, None),
        ("400.01", CheckCode.OVER_TASK, "0.01"),
        ("520.00", CheckCode.OVER_TASK, "120.00"),
        ("520.01", CheckCode.TASK_FAR_OVER, "120.01"),
    ],
)
def test_a_task_over_its_budget_goes_with_a_sentence_and_over_a_tenth_with_another(
    september: str, code: CheckCode | None, over: str | None
) -> None:
    two = make_plan(
        make_task({month: Decimal("100.00") for month in ON_PLAN.plans[0].tasks[0].monthly}),
        make_task({date(2019, 12, 1): Decimal("9000.00")}, number=2),
    )
    record = replace(make_year("400.00", "400.00", plans=[two]))
    content = say(spending=(*spend("0.00", "0.00", september), *spend("0.00", "0.00", "0.00", task=2)))

    tasks = [check for check in found_in(record, content).values() if check.task and check.task.number == 1]

    over_budget = [c for c in tasks if c.code in (CheckCode.OVER_TASK, CheckCode.TASK_FAR_OVER)]
    assert [(c.code, c.amount, c.field, c.level) for c in over_budget] == (
        [(code, Decimal(over or 0), "spending.1.2019-09", CheckLevel.WARNING)] if code else []
    )


def test_a_task_over_its_budget_is_marked_at_its_largest_amount() -> None:
    found = found_in(make_year("500.00", "500.00"), say(spending=spend("10.00", "230.00", "20.00")))

    assert found["over_task.1"].field == "spending.1.2019-08"


def test_the_whole_project_may_not_be_over_its_budget() -> None:
    found = found_in(make_year("600.00", "300.00"), say(spending=spend("100.00", "100.00", "100.01")))

    check = found["total_over"]
    assert (check.field, check.amount, check.limit) == ("spending", Decimal("0.01"), Decimal("1200.00"))
    assert "over_task.1" in found
    assert "total_over" not in found_in(make_year("600.00", "300.00"), say())


def test_later_reports_count_against_the_budget_of_a_correction() -> None:
    record = make_year("300.00", "300.00", "300.00")
    content = say(
        spending=tuple(
            replace(item, month=month)
            for item, month in zip(spend("0.00", "0.00", "620.00"), QUARTERS[1].months(), strict=True)
        )
    )
    form = lay_out(record, QUARTERS[1].start, Viewpoint(date(2019, 10, 20)))

    checks = {check.key: check for check in check_report(form, content, frozenset(), date(2019, 10, 20))}

    assert checks["total_over"].amount == Decimal("20.00")


def test_a_correction_below_zero_asks_why_and_may_not_take_back_more_than_there_is() -> None:
    some = found_in(ON_PLAN, say(spending=spend("100.00", "-10.00", "200.00")))
    all_of_it = found_in(ON_PLAN, say(spending=spend("0.00", "0.00", "-600.01")))

    assert some["negative_amount.1.2019-08"].field == "spending.1.2019-08"
    assert some["negative_amount.1.2019-08"].level is CheckLevel.WARNING
    assert "task_below_zero.1" not in some
    assert all_of_it["task_below_zero.1"].amount == Decimal("-0.01")
    assert all_of_it["task_below_zero.1"].limit == Decimal("600.00")


def test_spending_far_from_the_plan_of_the_period_asks_why() -> None:
    ahead = make_year("300.00", "500.00")
    over = found_in(make_year("0.00", "0.00"), say(spending=spend("300.00", "300.00", "300.01")))
    triple = found_in(make_year("0.00", "0.00"), say(spending=spend("300.00", "300.00", "300.00")))
    under = found_in(ahead, say(spending=spend("33.00", "33.00", "33.99")))
    third = found_in(ahead, say(spending=spend("33.00", "33.00", "34.00")))

    assert over["over_period_plan"].limit == Decimal("300.00")
    assert "over_period_plan" not in triple
    assert under["under_period_plan"].amount == Decimal("99.99")
    assert "under_period_plan" not in third


def test_a_lag_asks_why_once() -> None:
    at_limit = found_in(ON_PLAN, say(spending=spend("100.00", "100.00", "16.00")))
    within = found_in(ON_PLAN, say(spending=spend("100.00", "100.00", "16.01")))
    nothing = found_in(ON_PLAN, say(spending=spend("0.00", "0.00", "0.00")))

    assert at_limit["behind_plan"].rate == Decimal("-0.07")
    assert within == {}
    assert list(nothing) == ["behind_plan"]


def test_an_unfinished_period_is_not_yet_behind() -> None:
    found = found_in(ON_PLAN, say(spending=spend("0.00")))

    assert {check.code for check in found.values()} == {CheckCode.SPENDING_MISSING}


def test_a_project_without_a_schedule_has_no_plan_to_be_behind() -> None:
    record = make_year("300.00", plans=[])

    assert found_in(record, say(spending=spend("0.00", "0.00", "0.00"))) == {}


def test_nearly_three_times_what_was_said_before_is_worth_a_look() -> None:
    record = make_year("300.00", "100.00", plans=[])

    nearly = found_in(record, say(spending=spend("0.00", "0.00", "260.00")))
    less = found_in(record, say(spending=spend("0.00", "0.00", "259.99")))

    assert nearly["much_more_than_before.1"].level is CheckLevel.HINT
    assert nearly["much_more_than_before.1"].limit == Decimal("100.00")
    assert "much_more_than_before.1" not in less


@pytest.mark.parametrize(("september", "is_doubted"), [("375.00", False), ("375.01", True)])
def test_an_amount_near_its_plan_is_not_doubted_however_little_came_before(september: str, is_doubted: bool) -> None:
    found = found_in(make_year("300.00", "100.00"), say(spending=spend("0.00", "0.00", september)))

    assert ("much_more_than_before.1" in found) is is_doubted


def test_periods_of_different_length_are_not_compared() -> None:
    record = make_year("300.00", "300.00", "10.00", statements=make_terms(end="2019-10-31"))
    content = say(spending=(Spending(1, date(2019, 10, 1), Decimal("90.00")),))
    form = lay_out(record, date(2019, 10, 1), Viewpoint(date(2019, 11, 5)))

    checks = check_report(form, content, frozenset(), date(2019, 11, 5))

    assert CheckCode.MUCH_MORE_THAN_BEFORE not in {check.code for check in checks}


def test_of_one_field_the_more_serious_comes_first() -> None:
    found = found_in(ON_PLAN, say(spending=spend("0.00", "0.00", "-700.00")))

    at_field = [check.code for check in found.values() if check.field == "spending.1.2019-09"]
    assert at_field == [CheckCode.TASK_BELOW_ZERO, CheckCode.NEGATIVE_AMOUNT]


@pytest.mark.parametrize(
    ("before", "told", "keys"),
    [
        ([(BASELINE, "2019-11-07")], None, set()),
        ([], None, set()),
        ([(BASELINE, "2019-09-30")], None, {"forecast_past.1"}),
        ([(BASELINE, "2019-10-07")], None, {"forecast_past.1"}),
        ([(BASELINE, "2019-10-08")], None, set()),
        ([(BASELINE, "2019-10")], None, set()),
        ([(BASELINE, "2019-09")], None, {"forecast_past.1"}),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, ACHIEVED, date(2019, 10, 8)), set()),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, ACHIEVED, date(2019, 10, 9)), {"achieved_in_future.1"}),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, ACHIEVED, date(2018, 12, 31)), {"achieved_before_start.1"}),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, FORECAST, date(2019, 11, 8)), {"delay_unexplained.1"}),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, FORECAST, date(2019, 11, 8), "Choroba."), set()),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, FORECAST, date(2019, 11, 6)), set()),
        ([(BASELINE, "2019-11")], ReportedMilestone(1, FORECAST, date(2019, 11, 30)), set()),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, FORECAST, date(2019, 9, 30)), {"forecast_past.1"}),
        ([(BASELINE, "2019-11-07")], ReportedMilestone(1, FORECAST, date(2020, 1, 1), "?"), {"forecast_after_end.1"}),
        ([], ReportedMilestone(1, FORECAST, date(2019, 12, 1)), set()),
    ],
)
def test_the_day_of_a_milestone(
    before: Sequence[tuple[MilestoneEntryKind, str]], told: ReportedMilestone | None, keys: set[str]
) -> None:
    record = make_year("300.00", "300.00", milestones=[with_milestone(*before)])

    found = found_in(record, say(milestones=(told,) if told else ()))

    assert set(found) == keys


def test_the_final_settlement_may_come_when_the_project_is_over() -> None:
    settlement = with_milestone((BASELINE, "2019-12-31"), kind=MilestoneKind.FINAL_SETTLEMENT)
    record = make_year("300.00", "300.00", milestones=[settlement])

    assert found_in(record, say(milestones=(ReportedMilestone(1, FORECAST, date(2020, 2, 1), "Kontrola."),))) == {}


@pytest.mark.parametrize(("day", "keys"), [("2019-07-20", set()), ("2019-03-31", {"forecast_past.1"})])
def test_a_correction_of_an_old_report_may_repeat_a_day_that_was_ahead_then(day: str, keys: set[str]) -> None:
    record = make_year("300.00", "300.00", milestones=[with_milestone((BASELINE, day))])
    months = QUARTERS[0].months()
    content = say(spending=tuple(Spending(1, month, Decimal("100.00")) for month in months))

    assert set(found_in(record, content, period=QUARTERS[0])) == keys


def test_what_is_missing_beside_a_milestone_is_asked_for() -> None:
    record = make_year("300.00", "300.00", milestones=[with_milestone((BASELINE, "2019-09-30"))])

    found = found_in(record, say(), missing=["milestone.1.state", "milestone.1.day"])

    assert [(c.code, c.field) for c in found.values()] == [
        (CheckCode.MILESTONE_STATE_MISSING, "milestone.1.state"),
        (CheckCode.MILESTONE_DAY_MISSING, "milestone.1.day"),
    ]


def test_posts_cannot_be_filled_as_a_milestone_while_some_are_free() -> None:
    milestone = with_milestone(kind=MilestoneKind.POSTS_FILLED)
    posts = [make_post(make_target("4"), id=1), make_post(make_target("9"), id=2, is_new=False)]
    record = make_year("300.00", "300.00", milestones=[milestone], posts=posts)
    done = (ReportedMilestone(1, ACHIEVED, date(2019, 9, 2)),)

    def key_of(filled: str) -> list[str]:
        reached = (ReportedQuantity(1, Decimal(filled)), ReportedQuantity(2, Decimal(0)))
        return list(found_in(record, say(milestones=done, posts=reached)))

    assert key_of("3") == ["posts_unfilled.1"]
    assert key_of("4") == []


def posts(*entries: tuple[str, str | None]) -> Post:
    return make_post(
        *(make_target(q) if day is None else make_actual(q, date.fromisoformat(day)) for q, day in entries)
    )


def test_a_quantity_is_asked_for_and_is_not_zero() -> None:
    record = make_year("300.00", "300.00", posts=[make_post()], trainings=[make_training()])

    found = found_in(record, say())

    assert [c.field for c in found.values()] == ["post.1", "training.1"]
    assert {c.code for c in found.values()} == {CheckCode.QUANTITY_MISSING}
    nothing = {"posts": (ReportedQuantity(1, Decimal(0)),), "trainings": (ReportedQuantity(1, Decimal(0)),)}
    assert found_in(record, say(**nothing)) == {}


def test_posts_over_the_target_ask_why_and_fewer_are_worth_a_look() -> None:
    record = make_year("300.00", "300.00", posts=[posts(("4", None), ("3", "2019-06-30"))])

    over = found_in(record, say(posts=(ReportedQuantity(1, Decimal("4.5")),)))
    fewer = found_in(record, say(posts=(ReportedQuantity(1, Decimal(2)),)))

    assert [(c.key, c.level, c.limit) for c in over.values()] == [
        ("posts_over_target.1", CheckLevel.WARNING, Decimal(4))
    ]
    assert [(c.key, c.level, c.limit) for c in fewer.values()] == [("posts_fell.1", CheckLevel.HINT, Decimal(3))]


def test_training_over_its_target_is_worth_a_look() -> None:
    training = make_training(make_target("22"), make_actual("9", date(2019, 6, 30)))
    record = make_year("300.00", "300.00", trainings=[training])

    over = found_in(record, say(trainings=(ReportedQuantity(1, Decimal(23)),)))

    assert [(c.key, c.level, c.limit) for c in over.values()] == [
        ("training_over_target.1", CheckLevel.HINT, Decimal(22))
    ]
    assert found_in(record, say(trainings=(ReportedQuantity(1, Decimal(22)),))) == {}


def test_training_does_not_become_less() -> None:
    training: Training = make_training(make_actual("9", date(2019, 6, 30)))
    record = make_year("300.00", "300.00", trainings=[training])

    found = found_in(record, say(trainings=(ReportedQuantity(1, Decimal(8)),)))

    assert [(c.key, c.level) for c in found.values()] == [("training_fell.1", CheckLevel.WARNING)]


INDICATOR = Indicator(IndicatorKind.OUTPUT, "Pracownicy przeszkoleni", "osoby", Decimal(22), Decimal(9))


def carried() -> ProjectRecord:
    """A project whose parts all carry something forward into the third quarter."""
    record = make_year(
        "300.00",
        "300.00",
        milestones=[with_milestone((BASELINE, "2019-11-07"))],
        posts=[posts(("3", "2019-06-30"))],
        trainings=[make_training(make_actual("9", date(2019, 6, 30)))],
    )
    second = make_quarter(2, "300.00")
    (submission,) = second.submissions
    told = replace(submission, content=replace(submission.content, indicators=(INDICATOR,)))
    return replace(record, reports=(record.reports[0], replace(second, submissions=(told,))))


CARRIED: Mapping[str, object] = {
    "posts": (ReportedQuantity(1, Decimal(3)),),
    "trainings": (ReportedQuantity(1, Decimal(9)),),
    "indicators": (INDICATOR,),
}


def test_that_nothing_changed_is_confirmed_part_by_part() -> None:
    none = found_in(carried(), say(**CARRIED, unchanged=frozenset()))
    three = found_in(carried(), say(**CARRIED, unchanged=ALL_UNCHANGED - {ReportPart.POSTS}))

    assert [c.field for c in none.values()] == [
        "unchanged.milestones",
        "unchanged.posts",
        "unchanged.training",
        "unchanged.indicators",
    ]
    assert [c.field for c in three.values()] == ["unchanged.posts"]
    assert {c.level for c in none.values()} == {CheckLevel.ERROR}


def test_a_part_with_gaps_is_not_to_be_confirmed_yet() -> None:
    two = [make_post(make_actual("3", date(2019, 6, 30)), id=key) for key in (1, 2)]
    milestones = [make_milestone(make_entry(BASELINE, "2019-11-07"), number=number) for number in (1, 2)]
    record = make_year("300.00", "300.00", milestones=milestones, posts=two)
    half = say(posts=(ReportedQuantity(1, Decimal(3)),), unchanged=frozenset())

    found = found_in(record, half, unreadable=["milestone.2.day"])

    assert [(c.code, c.field) for c in found.values()] == [
        (CheckCode.UNREADABLE, "milestone.2.day"),
        (CheckCode.QUANTITY_MISSING, "post.2"),
    ]


def test_a_part_with_a_change_needs_no_confirmation() -> None:
    changed = say(
        milestones=(ReportedMilestone(1, ACHIEVED, date(2019, 9, 2)),),
        posts=(ReportedQuantity(1, Decimal(4)),),
        trainings=(ReportedQuantity(1, Decimal(10)),),
        indicators=(replace(INDICATOR, reached=Decimal(10)),),
        unchanged=frozenset(),
    )

    assert found_in(carried(), changed) == {}


def test_a_half_filled_indicator_stops_the_report() -> None:
    found = found_in(ON_PLAN, say(), missing=["indicator.2.reached"])

    assert [(c.code, c.field) for c in found.values()] == [(CheckCode.INDICATOR_INCOMPLETE, "indicator.2.reached")]


def test_the_director_says_how_the_project_stands_and_why() -> None:
    silent = found_in(ON_PLAN, say(declared_status=None))
    worried = found_in(ON_PLAN, say(declared_status=Status.AT_RISK))
    explained = found_in(ON_PLAN, say(declared_status=Status.AT_RISK, declared_reason="Brak chętnych."))

    assert [c.field for c in silent.values()] == ["declared.status"]
    assert [c.field for c in worried.values()] == ["declared.reason"]
    assert explained == {}


def test_a_status_that_differs_from_the_computed_one_is_worth_a_look() -> None:
    differs = found_in(ON_PLAN, say(), computed=Status.ATTENTION)

    assert [(c.level, c.status) for c in differs.values()] == [(CheckLevel.HINT, Status.ATTENTION)]
    assert found_in(ON_PLAN, say(), computed=Status.ON_TRACK) == {}
    assert found_in(ON_PLAN, say(), computed=Status.NO_DATA) == {}


def test_a_warning_lets_the_report_go_once_it_is_explained() -> None:
    content = say(spending=spend("100.00", "-10.00", "210.00"))
    checks = tuple(found_in(ON_PLAN, content).values())

    silent = outcome(checks, content)
    spaces = outcome(checks, replace(content, explanations={"negative_amount.1.2019-08": "  "}))
    told = outcome(checks, replace(content, explanations={"negative_amount.1.2019-08": "Zwrot za szkolenie."}))

    assert [(c.level, c.field) for c in silent.in_the_way] == [
        (CheckLevel.ERROR, "explanation.negative_amount.1.2019-08")
    ]
    assert (silent.may_send, spaces.may_send, told.may_send) == (False, False, True)


def test_hints_and_nothing_else_do_not_hold_a_report_up() -> None:
    checks = tuple(found_in(ON_PLAN, say(), computed=Status.ATTENTION).values())

    assert outcome(checks, say()).may_send


def test_an_error_cannot_be_explained_away() -> None:
    content = say(declared_status=None, explanations={"status_missing": "Nie wiem."})

    assert not outcome(tuple(found_in(ON_PLAN, content).values()), content).may_send


def test_explanations_of_warnings_that_have_gone_are_not_sent() -> None:
    content = say(
        spending=spend("100.00", "-10.00", "210.00"),
        explanations={"negative_amount.1.2019-08": "Zwrot.", "over_task.1": "Już nieaktualne."},
    )

    kept = without_idle_explanations(content, found_in(ON_PLAN, content).values())

    assert dict(kept.explanations) == {"negative_amount.1.2019-08": "Zwrot."}


def test_every_code_is_an_error_a_warning_or_a_hint() -> None:
    levels = {code: level_of(code) for code in CheckCode}

    assert {code for code, level in levels.items() if level is CheckLevel.WARNING} == set(WARNINGS)
    assert {code for code, level in levels.items() if level is CheckLevel.HINT} == HINTS


@given(filled_forms(), st.data())
def test_checks_have_keys_of_their_own_and_stand_in_the_order_of_the_page(
    filled: tuple[ReportForm, ReportContent], data: st.DataObject
) -> None:
    form, content = filled
    names = st.sets(st.sampled_from(sorted(form.all_fields())), max_size=5)

    checks = check_report(form, content, frozenset(data.draw(names)), AS_OF, missing=frozenset(data.draw(names)))

    parts = [list(ReportPart).index(check.part) for check in checks]
    assert parts == sorted(parts)
    assert len({check.key for check in checks}) == len(checks)
    known = form.all_fields() | {part.value for part in ReportPart}
    assert all(check.field in known for check in checks)
    warnings = [check for check in checks if check.level is CheckLevel.WARNING]
    assert all(form.has_field(f"explanation.{check.key}") for check in warnings)


@given(filled_forms(), st.integers(1, 10**8), st.data())
def test_more_spending_never_takes_a_task_back_under_its_budget(
    filled: tuple[ReportForm, ReportContent], grosze: int, data: st.DataObject
) -> None:
    form, content = filled
    more = Decimal(grosze) / 100
    raised = [
        replace(item, amount=item.amount + more) if data.draw(st.booleans()) else item for item in content.spending
    ]

    def over(content: ReportContent) -> set[object]:
        checks = check_report(form, content, frozenset(), AS_OF)
        tasks = {c.task.number for c in checks if c.task and c.code in (CheckCode.OVER_TASK, CheckCode.TASK_FAR_OVER)}
        return tasks | {c.code for c in checks if c.code is CheckCode.TOTAL_OVER}

    assert over(content) <= over(replace(content, spending=tuple(raised)))


@given(filled_forms())
def test_a_report_can_be_sent_exactly_when_nothing_is_in_the_way(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled
    checks = check_report(form, content, frozenset(), AS_OF)

    result = outcome(checks, content)

    assert len(result.errors) + len(result.warnings) + len(result.hints) == len(checks)
    assert result.may_send == (not result.in_the_way)
    explained = replace(content, explanations={warning.key: "Tak ma być." for warning in result.warnings})
    assert outcome(checks, explained).may_send == (not result.errors)
