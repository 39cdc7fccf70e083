"""What is recorded of accounts: every deed, no secret."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.accounts import Account
from tracker.storage.audit import AuditEvent, record_event


def record(deed: str, account: Account, *, actor: str, at: datetime, **after: object) -> None:
    """Record a deed with an account; the caller commits."""
    about = {"account": account.email, "centre_id": account.place.centre_id if account.place else None}
    record_event(AuditEvent(at, actor, deed, {}, about | after), project_id=None)


def record_change(
    deed: str, account: Account, *, actor: str, at: datetime, before: dict[str, object], after: dict[str, object]
) -> None:
    """Record a change to an account with what held before; the caller commits."""
    about: dict[str, object] = {
        "account": account.email,
        "centre_id": account.place.centre_id if account.place else None,
    }
    record_event(AuditEvent(at, actor, deed, about | before, about | after), project_id=None)
