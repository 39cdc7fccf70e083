"""Both drawings of a chart, at every width: the same words in the same places, and legible."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE, PageOpener
from tests.browser.waiting import wait_until

ADDRESS = "/projekty/rzeczna"
TABLET = ViewportSize(width=1024, height=800)
SMALLEST_TEXT = {320: 11.5, 390: 12, 480: 11.5, 600: 12, 768: 12, 992: 12, 1100: 11.5, 1280: 12, 1440: 12}
"""Pixels that the text has at least in windows of so many pixels."""

DRAWING = "[...document.querySelectorAll('[data-format]')].find((drawing) => drawing.getClientRects().length)"
TEXT_SIZES = f"""() => {{
    const drawing = {DRAWING};
    const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    const texts = drawing.querySelectorAll("text:not([class$=number])");
    return [...texts].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
}}"""
FIGURE = "figure:has([data-chart])"
PLACES = """(selector) => [...document.querySelectorAll(selector)].map((text) => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.x, box.y];
})"""


def show_live(page: Page) -> None:
    """Open the project's page and wait until its chart is live."""
    page.goto(ADDRESS)
    page.locator(FIGURE).scroll_into_view_if_needed()
    expect(page.locator(".chart-plot--live .main-svg").first).to_be_visible(timeout=20_000)


def size_of(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["width"], box["height"]


@pytest.mark.parametrize("viewport", [DESKTOP, TABLET, PHONE], ids=lambda viewport: str(viewport["width"]))
def test_both_drawings_write_the_same_words_in_the_same_places(open_page: PageOpener, viewport: ViewportSize) -> None:
    page = open_page(viewport=viewport)

    show_live(page)

    drawn: list[Any] = page.evaluate(PLACES, ".chart-drawing .chart-label, .chart-drawing .chart-as-of-text")
    live: list[Any] = page.evaluate(PLACES, ".chart-live .annotation-text")
    shown = {text: (x, y) for text, x, y in drawn if x or y}
    assert shown
    assert {text for text, _, _ in live} == set(shown)
    for text, x, y in live:
        assert (x, y) == pytest.approx(shown[text], abs=4), text


def test_text_of_the_drawing_is_legible_at_every_width(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto(ADDRESS)

    for width, least in SMALLEST_TEXT.items():
        page.set_viewport_size(ViewportSize(width=width, height=800))
        assert min(page.evaluate(TEXT_SIZES)) >= least, width


def test_live_chart_follows_the_window(open_page: PageOpener) -> None:
    page = open_page()
    show_live(page)

    page.set_viewport_size(PHONE)

    width = size_of(page, ".chart-plot")[0]
    wait_until(
        page,
        "(width) => Math.abs(document.querySelector('.chart-live .main-svg').clientWidth - width) < 1",
        arg=width,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_answer_that_is_no_figure_leaves_the_drawing(open_page: PageOpener) -> None:
    page = open_page()
    page.route("**/wydatki.json*", lambda route: route.fulfill(status=200, body="no figure"))

    page.goto(ADDRESS)
    page.locator(FIGURE).scroll_into_view_if_needed()

    expect(page.locator("[data-chart-error]")).to_be_visible(timeout=20_000)
    expect(page.locator(".chart-drawing .chart-svg--wide")).to_be_visible()
    expect(page.locator("[data-plot]")).to_be_hidden()


def test_screen_readers_meet_one_picture_whichever_drawing_is_shown(open_page: PageOpener) -> None:
    drawn, live = open_page(javascript=False), open_page()
    drawn.goto(ADDRESS)

    show_live(live)

    names = [page.locator(FIGURE).get_by_role("img").get_attribute("aria-label") for page in (drawn, live)]
    assert names[0]
    assert names[0] == names[1]
