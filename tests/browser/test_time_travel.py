"""Travelling in time by slider, by typing a day and by the days worth a visit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PageOpener
from tests.browser.waiting import wait_until

SLIDER = ".as-of-slider"
OTHER_DAY = ".as-of--other-day"


@pytest.mark.parametrize("address", ["/", "/projekty/rzeczna"])
def test_the_slider_travels_by_keyboard_and_back_returns(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(OTHER_DAY)).to_have_count(0)

    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/*stan=2019-09-30*")

    expect(page.locator("[data-as-of-text]")).to_have_text("30 września 2019")
    expect(page.locator(OTHER_DAY)).to_be_visible()
    expect(page.locator(SLIDER)).to_be_focused()
    page.go_back()
    expect(page.locator("[data-as-of-text]")).to_have_text("15 października 2019")
    expect(page.locator(OTHER_DAY)).to_have_count(0)


def test_steps_of_the_slider_are_announced_before_the_page_goes(page: Page) -> None:
    page.goto("/")
    slider = page.locator(SLIDER)
    slider.focus()

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")

    expect(slider).to_have_attribute("aria-valuetext", "31 sierpnia 2019")
    page.wait_for_url("**/?stan=2019-08-31")


def test_the_slider_keeps_filters_and_scroll(page: Page) -> None:
    page.goto("/?woj=06&sort=wartosc")
    page.evaluate("scrollTo({ top: 200, behavior: 'instant' })")

    page.locator(SLIDER).focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("stan=2018-01-31"))

    assert "woj=06" in page.url
    assert "sort=wartosc" in page.url
    wait_until(page, "scrollY > 150")


def test_the_way_back_leads_to_the_usual_day(page: Page) -> None:
    page.goto("/?stan=2018-09-30&woj=12")

    page.locator(".as-of a.button").click()

    expect(page.locator(OTHER_DAY)).to_have_count(0)
    assert page.url.endswith("/?woj=12")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_day_can_be_typed(open_page: PageOpener, *, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    page.goto("/projekty/rzeczna")

    page.locator(".as-of-picker summary").click()
    page.get_by_label("Dzień, miesiąc, rok").fill("30.06.2019")
    page.get_by_role("button", name="Pokaż ten dzień").click()

    expect(page.locator("[data-as-of-text]")).to_have_text("30 czerwca 2019")
    expect(page.locator(OTHER_DAY)).to_be_visible()
    expect(page.locator(SLIDER)).to_be_visible(visible=javascript)


def test_a_wrong_day_is_explained(page: Page) -> None:
    page.goto("/")

    page.locator(".as-of-picker summary").click()
    page.get_by_label("Dzień, miesiąc, rok").fill("31.02.2019")
    page.keyboard.press("Enter")

    expect(page.locator(".error-problems")).to_contain_text("31.02.2019")


def test_the_panel_closes_by_escape_and_by_a_click_beside_it(page: Page) -> None:
    page.goto("/")
    panel, summary = page.locator(".as-of-panel"), page.locator(".as-of-picker summary")

    summary.click()
    expect(panel).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator(".key-figures dt").last.click()

    expect(panel).to_be_hidden()


def test_a_day_worth_a_visit_is_one_click_away(page: Page) -> None:
    page.goto("/")

    page.locator(".as-of-picker summary").click()
    page.locator(".as-of-panel li a").first.click()

    expect(page.locator("[data-as-of-text]")).to_have_text("30 września 2019")


def test_the_strip_stays_in_view(page: Page) -> None:
    page.goto("/")

    page.evaluate("scrollTo({ top: 1200, behavior: 'instant' })")

    expect(page.locator(".as-of")).to_be_in_viewport()


def test_filtering_in_place_leaves_a_slider_that_works(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Województwo").select_option("12")
    expect(page.locator(".filters [role=status]")).to_have_text("2 z 14")

    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("stan=2019-09-30"))

    assert "woj=12" in page.url
