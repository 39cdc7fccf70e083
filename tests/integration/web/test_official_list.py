"""The official list is uploaded, read with its progress told, kept for a decision, and refused in words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.integration.web.page import Page
from tests.integration.web.three_places import store_three
from tests.official_lists import Cell, invented_rows, write_xlsx
from tracker.domain.vocabulary import FactName, Role, SourceKind
from tracker.storage.imports import list_imports
from tracker.storage.projects import get_record, project_slugs
from tracker.web.imports import official_list

ADDRESS = "/wczytaj/lista"
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def tracker(app: Flask) -> Flask:
    """Three projects, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return app


@pytest.fixture
def coordinator(tracker: Flask) -> FlaskClient:
    return signed_in_as(tracker, Role.COORDINATOR)


def list_of(folder: Path, rows: list[list[Cell]]) -> bytes:
    write_xlsx(folder / "lista.xlsx", rows)
    return (folder / "lista.xlsx").read_bytes()


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """Three projects of centres among 400."""
    return list_of(tmp_path, list(invented_rows(400)))


def send(client: FlaskClient, content: bytes, *, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    data: dict[str, Any] = {"measure": "2.5"} | fields | {"file": (io.BytesIO(content), "lista.xlsx")}
    return client.post(ADDRESS, data=data, headers=headers)


def told(response: TestResponse) -> list[dict[str, Any]]:
    return [json.loads(line) for line in response.text.splitlines()]


def test_a_list_waits_for_a_decision(tracker: Flask, coordinator: FlaskClient, content: bytes) -> None:
    response = send(coordinator, content)
    page = Page(coordinator.get(response.location))

    assert response.status_code == 303
    assert "3 projekty do dodania" in page.text
    assert "Przeczytano 400 projektów, wybrano 3. Stan listy na 1.01.2024." in page.text
    assert "regionalny ośrodek polityki społecznej (ROPS): 40" in page.text
    with tracker.app_context():
        assert len(project_slugs()) == 3


def test_what_is_taken_over_has_the_list_as_its_source(
    tracker: Flask, coordinator: FlaskClient, content: bytes
) -> None:
    page = send(coordinator, content, words="wierzbowie").location
    seen = coordinator.get(page).text.split('name="seen" value="')[1].split('"')[0]
    coordinator.post(page, data={"seen": seen, "take": "1"})

    with tracker.app_context():
        record = get_record("wierzbow")
    said = {statement.fact: statement for statement in record.statements}
    assert set(said) == {
        FactName.TITLE,
        FactName.PROJECT_NUMBER,
        FactName.TOTAL_VALUE,
        FactName.ELIGIBLE_EXPENDITURE,
        FactName.EU_FUNDING,
        FactName.START,
        FactName.END,
    }
    source = said[FactName.TOTAL_VALUE].origin.source
    assert source.kind is SourceKind.REGISTER
    assert "2014-2020, stan na 01.01.2024" in source.title
    assert record.centre.short_name == "OPS w Wierzbowie"


def test_a_script_is_told_the_progress_and_where_to_go(
    tracker: Flask, coordinator: FlaskClient, content: bytes
) -> None:
    lines = told(send(coordinator, content, headers=SCRIPT))

    *progress, last = lines
    assert [line["done"] for line in progress] == sorted(line["done"] for line in progress)
    with tracker.app_context():
        (waiting,) = list_imports(None)
    assert last == {"url": f"/wczytaj/{waiting.id}"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "To dokument PDF, a nie arkusz."),
        (b"a;b\n1;2\n", "nie ma nagłówków oficjalnej listy"),
        ("Nazwa projektu;Dofinansowanie z UE (w zł)".encode(), "To lista projektów z lat 2021-2027."),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(
    tracker: Flask, coordinator: FlaskClient, content: bytes, sentence: str
) -> None:
    page, lines = send(coordinator, content), told(send(coordinator, content, headers=SCRIPT))

    assert page.status_code == 422
    assert sentence in Page(page).text
    assert any(sentence in problem.replace("\u00a0", " ") for problem in lines[-1]["problems"])
    with tracker.app_context():
        assert not list_imports(None)


def test_a_list_without_wanted_rows_says_what_was_in_it(coordinator: FlaskClient, content: bytes) -> None:
    page = Page(send(coordinator, content, words="nieznanowo"))

    assert "Żaden wiersz listy nie został wybrany" in page.text
    assert "inna nazwa niż szukana: 3" in page.text


@pytest.mark.parametrize(("fields", "sentence"), [({"measure": "dwa"}, "Wpisz numer działania"), ({}, "Wybierz plik.")])
def test_a_form_that_lacks_something_is_shown_again(
    coordinator: FlaskClient, fields: dict[str, str], sentence: str
) -> None:
    response = coordinator.post(ADDRESS, data=fields | {"words": "lipiny"})

    assert response.status_code == 422
    assert sentence in Page(response).text
    assert 'value="lipiny"' in response.text


def test_a_file_that_is_too_large_is_never_read(
    coordinator: FlaskClient, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(official_list, "LARGEST_UPLOAD", 1000)

    response = send(coordinator, content)

    assert response.status_code == 413
    assert "Plik ma więcej niż 80 MB" in Page(response).text


def test_whoever_may_not_bring_data_in_may_not_send_it(tracker: Flask, content: bytes) -> None:
    director = signed_in_as(tracker, Role.READER)

    assert director.get(ADDRESS).status_code == 403
    assert send(director, content).status_code == 403
    assert tracker.test_client().post(ADDRESS, data={"file": (io.BytesIO(content), "a")}).status_code in {302, 303, 401}
