"""Signing in: who gets in, who has to wait, and what nobody can find out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.accounts import PASSWORD, add_account, close, signed_in_as
from tests.integration.web.editing import make_record, store
from tests.integration.web.forms import enter, post, token_of
from tracker.domain.vocabulary import Role
from tracker.storage.base import db
from tracker.storage.models import AccountRow, AuditEventRow, SignInAttemptRow
from tracker.storage.transactions import transaction
from tracker.web.identity import LONGEST_SESSION

EMAIL = "anna@osrodek.pl"
TOKENS = re.compile(r'name="csrf_token" value="[^"]+"')


@pytest.fixture
def anna(app: Flask) -> int:
    """A coordinator's account."""
    return add_account(app, Role.COORDINATOR, email=EMAIL, name="Anna Nowak")


def deeds(app: Flask) -> list[str]:
    """What is on record, in order."""
    with app.app_context():
        return list(db.session.scalars(select(AuditEventRow.deed).order_by(AuditEventRow.id)))


@pytest.mark.usefixtures("anna")
def test_password_opens_and_leads_on(app: Flask, client: FlaskClient) -> None:
    answer = enter(client, EMAIL, PASSWORD, "/zasady?stan=2019-06-30")

    assert (answer.status_code, answer.location) == (303, "/zasady?stan=2019-06-30")
    assert "Anna Nowak" in client.get("/").text
    assert deeds(app) == ["sign_in"]


@pytest.mark.usefixtures("anna")
def test_the_email_may_be_written_in_capitals(client: FlaskClient) -> None:
    assert enter(client, " Anna@OSRODEK.pl ", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "onward",
    [
        "https://attacker.example/",
        "//attacker.example",
        "/\\attacker.example",
        "javascript:alert(1)",
        "/\t/attacker.example",
    ],
)
@pytest.mark.usefixtures("anna")
def test_nobody_is_led_to_another_site(client: FlaskClient, onward: str) -> None:
    answer = enter(client, EMAIL, PASSWORD, onward)

    assert answer.location == "/"


def test_signed_in_people_are_led_on_at_once(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)

    assert client.get("/zaloguj?dalej=/zasady").location == "/zasady"
    assert client.get("/zaloguj?dalej=//attacker.example").location == "/"


def test_what_is_missing_is_said_at_the_field(client: FlaskClient) -> None:
    answer = enter(client, "", "")

    assert answer.status_code == 422
    assert 'id="field-email-error"' in answer.text
    assert 'id="field-password-error"' in answer.text


@pytest.mark.usefixtures("anna")
def test_nobody_learns_which_emails_have_accounts(app: Flask) -> None:
    close(app, add_account(app, Role.READER, email="closed@osrodek.pl"))
    add_account(app, Role.READER, email="mail@osrodek.pl", password=None)

    answers = [
        enter(app.test_client(), *attempt)
        for attempt in (
            (EMAIL, "not this one"),
            ("nobody@osrodek.pl", "not this one"),
            ("closed@osrodek.pl", PASSWORD),
            ("mail@osrodek.pl", PASSWORD),
        )
    ]

    bodies = {re.sub(r"[a-z]+@osrodek\.pl", "", TOKENS.sub("", answer.text)) for answer in answers}
    assert {answer.status_code for answer in answers} == {401}
    assert len(bodies) == 1


@pytest.mark.usefixtures("anna")
def test_an_email_that_no_database_keeps_has_no_account(client: FlaskClient) -> None:
    answer = enter(client, "anna\0@osrodek.pl", PASSWORD)

    assert answer.status_code == 401
    assert "\0" not in answer.text


@pytest.mark.usefixtures("anna")
def test_the_password_is_never_repeated(client: FlaskClient) -> None:
    assert "tajne haslo 99" not in enter(client, EMAIL, "tajne haslo 99").text


def test_a_form_without_its_token_repeats_no_password(client: FlaskClient) -> None:
    answer = client.post("/zaloguj", data={"email": EMAIL, "password": "tajne haslo 99"})

    assert answer.status_code == 400
    assert "tajne" not in answer.text


@pytest.mark.parametrize("email", [EMAIL, "nobody@osrodek.pl"])
@pytest.mark.usefixtures("anna")
def test_too_many_wrong_passwords_have_to_wait(app: Flask, email: str) -> None:
    codes = [enter(app.test_client(), email, f"wrong {number}").status_code for number in range(6)]

    refused = enter(app.test_client(), email, PASSWORD)

    assert codes == [401] * 5 + [429]
    assert refused.status_code == 429
    assert re.search(r"\d\d:\d\d:\d\d", refused.text)


@pytest.mark.usefixtures("anna")
def test_the_wait_is_on_record_without_the_password(app: Flask) -> None:
    for number in range(5):
        enter(app.test_client(), EMAIL, f"wrong {number}")

    with app.app_context():
        event = db.session.scalars(select(AuditEventRow)).one()
        assert event.deed == "lock_sign_in"
        assert "wrong" not in str(event.details)


