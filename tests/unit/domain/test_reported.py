"""What reports expect of a milestone: the later period speaks, and what was entered directly goes by its own day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_entry, make_milestone, make_origin, make_quarter, make_record, make_terms
from tracker.domain.project import ProjectRecord, Report, ReportContent, ReportedMilestone
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind

FORECAST, ACHIEVED = MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
LATER = Viewpoint(date(2021, 12, 31))
handed_in = st.dates(date(2020, 1, 1), date(2020, 12, 31))


def expected_day(quarter: int) -> date:
    """A day that only the report of this quarter gives."""
    return date(2021, quarter, 1)


def make_expecting(quarter: int, on: date, kind: MilestoneEntryKind = FORECAST) -> Report:
    report = make_quarter(quarter, "300.00", submitted_on=on)
    content = ReportContent(milestones=(ReportedMilestone(1, kind, expected_day(quarter)),))
    (submission,) = report.submissions
    return replace(report, submissions=(replace(submission, id=quarter, content=content),))


def make_told(reports: Sequence[Report], *direct: date) -> ProjectRecord:
    """A milestone of which reports tell, and direct entries that expect it the year after they were made."""
    entries = [
        make_entry(FORECAST, (on + timedelta(days=730)).isoformat(), make_origin(on), id=10 + place)
        for place, on in enumerate(direct)
    ]
    return make_record(*make_terms(), milestones=[make_milestone(*entries)], reports=reports)


def forecast_of(record: ProjectRecord, viewpoint: Viewpoint = LATER) -> date | None:
    (state,) = take_snapshot(record, viewpoint).milestones
    return state.forecast.day.value if state.forecast else None


@given(st.dictionaries(st.integers(1, 4), handed_in, min_size=1), st.randoms())
def test_of_reports_that_of_the_later_period_tells_what_is_expected(days: dict[int, date], random: Random) -> None:
    reports = [make_expecting(quarter, on) for quarter, on in days.items()]
    random.shuffle(reports)

    assert forecast_of(make_told(reports)) == expected_day(max(days))


@given(st.dictionaries(st.integers(1, 4), handed_in, min_size=1), handed_in)
def test_what_is_entered_directly_competes_with_the_last_report_by_its_own_day(
    days: dict[int, date], entered_on: date
) -> None:
    reports = [make_expecting(quarter, on) for quarter, on in days.items()]

    found = forecast_of(make_told(reports, entered_on))

    reported_on = days[max(days)]
    if entered_on != reported_on:
        directly = entered_on + timedelta(days=730)
        assert found == (directly if entered_on > reported_on else expected_day(max(days)))


@given(st.dictionaries(st.integers(1, 4), handed_in, min_size=1), handed_in)
def test_what_a_day_expected_came_from_what_was_handed_in_by_then(days: dict[int, date], day: date) -> None:
    record = make_told([make_expecting(quarter, on) for quarter, on in days.items()])

    known = [quarter for quarter, on in days.items() if on <= day]

    assert forecast_of(record, Viewpoint(day)) == (expected_day(max(known)) if known else None)


def test_late_word_of_an_older_report_that_it_was_achieved_counts() -> None:
    older, newer = make_expecting(1, date(2021, 6, 1), ACHIEVED), make_expecting(2, date(2020, 6, 1))

    (state,) = take_snapshot(make_told([older, newer]), LATER).milestones

    assert state.is_achieved
    assert state.forecast is not None
