"""One's own account: name, password, second step, sessions."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts import PASSWORD, add_account
from tests.integration.web.forms import enter, post, token_of
from tracker.domain.errors import SignInError
from tracker.domain.vocabulary import Role
from tracker.services.accounts.changes import hold_account, set_password
from tracker.storage.accounts import get_account, session_mark
from tracker.storage.base import db
from tracker.storage.models import AccountRow, AuditEventRow
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import begin_session

EMAIL = "anna@osrodek.pl"
NEW = "nowe dobre haslo"
CODE = re.compile(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}")


@pytest.fixture
def anna(app: Flask) -> FlaskClient:
    """Anna, who has signed in with her password."""
    add_account(app, Role.COORDINATOR, email=EMAIL, name="Anna Nowak")
    client = app.test_client()
    enter(client, EMAIL, PASSWORD)
    return client


def row_of(app: Flask) -> AccountRow:
    """Anna's account as the database has it."""
    with app.app_context():
        return db.session.scalars(select(AccountRow)).one()


def current_code(app: Flask, secret: str) -> str:
    """What the phone shows."""
    with app.test_request_context():
        code: str = app.extensions["security"].totp_factory.generate_totp_password(secret)
        return code


def switch_on(app: Flask, client: FlaskClient) -> list[str]:
    """Let codes be asked for; gives the recovery codes."""
    client.get("/konto/kody")
    with client.session_transaction() as session:
        secret = session["phone_secret"]
    answer = post(client, "/konto/kody", code=current_code(app, secret))
    assert answer.location == "/konto/kody-zapasowe", answer.text
    page = client.get(answer.location).text
    return CODE.findall(page)


def forget_counter(app: Flask) -> None:
    """Let the half-minute of the last code be over."""
    with app.app_context(), transaction():
        db.session.scalars(select(AccountRow)).one().totp_counter = None


def test_nobody_has_no_account(client: FlaskClient) -> None:
    for address in ("/konto", "/konto/kody", "/konto/kody-zapasowe"):
        assert client.get(address).location == f"/zaloguj?dalej={address.replace('/', '%2F')}"


def test_name_and_language_are_saved(app: Flask, anna: FlaskClient) -> None:
    answer = post(anna, "/konto", name="Anna Kowalska", language="en")

    assert answer.status_code == 303
    assert "Anna Kowalska" in anna.get("/").text
    assert '<html lang="en">' in anna.get("/konto").text
    assert (row_of(app).name, row_of(app).language) == ("Anna Kowalska", "en")


@pytest.mark.parametrize("typed", [{"name": "", "language": "pl"}, {"name": "Anna", "language": "de"}])
def test_what_cannot_be_taken_is_said_at_the_field(app: Flask, anna: FlaskClient, typed: dict[str, str]) -> None:
    answer = post(anna, "/konto", **typed)

    assert answer.status_code == 422
    assert row_of(app).name == "Anna Nowak"


def test_a_changed_password_ends_the_other_sessions(app: Flask, anna: FlaskClient) -> None:
    elsewhere = app.test_client()
    enter(elsewhere, EMAIL, PASSWORD)

    answer = post(anna, "/konto/haslo", on="/konto", current=PASSWORD, password=NEW, again=NEW)

    assert answer.status_code == 303
    assert anna.get("/konto").status_code == 200
    assert elsewhere.get("/konto").status_code == 302
    assert enter(app.test_client(), EMAIL, NEW).status_code == 303


def test_a_password_is_not_changed_by_who_does_not_know_it(app: Flask, anna: FlaskClient) -> None:
    before = row_of(app).password

    codes = [
        post(anna, "/konto/haslo", on="/konto", current=f"wrong {number}", password=NEW, again=NEW).status_code
        for number in range(6)
    ]

    assert codes == [422] * 5 + [429]
    assert row_of(app).password == before


def test_a_password_has_at_least_ten_characters(anna: FlaskClient) -> None:
    answer = post(anna, "/konto/haslo", on="/konto", current=PASSWORD, password="krotkie", again="krotkie")

    assert answer.status_code == 422
    assert 'id="field-password-error"' in answer.text


