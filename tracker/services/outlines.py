"""Poland's outlines, read once."""

from __future__ import annotations

import json
from functools import cache

from tracker.config import ROOT
from tracker.domain.geography import Country, read_outlines

FILE = ROOT / "data" / "reference" / "outlines.json"


@cache
def poland() -> Country:
    """The voivodeships as the reference data have them."""
    return read_outlines(json.loads(FILE.read_text(encoding="utf-8")))
