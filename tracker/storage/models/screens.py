"""Shared screens, and the addresses that ask for screens which are not there."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.screens import LONGEST_MESSAGE, LONGEST_NAME, LONGEST_PLACE, LONGEST_RELEASE, ScreenDay, ScreenView
from tracker.domain.vocabulary import Voivodeship
from tracker.storage.base import Model
from tracker.storage.types import BigKey, Coded

SHA256 = 64


class ScreenRow(Model):
    """A television: its plan, what the desk does to it, and what it last told of itself.

    Only the hash of its token is kept: who reads the database cannot open its link. The columns of the heartbeat stand
    here and not in a table of their own, so that two first heartbeats at once are two updates and never a refusal.
    """

    __tablename__ = "screens"
    __table_args__ = (
        CheckConstraint("voivodeship IS NULL OR centre_id IS NULL", name="one_scope"),
        CheckConstraint("seconds BETWEEN 8 AND 300", name="seconds_within_bounds"),
        CheckConstraint("(day_begins IS NULL) = (day_ends IS NULL)", name="whole_day_hours"),
        CheckConstraint("day_begins < day_ends", name="day_before_night"),
        CheckConstraint("(pushed IS NULL) = (pushed_until IS NULL)", name="whole_push"),
        CheckConstraint("(message = '') = (message_until IS NULL)", name="whole_message"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    voivodeship: Mapped[Voivodeship | None] = mapped_column(Coded(Voivodeship))
    centre_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("centres.id"), index=True)
    playlist: Mapped[list[str]] = mapped_column(JSON)
    seconds: Mapped[int]
    day_begins: Mapped[time | None] = mapped_column(Time)
    day_ends: Mapped[time | None] = mapped_column(Time)
    shows: Mapped[ScreenDay] = mapped_column(Coded(ScreenDay))
    language: Mapped[str] = mapped_column(String(5))
    token_hash: Mapped[str] = mapped_column(String(SHA256), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    """Counts the changes of the columns above; neither a push nor a heartbeat is one."""
    is_paused: Mapped[bool] = mapped_column(default=False)
    pushed: Mapped[ScreenView | None] = mapped_column(Coded(ScreenView))
    pushed_until: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(String(LONGEST_MESSAGE), default="")
    message_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    beat_shows: Mapped[ScreenView | None] = mapped_column(Coded(ScreenView))
    beat_width: Mapped[int | None]
    beat_height: Mapped[int | None]
    beat_release: Mapped[str | None] = mapped_column(String(LONGEST_RELEASE))


class ScreenMissRow(Model):
    """One request for a screen that is not there, kept only as long as it can hold up the next one."""

    __tablename__ = "screen_misses"
    __table_args__ = (Index("ix_screen_misses_address_at", "address", "at"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(45))
