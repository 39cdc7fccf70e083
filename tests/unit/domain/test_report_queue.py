"""Reports of many projects sorted into a queue: every report in one group, the one to be dealt with first in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_decision, make_quarter, make_snapshot, make_year
from tracker.domain.listed_reports import listed_reports
from tracker.domain.portfolio import Deed, ProjectSummary, summarise, to_do
from tracker.domain.project import Decision, ProjectRecord, Remark
from tracker.domain.report_queue import Queue, QueueGroup, last_round, report_queue
from tracker.domain.reporting import ReportStanding
from tracker.domain.vocabulary import ReportDecision

TODAY = date(2019, 10, 15)
RETURNED = make_decision(ReportDecision.RETURNED, date(2019, 10, 12))
ACCEPTED = make_decision(ReportDecision.ACCEPTED, date(2019, 10, 11))
REOPENED = make_decision(ReportDecision.REOPENED, date(2019, 10, 14))


def make_reported(*third: Decision, submitted: bool = True, slug: str = "klucze", id: int = 1) -> ProjectRecord:
    """A project whose third quarter was handed in on its due day, or not at all, and decided on so."""
    accepted = [make_quarter(n, "100", make_decision(ReportDecision.ACCEPTED, date(2019, 8, 1))) for n in (1, 2)]
    reports = [*accepted, make_quarter(3, "300", *third)] if submitted else accepted
    return replace(make_year(), reports=tuple(reports), slug=slug, id=id)


def row_of(record: ProjectRecord, as_of: str = "2019-10-15") -> ProjectSummary:
    return summarise(make_snapshot(record, as_of))


def queue_of(*records: ProjectRecord) -> Queue:
    return report_queue([row_of(record) for record in records], TODAY)


def in_groups(queue: Queue) -> dict[QueueGroup, list[tuple[str, int]]]:
    """Slug and days of every queued report, by group; empty groups left out."""
    return {group: [(q.row.slug, q.days) for q in found] for group, found in queue.items() if found}


def test_a_waiting_report_counts_its_days() -> None:
    assert in_groups(queue_of(make_reported())) == {QueueGroup.WAITING: [("klucze", 5)]}


def test_a_missing_report_is_late_by_its_days() -> None:
    assert in_groups(queue_of(make_reported(submitted=False))) == {QueueGroup.LATE: [("klucze", 5)]}


def test_a_report_sent_back_counts_from_the_decision() -> None:
    assert in_groups(queue_of(make_reported(RETURNED))) == {QueueGroup.RETURNED: [("klucze", 3)]}
    assert in_groups(queue_of(make_reported(ACCEPTED, REOPENED))) == {QueueGroup.RETURNED: [("klucze", 1)]}


def test_a_correction_that_does_not_come_in_time_is_late() -> None:
    row = row_of(make_reported(RETURNED), "2019-10-25")

    queue = report_queue([row], date(2019, 10, 25))

    assert in_groups(queue) == {QueueGroup.LATE: [("klucze", 3)]}
    assert (row.late_days, row.round_submitted) == (3, False)
    assert [(item.deed, item.days) for item in to_do([row], date(2019, 10, 25))] == [(Deed.CHASE, 107)]


def test_only_the_last_accepted_report_is_listed() -> None:
    queue = queue_of(make_reported(ACCEPTED))

    (found,) = queue[QueueGroup.ACCEPTED]
    assert found.report.period.start == date(2019, 7, 1)
    assert found.report.spent == Decimal(300)


def test_a_report_not_late_yet_tells_the_days_left() -> None:
    row = row_of(make_reported(submitted=False), "2019-10-08")

    queue = report_queue([row], date(2019, 10, 8))

    assert in_groups(queue) == {QueueGroup.DUE: [("klucze", 2)]}


def test_a_listed_report_counts_its_remarks() -> None:
    decision = replace(RETURNED, remarks=(Remark("problems", "Kogo?"), Remark("next_steps", "Kiedy?")))

    *_, report = listed_reports(make_snapshot(make_reported(decision), "2019-10-15"))

    assert (report.standing, report.remarks, report.number) == (ReportStanding.RETURNED, 2, 1)


STATES: Sequence[tuple[Decision, ...] | None] = ((), (RETURNED,), (ACCEPTED,), (ACCEPTED, REOPENED), None)


@given(st.lists(st.sampled_from(STATES), max_size=8))
def test_every_project_is_counted_once_and_in_order(states: list[tuple[Decision, ...] | None]) -> None:
    records = [
        make_reported(*(third or ()), submitted=third is not None, slug=f"projekt-{place}", id=place)
        for place, third in enumerate(states)
    ]

    queue = queue_of(*records)

    shown = [queued.row.slug for group in queue.values() for queued in group]
    assert sorted(shown) == sorted(record.slug for record in records)
    for group in (QueueGroup.WAITING, QueueGroup.LATE, QueueGroup.RETURNED):
        days = [queued.days for queued in queue[group]]
        assert days == sorted(days, reverse=True)
    told = last_round(queue, TODAY)
    assert told.expected == len(records)
    assert told.reported == sum(third is not None and RETURNED not in third for third in states)
