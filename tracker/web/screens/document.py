"""The document that a screen refreshes itself with: its slides, and what the desk wants of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

import brotli
import orjson
from flask import current_app
from flask_babel import force_locale

from tracker.config import ROOT
from tracker.domain.errors import NotReadyError
from tracker.domain.provenance import Viewpoint
from tracker.domain.screens import Control, Screen, ScreenPlan, ScreenView
from tracker.formatting import day_long
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.settings import get_settings
from tracker.web.clock import WARSAW
from tracker.web.screens.slides import Slide, make_slides

T = TypeVar("T")

REFRESH_SECONDS = 60
ATTEMPTS = 4
"""Each reads some two hundred projects more, in less than a second."""

KEPT = 200
"""Documents kept in memory, some 100 kB each; a thousand screens that show the same share one."""

QUALITY = 9
"""Of Brotli: a document is pressed once and sent to every screen."""

RELEASE_FILES = ("tracker/static/css/screen*.css", "tracker/static/js/screen*.js", "templates/screen/**/*.html")


@dataclass(frozen=True, slots=True)
class Document:
    """What a refresh sends.

    Attributes:
        body: JSON.
        compressed: The same by Brotli.
        etag: The same as long as nothing that a screen shows has changed.
    """

    body: bytes
    compressed: bytes
    etag: str


class DocumentCache:
    """The documents made last, by everything they depend on; shared by the threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Document] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Document]) -> Document:
        """The document of a key; made once, however many screens ask at the same moment."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def document_for(screen: Screen, *, now: datetime) -> Document:
    """The document of a screen at a moment, in the language of its plan.

    Raises:
        NotReadyError: While the portfolio is still being read after a start; each call reads some more.
    """
    plan, local = screen.plan, now.astimezone(WARSAW)
    as_of = plan.as_of(get_settings(), local.date())
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = _patiently(lambda: book.view(Viewpoint(as_of), plan.scope))
    offset = local.utcoffset()
    wanted = {"utc_offset": int(offset.total_seconds()) // 60 if offset else 0, **_control(screen.control, now)}
    key = (view.version, as_of, _shown(plan), orjson.dumps(wanted))
    documents: DocumentCache = current_app.extensions.setdefault("screen_documents", DocumentCache())
    return documents.get(key, lambda: _make(plan, view, wanted))


def _patiently(ask: Callable[[], T]) -> T:
    """Ask again while the portfolio is being read, for some seconds: nobody sits before a screen to load it anew."""
    for _ in range(ATTEMPTS - 1):
        with suppress(NotReadyError):
            return ask()
    return ask()


def _shown(plan: ScreenPlan) -> Hashable:
    """What of a plan a screen shows; its name and place are for the desk."""
    return plan.scope, tuple(plan.playlist), plan.seconds, plan.day_hours, plan.language


def _control(control: Control, now: datetime) -> dict[str, Any]:
    """What the desk wants at the moment; what is over is as if it had never been."""
    pushed, message = None, None
    if control.pushed and control.pushed_until and control.pushed_until > now:
        pushed = {"view": control.pushed.value, "until": _moment(control.pushed_until)}
    if control.message and control.message_until and control.message_until > now:
        message = {"text": control.message, "until": _moment(control.message_until)}
    return {"paused": control.is_paused, "pushed": pushed, "message": message}


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _make(plan: ScreenPlan, view: PortfolioView, wanted: dict[str, Any]) -> Document:
    with force_locale(plan.language):
        slides = _patiently(lambda: make_slides(view, _views(plan, wanted), plan.scope))
        as_of = day_long(view.as_of)
    content = {
        "release": release(),
        "language": plan.language,
        "as_of": as_of,
        "refresh": REFRESH_SECONDS,
        "seconds": plan.seconds,
        "day_hours": _day_hours(plan),
        **wanted,
        "is_example": any(row.has_examples for row in view.rows),
        "slides": [{"view": slide.view.value, "key": slide.key, "html": slide.html} for slide in slides],
        "figures": _figures(slides, view.as_of),
    }
    body = orjson.dumps(content)
    return Document(body, brotli.compress(body, quality=QUALITY), sha256(body).hexdigest()[:24])


def _views(plan: ScreenPlan, wanted: Mapping[str, Any]) -> list[ScreenView]:
    """The views of a plan; and the one that the desk wants now, where it is none of them."""
    pushed = [ScreenView(wanted["pushed"]["view"])] if wanted["pushed"] else []
    return [*plan.playlist, *(view for view in pushed if view not in plan.playlist)]


def _day_hours(plan: ScreenPlan) -> list[int] | None:
    """The minutes of the day at which the day palette begins and ends."""
    hours = plan.day_hours
    return [moment.hour * 60 + moment.minute for moment in (hours.begins, hours.ends)] if hours else None


def _figures(slides: list[Slide], as_of: date) -> dict[str, Any]:
    return {"as_of": as_of.isoformat(), **{slide.key: dict(slide.figures) for slide in slides}}


@cache
def release() -> str:
    """Tells one version of the page from another: screens load theirs anew when it is no longer this one."""
    digest = sha256()
    for pattern in RELEASE_FILES:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
