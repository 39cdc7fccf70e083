"""Views that people keep by a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.saved_views import LONGEST_ADDRESS, LONGEST_NAME
from tracker.storage.base import Model
from tracker.storage.types import BigKey


class SavedViewRow(Model):
    """A named address of an account."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigKey, ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    is_shared: Mapped[bool]
    saved_at: Mapped[datetime]
