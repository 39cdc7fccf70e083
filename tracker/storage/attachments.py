"""Attached files in the database: listed without their content, which is read only to be handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from tracker.domain.attachments import Attachment, FileKind
from tracker.domain.errors import NotFoundError
from tracker.storage.base import db
from tracker.storage.models import AttachmentRow, SubmissionAttachmentRow, SubmissionRow

_COLUMNS = (
    AttachmentRow.id,
    AttachmentRow.report_id,
    AttachmentRow.name,
    AttachmentRow.media_type,
    AttachmentRow.size,
    AttachmentRow.sha256,
    AttachmentRow.added_at,
    AttachmentRow.added_by,
    AttachmentRow.removed_at,
)


def current_attachments(report_id: int) -> list[Attachment]:
    """The files of the draft, in the order added."""
    listed = select(*_COLUMNS).where(AttachmentRow.report_id == report_id, AttachmentRow.removed_at.is_(None))
    return _read(listed.order_by(AttachmentRow.id))


def submitted_attachments(report_id: int) -> dict[int, list[Attachment]]:
    """The files each version of a report was handed in with, by the version's number."""
    query = (
        select(SubmissionRow.number, *_COLUMNS)
        .join(SubmissionAttachmentRow, SubmissionAttachmentRow.attachment_id == AttachmentRow.id)
        .join(SubmissionRow, SubmissionRow.id == SubmissionAttachmentRow.submission_id)
        .where(SubmissionRow.report_id == report_id)
        .order_by(SubmissionRow.number, AttachmentRow.id)
    )
    found: dict[int, list[Attachment]] = {}
    for number, *columns in db.session.execute(query):
        found.setdefault(number, []).append(_attachment(columns))
    return found


def get_attachment(report_id: int, key: int) -> tuple[Attachment, bytes, bool]:
    """A file of a report with its content.

    Returns:
        The file, its bytes, and whether a version was handed in with it.

    Raises:
        NotFoundError: If the report has no such file.
    """
    found = select(*_COLUMNS, AttachmentRow.content).where(
        AttachmentRow.id == key, AttachmentRow.report_id == report_id
    )
    row = db.session.execute(found).one_or_none()
    if row is None:
        raise NotFoundError(str(key))
    *columns, content = row
    tied = select(SubmissionAttachmentRow.submission_id).where(SubmissionAttachmentRow.attachment_id == key).limit(1)
    return _attachment(columns), content, db.session.scalar(tied) is not None


def insert_attachment(attachment: Attachment, content: bytes) -> int:
    """Store a file; the caller commits."""
    values: dict[str, Any] = {
        "report_id": attachment.report_id,
        "name": attachment.name,
        "media_type": attachment.kind.value,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "content": content,
        "added_at": attachment.added_at,
        "added_by": attachment.added_by,
    }
    return int(db.session.execute(insert(AttachmentRow).values(values).returning(AttachmentRow.id)).scalar_one())


def remove_attachment(key: int, at: datetime) -> None:
    """Take a file out of the draft; the caller commits.

    One that no version was handed in with is no part of any record and goes for good: it may have been a mistake, and
    what is only hidden would fill the database without bound.
    """
    tied = select(SubmissionAttachmentRow.attachment_id)
    db.session.execute(
        delete(AttachmentRow).where(AttachmentRow.id == key, AttachmentRow.id.not_in(tied)),
        execution_options={"synchronize_session": False},
    )
    db.session.execute(
        update(AttachmentRow).where(AttachmentRow.id == key).values(removed_at=at),
        execution_options={"synchronize_session": False},
    )


def tie_attachments(submission_id: int, keys: Sequence[int]) -> None:
    """Say with which files a version was handed in; the caller commits."""
    if keys:
        rows = [{"submission_id": submission_id, "attachment_id": key} for key in keys]
        db.session.execute(insert(SubmissionAttachmentRow), rows)


def _read(query: Any) -> list[Attachment]:
    return [_attachment(row) for row in db.session.execute(query)]


def _attachment(columns: Any) -> Attachment:
    key, report_id, name, media_type, *rest = columns
    return Attachment(key, report_id, name, FileKind(media_type), *rest)
