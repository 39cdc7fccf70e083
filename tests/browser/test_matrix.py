"""The matrix in a browser: the latest months come first on a phone, and on paper the cells tell themselves apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, PageOpener


@pytest.mark.parametrize("query", ["", "?miara=cisza"])
def test_a_phone_without_script_sees_the_latest_months_first_and_paper_keeps_the_grounds(
    open_page: PageOpener, query: str
) -> None:
    page = open_page(viewport=PHONE, javascript=False)
    page.goto(f"/macierz{query}")

    area = page.locator(".scroll-area").bounding_box()
    now = page.locator(".matrix-table thead th").last.bounding_box()
    assert area is not None
    assert now is not None
    assert now["x"] + now["width"] <= area["x"] + area["width"] + 1

    page.emulate_media(media="print")
    cell = page.locator(".matrix-table .cell-far-behind, .matrix-key .cell-far-behind").first
    expect(cell).to_have_css("print-color-adjust", "exact")
    # The ink of the dark ground is that of the paper; on paper it must not be.
    expect(cell).to_have_css("color", "rgb(176, 28, 44)")
