"""A small valid project file that tests break in one place at a time."""

from __future__ import annotations

import json
from typing import Any


def make_document(**changes: Any) -> dict[str, Any]:
    """The file as JSON values, with top-level keys replaced."""
    document: dict[str, Any] = {
        "format": "portfel-2.5/1",
        "slug": "klucze",
        "recorded_at": "2026-11-22T12:00:00Z",
        "centre": {"name": "OPS w Kluczach", "short_name": "OPS w Kluczach", "place": "Klucze", "kind": "OPS"},
        "sources": [{"key": "a", "kind": "announcement", "publisher": "OPS", "title": "Projekt"}],
        "statements": [
            {"fact": "title", "value": "Nowy wymiar", "kind": "stated", "source": "a"},
            {"fact": "eu_funding", "value": "292237.73", "kind": "stated", "source": "a"},
            {"fact": "state_funding", "value": "54508.52", "kind": "stated", "source": "a"},
            {"fact": "start", "value": "2018-01-01", "kind": "stated", "source": "a"},
            {"fact": "end", "value": "2019-06-30", "kind": "stated", "source": "a"},
        ],
    }
    return document | changes


def make_text(**changes: Any) -> str:
    """The file as text."""
    return json.dumps(make_document(**changes))
