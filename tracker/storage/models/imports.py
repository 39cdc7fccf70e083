"""What was brought in from documents at once, and can be undone at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.imports import ImportKind
from tracker.storage.base import Model
from tracker.storage.models.traced import NAME
from tracker.storage.types import BigKey, Coded


class ImportRow(Model):
    """An announcement, a sheet or an official list: what it says, and what became of it.

    What it says is kept until somebody decides; afterwards the histories tell it.
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint("undone_at IS NULL OR applied_at IS NOT NULL", name="undone_after_applied"),
        Index("ix_imports_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(Coded(ImportKind))
    name: Mapped[str] = mapped_column(String(NAME))
    account_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("accounts.id"), index=True)
    created_by: Mapped[str] = mapped_column(String(NAME))
    created_at: Mapped[datetime]
    arrivals: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    notes: Mapped[list[str]] = mapped_column(JSON)
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[str] = mapped_column(String(NAME), default="")
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(String(NAME), default="")
