"""Bringing in data in a browser: an announcement read by keyboard, taken over and undone, on every width and theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, PageOpener, Theme
from tests.integration.web.test_announcements import TEXT
from tests.integration.web.test_portfolio_sheet import NEW, workbook
from tracker.domain.vocabulary import Role
from tracker.web.imports.portfolio_sheet import WORKBOOK


@pytest.fixture
def visitor() -> Role:
    """A coordinator brings in data."""
    return Role.COORDINATOR


def read(page: Page, text: str = TEXT) -> None:
    """Paste a text and have it read."""
    page.goto("/wczytaj/ogloszenie")
    page.get_by_label("Tekst ogłoszenia").fill(text)
    page.get_by_role("button", name="Odczytaj").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rozpoznano")
    expect(page.locator("[data-announcement][data-live]")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROWEST, PHONE], ids=lambda size: str(size["width"]))
def test_the_pages_are_accessible_at_every_width(open_page: PageOpener, viewport: ViewportSize, theme: Theme) -> None:
    page = open_page(viewport=viewport, theme=theme)

    for address in ("/wczytaj", "/wczytaj/ogloszenie", "/wczytaj/lista", "/wczytaj/arkusz"):
        page.goto(address)
        assert_accessible(page)
    read(page)

    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_an_announcement_is_accepted_by_keyboard_and_undone(page: Page) -> None:
    read(page)
    boxes = page.locator(".announcement-take input")
    boxes.first.focus()

    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.keyboard.press("x")

    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    expect(boxes.nth(3)).to_be_focused()
    page.get_by_role("button", name="Przyjmij zaznaczone").click()
    expect(page.locator(".note--success")).to_contain_text("Przyjęto")
    page.goto("/wczytaj")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Cofnij to wczytanie").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cofnięto")
    assert_accessible(page)


def test_a_row_shows_its_passage_and_a_passage_its_row(page: Page) -> None:
    read(page)
    row = page.locator('[data-row="value-total_value"]')

    row.locator("input[type=checkbox]").focus()

    expect(page.locator(".passage.is-met")).to_have_text("310 000 zł")
    page.locator('[data-for~="value-end"]').first.click()
    expect(page.locator('[data-row="value-end"] input[type=checkbox]')).to_be_focused()


def test_what_is_sure_is_ticked_at_once(page: Page) -> None:
    read(page)
    number = page.locator("[data-row]").count()

    page.get_by_role("button", name="Zaznacz wszystko, co pewne").click()

    expect(page.locator(".announcement-take input:checked")).to_have_count(number)


def test_a_dropped_page_is_read(page: Page) -> None:
    page.goto("/wczytaj/ogloszenie")
    expect(page.locator("[data-announcement-paste][data-live]")).to_be_visible()

    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "strona.html", { type: "text/html" }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        f"<p>{TEXT}</p>",
    )

    expect(page.get_by_role("heading", level=1)).to_contain_text("Rozpoznano")


def test_many_projects_are_ticked_at_once(page: Page) -> None:
    rows = [NEW | {"Pełna nazwa ośrodka": f"OPS w Zarzeczu {n}", "Tytuł projektu": f"Razem {n}"} for n in range(1, 8)]
    page.goto("/wczytaj/arkusz")
    page.get_by_label("Wypełniony arkusz").set_input_files(
        {"name": "portfel.xlsx", "mimeType": WORKBOOK, "buffer": workbook(*rows)}
    )
    page.get_by_role("button", name="Odczytaj").click()
    told = page.locator("[data-choose-told]")
    expect(told).to_have_text("Zaznaczone: 7 z 7")

    page.get_by_role("button", name="Odznacz wszystkie").click()
    page.locator("input[name=take]").first.check()

    expect(told).to_have_text("Zaznaczone: 1 z 7")
    assert_accessible(page)
    page.get_by_role("button", name="Przyjmij zaznaczone").click()
    expect(page.locator(".note--success")).to_contain_text("Przyjęto 1 projekt")