def test_after_the_password_the_code_is_asked_for(app: Flask, anna: FlaskClient, client: FlaskClient) -> None:
    switch_on(app, anna)
    forget_counter(app)

    first = enter(client, EMAIL, PASSWORD, "/zasady")
    assert first.location == "/zaloguj/kod"
    assert client.get("/konto").status_code == 302
    secret = row_of(app).tf_totp_secret
    assert secret is not None
    code = current_code(app, secret)
    second = post(client, "/zaloguj/kod", code=f"{code[:3]} {code[3:]}")

    assert (second.status_code, second.location) == (303, "/zasady")
    assert client.get("/konto").status_code == 200


def test_a_code_is_taken_once(app: Flask, anna: FlaskClient) -> None:
    switch_on(app, anna)
    forget_counter(app)
    secret = row_of(app).tf_totp_secret
    assert secret is not None
    code = current_code(app, secret)
    first, second = app.test_client(), app.test_client()
    enter(first, EMAIL, PASSWORD)
    enter(second, EMAIL, PASSWORD)

    assert post(first, "/zaloguj/kod", code=code).status_code == 303
    assert post(second, "/zaloguj/kod", code=code).status_code == 401


def test_a_recovery_code_stands_in_once(app: Flask, anna: FlaskClient) -> None:
    codes = switch_on(app, anna)
    first, second = app.test_client(), app.test_client()
    enter(first, EMAIL, PASSWORD)
    enter(second, EMAIL, PASSWORD)

    assert len(set(codes)) == 8
    assert post(first, "/zaloguj/kod", code=codes[3].upper().replace("-", " ")).status_code == 303
    assert post(second, "/zaloguj/kod", code=codes[3]).status_code == 401
    assert post(second, "/zaloguj/kod", code=codes[4]).status_code == 303


def test_wrong_codes_have_to_wait_even_with_the_right_password(
    app: Flask, anna: FlaskClient, client: FlaskClient
) -> None:
    switch_on(app, anna)
    enter(client, EMAIL, PASSWORD)

    codes = [post(client, "/zaloguj/kod", code="000000").status_code for _ in range(6)]

    assert codes == [401] * 5 + [429]
    assert enter(app.test_client(), EMAIL, PASSWORD).status_code == 429


def test_a_code_without_a_password_opens_nothing(app: Flask, anna: FlaskClient, client: FlaskClient) -> None:
    codes = switch_on(app, anna)

    assert client.get("/zaloguj/kod").location == "/zaloguj"
    assert post(client, "/zaloguj/kod", code=codes[0]).location == "/zaloguj"
    assert client.get("/konto").status_code == 302


def test_a_code_that_comes_too_late_opens_nothing(app: Flask, anna: FlaskClient, client: FlaskClient) -> None:
    codes = switch_on(app, anna)
    enter(client, EMAIL, PASSWORD)
    with client.session_transaction() as session:
        session["second_step"] = session["second_step"] | {
            "at": int((datetime.now(UTC) - timedelta(minutes=11)).timestamp())
        }

    answer = post(client, "/zaloguj/kod", on="/zaloguj", code=codes[0])

    assert answer.location == "/zaloguj"


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/konto/haslo", {"current": PASSWORD, "password": NEW, "again": NEW}),
        ("/konto/wyloguj-wszedzie", {}),
    ],
)
def test_what_ends_sessions_ends_those_that_wait_for_a_code(
    app: Flask, anna: FlaskClient, client: FlaskClient, address: str, typed: dict[str, str]
) -> None:
    codes = switch_on(app, anna)
    enter(client, EMAIL, PASSWORD)
    token = token_of(client.get("/zaloguj/kod").text)

    post(anna, address, on="/konto", **typed)
    answer = client.post("/zaloguj/kod", data={"csrf_token": token, "code": codes[0]})

    assert answer.location == "/zaloguj"
    assert client.get("/konto").status_code == 302


@pytest.mark.parametrize("kind", ["code", "recovery_code"])
def test_of_two_with_the_same_code_at_the_same_time_one_is_let_in(app: Flask, anna: FlaskClient, kind: str) -> None:
    codes = switch_on(app, anna)
    forget_counter(app)
    secret = row_of(app).tf_totp_secret
    assert secret is not None
    code = current_code(app, secret) if kind == "code" else codes[0]
    clients = [app.test_client() for _ in range(4)]
    for client in clients:
        enter(client, EMAIL, PASSWORD)
    tokens = [token_of(client.get("/zaloguj/kod").text) for client in clients]

    def come(index: int) -> int:
        start.wait()
        sent = {"csrf_token": tokens[index], "code": code}
        return clients[index].post("/zaloguj/kod", data=sent).status_code

    start = threading.Barrier(len(clients))
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(come, range(len(clients))))

    assert sorted(answers) == [303, 401, 401, 401]


