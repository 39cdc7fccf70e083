"""Doubts about the data on their page: what the command tells, within one's reach, with a way to mend each."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.test_exports import charts_of, parts_of, table_of
from tests.integration.web.test_projects import counted_queries
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.web import quality

DAY = "stan=2019-10-15"


@pytest.fixture
def checker(bundled: Flask) -> FlaskClient:
    """A coordinator of the bundled portfolio."""
    return signed_in_as(bundled, Role.COORDINATOR)


def lines(page: Page) -> list[dict[str, str]]:
    """The doubts of a page: how serious, whose, the sentence, and where it is mended."""
    body = next(page.one("table", "sources-table").iter("tbody"))
    found = []
    for row in body.iter("tr"):
        project, remedy = (next(cell.iter("a")) for cell in (next(row.iter("th")), list(row.iter("td"))[-1]))
        sentence = next(part for part in list(row.iter("td"))[1].iter("span"))
        found.append(
            {
                "gravity": text_of(next(iter(row.iter("td")))),
                "slug": str(project.get("href")).split("?")[0].rpartition("/")[2],
                "sentence": text_of(sentence),
                "url": str(remedy.get("href")),
            }
        )
    return found


def test_the_page_tells_what_the_command_tells(bundled: Flask, checker: FlaskClient) -> None:
    told = bundled.test_cli_runner().invoke(args=["data", "check", "--as-of", "2019-10-15"])
    page = Page(checker.get(f"/zrodla?{DAY}"))

    shown = sorted(f"{line['slug']}: {line['gravity']}: {line['sentence']}" for line in lines(page))
    command = [line.replace("\u00a0", " ") for line in told.stdout.splitlines()]
    assert told.exit_code == 0
    assert shown == sorted(line for line in command if line.partition(":")[0] in {one["slug"] for one in lines(page)})
    assert text_of(page.one("h1")) == f"{len(shown)} uwag do danych w 14 z 14 projektów."


def test_each_doubt_leads_to_the_form_that_mends_it(checker: FlaskClient) -> None:
    found = lines(Page(checker.get(f"/zrodla?{DAY}")))

    forms = {line["url"] for line in found if "/edytuj/" in line["url"]}
    assert "/projekty/myslenice/edytuj/fakt/project_number" in forms
    assert "/projekty/lopiennik-gorny/edytuj/plan" in forms
    assert any("/edytuj/dokument/" in url for url in forms)
    assert {checker.get(url).status_code for url in forms} == {200}


def test_a_director_sees_the_own_centre_and_where_the_figures_stand(bundled: Flask) -> None:
    director = signed_in_as(bundled, Role.DIRECTOR, centre="olszyny-male")

    found = lines(Page(director.get(f"/zrodla?{DAY}")))

    assert {line["slug"] for line in found} == {"olszyny-male"}
    assert {line["url"].split("?")[0].split("#")[0] for line in found} == {"/sprawozdania", "/projekty/olszyny-male"}


def test_a_coordinator_sees_the_own_voivodeships_only(bundled: Flask) -> None:
    regional = signed_in_as(bundled, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE])

    page = Page(regional.get(f"/zrodla?{DAY}"))

    assert {line["slug"] for line in lines(page)} == {"klucze", "myslenice"}
    assert text_of(page.one("h1")).endswith("w 2 z 2 projektów.")


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("rodzaj=action", {"myslenice"}),
        ("rodzaj=calculated", {"klucze"}),
        ("waga=serious", {"myslenice"}),
        ("rodzaj=missing&waga=moderate", {"lopiennik-gorny"}),
        ("projekt=rzeczna", {"rzeczna"}),
        ("woj=06&rodzaj=undated_source", {"krasnystaw"}),
    ],
)
def test_filters_narrow_what_is_told(checker: FlaskClient, query: str, slugs: set[str]) -> None:
    assert {line["slug"] for line in lines(Page(checker.get(f"/zrodla?{DAY}&{query}")))} == slugs


@pytest.mark.parametrize("query", ["rodzaj=conflict", "rodzaj=sums", "szukaj=nie-ma", "projekt=nie-ma"])
def test_nothing_found_is_said(checker: FlaskClient, query: str) -> None:
    page = Page(checker.get(f"/zrodla?{DAY}&{query}"))

    assert page.all("p", "no-results")
    assert not page.all("table", "sources-table")


@pytest.mark.parametrize("query", ["rodzaj=uroda", "waga=ogromna", "sort=uroda", "woj=99"])
def test_what_is_none_of_the_choices_is_refused(checker: FlaskClient, query: str) -> None:
    assert checker.get(f"/zrodla?{query}").status_code == 422
    assert checker.get(f"/zrodla.csv?{query}").status_code == 422


def test_a_long_list_comes_page_by_page_with_as_many_queries(
    bundled: Flask, checker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lines(Page(checker.get(f"/zrodla?{DAY}&sort=osrodek")))
    monkeypatch.setattr(quality, "PAGE_SIZE", 10)
    counts = []

    parts = []
    for number in (1, 2, 3):
        with counted_queries(bundled) as sent:
            parts += lines(Page(checker.get(f"/zrodla?{DAY}&sort=osrodek&strona={number}")))
        counts.append(len(sent))

    assert parts == whole
    assert len(set(counts)) == 1


def test_the_files_hold_what_the_page_shows(checker: FlaskClient) -> None:
    query = f"{DAY}&rodzaj=missing&sort=osrodek"
    page = Page(checker.get(f"/zrodla?{query}"))
    csv_url, xlsx_url = (link for link in page.links() if link.startswith(("/zrodla.csv", "/zrodla.xlsx")))

    about, rows = table_of(checker, csv_url)
    book = checker.get(xlsx_url)

    assert [row["Uwaga"].replace("\u00a0", " ") for row in rows] == [line["sentence"] for line in lines(page)]
    assert all(row["Gdzie naprawić"].startswith("http://localhost/projekty/") for row in rows)
    assert (about["Rodzaj uwagi"], about["Projekty"]) == ("Braki", "14 z 14")
    assert about["Adres"].endswith("rodzaj=missing&sort=osrodek")
    assert len(charts_of(book)) == 1
    assert "brak numeru projektu" in parts_of(book)["xl/sharedStrings.xml"]


def test_the_day_looked_at_changes_what_is_doubtful(checker: FlaskClient) -> None:
    early = {line["sentence"] for line in lines(Page(checker.get("/zrodla?stan=2019-04-15")))}
    late = {line["sentence"] for line in lines(Page(checker.get("/zrodla?stan=2021-12-31")))}

    assert early - late
    assert late - early


def test_the_project_page_leads_to_its_doubts(checker: FlaskClient, reader: FlaskClient) -> None:
    (link,) = (
        link
        for link in Page(checker.get(f"/projekty/klucze?{DAY}")).links()
        if link.startswith("/zrodla") and "projekt=" in link
    )

    assert {line["slug"] for line in lines(Page(checker.get(link)))} == {"klucze"}
    assert not [link for link in Page(reader.get("/projekty/klucze")).links() if link.startswith("/zrodla")]
