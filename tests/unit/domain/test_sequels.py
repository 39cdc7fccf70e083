"""An invented story ends where people do something themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_decision, make_origin, make_record, make_report, make_submission
from tests.unit.domain.strategies import days, records
from tracker.domain.periods import Period
from tracker.domain.project import ProjectRecord, Report, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_life import ReportAction
from tracker.domain.sequels import cut_sequel, ends_whole_story
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import ReportDecision

NOW = date(2019, 10, 15)
THIRD_QUARTER = Period(date(2019, 7, 1), date(2019, 10, 1))


@st.composite
def stories(draw: st.DrawFn) -> ProjectRecord:
    """A project of which any submission may be invented, or an example that somebody entered under a name."""
    record = draw(records())
    invented = st.tuples(st.booleans(), st.sampled_from(["", "Anna"]))
    reports = []
    for report in record.reports:
        submissions: list[Submission] = []
        for submission in report.submissions:
            is_example, by = draw(invented)
            origin = replace(make_origin(submission.origin.effective_on, is_example=is_example), recorded_by=by)
            submissions.append(replace(submission, id=len(submissions) + 1, origin=origin))
        reports.append(replace(report, submissions=tuple(submissions)))
    return replace(record, reports=tuple(reports))


@given(stories(), days)
def test_ending_a_story_changes_nothing_as_of_the_day_itself(record: ProjectRecord, now: date) -> None:
    cut, _ = cut_sequel(record, now, report=None)

    before, after = (take_snapshot(story, Viewpoint(now)) for story in (record, cut))
    assert [(s.submission and s.submission.number, s.standing) for s in before.reports] == [
        (s.submission and s.submission.number, s.standing) for s in after.reports
    ]
    assert before.reported == after.reported
    assert [m.entry for m in before.milestones] == [m.entry for m in after.milestones]
    assert [p.quantity for p in before.posts] == [p.quantity for p in after.posts]
    assert [t.quantity for t in before.trainings] == [t.quantity for t in after.trainings]


@given(stories(), days)
def test_what_is_no_example_or_bears_a_name_never_goes(record: ProjectRecord, now: date) -> None:
    cut, sequel = cut_sequel(record, now, report=None)

    assert all(origin.source.is_example and not origin.recorded_by for origin in sequel.origins)
    assert all(submission.origin.source.is_example for _, submission, _ in sequel.decisions)
    kept = sum(len(report.submissions) for report in cut.reports)
    assert kept + len(sequel.submissions) == sum(len(report.submissions) for report in record.reports)


@given(stories(), days)
def test_a_story_ends_once(record: ProjectRecord, now: date) -> None:
    cut, _ = cut_sequel(record, now, report=None)

    again, sequel = cut_sequel(cut, now, report=None)

    assert sequel.is_empty
    assert again == cut


def invented(day: date, *decided_on: date, number: int = 1, made_by: str = "") -> Report:
    decisions = [replace(make_decision(ReportDecision.ACCEPTED, on), made_by=made_by) for on in decided_on]
    submission = make_submission(make_origin(day, is_example=True), *decisions, number=number)
    return make_report(THIRD_QUARTER, replace(submission, id=number))


def test_a_version_seen_today_loses_only_what_was_to_be_decided_of_it_later() -> None:
    record = make_record(reports=[invented(date(2019, 10, 10), date(2019, 10, 24))])

    cut, sequel = cut_sequel(record, NOW, report=THIRD_QUARTER.start)

    (kept,) = cut.reports[0].submissions
    assert kept.decisions == ()
    assert [decision.decided_on for _, _, decision in sequel.decisions] == [date(2019, 10, 24)]


def test_an_invented_version_that_a_person_has_decided_on_stays() -> None:
    record = make_record(reports=[invented(date(2019, 11, 4), date(2019, 11, 8), made_by="Ewa")])

    cut, sequel = cut_sequel(record, NOW, report=None)

    assert cut == record
    assert sequel.is_empty


def test_other_reports_keep_their_story_when_only_one_ends() -> None:
    later = replace(invented(date(2020, 1, 8)), id=2, period=Period(date(2019, 10, 1), date(2020, 1, 1)))
    record = make_record(reports=[invented(date(2019, 11, 4)), later])

    one, _ = cut_sequel(record, NOW, report=THIRD_QUARTER.start)
    whole, _ = cut_sequel(record, NOW, report=None)

    assert [len(report.submissions) for report in one.reports] == [0, 1]
    assert [len(report.submissions) for report in whole.reports] == [0, 0]


def test_only_an_acceptance_leaves_the_later_reports_their_ground() -> None:
    assert [action for action in ReportAction if not ends_whole_story(action)] == [ReportAction.ACCEPT]
