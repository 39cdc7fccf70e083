"""Every answer carries the headers that tell browsers what not to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_config
from tracker import create_app
from tracker.gate.guards import open_to_all

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = (
    "/",
    "/zasady",
    "/nie-ma-takiej",
    "/projekty/nie-ma",
    "/?stan=abc",
    "/static/css/base.css",
    "/static/nie-ma",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(app: Flask, address: str) -> None:
    with app.test_client().get(address) as answer:
        headers = answer.headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_a_refused_form_carries_them_too(app: Flask) -> None:
    answer = app.test_client().post("/jezyk")

    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_failure_carries_them_too(app: Flask) -> None:
    @app.get("/failing")
    @open_to_all("A page of this test.")
    def fail() -> str:
        raise RuntimeError

    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    answer = app.test_client().get("/failing")

    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_under_tls_browsers_are_told_to_stay_there(app: Flask) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True

    assert app.test_client().get("/zasady").headers["Strict-Transport-Security"].startswith("max-age=")


def test_the_session_cookie_is_out_of_reach_of_scripts(app: Flask) -> None:
    cookie = app.test_client().get("/zasady").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_under_tls_no_other_host_can_set_the_session_cookie(tmp_path: Path, sqlite_url: str) -> None:
    app = create_app(replace(make_config(tmp_path, sqlite_url), https=True))

    cookie = app.test_client().get("/zasady", base_url="https://localhost").headers["Set-Cookie"]

    assert cookie.startswith("__Host-session=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie


def test_a_method_that_echoes_is_not_served(app: Flask) -> None:
    assert app.test_client().open("/zasady", method="TRACE").status_code == 405


def test_no_page_has_inline_script_or_style(reader_pages: list[str]) -> None:
    for text in reader_pages:
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


@pytest.fixture
def reader_pages(bundled: Flask) -> list[str]:
    """The pages of reading as they are sent."""
    client = bundled.test_client()
    return [client.get(address).text for address in ("/", "/projekty/rzeczna", "/zasady", "/wzornik", "/nie-ma")]
