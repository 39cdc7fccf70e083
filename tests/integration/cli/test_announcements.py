"""``flask announcement read``: what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tracker.reading.decoding import LARGEST

TEXT = (
    "GOPS w Kluczach realizuje projekt „Bliżej ludzi” (Działanie 2.5) od 1.03.2019 do 31.08.2020."
    " Wartość: 310\u00a0000,50 zł"
)
KEYS = {"value", "as_written", "start", "end", "rule", "confidence", "precision"}


def run(app: Flask, *arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=["announcement", "read", *arguments], input=stdin)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2"])
def test_json_ties_every_value_to_its_place(app: Flask, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "ogloszenie.txt"
    text = TEXT if encoding.startswith("utf") else TEXT.replace("„", '"').replace("”", '"')
    file.write_bytes(text.encode(encoding))

    printed = json.loads(run(app, str(file), "--json").stdout)

    assert list(printed) == ["verdict", "fields", "posts", "training", "events", "decoys"]
    assert {name: found["value"] for name, found in printed["fields"].items()} == {
        "centre": "Gminny Ośrodek Pomocy Społecznej w Kluczach",
        "place": "Klucze",
        "title": "Bliżej ludzi",
        "stage": "in_progress",
        "total_value": "310000.50",
        "start_date": "2019-03-01",
        "end_date": "2020-08-31",
    }
    assert all(set(found) == KEYS for found in printed["fields"].values())
    assert all(text[found["start"] : found["end"]] == found["as_written"] for found in printed["fields"].values())


def test_standard_input_is_told_in_words(app: Flask) -> None:
    printed = run(app, "-", stdin=TEXT.encode()).stdout

    assert printed.startswith("Projekt ośrodka w\u00a0Działaniu 2.5\n")
    assert "Wartość projektu\t310\u00a0000,50\u00a0zł\t95\u00a0%\t310 000,50 zł\n" in printed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Nie ma w\u00a0tym żadnego tekstu."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "To nie jest tekst w\u00a0UTF-8 ani Windows-1250."),
        (TEXT.encode("utf-16"), "To nie jest tekst w\u00a0UTF-8 ani Windows-1250."),
        (b"a" * (LARGEST + 1), "Plik ma ponad 2\u00a0MB, za dużo jak na ogłoszenie."),
    ],
)
def test_what_is_no_announcement_is_refused_in_one_line(app: Flask, content: bytes, said: str) -> None:
    refused = run(app, "-", "--json", stdin=content)

    assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", f"-: {said}\n")


def test_a_missing_file_and_a_folder_are_refused(app: Flask, tmp_path: Path) -> None:
    missing, folder = run(app, str(tmp_path / "nie ma.txt")), run(app, str(tmp_path))

    assert (missing.exit_code, folder.exit_code) == (1, 1)
    assert missing.stderr == f"{tmp_path / 'nie ma.txt'}: Nie ma takiego pliku.\n"
    assert len(folder.stderr.splitlines()) == 1
