"""Figures that rest on a report nobody has accepted yet are told from the others, and so is a director's own view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.factories import (
    make_decision,
    make_entry,
    make_milestone,
    make_origin,
    make_post,
    make_quarter,
    make_snapshot,
    make_source,
    make_target,
    make_year,
)
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.project import Decision, ProjectRecord, ReportContent, ReportedMilestone, ReportedQuantity
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision, Status

ACCEPTED = make_decision(ReportDecision.ACCEPTED, date(2019, 4, 12))
FORECAST, ACHIEVED = MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED


def make_telling(*decisions: Decision, kind: MilestoneEntryKind = ACHIEVED, **content: object) -> ProjectRecord:
    """A project whose first report tells of a milestone and a post."""
    origin = replace(make_origin(date(2019, 4, 10)), source=replace(make_source(), id=77))
    report = make_quarter(1, "300", *decisions)
    day = date(2019, 3, 1) if kind is ACHIEVED else date(2019, 6, 1)
    told = ReportContent(
        milestones=(ReportedMilestone(1, kind, day),),
        posts=(ReportedQuantity(1, Decimal(1)),),
        spending=report.submissions[0].content.spending,
    )
    submission = replace(report.submissions[0], origin=origin, content=replace(told, **content))  # type: ignore[arg-type]  # Fields by name.
    baseline = make_entry(MilestoneEntryKind.BASELINE, "2019-03-01")
    record = make_year(milestones=[make_milestone(baseline)], posts=[make_post(make_target("2"))])
    return replace(record, reports=(replace(report, submissions=(submission,)),))


def row_of(record: ProjectRecord) -> ProjectSummary:
    return summarise(make_snapshot(record, "2019-04-15"))


def test_a_waiting_report_marks_all_it_tells() -> None:
    row = row_of(make_telling())

    assert (row.has_unaccepted, row.unaccepted_milestones, row.unaccepted_posts) == (True, 1, 1)


def test_acceptance_takes_the_marks_away() -> None:
    row = row_of(make_telling(ACCEPTED))

    assert (row.milestones_achieved, row.posts_filled) == (1, Decimal(1))
    assert (row.has_unaccepted, row.unaccepted_milestones, row.unaccepted_posts) == (False, 0, 0)


def test_a_forecast_that_waits_marks_the_next_milestone() -> None:
    waiting, accepted = row_of(make_telling(kind=FORECAST)), row_of(make_telling(ACCEPTED, kind=FORECAST))

    assert waiting.next_is_unaccepted
    assert not accepted.next_is_unaccepted


@pytest.mark.parametrize(
    ("declared", "shown"), [(Status.ON_TRACK, None), (Status.AT_RISK, Status.AT_RISK), (None, None)]
)
def test_the_director_s_view_is_shown_where_it_differs(declared: Status | None, shown: Status | None) -> None:
    row = row_of(make_telling(declared_status=declared))

    assert row.status is Status.ON_TRACK
    assert row.declared is shown
