"""The portfolio taken along: the same projects as on the page, with what was asked in the first lines."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

from flask.testing import FlaskClient

from tests.integration.web.page import Page
from tests.integration.web.test_portfolio import slugs


def table_of(client: FlaskClient, query: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The first lines and the rows of the CSV for a query."""
    text = client.get(f"/portfel.csv?{query}").get_data(as_text=True)
    assert text.startswith("\ufeff")
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    blank = lines.index([])
    return {line[0]: line[1] for line in lines[:blank]}, [
        dict(zip(lines[blank + 1], row, strict=True)) for row in lines[blank + 2 :]
    ]


def test_the_table_says_what_was_asked_and_from_how_many_its_sum_is(reader: FlaskClient) -> None:
    about, rows = table_of(reader, "woj=06&stan=2019-06-30")

    assert about["Stan na"] == "30\u00a0czerwca\u00a02019"
    assert about["Filtry"] == "Województwo: lubelskie"
    assert about["Projekty"] == "3 z 14"
    assert about["Wartość"].startswith("975\u00a0828,90")
    assert "z 3 z 3 projektów" in about["Wartość"].replace("\u00a0", " ")
    assert about["Adres"] == "http://localhost/?woj=06&stan=2019-06-30"
    assert {row["Województwo"] for row in rows} == {"lubelskie"}


def test_the_table_holds_the_projects_of_the_page_in_its_order(reader: FlaskClient) -> None:
    page = Page(reader.get("/?sort=wartosc&kierunek=malejaco"))

    _, rows = table_of(reader, "sort=wartosc&kierunek=malejaco")

    values = [float(row["Wartość, PLN"].replace(",", ".")) for row in rows]
    assert values == sorted(values, reverse=True)
    assert len(rows) == len(slugs(page)) == 14


def test_what_is_unknown_is_empty_and_never_zero(reader: FlaskClient) -> None:
    _, rows = table_of(reader, "szukaj=Łopiennik")

    (row,) = rows
    assert (row["Wydano, PLN"], row["Wydano, część budżetu, %"], row["Wydano do"]) == ("", "", "")
    assert row["Wartość, PLN"] == "325377,82"


def test_the_workbook_has_three_sheets_and_native_charts(reader: FlaskClient) -> None:
    answer = reader.get("/portfel.xlsx?woj=06")

    with ZipFile(BytesIO(answer.data)) as parts:
        names = parts.namelist()
        book, texts = parts.read("xl/workbook.xml").decode(), parts.read("xl/sharedStrings.xml").decode()
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert all(f'name="{name}"' in book for name in ("Projekty", "Miesiące", "Kamienie milowe"))
    assert sum(name.startswith("xl/charts/chart") for name in names) == 2
    assert "Województwo: lubelskie" in texts


def test_a_filter_that_is_none_is_refused(reader: FlaskClient) -> None:
    assert reader.get("/portfel.csv?woj=99").status_code == 422
    assert reader.get("/portfel.xlsx?sort=uroda").status_code == 422
