"""The connection keeps what SQLite would lose, and the migrations make what the models describe."""

from __future__ import annotations

import threading
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conftest import make_config
from tracker import create_app
from tracker.cli.setup import prepare
from tracker.storage.base import db
from tracker.storage.schema import DatabaseUnavailableError
from tracker.storage.transactions import WRITING

THREADS = 8
ROUNDS = 5


def test_migrations_make_what_the_models_describe(app: Flask) -> None:
    with app.app_context():
        flask_migrate.check()


def test_downgrade_removes_every_table(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade(revision="base")

        tables = set(db.inspect(db.engine).get_table_names())

    assert tables <= {"alembic_version"}


def test_concurrent_writers_lose_no_update(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (value INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def add_one_repeatedly() -> None:
        with app.app_context():
            lock = " FOR UPDATE" if db.engine.dialect.name == "postgresql" else ""
            engine = db.engine.execution_options(**WRITING[db.engine.dialect.name])
            for _ in range(ROUNDS):
                with engine.begin() as connection:
                    value = connection.execute(text(f"SELECT value FROM counter{lock}")).scalar_one()
                    connection.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})

    threads = [threading.Thread(target=add_one_repeatedly) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context(), db.engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM counter")).scalar_one() == THREADS * ROUNDS


def test_foreign_keys_are_enforced(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))"))

    with app.app_context(), pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (1)"))


def test_sqlite_writes_ahead_so_that_readers_never_wait(sqlite_url: str, tmp_path: Path) -> None:
    app = create_app(make_config(tmp_path, sqlite_url))

    with app.app_context():
        with db.engine.connect() as connection:
            mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
        db.engine.dispose()

    assert mode == "wal"


def test_a_database_that_cannot_be_opened_is_one_clear_line(tmp_path: Path) -> None:
    app = create_app(make_config(tmp_path, f"sqlite:///{tmp_path / 'absent' / 'portfel.sqlite'}"))

    with pytest.raises(DatabaseUnavailableError) as refusal:
        prepare(app)

    assert "cannot be used" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_refusal_hides_the_password_of_the_database(tmp_path: Path) -> None:
    app = create_app(make_config(tmp_path, "postgresql+psycopg://clerk:hunter2@127.0.0.1:1/portfel"))

    with pytest.raises(DatabaseUnavailableError) as refusal:
        prepare(app)

    assert "hunter2" not in str(refusal.value)


def test_an_error_tells_nothing_of_what_people_typed(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError) as error:
        db.session.execute(text("INSERT INTO centres (name) VALUES (:name)"), {"name": "Anna Nowak"})

    assert "Anna Nowak" not in str(error.value)
