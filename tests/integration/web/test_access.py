"""Pages of editing are for those who may edit; nobody else sees a way to them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.editing import EDIT, SOURCE, fill, make_record, opened, opened_page, store, stored
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.bearer import PREFIX
from tracker.storage.transactions import data_version

OPEN_TO_ALL = {
    "frame.choose_language",
    "screen.nothing",
    *(f"accounts.{name}" for name in ("enter", "enter_code", "leave", "send_asked_link")),
}
"""Deeds that change nothing but the sender's own session, and the address below which nothing is."""

VALUE = f"{EDIT}/fakt/total_value"
NEW_VALUE = {"value": "1700", "kind": "agreed", "counts": "new", "reason": 'Aneks "nowy"\r\nz czerwca'}


def addresses(app: Flask, method: str) -> list[str]:
    """Every address of the pages that take a method, with the project's own values in place of variables."""
    rules = [
        rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint not in OPEN_TO_ALL
    ]
    values = {"slug": "klucze", "fact": "total_value", "number": 1, "key": 1}
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return [
            adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            for rule in rules
            if rule.arguments <= values.keys() and "static" not in rule.endpoint
        ]


def test_nobody_edits_without_signing_in(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    store(app, make_record())
    client = app.test_client()

    codes = {address: client.post(address).status_code for address in addresses(app, "POST")}

    assert len(codes) >= 9
    assert set(codes.values()) == {401}, codes


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.REPORTER, Role.READER])
def test_a_role_that_does_not_edit_sees_no_form_and_no_way_to_it(app: Flask, role: Role) -> None:
    store(app, make_record())
    client = signed_in_as(app, role, centre="klucze")

    form = client.get(EDIT)
    project = client.get("/projekty/klucze")

    assert form.status_code == 403
    assert project.status_code == 200
    assert EDIT not in project.text
    assert "/projekty/nowy" not in project.text


def test_a_coordinator_of_another_voivodeship_does_not_edit(app: Flask) -> None:
    store(app, make_record())
    client = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.LUBELSKIE])

    form = client.get(EDIT)

    assert form.status_code == 403
    assert EDIT not in client.get("/projekty/klucze").text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_may_edit_sees_the_way_to_it(app: Flask, role: Role) -> None:
    store(app, make_record())
    client = signed_in_as(app, role)

    project = client.get("/projekty/klucze")

    assert EDIT in project.text
    assert 'href="/wczytaj"' in project.text
    assert client.get(EDIT).status_code == 200


def test_an_empty_portfolio_offers_no_form_to_strangers(coordinator: FlaskClient, client: FlaskClient) -> None:
    own = coordinator.get("/")
    strange = client.get("/")

    assert own.text.count('href="/projekty/nowy"') == 1
    assert own.text.count('href="/wczytaj"') == 2
    assert "/projekty/nowy" not in strange.text
    assert "/wczytaj" not in strange.text


@pytest.mark.parametrize("address", ["/", "/projekty/klucze", "/projekty/nie-ma", "/zasady", EDIT])
def test_a_closed_portfolio_leads_to_the_sign_in_page_and_back(app: Flask, address: str) -> None:
    object.__setattr__(app.extensions["tracker_config"], "is_public", False)
    store(app, make_record())

    answer = app.test_client().get(address)

    onward = f"?dalej={address.replace('/', '%2F')}" if address != "/" else ""
    assert (answer.status_code, answer.location) == (302, f"/zaloguj{onward}")


def test_what_a_person_may_not_read_does_not_exist(app: Flask) -> None:
    object.__setattr__(app.extensions["tracker_config"], "is_public", False)
    store(app, make_record(), make_record("bukowno", "Bukowno"))
    client = signed_in_as(app, Role.DIRECTOR, centre="bukowno")

    assert client.get("/projekty/bukowno").status_code == 200
    assert client.get("/projekty/klucze").status_code == 404


def test_a_script_is_told_where_to_sign_in(app: Flask) -> None:
    store(app, make_record())

    for headers in ({"Accept": "application/json"}, {"X-Requested-With": "fetch"}):
        answer = app.test_client().get(EDIT, headers=headers)

        assert answer.status_code == 401
        assert answer.json is not None
        assert answer.json["error"]
        assert answer.json["sign_in"].startswith("/zaloguj")


def test_a_session_that_ended_loses_nothing_typed(app: Flask, coordinator: FlaskClient) -> None:
    store(app, make_record())
    form = opened(coordinator, VALUE) | NEW_VALUE
    with coordinator.session_transaction() as session:
        session["seen"] = 0

    answer = coordinator.post(VALUE, data=form)

    kept = opened_page(answer.text)
    assert answer.status_code == 401
    assert f'action="{VALUE}"' in answer.text
    assert {name: kept[name] for name in NEW_VALUE} == NEW_VALUE
    assert kept["csrf_token"]
    assert kept.keys() == form.keys()


def test_the_kept_form_can_be_sent_after_signing_in_on_another_page(app: Flask, coordinator: FlaskClient) -> None:
    store(app, make_record())
    form = opened(coordinator, VALUE)
    with coordinator.session_transaction() as session:
        identity = session.pop("_user_id")
    kept = opened_page(coordinator.post(VALUE, data=form | SOURCE | NEW_VALUE).text)
    with coordinator.session_transaction() as session:
        session["_user_id"] = identity

    answer = coordinator.post(VALUE, data=kept)

    assert answer.status_code == 303
    assert len(stored(app).statements) == len(make_record().statements) + 1


def test_an_outdated_token_loses_nothing_typed(app: Flask, coordinator: FlaskClient) -> None:
    store(app, make_record())

    answer = coordinator.post(VALUE, data=NEW_VALUE | {"csrf_token": "old"})

    kept = opened_page(answer.text)
    assert answer.status_code == 400
    assert {name: kept[name] for name in NEW_VALUE} == NEW_VALUE
    assert kept["csrf_token"] != "old"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sent_is_not_offered_again(
    app: Flask, coordinator: FlaskClient, headers: dict[str, str]
) -> None:
    store(app, make_record())

    answer = coordinator.post(VALUE, data=NEW_VALUE, headers=headers)

    assert answer.status_code == 400
    assert "Aneks" not in answer.text


def test_the_name_of_the_editor_is_on_record(app: Flask) -> None:
    store(app, make_record())

    fill(signed_in_as(app, Role.COORDINATOR, name="Ewa Przykładowa"), VALUE, **NEW_VALUE)

    assert "Ewa Przykładowa" in {statement.origin.recorded_by for statement in stored(app).statements}


def test_no_get_changes_anything(app: Flask, coordinator: FlaskClient) -> None:
    store(app, make_record())
    before = stored(app)

    for address in addresses(app, "GET"):
        coordinator.get(address)

    with app.app_context():
        assert data_version() == before.revision
    assert stored(app) == before


def test_a_deed_without_its_token_is_refused(app: Flask, coordinator: FlaskClient) -> None:
    store(app, make_record())

    answers = {address: coordinator.post(address).status_code for address in addresses(app, "POST")}

    assert {code for address, code in answers.items() if not address.startswith(PREFIX)} == {400}
    # Where programs ask, a session is nobody: there is nothing that another site could have a browser do.
    assert {code for address, code in answers.items() if address.startswith(PREFIX)} == {401}
