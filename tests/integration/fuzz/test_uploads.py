"""Whatever is sent as a file is answered with a page, and nothing of it is stored before somebody decides."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.integration.web.three_places import OWN, store_three
from tests.official_lists import invented_rows, write_csv, write_xlsx
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import Role
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS
from tracker.exchange.filled_sheets.portfolio_template import write_form
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.gate.clock import today
from tracker.services.portfolio_forms import form_rows
from tracker.services.project_forms import project_cells
from tracker.storage.base import db
from tracker.storage.models import CentreRow, ProjectRow, SourceRow, StatementRow
from tracker.storage.projects import get_record

# The client forgets nothing between examples but what the page tells; each example asks for the same answer.
fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

SHEET, LIST, ANNOUNCEMENT = "/wczytaj/arkusz", "/wczytaj/lista", "/wczytaj/ogloszenie"
ANSWERS = {200, 303, 413, 422}
KEPT = (ProjectRow, CentreRow, SourceRow, StatementRow)

nasty_texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "=1+1",
            "@SUM(A1)",
            "\u202e1 000,00 zł",
            "\ud83d\ude00",
            "1e400",
            "NaN",
            "-0",
            "9" * 400,
            "31.02.2019",
            "0000",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "A" * 33_000,
            "\x00",
            "\x0b\x1b",
            "tak",
            "06",
        ]
    ),
    st.floats().map(str),
    st.integers().map(str),
)
names = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.sampled_from(["a.xlsx", "a.csv", "a.XLSM", "a", "..", "a.xlsx.exe", "ą" * 300 + ".csv"]),
)


@pytest.fixture
def coordinator(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return signed_in_as(app, Role.COORDINATOR, name="Ewa")


def stored(app: Flask) -> list[int]:
    """How many rows there are of everything an import might leave behind."""
    with app.app_context():
        return [db.session.query(model).count() for model in KEPT]


def check(client: FlaskClient, address: str, content: bytes, name: str) -> TestResponse:
    """Send a file: the answer is a page that says what it is, whatever was sent."""
    before = stored(client.application)
    answer = client.post(address, data={"file": (io.BytesIO(content), name), "measure": ""})
    assert answer.status_code in ANSWERS
    assert "Traceback" not in answer.text
    if answer.status_code == 303:
        assert client.get(answer.location).status_code == 200
    assert stored(client.application) == before
    return answer


def mutated(valid: bytes) -> st.SearchStrategy[bytes]:
    """A file with some of its bytes changed, cut off, or said twice."""
    places = st.integers(0, len(valid) - 1)

    def flip(places_and_bytes: list[tuple[int, int]]) -> bytes:
        content = bytearray(valid)
        for place, byte in places_and_bytes:
            content[place] = byte
        return bytes(content)

    flips = st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=12).map(flip)
    return flips | places.map(lambda place: valid[:place]) | places.map(lambda place: valid[:place] + valid)


def repacked(valid: bytes) -> st.SearchStrategy[bytes]:
    """A workbook in whose parts something stands that no spreadsheet writes."""
    with zipfile.ZipFile(io.BytesIO(valid)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def pack(name: str, change: Callable[[bytes], bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, change(content) if part == name else content)
        return buffer.getvalue()

    words = st.sampled_from([b"<v>", b"</v>", b't="s"', b't="n"', b"<row", b"</c>", b"<t>", b'r="', b"<si>", b"sheet1"])
    with_others = st.sampled_from(
        [
            b"",
            b"<v>-1</v>",
            b"<v>1e999</v>",
            b't="b"',
            b't="e"',
            b'r="XFD1048576" x="',
            b"&x;",
            b"<!DOCTYPE a>",
            b"\xff",
        ]
    )
    changes = st.builds(
        lambda word, other, times: lambda content: content.replace(word, other, times),
        words,
        with_others,
        st.integers(1, 40),
    )
    return st.builds(pack, st.sampled_from(sorted(parts)), changes)


@cache
def workbooks(app: Flask) -> tuple[bytes, bytes]:
    """The sheet of the portfolio and the workbook of a project, as they are taken along."""
    with app.test_request_context("/"):
        record, view = get_record(OWN), Viewpoint(today())
        return write_form(form_rows([record], view)), write_project(project_cells(record, view, view))


@fuzzed
@given(content=st.binary(max_size=4000), name=names, address=st.sampled_from([SHEET, LIST, ANNOUNCEMENT]))
def test_any_bytes_are_answered(coordinator: FlaskClient, content: bytes, name: str, address: str) -> None:
    check(coordinator, address, content, name)


@fuzzed
@given(data=st.data(), which=st.integers(0, 1))
def test_broken_workbooks_are_answered(coordinator: FlaskClient, data: st.DataObject, which: int) -> None:
    valid = workbooks(coordinator.application)[which]

    check(coordinator, SHEET, data.draw(mutated(valid) | repacked(valid)), "arkusz.xlsx")


@fuzzed
@given(data=st.data())
def test_any_cells_are_answered(coordinator: FlaskClient, data: st.DataObject) -> None:
    with coordinator.application.test_request_context("/"):
        headings = [str(column.heading) for column in COLUMNS.values()]
    chosen = data.draw(st.lists(st.sampled_from(headings), min_size=1, max_size=24))
    rows = data.draw(st.lists(st.lists(nasty_texts, max_size=24), max_size=4))
    separator = data.draw(st.sampled_from(";,\t"))
    lines = [separator.join(chosen), *(separator.join(cells) for cells in rows)]
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1250", "utf-16"]))

    check(coordinator, SHEET, "\n".join(lines).encode(encoding, "replace"), "arkusz.csv")


@fuzzed
@given(data=st.data())
def test_broken_lists_are_answered(
    coordinator: FlaskClient, official_lists: list[tuple[bytes, str]], data: st.DataObject
) -> None:
    valid, name = data.draw(st.sampled_from(official_lists))

    check(
        coordinator, LIST, data.draw(mutated(valid) | (repacked(valid) if name.endswith("x") else st.nothing())), name
    )


@pytest.fixture(scope="module")
def official_lists(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, str]]:
    """The official list in both formats."""
    folder = tmp_path_factory.mktemp("lists")
    write_xlsx(folder / "lista.xlsx", invented_rows(12))
    write_csv(folder / "lista.csv", invented_rows(12))
    return [((folder / name).read_bytes(), name) for name in ("lista.xlsx", "lista.csv")]


@fuzzed
@given(text=st.text(max_size=400) | st.lists(nasty_texts, max_size=10).map(" ".join))
def test_any_text_is_answered(coordinator: FlaskClient, text: str) -> None:
    typed = text.encode("utf-8", "replace").decode()

    answer = coordinator.post(ANNOUNCEMENT, data={"text": typed})

    assert answer.status_code in ANSWERS
