"""A director's program begins a report, fills it and hands it in; what somebody else typed is never overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts import add_account, bearer
from tests.integration.web.reporting import (
    FIRST_AMOUNT,
    FOURTH_QUARTER,
    SLUG,
    THIRD_QUARTER,
    director_of,
    draft_of,
    opened,
    report_id_of,
    save_one,
    take_back,
)
from tracker.domain.api_tokens import TokenScope
from tracker.domain.vocabulary import Role
from tracker.storage.base import db
from tracker.storage.models import AuditEventRow


class Program:
    """A program with the token of somebody."""

    def __init__(self, app: Flask, role: Role, centre: str = SLUG) -> None:
        self.client: FlaskClient = app.test_client()
        self.head = bearer(app, add_account(app, role, centre=centre, name="Anna Dyrektor"), TokenScope.REPORT)

    def ask(self, method: str, address: str, body: Any = None, **head: str) -> Any:
        """Ask an address of the API."""
        return self.client.open(f"/api/v1{address}", method=method, json=body, headers={**self.head, **head})

    def draft(self, report: int) -> tuple[dict[str, str], str]:
        """The draft's fields and its tag."""
        answer = self.ask("GET", f"/reports/{report}/draft")
        assert answer.status_code == 200, answer.text
        return {field["name"]: field["text"] for field in answer.json["fields"]}, answer.headers["ETag"]


@pytest.fixture
def returned(bundled: Flask) -> int:
    """The number of a report that its director has taken back."""
    report = report_id_of(bundled, SLUG, THIRD_QUARTER)
    take_back(director_of(bundled), f"/sprawozdania/{report}")
    return report


@pytest.fixture
def program(bundled: Flask) -> Program:
    """The program of the centre's director."""
    return Program(bundled, Role.DIRECTOR)


def test_a_report_is_filled_and_handed_in(bundled: Flask, program: Program, returned: int) -> None:
    fields, tag = program.draft(returned)
    changed = program.ask(
        "PATCH", f"/reports/{returned}/draft", {"fields": {FIRST_AMOUNT: "12800.50"}}, **{"If-Match": tag}
    )
    tag = changed.headers["ETag"]
    explanations = {
        f"explanation.{check['key']}": "Faktury przyszły później."
        for check in changed.json["checks"]
        if check["level"] == "warning"
    }
    if explanations:
        explained = program.ask("PATCH", f"/reports/{returned}/draft", {"fields": explanations}, **{"If-Match": tag})
        assert not [check for check in explained.json["checks"] if check["stands_in_the_way"]]
        tag = explained.headers["ETag"]

    handed_in = program.ask("POST", f"/reports/{returned}/versions", **{"If-Match": tag})
    again = program.ask("POST", f"/reports/{returned}/versions", **{"If-Match": tag})

    assert fields[FIRST_AMOUNT] != "12800.50"
    assert handed_in.status_code == 201, handed_in.text
    assert (handed_in.json["number"], handed_in.json["is_repeated"]) == (2, False)
    assert (again.status_code, again.json["number"], again.json["is_repeated"]) == (201, 2, True)
    told = program.ask("GET", f"/reports/{returned}").json
    assert (told["status"], len(told["versions"])) == ("submitted", 2)
    assert told["versions"][1]["fields"][FIRST_AMOUNT].replace("\u00a0", " ") == "12 800,50"
    assert opened(bundled, f"/sprawozdania/{returned}").status.value == "submitted"


def test_a_report_is_begun_once(bundled: Flask, program: Program) -> None:
    first = program.ask("POST", f"/projects/{SLUG}/reports", {"first_day": FOURTH_QUARTER.isoformat()})
    again = program.ask("POST", f"/projects/{SLUG}/reports", {"first_day": FOURTH_QUARTER.isoformat()})

    assert (first.status_code, first.json["status"], first.json["first_day"]) == (201, "draft", "2019-10-01")
    assert again.json["report_id"] == first.json["report_id"] == report_id_of(bundled, SLUG, FOURTH_QUARTER)
    assert first.headers["Location"] == f"/api/v1/reports/{first.json['report_id']}"


