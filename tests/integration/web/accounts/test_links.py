"""Links open one account once, and nobody learns why one opens nothing."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from tests.accounts import PASSWORD, add_account, close
from tests.integration.smtp import Letterbox, mail_server
from tests.integration.web.editing import make_record, store
from tests.integration.web.forms import enter, post, token_of
from tracker.domain.sign_in import LINK_LIFE, LinkPurpose
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.clock import now
from tracker.services.accounts.invitations import InvitationDraft, invite
from tracker.storage.accounts import find_account
from tracker.storage.base import db
from tracker.storage.models import AccountLinkRow, AccountRow, AuditEventRow, CentreRow
from tracker.storage.transactions import transaction
from tracker.web.accounts.asking import SENDING

EMAIL = "anna@osrodek.pl"
NEW = "nowe dobre haslo"
LINK = re.compile(r"https://portfel\.example\.org(/\S+)")


def make_invitation(app: Flask, draft: InvitationDraft | None = None) -> str:
    """An invitation's address."""
    with app.app_context(), transaction():
        made = invite(draft or InvitationDraft(EMAIL, Role.READER), actor="Test", actor_key=None, at=now())
    return f"/zaproszenie/{made.token}"


def age_links(app: Flask, by: timedelta) -> None:
    """Let time pass over every link."""
    with app.app_context(), transaction():
        for row in db.session.scalars(select(AccountLinkRow)):
            row.issued_at -= by
            row.expires_at -= by


@pytest.fixture
def letters(app: Flask) -> Iterator[Letterbox]:
    """The application sends mail to this letterbox."""
    with mail_server() as box:
        app.extensions["tracker_config"] = replace(
            app.extensions["tracker_config"],
            smtp_url=box.url,
            mail_from="portfel@example.org",
            base_url="https://portfel.example.org",
        )
        yield box
        wait_for_letters()


def wait_for_letters() -> None:
    """Let every letter that was asked for be sent, or not."""
    for thread in threading.enumerate():
        if thread.name == SENDING:
            thread.join()


def test_an_invitation_tells_role_and_centre(app: Flask, client: FlaskClient) -> None:
    store(app, make_record())
    with app.app_context():
        centre = db.session.scalars(select(CentreRow.id)).one()

    page = client.get(make_invitation(app, InvitationDraft(EMAIL, Role.DIRECTOR, centre_id=centre))).text

    assert EMAIL in page
    assert "OPS Klucze" in page


def test_an_invitation_tells_voivodeships(app: Flask, client: FlaskClient) -> None:
    reach = frozenset({Voivodeship.LUBELSKIE, Voivodeship.SLASKIE})

    page = client.get(make_invitation(app, InvitationDraft(EMAIL, Role.COORDINATOR, voivodeships=reach))).text

    assert "lubelskie, śląskie" in page


def test_accepting_opens_the_account(app: Flask, client: FlaskClient) -> None:
    address = make_invitation(app)

    answer = post(client, address, name="Anna Nowak", password=NEW, again=NEW)

    assert (answer.status_code, answer.location) == (303, "/")
    assert "Anna Nowak" in client.get("/konto").text
    assert enter(app.test_client(), EMAIL, NEW).status_code == 303
    with app.app_context():
        assert list(db.session.scalars(select(AuditEventRow.deed).order_by(AuditEventRow.id))) == [
            "invite",
            "accept_invitation",
            "sign_in",
            "sign_in",
        ]
        assert NEW not in str(list(db.session.scalars(select(AuditEventRow.details))))


