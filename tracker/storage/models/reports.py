"""Reports, each handing-in of them, what it tells part by part, and what was decided of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import IndicatorKind, MilestoneEntryKind, ReportDecision, ReportPart, Status
from tracker.storage.base import Model
from tracker.storage.models.traced import NAME, TEXT, Traced
from tracker.storage.types import BigKey, Coded, Hundredths


class ReportRow(Model):
    """The report of one reporting period; a trigger or an exclusion constraint keeps two from sharing a day."""

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
        CheckConstraint(
            "declared_status IS NULL OR declared_status IN ('on_track', 'attention', 'at_risk')",
            name="declared_status_known",
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    report_id: Mapped[int] = mapped_column(BigKey, ForeignKey("reports.id"))
    number: Mapped[int]
    problems: Mapped[str] = mapped_column(String(TEXT), default="")
    next_steps: Mapped[str] = mapped_column(String(TEXT), default="")
    declared_status: Mapped[Status | None] = mapped_column(Coded(Status))
    declared_reason: Mapped[str] = mapped_column(String(TEXT), default="")


class SpendingRow(Model):
    """Spending of one task in one month as one submission tells it; negative for a correction."""

    __tablename__ = "submission_spending"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    task_number: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal]


class ReportedMilestoneRow(Model):
    """What one submission says of a milestone that changed."""

    __tablename__ = "submission_milestones"
    __table_args__ = (CheckConstraint("kind IN ('achieved', 'forecast')", name="kind_reported"),)

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[MilestoneEntryKind] = mapped_column(Coded(MilestoneEntryKind))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(TEXT), default="")


class ReportedPostRow(Model):
    """How much of a post was filled when the period ended, FTE."""

    __tablename__ = "submission_posts"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(BigKey, ForeignKey("posts.id"), primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Hundredths)


class ReportedTrainingRow(Model):
    """How much of a training was held when the period ended: persons, hours or visits."""

    __tablename__ = "submission_trainings"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    training_id: Mapped[int] = mapped_column(BigKey, ForeignKey("trainings.id"), primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Hundredths)


class IndicatorRow(Model):
    """An indicator as one submission tells it, in the order given."""

    __tablename__ = "submission_indicators"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[IndicatorKind] = mapped_column(Coded(IndicatorKind))
    name: Mapped[str] = mapped_column(String(NAME))
    unit: Mapped[str] = mapped_column(String(60), default="")
    target: Mapped[Decimal | None] = mapped_column(Hundredths)
    reached: Mapped[Decimal] = mapped_column(Hundredths)


class ExplanationRow(Model):
    """Why a warning does not hold, in the centre's words."""

    __tablename__ = "submission_explanations"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    warning: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(String(TEXT))


class ConfirmationRow(Model):
    """A part of a submission of which the centre confirmed that nothing changed."""

    __tablename__ = "submission_confirmations"

    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), primary_key=True)
    part: Mapped[ReportPart] = mapped_column(Coded(ReportPart), primary_key=True)


class DecisionRow(Model):
    """What was decided on a submission."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigKey, ForeignKey("submissions.id"), index=True)
    decision: Mapped[ReportDecision] = mapped_column(Coded(ReportDecision))
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    comment: Mapped[str] = mapped_column(String(TEXT), default="")
    made_by: Mapped[str] = mapped_column(String(NAME), default="")


class RemarkRow(Model):
    """What a decision says of one field of the report."""

    __tablename__ = "decision_remarks"

    decision_id: Mapped[int] = mapped_column(BigKey, ForeignKey("decisions.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(80), primary_key=True)
    comment: Mapped[str] = mapped_column(String(TEXT), default="")
    proposed: Mapped[str] = mapped_column(String(TEXT), default="")