def test_what_somebody_typed_meanwhile_stays(bundled: Flask, program: Program, returned: int) -> None:
    _, tag = program.draft(returned)
    address = f"/sprawozdania/{returned}"
    save_one(director_of(bundled), address, FIRST_AMOUNT, "111,00")

    late = program.ask("PATCH", f"/reports/{returned}/draft", {"fields": {FIRST_AMOUNT: "5"}}, **{"If-Match": tag})
    handed_in = program.ask("POST", f"/reports/{returned}/versions", **{"If-Match": tag})

    assert (late.status_code, handed_in.status_code) == (412, 409)
    assert draft_of(bundled, address)[FIRST_AMOUNT].text == "111,00"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"fields": {"colour": "red"}}, "colour"),
        ({"fields": {FIRST_AMOUNT: 5}}, f"fields.{FIRST_AMOUNT}"),
        ({"fields": []}, "fields"),
        ({}, "fields"),
        ({"fields": {}, "status": "accepted"}, "status"),
        ({"fields": {FIRST_AMOUNT: "1" * 20_001}}, FIRST_AMOUNT),
    ],
)
def test_what_cannot_be_saved_is_told_where(
    bundled: Flask, program: Program, returned: int, body: Any, where: str
) -> None:
    _, tag = program.draft(returned)

    answer = program.ask("PATCH", f"/reports/{returned}/draft", body, **{"If-Match": tag})

    assert answer.status_code == 422
    assert [error["where"].removesuffix(".value") for error in answer.json["errors"]] == [where]
    assert draft_of(bundled, f"/sprawozdania/{returned}") == {}


def test_what_cannot_be_read_is_kept_and_stands_in_the_way(program: Program, returned: int) -> None:
    _, tag = program.draft(returned)

    saved = program.ask("PATCH", f"/reports/{returned}/draft", {"fields": {FIRST_AMOUNT: "dużo"}}, **{"If-Match": tag})
    refused = program.ask("POST", f"/reports/{returned}/versions", **{"If-Match": saved.headers["ETag"]})

    assert saved.status_code == 200
    assert next(field for field in saved.json["fields"] if field["name"] == FIRST_AMOUNT)["problem"]
    assert refused.status_code == 422
    assert FIRST_AMOUNT in {error["where"] for error in refused.json["errors"]}


@pytest.mark.parametrize("head", [{}, {"If-Match": "*"}, {"If-Match": '"a", "b"'}])
def test_a_change_says_what_it_was_made_from(program: Program, returned: int, head: dict[str, str]) -> None:
    answers = [
        program.ask("PATCH", f"/reports/{returned}/draft", {"fields": {}}, **head),
        program.ask("POST", f"/reports/{returned}/versions", **head),
    ]

    assert [answer.status_code for answer in answers] == [428, 428]


def test_a_report_that_waits_for_review_is_not_changed(bundled: Flask, program: Program) -> None:
    report = report_id_of(bundled, SLUG, THIRD_QUARTER)
    _, tag = program.draft(report)

    answer = program.ask("PATCH", f"/reports/{report}/draft", {"fields": {FIRST_AMOUNT: "5"}}, **{"If-Match": tag})

    assert answer.status_code == 403
    assert answer.json["detail"] == "This report has been handed in and cannot be changed."


def test_a_reporter_writes_and_does_not_hand_in(bundled: Flask, returned: int) -> None:
    reporter = Program(bundled, Role.REPORTER)
    _, tag = reporter.draft(returned)

    saved = reporter.ask("PATCH", f"/reports/{returned}/draft", {"fields": {FIRST_AMOUNT: "5"}}, **{"If-Match": tag})
    refused = reporter.ask("POST", f"/reports/{returned}/versions", **{"If-Match": saved.headers["ETag"]})

    assert (saved.status_code, refused.status_code) == (200, 403)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"{", "application/json", 400), (b"first_day=2019-10-01", "application/x-www-form-urlencoded", 415)],
)
def test_a_body_that_is_no_json_is_refused(program: Program, body: bytes, kind: str, status: int) -> None:
    head = {**program.head, "Content-Type": kind}

    answer = program.client.post(f"/api/v1/projects/{SLUG}/reports", data=body, headers=head)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(program: Program) -> None:
    answer = program.ask("DELETE", "/projects/klucze")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.mimetype == "application/problem+json"


def test_what_happens_by_a_program_is_in_the_journal_with_a_name(
    bundled: Flask, program: Program, returned: int
) -> None:
    _, tag = program.draft(returned)
    program.ask("POST", f"/reports/{returned}/versions", **{"If-Match": tag})

    with bundled.app_context():
        actors = db.session.scalars(select(AuditEventRow.actor).where(AuditEventRow.deed == "submit_report")).all()
    assert "Anna Dyrektor" in actors
