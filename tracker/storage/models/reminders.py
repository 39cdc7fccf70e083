"""What people were reminded of: each row is a reminder that is sent once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.reminders import LONGEST_OCCASION, Channel
from tracker.storage.base import Model
from tracker.storage.types import BigKey, Coded


class ReminderRow(Model):
    """A reminder of a report to a person; the row is claimed before the letter leaves.

    A claim without ``sent_at`` belongs to a run that is sending, or that broke while it did.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        CheckConstraint("channel IN ('mail', 'app')", name="channel_known"),
        CheckConstraint("channel = 'mail' OR sent_at IS NOT NULL", name="shown_at_once"),
    )

    account_id: Mapped[int] = mapped_column(BigKey, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    project_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("projects.id"), primary_key=True, autoincrement=False, index=True
    )
    occasion: Mapped[str] = mapped_column(String(LONGEST_OCCASION), primary_key=True)
    channel: Mapped[Channel] = mapped_column(Coded(Channel))
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
