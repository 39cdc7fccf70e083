"""How the application talks to its database: SQLite in WAL mode without lost updates, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.domain.alphabet import polish_key
from tracker.domain.errors import InvalidInputError, Problem, UnavailableError
from tracker.storage.base import db

BUSY_TIMEOUT_MS = 15_000

SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
"""The codes with which SQLite says that somebody else is writing; its other errors are faults of a question."""


def init_app(app: Flask) -> None:
    """Bind the database to the application and prepare its connections.

    Raises:
        InvalidInputError: If the address is none of a database that SQLAlchemy knows.
    """
    from tracker.storage import models  # noqa: F401  Importing the models registers their tables.

    try:
        dialect = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_dialect()
    except SQLAlchemyError:
        problem = Problem("TRACKER_DATABASE_URL", "is not the address of a database this tracker can use")
        raise InvalidInputError([problem]) from None
    if dialect.name == "postgresql":
        # A page asks many questions: all of them must be answered from one state of the database.
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"isolation_level": "REPEATABLE READ"}
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "handle_error", _tell_outage)
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


def _tell_outage(context: ExceptionContext) -> None:
    """Tell an error that passes by itself from one that somebody has to mend.

    Raises:
        UnavailableError: If the database is busy, was restarted, or cannot be reached.
    """
    original = context.original_exception
    if isinstance(original, sqlite3.Error):
        is_outage = getattr(original, "sqlite_errorcode", 0) & 0xFF in SQLITE_BUSY
    else:
        # PostgreSQL's driver calls operational what a question cannot be blamed for: a lost connection, too many of
        # them, a deadlock, a server that shuts down.
        is_outage = context.is_disconnect or isinstance(context.sqlalchemy_exception, OperationalError)
    if is_outage:
        raise UnavailableError(str(original).strip().partition("\n")[0])


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # Left to itself the driver opens transactions late and two writers lose an update; we open them ourselves.
        raw: Any = connection
        raw.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
        raw.create_collation("polish", lambda a, b: (polish_key(a) > polish_key(b)) - (polish_key(a) < polish_key(b)))

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
