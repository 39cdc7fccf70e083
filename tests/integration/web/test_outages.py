"""A database that is busy or away makes people wait; it is no fault of what they asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tests.accounts import signed_in_as
from tests.conftest import running_app
from tests.integration.conftest import Cluster
from tests.integration.web.editing import EDIT, SOURCE, make_record, opened, store, stored
from tracker.domain.vocabulary import Role
from tracker.storage import connection
from tracker.storage.backups.states import state_now
from tracker.storage.base import db

VALUE = f"{EDIT}/fakt/total_value"
NEW_VALUE = {"value": "1700", "kind": "agreed", "counts": "new", "reason": "Aneks"}
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def impatient(
    sqlite_url: str,
    tmp_path: Path,
    compiled_templates: FileSystemBytecodeCache,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Flask]:
    """An application on SQLite that waits for no other writer."""
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 1)
    with running_app(tmp_path, sqlite_url, compiled_templates) as app:
        store(app, make_record())
        yield app


@pytest.fixture
def served(postgresql_url: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """An application on PostgreSQL."""
    with running_app(tmp_path, postgresql_url, compiled_templates) as app:
        store(app, make_record())
        yield app


@pytest.fixture
def writer(impatient: Flask) -> Iterator[sqlite3.Connection]:
    """Somebody else who writes and does not finish."""
    path = impatient.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    yield other
    other.close()


def test_who_cannot_write_now_is_asked_to_wait(impatient: Flask, writer: sqlite3.Connection) -> None:
    client = signed_in_as(impatient, Role.COORDINATOR)
    before = stored(impatient)
    form = opened(client, VALUE) | SOURCE | NEW_VALUE
    writer.execute("BEGIN IMMEDIATE")

    refused = client.post(VALUE, data=form)
    told = client.post(VALUE, data=form, headers=SCRIPT)
    read = client.get("/projekty/klucze")
    writer.execute("ROLLBACK")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert "<h1" in refused.text
    assert "locked" not in refused.text
    assert (told.status_code, told.mimetype) == (503, "application/json")
    assert read.status_code == 200
    assert stored(impatient) == before
    assert client.post(VALUE, data=form).status_code == 303


def test_a_command_that_cannot_write_now_says_so_in_a_line(impatient: Flask, writer: sqlite3.Connection) -> None:
    writer.execute("BEGIN IMMEDIATE")

    outcome = impatient.test_cli_runner().invoke(args=["data", "generate", "--projects", "1"])

    assert outcome.exit_code == 1
    assert len(outcome.output.strip().splitlines()) == 1
    assert "locked" in outcome.output


def test_a_fault_of_a_question_is_no_outage(impatient: Flask) -> None:
    with impatient.app_context():
        db.session.execute(db.text("ALTER TABLE projects RENAME TO elsewhere"))
        db.session.commit()

        with pytest.raises(Exception, match="no such table"):
            impatient.test_client().get("/projekty/klucze")


@pytest.mark.postgres
def test_a_lost_connection_is_made_anew_for_the_next_request(served: Flask, cluster: Cluster) -> None:
    client = served.test_client()
    first = client.get("/projekty/klucze")
    cluster.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")

    lost, after = client.get("/projekty/klucze"), client.get("/projekty/klucze")

    assert first.status_code == 200
    assert (lost.status_code, lost.headers["Retry-After"]) == (503, "10")
    assert after.status_code == 200


@pytest.mark.postgres
def test_a_server_that_cannot_be_reached_is_an_outage(served: Flask, cluster: Cluster) -> None:
    client, member = served.test_client(), signed_in_as(served, Role.COORDINATOR)
    with served.app_context():
        name = db.engine.url.database
        db.engine.dispose()
    cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")

    refused = client.get("/projekty/klucze")
    told = client.get("/projekty/klucze", headers=SCRIPT)
    refused_member = member.get("/projekty/klucze")
    cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert (refused_member.status_code, refused_member.headers["Retry-After"]) == (503, "10")
    assert str(name) not in refused.text
    assert (told.status_code, told.mimetype) == (503, "application/json")
    assert client.get("/projekty/klucze").status_code == 200


def test_a_full_disk_is_an_outage_and_leaves_nothing_half_written(impatient: Flask) -> None:
    with impatient.app_context():
        before = state_now()
        event.listen(db.engine, "checkout", _leave_no_room)

    outcome = impatient.test_cli_runner().invoke(args=["data", "generate", "--projects", "40"])

    with impatient.app_context():
        event.remove(db.engine, "checkout", _leave_no_room)
        db.engine.dispose()
        assert state_now() == before
    assert outcome.exit_code == 1
    assert outcome.output.strip() == "database or disk is full"


def test_a_database_that_cannot_be_opened_is_an_outage(impatient: Flask) -> None:
    path = Path(impatient.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    client = impatient.test_client()
    with impatient.app_context():
        db.engine.dispose()
    path.rename(path.with_suffix(".away"))
    path.mkdir()

    away = client.get("/projekty/klucze")
    path.rmdir()
    path.with_suffix(".away").rename(path)

    assert (away.status_code, away.headers["Retry-After"]) == (503, "10")
    assert client.get("/projekty/klucze").status_code == 200


def _leave_no_room(connection: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: object) -> None:
    """Let the file grow by nothing, as on a full disk."""
    raw: Any = connection
    raw.execute("PRAGMA max_page_count = 1")
