"""The portfolio page: rows, sums, filters, search, order and pages, with any number of projects."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.unit.exchange.project_file import make_document
from tracker.config import ROOT
from tracker.services.portfolio_files import add_projects, read_files
from tracker.storage.projects import remove_examples
from tracker.storage.transactions import transaction
from tracker.web import portfolio

REAL = ROOT / "data" / "portfolio"


def load(app: Flask, path: Path) -> None:
    """Load project files as the command does."""
    with app.app_context(), transaction():
        add_projects(read_files(path))


def load_document(app: Flask, folder: Path, **changes: Any) -> None:
    """Load one small project, with parts of it replaced."""
    path = folder / "project.json"
    path.write_text(json.dumps(make_document(**changes)), encoding="utf-8")
    load(app, path)


def slugs(page: Page) -> list[str]:
    """The projects of the table, in order."""
    links = [a.attrib["href"].split("?")[0] for th in page.all("th", "col-name") for a in th.iter("a")]
    return [link.rpartition("/")[2] for link in links if link.startswith("/projekty/")]


def cells(page: Page, css: str) -> list[str]:
    """The text of one column."""
    return [text_of(cell) for cell in page.all("td", css)]


def found(page: Page) -> str:
    """The line "5 z 14" beside the filters."""
    return next(text_of(e) for e in page.all("span", within=page.one("form", "filters")) if e.get("role") == "status")


def test_an_empty_portfolio_offers_ways_to_begin(client: FlaskClient) -> None:
    page = Page(client.get("/"))

    assert page.status == 200
    assert "Nie ma jeszcze żadnego projektu." in text_of(page.one("h1"))
    assert len(page.all("section", within=page.one("div", "ways"))) == 3
    assert not page.all("table")
    assert not page.all("form", "filters")


def test_an_empty_portfolio_takes_filters_and_days(client: FlaskClient) -> None:
    assert client.get("/?woj=06&szukaj=x&stan=2019-01-01&strona=3&sort=wartosc").status_code == 200


def test_one_project_is_a_portfolio(app: Flask) -> None:
    load(app, REAL / "krasnystaw.json")

    page = Page(app.test_client().get("/?stan=2019-10-15"))

    assert "1 projekt" in text_of(page.one("p", "kicker"))
    assert slugs(page) == ["krasnystaw"]
    assert "z 1 z 1 projektu (1 planowana)" in page.text
    assert not page.all("nav", "pages")


def test_sums_say_from_how_many_projects_they_are_made(app: Flask) -> None:
    load(app, REAL)

    page = Page(app.test_client().get("/"))

    assert len(slugs(page)) == 5
    assert "z 5 z 5 projektów (1 wyliczona, 1 planowana)" in page.text
    assert "nikt jeszcze nie złożył sprawozdania" in page.text
    assert not page.all("span", "demo-mark")


def test_the_bundled_portfolio_is_whole(reader: FlaskClient) -> None:
    page = Page(reader.get("/"))

    assert len(slugs(page)) == 14
    assert found(page) == "14 z 14"
    assert page.all("span", "demo-mark")
    assert all("przykładowy" in text_of(th) for th in page.all("th", "col-name")[1:])


def test_the_mark_of_examples_goes_with_them(bundled: Flask) -> None:
    with bundled.app_context(), transaction():
        remove_examples()

    page = Page(bundled.test_client().get("/"))

    assert len(slugs(page)) == 5
    assert not page.all("span", "demo-mark")
    assert "przykładow" not in page.text


def test_a_long_list_comes_in_pages(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "PAGE_SIZE", 10)

    first, second = Page(reader.get("/?sort=osrodek")), Page(reader.get("/?sort=osrodek&strona=2"))

    assert (len(slugs(first)), len(slugs(second))) == (10, 4)
    assert not set(slugs(first)) & set(slugs(second))
    assert "/?sort=osrodek&strona=2" in first.links()
    assert "Strona 2 z 2" in second.text
    for number, shown in (("0", first), ("-1", first), ("abc", first), ("²", first), ("3", second), ("9" * 30, second)):
        assert slugs(Page(reader.get(f"/?sort=osrodek&strona={number}"))) in (slugs(shown), slugs(first))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("woj=12", {"klucze", "myslenice"}),
        ("typ=MGOPS", {"kamienny-most", "myslenice", "stara-lipnica"}),
        ("etap=finished", {"klucze"}),
        ("etap=preparation", {"lopiennik-gorny"}),
        ("ocena=at_risk", {"rzeczna", "wierzbowa-gora"}),
        ("nabor=POWR.02.05.00-IP.03-00-019/18", {"krasnystaw"}),
        ("szukaj=łopienniku", {"lopiennik-gorny"}),
        ("szukaj=ŁOPIENNIK+górny", {"lopiennik-gorny"}),
        ("szukaj=lopiennik", {"lopiennik-gorny"}),
        ("szukaj=mops+oddzielenie", {"nowy-brod", "przasnysz"}),
        ("szukaj=++krasnystaw++", {"krasnystaw"}),
        ("woj=06&typ=GOPS&szukaj=pomoc", {"lopiennik-gorny", "olszyny-male"}),
    ],
)
def test_a_filter_shows_what_fits_and_counts_it(reader: FlaskClient, query: str, expected: set[str]) -> None:
    page = Page(reader.get(f"/?{query}"))

    assert set(slugs(page)) == expected
    assert found(page) == f"{len(expected)} z 14"


def test_a_filter_leaves_the_sums_of_the_portfolio_alone(reader: FlaskClient) -> None:
    everything, filtered = Page(reader.get("/")), Page(reader.get("/?woj=12"))

    assert text_of(everything.one("dl", "key-figures")) == text_of(filtered.one("dl", "key-figures"))
    assert "z 2 z 2 projektów (1 wyliczona)" in text_of(filtered.one("div", "filters-missing"))


@pytest.mark.parametrize("query", ["woj=99", "typ=XYZ", "etap=nie", "ocena=zielony", "sort=kolor", "woj=%27--"])
def test_an_unknown_choice_is_refused_in_words(reader: FlaskClient, query: str) -> None:
    page = Page(reader.get(f"/?{query}"))

    assert page.status == 422
    assert query.split("=")[1].replace("%27", "'") in text_of(page.one("li", "field-error"))


def test_nothing_found_is_said_with_the_way_back(reader: FlaskClient) -> None:
    page = Page(reader.get("/?szukaj=nie-ma-takiego&stan=2019-06-30"))

    assert "Żaden projekt nie pasuje" in text_of(page.one("p", "no-results"))
    assert found(page) == "0 z 14"
    assert [a.get("href") for a in page.one("p", "no-results").iter("a")] == ["/?stan=2019-06-30"]


def test_search_reads_no_pattern_and_no_markup(reader: FlaskClient) -> None:
    for text in ("%", "_", "\\", "<b>", "' OR 1=1", "[", "\x00%\x07"):
        page = Page(reader.get("/", query_string={"szukaj": text}))

        assert page.status == 200
        assert slugs(page) == []


def test_a_filter_says_how_many_it_hides_for_lack_of_data(app: Flask, tmp_path: Path) -> None:
    load(app, REAL)
    load_document(app, tmp_path, slug="bez-wojewodztwa")

    by_voivodeship = Page(app.test_client().get("/?woj=12"))
    by_call = Page(app.test_client().get("/?nabor=POWR.02.05.00-IP.03-00-019/18"))

    assert "1 projekt" in text_of(by_voivodeship.one("div", "filters-missing"))
    assert "5 projektów" in text_of(by_call.one("div", "filters-missing"))


ORDERS: Mapping[str, Sequence[str]] = {
    "osrodek": ("jaworow-lesny", "kamienny-most", "klucze", "krasnystaw", "lopiennik-gorny", "myslenice", "nowy-brod"),
    "wartosc": ("olszyny-male", "wierzbowa-gora", "zagajnik", "lopiennik-gorny"),
    "ocena": ("rzeczna", "wierzbowa-gora"),
    "postep": ("rzeczna", "wierzbowa-gora"),
}


@pytest.mark.parametrize("key", ORDERS)
def test_a_column_sorts_in_its_order(reader: FlaskClient, key: str) -> None:
    shown = slugs(Page(reader.get(f"/?sort={key}")))

    assert tuple(shown[: len(ORDERS[key])]) == ORDERS[key]


@pytest.mark.parametrize("key", ["osrodek", "ocena", "postep", "wartosc", "kamien", "sprawozdanie"])
def test_every_column_sorts_both_ways_and_says_so(reader: FlaskClient, key: str) -> None:
    ascending = Page(reader.get(f"/?sort={key}"))
    descending = Page(reader.get(f"/?sort={key}&kierunek=malejaco"))

    assert sorted(slugs(ascending)) == sorted(slugs(descending))
    assert slugs(ascending) != slugs(descending)
    assert [th.get("aria-sort") for th in ascending.all("th") if th.get("aria-sort")] == ["ascending"]
    assert [th.get("aria-sort") for th in descending.all("th") if th.get("aria-sort")] == ["descending"]


def test_values_sort_as_amounts(reader: FlaskClient) -> None:
    shown = cells(Page(reader.get("/?sort=wartosc&kierunek=malejaco")), "col-value")

    amounts = [
        Decimal(text.split("zł")[0].removeprefix("Wartość").replace(" ", "").replace(",", ".")) for text in shown
    ]
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize("direction", ["", "malejaco"])
@pytest.mark.parametrize("key", ["wartosc", "postep", "kamien", "sprawozdanie"])
def test_what_is_unknown_comes_last_both_ways(bundled: Flask, tmp_path: Path, key: str, direction: str) -> None:
    nothing = [{"fact": "title", "value": "Nic", "kind": "stated", "source": "a"}]
    load_document(bundled, tmp_path, slug="nic", statements=nothing)

    shown = slugs(Page(bundled.test_client().get(f"/?sort={key}&kierunek={direction}")))

    assert "nic" in shown[-5:]
    if key == "wartosc":
        assert shown[-1] == "nic"


def test_a_project_of_which_nothing_is_known_is_shown_as_unknown(app: Flask, tmp_path: Path) -> None:
    load_document(app, tmp_path, slug="nic", statements=[], sources=[])
    client = app.test_client()

    page, project = Page(client.get("/")), Page(client.get("/projekty/nic"))

    assert "nikt tego nie podał" in page.text or "–" in text_of(page.one("dl", "key-figures"))
    assert cells(page, "col-value") == ["Wartość nie podano"]
    assert "0,00" not in page.text
    assert project.status == 200
    assert "0,00" not in project.text


def test_milestones_without_planned_dates_have_no_plan(app: Flask) -> None:
    load(app, REAL)

    page = Page(app.test_client().get("/"))

    assert "plan na ten dzień: 0" not in page.text
    assert "plan 0" not in page.text


@pytest.mark.parametrize(
    "query",
    [
        "endpoint=x",
        "_scheme=javascript&_external=1",
        "_anchor=x",
        "_method=POST",
        "slug=x",
        "values=1",
        "%00=%00&x=%07",
    ],
)
@pytest.mark.parametrize("path", ["/", "/projekty/klucze", "/zasady"])
def test_what_a_page_does_not_know_of_its_address_does_no_harm(reader: FlaskClient, path: str, query: str) -> None:
    page = Page(reader.get(f"{path}?{query}"))

    assert page.status == 200
    assert all(link.startswith(("/", "#", "https://")) for link in page.links())
