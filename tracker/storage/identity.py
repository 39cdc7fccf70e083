"""How Flask-Security reaches the accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.totp import Totp

from tracker.storage.base import db
from tracker.storage.models import AccountRow

if TYPE_CHECKING:
    from passlib.totp import TotpMatch

SECOND_STEP = "authenticator"
"""What Flask-Security calls one-time codes made by a phone; the tracker offers no other second step."""


def make_datastore() -> SQLAlchemyUserDatastore:
    """The accounts; roles are no rows but a column of theirs."""
    model: Any = AccountRow
    no_roles: Any = None
    return SQLAlchemyUserDatastore(db, model, no_roles)


class OneTimeCodes(Totp):
    """One-time codes that are taken once: a code read over a shoulder is worth nothing."""

    def get_last_counter(self, user: Any) -> int | None:
        """The half-minute of the last code that was taken."""
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        """Remember the half-minute of the code; the caller commits."""
        user.totp_counter = tmatch.counter
