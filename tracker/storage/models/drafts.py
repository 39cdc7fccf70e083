"""What is being written: the fields of a report as typed, and the files attached to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Model
from tracker.storage.models.traced import NAME
from tracker.storage.types import BigKey


class DraftFieldRow(Model):
    """One field of a report as it was last typed, right or wrong; ``version`` grows with every save."""

    __tablename__ = "draft_fields"
    __table_args__ = (CheckConstraint("version >= 1", name="version_from_one"),)

    report_id: Mapped[int] = mapped_column(BigKey, ForeignKey("reports.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str] = mapped_column(String(NAME), default="")


class AttachmentRow(Model):
    """A file attached to a report; removing it hides it from the draft, submissions that named it keep it."""

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("size >= 1", name="not_empty"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    report_id: Mapped[int] = mapped_column(BigKey, ForeignKey("reports.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(NAME), default="")
    removed_at: Mapped[datetime | None]


class SubmissionAttachmentRow(Model):
    """A file that a submission was handed in with."""

    __tablename__ = "submission_attachments"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(BigKey, ForeignKey("attachments.id"), primary_key=True)
