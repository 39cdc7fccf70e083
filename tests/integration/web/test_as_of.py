"""Every page can be seen as of any day, and shows nothing that came after it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tracker.gate import clock

SOME_DAYS = (
    "2018-01-01",
    "2018-09-02",
    "2018-09-03",
    "2018-12-31",
    "2019-06-30",
    "2019-10-16",
    "2020-02-29",
    "2022-05-01",
)
SOME_PROJECTS = ("klucze", "myslenice", "rzeczna", "lopiennik-gorny")


@pytest.mark.parametrize("address", ["/", "/projekty/klucze"])
@pytest.mark.parametrize("written", ["2019-06-30", "30.06.2019", "30.6.2019", "%2030.06.2019%20"])
def test_a_day_may_be_written_in_either_way(reader: FlaskClient, address: str, written: str) -> None:
    page = Page(reader.get(f"{address}?stan={written}"))

    assert page.status == 200
    assert "30 czerwca 2019" in text_of(page.one("section", "as-of"))


NO_DAYS = (
    "abc",
    "2019-02-30",
    "31.02.2019",
    "99999-01-01",
    "2019-6-30",
    "٣٠.٠٦.٢٠١٩",
    "9" * 5000,
)


@pytest.mark.parametrize("written", NO_DAYS, ids=lambda text: text[:10])
def test_what_is_no_day_is_refused_in_words(reader: FlaskClient, written: str) -> None:
    for address in ("/", "/projekty/klucze", "/projekty/klucze/wydatki.json"):
        for parameter in ("stan", "wiedza"):
            page = Page(reader.get(address, query_string={parameter: written}))

            assert page.status == 422
            assert f"„{written[:40]}” to nie jest dzień" in text_of(page.one("li", "field-error"))


@pytest.mark.parametrize("written", ["1019-01-01", "1999-12-31", "2100-01-01"])
def test_a_day_that_is_too_far_away_is_told_the_days_that_are_taken(reader: FlaskClient, written: str) -> None:
    for parameter in ("stan", "wiedza"):
        page = Page(reader.get("/", query_string={parameter: written}))

        assert page.status == 422
        assert "Przyjmowane są dni od 1 stycznia 2000 do" in text_of(page.one("li", "field-error"))


def test_an_empty_day_is_the_usual_one(reader: FlaskClient) -> None:
    assert Page(reader.get("/?stan=&wiedza=")).text == Page(reader.get("/")).text


def test_the_reference_day_is_shown_as_such(reader: FlaskClient) -> None:
    page = Page(reader.get("/"))

    strip = page.one("section", "as-of")
    assert "15 października 2019" in text_of(strip)
    assert "dzień odniesienia" in text_of(strip)
    assert "as-of--other-day" not in strip.attrib["class"]
    assert not page.all("p", "as-of-past")


@pytest.mark.parametrize("address", ["/", "/projekty/klucze"])
@pytest.mark.parametrize("day", ["2018-01-31", "2021-12-31"])
def test_another_day_tints_the_strip_and_leads_back(reader: FlaskClient, address: str, day: str) -> None:
    page = Page(reader.get(f"{address}?stan={day}"))

    strip = page.one("section", "as-of--other-day")
    assert text_of(page.one("p", "as-of-past"))
    assert address in [a.get("href") for a in page.all("a", "button", within=strip)]


def test_a_portfolio_without_a_reference_day_shows_today(client: FlaskClient) -> None:
    strip = text_of(Page(client.get("/")).one("section", "as-of"))

    assert str(clock.today().year) in strip
    assert "dziś" in strip


@pytest.mark.parametrize("slug", SOME_PROJECTS)
def test_nothing_of_a_project_comes_from_after_the_day(reader: FlaskClient, slug: str) -> None:
    for day in SOME_DAYS:
        page = Page(reader.get(f"/projekty/{slug}?stan={day}"))

        assert page.status == 200
        history = [time.attrib["datetime"] for time in page.all("time", within=page.section("history-heading"))]
        assert history == sorted(history, reverse=True)
        assert all(happened <= day for happened in history), day
        submitted = [text_of(cell) for cell in page.all("td") if cell.get("data-label") in ("Złożone", "Wykonanie")]
        assert all(read_day(text) <= date.fromisoformat(day) for text in submitted), day


def test_spending_is_told_up_to_a_day_that_has_come(reader: FlaskClient) -> None:
    reported = 0
    for slug in SOME_PROJECTS:
        for day in SOME_DAYS:
            traces = reader.get(f"/projekty/{slug}/wydatki.json?stan={day}").get_json()["figure"]["data"]
            spent = [trace for trace in traces if trace.get("name") == "wydano"]
            reported += len(spent)
            assert all(max(trace["x"]) <= day for trace in spent), (slug, day)

    assert reported > len(SOME_PROJECTS)


def test_the_sums_follow_the_day_through_the_life_of_the_portfolio(reader: FlaskClient) -> None:
    spent = []
    for step in range(10):
        page = Page(reader.get(f"/?stan={date(2018, 1, 31) + timedelta(days=150 * step)}"))
        assert page.status == 200
        spent.append(text_of(page.all("dd", "value")[1]))

    assert spent[0] == "–"
    assert len(set(spent)) > 5


def test_an_event_shows_from_its_day_on(reader: FlaskClient) -> None:
    before = Page(reader.get("/projekty/myslenice?stan=2018-09-02"))
    after = Page(reader.get("/projekty/myslenice?stan=2018-09-03"))

    assert "Nowa struktura obowiązuje”: osiągnięty" not in text_of(before.section("history-heading"))
    assert "Nowa struktura obowiązuje”: osiągnięty" in text_of(after.section("history-heading"))


def test_knowledge_hides_what_was_reported_later(reader: FlaskClient) -> None:
    now = Page(reader.get("/projekty/rzeczna?stan=2019-06-30"))
    then = Page(reader.get("/projekty/rzeczna?stan=2019-06-30&wiedza=2019-03-31"))

    assert (now.status, then.status) == (200, 200)
    assert now.text != then.text


def test_links_keep_the_day_and_the_knowledge(reader: FlaskClient) -> None:
    page = Page(reader.get("/?stan=2019-06-30&wiedza=2026-12-31&woj=06"))

    rows = [link for link in page.links() if link.startswith("/projekty/") and "nowy" not in link]
    assert rows
    assert all("stan=2019-06-30" in link and "wiedza=2026-12-31" in link for link in rows)
    hidden = {e.get("name"): e.get("value") for e in page.all("input") if e.get("type") == "hidden"}
    assert hidden["stan"] == "2019-06-30"
    assert hidden["woj"] == "06"


def test_a_day_beyond_every_project_is_consistent(bundled: Flask) -> None:
    page = Page(bundled.test_client().get("/?stan=2099-12-31"))

    assert page.status == 200
    assert len(page.all("span", "status--finished")) == 14
    assert "-1" not in page.text


def read_day(text: str) -> date:
    """The day a table's cell gives; the first day of all where it gives none."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})\.(\d{4})", text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.min
