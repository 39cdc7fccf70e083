"""Tokens of programs that ask on behalf of an account."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.api_tokens import LONGEST_NAME, TokenScope
from tracker.storage.base import Model
from tracker.storage.models.accounts import SHA256
from tracker.storage.types import BigKey, Coded


class ApiTokenRow(Model):
    """A token; only its hash is kept: who reads the database cannot use it."""

    __tablename__ = "api_tokens"
    __table_args__ = (CheckConstraint("expires_at > issued_at", name="lives_for_a_while"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigKey, ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    scope: Mapped[TokenScope] = mapped_column(Coded(TokenScope))
    token_hash: Mapped[str] = mapped_column(String(SHA256), unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_on: Mapped[date | None]
    """The day only: when exactly a program asks is nobody's business, and a row written by every request is slow."""
    withdrawn_at: Mapped[datetime | None]
