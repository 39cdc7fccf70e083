"""Which program this is: the same on every machine that runs the same files."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from tracker.config import ROOT

FILES = ("tracker/**/*.py", "tracker/translations/**/*.mo", "templates/**/*.html")
"""What an answer is made by."""

DIGITS = 12
"""Hexadecimal digits that tell one version from another."""


@cache
def release() -> str:
    """Tells one version of the program from another: what was made by another one is not taken for the same."""
    return digest_of(*FILES)


def digest_of(*patterns: str) -> str:
    """Twelve hexadecimal digits that change with the name or content of any file of the program that patterns find."""
    digest = sha256()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:DIGITS]
