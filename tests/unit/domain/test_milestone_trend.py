"""How milestones' dates move from report to report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_decision,
    make_entry,
    make_milestone,
    make_origin,
    make_report,
    make_snapshot,
    make_submission,
    make_year,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.milestone_trend import MilestoneTrend, Verdict, milestone_trends
from tracker.domain.periods import Period, add_months
from tracker.domain.project import Decision, ProjectRecord, Report, ReportedMilestone
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, ReportDecision, SourceKind

BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
PROMISE = make_milestone(make_entry(BASELINE, "2019-11-30"))


def told(
    quarter: int, day: str | None, *decisions: Decision, kind: MilestoneEntryKind = FORECAST, on: str = ""
) -> Report:
    """The report of a quarter of 2019, handed in on its due day, that says something of the milestone or nothing."""
    first = date(2019, 3 * quarter - 2, 1)
    period = Period(first, add_months(first, 3))
    handed_in = date.fromisoformat(on) if on else period.end.replace(day=10)
    submission = make_submission(make_origin(handed_in), *decisions)
    said = (ReportedMilestone(1, kind, date.fromisoformat(day)),) if day else ()
    return make_report(period, replace(submission, content=replace(submission.content, milestones=said)), id=quarter)


def trend_of(*reports: Report, as_of: str = "2019-10-15") -> MilestoneTrend:
    record = replace(make_year(milestones=[PROMISE]), reports=reports)
    return milestone_trends(make_snapshot(record, as_of))[0]


def test_reports_in_a_row_that_put_it_off_are_a_drift() -> None:
    trend = trend_of(told(1, "2019-12-30"), told(2, "2020-01-29"), told(3, "2020-02-28"))

    assert trend.verdict is Verdict.DRIFTING
    assert trend.put_off == (30, 30, 30)
    assert trend.drift_days == 90


def test_a_report_that_says_nothing_leaves_the_date_where_it_was() -> None:
    trend = trend_of(told(1, "2019-12-30"), told(2, None), told(3, None))

    assert trend.verdict is Verdict.STABLE
    assert trend.moves == (30, 0, 0)
    assert trend.unmoved == 2
    assert [t.told_on for t in trend.tellings] == [
        date(2018, 1, 2),
        date(2019, 4, 10),
        date(2019, 7, 10),
        date(2019, 10, 10),
    ]


def test_only_the_last_report_says_that_it_was_put_off_or_catches_up() -> None:
    assert trend_of(told(1, None), told(2, "2020-01-15")).verdict is Verdict.MOVED
    assert trend_of(told(1, "2020-01-15"), told(2, "2019-12-20")).verdict is Verdict.CATCHING_UP


def test_a_day_that_is_over_without_a_word_is_overdue() -> None:
    assert trend_of(told(1, None), as_of="2019-12-01").verdict is Verdict.OVERDUE


def test_without_a_report_nothing_can_be_said_of_its_course() -> None:
    assert trend_of().verdict is Verdict.UNTRIED


def test_a_milestone_that_was_reached_ends_on_that_day() -> None:
    trend = trend_of(told(1, "2019-12-30"), told(3, "2019-09-20", kind=ACHIEVED))

    assert trend.verdict is Verdict.ACHIEVED
    assert trend.tellings[-1].day.value == date(2019, 9, 20)
    assert trend.moves == (30,)


def test_a_returned_report_is_told_as_it_stood_and_counts_no_longer() -> None:
    returned = make_decision(ReportDecision.RETURNED, date(2019, 7, 20))

    trend = trend_of(told(1, None), told(2, "2020-03-01", returned))

    assert [t.day.isoformat() for t in trend.tellings] == ["2019-11-30", "2019-11-30", "2020-03-01", "2019-11-30"]
    assert trend.verdict is Verdict.STABLE


def test_what_became_known_late_does_not_rewrite_the_past() -> None:
    late = make_entry(ACHIEVED, "2019-02-01", make_origin(known_on=date(2019, 9, 1)), id=2)
    record = make_year(milestones=[make_milestone(make_entry(BASELINE, "2019-11-30"), late)])

    trend = milestone_trends(make_snapshot(record, "2019-10-15"))[0]

    assert [(t.told_on, t.is_achieved) for t in trend.tellings] == [
        (date(2018, 1, 2), False),
        (date(2019, 9, 1), True),
    ]


@given(records(), viewpoints)
def test_the_order_of_what_was_recorded_does_not_matter(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    turned = replace(
        record,
        milestones=tuple(replace(m, entries=m.entries[::-1]) for m in reversed(record.milestones)),
        reports=record.reports[::-1],
    )

    assert facts_of(turned, viewpoint) == facts_of(record, viewpoint)


@given(records(), viewpoints)
def test_the_last_telling_is_what_the_snapshot_expects(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    snapshot = take_snapshot(record, viewpoint)

    trends = milestone_trends(snapshot)

    assert [t.state for t in trends] == list(snapshot.milestones)
    for trend in trends:
        days = [telling.told_on for telling in trend.tellings]
        assert days == sorted(days)
        assert all(day <= viewpoint.as_of for day in days)
        if trend.state.expected is not None:
            assert trend.tellings[-1].day == trend.state.expected
            assert trend.tellings[-1].is_achieved == trend.state.is_achieved


@given(st.integers(1, 3), st.booleans())
def test_a_constant_forecast_is_stable(reports: int, repeated: bool) -> None:
    day = "2019-11-30" if repeated else None

    trend = trend_of(*(told(quarter, day) for quarter in range(1, reports + 1)))

    assert trend.verdict is Verdict.STABLE
    assert trend.drift_days == 0


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=3))
def test_moves_add_up_to_the_drift(moves: list[int]) -> None:
    expected = date(2020, 6, 30)
    days = [expected := date.fromordinal(expected.toordinal() + move) for move in moves]
    record = replace(
        make_year(milestones=[make_milestone(make_entry(BASELINE, "2020-06-30"))]),
        reports=tuple(told(quarter, day.isoformat()) for quarter, day in enumerate(days, start=1)),
    )

    trend = milestone_trends(make_snapshot(record, "2019-10-15"))[0]

    assert list(trend.moves) == moves
    assert trend.drift_days == sum(moves)


def facts_of(record: ProjectRecord, viewpoint: Viewpoint) -> list[object]:
    trends = milestone_trends(take_snapshot(record, viewpoint))
    return [(t.state.milestone.number, t.tellings, t.moves, t.verdict) for t in trends]


def test_an_amendment_is_no_drift_and_the_count_begins_anew() -> None:
    plain = make_origin(date(2019, 6, 17))
    origin = replace(plain, source=replace(plain.source, kind=SourceKind.AMENDMENT))
    amended = make_entry(BASELINE, "2020-02-29", origin, id=2)
    record = replace(
        make_year(milestones=[make_milestone(make_entry(BASELINE, "2019-11-30"), amended)]),
        reports=(told(1, None), told(2, None), told(3, "2020-03-10")),
    )

    trend = milestone_trends(make_snapshot(record, "2019-10-15"))[0]

    assert trend.replan is not None
    assert (trend.replan.told_on, trend.replan.is_amendment) == (date(2019, 6, 17), True)
    assert trend.moves == (0, 10)
    assert trend.drift_days == 10
