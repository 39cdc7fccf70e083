"""The map in a browser: it fits, no word covers another, and mouse and keyboard lead on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.test_milestone_trend import OVERLAPS
from tests.browser.waiting import wait_until


def test_the_map_is_accessible_fits_and_leads_on(any_page: Page) -> None:
    any_page.goto("/mapa")
    any_page.locator("summary", has_text="Pokaż dane w tabeli").click()

    assert_accessible(any_page)
    wait_until(any_page, "document.documentElement.scrollWidth <= innerWidth")
    assert any_page.evaluate(OVERLAPS, ".map-svg") == 0

    any_page.get_by_role("link", name="lubelskie", exact=True).focus()
    expect(any_page.locator(".map-outline.is-marked >> visible=true")).to_have_attribute("data-voivodeship", "06")
    any_page.keyboard.press("Enter")
    expect(any_page.locator(".map-mark >> visible=true")).to_have_count(3)

    any_page.locator(".map-mark >> visible=true").first.focus()
    any_page.keyboard.press("Enter")
    expect(any_page.locator("h1")).to_contain_text("Olszyn")

    any_page.goto("/mapa")
    any_page.locator(".map-mark--at_risk >> visible=true").first.click()
    assert any_page.url.endswith("/projekty/rzeczna")
