"""Fixtures of every test: an application on a fresh database, and a client that checks the HTML it gets."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import flask_migrate
import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tracker import create_app
from tracker.config import Config
from tracker.storage.base import db
from tracker.storage.connection import close_connections

SECRET_KEY = "of the tests only, and long enough for a session"

settings.register_profile("local", deadline=None)
# The same examples in every run there, so that a run fails for what was changed; more of them would always pass.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=50)
# For `make fuzz`: minutes of what takes seconds otherwise.
settings.register_profile(
    "fuzz", deadline=None, print_blob=True, max_examples=int(os.environ.get("FUZZ_EXAMPLES", "3000"))
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "local"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts the tests in the background has them ignore interrupts, and so would every program they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count no lines while a test marked so is set up either: an application costs twice as much under the counter."""
    counter: Any = item.config.pluginmanager.getplugin("_cov")
    controller = counter.cov_controller if counter and item.get_closest_marker("no_cover") else None
    if controller is None or not controller.started:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


def keep_compiled_addresses() -> None:
    """Compile each address once for all applications: it is nearly all that making one costs, and there are thousands.

    What the address is compiled to depends on nothing but its parts and defaults; its own converters are looked up.
    """
    compile_builder, compiled = Rule._compile_builder, dict[Any, Any]()

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (*rule._trace, *sorted((rule.defaults or {}).items()), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = compile_once  # type: ignore[assignment, method-assign]


keep_compiled_addresses()


class StrictClient(FlaskClient):
    """A client that refuses every page that is not valid HTML."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send the request; fail the test when the answer is HTML with a parse error."""
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not response.content_encoding:
            assert_valid_html(response.get_data(), response.request.path)
        return response


def assert_valid_html(page: bytes, address: str) -> None:
    """Fail with every parse error of the page, each with the line it is on."""
    _root, found = parse_html(page)

    lines = page.decode().splitlines()
    errors = [
        f"line {line}: {code} {details}: {lines[line - 1].strip() if line <= len(lines) else ''}"
        for (line, _column), code, details in found
    ]
    assert not errors, f"{address} is not valid HTML:\n" + "\n".join(errors)


@lru_cache(maxsize=4)
def parse_html(page: bytes) -> tuple[Element, list[Any]]:
    """The page as elements, not to be changed, and its parse errors; the test that asks again need not wait again."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(page, transport_encoding="utf-8")
    return root, parser.errors


def make_config(folder: Path, database_url: str) -> Config:
    """Settings of a test application that keeps its files in ``folder``; anybody may read it."""
    return Config(instance=folder, database_url=database_url, secret_key=SECRET_KEY, is_public=True, testing=True)


def migrate_database(folder: Path, database_url: str) -> None:
    """Give an empty database the current schema."""
    app = create_app(make_config(folder, database_url))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the current schema and no rows; copied, never used."""
    folder = tmp_path_factory.mktemp("schema")
    path = folder / "empty.sqlite"
    migrate_database(folder, f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for all applications of the session."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """A fresh SQLite database with the current schema."""
    path = tmp_path / "portfel.sqlite"
    shutil.copyfile(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The database of the test; integration tests run on PostgreSQL as well."""
    return sqlite_url


@contextmanager
def running_app(
    folder: Path, database_url: str, templates: FileSystemBytecodeCache, *, read_database_url: str = ""
) -> Iterator[Flask]:
    """An application, on SQLite one whose clients check the HTML they get; its connections are closed at the end."""
    app = create_app(replace(make_config(folder, database_url), read_database_url=read_database_url))
    if database_url.startswith("sqlite"):
        # The same pages are made of PostgreSQL's rows; parsing them again would take a fifth of those tests' time.
        app.test_client_class = StrictClient
    app.jinja_env.bytecode_cache = templates
    yield app
    with app.app_context():
        close_connections()


@pytest.fixture
def app(database_url: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """An application on a fresh database with the current schema and no rows."""
    with running_app(tmp_path, database_url, compiled_templates) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application without a session."""
    return app.test_client()
