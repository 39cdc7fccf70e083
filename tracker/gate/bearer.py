"""Programs at the door: the token a request carries, and the account it stands for."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, request

from tracker.domain.api_tokens import ApiToken
from tracker.gate.clock import now
from tracker.storage.api_tokens import find_token

PREFIX = "/api/v1"
"""Where the addresses for programs begin; under it no cookie says who asks."""


def is_for_programs() -> bool:
    """Whether the request is for an address of programs, there or not."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def bearer_account() -> Any | None:
    """The account whose token the request carries, as Flask-Security keeps it; ``None`` without a good token."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    token = find_token(given.token, at=now())
    if token is None:
        return None
    g.api_token = token
    return current_app.extensions["security"].datastore.find_user(id=token.account_id)


def current_token() -> ApiToken | None:
    """The good token that the request carries; ask for the person first, who is found by it."""
    found: ApiToken | None = g.get("api_token")
    return found
