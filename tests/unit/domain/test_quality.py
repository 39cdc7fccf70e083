"""Doubts about recorded facts are told, each for its own reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, Plan, ProjectRecord
from tracker.domain.provenance import Choice, FactValue, Origin, Source, Statement, Viewpoint
from tracker.domain.quality import Doubt, quality_remarks
from tracker.domain.vocabulary import CentreKind, FactName, SourceKind, StatementKind

VIEWPOINT = Viewpoint(date(2019, 10, 15))
DATED = Source(1, SourceKind.ANNOUNCEMENT, "OPS", "Projekt", PartialDate.parse("2018-09-26"))
UNDATED = Source(2, SourceKind.ANNOUNCEMENT, "OPS", "Projekt")
SOUND: dict[FactName, FactValue] = {
    FactName.TITLE: "Nowy wymiar",
    FactName.PROJECT_NUMBER: "POWR.02.05.00-00-0171/17",
    FactName.TOTAL_VALUE: Decimal("346746.25"),
    FactName.START: PartialDate.parse("2018-01-01"),
    FactName.END: PartialDate.parse("2019-06-30"),
}


def origin(source: Source = DATED, effective_on: date | None = None) -> Origin:
    return Origin(source, effective_on, date(2018, 9, 26), datetime(2026, 11, 22, tzinfo=UTC))


def stated(key: int, fact: FactName, value: FactValue, at: Origin | None = None) -> Statement:
    return Statement(key, fact, value, StatementKind.STATED, at or origin())


def doubts(*more: Statement, without: FactName | None = None, choices: tuple[Choice, ...] = ()) -> list[Doubt]:
    kept = {fact: value for fact, value in SOUND.items() if fact is not without}
    statements = tuple(stated(key, fact, value) for key, (fact, value) in enumerate(kept.items(), start=1))
    record = ProjectRecord(
        id=1,
        slug="klucze",
        centre=Centre(1, "OPS w Kluczach", "OPS w Kluczach", "Klucze", CentreKind.OPS, None),
        revision=1,
        version=1,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
        is_example=False,
        statements=(*statements, *more),
        choices=choices,
        plans=(Plan(1, (), origin()),),
    )
    return [remark.doubt for remark in quality_remarks(record, VIEWPOINT)]


def test_a_sound_project_raises_no_doubt() -> None:
    assert doubts() == []


@pytest.mark.parametrize("fact", list(SOUND))
def test_a_missing_fact_is_told(fact: FactName) -> None:
    assert doubts(without=fact) == [Doubt.MISSING_FACT]


def test_parts_that_do_not_add_up_are_told() -> None:
    eu = stated(10, FactName.EU_FUNDING, Decimal("292237.73"))
    state = stated(11, FactName.STATE_FUNDING, Decimal("54508.50"))

    assert Doubt.WRONG_SUM in doubts(eu, state)


def test_another_value_from_the_same_day_is_a_conflict_until_somebody_decides() -> None:
    other = stated(10, FactName.TOTAL_VALUE, Decimal("1.00"))
    choice = Choice(1, FactName.TOTAL_VALUE, 10, "Umowa podaje tę kwotę.", origin())

    assert doubts(other) == [Doubt.CONFLICT]
    assert doubts(other, choices=(choice,)) == []


def test_an_amended_value_contradicts_nothing() -> None:
    amended = stated(10, FactName.END, PartialDate.parse("2019-09-30"), origin(effective_on=date(2019, 5, 1)))

    assert doubts(amended) == []


def test_an_undated_source_is_told() -> None:
    assert doubts(stated(10, FactName.STAGE, "in_progress", origin(UNDATED))) == [Doubt.UNDATED_SOURCE]


def test_an_odd_number_is_told_with_both_its_faults() -> None:
    number = stated(10, FactName.PROJECT_NUMBER, "POWER.02.06.00-00-0193/17")

    found = doubts(number, without=FactName.PROJECT_NUMBER)

    assert found == [Doubt.WRONG_NUMBER_FORM, Doubt.NUMBER_OF_OTHER_ACTION]


def test_an_end_before_the_start_is_told() -> None:
    end = stated(10, FactName.END, PartialDate.parse("2017-06"))

    assert doubts(end, without=FactName.END) == [Doubt.IMPOSSIBLE_PERIOD]
