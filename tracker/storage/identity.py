"""How Flask-Security reaches the accounts."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import qrcode
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.totp import Totp
from qrcode.image.svg import SvgPathFillImage
from sqlalchemy import select

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


def locked_row(key: int) -> Any:
    """The account as Flask-Security takes it, as it is now and for this transaction alone.

    Whoever else wants it waits until the transaction ends, and then sees what it has changed: of two who come with
    the same code at the same time one is let in.
    """
    mine = select(AccountRow).where(AccountRow.id == key)
    return db.session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one()


class OneTimeCodes(Totp):
    """One-time codes that are taken once: a code read over a shoulder is worth nothing."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """A QR code on light paper, so that phones read it on a dark page too, as a ``data:`` address."""
        picture = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgPathFillImage)
        text = base64.b64encode(picture.to_string()).decode("ascii")
        return f"data:image/svg+xml;base64,{text}"

    def get_last_counter(self, user: Any) -> int | None:
        """The half-minute of the last code that was taken."""
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        """Remember the half-minute of the code; the caller commits."""
        user.totp_counter = tmatch.counter
