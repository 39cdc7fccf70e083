"""The published rules are the rules that are applied."""

from __future__ import annotations

from flask import Flask

from tests.integration.web.page import Page, text_of
from tracker.domain.status import DEFAULT_THRESHOLDS, Rule
from tracker.domain.vocabulary import Status


def test_every_rule_and_every_status_is_published(app: Flask) -> None:
    page = Page(app.test_client().get("/zasady"))

    assert len(page.all("tr", within=page.one("tbody"))) == len(Rule)
    assert all(page.all("span", f"status--{status.value}") for status in Status)


def test_thresholds_are_those_in_force(app: Flask) -> None:
    page = Page(app.test_client().get("/zasady"))

    rows = [text_of(row) for row in page.all("tr", within=page.one("tbody"))]
    assert "−7" in rows[0]
    assert "−15" in rows[0]
    assert str(DEFAULT_THRESHOLDS.slip_attention_days) in rows[1]
    assert str(DEFAULT_THRESHOLDS.slip_at_risk_days) in rows[1]
    assert str(DEFAULT_THRESHOLDS.silence_days) in rows[3]
    assert "84,28 %" in page.text
