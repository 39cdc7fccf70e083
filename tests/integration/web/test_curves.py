"""The page of curves: the portfolio's with its denominators, a small one for each project, and what is refused."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.web import curves

CURVES = "/krzywe?stan=2019-10-15"


def panels(page: Page) -> list[str]:
    return [text_of(panel) for panel in page.all("li", "panel")]


def test_the_whole_says_its_denominators_and_each_project_has_a_panel(reader: FlaskClient) -> None:
    page = Page(reader.get(CURVES))

    assert text_of(page.one("h1")) == "Dwa projekty wydają daleko poniżej planu: Rzeczna i Wierzbowa Góra."
    together = page.section("together-heading")
    assert "znane z 9 z 14 projektów; 3 projekty nie mają sprawozdań" in text_of(page.one("h2", within=together))
    assert "Te same projekty planowały" in text_of(page.one("p", "chart-sentence", within=together))
    september = next(
        [text_of(cell) for cell in row] for row in page.all("tr", within=together) if "30 września 2019" in text_of(row)
    )
    assert september[-1] == "9 z 12"
    assert len(panels(page)) == 14
    assert len(page.all("*", "curve-panel")) == 14


def test_the_furthest_behind_come_first_and_the_unknown_last(reader: FlaskClient) -> None:
    page = Page(reader.get(CURVES))

    found = panels(page)
    assert found[0].startswith("MOPS w Rzecznej Zagrożony −18,3 pkt proc.")
    assert "start 1 stycznia 2020" in found[-2]
    assert "bez sprawozdań" in found[-1]
    assert "2 projekty o nieznanym odchyleniu stoją na końcu." in page.text
    assert "/projekty/rzeczna?stan=2019-10-15#spending-heading" in page.links()


def test_a_filter_changes_the_sums_and_no_row(reader: FlaskClient) -> None:
    whole, part = Page(reader.get(CURVES)), Page(reader.get(f"{CURVES}&szukaj=Rzeczna"))

    assert panels(part) == panels(whole)[:1]
    figure = reader.get("/krzywe/portfel.json?stan=2019-10-15&szukaj=Rzeczna&format=narrow")
    assert figure.status_code == 200
    assert figure.get_json()["figure"]["data"]


@pytest.mark.parametrize(
    ("query", "words"),
    [("sort=<b>x</b>", "nie jest na liście"), ("woj=99", "nie jest na liście"), ("stan=wczoraj", "wczoraj")],
)
def test_what_is_none_of_the_choices_is_refused_in_words(reader: FlaskClient, query: str, words: str) -> None:
    page = Page(reader.get(f"/krzywe?{query}"))

    assert page.status == 422
    assert words in page.text


def test_nothing_found_is_said_and_has_no_figure(reader: FlaskClient) -> None:
    assert "Żaden projekt nie pasuje" in Page(reader.get("/krzywe?szukaj=nie-ma")).text
    assert reader.get("/krzywe/portfel.json?szukaj=nie-ma").status_code == 404


def test_a_page_of_twelve_takes_as_many_queries_as_one_project(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "PAGE_SIZE", 12)
    client, counts = bundled.test_client(), []
    whole = Page(client.get(CURVES))
    client.get(f"{CURVES}&szukaj=Rzeczna")

    for address in (CURVES, f"{CURVES}&szukaj=Rzeczna"):
        with counted_queries(bundled) as statements:
            client.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert len(panels(whole)) == 12
    assert "Projekty od 1 do 12 z 14." in whole.text
