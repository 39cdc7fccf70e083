"""A copy of the database that only reads, PostgreSQL's streaming replica: how far it has come, and who may be told it.

A replica is always a little behind. Somebody who has just written carries a mark, the place in the primary's log
behind the write; until the replica has come that far that person reads from the primary. Everybody else may see a
state that is at most ``LARGEST_LAG`` old. How old it is no clock of another machine tells: now and then a process asks
the primary for its place, and once the replica has passed it, it is no older than the question.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.errors import UnavailableError

LARGEST_LAG = 10.0
"""Seconds. A replica that may be further behind is not asked."""

ASK_PRIMARY_EVERY = 1.0
"""Seconds between two questions of a process for the primary's place."""

LEAVE_ALONE = 5.0
"""Seconds in which nobody asks a replica that has not answered."""

IDENTITY = "(SELECT system_identifier FROM pg_control_system()) || '/' || current_database()"
"""The same on a primary and its replicas, and nowhere else."""

PLACE = f"""
SELECT {IDENTITY},
       CASE WHEN current_setting('synchronous_commit') = 'off' THEN pg_current_wal_insert_lsn()
       ELSE pg_current_wal_flush_lsn() END - '0/0'::pg_lsn
"""
"""Behind every commit. Without ``synchronous_commit`` a write counts before it is on disk; else there is no need to
wait for what else stands in the log, which an idle server keeps to itself for a while."""

LOOK = f"""
SELECT {IDENTITY},
       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0'::pg_lsn END,
       (SELECT data_version FROM settings WHERE id = 1)
"""  # noqa: S608  Nothing in it comes from elsewhere.
"""Asked before a page's transaction begins, whose state is then at least this one."""


class ReplicaState(StrEnum):
    """What a replica is good for at the moment."""

    OK = "ok"
    LAGGING = "lagging"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a replica has come.

    Attributes:
        place: In the log, bytes from its beginning.
        version: Of the data.
    """

    place: int
    version: int


class Replica:
    """What a process knows of the replica; shared by its threads. It is a measurement, no state: any process may ask.

    Args:
        primary: Where everything is written.
        engine: The replica.
    """

    def __init__(self, primary: Engine, engine: Engine) -> None:
        self.primary = primary
        self.engine = engine
        self.primary_answers = True
        self.identity = ""
        self._newest_version = 0
        self._lock = Lock()
        self._ask_primary_at = 0.0
        self._leave_alone_until = 0.0
        self._places: deque[tuple[float, int]] = deque(maxlen=64)
        self._fresh_at: float | None = None

    def may_answer(self, after: int | None = None) -> bool:
        """Whether a request that only reads may read from the replica.

        While the primary does not answer a state older than usual is better than none, except to whoever carries a
        mark: a page without what that person has just saved would look as if it were lost.

        Args:
            after: The mark that the request carries, if it carries one.
        """
        self._ask_primary()
        progress = self._progress()
        # Of a replica that this process has never seen up to date not even the tables are known.
        if progress is None or self._fresh_at is None or (after is not None and progress.place < after):
            return False
        if not self.primary_answers:
            return True
        # What this process keeps in memory may be newer: a page would be made of two states.
        return self._is_fresh() and progress.version >= self._newest_version

    def state(self) -> ReplicaState:
        """What the replica is good for at the moment, for whoever looks after it."""
        self._ask_primary()
        if self._progress() is None:
            return ReplicaState.UNREACHABLE
        return ReplicaState.OK if self._is_fresh() else ReplicaState.LAGGING

    def note_version(self, version: int) -> None:
        """Know which version of the data this process has read from the primary."""
        self._newest_version = version

    def primary_place(self) -> int:
        """The place behind everything that is committed.

        Raises:
            UnavailableError: If the primary does not answer.
        """
        with at_once(self.primary) as connection:
            self.identity, place = connection.exec_driver_sql(PLACE).one()
        return int(place)

    def _ask_primary(self) -> None:
        """Ask for the primary's place when it is time; who comes meanwhile goes on with what is known."""
        now = time.monotonic()
        with self._lock:
            if now < self._ask_primary_at:
                return
            self._ask_primary_at = now + ASK_PRIMARY_EVERY
        try:
            place = self.primary_place()
        except (UnavailableError, SQLAlchemyError):
            self.primary_answers = False
            return
        with self._lock:
            self.primary_answers = True
            self._places.append((now, place))

    def _progress(self) -> Progress | None:
        """How far the replica has come; ``None`` when it does not answer, or is none."""
        if time.monotonic() < self._leave_alone_until:
            return None
        try:
            with at_once(self.engine) as connection:
                identity, place, version = connection.exec_driver_sql(LOOK).one()
        except (UnavailableError, SQLAlchemyError):
            self._leave_alone_until = time.monotonic() + LEAVE_ALONE
            return None
        if place is None or identity != self.identity:
            return None
        progress = Progress(int(place), version or 0)
        self._compare(progress.place)
        return progress

    def _compare(self, place: int) -> None:
        """Learn from a place that the replica has passed how old its state is at most."""
        with self._lock:
            while self._places and self._places[0][1] <= place:
                self._fresh_at, _ = self._places.popleft()

    def _is_fresh(self) -> bool:
        return self._fresh_at is not None and time.monotonic() - self._fresh_at <= LARGEST_LAG


def at_once(engine: Engine) -> Connection:
    """A connection on which each question is a transaction of its own; to be closed."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


class Reading:
    """Which of the two a request reads from: chosen with its first question, and kept to its end.

    Args:
        replica: What may be chosen.
        after: The mark that the request carries, if it carries one.
    """

    def __init__(self, replica: Replica, after: int | None) -> None:
        self._replica = replica
        self._after = after
        self._may: bool | None = None

    @property
    def engine(self) -> Engine | None:
        """The replica; ``None`` for the primary."""
        if self._may is None:
            self._may = self._replica.may_answer(self._after)
        return self._replica.engine if self._may else None


READING, WROTE = "tracker_reading", "tracker_wrote"
"""Where a session keeps the request's choice, and that it has committed something."""


def chosen_engine(info: dict[Any, Any]) -> Engine | None:
    """The engine that a session with such notes reads from; ``None`` for the primary, where nothing else was said."""
    reading: Reading | None = info.get(READING)
    return reading.engine if reading else None
