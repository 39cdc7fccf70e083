"""What programs read is what the pages show, of the same day, by the same filters."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import add_account, bearer
from tracker.domain.portfolio import Filters, SortKey
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import Role, Status
from tracker.services.portfolio import PortfolioBook

DAYS = ("2018-12-31", "2019-06-30", "2019-10-15", "2020-12-31")


def get(client: FlaskClient, address: str) -> Any:
    """The answer to a program that reads Polish, which must be 200."""
    answer = client.get(f"/api/v1{address}", headers={"Accept-Language": "pl"})
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("known", ["", "2019-07-31"])
def test_every_figure_is_that_of_the_pages_and_their_files(reader: FlaskClient, day: str, known: str) -> None:
    """The table, its sums, the JSON of every project: one program answers for all of them."""
    asked, shown = f"?as_of={day}&known_on={known}" if known else f"?as_of={day}", f"?stan={day}&wiedza={known}"
    file = json.loads(reader.get(f"/portfel.json{shown}").data)
    table = reader.get(f"/portfel.csv{shown}").data.decode("utf-8-sig")
    lines = [line for line in csv.reader(io.StringIO(table), delimiter=";") if len(line) > 10]

    rows = get(reader, f"/projects{asked}&sort=centre&page_size=200")["items"]
    sums = get(reader, f"/portfolio{asked}")
    whole = {row["slug"]: get(reader, f"/projects/{row['slug']}{asked}") for row in rows}

    assert {one["slug"]: one for one in file["projects"]} == whole
    assert len(rows) == sums["projects"] == sum(sums["statuses"].values())
    assert sums["value"]["known"] == sum(row["value"] is not None for row in rows)
    assert Decimal(sums["value"]["amount"]) == sum(Decimal(row["value"]) for row in rows if row["value"])
    assert Decimal(sums["spent"]["amount"]) == sum(Decimal(row["spent"]) for row in rows if row["spent"])
    heading, *told = lines
    value, spent = heading.index("Wartość, PLN"), heading.index("Wydano, PLN")
    in_table = sorted((_number(line[value]), _number(line[spent])) for line in told)
    assert in_table == sorted((_number(row["value"] or ""), _number(row["spent"] or "")) for row in rows)
    for row in rows:
        one = whole[row["slug"]]
        assert (one["spending"]["spent"], one["spending"]["spent_rate"]) == (row["spent"], row["spent_rate"])
        assert (one["stage"], one["status"], one["centre"]) == (row["stage"], row["status"], row["centre"])


def _number(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace(",", ".") or "-1")


def test_filters_and_orders_are_those_of_the_portfolio(bundled: Flask, reader: FlaskClient) -> None:
    book: PortfolioBook = bundled.extensions["portfolio_book"]
    with bundled.test_request_context():
        view = book.view(Viewpoint(date(2019, 10, 15)))

        for key in SortKey:
            for sign in ("", "-"):
                expected = [row.slug for row in view.find(Filters(), key, descending=sign == "-")]
                found = get(reader, f"/projects?fields=slug&sort={sign}{key}")["items"]
                assert [item["slug"] for item in found] == expected
        at_risk = [row.slug for row in view.find(Filters(status=Status.AT_RISK), SortKey.STATUS, descending=False)]

    assert [item["slug"] for item in get(reader, "/projects?status=at_risk")["items"]] == at_risk
    assert get(reader, "/projects?search=krasnystaw")["total"] == 1
    assert get(reader, "/portfolio?status=at_risk")["projects"] == len(at_risk)


def test_pages_hold_everything_once_and_lead_to_each_other(reader: FlaskClient) -> None:
    answer = reader.get("/api/v1/projects?page_size=4&sort=centre&fields=slug")
    links = [answer.headers["Link"]]
    seen = [item["slug"] for item in answer.get_json()["items"]]

    while following := re.search(r'<([^>]+)>; rel="next"', links[-1]):
        answer = reader.get(following[1])
        links.append(answer.headers["Link"])
        seen += [item["slug"] for item in answer.get_json()["items"]]

    assert len(links) == 4
    assert len(seen) == len(set(seen)) == 14
    assert ['rel="prev"' in link for link in links] == [False, True, True, True]


def test_only_the_keys_asked_for_are_given(reader: FlaskClient) -> None:
    told = get(reader, "/projects/klucze?fields=slug,%20spending")

    assert told.keys() == {"slug", "spending"}


def test_every_statement_is_told_and_what_counts_is_marked(reader: FlaskClient) -> None:
    told = get(reader, "/projects/klucze/statements")
    facts = {fact["fact"]: fact for fact in get(reader, "/projects/klucze")["facts"]}

    counting = {one["fact"]: one["value"] for one in told["statements"] if one["counts"]}

    stated = {name: fact["stated"]["value"] for name, fact in facts.items() if fact["stated"]}
    assert {name: value for name, value in counting.items() if value} == stated
    assert {one["source"] for one in told["statements"]} == {source["key"] for source in told["sources"]}


def test_changes_are_those_of_the_page(reader: FlaskClient) -> None:
    table = reader.get("/zmiany.csv?od=2019-06-30&stan=2019-10-15").data.decode("utf-8-sig")

    told = get(reader, "/changes?earlier=2019-06-30&as_of=2019-10-15&page_size=200")

    assert told["total"] == len(told["items"]) > 50
    assert all(item["sentence"] in table for item in told["items"])
    assert {item["direction"] for item in told["items"]} == {"worse", "neutral", "better"}


def test_projects_are_compared_in_the_order_asked(reader: FlaskClient) -> None:
    told = get(reader, "/comparison?projects=myslenice,klucze,przasnysz")

    assert [row["slug"] for row in told["projects"]] == ["myslenice", "klucze", "przasnysz"]
    assert all(len(one["values"]) == 3 for one in told["measures"])
    value = next(one for one in told["measures"] if one["measure"] == "value")
    assert [Decimal(one) for one in value["values"]] == [Decimal(row["value"]) for row in told["projects"]]


def test_reports_that_are_awaited_are_listed(reader: FlaskClient) -> None:
    told = get(reader, "/reports?page_size=200")

    assert told["total"] == len(told["items"]) > 10
    assert {item["standing"] for item in told["items"]} >= {"late", "accepted"}


def test_screens_are_listed_without_their_links(bundled: Flask, reader: FlaskClient) -> None:
    head = bearer(bundled, add_account(bundled, Role.COORDINATOR))
    bundled.test_cli_runner().invoke(args=["screens", "create", "Hol"])

    answer = reader.get("/api/v1/screens", headers=head)

    assert answer.json is not None
    (screen,) = answer.json["items"]
    assert (screen["name"], screen["standing"], screen["heartbeat"]) == ("Hol", "awaited", None)
    assert "token" not in answer.text
    assert reader.get("/api/v1/screens").status_code == 401


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/projects?page=0", "page"),
        ("/projects?page=x", "page"),
        ("/projects?page=99", "page"),
        ("/projects?page_size=100000", "page_size"),
        ("/projects?sort=colour", "sort"),
        ("/projects?status=purple", "status"),
        ("/projects?woj=06", "woj"),
        ("/projects?as_of=2019-02-30", "as_of"),
        ("/projects?as_of=20190230", "as_of"),
        ("/projects?as_of=1850-01-01", "as_of"),
        ("/projects?fields=slug,colour", "fields.colour"),
        ("/projects/klucze?fields=colour", "fields.colour"),
        ("/changes", "earlier"),
        ("/changes?earlier=2019-10-15", "earlier"),
        ("/changes?earlier=2019-10-15&as_of=2019-10-14", "earlier"),
        ("/comparison?projects=klucze", "projects"),
        ("/comparison?projects=klucze,klucze", "projects"),
        ("/comparison?projects=klucze,atlantyda", "projects"),
        ("/comparison", "projects"),
    ],
)
def test_what_cannot_be_asked_is_told_where(reader: FlaskClient, address: str, where: str) -> None:
    for language in ("pl", "en"):
        answer = reader.get(f"/api/v1{address}", headers={"Accept-Language": language})

        assert answer.status_code == 422
        assert answer.mimetype == "application/problem+json"
        assert answer.json is not None
        assert [error["where"] for error in answer.json["errors"]] == [where]


@pytest.mark.parametrize("address", ["/projects/atlantyda", "/projects/klucze?known_on=2001-01-01", "/nothing", "/"])
def test_what_is_not_there_is_told_to_programs_as_to_programs(reader: FlaskClient, address: str) -> None:
    answer = reader.get(f"/api/v1{address}", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.json == {"type": "about:blank", "title": "Not found", "status": 404}


def test_an_unchanged_portfolio_is_not_read_again(bundled: Flask, reader: FlaskClient) -> None:
    first = reader.get("/api/v1/projects")
    tag = first.headers["ETag"]

    same = reader.get("/api/v1/projects", headers={"If-None-Match": tag})
    other_page = reader.get("/api/v1/projects?page_size=2", headers={"If-None-Match": tag})
    other_language = reader.get("/api/v1/projects", headers={"If-None-Match": tag, "Accept-Language": "pl"})
    head = {"If-None-Match": tag, **bearer(bundled, add_account(bundled, Role.READER))}
    other_person = reader.get("/api/v1/projects", headers=head)
    bundled.test_cli_runner().invoke(args=["data", "generate", "--projects", "1", "--seed", "7"])
    changed = reader.get("/api/v1/projects", headers={"If-None-Match": tag})

    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
    assert {other_page.status_code, other_language.status_code, other_person.status_code} == {200}
    assert changed.status_code == 200
    assert changed.json is not None
    assert changed.json["total"] == 15
