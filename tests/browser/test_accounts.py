"""The way of an account: invited, opened, signed in, looked after; readable by everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accounts import PASSWORD
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROWEST, PageOpener
from tracker.domain.vocabulary import Role

OPEN_PAGES = ["/zaloguj", "/zaloguj/link", "/zaloguj/link/wyslany", "/zaproszenie/unknown"]
OWN_PAGES = ["/konto", "/konto/kody", "/konto/tokeny", "/uzytkownicy", "/uzytkownicy/1"]
SUBMIT = ".entrance-fields button[type=submit]"


@pytest.fixture
def visitor() -> Role:
    """An administrator sees every page."""
    return Role.ADMINISTRATOR


def invite(page: Page, email: str) -> str:
    """Invite a director; gives the link."""
    page.goto("/uzytkownicy")
    page.fill("#field-email", email)
    page.select_option("#field-role", "director")
    page.select_option("#field-centre", label="Klucze: OPS w Kluczach")
    page.click("#invite button")
    return page.inner_text("#link")


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_the_way_in_is_accessible(open_page: PageOpener, address: str) -> None:
    for theme in ("light", "dark"):
        page = open_page(theme=theme, role=None)
        page.goto(address)

        assert_accessible(page)


@pytest.mark.parametrize("address", OWN_PAGES)
def test_pages_of_accounts_are_accessible(any_page: Page, address: str) -> None:
    any_page.goto(address)
    assert_accessible(any_page)


@pytest.mark.parametrize("address", [*OPEN_PAGES, *OWN_PAGES])
def test_pages_fit_the_narrowest_window(open_page: PageOpener, address: str) -> None:
    page = open_page(viewport=NARROWEST, role=None if address in OPEN_PAGES else Role.ADMINISTRATOR)

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


def test_from_the_invitation_to_the_account(any_page: Page, open_page: PageOpener) -> None:
    link = invite(any_page, "anna@osrodek.pl")
    assert_accessible(any_page)
    viewport = any_page.viewport_size
    assert viewport is not None
    guest = open_page(viewport=viewport, role=None)

    guest.goto(link)
    expect(guest.locator("main")).to_contain_text("OPS w Kluczach")
    guest.click(SUBMIT)
    expect(guest.locator("#field-name-error")).to_be_visible()
    assert_accessible(guest)
    guest.fill("#field-name", "Anna Nowak")
    guest.fill("#field-password", PASSWORD)
    guest.fill("#field-again", PASSWORD)
    guest.click(SUBMIT)
    guest.click(".person-link")
    expect(guest.locator("h1")).to_have_text("Anna Nowak")
    assert_accessible(guest)

    guest.click("header form[action='/wyloguj'] button")
    guest.fill("#field-email", "anna@osrodek.pl")
    guest.fill("#field-password", PASSWORD)
    guest.click(SUBMIT)
    expect(guest.locator(".person-link")).to_have_text("Anna Nowak")


def test_the_way_in_works_without_script(open_page: PageOpener) -> None:
    coordinator = open_page(javascript=False)
    link = invite(coordinator, "ewa@osrodek.pl")
    guest = open_page(javascript=False, role=None)

    guest.goto(link)
    guest.fill("#field-name", "Ewa Lis")
    guest.fill("#field-password", PASSWORD)
    guest.fill("#field-again", PASSWORD)
    guest.click(SUBMIT)

    expect(guest.locator(".person-link")).to_have_text("Ewa Lis")


def test_a_session_that_ended_loses_nothing(open_page: PageOpener) -> None:
    page = open_page(role=Role.COORDINATOR)
    page.goto("/projekty/krasnystaw/edytuj/fakt/title")
    page.fill("#field-value", "Tytuł wpisany przed przerwą")
    page.context.clear_cookies()

    page.click(".form-end button")

    expect(page.locator("input[name=value]")).to_have_value("Tytuł wpisany przed przerwą")
    assert_accessible(page)


def test_the_link_is_copied(open_page: PageOpener) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = invite(page, "jan@osrodek.pl")

    page.click("[data-copy=link]")

    expect(page.locator("[data-copy=link]")).to_have_text(re.compile("Skopiowano|Copied"))
    assert page.evaluate("navigator.clipboard.readText()") == link
