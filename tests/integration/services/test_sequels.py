"""A deed that somebody does with a report of the demonstration leaves one story for every later day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.integration.web.reporting import FOURTH_QUARTER, THIRD_QUARTER, TODAY, report_id_of
from tracker.cli.setup import BUNDLED
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_draft import TypedField, draft_fingerprint
from tracker.domain.report_fields import DECLARED_STATUS, FieldGroup, explanation_field, parse_field
from tracker.domain.report_life import ReportAction
from tracker.domain.sequels import Sequel, cut_sequel
from tracker.domain.snapshot import take_snapshot
from tracker.services.editing.ground import Editor
from tracker.services.portfolio_files import add_projects, read_files
from tracker.services.reporting.drafts import save_fields
from tracker.services.reporting.ground import open_report
from tracker.services.reporting.reviewing import Review, review_report
from tracker.services.reporting.submitting import submit_report, withdraw_report
from tracker.storage.audit import AuditEvent, events_of
from tracker.storage.projects import get_record, remove_examples
from tracker.storage.sequels import has_superseded, remove_sequel
from tracker.storage.transactions import transaction

OLSZYNY, KRASNYSTAW = "olszyny-male", "krasnystaw"
DIRECTOR = Editor("Anna Dyrektor", datetime(2026, 11, 22, 13, 5, tzinfo=UTC), TODAY)
LATER = Viewpoint(date(2020, 6, 30))


@pytest.fixture
def portfolio(bundled: Flask) -> Iterator[Flask]:
    """The bundled portfolio, within a request."""
    with bundled.app_context(), bundled.test_request_context():
        yield bundled


def submit(report_id: int, *, seen: int = 0) -> int:
    """Fill in whatever a report still needs and hand it in."""
    opened = open_report(report_id, TODAY)
    typed = {
        name: TypedField("0" if field.group is FieldGroup.SPENDING else "yes", 0)
        for name in opened.form.fields()
        if (field := parse_field(name)) and field.group in (FieldGroup.SPENDING, FieldGroup.UNCHANGED)
    }
    typed[DECLARED_STATUS] = TypedField("on_track", 0)
    with transaction():
        save_fields(opened, typed, DIRECTOR)
    opened = open_report(report_id, TODAY)
    reasons = {explanation_field(check.key): TypedField("Faktury czekają.", 0) for check in opened.outcome.warnings}
    with transaction():
        save_fields(opened, reasons, DIRECTOR)
    fingerprint = draft_fingerprint(open_report(report_id, TODAY).fields)
    with transaction():
        return submit_report(report_id, seen_number=seen, fingerprint=fingerprint, editor=DIRECTOR).number


def ended(record: ProjectRecord) -> list[AuditEvent]:
    """The events that tell of invented progress that went."""
    return [event for event in events_of(record.id) if event.deed == "supersede_examples"]


def numbers_since(record: ProjectRecord, start: date) -> list[int]:
    """The versions of the reports of the periods from a day on."""
    return [s.number for report in record.reports if report.period.start >= start for s in report.submissions]


def test_the_first_report_really_sent_is_version_one_and_the_only_story(portfolio: Flask) -> None:
    number = submit(report_id_of(portfolio, OLSZYNY))

    record = get_record(OLSZYNY)
    (event,) = ended(record)
    assert number == 1
    assert numbers_since(record, THIRD_QUARTER) == [1]
    assert take_snapshot(record, LATER).reported.covered_until == date(2019, 9, 30)
    assert cut_sequel(record, TODAY, report=None)[1].is_empty
    assert {told.get("period_start") for told in event.before["examples"]} >= {"2019-07-01", "2019-10-01"}
    assert has_superseded(record.id)


def test_taking_a_report_back_leaves_nothing_invented_after_it(portfolio: Flask) -> None:
    with transaction():
        withdraw_report(report_id_of(portfolio, KRASNYSTAW), seen_number=1, editor=DIRECTOR)

    record = get_record(KRASNYSTAW)
    (version,) = next(r for r in record.reports if r.period.start == THIRD_QUARTER).submissions
    assert numbers_since(record, THIRD_QUARTER) == [1]
    assert [decision.made_by for decision in version.decisions] == ["Anna Dyrektor"]


def test_an_acceptance_takes_the_place_of_the_invented_one_and_no_more(portfolio: Flask) -> None:
    before = numbers_since(get_record(KRASNYSTAW), THIRD_QUARTER)

    with transaction():
        review_report(report_id_of(portfolio, KRASNYSTAW), Review(ReportAction.ACCEPT), seen_number=1, editor=DIRECTOR)

    record = get_record(KRASNYSTAW)
    (version,) = next(r for r in record.reports if r.period.start == THIRD_QUARTER).submissions
    (event,) = ended(record)
    assert numbers_since(record, THIRD_QUARTER) == before
    assert [decision.decided_on for decision in version.decisions] == [TODAY]
    assert [told["decisions"] for told in event.before["examples"]] == [[["accepted", "2019-10-24"]]]


def test_a_submission_that_is_no_example_is_never_removed(portfolio: Flask) -> None:
    with transaction():
        withdraw_report(report_id_of(portfolio, KRASNYSTAW), seen_number=1, editor=DIRECTOR)
    submit(report_id_of(portfolio, KRASNYSTAW), seen=1)
    record = get_record(KRASNYSTAW)
    report = next(r for r in record.reports if r.period.start == THIRD_QUARTER)

    with transaction():
        remove_sequel(record.id, Sequel(tuple((report, s) for s in report.submissions)), after=date(2019, 1, 1))

    kept = next(r for r in get_record(KRASNYSTAW).reports if r.period.start == THIRD_QUARTER)
    assert [s.origin.source.is_example for s in report.submissions] == [True, False]
    assert kept.submissions == report.submissions[1:]


def test_what_a_deed_ended_does_not_come_back_with_the_files(portfolio: Flask) -> None:
    submit(report_id_of(portfolio, OLSZYNY))
    with transaction():
        withdraw_report(report_id_of(portfolio, KRASNYSTAW), seen_number=1, editor=DIRECTOR)

    with transaction():
        added = [add_projects(read_files(folder)).added for folder in BUNDLED]

    assert added == [(), ()]


def test_examples_added_again_leave_out_what_people_have_reported(portfolio: Flask) -> None:
    with transaction():
        withdraw_report(report_id_of(portfolio, KRASNYSTAW), seen_number=1, editor=DIRECTOR)
    submit(report_id_of(portfolio, KRASNYSTAW), seen=1)
    with transaction():
        remove_examples()

    with transaction():
        add_projects(read_files(BUNDLED[1]))

    record = get_record(KRASNYSTAW)
    assert numbers_since(record, THIRD_QUARTER) == [2]
    assert cut_sequel(record, TODAY, report=None)[1].is_empty
    assert any(s.origin.source.is_example for report in record.reports for s in report.submissions)


def test_a_draft_opened_before_the_invented_story_went_is_still_saved(portfolio: Flask) -> None:
    record = get_record(KRASNYSTAW)
    draft = next(report for report in record.reports if report.period.start == FOURTH_QUARTER)
    opened = open_report(draft.id, TODAY)

    with transaction():
        withdraw_report(report_id_of(portfolio, KRASNYSTAW), seen_number=1, editor=DIRECTOR)
    with transaction():
        save_fields(opened, {"problems": TypedField("Zapisane po drodze.", 0)}, DIRECTOR)

    assert opened.report.submissions
    assert open_report(draft.id, TODAY).fields["problems"].text == "Zapisane po drodze."
