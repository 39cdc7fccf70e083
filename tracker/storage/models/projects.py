"""Centres, projects, sources, and what the sources state."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import (
    AmountPrecision,
    CentreKind,
    DatePrecision,
    FactName,
    SourceKind,
    StatementKind,
    Voivodeship,
)
from tracker.storage.base import Model
from tracker.storage.models.traced import NAME, TEXT, Traced
from tracker.storage.types import BigKey, Coded


class CentreRow(Model):
    """A social welfare centre."""

    __tablename__ = "centres"
    __table_args__ = (CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_position"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME), unique=True)
    short_name: Mapped[str] = mapped_column(String(NAME))
    place: Mapped[str] = mapped_column(String(NAME))
    kind: Mapped[CentreKind] = mapped_column(Coded(CentreKind))
    voivodeship: Mapped[Voivodeship | None] = mapped_column(Coded(Voivodeship))
    county: Mapped[str] = mapped_column(String(NAME), default="")
    commune_code: Mapped[str | None] = mapped_column(String(7))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    is_example: Mapped[bool] = mapped_column(default=False)


class ProjectRow(Model):
    """A project; its figures are statements, plans and reports in tables of their own."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    centre_id: Mapped[int] = mapped_column(BigKey, ForeignKey("centres.id"), index=True)
    revision: Mapped[int] = mapped_column(BigInteger, index=True, default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    is_example: Mapped[bool] = mapped_column(default=False)


class SourceRow(Model):
    """A document, or a person's entry, that says something about a project."""

    __tablename__ = "sources"
    __table_args__ = (
        CheckConstraint("(published_on IS NULL) = (published_precision IS NULL)", name="whole_published"),
        Index("ix_sources_publisher_title", "publisher", "title"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"), index=True)
    kind: Mapped[SourceKind] = mapped_column(Coded(SourceKind))
    publisher: Mapped[str] = mapped_column(String(NAME))
    title: Mapped[str] = mapped_column(String(NAME))
    published_on: Mapped[date | None]
    published_precision: Mapped[DatePrecision | None] = mapped_column(Coded(DatePrecision))
    url: Mapped[str | None] = mapped_column(String(TEXT))
    is_example: Mapped[bool] = mapped_column(default=False, index=True)


class StatementRow(Traced, Model):
    """One figure or text as somebody stated it."""

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN amount IS NULL THEN 0 ELSE 1 END) + (CASE WHEN day IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN text IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_value",
        ),
        CheckConstraint("(day IS NULL) = (day_precision IS NULL)", name="whole_day"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
        Index("ix_statements_project_id_fact", "project_id", "fact"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigKey, ForeignKey("projects.id"))
    fact: Mapped[FactName] = mapped_column(Coded(FactName))
    amount: Mapped[Decimal | None]
    day: Mapped[date | None]
    day_precision: Mapped[DatePrecision | None] = mapped_column(Coded(DatePrecision))
    text: Mapped[str | None] = mapped_column(Text)
    as_written: Mapped[str] = mapped_column(String(NAME), default="")
    kind: Mapped[StatementKind] = mapped_column(Coded(StatementKind))
    amount_precision: Mapped[AmountPrecision | None] = mapped_column(Coded(AmountPrecision))
    note: Mapped[str] = mapped_column(String(TEXT), default="")


class ChoiceRow(Traced, Model):
    """A person's decision which of competing statements counts."""

    __tablename__ = "choices"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    statement_id: Mapped[int] = mapped_column(BigKey, ForeignKey("statements.id"), index=True)
    reason: Mapped[str] = mapped_column(String(TEXT), default="")
