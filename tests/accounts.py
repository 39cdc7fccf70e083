"""People of every role with a session, made directly."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tracker.domain.api_tokens import TokenScope
from tracker.domain.permissions import CENTRE_ROLES
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.clock import now
from tracker.services.accounts.passwords import hash_password
from tracker.storage.accounts import change_account, insert_account
from tracker.storage.api_tokens import insert_token
from tracker.storage.base import db
from tracker.storage.models import AccountRow, CentreRow, ProjectRow
from tracker.storage.transactions import transaction

PASSWORD = "zielony rower 7"


def add_account(
    app: Flask,
    role: Role,
    *,
    email: str = "",
    name: str = "",
    centre: str = "",
    voivodeships: Iterable[Voivodeship] = (),
    password: str | None = PASSWORD,
) -> int:
    """An account that was accepted; gives its key.

    The e-mail is made up and the name is the role where none is given. ``centre`` is the slug of any of the centre's
    projects, for directors and reporters; without a password a person signs in by mail alone.
    """
    with app.app_context():
        hashed = hash_password(password) if password else None
        with transaction():
            key = insert_account(
                email or f"{role.value}-{uuid4().hex[:8]}@example.org",
                role,
                at=now(),
                name=name or role.value.capitalize(),
                centre_id=_centre_of(centre) if role in CENTRE_ROLES else None,
                voivodeships=voivodeships,
            )
            change_account(key, confirmed_at=now(), password=hashed)
        return key


def _centre_of(slug: str) -> int:
    found = select(ProjectRow.centre_id).where(ProjectRow.slug == slug) if slug else select(CentreRow.id).limit(1)
    return db.session.execute(found).scalar_one()


def session_of(app: Flask, key: int) -> dict[str, Any]:
    """What the session of an account holds."""
    with app.app_context():
        uniquifier = db.session.execute(select(AccountRow.fs_uniquifier).where(AccountRow.id == key)).scalar_one()
    now_seconds = int(time.time())
    return {"_user_id": uniquifier, "_fresh": True, "seen": now_seconds, "began": now_seconds, "language": "pl"}


def sign_in(client: FlaskClient, key: int) -> FlaskClient:
    """Give a client the session of an account."""
    with client.session_transaction() as session:
        session.update(session_of(client.application, key))
    return client


def signed_in_as(
    app: Flask, role: Role, *, centre: str = "", voivodeships: Iterable[Voivodeship] = (), name: str = ""
) -> FlaskClient:
    """A client of somebody of a role; see :func:`add_account`."""
    return sign_in(app.test_client(), add_account(app, role, centre=centre, voivodeships=voivodeships, name=name))


def bearer(app: Flask, key: int, scope: TokenScope = TokenScope.READ, *, days: int = 30) -> dict[str, str]:
    """The head of a program's request with a new token of an account."""
    with app.app_context(), transaction():
        at = now() if days > 0 else now() + timedelta(days=days - 1)
        until = at + timedelta(days=max(days, 0), seconds=1)
        secret = insert_token(key, "próba", scope, at=at, until=until)
    return {"Authorization": f"Bearer {secret}"}


def close(app: Flask, key: int) -> None:
    """Close an account behind its owner's back."""
    with app.app_context(), transaction():
        db.session.execute(update(AccountRow).where(AccountRow.id == key).values(active=False))
