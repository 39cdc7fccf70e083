"""What changed between two days, as its page tells it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.domain.vocabulary import Role

QUARTER = "/zmiany?od=2019-06-30&do=2019-10-15"


def sentences(page: Page) -> list[str]:
    """The changes in words, in the order of the page."""
    return [text_of(line) for part in page.all("ol", "change-list") for line in part.iter("li")]


def test_the_finding_has_its_denominators(reader: FlaskClient) -> None:
    page = Page(reader.get(QUARTER))

    assert text_of(page.one("h1")) == (
        "Od 30 czerwca 2019 pogorszyło się pięć projektów; doszło 1,22 mln zł wydatków w 12 z 14 projektów."
    )
    counted = re.match(r"(\d+) zmian\w* w \d+ z 14 projektów", text_of(page.one("p", "headline-second")))
    assert counted
    assert len(sentences(page)) == min(int(counted[1]), 100)


def test_each_change_says_how_it_is_and_leads_to_its_evidence(reader: FlaskClient) -> None:
    page = Page(reader.get(QUARTER))

    told = next(text for text in sentences(page) if "Wierzbowa Góra" in text and "Ocena" in text)
    assert told.startswith("gorzej Wierzbowa Góra Ocena „zagrożony” zamiast „wymaga uwagi”")
    evidence = [link.get("href", "") for link in page.all("a") if "Dowód" in link.get("aria-label", "")]
    assert len(evidence) == len(sentences(page))
    pages = {url: Page(reader.get(url)).ids() for url in {address.split("#")[0] for address in evidence}}
    for address in evidence:
        url, anchor = address.split("#")
        assert "stan=2019-10-15" in url
        assert anchor in pages[url], address


def test_what_moved_a_status_is_its_evidence(reader: FlaskClient) -> None:
    page = Page(reader.get("/zmiany?od=2019-09-30&do=2019-10-15"))

    lines = (line for part in page.all("ol", "change-list") for line in part.iter("li"))
    told = next(line for line in lines if text_of(line).startswith("gorzej Olszyny Małe Ocena"))
    late = page.all("p", "change-evidence", within=told)[0].find("a")
    assert late is not None
    assert text_of(late) == "sprawozdanie za III kwartał 2019"
    assert late.get("href", "").endswith("/projekty/olszyny-male?stan=2019-10-15#report-2019-07-01")


def test_the_way_on_leads_to_the_later_day(reader: FlaskClient) -> None:
    page = Page(reader.get("/zmiany?od=2019-03-31&do=30.06.2019&woj=24"))

    tabs = [link.get("href", "") for link in page.one("nav", "view-tabs").iter("a")]
    assert all("stan=2019-06-30" in address and "woj=24" in address for address in tabs)


def test_the_worst_come_first_in_every_group(reader: FlaskClient) -> None:
    page = Page(reader.get(QUARTER))

    order = ("gorzej", "zmiana", "lepiej")
    for part in page.all("ol", "change-list"):
        places = [order.index(text_of(mark)) for mark in page.all("span", "change-mark", within=part)]
        assert places == sorted(places)


def test_the_second_page_goes_on(reader: FlaskClient) -> None:
    first, second = Page(reader.get(QUARTER)), Page(reader.get(f"{QUARTER}&strona=2"))

    assert len(sentences(first)) == 100
    assert sentences(second)
    assert not set(sentences(first)) & set(sentences(second))


def test_the_waterfall_is_drawing_sentence_and_table(reader: FlaskClient) -> None:
    page = Page(reader.get(QUARTER))

    section = page.section("forecast-heading")
    assert len(page.all("*", "chart-svg", within=section)) == 3
    assert "z 10 z 14 projektów" in text_of(page.one("p", "chart-sentence", within=section))
    rows = [text_of(row) for row in page.all("tr", within=section)]
    assert any(row.startswith("bez prognozy 2") for row in rows)


def test_the_ends_that_moved_are_drawn_and_counted(reader: FlaskClient) -> None:
    page = Page(reader.get(QUARTER))

    section = page.section("ends-heading")
    assert len(page.all("*", "chart-svg", within=section)) == 3
    assert re.search(r"w \d+ z 14 projektów", text_of(page.one("p", "chart-sentence", within=section)))
    assert any("Nowy Bród" in text_of(row) for row in page.all("tr", within=section))


def test_filters_choose_projects_and_not_their_changes(reader: FlaskClient) -> None:
    whole = Page(reader.get(f"{QUARTER}&projekt=rzeczna"))
    filtered = Page(reader.get(f"{QUARTER}&woj=24"))

    assert "z 1 projektu" in text_of(filtered.one("h1"))
    assert [s.replace("Rzeczna ", "", 1) for s in sentences(filtered)] == sentences(whole)


def test_queries_do_not_grow_with_the_projects_left_out(bundled: Flask) -> None:
    reader = bundled.test_client()
    counts = []
    for address in (QUARTER, f"{QUARTER}&woj=24"):
        reader.get(address)
        with counted_queries(bundled) as statements:
            reader.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_a_coordinator_is_led_to_the_report_itself(bundled: Flask) -> None:
    links = Page(signed_in_as(bundled, Role.COORDINATOR).get(QUARTER)).links()

    assert any(re.fullmatch(r"/sprawozdania/\d+", link) for link in links)
    assert not any(
        re.fullmatch(r"/sprawozdania/\d+", link) for link in Page(bundled.test_client().get(QUARTER)).links()
    )


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("od=2019-10-15&do=2019-06-30", "od", "Ten dzień przypada po 30 czerwca 2019"),
        ("od=2019-06-30&do=2019-06-30", "od", "To jeden i ten sam dzień"),
        ("od=2017-01-01&do=2019-06-30", "od", "Portfel zaczyna się 1 stycznia 2018"),
        ("od=2019-06-30&do=31.02.2019", "do", "„31.02.2019” to nie jest dzień"),
        ("od=<b>x</b>", "od", "„<b>x</b>” to nie jest dzień"),
    ],
)
def test_days_that_cannot_be_compared_are_told_at_their_field(
    reader: FlaskClient, query: str, field: str, message: str
) -> None:
    page = Page(reader.get(f"/zmiany?{query}"))

    assert page.status == 422
    (error,) = page.all("p", "field-error")
    assert error.get("id") == f"field-{field}-error"
    assert message in text_of(error)
    assert "nie da się porównać" in text_of(page.one("h1"))


def test_a_project_that_is_not_there_is_no_page(reader: FlaskClient) -> None:
    assert reader.get("/zmiany?projekt=nie-ma").status_code == 404


def test_meetings_are_compared_as_they_were(reader: FlaskClient) -> None:
    page = Page(reader.get("/zmiany?od=2019-06-30&stan=2019-10-15&wiedza=2019-10-15"))

    assert "Każdy dzień tak, jak było wiadomo tego dnia." in text_of(page.one("div", "note--info"))
    assert "z 14 projektów" not in text_of(page.one("h1"))
