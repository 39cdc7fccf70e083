"""One deed, one transaction: it takes the writer's lock at once and commits or undoes everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select, update

from tracker.storage.base import db
from tracker.storage.models import ProjectRow, SettingsRow

WRITING: Mapping[str, dict[str, Any]] = {
    "sqlite": {"write": True},
    "postgresql": {"write": True, "isolation_level": "READ COMMITTED"},
}
"""How a writing transaction differs: SQLite locks at once; PostgreSQL must see, once it has waited for the counter's
row, what the writer before it has committed."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what is done inside, or nothing of it.

    A reading transaction left open by the same request is ended first: SQLite cannot turn it into a writing one.
    """
    db.session.rollback()
    db.session.connection(execution_options=WRITING[db.engine.dialect.name])
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise
    db.session.commit()


def begin_anew() -> None:
    """End a reading transaction, so that the next question sees what others have committed since it began."""
    db.session.rollback()


def data_version() -> int:
    """A number that grows with every change to any project; 0 before the first."""
    return db.session.scalar(select(SettingsRow.data_version).where(SettingsRow.id == 1)) or 0


def wait_for_writers() -> None:
    """Let this transaction be the only one that writes: what it finds absent then, nobody else is about to add.

    On SQLite a writing transaction is alone from its beginning.
    """
    db.session.execute(select(SettingsRow.id).with_for_update())


def next_data_version() -> int:
    """Count one change; other writers wait until this transaction ends, so versions are seen in order.

    The row that counts is made by the first migration.
    """
    changed = update(SettingsRow).where(SettingsRow.id == 1).values(data_version=SettingsRow.data_version + 1)
    version = db.session.execute(changed.returning(SettingsRow.data_version)).scalar_one()
    return int(version)


def touch_projects(project_ids: list[int]) -> int:
    """Stamp projects with a new revision, so that readers know to look at them again; the revision is returned."""
    revision = next_data_version()
    for start in range(0, len(project_ids), 500):
        some = project_ids[start : start + 500]
        db.session.execute(update(ProjectRow).where(ProjectRow.id.in_(some)).values(revision=revision))
    return revision
