"""The fields of a report while it is written; a save that saw an older version changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, insert, select, update

from tracker.domain.report_draft import NEVER_SAVED, DraftField, TypedField
from tracker.storage.base import db
from tracker.storage.models import DraftFieldRow


def read_draft(report_id: int) -> dict[str, DraftField]:
    """The fields that were ever saved, by name."""
    rows = db.session.execute(
        select(
            DraftFieldRow.field,
            DraftFieldRow.text,
            DraftFieldRow.version,
            DraftFieldRow.saved_at,
            DraftFieldRow.saved_by,
        )
        .where(DraftFieldRow.report_id == report_id)
        .order_by(DraftFieldRow.field)
    )
    return {row.field: DraftField(row.text, row.version, row.saved_at, row.saved_by) for row in rows}


def save_field(report_id: int, name: str, typed: TypedField, *, by: str, at: datetime) -> DraftField:
    """Save one field; the caller holds the report and has seen that the version is still ``typed.seen``."""
    saved = DraftField(typed.text, typed.seen + 1, at, by)
    values = {"text": saved.text, "version": saved.version, "saved_at": at, "saved_by": by}
    if typed.seen == NEVER_SAVED:
        db.session.execute(insert(DraftFieldRow).values(report_id=report_id, field=name, **values))
    else:
        key = (DraftFieldRow.report_id == report_id) & (DraftFieldRow.field == name)
        db.session.execute(
            update(DraftFieldRow).where(key, DraftFieldRow.version == typed.seen).values(**values),
            execution_options={"synchronize_session": False},
        )
    return saved


def last_saves(report_ids: Iterable[int]) -> dict[int, datetime]:
    """When a field of each report was last saved; a report nobody has written in is not there."""
    query = (
        select(DraftFieldRow.report_id, func.max(DraftFieldRow.saved_at))
        .where(DraftFieldRow.report_id.in_(list(report_ids)))
        .group_by(DraftFieldRow.report_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
