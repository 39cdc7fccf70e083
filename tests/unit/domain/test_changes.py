"""Two days of a project compared: exact, complete, and the same both ways round."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain import strategies as domain
from tests.unit.domain.factories import (
    make_entry,
    make_milestone,
    make_origin,
    make_snapshot,
    make_statement,
    make_terms,
    make_year,
)
from tracker.domain.changes import PROJECT, Change, Direction, Group, apply_changes, compare, compare_snapshots
from tracker.domain.periods import PartialDate
from tracker.domain.picture import (
    Aspect,
    AspectKind,
    AssessedStatus,
    Held,
    MilestoneDates,
    Picture,
    SpentAmount,
    picture,
)
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, Status

BEFORE, AFTER = "2019-06-30", "2019-10-15"


@st.composite
def picture_pairs(draw: st.DrawFn) -> tuple[Picture | None, Picture | None]:
    """A project on two days, or on one of them only."""
    record = draw(domain.records())
    first, second = (picture(take_snapshot(record, draw(domain.viewpoints))) for _ in range(2))
    there = draw(st.tuples(st.booleans(), st.booleans()))
    return first if there[0] else None, second if there[1] else None


@given(record=domain.records(), viewpoint=domain.viewpoints)
def test_equal_snapshots_have_no_changes(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    first, second = take_snapshot(record, viewpoint), take_snapshot(record, viewpoint)

    assert compare_snapshots(first, second) == ()


@given(pair=picture_pairs())
def test_changes_applied_to_the_first_give_the_second(pair: tuple[Picture | None, Picture | None]) -> None:
    before, after = pair

    assert apply_changes(before, compare(before, after)) == after


@given(pair=picture_pairs())
def test_swapping_the_days_reverses_each_change(pair: tuple[Picture | None, Picture | None]) -> None:
    there, back = compare(*pair), compare(*reversed(pair))

    assert tuple(change.reversed() for change in there) == back
    assert [change.weight for change in there] == [-change.weight for change in back]
    assert [change.group for change in there] == [change.group for change in back]


@given(record=domain.records(), viewpoint=domain.viewpoints)
def test_a_project_that_appears_is_one_change(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    shown = take_snapshot(record, viewpoint)

    (change,) = compare_snapshots(None, shown)

    assert change.aspect == PROJECT
    assert change.after is not None
    assert change.after.value == picture(shown)


def change_of(record: ProjectRecord, kind: AspectKind, key: str = "") -> Change | None:
    """The change of one aspect between the two days."""
    changes = compare_snapshots(make_snapshot(record, BEFORE), make_snapshot(record, AFTER))
    return next((change for change in changes if change.aspect == Aspect(kind, key)), None)


def test_spending_that_falls_behind_its_plan_is_worse() -> None:
    change = change_of(make_year("300.00", "100.00", "10.00"), AspectKind.SPENT)

    assert change is not None
    assert change.after is not None
    assert change.after.value == SpentAmount(Decimal("410.00"), date(2019, 9, 30), Decimal(410 - 900) / 1200)
    assert (change.group, change.direction) == (Group.MONEY, Direction.WORSE)


@pytest.mark.parametrize(
    ("kind", "day", "direction"),
    [
        (MilestoneEntryKind.FORECAST, "2019-12-20", Direction.WORSE),
        (MilestoneEntryKind.FORECAST, "2019-11-01", Direction.BETTER),
        (MilestoneEntryKind.ACHIEVED, "2019-09-01", Direction.BETTER),
    ],
)
def test_a_milestone_moves_or_is_reached(kind: MilestoneEntryKind, day: str, direction: Direction) -> None:
    entries = [
        make_entry(MilestoneEntryKind.BASELINE, "2019-11-15"),
        make_entry(kind, day, make_origin(date(2019, 9, 1)), id=2),
    ]

    change = change_of(make_year(milestones=[make_milestone(*entries)]), AspectKind.MILESTONE, "1")

    assert change is not None
    assert (change.group, change.direction) == (Group.DATES, direction)


def test_what_only_comes_to_be_known_is_neither_better_nor_worse() -> None:
    grant = make_statement(Decimal("900.00"), make_origin(date(2019, 8, 1)), id=9, fact=FactName.GRANT)

    change = change_of(make_year(statements=(*make_terms(), grant)), AspectKind.FACT, "grant")

    assert change is not None
    assert change.before is None
    assert (change.group, change.direction) == (Group.MONEY, Direction.NEUTRAL)


def test_days_that_pass_while_nothing_happens_change_nothing() -> None:
    record = make_year("300.00", milestones=[make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-01-15"))])
    first, second = make_snapshot(record, "2019-04-15"), make_snapshot(record, "2019-05-15")

    assert compare_snapshots(first, second) == ()


def test_a_report_that_does_not_come_is_silence() -> None:
    changes = compare_snapshots(
        make_snapshot(make_year("300.00"), "2019-07-05"), make_snapshot(make_year("300.00"), AFTER)
    )

    silent = [change for change in changes if change.group is Group.SILENCE]
    assert {change.aspect.kind for change in silent} == {AspectKind.REPORT, AspectKind.SILENCE}
    assert all(change.direction is Direction.WORSE for change in silent)


@pytest.mark.parametrize(
    ("expected", "reached", "direction"),
    [
        ("2019-06-10", "2019-06-10", Direction.BETTER),
        ("2019-08-27", "2019-08-27", Direction.NEUTRAL),
        ("2019-06-10", "2019-08-27", Direction.WORSE),
        ("2019-09-30", "2019-08-27", Direction.NEUTRAL),
    ],
)
def test_a_milestone_reached_late_is_no_improvement(expected: str, reached: str, direction: Direction) -> None:
    def dates(day: str, *, is_achieved: bool) -> Held:
        planned = PartialDate.parse("2019-06-07")
        return Held(MilestoneDates("Nowa struktura", planned, PartialDate.parse(day), is_achieved=is_achieved))

    change = Change(
        Aspect(AspectKind.MILESTONE, "1"), dates(expected, is_achieved=False), dates(reached, is_achieved=True)
    )

    assert change.direction is direction
    assert change.reversed().weight == -change.weight


def test_of_two_that_became_a_step_worse_the_one_at_risk_weighs_more() -> None:
    def became(before: Status, after: Status) -> Change:
        held = [Held(AssessedStatus(status, is_silent=False, reasons=())) for status in (before, after)]
        return Change(Aspect(AspectKind.STATUS), *held)

    at_risk = became(Status.ATTENTION, Status.AT_RISK)
    attention = became(Status.ON_TRACK, Status.ATTENTION)

    assert at_risk.weight < attention.weight < 0
