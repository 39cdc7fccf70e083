"""How long a person waits until a chart is drawn, in Chromium at full speed and at a quarter of it.

Run with ``make bench``; sizes can be given: ``python tests/benchmarks/bench_charts.py 5 100``. The tracker runs as a
program of its own on a fresh SQLite database of invented projects and has read them before the clock starts. The time
is from the beginning of the visit to the frame after the one in which the chart has its place on the page; every visit
but the first finds style sheets, scripts and fonts in the browser's cache.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.painting import DRAWN_AFTER, IS_DRAWN, watching
from tests.benchmarks.portfolios import EVENTFUL, SECRET, close, database_of, make_portfolio
from tests.browser.chromium import QUIET, find_chromium
from tests.browser.waiting import wait_until
from tests.serving import Server
from tracker.storage.projects import project_slugs

SIZES = (5, 100, 2_000)
THROTTLES = (1, 4)
RUNS = 7

DRAWING = "main .chart-svg text, main .mark-svg, main .matrix-table td, main .map-svg text, main .trend-small"
LIVE = "main .js-plotly-plot .main-svg text"
"""What Plotly puts in the drawing's place when the chart is near."""


def charts_of(slugs: list[str]) -> dict[str, str]:
    """Addresses of pages with a chart, and what is there when it is drawn."""
    compared = "&".join(f"p={slug}" for slug in slugs[:4])
    pages = (
        "/",
        "/os-czasu",
        "/krzywe",
        "/krzywe/rozrzut",
        "/macierz",
        "/mapa",
        "/os-czasu/trend",
        f"/zmiany?{EVENTFUL}",
    )
    drawings = dict.fromkeys((*pages, f"/porownanie?{compared}", f"/projekty/{slugs[0]}"), DRAWING)
    return {**drawings, f"/projekty/{slugs[0]}#spending-heading": LIVE}


def serve(folder: Path, size: int) -> tuple[Server, list[str]]:
    """A running tracker with so many invented projects, all of them read, and their short names."""
    app = make_portfolio(folder, size)
    with app.app_context():
        slugs = project_slugs()
    close(app)
    server = Server(folder, database_of(folder), SECRET)
    server.start()
    return server, slugs


def drawn_after(browser: Browser, address: str, chart: str, throttle: int) -> tuple[float, list[float]]:
    """Milliseconds until the chart is drawn: of the first visit, and of the next ones."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="pl-PL")
    page = context.new_page()
    page.add_init_script(watching(chart))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    times = [_visit(page, address) for _ in range(RUNS + 1)]
    context.close()
    return times[0], times[1:]


def _visit(page: Page, address: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    wait_until(page, IS_DRAWN)
    return float(page.evaluate(DRAWN_AFTER))


def measure(size: int) -> None:
    """Print the times of every chart of a portfolio."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        server, slugs = serve(Path(name), size)
        base = f"http://127.0.0.1:{server.port}"
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        try:
            for path, chart in charts_of(slugs).items():
                read(server.port, path.split("#")[0])
                said = []
                for throttle in THROTTLES:
                    first, next_ones = drawn_after(browser, f"{base}{path}", chart, throttle)
                    said.append(f"{throttle}x: first {first:6.0f}, then {statistics.median(next_ones):6.0f} ms")
                print(f"       {path[:44]:<44} {'   '.join(said)}", flush=True)
        finally:
            browser.close()
            server.stop()


def read(port: int, path: str) -> None:
    """Ask for a page until the portfolio has been read; a browser would turn to the page again by itself meanwhile."""
    status = 503
    while status == 503:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()


def main(sizes: list[int]) -> None:
    """Measure every size."""
    for size in sizes:
        print(f"{size:>6} projects, milliseconds until the chart is drawn")
        measure(size)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