@pytest.mark.usefixtures("anna")
def test_waiting_is_enough(app: Flask, client: FlaskClient) -> None:
    for number in range(5):
        enter(client, EMAIL, f"wrong {number}")
    age_attempts(app)

    assert enter(client, EMAIL, PASSWORD).status_code == 303


def age_attempts(app: Flask) -> None:
    """Let an hour pass."""
    with app.app_context(), transaction():
        for row in db.session.scalars(select(SignInAttemptRow)):
            row.at -= timedelta(hours=1)


@pytest.mark.usefixtures("anna")
def test_success_clears_earlier_failures(app: Flask) -> None:
    for _ in range(2):
        for number in range(4):
            enter(app.test_client(), EMAIL, f"wrong {number}")
        assert enter(app.test_client(), EMAIL, PASSWORD).status_code == 303


def test_many_emails_from_one_address_have_to_wait(client: FlaskClient) -> None:
    codes = [enter(client, f"person{number}@osrodek.pl", "wrong password").status_code for number in range(31)]

    assert codes == [401] * 30 + [429]


@pytest.mark.usefixtures("anna")
def test_ones_own_password_does_not_let_guess_at_others(client: FlaskClient) -> None:
    for number in range(30):
        if number % 10 == 9:
            enter(client.application.test_client(), EMAIL, PASSWORD)
        enter(client, f"person{number}@osrodek.pl", "wrong password")

    assert enter(client, "another@osrodek.pl", "wrong password").status_code == 429


@pytest.mark.usefixtures("anna")
def test_the_session_is_a_new_one(client: FlaskClient) -> None:
    token = token_of(client.get("/zaloguj").text)
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = dict(session)

    client.post("/zaloguj", data={"csrf_token": token, "email": EMAIL, "password": PASSWORD})

    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] not in before.values()
        assert session["csrf_token"] == before["csrf_token"]


@pytest.mark.usefixtures("anna")
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    client = app.test_client()
    token = token_of(client.get("/zaloguj", base_url="https://localhost").text)

    answer = client.post(
        "/zaloguj",
        data={"csrf_token": token, "email": EMAIL, "password": PASSWORD},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/zaloguj"},
    )

    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Secure"))


def test_leaving_ends_the_session(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)

    answer = post(client, "/wyloguj", on="/konto")

    assert (answer.status_code, answer.location) == (303, "/zaloguj")
    assert client.get("/konto").status_code == 302
    assert deeds(app) == ["sign_out"]


def test_leaving_needs_the_forms_token(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)

    assert client.post("/wyloguj").status_code == 400
    assert client.get("/konto").status_code == 200


def test_a_session_left_alone_belongs_to_nobody(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)
    with client.session_transaction() as session:
        session["seen"] -= app.extensions["tracker_config"].idle_time.total_seconds() + 1
        session["csrf_token"] = "kept"

    answer = client.get("/konto")

    assert (answer.status_code, answer.location) == (302, "/zaloguj?dalej=%2Fkonto")
    with client.session_transaction() as session:
        assert "_user_id" not in session
        assert session["csrf_token"] == "kept"


def test_a_session_ends_after_a_week_however_busy_it_was(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)
    with client.session_transaction() as session:
        session["began"] -= LONGEST_SESSION - 60
    before = client.get("/konto").status_code
    with client.session_transaction() as session:
        session["began"] -= 61

    answer = client.get("/konto")

    assert before == 200
    assert (answer.status_code, answer.location) == (302, "/zaloguj?dalej=%2Fkonto")


def test_a_session_in_use_stays(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR)
    with client.session_transaction() as session:
        session["seen"] -= 3_600
        before = session["seen"]

    client.get("/konto")

    with client.session_transaction() as session:
        assert session["seen"] >= before + 3_600


def test_a_closed_account_is_out_at_once(app: Flask, anna: int, client: FlaskClient) -> None:
    enter(client, EMAIL, PASSWORD)

    close(app, anna)

    assert client.get("/konto").status_code == 302


def test_pages_of_signed_in_people_are_kept_by_no_cache(app: Flask) -> None:
    store(app, make_record())
    client = signed_in_as(app, Role.COORDINATOR)

    assert "private" in client.get("/").headers["Cache-Control"]


def test_a_token_in_the_address_opens_nothing(app: Flask, anna: int, client: FlaskClient) -> None:
    with app.test_request_context():
        token = app.extensions["security"].datastore.find_user(id=anna).get_auth_token()

    for headers in ({}, {"Authentication-Token": token}):
        assert client.get(f"/konto?auth_token={token}", headers=headers).status_code == 302


@pytest.mark.usefixtures("anna")
def test_signing_in_tells_when_it_was_done_before(app: Flask, client: FlaskClient) -> None:
    enter(client, EMAIL, PASSWORD)
    first = client.get("/konto").text
    with app.app_context(), transaction():
        db.session.execute(update(AccountRow).values(signed_in_at=AccountRow.created_at))
    enter(other := app.test_client(), EMAIL, PASSWORD)

    with app.app_context():
        row = db.session.scalars(select(AccountRow)).one()
        assert row.previously_signed_in_at == row.created_at
    assert first != other.get("/konto").text
