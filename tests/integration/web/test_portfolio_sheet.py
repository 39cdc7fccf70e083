"""The sheet of the portfolio: taken along, filled in, brought back; nothing is kept of one with a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from xlsxwriter import Workbook

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.three_places import ELSEWHERE, OWN, store_three
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, Role, Voivodeship
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.exchange.incoming.opening import open_table_file
from tracker.gate.clock import today
from tracker.services.project_forms import project_cells
from tracker.storage.projects import get_record, project_slugs

SHEET = "/wczytaj/arkusz"
NEW = {
    "Pełna nazwa ośrodka": "Gminny Ośrodek Pomocy Społecznej w Zarzeczu",
    "Nazwa skrócona": "GOPS w Zarzeczu",
    "Miejscowość": "Zarzecze",
    "Typ ośrodka": "GOPS",
    "Województwo": "podkarpackie",
    "Tytuł projektu": "Bliżej ludzi",
    "Wartość projektu": 310000,
    "Rozpoczęcie": "01.03.2018",
    "Zakończenie": "12.2019",
}


@pytest.fixture
def open_forms(app: Flask) -> Flask:
    """Three projects, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return app


@pytest.fixture
def coordinator(open_forms: Flask) -> FlaskClient:
    return signed_in_as(open_forms, Role.COORDINATOR, name="Ewa")


def workbook(*rows: Mapping[str, object]) -> bytes:
    """A workbook with a row of headings and the given cells under them."""
    buffer = BytesIO()
    headings = list(dict.fromkeys(key for row in rows for key in row))
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Portfel")
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            for place, heading in enumerate(headings):
                if heading in row:
                    page.write(number, place, row[heading])
    return buffer.getvalue()


def bring(client: FlaskClient, content: bytes, name: str = "portfel.xlsx") -> TestResponse:
    return client.post(SHEET, data={"file": (BytesIO(content), name)})


