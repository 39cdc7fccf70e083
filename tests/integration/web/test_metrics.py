"""Measurements are told to whoever has the token, count every request once, and name nobody."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import SECRET_KEY, make_config
from tests.serving import PATIENCE, SEVERAL_PROCESSES, Server
from tracker import create_app
from tracker.storage.connection import close_connections

TOKEN = "a token that only the monitoring of this test knows"
ADDRESS = "/metryki"


def bearer(token: str) -> dict[str, str]:
    """The header of a request with a token."""
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def measured(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application that measures."""
    app = create_app(replace(make_config(tmp_path, database_url), metrics_token=TOKEN))
    yield app
    with app.app_context():
        close_connections()


@pytest.fixture
def visitor(measured: Flask) -> FlaskClient:
    """A client of it."""
    return measured.test_client()


def values(text: str) -> dict[tuple[str, ...], float]:
    """What is told: by name and the values of its labels in the order of their names."""
    return {
        (sample.name, *(value for _name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def told(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """What the measurements are."""
    answer = client.get(ADDRESS, headers=bearer(TOKEN))
    assert answer.status_code == 200
    return values(answer.text)


def test_every_request_is_counted_once_by_its_declared_address(visitor: FlaskClient) -> None:
    for path in ("/projekty/ktos-inny", "/projekty/jan-kowalski", "/zdrowie", "/nie-ma/takiej", "/static/css/base.css"):
        visitor.get(path)
    visitor.post("/jezyk", data={})

    counted = told(visitor)

    assert counted["portfel_requests_total", "/projekty/<slug>", "GET", "404"] == 2
    assert counted["portfel_requests_total", "/zdrowie", "GET", "200"] == 1
    assert counted["portfel_requests_total", "(none)", "(none)", "404"] == 1
    assert counted["portfel_requests_total", "/static/<path:filename>", "GET", "200"] == 1
    assert counted["portfel_requests_total", "/jezyk", "POST", "400"] == 1
    assert counted["portfel_request_seconds_count", "/projekty/<slug>", "GET"] == 2
    assert counted["portfel_request_seconds_bucket", "/zdrowie", "+Inf", "GET"] == 1


def test_nothing_that_was_asked_is_told(visitor: FlaskClient) -> None:
    visitor.get("/projekty/jan-kowalski?q=szukane")
    visitor.get("/ekran/token-ekranu")
    visitor.open("/zdrowie", method="WYMYSLONA")

    text = visitor.get(ADDRESS, headers=bearer(TOKEN)).text

    assert not re.search("kowalski|szukane|token-ekranu|WYMYSLONA", text)


def test_request_that_asks_is_the_only_one_under_way(visitor: FlaskClient) -> None:
    visitor.get("/zdrowie")
    visitor.get("/projekty/nie-ma")

    assert told(visitor)["portfel_requests_in_progress",] == 1


def test_how_the_database_is(visitor: FlaskClient) -> None:
    well = told(visitor)

    assert (well["portfel_database_up",], well["portfel_schema_current",]) == (1, 1)


@pytest.mark.parametrize(
    "headers",
    [{}, bearer("another"), bearer(""), bearer(TOKEN[:-1]), bearer(TOKEN + "ł"), {"Authorization": f"Basic {TOKEN}"}],
    ids=["none", "another", "empty", "shorter", "foreign", "basic"],
)
def test_without_the_token_there_is_no_such_page(visitor: FlaskClient, headers: dict[str, str]) -> None:
    assert visitor.get(ADDRESS, headers=headers).status_code == 404
    assert visitor.get(f"{ADDRESS}?token={TOKEN}").status_code == 404


def test_nothing_is_measured_unless_somebody_may_look(client: FlaskClient) -> None:
    answers = [client.get(ADDRESS, headers=headers) for headers in ({}, bearer(""), bearer(TOKEN))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "measurements" not in client.application.extensions


@pytest.mark.no_cover
def test_several_processes_count_together(
    tmp_path: Path, bundled_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_METRICS_TOKEN", TOKEN)
    server = Server(tmp_path, bundled_sqlite_url, SECRET_KEY, program=SEVERAL_PROCESSES)
    server.start()
    try:
        for _ in range(20):
            assert ask(server, "/zdrowie").startswith('{"status":"live"}')
        counted = [values(ask(server, ADDRESS)) for _ in range(4)]
    finally:
        server.kill()

    assert [one["portfel_requests_total", "/zdrowie", "GET", "200"] for one in counted] == [20] * 4
    assert [one["portfel_requests_in_progress",] for one in counted] == [1] * 4


def ask(server: Server, path: str) -> str:
    """An answer on a connection of its own, which any of the processes may take."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=bearer(TOKEN))
        return connection.getresponse().read().decode()
    finally:
        connection.close()
