"""Views that people keep: written and read by account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from tracker.domain.alphabet import polish_key
from tracker.domain.errors import NotFoundError
from tracker.domain.saved_views import SavedView
from tracker.storage.base import db
from tracker.storage.models import AccountRow, SavedViewRow


def views_for(account_id: int | None) -> list[SavedView]:
    """The views of an account and those that others share, by name in the Polish order."""
    seen = or_(SavedViewRow.is_shared, SavedViewRow.account_id == account_id)
    rows = db.session.execute(_SELECTED.where(seen)).all()
    return sorted((SavedView(*row) for row in rows), key=lambda view: (polish_key(view.name), view.id))


def get_own_view(key: int, account_id: int) -> SavedView:
    """A view of an account.

    Raises:
        NotFoundError: If there is none, or it is somebody else's.
    """
    row = db.session.execute(
        _SELECTED.where(SavedViewRow.id == key, SavedViewRow.account_id == account_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(str(key))
    return SavedView(*row)


def has_name(account_id: int, name: str, *, but: int | None = None) -> bool:
    """Whether an account has a view of a name, other than the one of key ``but``."""
    found = select(SavedViewRow.id).where(SavedViewRow.account_id == account_id, SavedViewRow.name == name)
    return any(key != but for key in db.session.scalars(found))


def count_views(account_id: int) -> int:
    """How many views an account keeps."""
    return len(db.session.scalars(select(SavedViewRow.id).where(SavedViewRow.account_id == account_id)).all())


def insert_view(account_id: int, name: str, address: str, *, is_shared: bool, at: datetime) -> int:
    """Keep a view; the caller commits. Gives its key."""
    values = {"account_id": account_id, "name": name, "address": address, "is_shared": is_shared, "saved_at": at}
    return int(db.session.execute(insert(SavedViewRow).values(values).returning(SavedViewRow.id)).scalar_one())


def change_view(key: int, *, name: str, is_shared: bool) -> None:
    """Change a view's name and who is offered it; the caller commits."""
    db.session.execute(update(SavedViewRow).where(SavedViewRow.id == key).values(name=name, is_shared=is_shared))


def remove_view(key: int) -> None:
    """Forget a view; the caller commits."""
    db.session.execute(delete(SavedViewRow).where(SavedViewRow.id == key))


_SELECTED = select(
    SavedViewRow.id,
    SavedViewRow.name,
    SavedViewRow.address,
    SavedViewRow.account_id,
    AccountRow.name,
    SavedViewRow.is_shared,
).join(AccountRow, AccountRow.id == SavedViewRow.account_id)
