"""A project's page in the browser: the drawing, the chart that takes its place, and the cards of sources."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, PageOpener
from tests.browser.waiting import wait_until

LIVE = ".chart-plot--live"
HEIGHT = "document.querySelector('[data-chart]').getBoundingClientRect().height"
LINES = "[...document.querySelectorAll('.scatterlayer path.js-line')].map((e) => getComputedStyle(e).stroke)"


def open_chart(page: Page, slug: str = "rzeczna") -> None:
    """Open a project and wait until its chart can be pointed at."""
    page.goto(f"/projekty/{slug}")
    page.locator("[data-chart]").scroll_into_view_if_needed()
    page.locator(LIVE).wait_for()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("slug", ["rzeczna", "klucze", "przasnysz"])
def test_the_chart_takes_exactly_the_place_of_the_drawing(
    open_page: PageOpener, slug: str, viewport: dict[str, int]
) -> None:
    still, live = open_page(javascript=False, viewport=viewport), open_page(viewport=viewport)
    still.goto(f"/projekty/{slug}")
    open_chart(live, slug)

    expect(still.locator(".chart-drawing svg >> visible=true")).to_have_count(1)
    expect(live.locator("[data-plot]")).to_be_visible()
    assert abs(still.evaluate(HEIGHT) - live.evaluate(HEIGHT)) < 3


def test_pointing_at_the_chart_tells_the_figures(page: Page) -> None:
    open_chart(page)
    box = page.locator("[data-plot]").bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    page.mouse.move(box["x"] + box["width"] * 0.31, box["y"] + box["height"] * 0.5)

    expect(page.locator(".hoverlayer")).to_contain_text("plan")
    expect(page.locator(".hoverlayer")).to_contain_text("%")


def test_the_chart_follows_the_theme(page: Page) -> None:
    open_chart(page)
    light = page.evaluate(LINES)

    page.locator("[data-theme-toggle]").click()
    page.locator("[data-theme-toggle]").click()

    wait_until(page, f"(before) => JSON.stringify({LINES}) !== before", arg=json.dumps(light, separators=(",", ":")))
    assert len(page.evaluate(LINES)) == len(light)


def test_a_chart_that_does_not_load_leaves_the_drawing(page: Page) -> None:
    page.route("**/wydatki.json*", lambda route: route.abort())
    page.goto("/projekty/rzeczna")

    page.locator("[data-chart]").scroll_into_view_if_needed()

    expect(page.locator("[data-chart-error]")).to_be_visible()
    expect(page.locator(".chart-drawing svg >> visible=true")).to_have_count(1)
    expect(page.locator("[data-plot]")).to_be_hidden()


def test_a_library_that_does_not_load_leaves_the_drawing(page: Page) -> None:
    page.route("**/plotly-basic.min.js", refuse)
    page.goto("/projekty/rzeczna")

    page.locator("[data-chart]").scroll_into_view_if_needed()

    expect(page.locator("[data-chart-error]")).to_be_visible()
    expect(page.locator(".chart-drawing svg >> visible=true")).to_have_count(1)


def refuse(route: Route) -> None:
    """Let a request come to nothing."""
    route.abort()


def test_the_figures_are_in_a_table_too(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/projekty/rzeczna")
    figure = page.locator("figure:has([data-chart])")

    figure.get_by_text("Pokaż dane w tabeli").click()

    assert figure.locator("tbody tr >> visible=true").count() > 10


def test_a_source_card_opens_on_focus_and_escape_closes_it(page: Page) -> None:
    page.goto("/projekty/klucze")
    mark = page.locator(".source-mark").first

    mark.focus()

    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Skąd ta liczba?")
    expect(mark).to_have_attribute("aria-describedby", "source-card")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_source_card_opens_on_hover_and_can_be_entered(page: Page) -> None:
    page.goto("/projekty/klucze")

    page.locator(".source-mark").first.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    card.hover()

    expect(card).to_be_visible()
    page.locator("h1").hover()
    expect(card).to_have_count(0)


def test_a_card_at_the_edge_stays_on_the_phone(open_page: PageOpener) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/projekty/klucze")

    for mark in page.locator(".source-mark >> visible=true").all()[:12]:
        mark.focus()
        box = page.get_by_role("tooltip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_a_source_mark_leads_to_its_entry_without_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/projekty/klucze")

    page.locator(".source-mark").first.click()

    expect(page.locator(".source-list li:target")).to_be_in_viewport()
