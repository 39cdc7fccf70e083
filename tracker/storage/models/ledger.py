"""The portfolio's settings and the record of who changed what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Model
from tracker.storage.models.traced import NAME, TEXT
from tracker.storage.types import BigKey


class SettingsRow(Model):
    """The one row of settings; it also counts the changes to any project."""

    __tablename__ = "settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME), default="")
    reference_day: Mapped[date | None]
    reference_note: Mapped[str] = mapped_column(String(TEXT), default="")
    data_version: Mapped[int] = mapped_column(BigInteger, default=0)


class AuditEventRow(Model):
    """One change: what was done, to which project, and the values before and after.

    Nothing is of a project that is about an account, or that the command line did to many projects at once.
    """

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_at_id", "at", "id"),
        Index("ix_audit_events_project_id_at_id", "project_id", "at", "id"),
        Index("ix_audit_events_actor_at_id", "actor", "at", "id"),
        Index("ix_audit_events_deed_at_id", "deed", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(NAME))
    deed: Mapped[str] = mapped_column(String(60))
    project_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("projects.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
