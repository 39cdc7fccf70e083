"""Every row of one database into another, perhaps of another engine, and the proof that all have arrived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from flask_babel import gettext
from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from tracker.domain.errors import TrackerError
from tracker.storage.backups.states import State, is_empty, state_in
from tracker.storage.base import db

CHUNK = 1000
"""Rows written at a time."""


class CopyError(TrackerError):
    """A database cannot be copied; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The database that is copied from, kept while another application's is the one at hand."""

    engine: Engine


def this_database() -> Origin:
    """The database of the application at hand."""
    return Origin(db.engine)


@contextmanager
def other_database(app: Flask) -> Iterator[None]:
    """The database of another application is the one at hand; its connections are closed at the end."""
    with app.app_context():
        try:
            yield
        finally:
            db.engine.dispose()


def copy_from(origin: Origin) -> State:
    """Copy every row into the empty database of the application at hand, which has the tables already.

    What is read is one state of the origin, whoever writes meanwhile; what is written is one transaction.

    Returns:
        What both databases hold.

    Raises:
        CopyError: If the database is not empty, the tables of the two are not of one version, or a row went astray.
    """
    if not is_empty():
        raise CopyError(gettext("The database is not empty. A portfolio is copied into an empty one only."))
    with origin.engine.connect() as source, source.begin(), db.engine.connect() as target, target.begin():
        before, there = state_in(source), state_in(target)
        if before.revision != there.revision:
            raise CopyError(gettext("Bring the database up to date first: flask --app app db upgrade"))
        for table in reversed(db.metadata.sorted_tables):
            # The migrations leave a row of settings behind.
            target.execute(table.delete())
        for table in db.metadata.sorted_tables:
            _copy(table, source, target)
        _continue_numbering(target)
        after = state_in(target)
        if differing := after.differing(before.tables):
            raise CopyError(gettext("These tables did not arrive whole: %(names)s.", names=", ".join(differing)))
    return after


def _copy(table: Table, source: Connection, target: Connection) -> None:
    asked = select(table).order_by(*table.primary_key.columns)
    rows = source.execute(asked, execution_options={"yield_per": CHUNK})
    for chunk in rows.mappings().partitions(CHUNK):
        target.execute(insert(table), [dict(row) for row in chunk])


def _continue_numbering(target: Connection) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers; SQLite does so by itself."""
    if target.dialect.name != "postgresql":
        return
    for table in db.metadata.sorted_tables:
        for column in table.primary_key.columns:
            asked = select(func.pg_get_serial_sequence(table.name, column.name))
            if sequence := target.execute(asked).scalar():
                last = target.execute(select(func.max(column))).scalar()
                told = {"sequence": sequence, "number": last or 1, "is_used": last is not None}
                target.execute(text("SELECT setval(:sequence, :number, :is_used)"), told)
