"""How Alembic reaches the tracker's database: through the Flask application that runs the command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from tracker.storage.connection import BUSY_TIMEOUT_MS

database: Any = current_app.extensions["migrate"].db

PATIENCE_MS = 3_600_000
"""How long one app waits on SQLite while another one migrates; on PostgreSQL it waits for as long as that takes."""


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out what the database keeps for itself."""
    return not (kind == "table" and name is not None and name.startswith("sqlite_"))


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain column types into migrations, so that they outlive the code of today."""
    if kind == "type" and isinstance(item, TypeDecorator):
        plain = item.impl
        return f"sa.{type(plain).__name__}({_arguments(plain)})"
    return False


def _arguments(plain: Any) -> str:
    if isinstance(plain, sa.String) and plain.length:
        return f"length={plain.length}"
    return "timezone=True" if isinstance(plain, sa.DateTime) and plain.timezone else ""


@contextmanager
def sole_transaction() -> Iterator[sa.Connection]:
    """One transaction that no other app's migrations overlap; a second app waits, then finds nothing left to do."""
    # Migrations write: on SQLite the transaction must take the lock at once, or two starting apps could collide.
    # On PostgreSQL the one that waited must see the tables that the other has made.
    options: dict[str, Any] = {"write": True}
    if database.engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"
    engine = database.engine.execution_options(**options)
    with engine.connect() as connection, waiting_long(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            # One key for every app of this database.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20250202)")
        yield connection


@contextmanager
def waiting_long(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite wait for another app's migrations, not only for its pages."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Asked through SQLAlchemy, the question would begin the transaction that is to wait.
    raw: Any = connection.connection.driver_connection
    raw.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def migrate() -> None:
    """Run the migrations inside one transaction: all of them, or none."""
    # Left to itself Alembic would give each migration on SQLite a transaction of its own, and plan them all before the
    # first: two apps that start at once would do the later ones twice. It joins a transaction that has begun.
    with sole_transaction() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            include_name=include_name,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
