"""Portfolios of invented projects to measure on, and how many questions the database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from tracker import create_app
from tracker.config import Config
from tracker.storage.base import db
from tracker.storage.schema import upgrade_schema

SECRET = "benchmark-benchmark-benchmark-benchmark"
EVENTFUL = "od=2019-06-30&do=2019-10-15"
"""Days between which much happened to the invented projects, as addresses say them; by now they have all ended."""


def database_of(folder: Path) -> str:
    """The address of the SQLite database in a folder."""
    return f"sqlite:///{folder / 'bench.sqlite'}"


def make_portfolio(folder: Path, size: int, url: str = "") -> Flask:
    """An application on a fresh database with that many invented projects, for anybody to read; SQLite unless named."""
    url = url or database_of(folder)
    config = Config(instance=folder, database_url=url, secret_key=SECRET, is_public=True, testing=True)
    app = create_app(config)
    with app.app_context():
        upgrade_schema()
    result = app.test_cli_runner().invoke(args=["data", "generate", "--projects", str(size), "--seed", "25"])
    if result.exit_code:
        raise SystemExit(result.output)
    return app


def close(app: Flask) -> None:
    """Let go of the database, whose folder is about to be removed."""
    with app.app_context():
        db.engine.dispose()


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """The SQL statements sent while the block runs."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