@pytest.mark.usefixtures("anna")
def test_what_was_proved_before_a_new_password_holds_no_more(app: Flask) -> None:
    with app.test_request_context():
        account = get_account(row_of(app).id)
        mark = session_mark(account.key)
        with transaction():
            hold_account(account, mark)
            set_password(account, "a hash", deed="change_password", at=datetime.now(UTC))

        with pytest.raises(SignInError), transaction():
            hold_account(account, mark)
        with pytest.raises(SignInError):
            begin_session(account, mark)


def test_codes_are_not_switched_on_by_a_wrong_one(app: Flask, anna: FlaskClient) -> None:
    answer = post(anna, "/konto/kody", code="000000")

    assert answer.status_code == 422
    assert row_of(app).tf_totp_secret is None


def test_the_secret_is_encrypted_in_the_database_and_in_the_session(app: Flask, anna: FlaskClient) -> None:
    page = anna.get("/konto/kody").text
    key = re.findall(r'phone-key">([^<]+)', page)[0].replace("-", "")
    with anna.session_transaction() as session:
        assert key not in session["phone_secret"]
    codes = switch_on(app, anna)

    assert key not in str(row_of(app).tf_totp_secret)
    assert not set(codes) & set(row_of(app).mf_recovery_codes or ())


def test_recovery_codes_wait_unreadable_in_the_session(app: Flask, anna: FlaskClient) -> None:
    switch_on(app, anna)

    answer = post(anna, "/konto/kody-zapasowe", on="/konto", codes_current=PASSWORD)
    with anna.session_transaction() as session:
        kept = str(dict(session))
    shown = CODE.findall(anna.get(answer.location).text)

    assert len(shown) == 8
    assert not any(code in kept for code in shown)


def test_recovery_codes_are_shown_once(app: Flask, anna: FlaskClient) -> None:
    switch_on(app, anna)

    assert anna.get("/konto/kody-zapasowe").location == "/konto"


def test_new_recovery_codes_replace_the_earlier(app: Flask, anna: FlaskClient, client: FlaskClient) -> None:
    old = switch_on(app, anna)

    post(anna, "/konto/kody-zapasowe", on="/konto", codes_current=PASSWORD)
    new = CODE.findall(anna.get("/konto/kody-zapasowe").text)
    enter(client, EMAIL, PASSWORD)

    assert post(client, "/zaloguj/kod", code=old[0]).status_code == 401
    assert post(client, "/zaloguj/kod", code=new[0]).status_code == 303


def test_codes_are_switched_off_with_the_password_only(app: Flask, anna: FlaskClient) -> None:
    switch_on(app, anna)

    refused = post(anna, "/konto/kody/wylacz", on="/konto", codes_current="wrong password")
    still_on = row_of(app).tf_totp_secret
    done = post(anna, "/konto/kody/wylacz", on="/konto", codes_current=PASSWORD)

    assert refused.status_code == 422
    assert still_on
    assert done.status_code == 303
    assert enter(app.test_client(), EMAIL, PASSWORD).location == "/"


def test_sign_out_everywhere_ends_every_session(app: Flask, anna: FlaskClient) -> None:
    elsewhere = app.test_client()
    enter(elsewhere, EMAIL, PASSWORD)

    answer = post(anna, "/konto/wyloguj-wszedzie", on="/konto")

    assert answer.location == "/zaloguj"
    assert [client.get("/konto").status_code for client in (anna, elsewhere)] == [302, 302]


def test_every_deed_is_on_record_without_a_secret(app: Flask, anna: FlaskClient) -> None:
    codes = switch_on(app, anna)
    post(anna, "/konto/haslo", on="/konto", current=PASSWORD, password=NEW, again=NEW)
    post(anna, "/konto/kody/wylacz", on="/konto", codes_current=NEW)
    post(anna, "/konto/wyloguj-wszedzie", on="/konto")

    with app.app_context():
        events: Any = list(db.session.scalars(select(AuditEventRow).order_by(AuditEventRow.id)))
    assert [event.deed for event in events] == [
        "sign_in",
        "switch_on_second_step",
        "change_password",
        "switch_off_second_step",
        "sign_out_everywhere",
    ]
    told = str([event.details for event in events])
    assert not any(secret in told for secret in (PASSWORD, NEW, *codes))
