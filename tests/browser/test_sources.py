"""Sources and the quality of data in a browser: readable for everybody, and a doubt leads to its form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PHONE, PageOpener
from tracker.domain.vocabulary import Role

ADDRESSES = (
    "/zrodla",
    "/zrodla/dokumenty",
    "/zrodla/dokumenty/1",
    "/projekty/klucze/edytuj/dokument/1",
    "/projekty/klucze/edytuj/osrodek",
)


@pytest.fixture
def visitor() -> Role:
    """Coordinators look after the data of all projects."""
    return Role.COORDINATOR


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_pages_are_accessible(any_page: Page, address: str) -> None:
    any_page.goto(address)

    assert_accessible(any_page)


def test_a_doubt_is_narrowed_down_and_mended_from_its_line(open_page: PageOpener) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/zrodla?stan=2019-10-15")

    page.get_by_label("Rodzaj uwagi").select_option("no_plan")
    row = page.locator(".sources-table tbody tr")
    expect(row).to_have_count(1)
    assert_accessible(page)
    row.get_by_role("link", name="Napraw: harmonogram płatności").click()

    expect(page).to_have_url(page.url.split("/projekty")[0] + "/projekty/lopiennik-gorny/edytuj/plan")
