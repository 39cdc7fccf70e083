"""The pages of editing in a browser: readable by everybody, usable from the keyboard and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROWEST, PageOpener
from tracker.domain.vocabulary import Role

EDIT = "/projekty/krasnystaw/edytuj"
PAGES = [
    EDIT,
    f"{EDIT}/fakt/total_value",
    f"{EDIT}/fakt/stage",
    f"{EDIT}/plan",
    f"{EDIT}/kamienie/1",
    f"{EDIT}/kamienie/nowy",
    f"{EDIT}/stanowiska/nowe",
    f"{EDIT}/szkolenia/nowe",
    "/projekty/nowy",
]
SAVE = "form[method=post].form .form-end button"


@pytest.fixture
def visitor() -> Role:
    """Coordinators edit."""
    return Role.COORDINATOR


def fill_value(page: Page, value: str) -> None:
    """Fill the form of the project's value with a new document."""
    page.fill("#field-value", value)
    page.check("input[name=kind][value=agreed]")
    page.fill("#field-reason", "Aneks z czerwca")
    page.check("input[name=source][value=new]")
    page.select_option("#field-source_kind", "amendment")
    page.fill("#field-source_publisher", "MOPS")
    page.fill("#field-source_title", "Aneks nr 1")


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_accessible(any_page: Page, address: str) -> None:
    any_page.goto(address)

    assert_accessible(any_page)


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_the_narrowest_window(open_page: PageOpener, address: str) -> None:
    page = open_page(viewport=NARROWEST)

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


def test_pages_with_errors_and_conflicts_are_accessible(any_page: Page, open_page: PageOpener) -> None:
    other = open_page()
    any_page.goto(f"{EDIT}/fakt/total_value")
    other.goto(f"{EDIT}/fakt/total_value")
    any_page.click(SAVE)
    expect(any_page.locator("[data-error-summary]")).to_be_focused()
    assert_accessible(any_page)
    fill_value(other, "380 000,00")
    other.click(SAVE)
    expect(other).to_have_url(other.url.partition("/edytuj")[0] + "/edytuj")

    fill_value(any_page, "390 000,00")
    any_page.click(SAVE)

    expect(any_page.locator(".conflict")).to_contain_text("380\u00a0000,00")
    expect(any_page.locator("#field-value")).to_have_value("390 000,00")
    assert_accessible(any_page)


def test_a_fact_is_changed_without_script(open_page: PageOpener) -> None:
    page = open_page(javascript=False)
    page.goto(f"{EDIT}/fakt/total_value")

    fill_value(page, "380 000,00")
    page.click(SAVE)

    expect(page.locator(".note--success")).to_contain_text("380\u00a0000,00")


def test_enter_saves_the_schedule_and_removes_no_task(page: Page) -> None:
    page.goto(f"{EDIT}/plan")
    tasks = page.locator("input[name^=task-][name$=-name]").count()

    page.fill("#field-task-1-name", "Nowa nazwa")
    page.press("#field-task-1-name", "Enter")

    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.locator("input[name^=task-][name$=-name]")).to_have_count(tasks)


def test_sums_follow_what_is_typed(page: Page) -> None:
    page.goto(f"{EDIT}/plan")
    cell = page.locator("input[data-task='1']").first
    before = page.locator("[data-total]").inner_text()

    cell.fill("1 006 511,44")
    after = page.locator("[data-total]").inner_text()
    difference = page.locator("[data-sum-difference]").inner_text()
    cell.fill("dużo")

    assert before.replace("\u00a0", " ") == "374 101,08"
    assert after.replace("\u00a0", " ") == "1 374 101,08"
    assert difference.replace("\u00a0", " ") == "1 000 000,00 zł"
    expect(page.locator("[data-total]")).to_have_text("–")


def test_the_question_about_the_centre_shows_one_half_at_a_time(page: Page) -> None:
    page.goto("/projekty/nowy")

    expect(page.locator("#field-centre_name")).to_be_hidden()
    page.check("input[name=centre][value=new]")

    expect(page.locator("#field-centre_name")).to_be_visible()
    expect(page.locator("#field-centre_id")).to_be_hidden()
