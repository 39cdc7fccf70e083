"""Single keys: what each does, and that they keep still while somebody types or has switched them off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible


def focused_link(page: Page) -> str:
    """Where the focused link leads."""
    return str(page.evaluate("document.activeElement.getAttribute('href') ?? ''"))


def test_keys_walk_tick_and_compare_projects(page: Page) -> None:
    page.goto("/?stan=2019-10-15")

    page.keyboard.press("j")
    first = focused_link(page)
    page.keyboard.press("x")
    page.keyboard.press("j")
    second = focused_link(page)
    page.keyboard.press("x")
    page.keyboard.press("k")
    assert focused_link(page) == first
    assert first.startswith("/projekty/")
    assert second not in ("", first)

    page.keyboard.press("c")
    page.wait_for_url("**/porownanie?**")
    assert page.locator(".picks li").count() == 2

    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/?stan=2019-10-15")


@pytest.mark.parametrize("view", ["/os-czasu", "/macierz", "/krzywe", "/krzywe/rozrzut", "/os-czasu/trend"])
def test_keys_walk_tick_and_compare_on_every_view(page: Page, view: str) -> None:
    page.goto(f"{view}?stan=2019-10-15&woj=06")

    page.keyboard.press("j")
    first = focused_link(page)
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert first.startswith("/projekty/")
    assert focused_link(page) not in ("", first)

    page.keyboard.press("c")
    page.wait_for_url("**/porownanie?**")
    expect(page.locator(".picks li")).to_have_count(2)
    page.keyboard.press("j")
    assert focused_link(page).startswith("/projekty/")
    page.keyboard.press("/")
    page.wait_for_url("**#f-szukaj")
    expect(page.locator("#f-szukaj")).to_be_focused()


def test_keys_to_another_view_keep_the_filter_and_changes_are_walked(page: Page) -> None:
    page.goto("/os-czasu?stan=2019-10-15&woj=06")

    page.keyboard.press("g")
    page.keyboard.press("z")
    page.wait_for_url("**/zmiany?stan=2019-10-15&woj=06")
    page.keyboard.press("j")

    assert focused_link(page).startswith("/projekty/")


def test_keys_reach_search_day_table_and_source(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#f-szukaj")).to_be_focused()
    page.keyboard.type("jd?")
    expect(page.locator("#f-szukaj")).to_have_value("jd?")
    expect(page.locator("dialog")).to_have_count(0)

    page.goto("/projekty/klucze")
    page.keyboard.press("d")
    expect(page.locator("#as-of-day")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("details.more").first).to_have_attribute("open", "")
    page.keyboard.press("s")
    assert "source-mark" in str(page.evaluate("document.activeElement.className"))
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("[")
    page.wait_for_url("**/projekty/klucze?stan=**")


def test_the_list_of_keys_opens_over_the_page_and_switches_them_off(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("?")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Klawisze zamiast myszy")
    assert_accessible(page)
    dialog.locator("[data-keys-switch]").click()
    expect(dialog.locator("[data-keys-state]")).to_have_text("Klawisze są wyłączone.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("j")
    assert focused_link(page) == ""

    page.goto("/klawisze")
    page.locator("[data-keys-switch]").click()
    page.goto("/")
    page.keyboard.press("j")
    assert focused_link(page).startswith("/projekty/")
