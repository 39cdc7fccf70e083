"""The doctor tells what is wrong with an installation, and what to do; nothing broken is exit code 0."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from tests.conftest import make_config, running_app
from tracker import create_app
from tracker.config import Config
from tracker.services.doctor import NEARLY_FULL, SCARCE, Level, clock_finding, room_finding
from tracker.storage.base import db

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


def run(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["doctor"])


@contextmanager
def with_settings(app: Flask, **changes: object) -> Iterator[Flask]:
    """The same installation with some settings otherwise; its connections are closed at the end."""
    config: Config = app.extensions["tracker_config"]
    other = create_app(replace(config, **changes))  # type: ignore[arg-type]  # Any of the settings may change.
    yield other
    with other.app_context():
        db.engine.dispose()


@pytest.fixture
def within(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def test_a_sound_installation_has_nothing_broken(app: Flask) -> None:
    result = run(app)

    assert result.exit_code == 0, result.output
    assert "x " not in {line[:2] for line in result.stdout.splitlines()}
    assert "Migracje" in result.stdout


def test_passwords_over_an_open_network_are_broken(app: Flask) -> None:
    with with_settings(app, host="0.0.0.0") as other:  # noqa: S104  That is the mistake.
        result = run(other)

    assert result.exit_code == 1
    assert "TRACKER_HTTPS" in result.stdout


def test_behind_a_proxy_that_nobody_counted_it_is_worth_a_look(app: Flask) -> None:
    with with_settings(app, host="0.0.0.0", https=True) as other:  # noqa: S104  Behind a proxy.
        result = run(other)

    assert result.exit_code == 0
    assert "! Ustawienia: TRACKER_PROXIES" in result.stdout


def test_a_secret_that_others_can_read_is_broken(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("x" * 48)
    (tmp_path / "secret_key").chmod(0o644)

    result = run(app)

    assert result.exit_code == 1
    assert "chmod 600" in result.stdout


def test_a_database_without_tables_is_told_with_the_command_that_helps(
    tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> None:
    with running_app(tmp_path, f"sqlite:///{tmp_path / 'new.sqlite'}", compiled_templates) as app:
        result = run(app)

    assert result.exit_code == 1
    assert "db upgrade" in result.stdout


@pytest.mark.parametrize(
    "address", ["sqlite:////nowhere/at/all/portfel.sqlite", "postgresql+psycopg://nobody@127.0.0.1:1/portfel"]
)
def test_a_database_that_does_not_answer_is_told_in_a_line(tmp_path: Path, address: str) -> None:
    result = run(create_app(make_config(tmp_path, address)))

    assert result.exit_code == 1
    assert "TRACKER_DATABASE_URL" in result.stdout
    assert "Traceback" not in result.output


def test_a_mail_server_that_does_not_answer_is_broken(app: Flask) -> None:
    with with_settings(app, smtp_url="smtp://127.0.0.1:1", mail_from="a@b.pl", base_url="https://b.pl") as other:
        result = run(other)

    assert result.exit_code == 1
    assert "127.0.0.1:1" in result.stdout


@pytest.mark.usefixtures("within")
def test_a_disk_is_full_by_degrees(tmp_path: Path) -> None:
    levels = [room_finding(tmp_path, free).level for free in (SCARCE, SCARCE - 1, NEARLY_FULL - 1)]

    assert levels == [Level.FINE, Level.WORTH_A_LOOK, Level.BROKEN]


@pytest.mark.usefixtures("within")
def test_clocks_apart_and_clocks_never_set_are_told() -> None:
    apart = clock_finding(NOON + timedelta(seconds=9), NOON)
    never_set = clock_finding(None, NOON.replace(year=1970))

    assert clock_finding(NOON, NOON).level is Level.FINE
    assert (apart.level, never_set.level) == (Level.WORTH_A_LOOK, Level.BROKEN)
    assert "9 s" in apart.text.replace("\u00a0", " ")
