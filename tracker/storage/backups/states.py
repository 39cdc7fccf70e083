"""The state of a whole database at one moment: written to a file, looked at, put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text

from tracker.storage.backups import postgresql_dumps, sqlite_files
from tracker.storage.backups.digests import table_digests
from tracker.storage.base import db
from tracker.storage.models import AccountRow, ProjectRow


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds.

    Attributes:
        revision: The last migration that it has seen; empty before the first.
        tables: The number of rows of each table, and the digest of all of them.
    """

    revision: str
    tables: Mapping[str, tuple[int, str]]

    def differing(self, tables: Mapping[str, tuple[int, str]]) -> list[str]:
        """The tables that are not the same as others of these names."""
        return sorted(name for name in {*self.tables, *tables} if self.tables.get(name) != tables.get(name))


def engine_kind() -> str:
    """``sqlite`` or ``postgresql``."""
    return str(db.engine.dialect.name)


def write_copy(path: Path) -> State:
    """Write the database as it is at one moment to a file; writers are not kept waiting."""
    if engine_kind() == "sqlite":
        sqlite_files.copy_out(db.engine, path)
        return state_of_file(path)
    with _one_state(db.engine) as connection:
        # Another process sees the very state of this transaction by its name.
        name = str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        postgresql_dumps.dump(db.engine.url, path, snapshot=name)
        return state_in(connection)


def state_of_file(path: Path) -> State:
    """What the file of a SQLite database holds."""
    with sqlite_files.opened(path) as engine, _one_state(engine) as connection:
        return state_in(connection)


def state_now() -> State:
    """What the database holds."""
    with _one_state(db.engine) as connection:
        return state_in(connection)


def check_copy(path: Path, kind: str) -> State | None:
    """Look through a copy with the means of its engine; rows of a dump are counted by a restore only.

    Raises:
        TrackerError: If it is damaged.
    """
    if kind == "postgresql":
        postgresql_dumps.check(path)
        return None
    sqlite_files.check(path)
    return state_of_file(path)


def put_back(path: Path) -> None:
    """Put a copy in the place of what the database holds, in one transaction.

    Raises:
        TrackerError: If it cannot.
    """
    if engine_kind() == "sqlite":
        sqlite_files.copy_in(path, db.engine)
    else:
        db.engine.dispose()
        postgresql_dumps.restore(path, db.engine.url)


def is_empty() -> bool:
    """Whether the database holds no project and no account, with or without tables for them."""
    with _one_state(db.engine) as connection:
        there = set(inspect(connection).get_table_names())
        kept = [model for model in (ProjectRow, AccountRow) if model.__tablename__ in there]
        return not any(connection.execute(select(func.count()).select_from(model)).scalar() for model in kept)


@contextmanager
def _one_state(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state for as long as it is open."""
    with engine.connect() as connection, connection.begin():
        yield connection


def state_in(connection: Connection) -> State:
    """What a database holds, as a transaction sees it."""
    revision = ""
    if inspect(connection).has_table("alembic_version"):
        revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    return State(revision, {name: (one.rows, one.digest) for name, one in table_digests(connection).items()})
