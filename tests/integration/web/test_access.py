"""Until there are accounts only the tracker's own computer edits."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.test_app import ROOT, free_port
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


def test_an_empty_portfolio_offers_no_form_to_strangers(client: FlaskClient) -> None:
    own = client.get("/")
    strange = client.get("/", headers={"X-Forwarded-For": "10.0.0.7"})

    assert own.text.count('href="/projekty/nowy"') == 2
    assert "/projekty/nowy" not in strange.text


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_the_computer_itself_may_edit(app: Flask, address: str) -> None:
    store(app, make_record())
    origin = {"REMOTE_ADDR": address}

    project = app.test_client().get("/projekty/klucze", environ_overrides=origin)

    assert EDIT in project.text
    assert "/projekty/nowy" in project.text
    assert app.test_client().get(EDIT, environ_overrides=origin).status_code == 200


def test_the_served_tracker_sees_that_a_proxy_stands_in_between(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "TRACKER_INSTANCE": str(tmp_path), "TRACKER_PORT": str(port)}

    with subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        codes = [ask(port, headers) for headers in ({}, {"X-Forwarded-For": "10.0.0.7"}, {"Forwarded": "for=10.0.0.7"})]
        program.send_signal(signal.SIGINT)
        program.wait(timeout=30)

    assert codes == [200, 403, 403]


def ask(port: int, headers: dict[str, str]) -> int:
    """The status of the form of a new project, asked for over the network."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/projekty/nowy", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


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
