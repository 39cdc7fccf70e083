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


def test_the_foot_says_how_far_behind_it_counts(reader: FlaskClient) -> None:
    page = Page(reader.get("/macierz?stan=2019-10-15"))

    foot = next(page.one("table", "matrix-table").iter("tfoot"))
    assert text_of(next(foot.iter("th"))) == "7 pkt proc. lub więcej pod planem, z ilu znanych"


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


def headings(page: Page) -> list[str]:
    """The months over the columns, in the order of the page."""
    head = next(page.one("table", "matrix-table").iter("thead"))
    return [text_of(cell) for cell in head.iter("th")][1:-1]


def test_months_are_moved_and_what_is_found_stays(reader: FlaskClient) -> None:
    usual = Page(reader.get("/macierz?stan=2019-10-15"))
    moved = Page(reader.get("/macierz?stan=2019-10-15&od=2019-01&do=2019-04"))

    assert headings(moved) == ["2019sty", "lut", "mar", "kwi"]
    assert text_of(moved.one("h1")) == text_of(usual.one("h1"))
    first, whole = headings(usual).index("2019sty"), lines(usual)
    for address, (*cells, now) in lines(moved).items():
        assert (cells, now) == (whole[address][first : first + 4], whole[address][-1])
    links = {text_of(link): link.get("href", "") for link in moved.one("form", "matrix-window").iter("a")}
    assert links.keys() == {"Wcześniej", "Później", "Do października 2019"}
    assert headings(Page(reader.get(links["Później"]))) == ["2019mar", "kwi", "maj", "cze"]
    assert headings(Page(reader.get(links["Do października 2019"]))) == headings(usual)


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("od=2019-06&do=2019-02", "od", "późniejszy niż ostatni"),
        ("od=2019-13", "od", "to nie miesiąc"),
        ("do=kiedyś", "do", "to nie miesiąc"),
        ("od=2017-01&do=2018-06", "od", "Portfel zaczyna się 1 stycznia 2018"),
        ("do=2017-05", "do", "Portfel zaczyna się 1 stycznia 2018"),
        ("od=2018-01&do=2020-12", "od", "Obok siebie mieści się najwyżej 30 miesięcy"),
    ],
)
def test_months_that_cannot_be_shown_are_told_at_their_field(
    reader: FlaskClient, query: str, field: str, said: str
) -> None:
    page = Page(reader.get(f"/macierz?stan=2019-10-15&{query}"))

    assert page.status == 422
    (error,) = page.all("p", "field-error")
    assert error.get("id") == f"field-{field}-error"
    assert said in text_of(error)
    assert lines(page)
