"""Calendars and what is seen, to take along: of one project, or of those that the filters take."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.integration.web.page import Page

DAY = "stan=2019-10-15"


def calendar(client: FlaskClient, address: str) -> list[str]:
    """The lines of a calendar, unfolded."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return re.sub(r"\r\n ", "", answer.get_data(as_text=True)).split("\r\n")


def values(lines: list[str], name: str) -> list[str]:
    return [line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)]


def test_a_calendar_holds_the_dates_of_the_projects_found(reader: FlaskClient) -> None:
    whole, part = (calendar(reader, f"/kalendarz.ics?{DAY}{more}") for more in ("", "&woj=12"))

    assert len(values(whole, "UID")) == len(set(values(whole, "UID"))) > 100
    assert set(values(part, "UID")) < set(values(whole, "UID"))
    assert all(summary.startswith(("OPS w Kluczach", "MGOPS w Myślenicach")) for summary in values(part, "SUMMARY"))
    (about,) = values(part, "X-WR-CALDESC")
    assert "Filtry: Województwo: małopolskie" in about
    assert "Stan na: 15\u00a0października\u00a02019" in about


def test_a_project_known_to_end_in_a_month_ends_on_no_day(reader: FlaskClient) -> None:
    lines = calendar(reader, f"/projekty/myslenice/kalendarz.ics?{DAY}")

    assert not [summary for summary in values(lines, "SUMMARY") if summary.endswith("koniec projektu")]
    assert "koniec projektu: październik\u00a02019" in values(lines, "X-WR-CALDESC")[0]


def test_the_same_is_asked_for_gives_the_same_names_on_another_day(reader: FlaskClient) -> None:
    now, later = (
        calendar(reader, f"/projekty/rzeczna/kalendarz.ics?stan={day}") for day in ("2019-07-31", "2019-10-15")
    )

    assert set(values(now, "UID")) & set(values(later, "UID"))


def test_a_project_is_given_as_it_is_seen_with_its_sources(reader: FlaskClient) -> None:
    answer = reader.get(f"/projekty/klucze.json?{DAY}")

    seen = json.loads(answer.get_data(as_text=True))
    (project,) = seen["projects"]
    facts = {fact["fact"]: fact for fact in project["facts"]}
    sources = {source["key"] for source in project["sources"]}
    assert (seen["format"], project["as_of"]) == ("portfel-2.5-view/1", "2019-10-15")
    assert (facts["total_value"]["value"], facts["total_value"]["stated"]) == ("346746.25", None)
    assert [term["value"] for term in facts["total_value"]["sum_of"]] == ["292237.73", "54508.52"]
    assert "own_contribution" not in facts
    assert set(re.findall(r'"source":"(s\d+)"', answer.get_data(as_text=True))) <= sources
    assert seen["about"]["Adres"] == f"http://localhost/projekty/klucze?{DAY}"


def test_what_was_not_known_yet_is_not_given(reader: FlaskClient) -> None:
    seen = reader.get("/portfel.json?stan=2018-06-30&woj=12").get_json()

    assert {project["slug"] for project in seen["projects"]} == {"klucze", "myslenice"}
    assert all(report["due_on"] > "2018-01-01" for project in seen["projects"] for report in project["reports"])
    assert not [
        r for project in seen["projects"] for r in project["reports"] if (r["submitted_on"] or "") > "2018-06-30"
    ]


@pytest.mark.parametrize("address", ["/kalendarz.ics?woj=99", "/portfel.json?stan=wczoraj"])
def test_what_is_none_of_the_choices_is_refused(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 422


@pytest.mark.parametrize(
    ("page", "files"),
    [
        (f"/?{DAY}&woj=12", {f"/kalendarz.ics?{DAY}&woj=12", f"/portfel.json?{DAY}&woj=12"}),
        (f"/os-czasu?{DAY}", {f"/kalendarz.ics?{DAY}"}),
        (f"/projekty/klucze?{DAY}", {f"/projekty/klucze/kalendarz.ics?{DAY}", f"/projekty/klucze.json?{DAY}"}),
    ],
)
def test_pages_lead_to_their_files(reader: FlaskClient, page: str, files: set[str]) -> None:
    links = {link for link in Page(reader.get(page)).links() if re.search(r"\.(ics|json)(\?|$)", link)}

    assert links == files
    assert {reader.get(link).status_code for link in links} == {200}
