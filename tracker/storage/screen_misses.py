"""The latest requests for screens that are not there, shared by every process of the tracker."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from tracker.domain.screens import MISS_WINDOW
from tracker.storage.base import db
from tracker.storage.models import ScreenMissRow


def misses_from(address: str, now: datetime) -> list[datetime]:
    """When a network address asked in vain lately, the oldest first."""
    recent = (ScreenMissRow.address == address, ScreenMissRow.at > now - MISS_WINDOW)
    return list(db.session.scalars(select(ScreenMissRow.at).where(*recent).order_by(ScreenMissRow.at)))


def record_miss(address: str, *, at: datetime) -> None:
    """Remember a request and forget those that hold up nothing any more; the caller commits."""
    db.session.execute(delete(ScreenMissRow).where(ScreenMissRow.at <= at - MISS_WINDOW))
    db.session.add(ScreenMissRow(at=at, address=address))
    db.session.flush()
