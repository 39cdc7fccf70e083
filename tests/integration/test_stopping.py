"""Told to stop, the tracker answers what was asked and lets nobody new in; so an upgrade breaks nothing off."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import SECRET_KEY
from tests.serving import ONE_PROCESS, PATIENCE, ROOT, SEVERAL_PROCESSES, Server, free_port

BODY = b"language=en&next=%2Fzasady"
HEAD = (
    b"POST /jezyk HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(BODY)
)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
"""Says that the server has begun to read the request."""

pytestmark = pytest.mark.no_cover


@pytest.fixture(params=[ONE_PROCESS, SEVERAL_PROCESSES], ids=["waitress", "gunicorn"])
def program(request: pytest.FixtureRequest) -> Sequence[str]:
    """How the tracker is started."""
    chosen: Sequence[str] = request.param
    return chosen


@pytest.fixture
def server(
    tmp_path: Path, bundled_sqlite_url: str, program: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """The tracker, running, and telling in its log what happens to it."""
    monkeypatch.setenv("TRACKER_LOG", "json")
    server = Server(tmp_path, bundled_sqlite_url, SECRET_KEY, program=program)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def connect(server: Server) -> socket.socket:
    """A connection that waits for answers as long as tests do."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def begin_request(slow: socket.socket) -> None:
    """Send the beginning of a request, and wait until it is being read."""
    slow.sendall(HEAD)
    assert slow.recv(len(GO_ON), socket.MSG_WAITALL) == GO_ON
    slow.sendall(BODY[:5])


def wait_for(answer: Callable[[], bool]) -> None:
    """Ask until something is so."""
    end = time.monotonic() + PATIENCE
    while not answer():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


def has_heard(server: Server) -> bool:
    """Whether it knows that it was told to stop: waitress lets nobody in then, gunicorn says so in its log."""
    if server.program == ONE_PROCESS:
        return not server.is_listening()
    return b"Handling signal: term" in server.log.read_bytes()


def test_request_under_way_is_answered_and_nobody_new_let_in(server: Server) -> None:
    with connect(server) as slow:
        begin_request(slow)
        server.tell_to_stop()
        wait_for(lambda: has_heard(server))

        slow.sendall(BODY[5:])
        answer = slow.makefile("rb").read()
    code = server.wait()

    # Without a form token: what matters is that it is the tracker's own answer, whole.
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.rstrip().endswith(b"</html>")
    assert code == 0


def test_connections_on_which_nothing_is_asked_hold_nothing_up(server: Server) -> None:
    idle = [connect(server) for _ in range(5)]
    try:
        idle[0].sendall(b"GET /zdrowie HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle[0].recv(65_536).startswith(b"HTTP/1.1 200")

        server.tell_to_stop()
        code = server.wait()
    finally:
        for one in idle:
            one.close()

    assert code == 0


@pytest.mark.parametrize("program", [ONE_PROCESS], ids=["waitress"], indirect=True)
def test_second_word_ends_it_at_once(server: Server) -> None:
    with connect(server) as slow:
        begin_request(slow)
        server.tell_to_stop()
        wait_for(lambda: has_heard(server))

        server.tell_to_stop()
        code = server.wait()

    assert code == -signal.SIGTERM


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"TRACKER_WORKERS": "0"}, "TRACKER_WORKERS"),
        ({"TRACKER_DATABASE_URL": "sqlite:////dev/null/portfel.sqlite"}, "cannot be used"),
    ],
)
def test_several_processes_say_in_one_line_why_they_cannot_start(
    tmp_path: Path, settings: dict[str, str], reason: str
) -> None:
    environment = {**os.environ, "TRACKER_INSTANCE": str(tmp_path), "TRACKER_PORT": str(free_port()), **settings}

    answer = subprocess.run(
        [sys.executable, *SEVERAL_PROCESSES],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )

    assert answer.returncode == 1
    assert reason in answer.stderr
    assert answer.stderr.count("\n") == 1
