"""The log tells how every request went, by a number that the reader sees as well, and nothing about anybody."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_config
from tracker import create_app
from tracker.config import Config, LogForm
from tracker.domain.errors import InvalidInputError
from tracker.logs import JsonLines

NUMBER = "0123456789abcdef"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What was logged of requests, as a program reads it."""
    return [json.loads(JsonLines().format(one)) for one in caplog.records if one.name == "tracker.requests"]


def test_a_line_tells_the_declared_address_and_nothing_that_was_asked(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tracker.requests")

    answer = app.test_client().get("/projekty/nie-ma?szukaj=Kowalski")

    (told,) = lines(caplog)
    assert (told["method"], told["address"], told["status"]) == ("GET", "/projekty/<slug>", answer.status_code)
    assert "Kowalski" not in json.dumps(told)
    assert "nie-ma" not in json.dumps(told)
    assert isinstance(told["milliseconds"], float)


def test_the_token_of_a_screen_stays_out_of_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    app.test_client().get("/ekran/tajny-token-ekranu")

    assert "tajny-token-ekranu" not in caplog.text


def test_the_number_of_the_page_is_that_of_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    app = create_app(make_config(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/portfel"))

    answer = app.test_client().get("/")

    number = answer.headers["X-Request-ID"]
    assert answer.status_code == 503
    assert number in answer.text
    assert len(number) == 32


@pytest.mark.parametrize(("proxies", "is_taken"), [(0, False), (1, True)])
def test_only_a_proxy_of_ones_own_numbers_requests(app: Flask, proxies: int, *, is_taken: bool) -> None:
    config: Config = app.extensions["tracker_config"]
    client = create_app(replace(config, proxies=proxies)).test_client()

    given = client.get("/zdrowie", headers={"X-Request-ID": NUMBER}).headers["X-Request-ID"]
    forged = client.get("/zdrowie", headers={"X-Request-ID": "a\tb " * 9}).headers["X-Request-ID"]

    assert (given == NUMBER) is is_taken
    assert len(forged) == 32


def test_what_was_raised_is_in_one_line() -> None:
    try:
        raise ValueError("tak\nnie")
    except ValueError:
        record = logging.LogRecord("tracker", logging.ERROR, "", 0, "Coś %s", ("pękło",), sys.exc_info())

    line = JsonLines().format(record)

    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["message"]) == ("error", "Coś pękło")
    assert "ValueError" in told["exception"]


def test_the_form_of_the_log_is_a_setting() -> None:
    assert Config.from_environment({"TRACKER_LOG": "json", "TRACKER_SECRET_KEY": "x" * 40}).log is LogForm.JSON
    with pytest.raises(InvalidInputError, match="TRACKER_LOG"):
        Config.from_environment({"TRACKER_LOG": "xml", "TRACKER_SECRET_KEY": "x" * 40})
