"""The README tells the truth about the settings."""

from __future__ import annotations

import re

from tests.architecture.catalogue import ROOT

VARIABLE = re.compile(r"TRACKER_[A-Z_]+[A-Z]")


def test_every_setting_is_described() -> None:
    read = set(VARIABLE.findall((ROOT / "tracker" / "config.py").read_text(encoding="utf-8")))
    rows = re.findall(r"^\| *`(TRACKER_\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(rows) == read
    assert len(rows) == len(read)
