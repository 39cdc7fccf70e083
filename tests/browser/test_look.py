"""Every reading page in both themes, on desk, phone and the narrowest screen, by mouse, keyboard and listener."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, PageOpener

PAGES = {
    "portfolio": "/",
    "past": "/?stan=2018-01-31",
    "nothing found": "/?szukaj=nie-ma",
    "klucze": "/projekty/klucze",
    "krasnystaw": "/projekty/krasnystaw",
    "rzeczna": "/projekty/rzeczna",
    "comparison": "/porownanie?p=klucze&p=myslenice&p=krasnystaw&p=rzeczna",
    "comparison by the calendar": "/porownanie?p=klucze&p=lopiennik-gorny&os=kalendarz",
    "nothing to compare": "/porownanie?p=nie-ma",
    "timeline": "/os-czasu",
    "timeline of some months": "/os-czasu?od=2019-07&do=2019-12",
    "curves": "/krzywe",
    "scatter": "/krzywe/rozrzut?czas=0-60",
    "matrix": "/macierz",
    "matrix of silence": "/macierz?miara=cisza",
    "map": "/mapa",
    "map of a voivodeship": "/mapa?woj=06",
    "matrix of some months": "/macierz?od=2019-01&do=2019-06",
    "rules": "/zasady",
    "keys": "/klawisze",
    "programs": "/api",
    "accessibility": "/dostepnosc",
    "views by name": "/widoki",
    "patterns": "/wzornik",
    "missing": "/nie-ma-takiej",
    "refused": "/?stan=abc",
}
STEPS = 14
"""As many stops as lead from the top of the portfolio into its filters."""


def settle(page: Page) -> None:
    """Wait until the fonts are there and a chart, if any, has taken its place."""
    page.evaluate("document.fonts.ready")
    if page.locator("[data-chart]").count():
        page.locator("[data-chart]").scroll_into_view_if_needed()
        page.locator(".chart-plot--live").wait_for()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_page_is_accessible(any_page: Page, address: str) -> None:
    any_page.goto(address)
    settle(any_page)

    assert_accessible(any_page)


@pytest.mark.parametrize("viewport", [NARROWEST, PHONE, DESKTOP], ids=lambda size: str(size["width"]))
def test_no_page_scrolls_sideways(open_page: PageOpener, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)

    for address in PAGES.values():
        page.goto(address)
        settle(page)

        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address


def test_the_narrowest_page_is_accessible(open_page: PageOpener) -> None:
    page = open_page(viewport=NARROWEST)

    for address in ("/", "/projekty/rzeczna"):
        page.goto(address)
        settle(page)
        assert_accessible(page)


def test_the_first_tab_leads_past_the_navigation(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_reached_by_tab_shows_its_focus(open_page: PageOpener, theme: str) -> None:
    page = open_page(theme=theme)
    page.goto("/")
    stops = []

    for _ in range(STEPS):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => {
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
                const { top, width, height } = document.activeElement.getBoundingClientRect();
                const seen = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
                return { seen, top, size: width * height, name: document.activeElement.outerHTML.slice(0, 80) };
            }"""
            )
        )

    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["size"]] == []
    assert len({stop["name"] for stop in stops}) == STEPS


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    button = page.locator("[data-theme-toggle]")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)

    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(button).to_have_text("Motyw: ciemny")
    dark = page.evaluate(ground)
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert dark != light
    assert page.evaluate(ground) == dark


def test_the_language_switch_leads_back_to_the_same_place(page: Page) -> None:
    page.goto("/projekty/klucze?stan=2019-01-31")

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/projekty/klucze?stan=2019-01-31")
    page.get_by_role("button", name="Polski").click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def test_every_target_is_large_enough_for_a_finger(open_page: PageOpener) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/")

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, .site-nav a, summary, .sort-link")]
            .filter((e) => e.checkVisibility() && e.type !== "hidden" && !e.hidden)
            .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
            .filter(([box]) => box.width && (box.width < 24 || box.height < 24)).map(([, name]) => name)"""
    )

    assert small == []


@pytest.mark.parametrize("slug", ["krasnystaw", "rzeczna", "klucze", "myslenice"])
def test_a_project_prints_on_two_sheets(page: Page, slug: str) -> None:
    page.goto(f"/projekty/{slug}")
    settle(page)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


def test_print_shows_the_drawing_and_nothing_to_press(page: Page) -> None:
    page.goto("/projekty/rzeczna")
    settle(page)

    page.emulate_media(media="print")

    expect(page.locator(".print-only")).to_be_visible()
    expect(page.locator(".chart-drawing svg >> visible=true")).to_have_count(1)
    for hidden in (".site-header", ".as-of", ".breadcrumb", "[data-plot]", "[data-print]", ".skip-link"):
        expect(page.locator(hidden)).to_be_hidden()
