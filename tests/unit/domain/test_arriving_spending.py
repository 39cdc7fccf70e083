"""Spending of a document becomes reports where nobody has reported, and never changes what a report says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import YEAR, make_plan, make_report, make_task, make_terms, make_year
from tests.unit.domain.strategies import corrections, records, viewpoints
from tracker.domain.arrivals import Arrival, Differences, compare
from tracker.domain.arriving_spending import monthly_spending, spent_in_reports
from tracker.domain.obstacles import Obstacle
from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import ProjectRecord, Report, ReportContent, Spending, Submission
from tracker.domain.provenance import Origin, Source, Viewpoint
from tracker.domain.report_life import ReportStatus, status_of
from tracker.domain.reporting import ReportStanding, due_day
from tracker.domain.snapshot import take_snapshot
from tracker.domain.taking_over import Taking, addition
from tracker.domain.vocabulary import SourceKind

TODAY = date(2019, 10, 15)
VIEW = Viewpoint(TODAY)
SHEET = Source(9, SourceKind.ENTRY, "Ewa", "Arkusz wydatki.xlsx")
TAKING = Taking("Ewa", TODAY, datetime(2026, 11, 20, tzinfo=UTC), TODAY)


def telling(amounts: Mapping[tuple[date, int], Decimal], source: Source = SHEET) -> Arrival:
    """A document that tells spending by month and task."""
    spending = tuple(Spending(task, month, amount) for (month, task), amount in amounts.items())
    first, last = min(month for month, _ in amounts), max(month for month, _ in amounts)
    period = Period(first, add_months(last, 1))
    submission = Submission(1, 1, ReportContent(spending=spending), Origin(source, TODAY, TODAY, TAKING.at))
    said = replace(make_year(statements=(), plans=[]), reports=(Report(1, period, due_day(period), (submission,)),))
    return Arrival(replace(said, statements=()), said.slug)


def in_months(*amounts: str, first: date = YEAR.start) -> Arrival:
    """Spending of task 1 in months that follow each other."""
    return telling({(add_months(first, place), 1): Decimal(amount) for place, amount in enumerate(amounts)})


def taken(record: ProjectRecord, differences: Differences, taking: Taking = TAKING) -> ProjectRecord:
    """The project once the reports are taken over, as the database joins them."""
    added = addition(record, differences, taking).reports
    kept = {report.period.start: report for report in record.reports}
    for report in added:
        known = kept.get(report.period.start)
        kept[report.period.start] = (
            replace(known, submissions=(*known.submissions, *report.submissions)) if known else report
        )
    return replace(record, reports=tuple(kept.values()))


def obstacles(found: Differences) -> list[tuple[Obstacle, str]]:
    return list(found.obstacles)


@given(records(), viewpoints)
def test_what_reports_say_told_back_is_nothing_new(record: ProjectRecord, view: Viewpoint) -> None:
    reported = monthly_spending(take_snapshot(record, view).reported.spending)

    found = compare(record, telling(reported), view) if reported else Differences()

    assert not found.reports
    assert not {kind for kind, _ in found.obstacles} & {Obstacle.SPENDING_REPORTED, Obstacle.SPENDING_OUTSIDE}


@given(st.lists(corrections, min_size=9, max_size=9), st.sets(st.sampled_from(range(1, 4))))
def test_every_grosz_told_is_in_a_report_once(amounts: list[Decimal], present: Iterable[int]) -> None:
    quarters = sorted(present)
    record = make_year()
    record = replace(record, reports=tuple(_quarter(number, amounts) for number in quarters))
    arrival = in_months(*map(str, amounts))

    found = compare(record, arrival, VIEW)
    after = take_snapshot(taken(record, found), VIEW)

    assert not found.obstacles
    assert len(found.reports) == 3 - len(quarters)
    assert sum(item.amount for item in after.reported.spending) == sum(amounts)
    assert after.reported.covered_until == date(2019, 9, 30)
    assert compare(taken(record, found), arrival, VIEW).is_empty


def _quarter(number: int, amounts: list[Decimal]) -> Report:
    """The report of a quarter that says what the sheet says."""
    first = add_months(YEAR.start, 3 * (number - 1))
    spending = [Spending(1, add_months(first, place), amounts[3 * (number - 1) + place]) for place in range(3)]
    (submission,) = make_year("1.00").reports[0].submissions
    handed_in = replace(submission, content=ReportContent(spending=tuple(spending)))
    return make_report(Period(first, add_months(first, 3)), handed_in, id=number)


def test_a_report_taken_over_is_accepted_and_seen_from_its_day_on() -> None:
    record = make_year()

    after = taken(record, compare(record, in_months("1.00", "0.00", "2.00"), VIEW))

    first = take_snapshot(after, VIEW).reports[0]
    before = take_snapshot(after, Viewpoint(TODAY - timedelta(days=1))).reports[0]
    assert (first.standing, first.is_accepted, first.counted_on) == (ReportStanding.ACCEPTED, True, TODAY)
    assert before.standing is ReportStanding.LATE


def test_a_document_of_an_earlier_day_handed_it_in_on_that_day() -> None:
    record = make_year()
    dated = replace(SHEET, published=PartialDate.parse("2019-04-08"))
    months = {(add_months(YEAR.start, place), 1): Decimal(1) for place in range(6)}

    after = take_snapshot(taken(record, compare(record, telling(months, dated), VIEW)), VIEW)

    assert [state.submitted_on for state in after.reports[:2]] == [date(2019, 4, 8), TODAY]


@pytest.mark.parametrize(
    ("amounts", "first", "expected"),
    [
        (["5.00", "5.00"], date(2019, 1, 1), [(Obstacle.SPENDING_INCOMPLETE, "2019-03")]),
        (["5.00"] * 3, date(2019, 10, 1), [(Obstacle.SPENDING_TO_COME, "2019-12")]),
        (["5.00"] * 4, date(2018, 12, 1), [(Obstacle.SPENDING_OUTSIDE, "2018-12")]),
    ],
)
def test_what_makes_no_whole_report_is_in_the_way(
    amounts: list[str], first: date, expected: list[tuple[Obstacle, str]]
) -> None:
    found = compare(make_year(), in_months(*amounts, first=first), VIEW)

    assert obstacles(found) == expected


def test_another_amount_than_a_report_says_is_in_the_way() -> None:
    record = make_year("300.00")

    found = compare(record, in_months("0.00", "0.00", "299.99"), VIEW)

    assert obstacles(found) == [(Obstacle.SPENDING_REPORTED, "2019-03")]
    assert not found.reports


def test_every_task_of_the_schedule_needs_its_amount() -> None:
    tasks = (make_task({YEAR.start: Decimal(50)}), make_task({YEAR.start: Decimal(50)}, number=2))
    record = make_year(plans=[make_plan(*tasks)])

    found = compare(record, in_months("1.00", "1.00", "1.00"), VIEW)

    assert {kind for kind, _ in found.obstacles} == {Obstacle.SPENDING_INCOMPLETE}


def test_a_task_that_nobody_planned_is_in_the_way() -> None:
    told = {(add_months(YEAR.start, place), task): Decimal(1) for place in range(3) for task in (1, 7)}

    assert (Obstacle.UNKNOWN_TASK, "7") in compare(make_year(), telling(told), VIEW).obstacles


def test_without_a_frequency_nobody_knows_the_reports() -> None:
    record = make_year(statements=[s for s in make_terms() if s.value != "quarterly"])

    assert obstacles(compare(record, in_months("1.00"), VIEW)) == [(Obstacle.NO_REPORTING, "")]


def test_a_report_that_somebody_writes_is_left_to_them() -> None:
    begun = make_report(Period(YEAR.start, add_months(YEAR.start, 3)))
    record = replace(make_year(), reports=(begun,))

    found = compare(record, in_months("1.00", "1.00", "1.00"), VIEW)

    assert obstacles(found) == [(Obstacle.REPORT_BEGUN, "2019-01")]


def test_undone_and_taken_over_again_it_is_a_further_version() -> None:
    record, arrival = make_year(), in_months("1.00", "1.00", "1.00")
    (report,) = taken(record, compare(record, arrival, VIEW)).reports
    gone = tuple(replace(s, origin=replace(s.origin, withdrawn_on=TODAY)) for s in report.submissions)
    undone = replace(record, reports=(replace(report, submissions=gone),))

    found = compare(undone, arrival, VIEW)
    again = taken(undone, found).reports[0]

    assert status_of(undone.reports[0], VIEW) is ReportStatus.DRAFT
    assert spent_in_reports(found.reports) == Decimal("3.00")
    assert [s.number for s in again.submissions] == [1, 2]
    assert status_of(again, VIEW) is ReportStatus.ACCEPTED
