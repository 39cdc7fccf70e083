"""Accounts of others: seen and changed as far as one's rights reach."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts import PASSWORD, add_account, sign_in, signed_in_as
from tests.integration.smtp import mail_server
from tests.integration.web.accounts.test_profile import switch_on
from tests.integration.web.editing import make_record, store
from tests.integration.web.forms import enter, post
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.accounts import find_account, get_account
from tracker.storage.base import db
from tracker.storage.models import AuditEventRow, CentreRow

NEW = "ewa@osrodek.pl"
LINK = re.compile(r"http://localhost(/zaproszenie/[\w-]+)")


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    """An administrator of a tracker with the projects of Klucze and of Bukowno, both in Małopolska."""
    store(app, make_record(), make_record("bukowno", "Bukowno"))
    return signed_in_as(app, Role.ADMINISTRATOR, name="Jan Administrator")


def centre(app: Flask, place: str = "Klucze") -> str:
    """The key of a centre, as forms send it."""
    with app.app_context():
        return str(db.session.execute(select(CentreRow.id).where(CentreRow.place == place)).scalar_one())


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.REPORTER, Role.READER])
def test_most_roles_manage_no_accounts(app: Flask, role: Role) -> None:
    store(app, make_record())
    client = signed_in_as(app, role, centre="klucze")

    assert client.get("/uzytkownicy").status_code == 403
    assert "/uzytkownicy" not in client.get("/").text


def test_nobody_manages_accounts_without_signing_in(client: FlaskClient) -> None:
    assert client.get("/uzytkownicy").location == "/zaloguj?dalej=%2Fuzytkownicy"


def test_an_administrator_sees_every_account(app: Flask, administrator: FlaskClient) -> None:
    add_account(app, Role.DIRECTOR, email="d@osrodek.pl", centre="klucze")
    add_account(app, Role.READER, email="r@osrodek.pl", voivodeships=[Voivodeship.LUBELSKIE])

    page = administrator.get("/uzytkownicy").text

    assert "d@osrodek.pl" in page
    assert "r@osrodek.pl" in page
    assert "lubelskie" in page


@pytest.mark.usefixtures("administrator")
def test_a_coordinator_sees_people_of_centres_within_reach(app: Flask) -> None:
    near = add_account(app, Role.DIRECTOR, email="near@osrodek.pl", centre="klucze")
    reader = add_account(app, Role.READER, email="reader@osrodek.pl")
    of_region = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE])
    elsewhere = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.LUBELSKIE])

    assert "near@osrodek.pl" in of_region.get("/uzytkownicy").text
    assert "reader@osrodek.pl" not in of_region.get("/uzytkownicy").text
    assert of_region.get(f"/uzytkownicy/{near}").status_code == 200
    assert of_region.get(f"/uzytkownicy/{reader}").status_code == 404
    assert elsewhere.get(f"/uzytkownicy/{near}").status_code == 404
    assert "near@osrodek.pl" not in elsewhere.get("/uzytkownicy").text


def test_the_list_is_searched_and_filtered(app: Flask, administrator: FlaskClient) -> None:
    add_account(app, Role.DIRECTOR, email="d@osrodek.pl", name="Anna Łącka", centre="klucze")
    add_account(app, Role.READER, email="r@osrodek.pl", name="Ewa Bąk")

    by_words = administrator.get("/uzytkownicy?szukaj=łącka+ops").text
    by_role = administrator.get("/uzytkownicy?rola=reader").text
    by_state = administrator.get("/uzytkownicy?stan_konta=invited").text

    assert ("d@osrodek.pl" in by_words, "r@osrodek.pl" in by_words) == (True, False)
    assert ("d@osrodek.pl" in by_role, "r@osrodek.pl" in by_role) == (False, True)
    assert ("d@osrodek.pl" in by_state, "r@osrodek.pl" in by_state) == (False, False)


def test_an_invitation_shows_its_link_once_and_opens(app: Flask, administrator: FlaskClient) -> None:
    answer = post(administrator, "/uzytkownicy", email=NEW, role="director", centre=centre(app))

    first, second = administrator.get(answer.location).text, administrator.get(answer.location).text
    (link,) = LINK.findall(first)
    assert not LINK.findall(second)
    assert post(app.test_client(), link, name="Ewa", password=PASSWORD, again=PASSWORD).status_code == 303


def test_an_invitations_link_waits_unreadable_in_the_session(administrator: FlaskClient) -> None:
    answer = post(administrator, "/uzytkownicy", email=NEW, role="reader")

    with administrator.session_transaction() as session:
        kept = str(dict(session))
    (link,) = LINK.findall(administrator.get(answer.location).text)
    assert link.rpartition("/")[2] not in kept


def test_an_invitation_is_mailed_where_there_is_mail(app: Flask, administrator: FlaskClient) -> None:
    config = app.extensions["tracker_config"]
    with mail_server() as box:
        for name, value in (("smtp_url", box.url), ("mail_from", "p@example.org"), ("base_url", "https://p.example")):
            object.__setattr__(config, name, value)
        answer = post(administrator, "/uzytkownicy", email=NEW, role="reader")
        letter = box.next_letter()

    assert letter["To"] == NEW
    assert "https://p.example/zaproszenie/" in letter.get_content()
    assert "Jan Administrator" in letter.get_content()
    assert "https://p.example/zaproszenie/" in administrator.get(answer.location).text


def test_mail_that_does_not_go_out_is_told(app: Flask, administrator: FlaskClient) -> None:
    config = app.extensions["tracker_config"]
    with mail_server(refuses=True) as box:
        for name, value in (("smtp_url", box.url), ("mail_from", "p@example.org"), ("base_url", "https://p.example")):
            object.__setattr__(config, name, value)
        answer = post(administrator, "/uzytkownicy", email=NEW, role="reader")

    page = administrator.get(answer.location).text
    assert answer.status_code == 303
    assert "note--warning" in page
    assert "/zaproszenie/" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "ewa", "role": "reader"}, "email"),
        ({"email": NEW, "role": ""}, "role"),
        ({"email": NEW, "role": "owner"}, "role"),
        ({"email": NEW, "role": "director", "centre": ""}, "centre"),
        ({"email": NEW, "role": "director", "centre": "99999"}, "centre"),
        ({"email": NEW, "role": "reader", "centre": "klucze"}, "centre"),
        ({"email": NEW, "role": "administrator", "voivodeship-06": "1"}, "voivodeships"),
        ({"email": NEW, "role": "reader", "voivodeship-99": "1"}, "voivodeships"),
    ],
)
def test_what_cannot_be_invited_is_said_at_the_field(
    app: Flask, administrator: FlaskClient, typed: dict[str, str], field: str
) -> None:
    answer = post(administrator, "/uzytkownicy", **typed)

    assert answer.status_code == 422
    assert f'id="field-{field}-error"' in answer.text
    with app.app_context():
        assert find_account(NEW) is None


def test_an_email_has_one_account(administrator: FlaskClient) -> None:
    post(administrator, "/uzytkownicy", email=NEW, role="reader")

    answer = post(administrator, "/uzytkownicy", email=NEW.upper(), role="reader")

    assert answer.status_code == 422
    assert 'id="field-email-error"' in answer.text


@pytest.mark.parametrize("role", ["administrator", "coordinator", "reader"])
def test_a_coordinator_gives_no_role_that_reaches_further(app: Flask, coordinator: FlaskClient, role: str) -> None:
    answer = post(coordinator, "/uzytkownicy", email=NEW, role=role)

    assert answer.status_code == 422
    with app.app_context():
        assert find_account(NEW) is None


@pytest.mark.usefixtures("administrator")
def test_a_coordinator_invites_to_centres_within_reach_only(app: Flask) -> None:
    client = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.LUBELSKIE])

    answer = post(client, "/uzytkownicy", email=NEW, role="director", centre=centre(app))

    assert answer.status_code == 422
    with app.app_context():
        assert find_account(NEW) is None


def test_rights_change_at_once(app: Flask, administrator: FlaskClient) -> None:
    key = add_account(app, Role.READER)
    client = sign_in(app.test_client(), key)

    answer = post(administrator, f"/uzytkownicy/{key}", role="coordinator", **{"voivodeship-12": "1"})

    with app.app_context():
        account = get_account(key)
    assert answer.status_code == 303
    assert (account.role, account.voivodeships) == (Role.COORDINATOR, frozenset({Voivodeship.MALOPOLSKIE}))
    assert client.get("/projekty/klucze/edytuj").status_code == 200


@pytest.mark.usefixtures("administrator")
def test_nobody_changes_their_own_rights(app: Flask) -> None:
    key = add_account(app, Role.ADMINISTRATOR)
    client = sign_in(app.test_client(), key)

    for deed in ("", "/zamknij", "/kody"):
        assert post(client, f"/uzytkownicy/{key}{deed}", on="/uzytkownicy", role="reader").status_code == 403


def test_a_closed_account_is_out_until_it_is_reopened(app: Flask, administrator: FlaskClient) -> None:
    key = add_account(app, Role.READER, email=NEW)
    client = app.test_client()
    enter(client, NEW, PASSWORD)

    post(administrator, f"/uzytkownicy/{key}/zamknij", on=f"/uzytkownicy/{key}")
    assert client.get("/konto").status_code == 302
    assert enter(app.test_client(), NEW, PASSWORD).status_code == 401

    post(administrator, f"/uzytkownicy/{key}/otworz", on=f"/uzytkownicy/{key}")
    assert client.get("/konto").status_code == 302
    assert enter(app.test_client(), NEW, PASSWORD).status_code == 303


def test_a_new_link_makes_the_earlier_one_worthless(app: Flask, administrator: FlaskClient) -> None:
    page = post(administrator, "/uzytkownicy", email=NEW, role="reader").location
    (first,) = LINK.findall(administrator.get(page).text)

    post(administrator, f"{page}/zaproszenie", on=page)
    (second,) = LINK.findall(administrator.get(page).text)

    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200


def test_who_has_come_is_not_invited_again(app: Flask, administrator: FlaskClient) -> None:
    key = add_account(app, Role.READER)

    answer = post(administrator, f"/uzytkownicy/{key}/zaproszenie", on=f"/uzytkownicy/{key}")

    assert answer.status_code == 409


def test_a_lost_phone_is_forgotten(app: Flask, administrator: FlaskClient) -> None:
    key = add_account(app, Role.READER, email=NEW)
    client = app.test_client()
    enter(client, NEW, PASSWORD)
    switch_on(app, client)

    post(administrator, f"/uzytkownicy/{key}/kody", on=f"/uzytkownicy/{key}")

    assert enter(app.test_client(), NEW, PASSWORD).location == "/"


def test_every_deed_is_on_record_with_who_did_it(app: Flask, administrator: FlaskClient) -> None:
    page = post(administrator, "/uzytkownicy", email=NEW, role="director", centre=centre(app)).location
    post(administrator, page, role="reporter", centre=centre(app, "Bukowno"))
    post(administrator, f"{page}/zamknij", on=page)
    post(administrator, f"{page}/otworz", on=page)

    with app.app_context():
        events = list(db.session.scalars(select(AuditEventRow).order_by(AuditEventRow.id)))
    assert [event.deed for event in events] == ["invite", "change_rights", "close_account", "reopen_account"]
    assert {event.actor for event in events} == {"Jan Administrator"}
    assert events[1].details["before"]["role"] == "director"
    assert events[1].details["after"]["role"] == "reporter"
    assert "zaproszenie" not in str([event.details for event in events])
