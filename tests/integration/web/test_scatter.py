"""The scatter page: places, counts, the chosen part of the address, and what is refused."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.page import Page, text_of
from tests.integration.web.test_projects import counted_queries
from tracker.services.invention.crowd import add_crowd
from tracker.storage.transactions import transaction

SCATTER = "/krzywe/rozrzut?stan=2019-10-15"


def rows(page: Page) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in page.all("tr", within=page.one("tbody"))]


def test_every_project_is_in_the_table_and_counted_in_the_sentence(reader: FlaskClient) -> None:
    page = Page(reader.get(SCATTER))

    assert text_of(page.one("h1")).startswith("Cztery projekty wydają wyraźnie wolniej, niż płynie czas: Rzeczna,")
    assert (
        "Z 14 projektów w pasie 7 pkt proc. wokół przekątnej leży 5, poniżej 4, powyżej 3; o 2 nie wiadomo."
        in page.text
    )
    found = rows(page)
    assert len(found) == 14
    assert found[0][0] == "MOPS w Rzecznej"
    assert found[0][1:3] == ["−15,3", "poniżej pasa"]
    assert found[0][4:] == ["30.06.2019", "44,2 %", "29,0 %"]
    assert found[-1][1:3] == ["–", "nie wiadomo"]
    assert found[-1][4:] == ["–", "–", "–"]


def test_a_part_filters_the_table_and_changes_no_row(reader: FlaskClient) -> None:
    whole = rows(Page(reader.get(SCATTER)))
    page = Page(reader.get(f"{SCATTER}&czas=20-60&wydatki=0-45,5"))

    assert [row[0] for row in rows(page)] == ["MOPS w Rzecznej", "GOPS w Olszynach Małych"]
    assert all(row in whole for row in rows(page))
    assert "leżą 2 z 12 projektów o znanym położeniu. 2 projekty o nieznanym położeniu" in page.text
    fields = page.all("input", "input", within=page.one("form", "scatter-form"))
    assert [field.get("value") for field in fields] == ["20-60", "0-45.5"]
    assert "W wybranej części nie ma żadnego projektu." in Page(reader.get(f"{SCATTER}&czas=0-1&wydatki=99-99")).text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("czas=dużo", "„dużo” nie jest zakresem procentów"),
        ("wydatki=<b>1-2</b>", "nie jest zakresem procentów"),
        ("czas=60-20", "Pierwszy procent jest większy od ostatniego"),
        ("sort=uroda", "nie jest na liście"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(reader: FlaskClient, query: str, words: str) -> None:
    page = Page(reader.get(f"/krzywe/rozrzut?{query}"))

    assert page.status == 422
    assert words in page.text


def test_a_part_that_cannot_be_read_is_told_at_its_field_and_loses_nothing(reader: FlaskClient) -> None:
    page = Page(reader.get(f"{SCATTER}&czas=60-20&wydatki=0-40"))

    assert text_of(page.one("p", "field-error")) == "Pierwszy procent jest większy od ostatniego: 60-20."
    form = page.one("form", "scatter-form")
    assert [field.get("value") for field in page.all("input", "input", within=form)] == ["60-20", "0-40"]
    assert len(rows(page)) == 14


def test_the_two_pages_of_curves_lead_to_each_other_with_filter_and_day(reader: FlaskClient) -> None:
    assert "/krzywe/rozrzut?stan=2019-10-15&woj=12" in Page(reader.get("/krzywe?stan=2019-10-15&woj=12")).links()
    assert "/krzywe?stan=2019-10-15&woj=12" in Page(reader.get(f"{SCATTER}&woj=12&czas=0-100")).links()


def test_the_number_of_queries_does_not_grow(bundled: Flask) -> None:
    with bundled.app_context(), transaction():
        add_crowd(90, seed=3)
    client, counts = bundled.test_client(), []
    whole = Page(client.get(SCATTER))
    client.get(f"{SCATTER}&szukaj=Rzeczna")

    for address in (SCATTER, f"{SCATTER}&szukaj=Rzeczna"):
        with counted_queries(bundled) as statements:
            client.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert len(rows(whole)) == 100
