"""Reports in the database: where each belongs, the one writer at a time, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select

from tracker.domain.errors import NotFoundError
from tracker.domain.periods import Period
from tracker.domain.permissions import Place
from tracker.domain.project import Decision
from tracker.storage.base import db
from tracker.storage.models import CentreRow, DecisionRow, ProjectRow, RemarkRow, ReportRow, SubmissionRow
from tracker.storage.transactions import touch_projects
from tracker.storage.writing import decision_values


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """Where a report belongs.

    Attributes:
        start: First day of its period; with the project it names the report.
    """

    id: int
    slug: str
    start: date
    place: Place


def find_report_address(report_id: int) -> ReportAddress | None:
    """Where a report belongs, ``None`` when there is none of that number."""
    row = db.session.execute(
        select(ReportRow.id, ProjectRow.slug, ReportRow.period_start, CentreRow.id, CentreRow.voivodeship)
        .join(ProjectRow, ProjectRow.id == ReportRow.project_id)
        .join(CentreRow, CentreRow.id == ProjectRow.centre_id)
        .where(ReportRow.id == report_id)
    ).one_or_none()
    return ReportAddress(row[0], row[1], row[2], Place(row[3], row[4])) if row else None


def get_report_address(report_id: int) -> ReportAddress:
    """Where a report belongs.

    Raises:
        NotFoundError: If there is no report of that number.
    """
    address = find_report_address(report_id)
    if address is None:
        raise NotFoundError(str(report_id))
    return address


def hold_report(report_id: int) -> None:
    """Keep every other writer of this report waiting until the transaction ends.

    On SQLite the transaction itself does so already.
    """
    db.session.execute(select(ReportRow.id).where(ReportRow.id == report_id).with_for_update())


def count_deeds(report_id: int, by: date) -> tuple[int, int]:
    """How many versions of a report were handed in by a day, and how many decisions were made on them by then.

    Versions that came with an import which was undone are none.
    """
    stands = SubmissionRow.withdrawn_on.is_(None)
    versions = (SubmissionRow.report_id == report_id, SubmissionRow.effective_on <= by, stands)
    handed_in = select(func.count()).select_from(SubmissionRow).where(*versions)
    decided = (
        select(func.count())
        .select_from(DecisionRow)
        .join(SubmissionRow, SubmissionRow.id == DecisionRow.submission_id)
        .where(*versions, DecisionRow.decided_on <= by)
    )
    row = db.session.execute(select(handed_in.scalar_subquery(), decided.scalar_subquery())).one()
    return int(row[0]), int(row[1])


def find_report_id(project_id: int, start: date) -> int | None:
    """The number of the report of a period, ``None`` while nobody has begun it."""
    wanted = (ReportRow.project_id == project_id) & (ReportRow.period_start == start)
    return db.session.scalar(select(ReportRow.id).where(wanted))


def insert_report(project_id: int, period: Period, due_on: date) -> int:
    """Begin the report of a period; the caller commits and holds the counter, so nobody else begins it meanwhile."""
    values: dict[str, Any] = {
        "project_id": project_id,
        "period_start": period.start,
        "period_end": period.end,
        "due_on": due_on,
    }
    key = db.session.execute(insert(ReportRow).values(values).returning(ReportRow.id)).scalar_one()
    touch_projects([project_id])
    return int(key)


def insert_decision(project_id: int, submission_id: int, decision: Decision) -> None:
    """Record what was decided of a submission; the caller commits."""
    key = db.session.execute(
        insert(DecisionRow).values(decision_values(submission_id, decision)).returning(DecisionRow.id)
    ).scalar_one()
    if decision.remarks:
        db.session.execute(
            insert(RemarkRow),
            [
                {"decision_id": key, "field": r.field, "comment": r.comment, "proposed": r.proposed}
                for r in decision.remarks
            ],
        )
    touch_projects([project_id])
