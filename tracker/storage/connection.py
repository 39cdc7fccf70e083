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

SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
"""The codes with which SQLite says that somebody else is writing, or that the disk is full, away or locked; its other
errors are faults of a question."""


def init_app(app: Flask) -> None:
    """Bind the database to the application and prepare its connections.

    Raises:
        InvalidInputError: If the address is none of a database that SQLAlchemy knows.
    """
    from tracker.storage import models  # noqa: F401  Importing the models registers their tables.

    try:
        dialect = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_dialect()
        dialect.import_dbapi()
    except (SQLAlchemyError, ImportError):
        raise _refuse_address() from None
    if dialect.name not in ("sqlite", "postgresql"):
        raise _refuse_address()
    # What people typed, and whom they named, stands in no error and so in no log.
    options: dict[str, Any] = {"hide_parameters": True}
    if dialect.name == "postgresql":
        # A page asks many questions: all of them must be answered from one state of the database.
        options["isolation_level"] = "REPEATABLE READ"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "handle_error", _hide_values)
        event.listen(db.engine, "handle_error", _tell_outage)
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


def _hide_values(context: ExceptionContext) -> None:
    """Keep the first line of an error: PostgreSQL tells the row that failed in those below it."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def _refuse_address() -> InvalidInputError:
    return InvalidInputError([Problem("TRACKER_DATABASE_URL", "is not the address of a database this tracker can use")])


def _tell_outage(context: ExceptionContext) -> None:
    """Tell an outage, of which no question is to blame, from a fault of the program.

    Raises:
        UnavailableError: If the database is busy, was restarted, cannot be reached, or has no room left.
    """
    original = context.original_exception
    if isinstance(original, sqlite3.Error):
        is_outage = getattr(original, "sqlite_errorcode", 0) & 0xFF in SQLITE_OUTAGES
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
        # The wait comes first: apps that start at once turn a new file to WAL one after another.
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
        raw.create_collation("polish", lambda a, b: (polish_key(a) > polish_key(b)) - (polish_key(a) < polish_key(b)))

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
