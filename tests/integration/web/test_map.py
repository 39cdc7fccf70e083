"""Projects on the map: marks, the table by voivodeship, filters, and what the address asks in vain."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.charts import portfolio_map
from tracker.services.invention.crowd import add_crowd
from tracker.storage.transactions import transaction

MAP = "/mapa?stan=2019-10-15"


def lines(page: Page) -> dict[str, list[str]]:
    """The cells of each voivodeship."""
    table = page.one("table", "region-table")
    rows = [*page.all("tbody", within=table)[0], *(row for foot in page.all("tfoot", within=table) for row in foot)]
    return {text_of(page.one("th", within=row)): [text_of(cell) for cell in page.all("td", within=row)] for row in rows}


def marks(page: Page, width: str = "wide") -> list[str]:
    """Where the marks of a drawing lead."""
    figure = page.one("figure", f"map-figure--{width}")
    return [mark.attrib["href"] for mark in page.all("*", "map-mark", within=figure)]


def test_every_project_has_a_mark_and_every_voivodeship_a_row(reader: FlaskClient) -> None:
    page = Page(reader.get(MAP))

    assert len(marks(page)) == len(marks(page, "narrow")) == 14
    assert [len(page.all("*", "map-name", within=figure)) for figure in page.all("figure", "map-figure")] == [14, 14]
    assert marks(page)[0] == "/projekty/rzeczna?stan=2019-10-15"
    assert text_of(page.one("h1")) == "Kłopoty ma pięć województw; projekty zagrożone: podkarpackie, śląskie."
    found = lines(page)
    assert found["lubelskie"] == ["0 z 3", "–", "–", "1", "1", "1", "–", "2", "976 tys. zł z 3 z 3"]
    assert found["Razem"] == ["5 z 14", "2", "3", "2", "5", "1", "1", "7", "5,08 mln zł z 14 z 14"]
    assert f"{MAP}&woj=06" in page.links()
    assert len(page.all("tr", within=page.one("details", "more"))) == 15


def test_a_voivodeship_is_drawn_alone_and_its_row_stays_as_it_is(reader: FlaskClient) -> None:
    page = Page(reader.get(f"{MAP}&woj=06"))

    assert lines(page) == {"lubelskie": ["0 z 3", "1", "1", "1", "2", "976 tys. zł z 3 z 3"]}
    assert len(marks(page)) == 3
    assert MAP in page.links()


def test_many_projects_are_drawn_by_voivodeship(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio_map, "MOST_MARKS", 5)

    page = Page(reader.get(MAP))

    figure = page.one("figure", "map-figure--wide")
    assert not marks(page)
    assert len(page.all("*", "map-group", within=figure)) == 10
    assert "lubelskie: 3 projekty, wartość 976 tys. zł, brak danych 1" in page.text


@pytest.mark.parametrize("query", ["woj=99", "sort=uroda", "stan=wczoraj", "stan=2019-10-15&wiedza=jutro"])
def test_what_is_none_of_the_choices_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/mapa?{query}").status_code == 422


def test_no_project_is_said(reader: FlaskClient, client: FlaskClient) -> None:
    assert "Żaden projekt nie pasuje" in Page(reader.get("/mapa?szukaj=nie-ma")).text
    assert text_of(Page(client.get("/mapa")).one("h1")) == "Nie ma projektu do pokazania na mapie."


def test_44_projects_take_as_many_queries_as_one(bundled: Flask) -> None:
    with bundled.app_context(), transaction():
        add_crowd(30, seed=3)
    reader, counts = bundled.test_client(), []
    for address in (MAP, f"{MAP}&szukaj=Rzeczna"):
        reader.get(address)
        with counted_queries(bundled) as statements:
            reader.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]
