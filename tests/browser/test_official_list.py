"""The official list goes from the form to what it would change, with its progress, and says what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PageOpener
from tests.official_lists import invented_rows, write_xlsx
from tracker.domain.vocabulary import Role

ADDRESS = "/wczytaj/lista"
READ = "Przeczytaj listę"
PREVIEW = re.compile(r"/wczytaj/\d+$")


@pytest.fixture
def visitor() -> Role:
    """A coordinator brings the list in."""
    return Role.COORDINATOR


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three projects of centres among 400."""
    write_xlsx(tmp_path / "lista.xlsx", invented_rows(400))
    return tmp_path / "lista.xlsx"


def send(page: Page, file: Path) -> None:
    page.goto(ADDRESS)
    page.get_by_label("Plik", exact=True).set_input_files(file)
    page.get_by_role("button", name=READ).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_leads_to_what_it_would_change(open_page: PageOpener, file: Path, javascript: bool) -> None:
    page = open_page(javascript=javascript)

    send(page, file)

    expect(page).to_have_url(PREVIEW)
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 projekty do dodania")


def test_the_progress_is_told_while_the_list_is_sent_and_read(open_page: PageOpener, file: Path) -> None:
    page = open_page()
    page.goto(ADDRESS)
    page.evaluate(
        """() => {
          window.told = [];
          const label = document.querySelector("[data-list-progress-text]");
          new MutationObserver(() => sessionStorage.told = (sessionStorage.told ?? "") + label.textContent + ";")
            .observe(label, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.get_by_label("Plik", exact=True).set_input_files(file)

    page.get_by_role("button", name=READ).click()
    expect(page).to_have_url(PREVIEW)

    told = page.evaluate("sessionStorage.told").replace("\u00a0", " ")
    assert "Wysyłanie pliku" in told
    assert "Porównywanie z tym, co już zapisano" in told


def test_what_is_wrong_with_a_file_is_told_at_its_field(any_page: Page, tmp_path: Path) -> None:
    (tmp_path / "lista.xlsx").write_bytes(b"%PDF-1.7")

    send(any_page, tmp_path / "lista.xlsx")

    field = any_page.get_by_label("Plik", exact=True)
    expect(field).to_have_accessible_description(re.compile("To dokument PDF"))
    expect(field).to_be_focused()
    expect(any_page.get_by_role("button", name=READ)).to_be_enabled()
    assert_accessible(any_page)
