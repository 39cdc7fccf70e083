"""The timeline by hand: dragging over the axis, keys on it, links in place, and the axis that stays in sight."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, PageOpener

AXIS = "[data-timeline-axis]"
ROWS = ".timeline-table tbody tr"


def drag(page: Page, start: float, end: float) -> None:
    """Draw over a part of the axis, from and to being parts of its width."""
    box = page.locator(AXIS).bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], middle, steps=4)
    page.mouse.up()


def test_dragging_over_the_axis_chooses_its_months_in_place(page: Page) -> None:
    page.goto("/os-czasu?od=2019-01&do=2019-12&woj=12")
    page.evaluate("window.sameDocument = true")
    page.locator(AXIS).scroll_into_view_if_needed()

    drag(page, 0.7, 0.3)

    expect(page).to_have_url(re.compile(r"od=2019-04&do=2019-09"))
    expect(page.get_by_label("Od miesiąca")).to_have_value("2019-04")
    expect(page.locator(ROWS)).to_have_count(2)
    assert page.evaluate("window.sameDocument === true")


def test_keys_move_and_change_the_axis_and_keep_its_focus(page: Page) -> None:
    page.goto("/os-czasu?od=2019-01&do=2019-12")
    axis = page.locator(AXIS)
    axis.focus()

    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"od=2019-07&do=2020-06"))
    expect(axis).to_be_focused()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"od=2019-07&do=2019-12"))
    expect(axis).to_be_focused()
    page.keyboard.press("0")

    expect(page).not_to_have_url(re.compile("od="))
    expect(axis).to_be_focused()


def test_a_click_or_an_escaped_drag_changes_nothing(page: Page) -> None:
    page.goto("/os-czasu")
    axis = page.locator(AXIS)
    axis.scroll_into_view_if_needed()

    axis.click()
    box = axis.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 20)
    page.keyboard.press("Escape")
    page.mouse.up()

    assert page.url.endswith("/os-czasu")


def test_the_axis_stays_in_sight_on_a_desk_and_on_a_phone(open_page: PageOpener) -> None:
    for page in (open_page(), open_page(viewport=PHONE)):
        page.goto("/os-czasu")

        page.locator(ROWS).last.scroll_into_view_if_needed()

        expect(page.locator(".timeline-axis")).to_be_in_viewport()
        top = page.locator(AXIS).evaluate(
            "e => document.elementFromPoint(e.getBoundingClientRect().x + 40, e.getBoundingClientRect().y + 8)"
            ".closest('[data-timeline-axis]') === e"
        )
        assert top, "something lies over the axis"


def test_months_can_be_typed_without_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto("/os-czasu?sort=poslizg")

    page.get_by_label("Od miesiąca").fill("2019-07")
    page.get_by_label("Do miesiąca").fill("2019-12")
    page.locator(".timeline-range button").click()

    assert re.search(r"od=2019-07&do=2019-12&sort=poslizg", page.url)
    expect(page.locator(ROWS)).to_have_count(14)
