"""What the shared screens cost: the first picture, the bytes, the refreshes of many at once, and the memory.

Run with ``make bench``; sizes can be given: ``python tests/benchmarks/bench_screens.py 5 100``. The tracker runs as the
program it is, alone or twice on one SQLite database of invented projects. Servers, clients and browser share the
processors of this machine, so that a server of its own answers more requests than are told here. The processor's time
and the memory of the servers are read from ``/proc``.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.test import TestResponse

from tests.benchmarks.portfolios import SECRET, close, counted_queries, database_of, make_portfolio
from tests.benchmarks.screen_browser import first_picture, held_after, what_it_loads
from tests.benchmarks.screen_load import CALLERS, ask_once, asking, beating, drive, make_screens, memory_of
from tests.browser.chromium import QUIET, find_chromium
from tests.serving import Server
from tracker.services.screens import pause_screen
from tracker.storage.screens import find_screen
from tracker.storage.transactions import transaction

SIZES = (5, 100, 2_000)
THROTTLES = (1, 4)
SCREENS = 1_000
RUNS = 200
SECONDS = 5.0
REFRESHES = (1, 100)


def measure(size: int, stack: ExitStack) -> None:
    """Print everything about a portfolio of a size."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    app = make_portfolio(folder, size)
    stack.callback(close, app)
    link, *links = make_screens(app, SCREENS + 1)
    servers = [Server(folder, database_of(folder), SECRET) for _ in range(2)]
    for server in servers:
        stack.callback(server.stop)
    tell_cold_start(servers[0], link)
    tell_application(app, link)
    tell_browser(app, servers[0], link)
    known = tell_memory(servers[0], links)
    tell_load(servers[:1], link, known)
    tell_cold_start(servers[1], link)
    drive(servers[1:], list(known.values()))
    tell_load(servers, link, known)


def tell_cold_start(server: Server, link: str) -> None:
    """How long a television waits that asks at once and again as soon as it is answered."""
    started = time.perf_counter()
    server.start()
    listening = time.perf_counter()
    refused = 0
    while ask_once(server, asking(link))[0] == 503:
        refused += 1
    seconds = time.perf_counter() - listening
    _tell("start", f"listens after {listening - started:.1f} s, document {seconds:.2f} s later, {refused} times 503")


def tell_application(app: Flask, link: str) -> None:
    """Time, questions to the database and weight of each answer, without a network."""
    client, address = app.test_client(), f"/ekran/{link}"
    while client.get(address).status_code == 503:
        pass
    etag = client.get(f"{address}/dane").headers["ETag"]
    plain = {"Accept-Encoding": "identity"}
    beat = {"view": "numbers", "width": 1920, "height": 1080, "release": "0123456789ab"}
    deeds: Mapping[str, Callable[[], TestResponse]] = {
        "page": lambda: client.get(address),
        "document": lambda: client.get(f"{address}/dane", headers=plain),
        "document, br": lambda: client.get(f"{address}/dane", headers={"Accept-Encoding": "br"}),
        "document, 304": lambda: client.get(f"{address}/dane", headers={"If-None-Match": etag}),
        "heartbeat": lambda: client.post(f"{address}/tetno", json=beat),
    }
    for name, deed in deeds.items():
        _tell_answer(app, name, deed)


def _tell_answer(app: Flask, name: str, deed: Callable[[], TestResponse]) -> None:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        answer = deed()
        times.append(1000 * (time.perf_counter() - started))
    with counted_queries(app) as sent:
        answer = deed()
    p99 = statistics.quantiles(times, n=100)[98]
    weight = f"{len(answer.data) / 1024:6.1f} kB  {answer.status_code}"
    _tell(name, f"median {statistics.median(times):6.2f} ms  p99 {p99:6.2f} ms  {len(sent)} queries  {weight}")


def tell_browser(app: Flask, server: Server, link: str) -> None:
    """First picture, bytes, and what the page holds after many refreshes."""
    address = f"http://127.0.0.1:{server.port}/ekran/{link}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        for throttle in THROTTLES:
            paint, heading = first_picture(browser, address, throttle)
            _tell(f"picture, {throttle}x", f"first paint {paint:5.0f} ms  heading {heading:5.0f} ms")
        _tell_bytes(browser, address)
        _tell_held(app, browser, address, link)
        browser.close()


def _tell_bytes(browser: Browser, address: str) -> None:
    loaded = what_it_loads(browser, address)
    sent = sum(transferred for _, transferred, _, _ in loaded)
    _tell("first visit", f"{len(loaded)} requests, {sent / 1024:.1f} kB with headers")
    for path, _, compressed, plain in loaded:
        if plain:
            name = Path(path).name if path.startswith("/static") else "the page"
            _tell("", f"{name:<40} {compressed / 1024:6.1f} kB of {plain / 1024:6.1f} kB")


def _tell_held(app: Flask, browser: Browser, address: str, link: str) -> None:
    with app.app_context():
        screen = find_screen(link)
    assert screen is not None
    wishes = iter(range(max(REFRESHES) + 1))

    def change() -> None:
        with app.app_context(), transaction():
            pause_screen(screen.key, is_paused=next(wishes) % 2 == 0, actor="Pomiar", at=datetime.now(UTC))

    for number, held in held_after(browser, address, REFRESHES, change).items():
        told = f"{held['bytes'] / 2**20:.2f} MB, {held['nodes']} nodes, {held['jsEventListeners']} listeners"
        _tell(f"{number} refreshes", f"{told}, {held['documents']} documents")


def tell_memory(server: Server, links: list[str]) -> dict[str, bytes]:
    """What a server holds before and after so many screens have asked for their documents; gives their refreshes."""
    before = memory_of(server)
    load = drive([server], [asking(link) for link in links])
    after = memory_of(server)
    each = 1024 * (after - before) / len(links)
    _tell("memory", f"{before:.0f} MB, {after:.0f} MB after {len(links)} other screens, {each:.1f} kB each")
    _tell("their documents", str(load))
    return {link: asking(link, load.tags[asking(link)]) for link in links}


def tell_load(servers: list[Server], link: str, known: Mapping[str, bytes]) -> None:
    """How many refreshes and heartbeats a second are answered.

    Args:
        servers: Who shares the work.
        link: Of a screen whose document all of them have.
        known: Of other screens, with their refreshes that bring nothing new.
    """
    processes = f"{len(servers)} server{'s' if len(servers) > 1 else ''}"
    _tell(processes, f"{CALLERS} clients; they, the servers and others share {os.cpu_count()} processors")
    tag = ask_once(servers[0], asking(link))[1][b"etag"]
    for name, requests in (
        ("document, br", [asking(link)]),
        ("document, 304", [asking(link, tag)]),
        (f"304 of {len(known)}", list(known.values())),
    ):
        _tell(name, str(drive(servers, requests, seconds=SECONDS)))
    beats = [beating(one) for one in known]
    _tell("heartbeats", str(drive(servers, beats)))
    _tell("heartbeats again", str(drive(servers, beats)))


def _tell(what: str, told: str) -> None:
    print(f"       {what:<18} {told}", flush=True)


def main(sizes: list[int]) -> None:
    """Measure every size."""
    for size in sizes:
        print(f"{size:>6} projects", flush=True)
        with ExitStack() as stack:
            measure(size, stack)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
