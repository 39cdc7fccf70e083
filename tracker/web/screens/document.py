"""The document that a screen refreshes itself with: its slides, and what the desk wants of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, TypeVar

import brotli
import orjson
from flask import current_app
from flask_babel import force_locale

from tracker.domain.errors import NotReadyError
from tracker.domain.provenance import Viewpoint
from tracker.domain.screens import Control, Screen, ScreenPlan, ScreenView
from tracker.formatting import day_long
from tracker.gate.clock import WARSAW
from tracker.gate.release import digest_of
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.settings import get_settings_and_version
from tracker.web.screens.slides import Slide, make_slides

T = TypeVar("T")

REFRESH_SECONDS = 60
ATTEMPTS = 4
"""Each reads some two hundred projects more, in less than a second."""

KEPT = 200
"""Documents kept in memory, some 100 kB each; a thousand screens that show the same share one."""

SLIDES_KEPT = 1_000
"""Views, some 5 kB each: the country, each voivodeship and a hundred centres."""

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
        pushed: The view that the desk wants alone.
        version: Of the data; as long as it stays, nothing that the wish leads to changes.
        told: What the desk wants, and the clock's offset.
    """

    plan: ScreenPlan
    pushed: ScreenView | None
    as_of: date
    version: int
    told: Mapping[str, Any]

    @property
    def views(self) -> Sequence[ScreenView]:
        """The views in their order, and last the one that is wanted alone where it is none of them."""
        playlist = self.plan.playlist
        return playlist if self.pushed is None or self.pushed in playlist else [*playlist, self.pushed]

    def key(self, state: int | str) -> Hashable:
        """Everything a document depends on: a state of the data, and what of a plan is shown; not its name and place.

        Args:
            state: The version, or the edition of a view, which stays the same over many versions.
        """
        plan = self.plan
        shown = (plan.scope, tuple(plan.playlist), plan.seconds, plan.day_hours, plan.language)
        return state, self.as_of, shown, orjson.dumps(self.told)


class _Kept(Generic[T]):
    """What was made last, by key; those longest unused go first. Shared by the threads of a process."""

    def __init__(self, most: int) -> None:
        self._lock = Lock()
        self._most = most
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: T) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


class DocumentCache:
    """The documents made last, their slides, and the tags of many more, by what they depend on.

    A refresh of a screen that shows the newest already needs the tag alone.
    """

    def __init__(self) -> None:
        self._documents: _Kept[Document] = _Kept(KEPT)
        self._slides: _Kept[list[Slide]] = _Kept(SLIDES_KEPT)
        self._tags: _Kept[str] = _Kept(TAGS_KEPT)
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}

    def tag(self, key: Hashable) -> str:
        """The tag of the document of a key; empty where none is known."""
        return self._tags.get(key) or ""

    def note(self, key: Hashable, tag: str) -> None:
        """Know a tag by one more key."""
        self._tags.put(key, tag)

    def slides(self, key: Hashable, make: Callable[[], list[Slide]]) -> list[Slide]:
        """The slides of a key, which documents of another pace or another message hold too."""
        slides = self._slides.get(key)
        if slides is None:
            slides = make()
            self._slides.put(key, slides)
        return slides

    def get(self, key: Hashable, make: Callable[[], Document]) -> Document:
        """The document of a key; made once, however many screens ask at the same moment, while others are answered."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            try:
                document = self._documents.get(key)
                if document is None:
                    document = make()
                    self._documents.put(key, document)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        self.note(key, document.etag)
        return document


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
    document = documents.get(key, lambda: _make(wish, view, documents))
    documents.note(at_version, document.etag)
    return document


def _wish(screen: Screen, now: datetime) -> _Wish:
    local = now.astimezone(WARSAW)
    settings, version = get_settings_and_version()
    offset = local.utcoffset()
    control = screen.control.current(now)
    told = {"utc_offset": int(offset.total_seconds()) // 60 if offset else 0, **_control(control)}
    return _Wish(screen.plan, control.pushed, screen.plan.as_of(settings, local.date()), version, told)


def _patiently(ask: Callable[[], T]) -> T:
    """Ask again while the portfolio is being read, for some seconds: nobody sits before a screen to load it anew."""
    for _ in range(ATTEMPTS - 1):
        with suppress(NotReadyError):
            return ask()
    return ask()


def _control(control: Control) -> dict[str, Any]:
    """What the desk wants at the moment."""
    pushed, message = None, None
    if control.pushed and control.pushed_until:
        pushed = {"view": control.pushed.value, "until": _moment(control.pushed_until)}
    if control.message and control.message_until:
        message = {"text": control.message, "until": _moment(control.message_until)}
    return {"paused": control.is_paused, "pushed": pushed, "message": message}


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _make(wish: _Wish, view: PortfolioView, documents: DocumentCache) -> Document:
    plan = wish.plan
    with force_locale(plan.language):
        slides = [slide for kind in wish.views for slide in _slides(kind, plan, view, documents)]
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


def _slides(kind: ScreenView, plan: ScreenPlan, view: PortfolioView, documents: DocumentCache) -> list[Slide]:
    key = (view.edition, view.as_of, plan.scope, plan.language, kind)
    return documents.slides(key, lambda: _patiently(lambda: make_slides(view, [kind], plan.scope)))


def _day_hours(plan: ScreenPlan) -> list[int] | None:
    """The minutes of the day at which the day palette begins and ends."""
    hours = plan.day_hours
    return [moment.hour * 60 + moment.minute for moment in (hours.begins, hours.ends)] if hours else None


def _figures(slides: list[Slide], as_of: date) -> dict[str, Any]:
    return {"as_of": as_of.isoformat(), **{slide.key: dict(slide.figures) for slide in slides}}


@cache
def release() -> str:
    """Tells one version of the page from another: screens load theirs anew when it is no longer this one."""
    return digest_of(*RELEASE_FILES)
