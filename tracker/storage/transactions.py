"""One deed, one transaction: it takes the writer's lock at once and commits or undoes everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from tracker.storage.base import db
from tracker.storage.models import ProjectRow, SettingsRow
from tracker.storage.replica import READING, WROTE, Reading, Replica, chosen_engine

WRITING: Mapping[str, dict[str, Any]] = {
    "sqlite": {"write": True},
    "postgresql": {"write": True, "isolation_level": "READ COMMITTED"},
}
"""How a writing transaction differs: SQLite locks at once; PostgreSQL must see, once it has waited for the counter's
row, what the writer before it has committed."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what is done inside, or nothing of it.

    A reading transaction left open by the same request is ended first: SQLite cannot turn it into a writing one. From
    then on the request reads from the primary too.
    """
    _leave_replica()
    db.session.connection(execution_options=WRITING[db.engine.dialect.name])
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise
    db.session.commit()
    db.session.info[WROTE] = True


def allow_replica(*, after: int | None) -> None:
    """Let the questions of this request go to the replica, if there is one and it can answer them.

    Args:
        after: The place in the primary's log that the replica must have passed; ``None`` asks for nothing.
    """
    replica = _replica()
    if replica is not None:
        db.session.info[READING] = Reading(replica, after)


def is_on_replica() -> bool:
    """Whether this request reads from the replica."""
    return chosen_engine(db.session.info) is not None


def is_primary_away() -> bool:
    """Whether this request reads from the replica because the primary does not answer: nothing can be saved."""
    replica = _replica()
    return replica is not None and not replica.primary_answers and is_on_replica()


def has_written() -> bool:
    """Whether this request has committed anything."""
    return WROTE in db.session.info


def place_behind() -> int | None:
    """The place in the primary's log behind everything committed; ``None`` without a replica.

    Raises:
        UnavailableError: If the primary does not answer.
    """
    replica = _replica()
    return replica.primary_place() if replica else None


def _replica() -> Replica | None:
    found: Replica | None = current_app.extensions["replica"]
    return found


def _leave_replica() -> None:
    db.session.rollback()
    db.session.info.pop(READING, None)


def begin_anew() -> None:
    """End a reading transaction, so that the next question sees what others have committed since it began."""
    db.session.rollback()


def begin_newest() -> None:
    """End a reading transaction, so that the next question sees the newest state there is to be had.

    That is the primary's; while it does not answer, the replica's.
    """
    replica = _replica()
    if replica is None or replica.primary_answers:
        _leave_replica()
    else:
        begin_anew()


def data_version() -> int:
    """A number that grows with every change to any project; 0 before the first."""
    version = db.session.scalar(select(SettingsRow.data_version).where(SettingsRow.id == 1)) or 0
    replica = _replica()
    if replica is not None and not is_on_replica():
        replica.note_version(version)
    return version


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
