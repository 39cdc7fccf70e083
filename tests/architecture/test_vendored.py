"""Third-party files are the unchanged copies that their register says they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tracker.config import ROOT

VENDOR = ROOT / "tracker" / "static" / "vendor"
FOLDERS = (VENDOR, ROOT / "tracker" / "static" / "fonts")
ROW = re.compile(r"^\| `(?P<path>[^`]+)` \|.*\| `(?P<checksum>[0-9a-f]{64})` \|$", re.MULTILINE)


def registered() -> dict[Path, str]:
    """The checksum of each file that the register lists."""
    rows = ROW.finditer((VENDOR / "README.md").read_text(encoding="utf-8"))
    return {(VENDOR / row["path"]).resolve(): row["checksum"] for row in rows}


def test_every_third_party_file_is_registered_and_no_other() -> None:
    present = {path for folder in FOLDERS for path in folder.rglob("*") if path.is_file() and path.name != "README.md"}

    assert registered().keys() == present


def test_third_party_files_are_unchanged() -> None:
    changed = {
        path.name: checksum
        for path, checksum in registered().items()
        if hashlib.sha256(path.read_bytes()).hexdigest() != checksum
    }

    assert not changed