def test_passwords_are_kept_as_argon2id(app: Flask, client: FlaskClient) -> None:
    post(client, make_invitation(app), name="Anna", password=NEW, again=NEW)

    with app.app_context():
        assert str(db.session.scalars(select(AccountRow.password)).one()).startswith("$argon2id$")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"name": "", "password": NEW, "again": NEW}, {"name"}),
        ({"name": "Anna", "password": "", "again": ""}, {"password"}),
        ({"name": "Anna", "password": "123456789", "again": "123456789"}, {"password"}),
        ({"name": "Anna", "password": "x" * 129, "again": "x" * 129}, {"password"}),
        ({"name": "Anna", "password": NEW, "again": "inne haslo 1"}, {"again"}),
        ({"name": "\x00\x07", "password": NEW, "again": NEW}, {"name"}),
        ({"name": "\ufffd -. 7", "password": NEW, "again": NEW}, {"name"}),
    ],
)
def test_what_cannot_be_taken_leaves_the_invitation_open(
    app: Flask, client: FlaskClient, typed: dict[str, str], fields: set[str]
) -> None:
    address = make_invitation(app)

    answer = post(client, address, **typed)

    assert answer.status_code == 422
    assert set(re.findall(r'id="field-(\w+)-error"', answer.text)) == fields
    assert client.get(address).status_code == 200


def test_links_that_open_nothing_look_the_same(app: Flask, client: FlaskClient) -> None:
    used = make_invitation(app)
    post(app.test_client(), used, name="Anna", password=NEW, again=NEW)
    old = make_invitation(app, InvitationDraft("old@osrodek.pl", Role.READER))
    age_links(app, LINK_LIFE[LinkPurpose.INVITATION])
    closed = make_invitation(app, InvitationDraft("closed@osrodek.pl", Role.READER))
    with app.app_context():
        account = find_account("closed@osrodek.pl")
    assert account is not None
    close(app, account.key)

    pages = [
        client.get(address) for address in (used, old, closed, "/zaproszenie/unknown", "/haslo/x", "/zaloguj/link/x")
    ]

    assert {page.status_code for page in pages} == {404}
    texts = {re.sub(r'value="[^"]*"', "", page.text) for page in pages}
    assert len(texts) == 1


def test_an_invitation_is_accepted_once(app: Flask) -> None:
    address = make_invitation(app)
    first, second = app.test_client(), app.test_client()
    second.get(address)
    kept = post(second, address, name="", password="", again="")

    post(first, address, name="Anna", password=NEW, again=NEW)
    answer = second.post(
        address,
        data={
            "csrf_token": re.findall(r'csrf_token" value="([^"]+)', kept.text)[0],
            "name": "Ktoś",
            "password": NEW,
            "again": NEW,
        },
    )

    assert answer.status_code == 404
    with app.app_context():
        assert db.session.scalars(select(AccountRow.name)).one() == "Anna"


def test_opening_a_link_changes_nothing(app: Flask, client: FlaskClient) -> None:
    address = make_invitation(app)

    client.get(address)

    assert client.get(address).status_code == 200


def test_tokens_are_kept_as_hashes(app: Flask) -> None:
    token = make_invitation(app).rpartition("/")[2]

    with app.app_context():
        kept = db.session.scalars(select(AccountLinkRow.token_hash)).one()
    assert len(kept) == 64
    assert token not in kept


def test_without_mail_the_page_says_whom_to_ask(client: FlaskClient) -> None:
    page = client.get("/zaloguj/link?po=haslo")

    assert page.status_code == 200
    assert 'name="email"' not in page.text
    assert '/zaloguj/link"' not in client.get("/zaloguj").text


def test_a_mailed_link_signs_in_once(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)

    answer = post(client, "/zaloguj/link", email=EMAIL)
    letter = letters.next_letter()
    (link,) = LINK.findall(letter.get_content())

    assert answer.location == "/zaloguj/link/wyslany"
    assert (letter["To"], letter["From"]) == (EMAIL, "portfel@example.org")
    assert post(client, link).status_code == 303
    assert client.get("/konto").status_code == 200
    assert app.test_client().get(link).status_code == 404


def test_a_mailed_link_lives_an_hour(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)
    post(client, "/zaloguj/link", email=EMAIL)
    (link,) = LINK.findall(letters.next_letter().get_content())

    age_links(app, timedelta(minutes=59))
    assert client.get(link).status_code == 200
    age_links(app, timedelta(minutes=1))
    assert client.get(link).status_code == 404


