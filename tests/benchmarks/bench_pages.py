"""How long the server takes for the portfolio, a project's page, the views that compare and their files.

Run with ``make bench``; sizes can be given: ``python tests/benchmarks/bench_pages.py 5 100``. Each size gets a fresh
SQLite database of invented projects. Times are those of the WSGI application in this process, without a network.
A large portfolio is read bit by bit, each answer but the last being a page that says how far it got; the first time
holds them all, and their number stands beside it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from flask import Flask
from flask.testing import FlaskClient

from tests.benchmarks.portfolios import EVENTFUL, close, counted_queries, make_portfolio
from tracker.config import ROOT
from tracker.storage.projects import project_slugs
from tracker.web.listing import Tab, view_tabs

SIZES = (5, 100, 2_000, 25_000)
RUNS = 60
FILE_RUNS = 5
CHART_LIBRARY = ROOT / "tracker" / "static" / "vendor" / "plotly" / "plotly-basic.min.js"


@contextmanager
def portfolio_of(size: int) -> Iterator[Flask]:
    """An application with that many invented projects."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        app = make_portfolio(Path(folder), size)
        print(f"{size:>6} projects generated in {time.perf_counter() - started:.1f} s")
        yield app
        close(app)


def measure(app: Flask, client: FlaskClient, path: str, runs: int) -> None:
    """Print first time, median, p99, queries and weight of one page."""
    started = time.perf_counter()
    asked = 1
    while (response := client.get(path)).status_code == 503:
        asked += 1
    first = time.perf_counter() - started
    if response.status_code != 200:
        raise SystemExit(f"{path}: {response.status}")
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - started)
    with counted_queries(app) as sent:
        client.get(path)
    times.sort()
    median, worst = (1000 * seconds for seconds in (statistics.median(times), times[int(len(times) * 0.99)]))
    weight = len(brotli.compress(response.data, quality=5))
    print(
        f"       {path[:36]:<36} first {first * 1000:8.1f} ms in {asked:>3}  median {median:7.1f} ms"
        f"  p99 {worst:7.1f} ms  {len(sent):>3} queries"
        f"  {len(response.data) / 1024:7.1f} kB, {weight / 1024:6.1f} kB compressed",
        flush=True,
    )


def views_of(app: Flask) -> list[Tab]:
    """The views of the portfolio, in the order of their tabs."""
    with app.test_request_context("/"):
        return view_tabs()


def static_weight() -> None:
    """Print what a first visit loads beside the page."""
    static = ROOT / "tracker" / "static"
    for name, files in (
        ("style sheets", sorted((static / "css").glob("*.css"))),
        ("scripts", sorted((static / "js").glob("*.js"))),
        ("chart library", [CHART_LIBRARY]),
    ):
        raw = b"".join(path.read_bytes() for path in files if path.exists())
        print(f"{name:<14} {len(raw) / 1024:7.1f} kB, {len(brotli.compress(raw, quality=5)) / 1024:6.1f} kB compressed")


def pages_of(app: Flask, size: int) -> Iterator[tuple[str, int]]:
    """Addresses and how often each is asked for: pages, then the files of every view, which take longer."""
    with app.app_context():
        slugs = project_slugs()
    views = views_of(app)
    compared = "?" + "&".join(f"p={slug}" for slug in slugs[:4])
    for path in ("/", "/?sort=wartosc&kierunek=malejaco", "/?szukaj=ops", f"/projekty/{slugs[size // 2]}"):
        yield path, RUNS
    urls = [view.url.replace("/zmiany", f"/zmiany?{EVENTFUL}") for view in views[1:]]
    for path in (*urls, "/krzywe/rozrzut", f"/porownanie{compared}"):
        yield path, RUNS
    for name in ("portfel", "os-czasu", "macierz", "zmiany"):
        for ending in ("csv", "xlsx"):
            yield f"/{name}.{ending}" + (f"?{EVENTFUL}" if name == "zmiany" else ""), FILE_RUNS
    yield f"/porownanie.xlsx{compared}", FILE_RUNS


def main(sizes: list[int]) -> None:
    """Measure every size."""
    static_weight()
    for size in sizes:
        with portfolio_of(size) as app:
            client = app.test_client()
            for path, runs in pages_of(app, size):
                measure(app, client, path, runs)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
