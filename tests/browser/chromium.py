"""Which Chromium the tests drive, and how."""

from __future__ import annotations

import shutil

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")

PROGRAMS = ("chromium-headless-shell", "chromium")
"""The shell is the same engine without a window: a page costs a third of the processor's time."""


def find_chromium() -> str | None:
    """The path of the program; ``None`` where none is installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)
