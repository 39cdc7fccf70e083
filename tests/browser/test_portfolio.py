"""The portfolio page in the browser: filters and sorting in place, and the same without script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PHONE, PageOpener

ROWS = ".project-table tbody tr"
FOUND = ".filters [role=status]"


def mark(page: Page) -> None:
    """Leave a sign that only a reload takes away."""
    page.evaluate("window.sameDocument = true")


def assert_same_document(page: Page) -> None:
    """The page was not loaded anew since it was marked."""
    assert page.evaluate("window.sameDocument === true")


def test_choosing_a_filter_exchanges_the_table_in_place(page: Page) -> None:
    page.goto("/")
    mark(page)

    page.get_by_label("Województwo").focus()
    page.get_by_label("Województwo").select_option("12")

    expect(page.locator(FOUND)).to_have_text("2 z 14")
    expect(page.locator(ROWS)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"[?&]woj=12(&|$)"))
    expect(page.get_by_label("Województwo")).to_be_focused()
    expect(page.locator("p.visually-hidden[role=status]")).to_have_text("2 z 14")
    assert_same_document(page)
    assert_accessible(page)


def test_typing_searches_and_goes_on(page: Page) -> None:
    page.goto("/")
    mark(page)
    search = page.get_by_label("Szukaj ośrodka lub tytułu")

    search.press_sequentially("łopien")
    expect(page.locator(ROWS)).to_have_count(1)
    search.press_sequentially("nik")

    expect(search).to_be_focused()
    expect(search).to_have_value("łopiennik")
    expect(page).to_have_url(re.compile("szukaj=%C5%82opiennik$"))
    assert_same_document(page)


def test_filters_add_up_and_clear_in_one_step(page: Page) -> None:
    page.goto("/?stan=2019-06-30")
    page.get_by_label("Województwo").select_option("06")
    expect(page.locator(FOUND)).to_have_text("3 z 14")
    page.get_by_label("Typ ośrodka").select_option("GOPS")
    expect(page.locator(FOUND)).to_have_text("2 z 14")

    page.get_by_role("link", name="Wyczyść filtry").click()

    expect(page.locator(FOUND)).to_have_text("14 z 14")
    expect(page.get_by_label("Województwo")).to_have_value("")
    assert page.url.endswith("/?stan=2019-06-30")


def test_nothing_found_keeps_the_filters_at_hand(page: Page) -> None:
    page.goto("/")

    page.get_by_label("Szukaj ośrodka lub tytułu").fill("nie ma takiego")

    expect(page.locator(".no-results")).to_be_visible()
    expect(page.locator(FOUND)).to_have_text("0 z 14")
    page.get_by_label("Szukaj ośrodka lub tytułu").fill("")
    expect(page.locator(ROWS)).to_have_count(14)


def test_sorting_keeps_the_focus_on_its_heading(page: Page) -> None:
    page.goto("/")
    mark(page)

    page.get_by_role("link", name="Wartość").click()

    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Wartość")
    expect(page.locator(ROWS).first).to_contain_text("458 730,00")
    expect(page.get_by_role("link", name="Wartość")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Wartość")
    expect(page.locator(ROWS).first).to_contain_text("276 350,00")
    assert_same_document(page)


def test_back_from_a_project_shows_the_filtered_list(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Województwo").select_option("12")
    expect(page.locator(ROWS)).to_have_count(2)

    page.get_by_role("link", name="OPS w Kluczach").click()
    expect(page.locator("h1")).to_contain_text("Nowy wymiar")
    page.go_back()

    expect(page.locator(ROWS)).to_have_count(2)
    expect(page.get_by_label("Województwo")).to_have_value("12")


def test_a_refused_filter_shows_the_servers_own_page(page: Page) -> None:
    page.goto("/")
    # What the server refuses cannot be chosen; another version of the page might still offer it.
    page.evaluate("document.querySelector('[name=woj]').add(new Option('dawne', '99'))")
    page.route(
        "**/?woj=99", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )

    page.get_by_label("Województwo").select_option("99")

    expect(page.locator(".error-problems")).to_contain_text("99")


def test_everything_works_without_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/")

    page.get_by_label("Województwo").select_option("12")
    page.get_by_role("button", name="Pokaż", exact=True).click()
    expect(page.locator(ROWS)).to_have_count(2)
    page.get_by_role("link", name="Wartość").click()

    expect(page.locator(ROWS)).to_have_count(2)
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Wartość")


def test_the_page_loads_no_chart_library(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/", wait_until="networkidle")

    assert [url for url in asked if "plotly" in url or "charts.js" in url] == []


def test_rows_of_the_phone_are_blocks_that_keep_their_roles(open_page: PageOpener) -> None:
    page = open_page(viewport=PHONE)

    page.goto("/")

    expect(page.get_by_role("row")).to_have_count(15)
    expect(page.locator(".cell-label").first).to_be_visible()
