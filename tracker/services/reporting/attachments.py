"""Attach files to a report and take them out again."""

from __future__ import annotations

from hashlib import sha256

from flask_babel import gettext

from tracker.domain.attachments import (
    LARGEST_FILE,
    LARGEST_TOGETHER,
    MOST_FILES,
    Attachment,
    FileKind,
    detect_kind,
    fits_name,
    safe_name,
)
from tracker.domain.errors import ForbiddenError, NotFoundError
from tracker.services.editing.ground import Editor, refuse
from tracker.services.reporting.ground import OpenReport, hold_draft, record_deed
from tracker.storage.attachments import current_attachments, insert_attachment, remove_attachment

FIELD = "attachment"
NOT_YET = 0


def attach_file(report: OpenReport, name: str, content: bytes, editor: Editor) -> Attachment:
    """Attach a file to a draft; the caller commits. The same content again is the file that is there.

    Raises:
        ForbiddenError: If the report cannot be written in at the moment.
        ConflictError: If the report was handed in or decided on since it was read.
        InvalidInputError: If the file is empty, too large, of a kind that is not taken, or one too many.
    """
    draft = Attachment(
        NOT_YET,
        report.id,
        safe_name(name),
        _kind(name, content),
        len(content),
        sha256(content).hexdigest(),
        editor.at,
        editor.name,
    )
    opened = _writable(report)
    present = current_attachments(report.id)
    same = next((other for other in present if other.sha256 == draft.sha256), None)
    if same is not None:
        return same
    if len(present) >= MOST_FILES:
        raise refuse(FIELD, gettext("A report takes at most %(number)s files.", number=MOST_FILES))
    if sum(other.size for other in present) + draft.size > LARGEST_TOGETHER:
        raise refuse(FIELD, gettext("The files of a report may have at most 20 MB together."))
    insert_attachment(draft, content)
    _record(opened, editor, "attach_file", draft)
    return current_attachments(report.id)[-1]


def _kind(name: str, content: bytes) -> FileKind:
    if not content:
        raise refuse(FIELD, gettext("Choose a file; the one sent is empty."))
    if len(content) > LARGEST_FILE:
        raise refuse(FIELD, gettext("A file may have at most 5 MB."))
    kind = detect_kind(content)
    if kind is None:
        raise refuse(
            FIELD, gettext("This file is none of those taken: PDF, PNG, JPEG, or a workbook XLSX without macros.")
        )
    if not fits_name(name, kind):
        message = gettext(
            "The content of the file does not fit the ending of its name. Save it again in its own format."
        )
        raise refuse(FIELD, message)
    return kind


def detach_file(report: OpenReport, key: int, editor: Editor) -> None:
    """Take a file out of a draft; the caller commits. Versions handed in with it keep it.

    Raises:
        ConflictError: If the report was handed in or decided on since it was read.
        ForbiddenError: If the report cannot be written in at the moment.
        NotFoundError: If the draft has no such file.
    """
    opened = _writable(report)
    attachment = next((other for other in current_attachments(report.id) if other.id == key), None)
    if attachment is None:
        raise NotFoundError(str(key))
    remove_attachment(key, editor.at)
    _record(opened, editor, "detach_file", attachment)


def _writable(report: OpenReport) -> OpenReport:
    opened = hold_draft(report)
    if not opened.is_editable:
        raise ForbiddenError(gettext("This report has been handed in and cannot be changed."))
    return opened


def _record(opened: OpenReport, editor: Editor, deed: str, attachment: Attachment) -> None:
    # Coordinators read the journal too, and a draft's files are no more theirs to see than its words.
    told = {"size": attachment.size}
    added = deed == "attach_file"
    record_deed(opened, editor, deed, before={} if added else told, after=told if added else {})
