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
from tracker.domain.screens import Control, Screen, ScreenPlan
from tracker.formatting import day_long
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.settings import get_settings_and_version
from tracker.web.clock import WARSAW
from tracker.web.screens.slides import Slide, make_slides

T = TypeVar("T")

REFRESH_SECONDS = 60
ATTEMPTS = 4
"""Each reads some two hundred projects more, in less than a second."""

KEPT = 200
"""Documents kept in memory, some 100 kB each; a thousand screens that show the same share one."""

TAGS_KEPT = 5_000
"""Less than a kilobyte each: those of a thousand screens that all show something else, at several versions."""

QUALITY = 5
"""Of Brotli: 9 would save a hundredth of the bytes in six times the time."""

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


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a screen is to show at a moment.

    Attributes:
        version: Of the data; as long as it stays, nothing that the wish leads to changes.
        told: What the desk wants, and the clock's offset.
    """

    plan: ScreenPlan
    as_of: date
    version: int
    told: Mapping[str, Any]

    def key(self, state: int | str) -> Hashable:
        """Everything a document depends on: a state of the data, and what of a plan is shown; not its name and place.

        Args:
            state: The version, or the edition of a view, which stays the same over many versions.
        """
        plan = self.plan
        shown = (plan.scope, tuple(plan.playlist), plan.seconds, plan.day_hours, plan.language)
        return state, self.as_of, shown, orjson.dumps(self.told)


class DocumentCache:
    """The documents made last, and the tags of many more, by what they depend on; shared by the threads of a process.

    A refresh of a screen that shows the newest already needs the tag alone.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._documents: OrderedDict[Hashable, Document] = OrderedDict()
        self._tags: OrderedDict[Hashable, str] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}

    def tag(self, key: Hashable) -> str:
        """The tag of the document of a key; empty where none is known."""
        with self._lock:
            return self._tags.get(key, "")

    def note(self, key: Hashable, tag: str) -> None:
        """Know a tag by one more key."""
        with self._lock:
            self._tags[key] = tag
            _keep(self._tags, key, TAGS_KEPT)

    def get(self, key: Hashable, make: Callable[[], Document]) -> Document:
        """The document of a key; made once, however many screens ask at the same moment, while others are answered."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            try:
                with self._lock:
                    document = self._documents.get(key)
                if document is None:
                    document = make()
                with self._lock:
                    self._documents[key] = document
                    _keep(self._documents, key, KEPT)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        self.note(key, document.etag)
        return document


def _keep(kept: OrderedDict[Hashable, Any], key: Hashable, most: int) -> None:
    """Let go of those longest unused; the key has just been used."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


def document_for(screen: Screen, *, now: datetime) -> Document:
    """The document of a screen at a moment, in the language of its plan.

    Raises:
        NotReadyError: While the portfolio is still being read after a start; each call reads some more.
    """
    document = _find(screen, now, lambda _: False)
    assert isinstance(document, Document)
    return document


def document_unless(has: Callable[[str], bool], screen: Screen, *, now: datetime) -> Document | str:
    """The document of a screen at a moment, or only its tag when the screen has it.

    Args:
        has: Whether the screen has the document of a tag.
        screen: Which one.
        now: This moment.

    Raises:
        NotReadyError: As above.
    """
    return _find(screen, now, has)


def _find(screen: Screen, now: datetime, has: Callable[[str], bool]) -> Document | str:
    documents: DocumentCache = current_app.extensions.setdefault("screen_documents", DocumentCache())
    wish = _wish(screen, now)
    at_version = wish.key(wish.version)
    if has(tag := documents.tag(at_version)):
        return tag
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = _patiently(lambda: book.view(Viewpoint(wish.as_of), wish.plan.scope))
    key = wish.key(view.edition)
    if has(tag := documents.tag(key)):
        documents.note(at_version, tag)
        return tag
    document = documents.get(key, lambda: _make(wish, view))
    documents.note(at_version, document.etag)
    return document


def _wish(screen: Screen, now: datetime) -> _Wish:
    local = now.astimezone(WARSAW)
    settings, version = get_settings_and_version()
    offset = local.utcoffset()
    told = {"utc_offset": int(offset.total_seconds()) // 60 if offset else 0, **_control(screen.control, now)}
    return _Wish(screen.plan, screen.plan.as_of(settings, local.date()), version, told)


def _patiently(ask: Callable[[], T]) -> T:
    """Ask again while the portfolio is being read, for some seconds: nobody sits before a screen to load it anew."""
    for _ in range(ATTEMPTS - 1):
        with suppress(NotReadyError):
            return ask()
    return ask()


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


def _make(wish: _Wish, view: PortfolioView) -> Document:
    plan = wish.plan
    with force_locale(plan.language):
        slides = _patiently(lambda: make_slides(view, plan.playlist, plan.scope))
        as_of = day_long(view.as_of)
    content = {
        "release": release(),
        "language": plan.language,
        "as_of": as_of,
        "refresh": REFRESH_SECONDS,
        "seconds": plan.seconds,
        "day_hours": _day_hours(plan),
        **wish.told,
        "is_example": any(row.has_examples for row in view.rows),
        "slides": [{"view": slide.view.value, "key": slide.key, "html": slide.html} for slide in slides],
        "figures": _figures(slides, view.as_of),
    }
    body = orjson.dumps(content)
    return Document(body, brotli.compress(body, quality=QUALITY), sha256(body).hexdigest()[:24])


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
