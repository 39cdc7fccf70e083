"""The wall of milestone trends, and the trend on a project's page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.web import milestone_trend

WALL = "/os-czasu/trend?stan=2019-10-15"


def panels(page: Page) -> list[str]:
    """What stands in each panel, in their order."""
    return [text_of(panel) for panel in page.all("li", "panel")]


def test_every_project_has_a_panel_in_words_and_in_the_table(reader: FlaskClient) -> None:
    page = Page(reader.get(WALL))

    assert page.status == 200
    assert len(panels(page)) == 14
    assert text_of(page.one("h1")) == "Pięć z 13 projektów przesuwa ten sam kamień ze sprawozdania na sprawozdanie."
    assert "W 1 projekcie nikt nie podał terminu żadnego kamienia." in text_of(page.one("p", "headline-second"))
    assert "3 sprawozdania z rzędu przesuwają termin, razem o 61 dni" in panels(page)[0]
    assert len(page.all("*", "trend-small")) == len(page.all("tbody", within=page.one("details", "more"))) == 13


def test_the_furthest_from_the_plan_come_first_unless_another_order_is_asked(reader: FlaskClient) -> None:
    assert panels(Page(reader.get(WALL)))[0].startswith("MOPS w Rzecznej")
    assert panels(Page(reader.get(f"{WALL}&sort=koniec")))[0].startswith("OPS w Kluczach")


def test_an_order_that_is_none_of_the_choices_is_refused(reader: FlaskClient) -> None:
    assert reader.get(f"{WALL}&sort=<b>x</b>").status_code == 422


def test_a_project_shows_drawing_sentence_and_table(reader: FlaskClient) -> None:
    page = Page(reader.get("/projekty/rzeczna?stan=2019-10-15"))

    section = page.section("trend-heading")
    assert text_of(page.one("h2", within=section)) == "Jeden kamień milowy przesuwa się ze sprawozdania na sprawozdanie"
    assert text_of(page.one("p", "chart-sentence", within=section)).startswith(
        "„Wizyta studyjna”: 3 sprawozdania z rzędu przesuwają termin, razem o 61 dni."
    )
    assert len(page.all("*", "chart-svg", within=section)) == 3
    cells = [[text_of(cell) for cell in row] for row in page.all("tr", within=section)]
    assert ["6. Wizyta studyjna", "28 sierpnia 2019", "28 października 2019", "+61 dni", "3"] in [c[:5] for c in cells]


def test_a_project_without_dates_has_no_trend(reader: FlaskClient) -> None:
    assert "trend-heading" not in Page(reader.get("/projekty/lopiennik-gorny?stan=2019-10-15")).ids()


def test_a_page_of_several_says_so_and_takes_as_many_queries_as_one_project(
    bundled: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milestone_trend, "PAGE_SIZE", 12)
    reader = bundled.test_client()
    whole, one = Page(reader.get(WALL)), Page(reader.get(f"{WALL}&szukaj=Rzeczna"))
    counts = []
    for address in (WALL, f"{WALL}&szukaj=Rzeczna"):
        with counted_queries(bundled) as statements:
            reader.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert (len(panels(whole)), len(panels(one))) == (12, 1)
    assert "Ta strona pokazuje projekty od 1 do 12." in whole.text
    assert text_of(whole.one("h1")).startswith("Na tej stronie: pięć z 12 projektów przesuwa")
    assert not text_of(one.one("h1")).startswith("Na tej stronie")


def test_an_amended_plan_is_told_and_what_was_moved_counts_from_it(reader: FlaskClient) -> None:
    page = Page(reader.get(WALL))

    (panel,) = [item for item in page.all("li", "panel") if "Jaworowie" in text_of(item)]
    assert "Aneks obowiązujący od 17 czerwca 2019 przesunął plan z 14 listopada 2019 na 14 lutego 2020." in text_of(
        panel
    )
    assert [text_of(e) for e in panel.iter() if e.get("class") == "chart-axis-text"][-1] == "aneks"
    assert "+92" not in text_of(panel)
