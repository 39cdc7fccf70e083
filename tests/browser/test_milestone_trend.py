"""Milestone trends in a browser: the wall, and the figure on a project's page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.waiting import wait_until

OVERLAPS = """(selector) => [...document.querySelectorAll(selector)].filter((svg) => svg.checkVisibility())
    .map((svg) => [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect()))
    .flatMap((boxes) => boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom - 5 && b.top < a.bottom - 5))).length"""


def test_the_wall_is_accessible_fits_and_leads_to_the_project(any_page: Page) -> None:
    any_page.goto("/os-czasu/trend")
    any_page.locator("summary", has_text="Pokaż dane w tabeli").click()

    assert_accessible(any_page)
    wait_until(any_page, "document.documentElement.scrollWidth <= innerWidth")
    assert any_page.evaluate(OVERLAPS, ".trend-small") == 0
    any_page.get_by_role("link", name="MOPS w Rzecznej").click()

    expect(any_page.locator("#trend-heading")).to_be_in_viewport()
    assert any_page.evaluate(OVERLAPS, ".chart-svg:has(.trend-diagonal)") == 0
    assert_accessible(any_page)
    wait_until(any_page, "document.documentElement.scrollWidth <= innerWidth")
