"""The commands of backups: what they tell, and that a refusal is one line and exit code 1."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from flask import Flask


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["data", *(str(argument) for argument in arguments)])


def test_a_backup_is_made_and_proven_whole(bundled: Flask, tmp_path: Path) -> None:
    made = run(bundled, "backup", tmp_path / "kopia.zip")
    proven = run(bundled, "verify", tmp_path / "kopia.zip")

    assert (made.exit_code, proven.exit_code) == (0, 0), made.output + proven.output
    assert "wiersz" in made.stdout
    assert proven.stdout.startswith("Kopia zapasowa z\u00a0")
    assert made.stdout.split(": ")[-1] == proven.stdout.split(": ")[-1]


def test_a_refusal_is_one_line(bundled: Flask, tmp_path: Path) -> None:
    run(bundled, "backup", tmp_path / "kopia.zip")

    answers = [
        run(bundled, "backup", tmp_path / "kopia.zip"),
        run(bundled, "restore", tmp_path / "kopia.zip"),
        run(bundled, "verify", tmp_path / "nie-ma.zip"),
    ]

    assert [answer.exit_code for answer in answers] == [1, 1, 1]
    assert all(len(answer.stderr.splitlines()) == 1 for answer in answers)
    assert not any("Traceback" in answer.output for answer in answers)
