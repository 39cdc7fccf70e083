"""Every database that any version of the tracker has made becomes one of today, with all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from tests.accounts import signed_in_as
from tests.conftest import SECRET_KEY, running_app
from tests.integration.conftest import BOTH_DATABASES, Filled
from tests.integration.storage.rows import contents, fill_every_table, rows_of
from tests.interrupting import FINISHED, KILLED, attempts
from tests.serving import ROOT
from tracker.domain.vocabulary import Role
from tracker.storage.base import db
from tracker.storage.schema import known_revisions

REVISIONS = sorted(path.name[:4] for path in (ROOT / "tracker/storage/migrations/versions").glob("0*.py"))

PAGES = ("/", "/projekty/klucze", "/sprawozdania", "/zrodla", "/dziennik", "/zmiany", "/ekrany", "/uzytkownicy")


@pytest.fixture(params=BOTH_DATABASES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Which of the two databases it is."""
    name: str = request.param
    return name


@pytest.fixture
def bare(
    request: pytest.FixtureRequest, engine_name: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """An application on a database without a table."""
    url: str = request.getfixturevalue(f"bare_{engine_name}_url")
    with running_app(tmp_path, url, compiled_templates) as app, app.app_context():
        yield app


def begin_writing() -> sa.Connection:
    """A connection that may write; to be closed."""
    return db.engine.execution_options(write=True).connect()


def test_the_revisions_tested_are_all_there_are(bare: Flask) -> None:
    with bare.app_context():
        assert set(REVISIONS) == set(known_revisions())


@pytest.mark.parametrize("revision", REVISIONS)
def test_upgrade_keeps_every_row_of_every_table(bare: Flask, revision: str) -> None:
    flask_migrate.upgrade(revision=revision)
    with begin_writing() as connection:
        fill_every_table(connection, seed=int(revision))
        before = contents(connection)

    flask_migrate.upgrade()

    assert all(rows for _, rows in before.values()), "a table was left empty"
    with db.engine.connect() as connection:
        after = contents(connection)
        for table, (columns, _) in before.items():
            kept = [column for column in columns if column in after[table][0]]
            places = [columns.index(column) for column in kept]
            told = sorted((tuple(row[place] for place in places) for row in before[table][1]), key=repr)
            assert rows_of(connection, table, kept) == told, table
        if bare.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
    flask_migrate.check()


@pytest.mark.parametrize("revision", REVISIONS)
def test_portfolio_of_an_old_version_opens_in_this_one(bare: Flask, filled_sqlite: Filled, revision: str) -> None:
    flask_migrate.upgrade(revision=revision)
    copy_what_fits(filled_sqlite)

    flask_migrate.upgrade()

    administrator = signed_in_as(bare, Role.ADMINISTRATOR)
    assert {path: administrator.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert "Kluczach" in administrator.get("/projekty/klucze").text


def copy_what_fits(filled: Filled) -> None:
    """Give an old schema the bundled portfolio, as far as it has tables and columns for it."""
    source = sa.create_engine(f"sqlite:///{filled.name}")
    with source.connect() as today, begin_writing() as then:
        there = sa.inspect(then)
        for table in db.metadata.sorted_tables:
            if not there.has_table(table.name):
                continue
            names = {column["name"] for column in there.get_columns(table.name)}
            columns = [column for column in table.columns if column.name in names]
            rows = [dict(row) for row in today.execute(sa.select(*columns)).mappings()]
            then.execute(table.delete())
            if rows:
                then.execute(sa.insert(sa.table(table.name, *(sa.column(c.name, c.type) for c in columns))), rows)
        then.commit()
    source.dispose()


def test_killed_migration_leaves_what_there_was_and_the_next_one_finishes(bare: Flask, tmp_path: Path) -> None:
    flask_migrate.upgrade(revision=REVISIONS[0])
    with begin_writing() as connection:
        fill_every_table(connection, seed=0)
        before = contents(connection)
    outcomes = []

    for number, outcome in attempts(tmp_path, bare.config["SQLALCHEMY_DATABASE_URI"], SECRET_KEY, "upgrade"):
        outcomes.append(outcome)
        if outcome == KILLED:
            with db.engine.connect() as connection:
                assert contents(connection) == before, f"killed at {number}"

    assert outcomes[-1] == FINISHED
    assert outcomes.count(KILLED) > 5
    flask_migrate.check()
