"""How the application talks to its database: SQLite in WAL mode without lost updates, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import Flask
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.config import Config
from tracker.domain.alphabet import polish_key
from tracker.domain.errors import InvalidInputError, Problem, UnavailableError
from tracker.storage.base import db
from tracker.storage.replica import Replica

BUSY_TIMEOUT_MS = 15_000

CONNECT_SECONDS = 5
"""How long a server may take to let one in; the driver would wait for two minutes."""

SILENCE_MS = 5_000
"""After so long without a sign of life from the replica's machine a question to it has failed."""

REPLICA = "replica"

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

    config: Config = app.extensions["tracker_config"]
    url, kind = _read_address("TRACKER_DATABASE_URL", config.database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(url, kind)
    if config.read_database_url:
        read_url, read_kind = _read_address("TRACKER_READ_DATABASE_URL", config.read_database_url)
        silence = {"tcp_user_timeout": SILENCE_MS}
        app.config["SQLALCHEMY_BINDS"] = {REPLICA: {"url": read_url, **_options(read_url, read_kind, **silence)}}
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "handle_error", _hide_values)
            event.listen(engine, "handle_error", _tell_outage)
        if kind == "sqlite":
            _prepare_sqlite(db.engine)
        app.extensions["replica"] = Replica(db.engine, db.engines[REPLICA]) if REPLICA in db.engines else None


def close_connections() -> None:
    """Close every connection that nobody uses, to the replica too; needs an application context."""
    for engine in db.engines.values():
        engine.dispose()


def _read_address(name: str, text: str) -> tuple[URL, str]:
    """An address and the kind of its database: ``sqlite`` or ``postgresql``."""
    try:
        url = make_url(text)
        dialect = url.get_dialect()
        dialect.import_dbapi()
    except (SQLAlchemyError, ImportError):
        raise _refuse_address(name) from None
    if dialect.name not in ("sqlite", "postgresql"):
        raise _refuse_address(name)
    return url, dialect.name


def _options(url: URL, kind: str, **connecting: Any) -> dict[str, Any]:
    """How an engine is made."""
    # What people typed, and whom they named, stands in no error and so in no log.
    options: dict[str, Any] = {"hide_parameters": True}
    if kind == "postgresql":
        # A page asks many questions: all of them must be answered from one state of the database.
        options["isolation_level"] = "REPEATABLE READ"
        waiting = {"connect_timeout": CONNECT_SECONDS, **connecting}
        options["connect_args"] = {name: value for name, value in waiting.items() if name not in url.query}
    return options


def _hide_values(context: ExceptionContext) -> None:
    """Keep the first line of an error: PostgreSQL tells the row that failed in those below it."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def _refuse_address(name: str) -> InvalidInputError:
    return InvalidInputError([Problem(name, "is not the address of a database this tracker can use")])


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
