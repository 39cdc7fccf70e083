"""Projects by months: cells, totals, filters, and what the address asks in vain."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.web import matrix


def lines(page: Page) -> dict[str, list[str]]:
    """The cells of each project, by the link of its row."""
    body = next(page.one("table", "matrix-table").iter("tbody"))
    return {
        str(next(row.iter("a")).get("href")).split("?")[0]: [text_of(cell) for cell in row.iter("td")]
        for row in body.iter("tr")
    }


def test_the_last_known_month_is_in_the_last_column(reader: FlaskClient) -> None:
    page = Page(reader.get("/macierz?stan=2019-10-15"))

    found = lines(page)
    assert len(found) == 14
    assert found["/projekty/wierzbowa-gora"][-1] == "−17,8"
    assert found["/projekty/wierzbowa-gora"][-3] == "−18"
    assert "brak sprawozdania" in found["/projekty/rzeczna"][-3]
    assert found["/projekty/lopiennik-gorny"][-1] == "–"
    assert "Wierzbowa Góra" in text_of(page.one("h1"))


def test_silence_counts_the_days_of_reports(reader: FlaskClient) -> None:
    page = Page(reader.get("/macierz?miara=cisza&stan=2019-10-15"))

    assert "Rzeczna" in text_of(page.one("h1"))
    assert lines(page)["/projekty/rzeczna"][-1] == "+5"


def test_a_filter_leaves_each_row_as_it_is(reader: FlaskClient) -> None:
    whole = lines(Page(reader.get("/macierz?stan=2019-10-15")))
    part = lines(Page(reader.get("/macierz?stan=2019-10-15&woj=18")))

    assert part
    for address, cells in part.items():
        # Fewer months stand before the first project that is shown.
        assert whole[address][-len(cells) :] == cells


@pytest.mark.parametrize("query", ["miara=uroda", "sort=uroda", "stan=wczoraj"])
def test_what_is_none_of_the_choices_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/macierz?{query}").status_code == 422


def test_no_project_and_no_period_are_said(reader: FlaskClient, client: FlaskClient) -> None:
    nothing = Page(reader.get("/macierz?szukaj=nie-ma"))

    assert "Żaden projekt nie pasuje" in nothing.text
    assert client.get("/macierz").status_code == 200


def test_the_number_of_queries_does_not_grow(bundled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, counts = bundled.test_client(), []

    for size in (3, 14):
        monkeypatch.setattr(matrix, "PAGE_SIZE", size)
        with counted_queries(bundled) as sent:
            assert reader.get("/macierz").status_code == 200
        counts.append(len(sent))

    assert counts[0] >= counts[1]
