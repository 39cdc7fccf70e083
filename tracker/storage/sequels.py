"""Invented progress of days to come, removed where something really done has taken its place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from tracker.domain.sequels import Sequel
from tracker.storage.base import db
from tracker.storage.models import (
    AuditEventRow,
    ConfirmationRow,
    DecisionRow,
    ExplanationRow,
    IndicatorRow,
    MilestoneEntryRow,
    PostEntryRow,
    RemarkRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    SourceRow,
    SpendingRow,
    SubmissionAttachmentRow,
    SubmissionRow,
    TrainingEntryRow,
)
from tracker.storage.models.traced import Traced
from tracker.storage.transactions import touch_projects

SUPERSEDED = "supersede_examples"
"""The deed under which the journal keeps what was removed."""

_PARTS = (
    SpendingRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    IndicatorRow,
    ExplanationRow,
    ConfirmationRow,
    SubmissionAttachmentRow,
)


def remove_sequel(project_id: int, sequel: Sequel, *, after: date) -> None:
    """Remove what an invented story says of the days after one; the caller commits and records it.

    Whatever the sequel names, only what rests on a source marked as an example goes.
    """
    examples = select(SourceRow.id).where(SourceRow.project_id == project_id, SourceRow.is_example)
    invented = select(SubmissionRow.id).where(SubmissionRow.source_id.in_(examples))
    told = invented.where(SubmissionRow.id.in_([s.id for _, s in sequel.submissions]))
    decided = {s.id for _, s, _ in sequel.decisions}
    later = (DecisionRow.submission_id.in_(decided), DecisionRow.decided_on > after, DecisionRow.made_by == "")
    _remove_decisions(DecisionRow.submission_id.in_(invented), *later)
    _remove_decisions(DecisionRow.submission_id.in_(told))
    for part in _PARTS:
        _delete(part, part.submission_id.in_(told))
    _delete(SubmissionRow, SubmissionRow.id.in_(told))
    for model, entries in (
        (MilestoneEntryRow, [e.id for _, e in sequel.milestones]),
        (PostEntryRow, [e.id for _, e in sequel.posts]),
        (TrainingEntryRow, [e.id for _, e in sequel.trainings]),
    ):
        _delete(model, model.id.in_(entries), model.source_id.in_(examples))
    _remove_unused({origin.source.id for origin in sequel.origins})
    touch_projects([project_id])


def _remove_unused(documents: Collection[int]) -> None:
    """Remove the examples among these documents on which nothing rests any more."""
    unused = [SourceRow.id.not_in(select(traced.source_id)) for traced in _traced()]
    _delete(SourceRow, SourceRow.id.in_(documents), SourceRow.is_example, *unused)


def _traced() -> list[Any]:
    return list(Traced.__subclasses__())


def _remove_decisions(*which: Any) -> None:
    _delete(RemarkRow, RemarkRow.decision_id.in_(select(DecisionRow.id).where(*which)))
    _delete(DecisionRow, *which)


def _delete(model: Any, *which: Any) -> None:
    db.session.execute(delete(model).where(*which), execution_options={"synchronize_session": False})


def has_superseded(project_id: int | None = None) -> bool:
    """Whether something really done has ended an invented story: that of one project, or any."""
    found = select(AuditEventRow.id).where(AuditEventRow.deed == SUPERSEDED)
    if project_id is not None:
        found = found.where(AuditEventRow.project_id == project_id)
    return db.session.scalar(found.limit(1)) is not None
