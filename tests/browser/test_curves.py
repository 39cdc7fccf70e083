"""The page of curves in a browser: it fits, everybody can read it, and filters bring a new chart that comes alive."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PageOpener
from tests.browser.test_milestone_trend import OVERLAPS
from tests.browser.waiting import wait_until

BIG_SCREEN = {"width": 1920, "height": 1080}


def assert_fits(page: Page) -> None:
    wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OVERLAPS, ".chart-drawing svg, .coverage, .curve-panel") == 0


def test_the_curves_are_accessible_fit_and_follow_the_filters(any_page: Page) -> None:
    any_page.goto("/krzywe")
    any_page.locator("summary", has_text="Pokaż dane w tabeli").last.click()
    any_page.locator("[data-chart]").scroll_into_view_if_needed()
    any_page.locator(".chart-plot--live").wait_for()

    assert_fits(any_page)
    assert_accessible(any_page)
    any_page.get_by_label("Szukaj ośrodka lub tytułu").fill("Rzeczna")
    expect(any_page.locator(".curve-panel")).to_have_count(1)
    expect(any_page.locator("#together-heading")).to_contain_text("znane z 1 z 1 projektów")
    any_page.locator("[data-chart]").scroll_into_view_if_needed()
    any_page.locator(".chart-plot--live").wait_for()
    any_page.get_by_role("link", name="MOPS w Rzecznej").click()

    expect(any_page.locator("#spending-heading")).to_be_in_viewport()


def test_the_curves_fit_a_big_screen(open_page: PageOpener) -> None:
    page = open_page(viewport=BIG_SCREEN)
    page.goto("/krzywe")

    assert_fits(page)
