"""Reports, each handing-in of them, the spending they tell, and what coordinators decided."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import ReportDecision
from tracker.storage.base import Model
from tracker.storage.models.traced import TEXT, Traced
from tracker.storage.types import BigKey, Coded


class ReportRow(Model):
    """The report of one reporting period; one a project and period start."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("project_id", "period_start"),
        CheckConstraint("period_end > period_start", name="period_not_empty"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"))
    period_start: Mapped[date]
    period_end: Mapped[date]
    due_on: Mapped[date]


class SubmissionRow(Traced, Model):
    """One handing-in of a report; ``effective_on`` is the day it was submitted."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("effective_on IS NOT NULL", name="submitted_on_known"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    report_id: Mapped[int] = mapped_column(BigKey, ForeignKey("reports.id"))
    number: Mapped[int]
    problems: Mapped[str] = mapped_column(String(TEXT), default="")


class SpendingRow(Model):
    """Spending of one task in one month as one submission tells it; negative for a correction."""

    __tablename__ = "submission_spending"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    task_number: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal]


class DecisionRow(Model):
    """What a coordinator decided on a submission."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), index=True)
    decision: Mapped[ReportDecision] = mapped_column(Coded(ReportDecision))
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    comment: Mapped[str] = mapped_column(String(TEXT), default="")
