"""Whose session it is: Flask-Security set up, without its own pages."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any

from flask import Flask, Response, current_app, session
from flask_security.core import Security

from tracker.config import Config
from tracker.gate.bearer import bearer_account, is_for_programs
from tracker.services.accounts.passwords import MIN_LENGTH
from tracker.storage.identity import SECOND_STEP, OneTimeCodes, make_datastore

IDENTITY_KEYS = ("_user_id", "_fresh", "_id", "seen", "began", "fs_paa", "fs_cc", "fs_gexp")
"""What the session holds of who is signed in. The form token is not among them: a form that was open while the
session went idle can be sent once its author has signed in again."""

LONGEST_SESSION = 7 * 24 * 3600
"""Seconds after which somebody has to sign in again, however busy the session was; nothing typed is lost by it."""

STAMP_EVERY = 60
"""Seconds between two notes of when a session was last used; one a request would set a cookie every time."""


def init_app(app: Flask, config: Config) -> None:
    """Set up sessions, password hashes and one-time codes."""
    app.config.from_mapping(_settings(config))
    if config.testing:
        # Hashes that take no time; whether a real one is good is another test's question.
        app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = {
            "argon2__time_cost": 1,
            "argon2__memory_cost": 8,
            "argon2__parallelism": 1,
        }
    security = Security(app, make_datastore(), register_blueprint=False, totp_cls=OneTimeCodes)
    security.principal.skip_static = True
    security.login_manager.user_loader(_find_account)
    # Flask-Security would also take tokens from the address; the tracker takes its own, from the header only.
    security.login_manager.request_loader(_find_bearer)
    app.after_request(_keep_to_oneself)


def _settings(config: Config) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        # argon2 salts by itself; a second secret would only make the hashes depend on the session's key.
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_LENGTH_MIN": MIN_LENGTH,
        "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": [SECOND_STEP],
        "SECURITY_TOTP_ISSUER": "Portfel 2.5",
        "SECURITY_TOTP_SECRETS": {"1": derived_key(config, "one-time codes").hex()},
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [
            base64.urlsafe_b64encode(derived_key(config, "recovery codes")),
        ],
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        # A phone changes its address with every mast; the cookie's own signature says whose it is.
        "SESSION_PROTECTION": None,
    }


def derived_key(config: Config, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, made from the tracker's secret: none of them tells another."""
    return hmac.new(config.secret_key.encode(), purpose.encode(), hashlib.sha256).digest()


def _find_account(uniquifier: str) -> Any:
    """The account of the session, unless the session was left alone too long or the account was closed.

    Addresses for programs have no session: a cookie that a browser sends along says nothing there.
    """
    if is_for_programs():
        return None
    config: Config = current_app.extensions["tracker_config"]
    security: Security = current_app.extensions["security"]
    now, seen, began = int(time.time()), session.get("seen"), session.get("began")
    account: Any = None
    if not isinstance(seen, int):
        seen = 0
    if not isinstance(began, int):
        # A session of a release that did not count it yet.
        began = session["began"] = now
    if now - seen <= config.idle_time.total_seconds() and now - began <= LONGEST_SESSION:
        account = security.datastore.find_user(fs_uniquifier=uniquifier)
    if account is None or not account.active:
        forget_identity()
        return None
    if now - seen > STAMP_EVERY:
        session["seen"] = now
    return account


def forget_identity() -> None:
    """Let the session belong to nobody; what was chosen in it and its form token stay."""
    for key in IDENTITY_KEYS:
        session.pop(key, None)


def _find_bearer(_request: Any) -> Any:
    return bearer_account() if is_for_programs() else None


def _keep_to_oneself(response: Response) -> Response:
    """No cache between the tracker and a person may keep what only this person may see."""
    if not is_for_programs() and "_user_id" in session and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
