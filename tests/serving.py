"""The tracker as a program of its own, and clients that speak to it over HTTP as browsers do."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from tests.accounts import session_of

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds that anything may take before a test gives up."""


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


ONE_PROCESS = ("app.py",)
SEVERAL_PROCESSES = ("-m", "gunicorn", "-c", "python:tracker.workers", "app:create_app()")


@dataclass
class Server:
    """The tracker on a database, started and killed at will; ``python app.py`` unless another way is named."""

    folder: Path
    database_url: str
    secret_key: str
    read_database_url: str = ""
    program: Sequence[str] = ONE_PROCESS
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What it said on stderr."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start it and wait until it listens."""
        environment = {
            **os.environ,
            "TRACKER_INSTANCE": str(self.folder),
            "TRACKER_DATABASE_URL": self.database_url,
            "TRACKER_READ_DATABASE_URL": self.read_database_url,
            "TRACKER_SECRET_KEY": self.secret_key,
            "TRACKER_PORT": str(self.port),
            # A killed process saves no coverage and would leave a broken file of it.
            "COVERAGE_PROCESS_CONFIG": "",
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log
            )
        assert self.process.stdout is not None
        while b"127.0.0.1" not in (line := self.process.stdout.readline()):
            assert line, "the server did not start"

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGINT)

    def tell_to_stop(self) -> None:
        """Ask it to end as service managers do, and do not wait."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)

    def wait(self) -> int | None:
        """Wait for its end and tell its exit code; ``None`` when it does not run."""
        if self.process is None:
            return None
        self.process.communicate(timeout=PATIENCE)
        code = self.process.returncode
        self.process = None
        return code

    def is_listening(self) -> bool:
        """Whether it lets anybody in."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.wait()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Visitor:
    """Somebody with a session who sends requests to any server of the same secret key."""

    def __init__(self, app: Flask, account: int) -> None:
        raw = os.urandom(20).hex()
        held = session_of(app, account) | {"csrf_token": raw}
        interface: Any = app.session_interface
        self.cookie = f"{app.config['SESSION_COOKIE_NAME']}={interface.get_signing_serializer(app).dumps(held)}"
        self.token = str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(raw))

    def get(self, server: Server, path: str) -> Answer:
        """Open a page."""
        return self._ask(server, "GET", path, None, {})

    def post(self, server: Server, path: str, values: Mapping[str, Any]) -> Answer:
        """Send a form."""
        body = urlencode({"csrf_token": self.token, **values})
        return self._ask(server, "POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_json(self, server: Server, path: str, value: Any) -> Answer:
        """Send what a script sends."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-Requested-With": "fetch",
            "X-CSRFToken": self.token,
        }
        return self._ask(server, "POST", path, json.dumps(value), headers)

    def _ask(self, server: Server, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie, **headers})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), dict(answer.getheaders()))
        finally:
            connection.close()


def wait_until(moment: float) -> None:
    """Sleep until a moment of the monotonic clock."""
    time.sleep(max(moment - time.monotonic(), 0))
