"""``python app.py`` serves the tracker or says in one line why it cannot."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.serving import free_port

ROOT = Path(__file__).resolve().parents[2]

IDLE_CONNECTIONS = 150
"""Of 25 browsers that have just loaded a page."""


def run_app(folder: Path, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Start the program where it cannot succeed and wait for its refusal."""
    environment = {**os.environ, "TRACKER_INSTANCE": str(folder), **settings}
    return subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def assert_refused(answer: subprocess.CompletedProcess[str], reason: str) -> None:
    """The program ended with 1 and one line on stderr that names the reason."""
    assert answer.returncode == 1
    assert reason in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"TRACKER_PORT": "http"}, "TRACKER_PORT"),
        ({"TRACKER_SECRET_KEY": "short"}, "TRACKER_SECRET_KEY"),
        ({"TRACKER_INSTANCE": "/dev/null/instance"}, "TRACKER_INSTANCE"),
        ({"TRACKER_PORT": "{free}", "TRACKER_HOST": "nowhere.invalid"}, "cannot listen on nowhere.invalid"),
        ({"TRACKER_PORT": "{free}", "TRACKER_DATABASE_URL": "sqlite:////dev/null/portfel.sqlite"}, "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_one_line(tmp_path: Path, settings: Mapping[str, str], reason: str) -> None:
    filled = {name: value.replace("{free}", str(free_port())) for name, value in settings.items()}

    assert_refused(run_app(tmp_path, filled), reason)


def test_port_in_use_is_one_line_and_leaves_the_database_alone(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        answer = run_app(tmp_path, {"TRACKER_PORT": str(other.getsockname()[1])})

    assert_refused(answer, "Address already in use")
    assert not (tmp_path / "portfel.sqlite").exists()


def test_program_serves_beside_many_idle_connections_until_it_is_interrupted(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "TRACKER_INSTANCE": str(tmp_path), "TRACKER_PORT": str(port)}

    with subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        try:
            greeting = program.stdout.readline()
            with ExitStack() as open_browsers:
                for _ in range(IDLE_CONNECTIONS):
                    open_browsers.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
                connection = open_browsers.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
                connection.sendall(b"GET /static/absent HTTP/1.0\r\n\r\n")
                answer = connection.makefile("rb").readline()
            program.send_signal(signal.SIGINT)
            code = program.wait(timeout=30)
        finally:
            program.kill()

    assert f"http://127.0.0.1:{port}" in greeting
    assert b"404" in answer
    assert code == 0
