"""What a change of status rests on is something the later day shows, and the thing that moved it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.unit.domain import strategies as domain
from tests.unit.domain.factories import make_entry, make_milestone, make_year
from tracker.domain.grounds import Ground
from tracker.domain.picture import Aspect, AspectKind, ReportHeld, picture
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.reporting import ReportStanding
from tracker.domain.snapshot import take_snapshot
from tracker.domain.two_days import TwoDays, compare_days
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, Status


def between(record: ProjectRecord, first: str, second: str) -> TwoDays:
    """A project on two days, each as it was known then."""
    return compare_days(record, *(Viewpoint(day, day) for day in map(date.fromisoformat, (first, second))))


def ground_of(two_days: TwoDays, kind: AspectKind = AspectKind.STATUS) -> Ground:
    """What shows the change of that kind, which there must be."""
    assert any(change.aspect.kind is kind for change in two_days.changes)
    return two_days.grounds[kind]


@given(record=domain.records(), first=domain.viewpoints, second=domain.viewpoints)
def test_a_ground_holds_what_the_later_day_shows(record: ProjectRecord, first: Viewpoint, second: Viewpoint) -> None:
    two_days = compare_days(record, first, second)

    shown = picture(take_snapshot(record, second))
    for ground in two_days.grounds.values():
        assert ground.held == shown.get(ground.aspect)
        assert ground.aspect.kind not in {AspectKind.STATUS, AspectKind.SILENCE, AspectKind.STAGE}


def test_spending_that_falls_behind_rests_on_the_spending() -> None:
    two_days = between(make_year("300.00", "100.00"), "2019-04-15", "2019-07-15")

    assert ground_of(two_days).aspect == Aspect(AspectKind.SPENT)


def test_a_milestone_overdue_is_what_moved_the_status() -> None:
    overdue = make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-04-20"), number=7)

    two_days = between(make_year("300.00", milestones=[overdue]), "2019-04-15", "2019-06-30")

    assert ground_of(two_days).aspect == Aspect(AspectKind.MILESTONE, "7")


@pytest.mark.parametrize("kind", [AspectKind.STATUS, AspectKind.SILENCE])
def test_silence_rests_on_the_report_that_does_not_come(kind: AspectKind) -> None:
    ground = ground_of(between(make_year("300.00"), "2019-04-15", "2019-10-15"), kind)

    assert ground.held is not None
    assert isinstance(ground.held.value, ReportHeld)
    assert ground.held.value.standing is ReportStanding.LATE
    assert ground.aspect == Aspect(AspectKind.REPORT, "2019-04-01")


def test_a_status_that_got_better_rests_on_what_its_trouble_was_about() -> None:
    record = make_year("300.00", "100.00", "500.00")

    two_days = between(record, "2019-07-15", "2019-10-15")

    statuses = [change for change in two_days.changes if change.aspect.kind is AspectKind.STATUS]
    assert [getattr(change.held.value, "status", None) for change in statuses] == [Status.ON_TRACK]
    assert ground_of(two_days).aspect == Aspect(AspectKind.SPENT)


def test_the_beginning_rests_on_the_day_it_was_promised_for() -> None:
    two_days = between(make_year(), "2018-12-31", "2019-01-01")

    for kind in (AspectKind.STATUS, AspectKind.STAGE):
        assert ground_of(two_days, kind).aspect == Aspect(AspectKind.FACT, "start")


def test_the_end_rests_on_the_final_settlement() -> None:
    settled = make_milestone(
        make_entry(MilestoneEntryKind.ACHIEVED, "2019-11-20"), kind=MilestoneKind.FINAL_SETTLEMENT, number=9
    )

    two_days = between(make_year("300.00", "100.00", milestones=[settled]), "2019-07-15", "2019-11-20")

    for kind in (AspectKind.STATUS, AspectKind.STAGE):
        assert ground_of(two_days, kind).aspect == Aspect(AspectKind.MILESTONE, "9")
