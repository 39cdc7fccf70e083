"""Links that open one account once; the database keeps only the hashes of their tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update

from tracker.domain.sign_in import LINK_LIFE, LinkPurpose
from tracker.storage.base import db
from tracker.storage.models import AccountLinkRow, AccountRow


def issue_link(account: int, purpose: LinkPurpose, *, issued_by: int | None, at: datetime) -> str:
    """Make a link's token and withdraw earlier ones for the same purpose; the caller commits.

    Returns:
        The token: nobody can be told it a second time.
    """
    withdraw_links(account, [purpose], at=at)
    token = secrets.token_urlsafe(32)
    db.session.add(
        AccountLinkRow(
            account_id=account,
            purpose=purpose,
            token_hash=_hash(token),
            issued_by=issued_by,
            issued_at=at,
            expires_at=at + LINK_LIFE[purpose],
        )
    )
    db.session.flush()
    return token


def find_linked_account(token: str, purpose: LinkPurpose, *, at: datetime) -> int | None:
    """The key of the account that a token opens; ``None`` when it is unknown, used, too old or its account closed."""
    return db.session.scalar(
        select(AccountLinkRow.account_id)
        .join(AccountRow, AccountRow.id == AccountLinkRow.account_id)
        .where(
            AccountLinkRow.token_hash == _hash(token),
            AccountLinkRow.purpose == purpose,
            AccountLinkRow.used_at.is_(None),
            AccountLinkRow.expires_at > at,
            AccountRow.active,
        )
    )


def use_link(token: str, purpose: LinkPurpose, *, at: datetime) -> int | None:
    """Use up a token; the caller commits. Gives the account's key, to one of two who come at the same time."""
    account = find_linked_account(token, purpose, at=at)
    if account is None:
        return None
    used = db.session.execute(
        update(AccountLinkRow)
        .where(AccountLinkRow.token_hash == _hash(token), AccountLinkRow.used_at.is_(None))
        .values(used_at=at)
        .returning(AccountLinkRow.id)
    )
    return account if used.first() is not None else None


def withdraw_links(account: int, purposes: Collection[LinkPurpose], *, at: datetime) -> None:
    """Let an account's links for some purposes open nothing any more; the caller commits."""
    mine = (AccountLinkRow.account_id == account, AccountLinkRow.purpose.in_(purposes))
    db.session.execute(update(AccountLinkRow).where(*mine, AccountLinkRow.used_at.is_(None)).values(used_at=at))


def last_issued(account: int, purpose: LinkPurpose) -> datetime | None:
    """When an account was last sent a link for a purpose."""
    mine = (AccountLinkRow.account_id == account, AccountLinkRow.purpose == purpose)
    return db.session.scalar(select(func.max(AccountLinkRow.issued_at)).where(*mine))


def invitation_ends(account: int) -> datetime | None:
    """Until when an account's invitation can be accepted; ``None`` when it has none that is open."""
    return db.session.scalar(
        select(AccountLinkRow.expires_at).where(
            AccountLinkRow.account_id == account,
            AccountLinkRow.purpose == LinkPurpose.INVITATION,
            AccountLinkRow.used_at.is_(None),
        )
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
