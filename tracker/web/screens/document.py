"""The document that a screen refreshes itself with: a stand-in without figures until the views are merged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import brotli

from tracker.domain.screens import Screen
from tracker.web.clock import WARSAW


@dataclass(frozen=True, slots=True)
class Document:
    """What a refresh sends.

    Attributes:
        body: JSON.
        compressed: The same by brotli.
        etag: Changes with the body.
    """

    body: bytes
    compressed: bytes
    etag: str


def document_for(screen: Screen, *, now: datetime) -> Document:
    """The document of a screen at a moment."""
    plan, control = screen.plan, screen.control.current(now)
    hours, offset = plan.day_hours, now.astimezone(WARSAW).utcoffset()
    content = {
        "release": "0",
        "language": plan.language,
        "as_of": "",
        "utc_offset": offset.total_seconds() // 60 if offset else 0,
        "refresh": 60,
        "seconds": plan.seconds,
        "day_hours": [t.hour * 60 + t.minute for t in (hours.begins, hours.ends)] if hours else None,
        "paused": control.is_paused,
        "pushed": {"view": control.pushed, "until": f"{control.pushed_until:%FT%TZ}"} if control.pushed else None,
        "message": {"text": control.message, "until": f"{control.message_until:%FT%TZ}"} if control.message else None,
        "is_example": True,
        "slides": [{"view": view, "key": view, "html": f"<section>{view}</section>"} for view in plan.playlist],
        "figures": {},
    }
    body = json.dumps(content).encode()
    return Document(body, brotli.compress(body), sha256(body).hexdigest()[:16])
