"""The page of changes in a browser: days, filters, waterfall and paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.waiting import wait_until

QUARTER = "/zmiany?od=2019-06-30"


def test_the_page_is_accessible_and_fits(any_page: Page) -> None:
    any_page.goto(QUARTER)
    for table in any_page.locator("summary", has_text="Pokaż dane w tabeli").all():
        table.click()

    # What moved the spending that is expected, and what moved the ends.
    expect(any_page.locator(".chart-svg:visible")).to_have_count(2)
    assert_accessible(any_page)
    wait_until(any_page, "document.documentElement.scrollWidth <= innerWidth")


def test_words_and_amounts_of_the_waterfall_do_not_overlap(any_page: Page) -> None:
    any_page.goto(QUARTER)

    overlaps = any_page.evaluate(
        """() => {
            const texts = [...document.querySelectorAll(".chart-svg text")].filter((text) => text.checkVisibility());
            const boxes = texts.map((text) => text.getBoundingClientRect());
            return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
                a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2)).length;
        }"""
    )
    assert overlaps == 0


def test_days_and_filters_go_together(page: Page) -> None:
    page.goto(f"{QUARTER}&woj=24")

    page.get_by_label("Od", exact=True).fill("31.03.2019")
    page.get_by_role("button", name="Porównaj dni").click()
    page.wait_for_url(re.compile("od=31.03.2019"))
    expect(page.locator("h1")).to_contain_text("Od 31 marca 2019")
    expect(page.locator(".filters [role=status]")).to_have_text("1 z 14")
    page.get_by_label("Województwo").select_option("06")

    expect(page.locator(".filters [role=status]")).to_have_text("3 z 14")
    expect(page.locator("h1")).to_contain_text("Od 31 marca 2019")


def test_the_meeting_of_a_day_moves_with_the_slider(page: Page) -> None:
    page.goto("/?stan=2019-08-31")
    page.locator(".as-of-picker summary").click()

    page.get_by_role("link", name="Jak na spotkaniu wtedy").click()
    expect(page.locator(".as-of-past")).to_contain_text("nie widać tego, co wpisano po 31 sierpnia 2019")
    page.locator(".as-of-slider").focus()
    page.keyboard.press("ArrowLeft")

    page.wait_for_url(re.compile("stan=2019-07-31"))
    assert "wiedza=2019-07-31" in page.url


def test_the_first_sheet_of_a_meeting_holds_every_group(page: Page) -> None:
    page.goto(QUARTER)
    page.emulate_media(media="print")

    expect(page.locator(".change-list li:visible")).to_have_count(3 * page.locator(".change-list").count())
    expect(page.locator(".print-only")).to_contain_text("zmiany od 30 czerwca 2019 do 15 października 2019")
