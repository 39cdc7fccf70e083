"""Secrets that wait in the session for the next page: its cookie is signed, and whoever gets hold of it can read it."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app

from tracker.web.identity import derived_key


def seal(text: str) -> str:
    """Encrypt a text with a key that the tracker alone has."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: object) -> str:
    """The text that was sealed; empty when this is nothing that the tracker has sealed."""
    if not isinstance(sealed, str):
        return ""
    try:
        return _fernet().decrypt(sealed).decode()
    except InvalidToken:
        return ""


def _fernet() -> Fernet:
    key = derived_key(current_app.extensions["tracker_config"], "secrets in the session")
    return Fernet(base64.urlsafe_b64encode(key))
