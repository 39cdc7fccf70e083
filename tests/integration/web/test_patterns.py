"""The pattern page shows what there is."""

from __future__ import annotations

from flask import Flask

from tracker.domain.vocabulary import Status
from tracker.web.patterns import COLOURS
from tracker.web.static_files import FOLDER


def test_every_status_is_shown(app: Flask) -> None:
    page = app.test_client().get("/wzornik").text

    missing = [status for status in Status if f"status--{status.value}" not in page]
    assert not missing


def test_every_colour_shown_is_a_token_and_has_a_swatch() -> None:
    tokens = (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")
    swatches = (FOLDER / "css" / "patterns.css").read_text(encoding="utf-8")

    names = [name for name, _role in COLOURS]

    assert [name for name in names if f"--{name}:" not in tokens] == []
    assert [name for name in names if f".swatch--{name} {{" not in swatches] == []


def test_travelling_in_time_tints_the_strip(app: Flask) -> None:
    client = app.test_client()

    usual, past = client.get("/wzornik").text, client.get("/wzornik?stan=2019-04-30").text

    assert "as-of--other-day" not in usual
    assert "as-of--other-day" in past
