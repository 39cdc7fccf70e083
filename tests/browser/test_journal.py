"""The journal in a browser: readable on every screen, narrowed without script, true to what a person has just done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROWEST, PHONE, PageOpener, Server
from tests.browser.test_editing import SAVE, fill_value
from tracker.domain.vocabulary import Role

FIELDS = {f"spending.1.2019-{month:02}": f"{month}\u00a0000,00" for month in range(1, 10)}
EVENTS: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("state_fact", {"fact": "total_value", "value": None}, {"fact": "total_value", "value": "1.00"}),
    ("submit_report", {"number": 0}, {"period_start": "2019-07-01", "period_end": "2019-09-30", "fields": FIELDS}),
    ("return_report", {"status": "submitted"}, {"status": "returned", "comment": "Brakuje faktury. " * 30}),
    ("detach_file", {"name": "lista.pdf", "size": 2048, "sha256": "0123456789abcdef" * 4}, {}),
    ("begin_report", {}, {"period_start": "2019-07-01", "period_end": "2019-09-30"}),
)


@pytest.fixture
def visitor() -> Role:
    """Coordinators read the journal of all projects."""
    return Role.COORDINATOR


@pytest.fixture(autouse=True)
def events(server: Server, live_url: str) -> None:
    """Events of every shape, enough for two pages."""
    assert live_url
    rows = [
        (f"2026-03-{1 + number // 4:02} {8 + number % 4:02}:00:00.000000", "Anna Wrona", deed, before, after)
        for number in range(60)
        for deed, before, after in [EVENTS[number % len(EVENTS)]]
    ]
    with closing(sqlite3.connect(server.database)) as connection, connection:
        (project,) = connection.execute("SELECT id FROM projects WHERE slug = 'krasnystaw'").fetchone()
        connection.executemany(
            "INSERT INTO audit_events (at, actor, deed, project_id, details) VALUES (?, ?, ?, ?, ?)",
            [(at, who, deed, project, json.dumps({"before": b, "after": a})) for at, who, deed, b, a in rows],
        )


def test_the_journal_is_accessible_also_unfolded(any_page: Page) -> None:
    any_page.goto("/dziennik")
    assert_accessible(any_page)

    for summary in any_page.locator(".journal-table summary").all():
        summary.click()

    assert_accessible(any_page)


@pytest.mark.parametrize("address", ["/dziennik?od=wczoraj", "/dziennik?osoba=Nikt"])
def test_the_journal_is_accessible_when_it_shows_nothing(any_page: Page, address: str) -> None:
    any_page.goto(address)

    assert_accessible(any_page)


@pytest.mark.parametrize("viewport", [NARROWEST, PHONE], ids=lambda size: str(size["width"]))
def test_the_journal_fits_narrow_windows(open_page: PageOpener, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)

    page.goto("/dziennik")
    for summary in page.locator(".journal-table summary").all():
        summary.click()

    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_filters_and_pages_need_no_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/dziennik")
    page.select_option("[name=czynnosc]", "submit_report")
    page.fill("[name=od]", "1.03.2026")
    page.locator(".journal-filters button").click()

    expect(page.locator(".journal-table .col-deed b")).to_have_count(12)
    expect(page.locator("[name=czynnosc]")).to_have_value("submit_report")

    page.goto("/dziennik")
    page.locator("[rel=next]").click()
    expect(page.locator(".journal-table .col-deed b")).to_have_count(10)
    page.locator("[rel=prev]").click()
    expect(page.locator(".journal-table .col-deed b")).to_have_count(50)


def test_a_change_made_by_hand_shows_up_with_its_values(page: Page) -> None:
    page.goto("/projekty/krasnystaw/edytuj/fakt/total_value")
    fill_value(page, "410 000,50")
    page.locator(SAVE).click()

    page.locator(".site-nav").get_by_role("link", name="Dziennik").click()

    newest = page.locator(".journal-table tbody tr:not(.journal-day)").first
    expect(newest.locator(".col-actor")).to_have_text("Coordinator")
    expect(newest.locator(".journal-before")).to_contain_text("zł")
    expect(newest.locator(".journal-after")).to_contain_text("410 000,50 zł")


def test_the_export_is_a_file(page: Page) -> None:
    page.goto("/dziennik?czynnosc=detach_file")

    with page.expect_download() as download:
        page.locator(".journal-end .button").click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename.endswith(".csv")
    assert text.count("lista.pdf") == 12
