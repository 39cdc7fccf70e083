"""Many televisions at once: screens of which no two show the same, and clients that ask as fast as they can."""

from __future__ import annotations

import os
import socket
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from flask import Flask

from tests.serving import PATIENCE, Server
from tracker.domain.screens import ScreenPlan, ScreenView, new_token
from tracker.domain.vocabulary import Voivodeship
from tracker.storage.projects import all_centres
from tracker.storage.screens import insert_screen
from tracker.storage.transactions import transaction

CALLERS = 8
"""Clients at once, each with one question at a time."""

LENGTHS = range(8, 300)
"""Seconds that a view stands."""

BODILESS = {204, 304}


def make_screens(app: Flask, count: int) -> list[str]:
    """Tokens of so many screens, none of which shows what another does: of the country, a voivodeship or a centre."""
    tokens = [new_token() for _ in range(count)]
    with app.app_context():
        centres, regions = cycle(centre.id for centre in all_centres()), cycle(Voivodeship)
        with transaction():
            for number, token in enumerate(tokens):
                kind, views = number % 3, _turned(number // len(LENGTHS))
                plan = ScreenPlan(
                    f"Ekran {number}",
                    voivodeship=next(regions) if kind == 1 else None,
                    centre_id=next(centres) if kind == 2 else None,
                    playlist=views,
                    seconds=LENGTHS[number % len(LENGTHS)],
                )
                insert_screen(plan, token=token, at=datetime.now(UTC))
    return tokens


def _turned(by: int) -> tuple[ScreenView, ...]:
    """The usual views, beginning with another one."""
    views = tuple(ScreenPlan("").playlist)
    return views[by:] + views[:by]


@dataclass(slots=True)
class Load:
    """What came of many questions.

    Attributes:
        waited: Seconds for each answer.
        statuses: How often each came.
        tags: Of the documents that came, by request.
        elapsed: Seconds for all.
        served: Seconds of processor time of the servers.
    """

    waited: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    tags: dict[bytes, bytes] = field(default_factory=dict)
    elapsed: float = 0
    served: float = 0

    def __str__(self) -> str:
        median, p99 = (1000 * seconds for seconds in self._quantiles())
        told = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        each = 1000 * self.served / len(self.waited)
        return (
            f"{len(self.waited) / self.elapsed:6.0f} a second  median {median:6.1f} ms  p99 {p99:6.1f} ms"
            f"  {each:5.2f} ms of the server's processor each  ({told})"
        )

    def _quantiles(self) -> tuple[float, float]:
        return statistics.median(self.waited), statistics.quantiles(self.waited, n=100)[98]


class Caller:
    """A connection that is opened again when the server closes it, as this one does after every empty answer.

    It reads no more of an answer than it must, to leave the processor to the server.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE)
        self._answers = self._socket.makefile("rb")

    def ask(self, request: bytes) -> tuple[int, dict[bytes, bytes]]:
        """The status and the headers, by names in small letters."""
        self._socket.sendall(request)
        status = int(self._answers.readline().split()[1])
        headers = {}
        while (line := self._answers.readline().rstrip()) != b"":
            name, _, value = line.partition(b": ")
            headers[name.lower()] = value
        if status not in BODILESS:
            self._answers.read(int(headers[b"content-length"]))
        if headers.get(b"connection") == b"close":
            self.close()
            self._open()
        return status, headers

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._socket.close()


def asking(token: str, etag: bytes = b"") -> bytes:
    """The refresh of a screen, which has the document of a tag already."""
    return _request(b"GET", f"{token}/dane", b"If-None-Match: " + etag if etag else b"")


def beating(token: str) -> bytes:
    """The heartbeat of a screen."""
    body = b'{"view":"numbers","width":1920,"height":1080,"release":"0123456789ab"}'
    return _request(b"POST", f"{token}/tetno", b"Content-Length: %d" % len(body)) + body


def _request(method: bytes, path: str, *headers: bytes) -> bytes:
    lines = (b"%s /ekran/%s HTTP/1.1" % (method, path.encode()), b"Host: 127.0.0.1", b"Accept-Encoding: br", *headers)
    return b"\r\n".join((*filter(None, lines), b"", b""))


def ask_once(server: Server, request: bytes) -> tuple[int, dict[bytes, bytes]]:
    """One answer, on a connection of its own."""
    caller = Caller(server.port)
    try:
        return caller.ask(request)
    finally:
        caller.close()


def drive(servers: Sequence[Server], requests: Sequence[bytes], *, seconds: float | None = None) -> Load:
    """Send requests, as many at once as there are callers: each once, or round and round for so many seconds."""
    load = Load()
    worked, started = sum(map(_processor_time, servers)), time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        calls = [
            pool.submit(_call, servers[n % len(servers)], requests[n::CALLERS] or requests, seconds, load)
            for n in range(CALLERS)
        ]
    for call in calls:
        call.result()
    load.elapsed = time.perf_counter() - started
    load.served = sum(map(_processor_time, servers)) - worked
    return load


def _call(server: Server, requests: Sequence[bytes], seconds: float | None, load: Load) -> None:
    caller = Caller(server.port)
    for request in requests if seconds is None else _until(time.perf_counter() + seconds, requests):
        started = time.perf_counter()
        status, headers = caller.ask(request)
        load.waited.append(time.perf_counter() - started)
        load.statuses[status] += 1
        load.tags[request] = headers.get(b"etag", b"")
    caller.close()


def _until(end: float, requests: Sequence[bytes]) -> Iterator[bytes]:
    for request in cycle(requests):
        if time.perf_counter() >= end:
            return
        yield request


def _processor_time(server: Server) -> float:
    """Seconds that a server has worked; of Linux, as the memory is."""
    fields = (_facts(server) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(server: Server) -> float:
    """Megabytes that a server holds (RSS)."""
    lines = (_facts(server) / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _facts(server: Server) -> Path:
    assert server.process is not None
    return Path("/proc") / str(server.process.pid)
