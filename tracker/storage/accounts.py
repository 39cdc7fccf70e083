"""Accounts in the database: find them, list them, change them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, select, update

from tracker.domain.accounts import Account, AccountState
from tracker.domain.alphabet import polish_key
from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Person, Place
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.base import db
from tracker.storage.models import AccountRow, AccountVoivodeshipRow, CentreRow


def normal_email(email: str) -> str:
    """An e-mail as accounts keep it: people write it in capitals or not."""
    return email.strip().lower()


def get_account(key: int) -> Account:
    """The account of a key.

    Raises:
        NotFoundError: If there is none.
    """
    found = _accounts(AccountRow.id == key)
    if not found:
        raise NotFoundError
    return found[0]


def get_person(key: int) -> Person:
    """Whom an account stands for, as far as rights go.

    Raises:
        NotFoundError: If there is no such account.
    """
    return get_account(key).person


def find_account(email: str) -> Account | None:
    """The account of an e-mail, written in whatever case."""
    if "\0" in email:
        # PostgreSQL can keep no such text and refuses the question.
        return None
    return next(iter(_accounts(AccountRow.email == normal_email(email))), None)


def all_accounts() -> list[Account]:
    """Every account, by name in the Polish order."""
    return sorted(_accounts(AccountRow.id > 0), key=lambda one: (polish_key(one.shown_name), one.email))


def password_hash(key: int) -> str | None:
    """The hash of an account's password; ``None`` while it has none."""
    return db.session.scalar(select(AccountRow.password).where(AccountRow.id == key))


def insert_account(
    email: str,
    role: Role,
    *,
    at: datetime,
    name: str = "",
    centre_id: int | None = None,
    voivodeships: Iterable[Voivodeship] = (),
    is_example: bool = False,
) -> int:
    """Store a new account that nobody can sign in with yet; the caller commits. Gives its key."""
    row = AccountRow(
        email=normal_email(email),
        name=name,
        role=role,
        centre_id=centre_id,
        fs_uniquifier=uuid4().hex,
        created_at=at,
        is_example=is_example,
    )
    db.session.add(row)
    db.session.flush()
    _name_voivodeships(row.id, voivodeships)
    return row.id


def change_account(key: int, **values: Any) -> None:
    """Change columns of an account; the caller commits."""
    db.session.execute(
        update(AccountRow).where(AccountRow.id == key).values(**values),
        execution_options={"synchronize_session": False},
    )
    _forget(key)


def change_rights(key: int, role: Role, *, centre_id: int | None, voivodeships: Iterable[Voivodeship]) -> None:
    """Give an account another role or reach; the caller commits."""
    change_account(key, role=role, centre_id=centre_id)
    db.session.execute(delete(AccountVoivodeshipRow).where(AccountVoivodeshipRow.account_id == key))
    _name_voivodeships(key, voivodeships)


def end_sessions(key: int) -> str:
    """End every session of an account; the caller commits. Gives what a new session is to hold."""
    uniquifier = uuid4().hex
    change_account(key, fs_uniquifier=uniquifier)
    return uniquifier


def session_mark(key: int) -> str:
    """What the sessions of an account hold; it is another one as soon as they are ended."""
    return db.session.execute(select(AccountRow.fs_uniquifier).where(AccountRow.id == key)).scalar_one()


def _forget(key: int) -> None:
    """Let the account's row, where this request has read it, be read again."""
    for row in db.session.identity_map.values():
        if isinstance(row, AccountRow) and row.id == key:
            db.session.expire(row)


def _name_voivodeships(key: int, voivodeships: Iterable[Voivodeship]) -> None:
    db.session.add_all(AccountVoivodeshipRow(account_id=key, voivodeship=one) for one in sorted(set(voivodeships)))
    db.session.flush()


def _accounts(which: ColumnElement[bool]) -> list[Account]:
    """The accounts that satisfy a condition, in two queries whatever their number."""
    centres = select(AccountRow, CentreRow.short_name, CentreRow.voivodeship)
    rows = db.session.execute(
        centres.outerjoin(CentreRow, CentreRow.id == AccountRow.centre_id).where(which).order_by(AccountRow.id)
    ).all()
    voivodeships = _voivodeships(which)
    return [_account(row, short_name, place, voivodeships) for row, short_name, place in rows]


def _voivodeships(which: ColumnElement[bool]) -> Mapping[int, frozenset[Voivodeship]]:
    named: defaultdict[int, set[Voivodeship]] = defaultdict(set)
    wanted = select(AccountVoivodeshipRow.account_id, AccountVoivodeshipRow.voivodeship)
    for key, one in db.session.execute(
        wanted.join(AccountRow, AccountRow.id == AccountVoivodeshipRow.account_id).where(which)
    ):
        named[key].add(one)
    return {key: frozenset(some) for key, some in named.items()}


def _account(
    row: AccountRow,
    centre: str | None,
    voivodeship: Voivodeship | None,
    voivodeships: Mapping[int, frozenset[Voivodeship]],
) -> Account:
    return Account(
        key=row.id,
        email=row.email,
        name=row.name,
        role=row.role,
        place=Place(row.centre_id, voivodeship) if row.centre_id is not None else None,
        centre=centre or "",
        voivodeships=voivodeships.get(row.id, frozenset()),
        language=row.language,
        state=_state(row),
        has_password=row.password is not None,
        has_second_step=row.tf_primary_method is not None,
        recovery_codes=len(row.mf_recovery_codes or ()),
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
        previously_signed_in_at=row.previously_signed_in_at,
        is_example=row.is_example,
    )


def _state(row: AccountRow) -> AccountState:
    if not row.active:
        return AccountState.CLOSED
    return AccountState.ACTIVE if row.confirmed_at is not None else AccountState.INVITED