def take_over(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """Take over all that is proposed."""
    page = Page(client.get(answer.location))
    seen = next(e.attrib["value"] for e in page.all("input") if e.get("name") == "seen")
    ticked = [e for e in page.all("input") if "checked" in e.attrib]
    form = {e.attrib["name"]: e.attrib["value"] for e in ticked if e.attrib["name"].startswith("counts-")}
    form |= {e.attrib["name"]: (e.text or "").strip() for e in page.all("textarea")}
    numbers = [e.attrib["value"] for e in ticked if e.attrib["name"] == "take"]
    return client.post(answer.location, data=form | {"seen": seen, "take": numbers})


def faults(answer: TestResponse) -> list[tuple[str, str]]:
    """The cells that are named, with what is expected."""
    page = Page(answer)
    rows = [e for e in page.all("tr") if page.all("td", within=e)]
    return [(text_of(page.one("th", within=row)), text_of(page.all("td", within=row)[-1])) for row in rows]


def test_a_filled_row_becomes_a_project(open_forms: Flask, coordinator: FlaskClient) -> None:
    answer = bring(coordinator, workbook(NEW))
    taken = take_over(coordinator, answer)

    assert (answer.status_code, taken.status_code) == (303, 303)
    with open_forms.app_context():
        snapshot = take_snapshot(get_record("zarzecze"), Viewpoint(today()))
    assert str(snapshot.facts[FactName.TOTAL_VALUE].amount) == "310000.00"
    end = snapshot.facts[FactName.END].partial_date
    assert end is not None
    assert end.isoformat() == "2019-12"
    assert snapshot.record.centre.voivodeship is Voivodeship.PODKARPACKIE


def test_the_filled_sheet_brought_back_changes_nothing(coordinator: FlaskClient) -> None:
    filled = coordinator.get(f"{SHEET}/portfel.xlsx").data

    answer = bring(coordinator, filled)

    assert answer.status_code == 303
    page = Page(coordinator.get(answer.location))
    assert "Nie ma nic do przyjęcia" in page.text
    assert "3 projekty pozostają bez zmian" in page.text


def test_importing_twice_changes_nothing(coordinator: FlaskClient) -> None:
    take_over(coordinator, bring(coordinator, workbook(NEW)))

    again = bring(coordinator, workbook(NEW))

    assert "Nie ma nic do przyjęcia" in Page(coordinator.get(again.location)).text


def test_the_sheet_is_filled_with_ones_own_projects_only(open_forms: Flask) -> None:
    near = signed_in_as(open_forms, Role.COORDINATOR, voivodeships=(Voivodeship.MALOPOLSKIE,))

    with open_table_file(near.get(f"{SHEET}/portfel.xlsx").data, "portfel.xlsx") as table:
        slugs = [str(cells[0]) for _number, cells in table.rows(table.sheet_names[0])][1:]
    refused = bring(near, workbook({"Adres projektu": ELSEWHERE, "Tytuł projektu": "Cudzy"}))

    assert OWN in slugs
    assert ELSEWHERE not in slugs
    assert [cell for cell, _ in faults(refused)] == ["A2"]


def test_every_fault_is_told_at_its_cell_and_nothing_is_kept(open_forms: Flask, coordinator: FlaskClient) -> None:
    wrong = NEW | {"Wartość projektu": "dużo", "Rozpoczęcie": "32.13.2018", "Typ ośrodka": "PCPR"}

    answer = bring(coordinator, workbook(wrong, NEW | {"Zakończenie": "kiedyś"}))

    assert answer.status_code == 422
    assert [cell for cell, _ in faults(answer)] == ["D2", "G2", "H2", "I3"]
    assert "4 komórki do poprawy" in Page(answer).text
    assert "Nic jeszcze nie wczytano" in Page(coordinator.get("/wczytaj")).text
    with open_forms.app_context():
        assert "zarzecze" not in project_slugs()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"Kolumna": "x", "Inna": "y"}], "Nie znaleziono wiersza nagłówków"),
        ([{"Tytuł projektu": "Bez ośrodka", "Wartość projektu": 5}], "Potrzebna jest jedna z tych kolumn"),
        ([{k: v for k, v in NEW.items() if k != "Typ ośrodka"}], "Typ ośrodka"),
        ([NEW | {"Tytuł dokumentu": "Umowa"}], "Wymagane, gdy podano dokument"),
        ([{k: v for k, v in NEW.items() if k != "Tytuł projektu"}], "Wymagane dla nowego projektu"),
        ([NEW | {"Tytuł projektu": None}], "Wymagane dla nowego projektu"),
    ],
)
def test_what_is_missing_is_told(coordinator: FlaskClient, rows: list[dict[str, object]], message: str) -> None:
    answer = bring(coordinator, workbook(*rows))

    assert answer.status_code == 422
    assert message in Page(answer).text


def test_a_doubled_heading_is_told(coordinator: FlaskClient) -> None:
    csv = "Pełna nazwa ośrodka;Tytuł projektu;Tytuł projektu\nOPS w Zarzeczu;A;B\n"

    answer = bring(coordinator, csv.encode("cp1250"), "portfel.csv")

    assert {cell for cell, _ in faults(answer)} >= {"B1", "C1"}


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ";"), ("cp1250", ";"), ("utf-8", ",")])
def test_a_csv_is_read_as_well(open_forms: Flask, coordinator: FlaskClient, encoding: str, separator: str) -> None:
    lines = [separator.join(map(str, NEW)), separator.join(f'"{value}"' for value in NEW.values())]

    answer = bring(coordinator, "\n".join(lines).encode(encoding), "portfel.csv")
    take_over(coordinator, answer)

    with open_forms.app_context():
        assert get_record("zarzecze").centre.name == "Gminny Ośrodek Pomocy Społecznej w Zarzeczu"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "pusty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
        (b"PK\x03\x04zepsuty", ""),
    ],
)
def test_what_is_no_sheet_is_told(coordinator: FlaskClient, content: bytes, message: str) -> None:
    answer = bring(coordinator, content)

    assert answer.status_code == 422
    assert message in Page(answer).text
    assert "Nic jeszcze nie wczytano" in Page(coordinator.get("/wczytaj")).text


