"""What the pages of accounts share: their blueprint, and how a session begins and ends."""

from __future__ import annotations

from flask import Blueprint, current_app, request, session, url_for
from flask_security import login_user, logout_user

from tracker.config import Config
from tracker.domain.accounts import Account
from tracker.domain.errors import SignInError
from tracker.gate.access import current_person, forget_person
from tracker.gate.clock import now
from tracker.services.accounts.changes import hold_account
from tracker.services.mail import Mailer
from tracker.storage.accounts import get_account

bp = Blueprint("accounts", __name__)

KEPT = ("csrf_token", "_flashes")
"""What a session takes over when somebody signs in; with the form token a form on another page can still be sent."""


def begin_session(account: Account, mark: str | None = None) -> None:
    """Let the session belong to an account; whatever else it held is dropped.

    Args:
        account: Whose owner has proved to be there.
        mark: What the account's sessions held then.

    Raises:
        SignInError: If those sessions have been ended since.
    """
    which = {"id": account.key} if mark is None else {"fs_uniquifier": mark}
    user = current_app.extensions["security"].datastore.find_user(**which)
    if user is None:
        raise SignInError
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    login_user(user)
    session["seen"] = session["began"] = int(now().timestamp())
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


def mailer() -> Mailer:
    """What sends mail; where no server is configured it sends none and says so."""
    config: Config = current_app.extensions["tracker_config"]
    return Mailer(config.smtp_url, config.mail_from)


def full_address(endpoint: str, token: str) -> str:
    """The address of a page as a letter or another person needs it.

    Where the tracker's own address is configured the request has no say: it may come with any host's name.
    """
    config: Config = current_app.extensions["tracker_config"]
    return (config.base_url or request.host_url.rstrip("/")) + url_for(endpoint, token=token)


def own_account() -> Account:
    """The account of whoever is signed in.

    Raises:
        SignInError: If nobody is.
    """
    person = current_person()
    if person is None:
        raise SignInError
    return get_account(person.key)


def hold_own_account(account: Account) -> None:
    """Hold the account of whoever is signed in until the transaction ends.

    Raises:
        SignInError: If its sessions were ended while the password was being checked.
    """
    hold_account(account, session["_user_id"])
