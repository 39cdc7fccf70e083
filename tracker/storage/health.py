"""How the database is: whether it answers, whether it has seen every migration, what time it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.errors import UnavailableError
from tracker.storage.base import db
from tracker.storage.schema import known_revisions


@dataclass(frozen=True, slots=True)
class DatabaseHealth:
    """How the database is.

    Attributes:
        engine: Its kind and version; empty when it does not answer.
        fault: Why it does not answer, the driver's first line; empty when it does.
        revision: The last migration that it has seen; empty before the first.
        newest: The last migration that this tracker knows.
        clock: What time it has, aware; ``None`` of SQLite, whose clock is that of the tracker.
    """

    engine: str = ""
    fault: str = ""
    revision: str = ""
    newest: str = ""
    clock: datetime | None = None

    @property
    def is_reachable(self) -> bool:
        """Whether it answers."""
        return not self.fault

    @property
    def is_current(self) -> bool:
        """Whether its tables are those that this tracker works with."""
        return self.is_reachable and self.revision == self.newest


def look_at_database() -> DatabaseHealth:
    """Ask the database how it is; whatever is wrong with it is told, not raised."""
    newest = known_revisions()[0]
    try:
        with db.engine.connect() as connection:
            kind = db.engine.dialect.name
            there = inspect(connection).has_table("alembic_version")
            seen = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else ""
            if kind == "sqlite":
                version = connection.execute(text("SELECT sqlite_version()")).scalar_one()
                return DatabaseHealth(f"SQLite {version}", "", str(seen or ""), newest)
            version = connection.execute(text("SHOW server_version")).scalar_one()
            clock = connection.execute(select(func.now())).scalar_one()
            return DatabaseHealth(f"PostgreSQL {version}", "", str(seen or ""), newest, clock)
    except (SQLAlchemyError, UnavailableError) as error:
        original = getattr(error, "orig", None) or error
        lines = str(original).strip().splitlines()
        return DatabaseHealth(fault=lines[0] if lines else type(error).__name__, newest=newest)
