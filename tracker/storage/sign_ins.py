"""The latest attempts to sign in, shared by every process of the tracker."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from tracker.domain.sign_in import MEMORY, Attempt
from tracker.storage.accounts import normal_email
from tracker.storage.base import db
from tracker.storage.models import SignInAttemptRow


def attempts_for(email: str, now: datetime) -> list[Attempt]:
    """The latest attempts with an e-mail, whether or not it has an account."""
    return _attempts(SignInAttemptRow.email_hash == _hash(email), now)


def attempts_from(address: str, now: datetime) -> list[Attempt]:
    """The latest attempts from a network address."""
    return _attempts(SignInAttemptRow.address == address, now)


def record_attempt(email: str, address: str, *, succeeded: bool, at: datetime) -> None:
    """Remember an attempt and forget those that hold up nothing any more; the caller commits."""
    db.session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < at - 2 * MEMORY))
    db.session.add(SignInAttemptRow(at=at, email_hash=_hash(email), address=address, succeeded=succeeded))
    db.session.flush()


def _attempts(which: ColumnElement[bool], now: datetime) -> list[Attempt]:
    rows = db.session.execute(
        select(SignInAttemptRow.at, SignInAttemptRow.succeeded, SignInAttemptRow.email_hash)
        .where(which, SignInAttemptRow.at > now - MEMORY)
        .order_by(SignInAttemptRow.id)
    )
    return [Attempt(row.at, row.succeeded, row.email_hash) for row in rows]


def _hash(email: str) -> str:
    return hashlib.sha256(normal_email(email).encode()).hexdigest()
