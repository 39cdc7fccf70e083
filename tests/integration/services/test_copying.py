"""A portfolio moves to another database, of the same engine or the other, and every row is proven to have arrived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.accounts import add_account, sign_in
from tests.conftest import running_app
from tests.integration.conftest import BOTH_DATABASES, Cluster
from tracker.domain.vocabulary import Role
from tracker.storage.backups.states import state_now

PAGES = ("/portfel.csv", "/portfel.json", "/krzywe.csv", "/os-czasu.csv", "/zrodla.csv")


@pytest.fixture(params=BOTH_DATABASES)
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other.sqlite'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"other_{next(cluster.databases)}"
    cluster.execute(f"CREATE DATABASE {name}")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def other(other_url: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """An application on that database."""
    with running_app(tmp_path, other_url, compiled_templates) as app:
        yield app


def test_every_row_and_every_figure_arrives(bundled: Flask, other: Flask, other_url: str) -> None:
    add_account(bundled, Role.COORDINATOR, name="Ewa")

    outcome = bundled.test_cli_runner().invoke(args=["data", "copy", "--to", other_url])

    assert outcome.exit_code == 0, outcome.output
    with bundled.app_context():
        before = state_now()
    with other.app_context():
        assert state_now() == before
    for page in PAGES:
        assert other.test_client().get(page).data == bundled.test_client().get(page).data


def test_new_rows_are_numbered_after_those_that_came(bundled: Flask, other: Flask, other_url: str) -> None:
    account = add_account(bundled, Role.ADMINISTRATOR, name="Ewa")
    bundled.test_cli_runner().invoke(args=["data", "copy", "--to", other_url])

    client: FlaskClient = sign_in(other.test_client(), account)
    generated = other.test_cli_runner().invoke(args=["data", "generate", "--projects", "2"])

    assert client.get("/konto").status_code == 200
    assert generated.exit_code == 0, generated.output


def test_a_place_that_is_not_empty_is_refused_and_stays(bundled: Flask, other: Flask, other_url: str) -> None:
    runner = bundled.test_cli_runner()
    runner.invoke(args=["data", "copy", "--to", other_url])
    with other.app_context():
        before = state_now()

    again = runner.invoke(args=["data", "copy", "--to", other_url])

    assert again.exit_code == 1
    assert len(again.stderr.splitlines()) == 1
    with other.app_context():
        assert state_now() == before


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "postgresql+psycopg://nobody@127.0.0.1:1/portfel"])
def test_an_address_that_cannot_be_used_is_told_in_a_line(bundled: Flask, address: str) -> None:
    outcome = bundled.test_cli_runner().invoke(args=["data", "copy", "--to", address])

    assert outcome.exit_code == 1
    assert len(outcome.stderr.splitlines()) == 1
