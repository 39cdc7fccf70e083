"""What the pages of accounts share: their blueprint, and how a session begins and ends."""

from __future__ import annotations

from flask import Blueprint, current_app, request, session
from flask_security import login_user, logout_user

from tracker.domain.accounts import Account
from tracker.web.access import forget_person
from tracker.web.clock import now

bp = Blueprint("accounts", __name__)

KEPT = ("csrf_token", "_flashes")
"""What a session takes over when somebody signs in; with the form token a form on another page can still be sent."""


def begin_session(account: Account) -> None:
    """Let the session belong to an account; whatever else it held is dropped."""
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    login_user(current_app.extensions["security"].datastore.find_user(id=account.key))
    session["seen"] = int(now().timestamp())
    session["language"] = account.language
    forget_person()


def end_session() -> None:
    """Let the session belong to nobody; the language stays."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language is not None:
        session["language"] = language
    forget_person()


def network_address() -> str:
    """Where the request comes from, as far as the known proxies tell."""
    return request.remote_addr or ""
