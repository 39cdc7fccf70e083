"""The command of ``flask register``: what it tells, what it stores, and how it refuses."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from click.testing import Result
from flask import Flask

from tests.official_lists import Cell, centre_row, invented_rows, write_csv, write_xlsx
from tracker.config import ROOT
from tracker.domain.provenance import Viewpoint, resolve_fact
from tracker.domain.vocabulary import FactName, SourceKind
from tracker.storage.audit import events_of
from tracker.storage.imports import list_imports
from tracker.storage.projects import get_record, project_slugs


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["register", "import", *(str(argument) for argument in arguments)])


def krasnystaw(value: float) -> list[Cell]:
    """A row of the real centre whose announcement gives 374 101,08."""
    row = centre_row(7, Random(1))
    row[0] = "Skuteczna i profesjonalna pomoc społeczna w MOPS w Krasnymstawie"
    row[2] = "POWR.02.05.00-00-9999/18-00"
    row[3] = "MIEJSKI OŚRODEK POMOCY SPOŁECZNEJ W KRASNYMSTAWIE"
    row[9] = row[10] = value
    row[14] = "WOJ.: LUBELSKIE, POW.: krasnostawski"
    return row


@pytest.fixture
def five(app: Flask) -> Flask:
    """The application with the five real projects."""
    assert app.test_cli_runner().invoke(args=["data", "load", str(ROOT / "data" / "portfolio")]).exit_code == 0
    return app


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three new centres, and one that is on record with another value."""
    write_xlsx(tmp_path / "lista.xlsx", [*invented_rows(400), krasnystaw(371200.5)])
    return tmp_path / "lista.xlsx"


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return project_slugs()


def test_a_rehearsal_tells_what_would_happen_and_changes_nothing(five: Flask, file: Path) -> None:
    result = run(five, file, "--dry-run")

    assert result.exit_code == 0
    assert result.stdout.replace("\u00a0", " ").splitlines() == [
        "Przeczytano 401 projektów, wybrano 4. Stan listy na 1.01.2024.",
        "Pominięto: inny program: 317; regionalny ośrodek polityki społecznej (ROPS): 40; inne działanie PO WER: 40.",
        "3 nowe projekty.",
        "1 zapisany projekt do uzupełnienia.",
        "Przy 1 z nich lista podaje co innego; obowiązuje to, co dotąd.",
        "  krasnystaw: Wartość projektu, Zakończenie",
        "To była próba; nic nie zmieniono.",
    ]
    assert len(slugs(five)) == 5
    with five.app_context():
        assert not list_imports(None)


def test_the_list_is_taken_over_and_what_counted_goes_on_counting(five: Flask, file: Path) -> None:
    result = run(five, file)

    assert result.exit_code == 0
    assert {"wierzbow", "olszynow", "zagajow"} <= set(slugs(five))
    with five.app_context():
        record = get_record("krasnystaw")
        (done,) = list_imports(None)
        deeds = [event.deed for event in events_of(record.id)]
    view = Viewpoint(max(statement.origin.known_on for statement in record.statements))
    value = resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, view)
    assert str(value.value) == "374101.08"
    assert [str(other.value) for other in value.competing] == ["371200.50"]
    assert value.competing[0].origin.source.kind is SourceKind.REGISTER
    assert done.stands
    assert "bring_in" in deeds


def test_the_same_list_in_another_format_changes_nothing_more(five: Flask, file: Path, tmp_path: Path) -> None:
    run(five, file)
    write_csv(tmp_path / "lista.csv", [*invented_rows(400), krasnystaw(371200.5)])

    result = run(five, tmp_path / "lista.csv")

    assert "4 projekty są już zapisane bez różnic." in result.stdout
    assert result.stdout.splitlines()[-1] == "Nic nie zmieniono."


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (None, (), "Nie ma takiego pliku."),
        (b"%PDF-1.7", (), "plik.xlsx: To dokument PDF"),
        (b"a;b\n", (), "nie ma nagłówków oficjalnej listy"),
        (b"a;b\n", ("--measure", "2,5"), "--measure: "),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(
    app: Flask, tmp_path: Path, content: bytes | None, arguments: tuple[str, ...], sentence: str
) -> None:
    if content is not None:
        (tmp_path / "plik.xlsx").write_bytes(content)

    result = run(app, tmp_path / "plik.xlsx", *arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr.replace("\u00a0", " ")
    assert len(result.stderr.splitlines()) == 1


def test_all_programmes_may_be_looked_at(app: Flask, file: Path) -> None:
    result = run(app, file, "--measure", "all", "--words", "lipinach", "--dry-run")

    assert "wybrano 40" in result.stdout
    assert "kwoty są w\u00a0euro" in result.stdout
    assert "Jeszcze 20 wierszy nie da się przejąć." in result.stdout
