"""How the database is: whether it answers, whether it has seen every migration, what time it has."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.errors import UnavailableError
from tracker.storage.base import db
from tracker.storage.replica import IDENTITY, LARGEST_LAG, Replica, ReplicaState, at_once
from tracker.storage.schema import known_revisions

PATIENCE = 1.0
"""Seconds in which a replica may still repeat what had been written when it was asked."""

HOW_OLD = """
SELECT coalesce(pg_last_wal_replay_lsn() - '0/0'::pg_lsn >= %s::numeric, false),
       clock_timestamp() - pg_last_xact_replay_timestamp()
"""
"""Of a replica that has not everything the last commit it has repeated tells the age."""


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


@dataclass(frozen=True, slots=True)
class ReplicaHealth:
    """How the replica is.

    Attributes:
        fault: Why it does not answer, the driver's first line; empty when it does.
        is_replica: Whether it repeats what the primary writes; taken for granted while the primary does not answer.
        lag: How old its state is; ``None`` when nothing was ever repeated.
    """

    fault: str = ""
    is_replica: bool = True
    lag: timedelta | None = timedelta()

    @property
    def is_behind(self) -> bool:
        """Whether pages are not made from it for its age."""
        return self.lag is None or self.lag.total_seconds() > LARGEST_LAG


def replica_state() -> ReplicaState | None:
    """What the replica is good for at the moment; ``None`` without one."""
    replica: Replica | None = current_app.extensions["replica"]
    return replica.state() if replica else None


def may_read_without_primary() -> bool:
    """Whether pages can be shown although the primary does not answer."""
    replica: Replica | None = current_app.extensions["replica"]
    return replica is not None and replica.may_answer()


def look_at_replica() -> ReplicaHealth | None:
    """Ask the replica how it is; ``None`` without one. Waits for a second at most for what is on its way."""
    replica: Replica | None = current_app.extensions["replica"]
    if replica is None:
        return None
    try:
        place: int | None = replica.primary_place()
    except (SQLAlchemyError, UnavailableError):
        place = None
    try:
        with at_once(replica.engine) as connection:
            return _compare(connection, replica.identity, place)
    except (SQLAlchemyError, UnavailableError) as error:
        return ReplicaHealth(fault=_first_line(error))


def _compare(connection: Connection, identity: str, place: int | None) -> ReplicaHealth:
    found, repeats = connection.exec_driver_sql(f"SELECT {IDENTITY}, pg_is_in_recovery()").one()
    if not repeats or found != (identity or found):
        return ReplicaHealth(is_replica=False)
    end = time.monotonic() + PATIENCE
    while True:
        has_all, lag = connection.exec_driver_sql(HOW_OLD, (place,)).one()
        if has_all or time.monotonic() > end:
            return ReplicaHealth(lag=timedelta() if has_all else lag)
        time.sleep(PATIENCE / 20)


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
        return DatabaseHealth(fault=_first_line(error), newest=newest)


def _first_line(error: Exception) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
