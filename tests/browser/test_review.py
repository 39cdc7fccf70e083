"""The lists of reports and the review in a browser: readable by everybody, usable from the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, PageOpener, Theme
from tracker.domain.vocabulary import Role

LIST = "/sprawozdania"


@pytest.fixture
def visitor() -> Role:
    """Coordinators review."""
    return Role.COORDINATOR


def open_review(page: Page) -> str:
    """Open the report that waits for review; gives its address."""
    page.goto(LIST)
    page.get_by_role("link", name=re.compile("MOPS w Krasnymstawie")).first.click()
    page.wait_for_url("**/ocena")
    return page.url


def test_lists_and_review_are_accessible(any_page: Page) -> None:
    any_page.goto(LIST)
    assert_accessible(any_page)

    address = open_review(any_page)
    any_page.locator("[data-fix]").nth(1).check()
    assert_accessible(any_page)
    any_page.goto(address.replace("/ocena", "/wersje"))

    assert_accessible(any_page)


def test_a_review_with_errors_is_accessible_and_takes_the_focus_to_them(any_page: Page) -> None:
    open_review(any_page)
    any_page.locator("[data-fix]").nth(1).check()
    any_page.locator("[data-return]").click()

    summary = any_page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert_accessible(any_page)
    summary.get_by_role("link").first.click()

    expect(any_page.locator("textarea:focus")).to_be_visible()


@pytest.mark.parametrize("address", [LIST, "review", "versions"])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DIRECTOR])
def test_pages_fit_the_narrowest_window(open_page: PageOpener, address: str, role: Role) -> None:
    page = open_page(viewport=NARROWEST, role=role)
    page.goto(LIST)

    if address != LIST:
        report = re.search(r"/sprawozdania/\d+", page.content())
        assert report
        page.goto(f"{report[0]}/{'ocena' if address == 'review' else 'wersje'}")

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_first_page_of_a_director_is_accessible(
    open_page: PageOpener, theme: Theme, viewport: ViewportSize
) -> None:
    page = open_page(role=Role.DIRECTOR, theme=theme, viewport=viewport)

    page.goto(LIST)

    expect(page.locator("h1")).to_contain_text("Nie ma teraz nic")
    assert_accessible(page)


def test_the_bar_counts_remarks_and_a_slip_loses_nothing(page: Page) -> None:
    open_review(page)
    row = page.locator("[data-review-row]").nth(1)
    expect(row.locator("textarea")).to_be_hidden()

    row.locator("[data-fix]").check()
    row.locator("textarea").fill("Który dzień?")
    expect(page.locator("[data-count]")).to_contain_text("Do poprawy: 1.")
    expect(page.locator("[data-return]")).to_have_text("Zwróć z\u00a0jedną uwagą")
    row.locator("input[value=fine]").check()
    expect(page.locator("[data-count]")).to_contain_text("Bez uwag.")
    row.locator("[data-fix]").check()

    expect(row.locator("textarea")).to_have_value("Który dzień?")


def test_a_remark_is_written_and_sent_from_the_keyboard(page: Page) -> None:
    open_review(page)
    row = page.locator("[data-review-row]").nth(1)

    row.locator("input[value=fine]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Proszę podać dzień.")
    page.locator("[data-return]").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{LIST}")
    expect(page.locator(".messages")).to_contain_text("Zwrócone do\u00a0poprawy: MOPS w")


def test_enter_in_a_field_decides_nothing(page: Page) -> None:
    open_review(page)
    page.locator("[data-fix]").nth(1).check()
    field = page.locator("[data-review-row]").nth(1).locator("input.input").first

    field.fill("7.11.2019")
    field.press("Enter")

    expect(page.locator("[data-error-summary]")).to_contain_text("Wybierz, czy sprawozdanie zatwierdzić, czy zwrócić.")
    expect(page.locator("[data-review-row]").nth(1).locator("input.input").first).to_have_value("7.11.2019")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_report_is_accepted_and_reopened(open_page: PageOpener, *, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    address = open_review(page)

    page.locator("[data-accept]").click()
    expect(page.locator(".messages")).to_contain_text("Zatwierdzone: MOPS w")
    page.goto(address)
    page.locator(".reopen-form textarea").fill("Ośrodek znalazł pomyłkę.")
    page.get_by_role("button", name="Otwórz ponownie").click()

    expect(page.locator(".messages")).to_contain_text("Otwarte ponownie")


def test_ticked_reports_are_counted_and_accepted(page: Page) -> None:
    page.goto(LIST)

    page.locator("[data-tick]").check()
    expect(page.locator("[data-tick-text]")).to_have_text("Zaznaczono jedno sprawozdanie.")
    page.get_by_role("button", name="Zatwierdź zaznaczone").click()

    expect(page.locator(".messages")).to_contain_text("Zatwierdzono 1")
    expect(page.locator("[data-tick]")).to_have_count(0)


def test_filters_work_in_place_and_stand_in_the_address(page: Page) -> None:
    page.goto(LIST)

    page.select_option("#f-status", "late")

    expect(page.locator("h2")).to_have_count(1)
    expect(page).to_have_url(re.compile("status=late"))
