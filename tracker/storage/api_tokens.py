"""Tokens of programs; the database keeps only their hashes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update

from tracker.domain.api_tokens import TOKEN_PREFIX, ApiToken, TokenScope
from tracker.domain.errors import NotFoundError
from tracker.storage.base import db
from tracker.storage.models import AccountRow, ApiTokenRow


def insert_token(account_id: int, name: str, scope: TokenScope, *, at: datetime, until: datetime) -> str:
    """Make a token; the caller commits.

    Returns:
        The secret: nobody can be told it a second time.
    """
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = ApiTokenRow(
        account_id=account_id, name=name, scope=scope, token_hash=_hash(secret), issued_at=at, expires_at=until
    )
    db.session.add(row)
    db.session.flush()
    return secret


def find_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The token of a secret; ``None`` when it is unknown, withdrawn, too old, or its account is closed."""
    row = db.session.scalar(
        select(ApiTokenRow)
        .join(AccountRow, AccountRow.id == ApiTokenRow.account_id)
        .where(
            ApiTokenRow.token_hash == _hash(secret),
            ApiTokenRow.withdrawn_at.is_(None),
            ApiTokenRow.expires_at > at,
            AccountRow.active,
        )
    )
    return _token(row) if row else None


def tokens_of(account_id: int) -> list[ApiToken]:
    """Every token an account ever had, the newest first."""
    mine = select(ApiTokenRow).where(ApiTokenRow.account_id == account_id)
    return [_token(row) for row in db.session.scalars(mine.order_by(ApiTokenRow.id.desc()))]


def get_own_token(key: int, account_id: int) -> ApiToken:
    """A token of an account.

    Raises:
        NotFoundError: If there is none, or it is somebody else's.
    """
    mine = (ApiTokenRow.id == key, ApiTokenRow.account_id == account_id)
    row = db.session.scalar(select(ApiTokenRow).where(*mine))
    if row is None:
        raise NotFoundError(str(key))
    return _token(row)


def withdraw_token(key: int, *, at: datetime) -> None:
    """Let a token open nothing any more; the caller commits."""
    _change(key, {"withdrawn_at": at})


def note_use(key: int, day: date) -> None:
    """Remember the day on which a program last asked with a token; the caller commits."""
    _change(key, {"last_used_on": day})


def _change(key: int, values: Mapping[str, object]) -> None:
    changed = update(ApiTokenRow).where(ApiTokenRow.id == key).values(values)
    db.session.execute(changed, execution_options={"synchronize_session": False})


def _token(row: ApiTokenRow) -> ApiToken:
    return ApiToken(
        row.id,
        row.account_id,
        row.name,
        row.scope,
        row.issued_at,
        row.expires_at,
        row.last_used_on,
        row.withdrawn_at,
    )


def _hash(secret: str) -> str:
    # The secret is drawn from 256 bits, so that a fast hash is as good as a slow one.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
