"""The README tells the truth about the settings."""

from __future__ import annotations

import re

from click import Context
from flask import Flask

from tests.architecture.catalogue import ROOT

VARIABLE = re.compile(r"TRACKER_[A-Z_]+[A-Z]")


def test_every_setting_is_described() -> None:
    read = set(VARIABLE.findall((ROOT / "tracker" / "config.py").read_text(encoding="utf-8")))
    rows = re.findall(r"^\| *`(TRACKER_\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(rows) == read
    assert len(rows) == len(read)


def test_the_documents_name_settings_and_commands_that_exist(app: Flask) -> None:
    for document in (ROOT / "docs").glob("*.md"):
        text = document.read_text(encoding="utf-8")
        described = (ROOT / "README.md").read_text(encoding="utf-8")
        commands = set(re.findall(r"flask --app app (\w+)", text))

        assert {name for name in VARIABLE.findall(text) if f"`{name}`" not in described} == set(), document.name
        assert commands <= set(app.cli.list_commands(Context(app.cli))), document.name
