"""The demonstration is what its stories write; it shames no real centre and shows every hard case."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.unit.data.bundled import DEMO, REAL, demo_record, read_folder, real_record
from tracker.domain.budget import plan_total
from tracker.domain.portfolio import roll_up, summarise
from tracker.domain.provenance import Viewpoint
from tracker.domain.reporting import ReportStanding
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.status import Rule, assess
from tracker.domain.vocabulary import Stage, Status
from tracker.services.invention.demo import demo_documents

REFERENCE_DAY = date(2019, 10, 15)
INVENTED = tuple(slug for slug in read_folder(DEMO) if slug not in REAL)


def seen(slug: str, day: date = REFERENCE_DAY) -> Snapshot:
    return take_snapshot(demo_record(slug), Viewpoint(day))


def reasons(slug: str) -> set[Rule]:
    return {finding.rule for finding in assess(seen(slug)).reasons}


def test_the_stories_write_the_same_bytes_again() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in DEMO.glob("*.json")}

    assert demo_documents() == written


@pytest.mark.parametrize("slug", REAL)
def test_no_real_project_is_ever_shown_failing(slug: str) -> None:
    fine = (Status.ON_TRACK, Status.FINISHED, Status.NOT_STARTED)

    for passed in range(0, 5 * 366, 2):
        assessment = assess(seen(slug, date(2018, 1, 1) + timedelta(days=passed)))
        not_yet = assessment.status is Status.NO_DATA and not assessment.is_silent
        assert assessment.status in fine or not_yet, (slug, passed, assessment.reasons)


@pytest.mark.parametrize("slug", REAL)
def test_every_real_project_is_settled_in_the_end(slug: str) -> None:
    snapshot = seen(slug, date(2022, 12, 31))

    assert snapshot.stage is Stage.FINISHED
    assert {report.standing for report in snapshot.reports} == {ReportStanding.ACCEPTED}


@pytest.mark.parametrize("slug", REAL)
def test_the_plan_of_a_real_project_is_its_value_to_the_grosz(slug: str) -> None:
    snapshot = seen(slug, date(2026, 11, 22))

    assert snapshot.plan is not None
    assert plan_total(snapshot.plan) == snapshot.value


@pytest.mark.parametrize("slug", REAL)
def test_everything_told_about_a_real_project_is_marked(slug: str) -> None:
    told = read_folder(DEMO)[slug].record
    sources = {s.origin.source for s in told.statements}
    sources |= {p.origin.source for p in told.plans}
    sources |= {e.origin.source for m in told.milestones for e in m.entries}
    sources |= {s.origin.source for r in told.reports for s in r.submissions}

    assert all(source.is_example for source in sources)
    assert real_record(slug).centre.name not in {source.publisher for source in sources}


def test_the_reference_day_shows_every_status() -> None:
    rows = [summarise(seen(slug)) for slug in (*REAL, *INVENTED)]

    sums = roll_up(rows, REFERENCE_DAY)

    assert sums.statuses == Counter(
        {
            Status.AT_RISK: 2,
            Status.ATTENTION: 3,
            Status.NO_DATA: 2,
            Status.ON_TRACK: 5,
            Status.NOT_STARTED: 1,
            Status.FINISHED: 1,
        }
    )
    assert sums.silent == 1
    assert sums.value.known == 14


@pytest.mark.parametrize(
    ("slug", "status", "rules"),
    [
        ("wierzbowa-gora", Status.AT_RISK, {Rule.SPENDING, Rule.MILESTONES}),
        ("rzeczna", Status.AT_RISK, {Rule.SPENDING, Rule.MILESTONES, Rule.REPORTS}),
        ("stara-lipnica", Status.ATTENTION, {Rule.MILESTONES}),
        ("nowy-brod", Status.ATTENTION, {Rule.MILESTONES}),
        ("zagajnik", Status.ATTENTION, {Rule.TASKS}),
        ("olszyny-male", Status.NO_DATA, {Rule.SILENCE, Rule.REPORTS}),
    ],
)
def test_a_hard_case_shows_its_own_reason(slug: str, status: Status, rules: set[Rule]) -> None:
    assert assess(seen(slug)).status is status
    assert rules <= reasons(slug)


def test_kamienny_most_is_ahead_of_its_plan() -> None:
    lag = seen("kamienny-most").spending_lag

    assert lag is not None
    assert lag > 0


def test_jaworow_was_extended_with_a_new_schedule() -> None:
    before, after = seen("jaworow-lesny", date(2019, 6, 16)), seen("jaworow-lesny", date(2019, 6, 17))

    assert before.period is not None
    assert after.period is not None
    assert (before.period.last_day, after.period.last_day) == (date(2019, 9, 30), date(2019, 12, 31))
    assert before.plan != after.plan
    assert before.budget == after.budget


def test_sosnowka_was_moved_before_it_began() -> None:
    snapshot = seen("sosnowka-dolna", date(2019, 7, 1))

    assert snapshot.stage is Stage.PREPARATION


def test_stara_lipnica_corrected_a_returned_report() -> None:
    report = seen("stara-lipnica").reports[1].report

    assert report is not None
    assert len(report.submissions) == 2


def test_only_krasnystaw_waits_for_review() -> None:
    waiting = [slug for slug in (*REAL, *INVENTED) if summarise(seen(slug)).waiting_since]

    assert waiting == ["krasnystaw"]


@pytest.mark.parametrize("slug", INVENTED)
def test_an_invented_centre_is_marked_and_ends_settled(slug: str) -> None:
    snapshot = seen(slug, date(2022, 12, 31))

    assert snapshot.record.is_example
    assert snapshot.record.centre.is_example
    assert snapshot.stage is Stage.FINISHED


def test_a_late_report_does_not_rewrite_what_was_known() -> None:
    late = Viewpoint(date(2019, 12, 31), known_on=date(2019, 10, 15))

    then, now = take_snapshot(demo_record("olszyny-male"), late), seen("olszyny-male", date(2019, 12, 31))

    assert then.covered_until == date(2019, 6, 30)
    assert now.covered_until == date(2019, 9, 30)
