"""How Alembic reaches the tracker's database: through the Flask application that runs the command."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

database: Any = current_app.extensions["migrate"].db


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


def migrate() -> None:
    """Run the migrations inside one transaction."""
    # Migrations write: on SQLite the transaction must take the lock at once, or two starting apps could collide.
    # On PostgreSQL the one that waited must see the tables that the other has made.
    options: dict[str, Any] = {"write": True}
    if database.engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"
    engine = database.engine.execution_options(**options)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # One key for every app of this database: the second waits, then finds nothing left to do.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20250202)")
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
        connection.commit()


migrate()
