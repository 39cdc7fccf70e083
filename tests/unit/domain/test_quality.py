"""Doubts about recorded facts are told, each for its own reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import (
    make_entry,
    make_milestone,
    make_plan,
    make_post,
    make_quarter,
    make_record,
    make_target,
    make_task,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.doubts import DOUBTS, GRAVITY, Doubt, Gravity
from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, Milestone, Plan, Post, ProjectRecord, Report
from tracker.domain.provenance import Choice, FactValue, Origin, Source, Statement, Viewpoint
from tracker.domain.quality import contradict, quality_remarks
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import (
    AmountPrecision,
    CentreKind,
    FactName,
    MilestoneEntryKind,
    SourceKind,
    StatementKind,
    Voivodeship,
)

VIEWPOINT = Viewpoint(date(2019, 10, 15))
DATED = Source(1, SourceKind.ANNOUNCEMENT, "OPS", "Projekt", PartialDate.parse("2018-09-26"))
UNDATED = Source(2, SourceKind.ANNOUNCEMENT, "OPS", "Projekt")
TYPED = Source(3, SourceKind.ENTRY, "OPS", "Wpis")
SOUND: dict[FactName, FactValue] = {
    FactName.TITLE: "Nowy wymiar",
    FactName.PROJECT_NUMBER: "POWR.02.05.00-00-0171/17",
    FactName.TOTAL_VALUE: Decimal("346746.25"),
    FactName.START: PartialDate.parse("2019-01-01"),
    FactName.END: PartialDate.parse("2019-12-31"),
    FactName.REPORTING_FREQUENCY: "quarterly",
}
KLUCZE = Centre(1, "OPS w Kluczach", "OPS w Kluczach", "Klucze", CentreKind.OPS, Voivodeship.MALOPOLSKIE, latitude=50.3)
BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind
SETTLED_QUARTERS = tuple(make_quarter(number, "1000.00") for number in (1, 2, 3))
REACHED = make_milestone(make_entry(BASELINE, "2019-03-01"), make_entry(ACHIEVED, "2019-03-01", id=2))


def origin(source: Source = DATED, effective_on: date | None = None) -> Origin:
    return Origin(source, effective_on, date(2018, 9, 26), datetime(2026, 11, 22, tzinfo=UTC))


def stated(
    key: int,
    fact: FactName,
    value: FactValue,
    at: Origin | None = None,
    *,
    precision: AmountPrecision | None = None,
) -> Statement:
    return Statement(key, fact, value, StatementKind.STATED, at or origin(), amount_precision=precision)


def schedule(total: str = "346746.25") -> Plan:
    return replace(make_plan(make_task({date(2019, 1, 1): Decimal(total)})), origin=origin())


def sound(
    *more: Statement,
    without: FactName | None = None,
    centre: Centre = KLUCZE,
    plans: tuple[Plan, ...] = (schedule(),),
    milestones: tuple[Milestone, ...] = (REACHED,),
    posts: tuple[Post, ...] = (),
    reports: tuple[Report, ...] = SETTLED_QUARTERS,
) -> ProjectRecord:
    """A project of which nothing is doubtful, but for what is added or left out."""
    kept = {fact: value for fact, value in SOUND.items() if fact is not without}
    statements = tuple(stated(key, fact, value) for key, (fact, value) in enumerate(kept.items(), start=1))
    return make_record(
        *statements, *more, centre=centre, plans=plans, milestones=milestones, posts=posts, reports=reports
    )


def doubts(record: ProjectRecord) -> list[Doubt]:
    return [remark.doubt for remark in quality_remarks(take_snapshot(record, VIEWPOINT))]


def test_a_sound_project_raises_no_doubt() -> None:
    assert doubts(sound()) == []


@pytest.mark.parametrize("fact", [FactName.TITLE, FactName.TOTAL_VALUE])
def test_a_missing_fact_is_told(fact: FactName) -> None:
    assert doubts(sound(without=fact)) == [Doubt.MISSING_FACT]


def test_a_missing_number_is_told_as_a_minor_doubt() -> None:
    (remark,) = quality_remarks(take_snapshot(sound(without=FactName.PROJECT_NUMBER), VIEWPOINT))

    assert (remark.doubt, remark.gravity) == (Doubt.NO_NUMBER, Gravity.MINOR)


def test_parts_that_do_not_add_up_are_told_with_both_sums() -> None:
    eu = stated(10, FactName.EU_FUNDING, Decimal("292237.73"))
    state = stated(11, FactName.STATE_FUNDING, Decimal("54500.00"))

    found = quality_remarks(take_snapshot(sound(eu, state), VIEWPOINT))

    assert [remark.doubt for remark in found] == [Doubt.WRONG_SUM, Doubt.WRONG_RATE]
    assert (found[0].found, found[0].expected) == (Decimal("346737.73"), Decimal("346746.25"))


def test_a_calculated_value_is_told() -> None:
    eu = stated(10, FactName.EU_FUNDING, Decimal("292237.73"))
    state = stated(11, FactName.STATE_FUNDING, Decimal("54508.52"))

    assert doubts(sound(eu, state, without=FactName.TOTAL_VALUE)) == [Doubt.CALCULATED]


def test_another_value_from_the_same_day_is_a_conflict_until_somebody_decides() -> None:
    record = sound(stated(10, FactName.TOTAL_VALUE, Decimal("300000.00")))
    choice = Choice(1, FactName.TOTAL_VALUE, 3, "Umowa podaje tę kwotę.", origin())

    assert Doubt.CONFLICT in doubts(record)
    assert Doubt.CONFLICT not in doubts(replace(record, choices=(choice,)))


def test_an_amended_value_contradicts_nothing() -> None:
    amended = stated(10, FactName.END, PartialDate.parse("2020-01-31"), origin(effective_on=date(2019, 5, 1)))

    assert doubts(sound(amended)) == []


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (PartialDate.parse("2019-04"), PartialDate.parse("2019-04-15"), False),
        (PartialDate.parse("2019-04"), PartialDate.parse("2019-05-01"), True),
        (Decimal("402025.00"), Decimal("402025.37"), True),
        ("Nowy  wymiar", "nowy wymiar", False),
        ("Nowy wymiar", "Stary wymiar", True),
    ],
)
def test_only_what_cannot_both_be_right_contradicts(first: FactValue, second: FactValue, differ: bool) -> None:
    one, other = stated(1, FactName.TITLE, first), stated(2, FactName.TITLE, second)

    assert contradict(one, other) is contradict(other, one) is differ


def test_an_amount_without_grosze_agrees_with_one_that_has_them() -> None:
    rounded = stated(1, FactName.TOTAL_VALUE, Decimal("402025.00"), precision=AmountPrecision.ZLOTY)
    exact = stated(2, FactName.TOTAL_VALUE, Decimal("402025.37"), precision=AmountPrecision.GROSZ)

    assert not contradict(rounded, exact)


def test_a_schedule_for_another_amount_and_spending_beyond_it_are_told() -> None:
    assert doubts(sound(plans=(schedule("346746.00"),))) == []
    assert doubts(sound(plans=(schedule("300000.00"),))) == [Doubt.PLAN_OTHER_THAN_VALUE]
    assert Doubt.OVERSPENT in doubts(sound(reports=(make_quarter(1, "400000.00"), *SETTLED_QUARTERS[1:])))


def test_what_is_typed_in_and_what_has_no_date_is_told_once_a_source() -> None:
    typed = stated(10, FactName.TITLE, "Nowy wymiar", origin(TYPED, date(2019, 1, 1)))
    undated = [stated(key, fact, SOUND[fact], origin(UNDATED, date(2019, 1, 1))) for key, fact in enumerate(SOUND, 20)]

    assert doubts(sound(typed)) == [Doubt.NO_DOCUMENT]
    assert doubts(sound(*undated)) == [Doubt.UNDATED_SOURCE]


def test_an_odd_number_is_told_with_both_its_faults() -> None:
    number = stated(10, FactName.PROJECT_NUMBER, "POWER.02.06.00-00-0193/17")

    found = doubts(sound(number, without=FactName.PROJECT_NUMBER))

    assert found == [Doubt.NUMBER_OF_OTHER_ACTION, Doubt.WRONG_NUMBER_FORM]


def test_a_call_later_than_the_start_is_told() -> None:
    assert doubts(sound(stated(10, FactName.CALL_NUMBER, "POWR.02.05.00-IP.03-00-019/18"))) == []
    assert doubts(sound(stated(10, FactName.CALL_NUMBER, "POWR.02.05.00-IP.03-00-019/20"))) == [Doubt.CALL_AFTER_START]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("2018-06", [Doubt.IMPOSSIBLE_PERIOD]),
        ("2019-05-31", [Doubt.UNUSUAL_LENGTH]),
        ("2020-12-31", []),
        ("2024-01-31", [Doubt.OUTSIDE_PROGRAMME, Doubt.UNUSUAL_LENGTH]),
    ],
)
def test_a_period_is_looked_at(end: str, told: list[Doubt]) -> None:
    found = doubts(sound(stated(10, FactName.END, PartialDate.parse(end)), without=FactName.END))

    assert found == told


def test_a_value_beyond_those_published_is_told_as_a_minor_doubt() -> None:
    value = stated(10, FactName.TOTAL_VALUE, Decimal("2905429.00"))

    assert doubts(sound(value, without=FactName.TOTAL_VALUE, plans=(schedule("2905429.00"),))) == [Doubt.UNUSUAL_VALUE]


def test_words_against_amounts_are_told() -> None:
    claim = stated(10, FactName.FUNDING_CLAIM, "wholly_eu")
    state = stated(11, FactName.STATE_FUNDING, Decimal("54508.52"))

    assert doubts(sound(claim)) == []
    assert doubts(sound(claim, state)) == [Doubt.CLAIM_CONTRADICTED]


def test_what_the_views_lack_is_told() -> None:
    nowhere = replace(KLUCZE, voivodeship=None)

    assert doubts(sound(plans=())) == [Doubt.NO_PLAN]
    assert doubts(sound(milestones=())) == [Doubt.NO_MILESTONES]
    assert doubts(sound(milestones=(make_milestone(),))) == [Doubt.UNDATED_MILESTONE]
    assert doubts(sound(centre=nowhere)) == [Doubt.UNPLACED_CENTRE]
    assert doubts(sound(milestones=(make_milestone(make_entry(MilestoneEntryKind.ACHIEVED, "2031-01-01")),))) == []
    assert doubts(sound(posts=(make_post(),))) == [Doubt.NO_TARGET]
    assert doubts(sound(posts=(make_post(make_target("1")), make_post(is_new=False, id=2)))) == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [("2019-09-30", True), ("2019-10-01", False), ("2019-11-01", False)],
    ids=["a report covers it", "no report yet", "ahead"],
)
def test_a_day_that_has_passed_is_told_once_a_report_should_have(expected: str, told: bool) -> None:
    milestone = make_milestone(make_entry(BASELINE, expected))

    assert doubts(sound(milestones=(milestone,))) == [Doubt.PASSED_DATE] * told


def test_long_silence_is_told_in_days() -> None:
    (remark,) = quality_remarks(take_snapshot(sound(reports=SETTLED_QUARTERS[:1]), VIEWPOINT))

    assert (remark.doubt, remark.days) == (Doubt.SILENCE, (date(2019, 10, 15) - date(2019, 4, 10)).days)


def test_every_doubt_has_a_gravity_and_is_in_one_group() -> None:
    grouped = [doubt for several in DOUBTS.values() for doubt in several]
    gravities = [list(Gravity).index(GRAVITY[doubt]) for doubt in Doubt]

    assert sorted(grouped) == sorted(Doubt)
    assert gravities == sorted(gravities), "the most serious come first"


@given(records(), viewpoints)
def test_any_project_is_looked_at_and_told_in_order(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    remarks = quality_remarks(take_snapshot(record, viewpoint))

    order = [list(Doubt).index(remark.doubt) for remark in remarks]
    assert order == sorted(order)
    assert len(set(remarks)) == len(remarks)
