"""Until there are accounts only the tracker's own computer edits."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.editing import EDIT, make_record, store, stored
from tracker.storage.transactions import data_version

OPEN_TO_ALL = {"frame.choose_language"}
"""Deeds that change nothing but the sender's own session."""

STRANGERS = [
    {"environ_overrides": {"REMOTE_ADDR": "10.0.0.7"}},
    {"environ_overrides": {"REMOTE_ADDR": "2001:db8::7"}},
    {"headers": {"X-Forwarded-For": "127.0.0.1"}},
    {"headers": {"Forwarded": "for=127.0.0.1"}},
    {"headers": {"Host": "attacker.example"}},
    {"headers": {"Host": "localhost.attacker.example:8000"}},
]


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


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_stranger_may_do_a_deed(app: Flask, stranger: dict[str, dict[str, str]]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    store(app, make_record())
    client = app.test_client()

    codes = {address: client.post(address, **stranger).status_code for address in addresses(app, "POST")}

    assert len(codes) >= 9
    assert set(codes.values()) == {403}, codes


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_stranger_sees_a_form_or_a_way_to_it(app: Flask, stranger: dict[str, dict[str, str]]) -> None:
    store(app, make_record())
    client = app.test_client()

    form = client.get(EDIT, **stranger)
    project = client.get("/projekty/klucze", **stranger)

    assert form.status_code == 403
    assert project.status_code == 200
    assert EDIT not in project.text
    assert "/projekty/nowy" not in project.text


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_the_computer_itself_may_edit(app: Flask, address: str) -> None:
    store(app, make_record())
    origin = {"REMOTE_ADDR": address}

    project = app.test_client().get("/projekty/klucze", environ_overrides=origin)

    assert EDIT in project.text
    assert "/projekty/nowy" in project.text
    assert app.test_client().get(EDIT, environ_overrides=origin).status_code == 200


def test_under_tls_something_stands_in_between(app: Flask) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True

    assert app.test_client().get("/projekty/nowy").status_code == 403


def test_no_get_changes_anything(app: Flask, client: FlaskClient) -> None:
    store(app, make_record())
    before = stored(app)

    for address in addresses(app, "GET"):
        client.get(address)

    with app.app_context():
        assert data_version() == before.revision
    assert stored(app) == before


def test_a_deed_without_its_token_is_refused(app: Flask, client: FlaskClient) -> None:
    store(app, make_record())

    codes = {client.post(address).status_code for address in addresses(app, "POST")}

    assert codes == {400}