def test_no_file_is_told(coordinator: FlaskClient) -> None:
    assert coordinator.post(SHEET, data={}).status_code == 422


def test_a_formula_is_its_saved_result_and_nothing_runs(coordinator: FlaskClient) -> None:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, list(NEW))
        page.write_row(1, 0, [str(value) for value in NEW.values()])
        page.write_formula(1, list(NEW).index("Wartość projektu"), "=300000+10000", None, 310000)

    text = Page(coordinator.get(bring(coordinator, buffer.getvalue()).location)).text

    assert "310 000,00" in text


def test_the_template_is_read_as_a_sheet_without_rows(coordinator: FlaskClient) -> None:
    answer = bring(coordinator, coordinator.get(f"{SHEET}/szablon.xlsx").data)

    assert answer.status_code == 422
    assert "Żaden wiersz nie jest wypełniony" in Page(answer).text


@pytest.mark.parametrize("slug", ["krasnystaw", "klucze", "przasnysz", "myslenice", "lopiennik-gorny"])
def test_the_workbook_of_a_project_brought_back_changes_nothing(bundled: Flask, slug: str) -> None:
    bundled.config["WTF_CSRF_ENABLED"] = False
    client = signed_in_as(bundled, Role.ADMINISTRATOR)

    answer = bring(client, client.get(f"/projekty/{slug}/arkusz.xlsx").data, f"{slug}.xlsx")

    assert answer.status_code == 303, Page(answer).text
    assert "1 projekt pozostaje bez zmian" in Page(client.get(answer.location)).text


@pytest.mark.parametrize("slug", [OWN, ELSEWHERE])
def test_a_workbook_with_plan_and_figures_changes_nothing_either(coordinator: FlaskClient, slug: str) -> None:
    answer = bring(coordinator, coordinator.get(f"/projekty/{slug}/arkusz.xlsx").data, f"{slug}.xlsx")

    assert answer.status_code == 303, Page(answer).text
    assert "Nie ma nic do przyjęcia" in Page(coordinator.get(answer.location)).text


def changed_workbook(app: Flask, **changes: object) -> bytes:
    """The workbook of the own project with some of its cells otherwise."""
    with app.test_request_context("/"):
        cells = project_cells(get_record(OWN), Viewpoint(today()), Viewpoint(today()))
        return write_project(replace(cells, **changes))  # type: ignore[arg-type]  # Any of its parts may change.


def test_what_was_changed_in_a_workbook_is_taken_over(open_forms: Flask, coordinator: FlaskClient) -> None:
    content = changed_workbook(
        open_forms,
        milestones=[{"kind": "inny kamień milowy", "name": "Przegląd", "weight": 2, "baseline": "09.2019"}],
        posts=[{"kind": "usługi", "name": "Opiekun", "is_new": "tak", "target": 2, "target_day": "30.09.2019"}],
        months=[date(2019, 1, 1), date(2019, 2, 1)],
        tasks=[{"number": 1, "name": "Nowe zadanie", "2019-01-01": Decimal("100.50"), "2019-02-01": Decimal(200)}],
    )

    taken = take_over(coordinator, bring(coordinator, content))

    with open_forms.app_context():
        snapshot = take_snapshot(get_record(OWN), Viewpoint(today()))
    assert taken.status_code == 303
    assert "Przegląd" in [state.milestone.name for state in snapshot.milestones]
    assert "Opiekun" in [state.post.name for state in snapshot.posts]
    assert snapshot.plan is not None
    assert [(task.name, str(task.budget)) for task in snapshot.plan.tasks] == [("Nowe zadanie", "300.50")]


