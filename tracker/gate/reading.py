"""Which database a request reads from: the replica where that is safe, and whoever has written sees what was written.

Nothing of it is kept on this machine: the mark of a write travels with the person's browser, signed.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from tracker.domain.errors import UnavailableError
from tracker.storage.replica import LARGEST_LAG
from tracker.storage.transactions import allow_replica, has_written, place_behind

logger = logging.getLogger(__name__)

COOKIE = "read_after"

MARK_LIFE = timedelta(seconds=6 * LARGEST_LAG)
"""A replica that may be asked has everything older than its largest lag; the rest is for clocks that differ. Without
an end a mark from before a switch to another primary, whose log is another one, could hold for ever."""

NOT_YET = 2**64
"""A place that no replica ever passes, for a write of which only the moment is known."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})

PRIMARY_ONLY = frozenset({"accounts", "health"})
"""Blueprints that look at what must not be old: sign-in, links, passwords; and health, which looks at both."""


def init_app(app: Flask) -> None:
    """Let requests that only read go to the replica, where there is one."""
    if app.extensions["replica"] is None:
        return
    app.before_request(_choose)
    app.after_request(_mark)


def _choose() -> None:
    # A program sends no mark back, and its token may be minutes old or withdrawn a moment ago.
    if request.method in READING and request.blueprint not in PRIMARY_ONLY and "Authorization" not in request.headers:
        allow_replica(after=read_mark(request.cookies.get(COOKIE, ""), datetime.now(UTC)))


def _mark(response: Response) -> Response:
    if has_written() and "_user_id" in session:
        response.set_cookie(
            COOKIE,
            make_mark(_place()),
            max_age=MARK_LIFE,
            httponly=True,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            samesite="Lax",
        )
    return response


def _place() -> int:
    try:
        place = place_behind()
    except UnavailableError as error:
        # The write is done, and whoever did it must hear so; until the mark ends the primary is asked.
        logger.warning("After a write the primary did not tell its place: %s", error)
        place = None
    return NOT_YET if place is None else place


def make_mark(place: int) -> str:
    """The signed mark of a write that ends at a place in the primary's log; it holds the moment too."""
    return str(_serializer().dumps(place))


def read_mark(text: str, now: datetime) -> int | None:
    """The place that a mark names; ``None`` when there is no mark, somebody else made it, or it has ended."""
    try:
        place, made_at = _serializer().loads(text, return_timestamp=True)
    except BadSignature:
        return None
    # The machine that made it may be ahead of this one: a mark from the future holds.
    return int(place) if now - made_at <= MARK_LIFE else None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="read-after")
