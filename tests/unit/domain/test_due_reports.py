"""What centres still have to hand in, the most urgent first, and the dates that come next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_decision,
    make_entry,
    make_milestone,
    make_quarter,
    make_record,
    make_report,
    make_snapshot,
    make_terms,
    make_year,
)
from tests.unit.domain.report_strategies import QUARTERS
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.due_reports import DateKind, Urgency, due_reports, next_dates
from tracker.domain.project import ProjectRecord, Report
from tracker.domain.provenance import Viewpoint
from tracker.domain.reporting import ReportStanding
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision

TODAY = "2019-10-15"
BASELINE = MilestoneEntryKind.BASELINE
HALF = (make_quarter(1, "300.00"), make_quarter(2, "300.00"))
"""The reports of the first half of the year, handed in on their due days."""


def look(*reports: Report, as_of: str = TODAY, slug: str = "klucze") -> Snapshot:
    return make_snapshot(make_record(*make_terms(), slug=slug, reports=reports), as_of)


def decided(quarter: int, decision: ReportDecision, day: int) -> Report:
    decisions = [make_decision(ReportDecision.ACCEPTED, date(2019, 10, 1))] * (decision is ReportDecision.REOPENED)
    return make_quarter(quarter, "300.00", *decisions, make_decision(decision, date(2019, 10, day)))


def test_what_came_back_is_first_then_what_is_late_due_begun_and_ahead() -> None:
    returned, reopened = decided(2, ReportDecision.RETURNED, 12), decided(1, ReportDecision.REOPENED, 3)

    found = due_reports([look(returned, reopened, make_report(QUARTERS[3], id=9))])

    assert [due.urgency for due in found] == [Urgency.RETURNED, Urgency.REOPENED, Urgency.LATE, Urgency.BEGUN]
    assert [due.waiting_days for due in found] == [3, 12, None, None]
    assert [due.days_late for due in found] == [0, 0, 5, 0]
    assert [due.days_left for due in found][2:] == [-5, 87]
    assert found[0].decision is not None
    assert found[0].decision.decision is ReportDecision.RETURNED


def test_a_report_is_due_through_its_last_day() -> None:
    on_time, next_day = (due_reports([look(*HALF, as_of=f"2019-10-{day}")])[0] for day in (10, 11))

    assert (on_time.urgency, on_time.days_left) == (Urgency.DUE, 0)
    assert (next_day.urgency, next_day.days_late) == (Urgency.LATE, 1)


def test_only_the_next_few_reports_ahead_are_named() -> None:
    projects = [look(as_of="2019-01-01", slug=slug) for slug in ("b", "a")]

    found = due_reports(projects, upcoming=3)

    assert [(due.snapshot.record.slug, due.state.period) for due in found] == [
        ("a", QUARTERS[0]),
        ("b", QUARTERS[0]),
        ("a", QUARTERS[1]),
    ]
    assert due_reports(projects, upcoming=0) == ()


def test_what_waits_for_review_or_was_accepted_is_done_for_the_centre() -> None:
    accepted = make_quarter(1, "300.00", make_decision(ReportDecision.ACCEPTED, date(2019, 4, 20)))

    found = due_reports([look(accepted, make_quarter(2, "300.00"))], upcoming=0)

    assert [due.state.period for due in found] == [QUARTERS[2]]


def test_the_day_of_a_correction_is_ahead_like_that_of_a_report_and_then_it_is_late() -> None:
    returned = decided(3, ReportDecision.RETURNED, 12)

    ahead, late = (look(*HALF, returned, as_of=f"2019-10-{day}") for day in (22, 23))

    assert [(d.kind, d.days_left) for d in next_dates([ahead], count=1)] == [(DateKind.REPORT_DUE, 0)]
    assert [(d.urgency, d.days_left, d.days_late) for d in due_reports([late], upcoming=0)] == [
        (Urgency.RETURNED, -1, 1)
    ]
    assert next_dates([late], count=1)[0].kind is DateKind.PROJECT_END


def test_a_report_taken_back_is_to_be_handed_in_again() -> None:
    withdrawn = decided(3, ReportDecision.WITHDRAWN, 12)

    found = due_reports([look(*HALF, withdrawn)], upcoming=0)

    assert [(due.urgency, due.state.period) for due in found] == [(Urgency.LATE, QUARTERS[2])]


def test_the_nearest_dates_come_first_whatever_they_are_of() -> None:
    milestones = [
        make_milestone(make_entry(BASELINE, "2019-12"), number=1),
        make_milestone(make_entry(BASELINE, "2019-11-07"), number=2),
        make_milestone(make_entry(BASELINE, "2019-09-30"), number=3),
        make_milestone(make_entry(BASELINE, "2019-10"), number=5),
        make_milestone(make_entry(MilestoneEntryKind.ACHIEVED, "2019-10-08"), number=4),
    ]
    snapshot = make_snapshot(make_year("300.00", "300.00", milestones=milestones), "2019-10-08")

    found = next_dates([snapshot], count=9)

    assert [(d.kind, d.days_left) for d in found] == [
        (DateKind.REPORT_DUE, 2),
        (DateKind.MILESTONE, 23),
        (DateKind.MILESTONE, 30),
        (DateKind.MILESTONE, 84),
        (DateKind.PROJECT_END, 84),
        (DateKind.REPORT_DUE, 94),
    ]
    assert next_dates([snapshot]) == found[:3]


several = st.lists(st.integers(1, 9).flatmap(lambda id: records(id=id)), max_size=3, unique_by=lambda r: r.slug)


@given(several, viewpoints)
def test_every_report_that_is_not_with_the_coordinator_is_to_be_handed_in(
    projects: Sequence[ProjectRecord], viewpoint: Viewpoint
) -> None:
    snapshots = [take_snapshot(record, viewpoint) for record in projects]
    states = [state for snapshot in snapshots for state in snapshot.reports]

    due = due_reports(snapshots, upcoming=len(states))

    done = (ReportStanding.SUBMITTED, ReportStanding.ACCEPTED)
    assert len(due) == sum(state.standing not in done for state in states)
    assert [d.urgency for d in due] == sorted(d.urgency for d in due)
    overdue = [d for d in due if d.days_late]
    assert all(d.urgency in (Urgency.RETURNED, Urgency.REOPENED, Urgency.LATE) for d in overdue)
    assert all(d.days_left == -d.days_late and not d.state.counts for d in overdue)
    assert all(date_ahead.days_left >= 0 for date_ahead in next_dates(snapshots, count=99))


@given(several, viewpoints)
def test_the_order_of_projects_does_not_matter(projects: Sequence[ProjectRecord], viewpoint: Viewpoint) -> None:
    snapshots = [take_snapshot(record, viewpoint) for record in projects]

    there, back = due_reports(snapshots), due_reports(snapshots[::-1])

    assert [(d.snapshot.record.slug, d.state.period) for d in there] == [
        (d.snapshot.record.slug, d.state.period) for d in back
    ]
