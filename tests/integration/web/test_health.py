"""Whether a process lives and whether it can serve, as whatever balances processes asks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_config
from tracker import create_app


def test_a_process_that_can_serve_says_so(app: Flask) -> None:
    live, ready = (app.test_client().get(path) for path in ("/zdrowie", "/zdrowie/gotowosc"))

    assert (live.status_code, live.json) == (200, {"status": "live"})
    assert (ready.status_code, ready.json) == (
        200,
        {"status": "ready", "checks": {"database": "ok", "schema": "ok"}},
    )
    assert "Set-Cookie" not in live.headers
    assert ready.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("database", "checks"),
    [
        ("sqlite:////nowhere/at/all/portfel.sqlite", {"database": "unreachable", "schema": "unknown"}),
        ("sqlite:///{folder}/new.sqlite", {"database": "ok", "schema": "outdated"}),
    ],
)
def test_without_its_database_it_lives_and_is_not_ready(tmp_path: Path, database: str, checks: dict[str, str]) -> None:
    client = create_app(make_config(tmp_path, database.format(folder=tmp_path))).test_client()

    live, ready = client.get("/zdrowie"), client.get("/zdrowie/gotowosc")

    assert live.status_code == 200
    assert (ready.status_code, ready.json) == (503, {"status": "not ready", "checks": checks})
