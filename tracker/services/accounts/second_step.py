"""The second step of signing in: one-time codes of a phone, and recovery codes for when it is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_security.proxies import _datastore, _security

from tracker.domain.accounts import Account
from tracker.services.accounts.events import record
from tracker.storage.identity import SECOND_STEP, locked_row

WINDOW = 30
"""Seconds that a phone's clock may be ahead or behind."""


@dataclass(frozen=True, slots=True)
class PhoneSetup:
    """What a phone needs to make codes.

    Attributes:
        key: To be typed, in groups of four.
        image: A QR code as a ``data:`` address of an SVG picture.
    """

    key: str
    image: str


def new_secret() -> str:
    """The secret of a phone, encrypted: it may wait in the session until the first code proves that it arrived."""
    secret: str = _security.totp_factory.generate_totp_secret()
    return secret


def phone_setup(secret: str, email: str) -> PhoneSetup:
    """What to show of a secret to its owner."""
    totp: Any = _security.totp_factory
    return PhoneSetup(totp.get_totp_pretty_key(secret), totp.generate_qrcode(email, secret))


def switch_on(account: Account, secret: str, code: str, *, at: datetime) -> list[str] | None:
    """Ask for codes from now on; the caller commits.

    Returns:
        The recovery codes, told this once; ``None`` when the code does not come from the secret.
    """
    row = locked_row(account.key)
    if not _security.totp_factory.verify_totp(_digits(code), secret, row, WINDOW):
        return None
    _datastore.tf_set(row, SECOND_STEP, totp_secret=secret)
    codes: list[str] = _security.mf_recovery_codes_util.create_recovery_codes(row)
    record("switch_on_second_step", account, actor=account.shown_name, at=at)
    return codes


def switch_off(account: Account, *, actor: str, at: datetime) -> None:
    """Ask for no more codes; the caller commits."""
    row = locked_row(account.key)
    row.tf_primary_method = row.tf_totp_secret = row.totp_counter = row.mf_recovery_codes = None
    record("switch_off_second_step", account, actor=actor, at=at)


def renew_recovery_codes(account: Account, *, at: datetime) -> list[str]:
    """New recovery codes in place of all earlier ones; the caller commits."""
    codes: list[str] = _security.mf_recovery_codes_util.create_recovery_codes(locked_row(account.key))
    record("renew_recovery_codes", account, actor=account.shown_name, at=at)
    return codes


def take_code(account: Account, code: str) -> str | None:
    """Use up a one-time code or a recovery code; the caller commits.

    Returns:
        ``code`` or ``recovery_code``, ``None`` when it is neither.
    """
    row = locked_row(account.key)
    if row.tf_totp_secret and _security.totp_factory.verify_totp(_digits(code), row.tf_totp_secret, row, WINDOW):
        return "code"
    recovery = _recovery_form(code)
    if _security.mf_recovery_codes_util.check_recovery_code(row, recovery):
        _security.mf_recovery_codes_util.delete_recovery_code(row, recovery)
        return "recovery_code"
    return None


def _digits(code: str) -> str:
    """A code without the spaces that phones show; what is no code becomes one that never fits."""
    digits = re.sub(r"\s", "", code)
    return digits if re.fullmatch(r"[0-9]{6}", digits) else "0"


def _recovery_form(code: str) -> str:
    """A recovery code as it was printed: twelve signs in groups of four."""
    signs = re.sub(r"[\s-]", "", code.lower())
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