def test_the_empty_workbook_filled_in_becomes_a_project_once(open_forms: Flask, coordinator: FlaskClient) -> None:
    facts = {
        "centre_name": "Gminny Ośrodek Pomocy Społecznej w Zarzeczu",
        "centre_short_name": "GOPS w Zarzeczu",
        "centre_place": "Zarzecze",
        "centre_kind": "GOPS",
        "centre_voivodeship": "podkarpackie",
        "title": "Bliżej ludzi",
        "start": "01.01.2019",
        "end": "31.12.2019",
        "reporting_frequency": "kwartalna",
    }
    months = [date(2019, month, 1) for month in range(1, 4)]
    spending = [{"number": 1} | {month.isoformat(): 100 for month in months}]
    content = changed_workbook(
        open_forms,
        facts=facts,
        milestones=[{"kind": "inny kamień milowy", "name": "Przegląd", "weight": 2, "baseline": "09.2019"}],
        posts=(),
        trainings=(),
        months=months,
        tasks=(),
        spending=spending,
    )

    take_over(coordinator, bring(coordinator, content))
    again = Page(coordinator.get(bring(coordinator, content).location)).text

    with open_forms.app_context():
        snapshot = take_snapshot(get_record("zarzecze"), Viewpoint(today()))
    assert [str(item.amount) for item in snapshot.reported.spending] == ["100.00"] * 3
    assert [state.milestone.name for state in snapshot.milestones] == ["Przegląd"]
    assert "Nie ma nic do przyjęcia" in again


def test_the_empty_workbook_says_what_a_new_project_needs(coordinator: FlaskClient) -> None:
    answer = bring(coordinator, coordinator.get(f"{SHEET}/projekt.xlsx").data)

    assert answer.status_code == 422
    assert [cell for cell, _expected in faults(answer)] == ["B3", "B9"]


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        ({"facts": {"slug": "nie-ma"}}, ["B2"]),
        ({"facts": {"title": "Bez ośrodka"}}, ["B3"]),
        ({"facts": {"slug": OWN, "centre_name": "Inny ośrodek"}}, ["B3"]),
        ({"facts": {"slug": OWN, "source_title": "Umowa"}}, ["B23", "B24"]),
        ({"milestones": [{"name": "Bez rodzaju"}]}, ["B2"]),
        ({"posts": [{"kind": "usługi", "name": "A", "actual": 1}]}, ["G2"]),
        ({"trainings": [{"kind": "superwizja", "name": "A", "target": "dużo"}]}, ["C2"]),
        ({"tasks": [{"name": "Bez numeru"}]}, ["A2"]),
        ({"tasks": [{"number": 1, "name": "A"}, {"number": 1, "name": "B"}]}, ["A3"]),
        ({"months": [date(2019, 1, 1)], "spending": [{"number": 1, "2019-01-01": "sto"}]}, ["C2"]),
        ({"posts": [{"kind": "usługi", "name": "A"}, {"kind": "usługi", "name": "a"}]}, ["B3"]),
    ],
)
def test_faults_of_a_workbook_are_told_at_their_cells(
    open_forms: Flask, coordinator: FlaskClient, changes: dict[str, object], cells: list[str]
) -> None:
    answer = bring(coordinator, changed_workbook(open_forms, **changes))

    assert answer.status_code == 422
    assert [cell for cell, _expected in faults(answer)] == cells


def test_what_was_typed_over_a_figure_counts_from_now_on(open_forms: Flask, coordinator: FlaskClient) -> None:
    take_over(coordinator, bring(coordinator, workbook({"Adres projektu": OWN, "Wartość projektu": 123456.78, "X": 1})))

    with open_forms.app_context():
        value = take_snapshot(get_record(OWN), Viewpoint(today())).facts[FactName.TOTAL_VALUE]
    assert str(value.amount) == "123456.78"
    assert value.reason == "Poprawione w arkuszu portfel.xlsx."
