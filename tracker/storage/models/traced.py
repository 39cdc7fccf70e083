"""The columns that tie an entry to its source and to both clocks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.types import BigKey

NAME = 200
TEXT = 2000


class Traced:
    """An entry of a history: never changed, only followed by another, or withdrawn with the import that brought it."""

    source_id: Mapped[int] = mapped_column(BigKey, ForeignKey("sources.id"), index=True)
    effective_on: Mapped[date | None]
    known_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(String(NAME), default="")
    import_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("imports.id"))
    withdrawn_on: Mapped[date | None]
