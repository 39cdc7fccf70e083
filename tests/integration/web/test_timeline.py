"""The timeline: every project on one axis, its months and orders, and what an address asks in vain."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.services import portfolio
from tracker.services.invention.crowd import add_crowd
from tracker.storage.transactions import transaction

DAY = "stan=2019-10-15"


def centres(page: Page) -> list[str]:
    """The projects in the order of their rows."""
    table = page.one("table", "timeline-table")
    return [text_of(link) for link in table.iter("a") if "/projekty/" in link.get("href", "")]


def said(page: Page, centre: str) -> str:
    """The words beside a project's bar."""
    return text_of(page.all("p", "timeline-said")[centres(page).index(centre)])


def test_every_project_has_its_bar_its_milestones_and_words(reader: FlaskClient) -> None:
    page = Page(reader.get(f"/os-czasu?{DAY}"))

    assert page.status == 200
    assert len(centres(page)) == 14
    assert len([e for e in page.root.iter() if "timeline-line" in e.get("class", "").split()]) == 14
    assert text_of(page.one("h1")).startswith("Dziewięć z 14 projektów ma po planie kamień jeszcze nieosiągnięty.")
    assert "W ciągu najbliższych 60 dni wypada 8 kamieni milowych" in page.text
    assert said(page, "MOPS w Rzecznej").startswith("Wizyta studyjna 28 października, 61 dni po planie")
    assert said(page, "OPS w Kluczach").startswith("wszystkie kamienie milowe osiągnięte;")
    assert len(page.all("tbody", within=page.one("details", "timeline-data"))) == 14


def test_the_heading_tells_the_longest_slips_of_open_and_of_achieved_milestones(reader: FlaskClient) -> None:
    page = Page(reader.get(f"/os-czasu?{DAY}"))

    heading = text_of(page.one("h1"))
    assert heading.endswith("Najdłuższy taki poślizg to 61 dni. Wśród osiągniętych najdłuższy poślizg to 81 dni.")
    assert said(page, "MOPS w Rzecznej").endswith("; najdłuższy poślizg osiągniętego: 81 dni po planie")


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("ocena", "MOPS w Rzecznej"),
        ("poczatek", "OPS w Kluczach"),
        ("koniec", "OPS w Kluczach"),
        ("poslizg", "MOPS w Rzecznej"),
    ],
)
def test_the_order_can_be_chosen(reader: FlaskClient, word: str, first: str) -> None:
    page = Page(reader.get(f"/os-czasu?{DAY}&sort={word}"))

    assert centres(page)[0] == first
    assert len([a for a in page.one("nav", "timeline-orders").iter("a") if a.get("aria-current")]) == 1


def test_chosen_months_stay_with_the_filters_and_lead_on(reader: FlaskClient) -> None:
    page = Page(reader.get(f"/os-czasu?{DAY}&woj=12&od=2019-07&do=2019-12"))

    steps = {a.get("data-timeline-step"): a.get("href", "") for a in page.all("a") if a.get("data-timeline-step")}
    assert set(steps) == {"earlier", "later", "closer", "wider", "whole"}
    assert "od=2019-04&do=2019-09" in steps["earlier"]
    assert "od=" not in steps["whole"]
    assert all("woj=12" in url and DAY in url for url in steps.values())
    kept = [(i.get("name"), i.get("value")) for i in page.one("form", "filters").iter("input")]
    assert {("od", "2019-07"), ("do", "2019-12")} <= set(kept)


def test_a_project_outside_the_months_says_so(reader: FlaskClient) -> None:
    page = Page(reader.get(f"/os-czasu?{DAY}&od=2021-01&do=2021-06"))

    assert said(page, "OPS w Kluczach").startswith("przed tymi miesiącami:")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("od=2020-01&do=2019-01", "Pierwszy miesiąc jest późniejszy niż ostatni"),
        ("od=2019-13", "„2019-13” to nie miesiąc"),
        ("do=1850-01", "„1850-01” to nie miesiąc"),
        ("od=%3Cb%3E", "„<b>” to nie miesiąc"),
        ("sort=urok", "„urok”"),
    ],
)
def test_what_is_no_range_of_months_is_refused_with_words(reader: FlaskClient, query: str, message: str) -> None:
    page = Page(reader.get(f"/os-czasu?{query}"))

    assert page.status == 422
    assert message in page.text


def test_filters_that_find_nothing_leave_a_way_back(reader: FlaskClient) -> None:
    page = Page(reader.get("/os-czasu?szukaj=nigdzie"))

    assert page.status == 200
    assert text_of(page.one("p", "no-results"))


def test_queries_do_not_grow_with_the_projects_and_a_page_holds_a_hundred(
    bundled: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The months of the strip are the same on every page, and cost more than all else here.
    monkeypatch.setattr(portfolio, "TRACE_LIMIT", 0)
    client = bundled.test_client()
    counts = []
    for crowd in (0, 110):
        if crowd:
            with bundled.app_context(), transaction():
                add_crowd(crowd, seed=3)
        client.get(f"/os-czasu?{DAY}")
        with counted_queries(bundled) as statements:
            client.get(f"/os-czasu?{DAY}")
        counts.append(len(statements))

    page = Page(client.get(f"/os-czasu?{DAY}"))
    assert counts[0] == counts[1]
    assert len(centres(page)) == 100
    assert "/os-czasu?stan=2019-10-15&strona=2" in page.links()