def test_what_ends_sessions_uses_up_mailed_links(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)
    enter(inside := app.test_client(), EMAIL, PASSWORD)
    post(client, "/zaloguj/link", email=EMAIL)
    (sign_in,) = LINK.findall(letters.next_letter().get_content())
    post(client, "/zaloguj/link", on="/zaloguj/link?po=haslo", email=EMAIL, po="haslo")
    (new_password,) = LINK.findall(letters.next_letter().get_content())
    before = [client.get(link).status_code for link in (sign_in, new_password)]

    post(inside, "/konto/wyloguj-wszedzie", on="/konto")

    assert before == [200, 200]
    assert [client.get(link).status_code for link in (sign_in, new_password)] == [404, 404]


def test_a_new_password_ends_every_session(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)
    elsewhere = app.test_client()
    enter(elsewhere, EMAIL, PASSWORD)
    post(client, "/zaloguj/link", on="/zaloguj/link?po=haslo", email=EMAIL, po="haslo")
    (link,) = LINK.findall(letters.next_letter().get_content())

    answer = post(client, link, password=NEW, again=NEW)

    assert (answer.status_code, answer.location) == (303, "/zaloguj")
    assert elsewhere.get("/konto").status_code == 302
    assert client.get(link).status_code == 404
    assert enter(app.test_client(), EMAIL, PASSWORD).status_code == 401
    assert enter(app.test_client(), EMAIL, NEW).status_code == 303


def test_the_answer_is_the_same_for_every_email(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    close(app, add_account(app, Role.READER, email="closed@osrodek.pl"))

    answers = [
        post(client, "/zaloguj/link", email=email)
        for email in ("nobody@osrodek.pl", "closed@osrodek.pl", "a\0b@osrodek.pl")
    ]

    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/zaloguj/link/wyslany")}
    wait_for_letters()
    assert letters.is_empty


def test_an_account_is_looked_for_after_the_answer(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)
    token = token_of(client.get("/zaloguj/link").text)
    asked: list[str] = []

    def note(*told: Any) -> None:
        if threading.current_thread().name != SENDING:
            asked.append(told[2])

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    client.post("/zaloguj/link", data={"csrf_token": token, "email": EMAIL})

    assert letters.next_letter()["To"] == EMAIL
    assert any("sign_in_attempts" in statement for statement in asked)
    assert not any("account" in statement for statement in asked)


def test_many_requests_from_one_address_have_to_wait(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    page = client.get("/zaloguj/link").text
    sent = {"csrf_token": token_of(page), "email": "nobody@osrodek.pl"}

    answers = [client.post("/zaloguj/link", data=sent) for _ in range(31)]
    wait_for_letters()

    assert [answer.status_code for answer in answers] == [303] * 30 + [429]
    assert re.search(r"\d\d:\d\d:\d\d", answers[-1].text)
    assert enter(app.test_client(), EMAIL, PASSWORD).status_code == 429
    assert letters.is_empty


def test_a_letterbox_is_not_filled(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)

    for _ in range(3):
        post(client, "/zaloguj/link", email=EMAIL)

    letters.next_letter()
    with app.app_context():
        assert len(list(db.session.scalars(select(AccountLinkRow)))) == 1


def test_the_link_does_not_believe_the_request(app: Flask, client: FlaskClient, letters: Letterbox) -> None:
    add_account(app, Role.COORDINATOR, email=EMAIL)

    client.get("/zaloguj/link", base_url="http://attacker.example")
    page = client.get("/zaloguj/link", base_url="http://attacker.example").text
    token = re.findall(r'csrf_token" value="([^"]+)', page)[0]
    client.post("/zaloguj/link", data={"csrf_token": token, "email": EMAIL}, base_url="http://attacker.example")

    assert "attacker" not in letters.next_letter().get_content()


@pytest.mark.usefixtures("letters")
def test_where_there_is_mail_a_password_may_be_left_out(app: Flask, client: FlaskClient) -> None:
    answer = post(client, make_invitation(app), name="Anna", password="", again="")

    assert answer.status_code == 303
    with app.app_context():
        assert db.session.scalars(select(AccountRow.password)).one() is None
