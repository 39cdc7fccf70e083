"""The whole way of a report: filled, sent, returned, corrected with one click, accepted; the curve has moved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PageOpener
from tracker.domain.vocabulary import Role

PROJECT = "/projekty/krasnystaw"
AMOUNT = "spending.2.2019-09"
FILLED, PROPOSED = "9 000,00", "9 500,00"


def find_report(page: Page) -> str:
    """The address of Krasnystaw's report for the third quarter of 2019, which waits for review."""
    page.goto("/sprawozdania")
    address = page.get_by_role("link", name="III kwartał 2019").first.get_attribute("href")
    assert address is not None
    return address.removesuffix("/ocena")


def send(page: Page) -> None:
    """Go on from the form to the summary, and send."""
    page.locator("button[name=continue]").click()
    page.get_by_role("button", name="Wyślij sprawozdanie").click()
    page.wait_for_url("**/potwierdzenie")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_report_goes_its_whole_way(open_page: PageOpener, *, javascript: bool) -> None:
    director = open_page(role=Role.DIRECTOR, javascript=javascript)
    coordinator = open_page(role=Role.COORDINATOR, javascript=javascript)
    report = find_report(director)
    before = curve_of(coordinator)

    director.goto(report)
    director.get_by_role("button", name="Wycofaj").click()
    fill(director, AMOUNT, FILLED)
    explain(director)
    send(director)
    # Without script there is nothing that could run the check; the pages are the same.
    if javascript:
        assert_accessible(director)

    coordinator.goto("/sprawozdania")
    coordinator.locator(f"a[href='{report}/ocena']").first.click()
    row = coordinator.locator("[data-review-row]", has=coordinator.locator(f"[name$='{AMOUNT}']"))
    row.locator("input[type=radio][value=fix]").check()
    row.locator("textarea").fill("Faktura z września jest na inną kwotę.")
    row.locator(f"[name$='{AMOUNT}']").fill(PROPOSED)
    coordinator.locator("button[name=action][value=return]").click()
    expect(coordinator.locator("h1")).to_be_visible()

    director.goto("/sprawozdania")
    expect(director.locator("main")).to_contain_text("Faktura z września jest na inną kwotę.")
    director.goto(report)
    director.get_by_role("button", name=re.compile("Przyjmij")).click()
    expect(director.locator(f"[name='{AMOUNT}']")).to_have_value(re.compile(r"9.500,00"))
    explain(director)
    send(director)

    coordinator.goto(f"{report}/ocena")
    if javascript:
        assert_accessible(coordinator)
    coordinator.locator("button[name=action][value=accept]").click()
    expect(coordinator.locator("main")).to_contain_text(re.compile("atwierdz"))

    assert curve_of(coordinator) != before
    coordinator.goto(PROJECT)
    expect(coordinator.locator("main")).not_to_contain_text("czeka na ocenę")


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field and leave it."""
    page.locator(f"[name='{name}']").fill(text)
    page.keyboard.press("Tab")


def explain(page: Page) -> None:
    """Say why wherever a warning asks for a sentence, and confirm what did not change."""
    for box in page.locator("input[type=checkbox][name^='unchanged.']").all():
        if box.is_visible():
            box.check()
    for area in page.locator("textarea[name^='explanation.']").all():
        if area.is_visible():
            area.fill("Zgodnie z umową z wykonawcą.")


def curve_of(page: Page) -> str:
    """The line of actual spending as the project's page draws it."""
    page.goto(PROJECT)
    return page.locator("figure.chart svg").first.inner_html()
