"""Every test that touches the database runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import copy
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.accounts import signed_in_as
from tests.conftest import make_config, migrate_database, running_app
from tracker import create_app
from tracker.cli.setup import prepare
from tracker.domain.vocabulary import Role
from tracker.services.portfolio import PortfolioBook
from tracker.storage.base import db

FAST_AND_UNSAFE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=50",
    "wal_retrieve_retry_interval=100ms",
)
"""A test's data may be lost with the power; nobody but this machine may connect; a replica soon finds its primary."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A private PostgreSQL server, reached through a socket in its own folder."""

    folder: Path
    owner: str
    programs: Path
    databases: Iterator[int]

    def url(self, database: str) -> str:
        """SQLAlchemy's address of a database."""
        return f"postgresql+psycopg://{self.owner}@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run a statement that makes or removes a database."""
        self.ask(statement)

    def ask(self, statement: str) -> Any:
        """The first value that a statement gives; ``None`` when it gives none."""
        with psycopg.connect(host=str(self.folder), user=self.owner, dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs as its owner, because PostgreSQL refuses to run as root."""
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            user=self.owner if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
        )

    def start(self, *settings: str) -> None:
        """Make the cluster and wait until it answers."""
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-A", "trust", "-U", self.owner, "-E", "UTF8", "--no-locale", "--no-sync")
        self.serve(*settings)

    def follow(self, primary: Cluster) -> None:
        """Copy another cluster, and repeat whatever is written there from now on."""
        source = f"host={primary.folder} user={self.owner}"
        data = str(self.folder / "data")
        self.run("pg_basebackup", "-D", data, "-d", source, "-R", "--checkpoint=fast", "--no-sync")
        self.serve()

    def serve(self, *settings: str) -> None:
        """Start the server on what there is, and wait until it answers."""
        data, log = str(self.folder / "data"), str(self.folder / "log")
        options = " ".join(f"-c {option}" for option in (*FAST_AND_UNSAFE, *settings))
        self.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"-k {self.folder} {options}", "start")

    def stop(self) -> None:
        """Stop the server without a farewell."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")


def find_programs() -> Path:
    """The folder of ``initdb`` and ``pg_ctl``: where Debian puts them, else on PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    if found is None:
        pytest.fail("No PostgreSQL server is installed: sudo apt-get install postgresql", pytrace=False)
    return Path(found).parent


MEMORY = Path("/dev/shm")  # noqa: S108  Linux's own folder in memory; what is made in it has a name nobody can guess.
ROOM = 2 * 1024**3


def fast_folder() -> Path | None:
    """A folder in memory with room for a server's databases, where copies of them cost a quarter; else ``None``."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return None


@contextmanager
def new_cluster() -> Iterator[Cluster]:
    """A cluster that is nothing but an empty folder yet; whoever starts it stops it."""
    owner = "postgres" if os.geteuid() == 0 else Path.home().owner()
    # A socket's path may have 107 characters at most, which pytest's own folders exceed.
    with tempfile.TemporaryDirectory(prefix="portfel-", dir=fast_folder()) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, owner)
        yield Cluster(folder, owner, find_programs(), itertools.count(1))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this session, with a database ``empty`` that holds the current schema."""
    with new_cluster() as cluster:
        cluster.start()
        try:
            cluster.execute("CREATE DATABASE empty")
            migrate_database(cluster.folder, cluster.url("empty"))
            yield cluster
        finally:
            cluster.stop()


@pytest.fixture
def postgresql_url(cluster: Cluster) -> Iterator[str]:
    """A fresh PostgreSQL database with the current schema."""
    name = f"test_{next(cluster.databases)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE empty")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def bare_sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is not even a file yet."""
    return f"sqlite:///{tmp_path / 'bare.sqlite'}"


@pytest.fixture
def bare_postgresql_url(cluster: Cluster) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    name = f"test_{next(cluster.databases)}"
    cluster.execute(f"CREATE DATABASE {name}")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


# A test on PostgreSQL runs the lines that its twin on SQLite has run already, more than twice as slow when counted.
BOTH_DATABASES = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.no_cover])]


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The database of the test, once for each of the two the tracker supports."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with the bundled portfolio, to be copied and never used, and what a process knows that has shown it.

    Attributes:
        name: The path of a SQLite file, or the name of a PostgreSQL database.
        book: Without it each test would calculate the same months of the same projects again.
    """

    name: str
    book: PortfolioBook

    def twin_of_book(self) -> PortfolioBook:
        """A book for one copy of the database: what it learns of that copy does not reach the others."""
        twin: PortfolioBook = _with_own_dicts(self.book)
        for viewpoint, seen in vars(twin)["_seen"].items():
            vars(twin)["_seen"][viewpoint] = _with_own_dicts(seen)
        return twin


def _with_own_dicts(thing: Any) -> Any:
    twin = copy.copy(thing)
    vars(twin).update({name: copy.copy(kept) for name, kept in vars(twin).items() if isinstance(kept, dict)})
    return twin


def fill_database(folder: Path, database_url: str) -> PortfolioBook:
    """Give a database the current schema and the bundled portfolio, as the first start does, and show it once."""
    app = create_app(make_config(folder, database_url))
    prepare(app)
    assert app.test_client().get("/").status_code == 200
    with app.app_context():
        db.engine.dispose()
    book: PortfolioBook = app.extensions["portfolio_book"]
    return book


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A SQLite file with the bundled portfolio."""
    folder = tmp_path_factory.mktemp("bundled")
    path = folder / "bundled.sqlite"
    return Filled(str(path), fill_database(folder, f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def filled_postgresql(cluster: Cluster) -> Filled:
    """A PostgreSQL database with the bundled portfolio."""
    cluster.execute("CREATE DATABASE bundled TEMPLATE empty")
    return Filled("bundled", fill_database(cluster.folder, cluster.url("bundled")))


@pytest.fixture
def bundled_sqlite_url(filled_sqlite: Filled, tmp_path: Path) -> str:
    """A SQLite database of this test with the bundled portfolio."""
    path = tmp_path / "bundled.sqlite"
    shutil.copyfile(filled_sqlite.name, path)
    return f"sqlite:///{path}"


@pytest.fixture
def bundled_postgresql_url(cluster: Cluster, filled_postgresql: Filled) -> Iterator[str]:
    """A PostgreSQL database of this test with the bundled portfolio."""
    name = f"test_{next(cluster.databases)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE {filled_postgresql.name}")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=BOTH_DATABASES)
def bundled(
    request: pytest.FixtureRequest, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """An application with the bundled portfolio: five real projects with invented progress, nine invented ones."""
    url: str = request.getfixturevalue(f"bundled_{request.param}_url")
    filled: Filled = request.getfixturevalue(f"filled_{request.param}")
    with running_app(tmp_path, url, compiled_templates) as app:
        app.extensions["portfolio_book"] = filled.twin_of_book()
        yield app


@pytest.fixture
def reader(bundled: Flask) -> FlaskClient:
    """A reader of the bundled portfolio."""
    return bundled.test_client()


@pytest.fixture
def coordinator(app: Flask) -> FlaskClient:
    """A coordinator of the whole country, of the application on a fresh database."""
    return signed_in_as(app, Role.COORDINATOR)
