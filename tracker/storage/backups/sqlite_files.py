"""A SQLite database as a file of its own, copied while others go on writing, and copied back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Engine, create_engine

from tracker.domain.errors import TrackerError


class DamagedDatabaseError(TrackerError):
    """A file is no SQLite database, or one that is damaged."""


def copy_out(engine: Engine, path: Path) -> None:
    """Copy the database as it is at one moment; writers are not kept waiting."""
    with closing(sqlite3.connect(path)) as copy:
        _raw(engine, lambda original: original.backup(copy))
        # A file that stands alone: without this its last changes would lie beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_in(path: Path, engine: Engine) -> None:
    """Put a copy in the place of the whole database, in one transaction of SQLite: all of it or nothing."""
    engine.dispose()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        _raw(engine, copy.backup)
    engine.dispose()


def _raw(engine: Engine, deed: object) -> None:
    connection = engine.raw_connection()
    try:
        assert callable(deed)
        deed(cast("sqlite3.Connection", connection.driver_connection))
    finally:
        connection.close()


def check(path: Path) -> None:
    """Let SQLite look at every page and every reference of a file.

    Raises:
        DamagedDatabaseError: If something is wrong with it.
    """
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            told = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            broken = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise DamagedDatabaseError(str(error)) from error
    if told != ["ok"] or broken:
        raise DamagedDatabaseError(told[0] if told != ["ok"] else f"{broken[0][0]}: {broken[0][2]}")


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """An engine that reads a copy; its connections are closed at the end."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        yield engine
    finally:
        engine.dispose()
