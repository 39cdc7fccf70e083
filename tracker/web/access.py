"""Which requests may edit; the pages ask the same question to decide what to show."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from flask_babel import gettext

from tracker.domain.errors import ForbiddenError
from tracker.domain.loopback import Decision, decide_editing

PROXY_HEADERS = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
    "CF-Connecting-IP",
)


def editing_decision() -> Decision:
    """Whether this request may edit.

    Under TLS there is always a proxy: the tracker's own server speaks none.
    """
    is_proxied = (
        current_app.config["SESSION_COOKIE_SECURE"]
        or any(name in request.headers for name in PROXY_HEADERS)
        or _comes_from_elsewhere()
    )
    return decide_editing(address=request.remote_addr, host=request.host, is_proxied=is_proxied)


def _comes_from_elsewhere() -> bool:
    """Whether the page that sent a form was opened by another name than this request's, as behind a silent proxy."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()


def may_edit() -> bool:
    """Whether this request may edit."""
    return editing_decision().allowed


def require_editing() -> None:
    """Let the request pass to the pages of editing.

    Raises:
        ForbiddenError: If it may not edit; says why in a sentence.
    """
    if not editing_decision().allowed:
        raise ForbiddenError(gettext("Editing is open on the tracker's own computer only, until there are accounts."))
