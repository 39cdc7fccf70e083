"""Several processes that start at the same moment on nothing: each does what is left to do, none does it twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import flask_migrate
import pytest
from jinja2 import FileSystemBytecodeCache

from tests.conftest import running_app
from tests.integration.conftest import BOTH_DATABASES
from tests.serving import PATIENCE, ROOT
from tests.starting import READY
from tracker.services.accounts.passwords import fits
from tracker.storage.accounts import all_accounts, password_hash
from tracker.storage.audit import events_of
from tracker.storage.projects import project_slugs

BUNDLED_PROJECTS = 14


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database without a table."""
    url: str = request.getfixturevalue(f"bare_{request.param}_url")
    return url


def start_together(folder: Path, database_url: str, deeds: Sequence[str]) -> list[str]:
    """What each of the processes complained of; all share one instance folder, as the workers of one machine do."""
    environment = {**os.environ, "TRACKER_INSTANCE": str(folder), "TRACKER_DATABASE_URL": database_url}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.starting", deed],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for deed in deeds
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == READY
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        return [_complaint(process) for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def _complaint(process: subprocess.Popen[str]) -> str:
    _, said = process.communicate(timeout=PATIENCE)
    return said if process.returncode else ""


def test_processes_that_start_at_once_make_one_whole_portfolio(
    tmp_path: Path, database_url: str, compiled_templates: FileSystemBytecodeCache
) -> None:
    complaints = start_together(tmp_path, database_url, ["upgrade", "serve", "serve"])

    assert complaints == ["", "", ""]
    with running_app(tmp_path, database_url, compiled_templates) as app, app.app_context():
        flask_migrate.check()
        assert len(project_slugs()) == BUNDLED_PROJECTS
        assert [event.deed for event in events_of(None)] == ["load_bundled"]
        for account in all_accounts()[:1]:
            kept = json.loads((tmp_path / "demo_sign_ins.json").read_text())
            assert fits(kept[account.email], password_hash(account.key))
            assert {account.email for account in all_accounts()} == set(kept)
    assert len((tmp_path / "secret_key").read_text()) == 64
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]
