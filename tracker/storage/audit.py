"""The record of who changed what: written in the transaction of the change, never changed itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tracker.storage.base import db
from tracker.storage.models import AuditEventRow


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One change.

    Attributes:
        actor: Who made it: a person's name, or the program where nobody is signed in (``flask data``).
        deed: What was done, in the program's own words (``state_fact``).
        before: The values that held until then, as JSON can carry them.
        after: The values that were recorded.
    """

    at: datetime
    actor: str
    deed: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def record_event(event: AuditEvent, *, project_id: int | None) -> None:
    """Add an event, of no project when it is about an account or many projects at once; the caller commits.

    It is written with the next question, together with all others that wait for it.
    """
    details = {"before": dict(event.before), "after": dict(event.after)}
    db.session.add(
        AuditEventRow(at=event.at, actor=event.actor, deed=event.deed, project_id=project_id, details=details)
    )


def events_of(project_id: int | None) -> list[AuditEvent]:
    """The changes made to a project, or those that belong to none, in the order made."""
    rows = db.session.scalars(
        select(AuditEventRow).where(AuditEventRow.project_id == project_id).order_by(AuditEventRow.id)
    )
    return [AuditEvent(r.at, r.actor, r.deed, r.details["before"], r.details["after"]) for r in rows]
