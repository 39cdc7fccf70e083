"""People who sign in, the links they were sent, and the attempts to sign in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask_security.core import UserMixin
from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.sign_in import LinkPurpose
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.base import Model
from tracker.storage.models.traced import NAME, TEXT
from tracker.storage.types import BigKey, Coded

EMAIL = 254
"""The longest address that mail can be sent to (RFC 5321)."""

SHA256 = 64

if TYPE_CHECKING:

    class _User:
        """Flask-Security declares the columns it expects a second time, in types of its own."""

else:
    _User = UserMixin


class AccountRow(_User, Model):
    """A person who may sign in.

    Some columns bear the names that Flask-Security looks for: ``password`` (the hash), ``active``, ``fs_uniquifier``
    (what the session holds; a new one ends every session), and those that begin with ``tf_`` and ``mf_``.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint(
            "(role IN ('director', 'reporter')) = (centre_id IS NOT NULL)",
            name="centre_where_role_has_one",
        ),
        CheckConstraint("(tf_primary_method IS NULL) = (tf_totp_secret IS NULL)", name="whole_second_step"),
        CheckConstraint("confirmed_at IS NOT NULL OR password IS NULL", name="password_after_invitation"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL), unique=True)
    name: Mapped[str] = mapped_column(String(NAME), default="")
    role: Mapped[Role] = mapped_column(Coded(Role))
    centre_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("centres.id"), index=True)
    language: Mapped[str] = mapped_column(String(5), default="pl")
    password: Mapped[str | None] = mapped_column(String(TEXT))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(40))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(TEXT))
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    """The half-minute of the last one-time code: no code is taken twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When the invitation was accepted."""
    signed_in_at: Mapped[datetime | None]
    previously_signed_in_at: Mapped[datetime | None]
    is_example: Mapped[bool] = mapped_column(default=False)


class AccountVoivodeshipRow(Model):
    """A voivodeship that a coordinator's or reader's account is limited to."""

    __tablename__ = "account_voivodeships"

    account_id: Mapped[int] = mapped_column(BigKey, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    voivodeship: Mapped[Voivodeship] = mapped_column(Coded(Voivodeship), primary_key=True)


class AccountLinkRow(Model):
    """A link that opens one account once: an invitation, or what was mailed to somebody who asked for it.

    Only the hash of its token is kept: who reads the database cannot use it.
    """

    __tablename__ = "account_links"
    __table_args__ = (CheckConstraint("expires_at > issued_at", name="lives_for_a_while"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigKey, ForeignKey("accounts.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Coded(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(String(SHA256), unique=True)
    issued_by: Mapped[int | None] = mapped_column(BigKey, ForeignKey("accounts.id"))
    """Who invited; nobody when it was the command line or the person's own wish."""
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """When it was used, or withdrawn for a newer one."""


class SignInAttemptRow(Model):
    """One attempt to sign in, kept only as long as it can hold up the next one."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_email_hash_at", "email_hash", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    email_hash: Mapped[str] = mapped_column(String(SHA256))
    """Hashed, because people type passwords into the wrong field."""
    address: Mapped[str] = mapped_column(String(45))
    succeeded: Mapped[bool]
