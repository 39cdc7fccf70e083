"""The views of the portfolio taken along: what was asked first, then typed rows, and what is unknown left empty."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.web.page import Page, text_of

DAY = "stan=2019-10-15"

Table = tuple[dict[str, str], list[dict[str, str]]]


def table_of(client: FlaskClient, address: str) -> Table:
    """The first lines and the rows of a CSV file."""
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    assert (answer.status_code, answer.mimetype, text[0]) == (200, "text/csv", "\ufeff")
    lines = list(csv.reader(StringIO(text[1:]), delimiter=";"))
    blank = lines.index([])
    headings, *rows = lines[blank + 1 :]
    assert len(headings) == len(set(headings))
    about = {name.replace("\u00a0", " "): said.replace("\u00a0", " ") for name, said in lines[:blank]}
    return about, [dict(zip(headings, row, strict=True)) for row in rows]


def parts_of(answer: TestResponse) -> dict[str, str]:
    """The parts of a workbook, by name."""
    assert str(answer.mimetype).endswith("spreadsheetml.sheet")
    with ZipFile(BytesIO(answer.data)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def charts_of(answer: TestResponse) -> list[str]:
    """The native charts of a workbook."""
    return [text for name, text in sorted(parts_of(answer).items()) if name.startswith("xl/charts/chart")]


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("/", "/portfel"),
        ("/os-czasu?sort=poslizg", "/os-czasu"),
        ("/macierz?miara=cisza&sort=osrodek&od=2019-01&do=2019-06", "/macierz"),
        ("/zmiany?od=2019-06-30&do=2019-10-15&woj=24", "/zmiany"),
        ("/zmiany?od=2019-06-30&do=2019-10-15&projekt=rzeczna", "/zmiany"),
        ("/porownanie?p=klucze&p=rzeczna&os=miesiace", "/porownanie"),
        ("/krzywe?woj=06", "/krzywe"),
        ("/krzywe/rozrzut?czas=20-60&wydatki=0-40", "/rozrzut"),
        ("/os-czasu/trend?sort=ocena", "/os-czasu/trend"),
        ("/mapa?woj=24", "/mapa"),
    ],
)
def test_each_view_leads_to_its_own_files(reader: FlaskClient, page: str, path: str) -> None:
    links = [link for link in Page(reader.get(page)).links() if ".csv" in link or ".xlsx" in link]
    links = [link for link in links if "miesiace" not in link.split("?")[0]]

    assert [link.split("?")[0] for link in links] == [f"{path}.csv", f"{path}.xlsx"]
    assert [reader.get(link).status_code for link in links] == [200, 200]


def test_a_milestone_has_its_dates_and_how_exactly_they_are_known(reader: FlaskClient) -> None:
    about, rows = table_of(reader, f"/os-czasu.csv?{DAY}&woj=12&od=2019-07&do=2019-12")

    assert about["Projekty"].endswith(" z 14")
    assert about["Miesiące na osi"].startswith("lipiec 2019 – grudzień 2019")
    exactly = {bool(row["Osiągnięto"]): row["Osiągnięto: dokładność"] for row in rows}
    assert exactly.pop(True).startswith("co do ")
    assert exactly == {False: ""}
    assert all(row["Numer"] for row in rows)


def test_the_timeline_draws_the_slips(reader: FlaskClient) -> None:
    answer = reader.get(f"/os-czasu.xlsx?{DAY}")

    (chart,) = charts_of(answer)
    assert "barChart" in chart
    assert "Największy poślizg kamienia jeszcze nieosiągniętego, dni" in parts_of(answer)["xl/sharedStrings.xml"]


def test_a_month_without_a_report_is_an_empty_cell_with_a_note(reader: FlaskClient) -> None:
    about, rows = table_of(reader, f"/macierz.csv?{DAY}&od=2019-06&do=2019-09")
    _, silence = table_of(reader, f"/macierz.csv?{DAY}&od=2019-06&do=2019-09&miara=cisza")

    assert (about["Miesiące"], about["Projekty"]) == ("czerwiec 2019 – wrzesień 2019", "14 z 14")
    spent, late = (next(row for row in found if row["Ośrodek"] == "MOPS w Rzecznej") for found in (rows, silence))
    assert [text for heading, text in spent.items() if "2019" in heading] == ["-18,25", "", "", ""]
    assert {heading.rpartition(", ")[2] for heading in spent if "2019" in heading} == {"pkt\u00a0proc."}
    assert late["wrzesień\u00a02019"] == ""
    assert "brak sprawozdania: lipiec" in spent["Uwagi"].replace("\u00a0", " ")
    assert "po terminie" in late["Uwagi"]


def test_the_matrix_draws_how_many_are_behind(reader: FlaskClient) -> None:
    answer = reader.get(f"/macierz.xlsx?{DAY}")

    (chart,) = charts_of(answer)
    assert "lineChart" in chart
    assert "7 pkt proc. lub więcej pod planem" in parts_of(answer)["xl/sharedStrings.xml"].replace("\u00a0", " ")


def test_every_change_is_a_row_with_its_difference_and_evidence(reader: FlaskClient) -> None:
    query = "od=2019-06-30&do=2019-10-15"
    page = Page(reader.get(f"/zmiany?{query}"))

    about, rows = table_of(reader, f"/zmiany.csv?{query}")

    assert (about["Stan na"].split(",")[0], about["Porównano z"]) == ("15 października 2019", "30 czerwca 2019")
    assert about["Zmiany"] == text_of(page.one("p", "headline-second"))
    assert len(rows) == int(about["Zmiany"].split()[0]) > 100
    moved = next(
        row for row in rows if row["Projekt"] == "Nowy Bród" and "Rozliczenie końcowe" in row["Co się zmieniło"]
    )
    assert [moved[name] for name in ("Przedtem", "Teraz", "Różnica", "Jednostka")] == [
        "2019-10-01", "2019-10-24", "23", "dni",
    ]  # fmt: skip
    assert moved["Adres dowodu"].startswith("http://localhost/")
    assert {row["Różnica"] for row in rows if row["Przedtem"] == ""} == {""}


def test_changes_of_one_project_are_told_alone(reader: FlaskClient) -> None:
    about, rows = table_of(reader, "/zmiany.csv?od=2019-06-30&do=2019-10-15&projekt=rzeczna")

    assert about["Projekt"] == "MOPS w Rzecznej"
    assert {row["Projekt"] for row in rows} == {"Rzeczna"}


def test_the_changes_draw_what_moved_the_forecasts(reader: FlaskClient) -> None:
    charts = charts_of(reader.get("/zmiany.xlsx?od=2019-06-30&do=2019-10-15"))

    assert ["barChart" in chart for chart in charts] == [True, True]


def test_facts_stand_in_a_column_for_each_project_with_their_sources(reader: FlaskClient) -> None:
    about, rows = table_of(reader, f"/porownanie.csv?{DAY}&p=klucze&p=rzeczna")

    assert about["Projekty"] == "A OPS w Kluczach; B MOPS w Rzecznej"
    by_name = {row["Miara lub fakt"]: row for row in rows}
    value = by_name["Wartość projektu"]
    assert (value["A Klucze"], value["Jednostka"]) == ("346746,25", "zł")
    assert "Wyliczone" in value["A Klucze: źródło i\u00a0uwagi"]
    assert by_name["Największy poślizg kamienia"]["B Rzeczna"] == "81"
    assert by_name["Rozliczenie końcowe"]["A Klucze"] == "2019-09-06"
    assert by_name["Województwo"]["A Klucze"] == "małopolskie"


def test_the_comparison_draws_its_curves(reader: FlaskClient) -> None:
    answer = reader.get(f"/porownanie.xlsx?{DAY}&p=klucze&p=rzeczna&p=myslenice")
    (chart,) = charts_of(answer)

    assert "lineChart" in chart
    assert chart.count("<c:ser>") >= 4


def test_the_map_tells_every_place_and_how_it_is_known(reader: FlaskClient) -> None:
    about, rows = table_of(reader, f"/mapa.csv?{DAY}")
    page = Page(reader.get(f"/mapa?{DAY}"))

    shown = [[text_of(cell) for cell in row] for row in page.all("tr", within=page.all("table")[0])][1:]
    assert [(row["Ośrodek"], row["Co wiadomo o\u00a0położeniu"].replace("\u00a0", " ")) for row in rows] == [
        (cells[0], cells[-1]) for cells in shown
    ]
    recorded = sum(bool(row["Szerokość geograficzna"]) for row in rows)
    assert about["Położenie"].startswith(f"zapisane: {recorded};")
    assert "barChart" in charts_of(reader.get(f"/mapa.xlsx?{DAY}"))[0]


def test_a_milestones_trend_is_a_row_a_report(reader: FlaskClient) -> None:
    _, rows = table_of(reader, f"/os-czasu/trend.csv?{DAY}&szukaj=Nowy Bród")

    last = [row for row in rows if row["Kamień milowy"] == "Rozliczenie końcowe"]
    assert len(last) > 1
    assert [row["Podano dnia"] for row in last] == sorted(row["Podano dnia"] for row in last)
    moved = [int(row["Przesunięcie od poprzedniego terminu, dni"]) for row in last]
    assert sum(moved) == int(last[-1]["Przesunięcie od pierwszego terminu, dni"])
    assert last[-1]["Spodziewany do"] == "2019-10-24"


@pytest.mark.parametrize(
    "address",
    [
        "/os-czasu.csv?sort=uroda",
        "/os-czasu/trend.csv?sort=uroda",
        "/mapa.csv?woj=99",
        "/os-czasu.xlsx?od=2019-13",
        "/os-czasu.csv?od=2019-12&do=2019-01",
        "/macierz.csv?miara=uroda",
        "/macierz.xlsx?od=2019-12&do=2019-01",
        "/zmiany.csv?od=2019-10-15&do=2019-06-30",
        "/zmiany.xlsx?od=wczoraj",
        "/porownanie.csv?p=klucze",
        "/porownanie.csv?p=klucze&p=klucze&p=rzeczna",
        "/porownanie.xlsx?p=klucze&p=nigdzie&p=rzeczna",
        "/porownanie.xlsx?p=klucze&p=rzeczna&os=wszerz",
    ],
)
def test_what_the_page_refuses_the_file_refuses(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 422


def test_the_scatters_files_hold_the_chosen_part_and_say_which(reader: FlaskClient) -> None:
    page = Page(reader.get(f"/krzywe/rozrzut?{DAY}&czas=20-60&wydatki=0-40"))

    about, rows = table_of(reader, f"/rozrzut.csv?{DAY}&czas=20-60&wydatki=0-40")

    names = [text_of(row).split("MOPS")[-1] for row in page.all("tr", within=page.one("tbody"))]
    assert len(rows) == len(names) == 2
    assert (about["Czas w procentach, od–do"], about["Wydane w procentach, od–do"]) == ("20-60", "0-40")
    assert [row["Minęło czasu, %"] for row in rows] == ["44,24", "22,18"]
    assert reader.get("/rozrzut.csv?czas=abc").status_code == 422


def test_the_curves_files_hold_the_deviations_and_the_lines(reader: FlaskClient) -> None:
    _, rows = table_of(reader, f"/krzywe.csv?{DAY}")
    parts = parts_of(reader.get(f"/krzywe.xlsx?{DAY}"))

    assert len(rows) == 14
    assert rows[0]["Ośrodek"] == "MOPS w Rzecznej"
    assert rows[0]["Różnica, pkt\u00a0proc."] == "-18,25"
    assert rows[-1]["Różnica, pkt\u00a0proc."] == ""
    assert all(f'name="{name}"' in parts["xl/workbook.xml"] for name in ("Projekty", "Miesiące"))


def test_the_lines_of_the_curves_go_month_by_month(reader: FlaskClient) -> None:
    links = Page(reader.get(f"/krzywe?{DAY}&woj=12")).links()
    (link,) = [link for link in links if link.startswith("/krzywe/miesiace.csv")]

    about, rows = table_of(reader, link)

    assert "małopolskie" in " ".join(about.values())
    known = [row for row in rows if row["Wydane w porównywanych projektach, zł"]]
    expected = [row for row in rows if row["Prognoza środkowa, zł"]]
    assert known
    assert expected
    assert rows.index(expected[0]) == rows.index(known[-1]) + 1
    assert expected[-1] == rows[-1]
