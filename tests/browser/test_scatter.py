"""The scatter in a browser: accessible and fitting, a part chosen by pointer, by keys and without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PageOpener
from tests.browser.test_milestone_trend import OVERLAPS
from tests.browser.waiting import wait_until


def test_the_scatter_is_accessible_and_fits(any_page: Page) -> None:
    any_page.goto("/krzywe/rozrzut?czas=20-60")

    assert_accessible(any_page)
    wait_until(any_page, "document.documentElement.scrollWidth <= innerWidth")
    assert any_page.evaluate(OVERLAPS, ".scatter-plot > svg") == 0


def test_a_part_is_chosen_by_pointer_and_by_keys(page: Page) -> None:
    page.goto("/krzywe/rozrzut")
    plot, rows = page.locator("[data-brush]"), page.locator(".data-table tbody tr")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 0.45 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.8 * box["height"], steps=4)
    page.mouse.up()

    expect(rows).to_have_count(4)
    wait_until(page, "location.search.includes('czas=2') && location.search.includes('wydatki=')")
    chosen = page.url
    plot.focus()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(14)
    wait_until(page, "!location.search.includes('czas')")
    expect(plot).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    wait_until(page, "location.search.includes('czas=0-50') && location.search.includes('wydatki=0-45')")
    expect(plot).to_be_focused()

    page.goto(chosen)
    expect(rows).to_have_count(4)
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.evaluate(OVERLAPS, ".scatter-plot > svg") == 0


def test_a_part_is_chosen_without_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/krzywe/rozrzut?woj=12")

    page.get_by_label("Czas w procentach").fill("0-100")
    page.get_by_role("button", name="Wybierz").click()

    expect(page).to_have_url("/krzywe/rozrzut?woj=12&czas=0-100&wydatki=")
    expect(page.locator("#projects-heading")).to_have_text("Projekty w wybranej części")
