"""How the application talks to its database: SQLite in WAL mode without lost updates, or PostgreSQL."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.domain.alphabet import polish_key
from tracker.domain.errors import InvalidInputError, Problem
from tracker.storage.base import db

BUSY_TIMEOUT_MS = 15_000


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
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


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
