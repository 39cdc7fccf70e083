"""Plans with their tasks, milestones, posts and training."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import (
    DatePrecision,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    TrainingKind,
)
from tracker.storage.base import Model
from tracker.storage.models.traced import NAME, TEXT, Traced
from tracker.storage.types import BigKey, Coded, Hundredths


class PlanRow(Traced, Model):
    """One version of a project's payment schedule."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"), index=True)


class PlanTaskRow(Model):
    """A task of one version of the plan."""

    __tablename__ = "plan_tasks"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    plan_id: Mapped[int] = mapped_column(BigKey, ForeignKey("plans.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(NAME))


class PlanAmountRow(Model):
    """Planned spending of a task in a month."""

    __tablename__ = "plan_amounts"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    task_id: Mapped[int] = mapped_column(BigKey, ForeignKey("plan_tasks.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal]


class MilestoneRow(Traced, Model):
    """A milestone of a project's schedule."""

    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("weight >= 1", name="weight_from_one"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"))
    number: Mapped[int]
    kind: Mapped[MilestoneKind] = mapped_column(Coded(MilestoneKind))
    name: Mapped[str] = mapped_column(String(NAME))
    weight: Mapped[int] = mapped_column(default=1)


class MilestoneEntryRow(Traced, Model):
    """One thing said about a milestone's date."""

    __tablename__ = "milestone_entries"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    milestone_id: Mapped[int] = mapped_column(BigKey, ForeignKey("milestones.id"), index=True)
    kind: Mapped[MilestoneEntryKind] = mapped_column(Coded(MilestoneEntryKind))
    day: Mapped[date]
    day_precision: Mapped[DatePrecision] = mapped_column(Coded(DatePrecision))
    reason: Mapped[str] = mapped_column(String(TEXT), default="")


class PostRow(Traced, Model):
    """A post or team that a project creates or separates."""

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"), index=True)
    kind: Mapped[PostKind] = mapped_column(Coded(PostKind))
    name: Mapped[str] = mapped_column(String(NAME))
    is_new: Mapped[bool]


class PostEntryRow(Traced, Model):
    """A target or an actual number of FTE of a post."""

    __tablename__ = "post_entries"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    post_id: Mapped[int] = mapped_column(BigKey, ForeignKey("posts.id"), index=True)
    kind: Mapped[QuantityEntryKind] = mapped_column(Coded(QuantityEntryKind))
    quantity: Mapped[Decimal] = mapped_column(Hundredths)
    day: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(TEXT), default="")


class TrainingRow(Traced, Model):
    """Training, supervision or study visits of one kind."""

    __tablename__ = "trainings"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"), index=True)
    kind: Mapped[TrainingKind] = mapped_column(Coded(TrainingKind))
    name: Mapped[str] = mapped_column(String(NAME))


class TrainingEntryRow(Traced, Model):
    """A target or an actual number of persons, hours or visits of a training."""

    __tablename__ = "training_entries"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    training_id: Mapped[int] = mapped_column(BigKey, ForeignKey("trainings.id"), index=True)
    kind: Mapped[QuantityEntryKind] = mapped_column(Coded(QuantityEntryKind))
    quantity: Mapped[Decimal] = mapped_column(Hundredths)
    day: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(TEXT), default="")
