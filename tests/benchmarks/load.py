"""A working day pressed into minutes: a hundred screens, thirty coordinators who browse, fifty directors who save.

Run with ``make load``, or ``make load SECONDS=60`` for a try. The tracker runs as it does behind a proxy: gunicorn with
two processes, on SQLite and then on PostgreSQL, with 100 invented projects. A screen refreshes itself once a minute and
tells that it lives; a coordinator opens a page every four to eight seconds; a director changes a text every two to four
seconds, and opens the report anew now and then. Each kind of request is told with its number, its median and
percentiles as the client waits, and every status that came.

At the end every text that was acknowledged is looked for. A lost one, and any answer of 500 or above, is a failure.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask

from tests.accounts import add_account
from tests.benchmarks.bench_pages import views_of
from tests.benchmarks.portfolios import EVENTFUL, SECRET, close, database_of, make_portfolio
from tests.benchmarks.screen_load import ask_once, asking, beating, make_screens
from tests.integration.conftest import new_cluster
from tests.serving import SEVERAL_PROCESSES, Server, Visitor
from tracker.domain.errors import TrackerError
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.vocabulary import Role
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import begin_report
from tracker.services.reporting.ground import open_report
from tracker.storage.projects import project_slugs
from tracker.storage.settings import save_settings
from tracker.storage.transactions import transaction

PROJECTS, SCREENS, COORDINATORS, DIRECTORS = 100, 100, 30, 50
SECONDS = 600
TODAY, PERIOD = date(2019, 10, 15), date(2019, 10, 1)
"""The day of the portfolio, and the first of the quarter that is reported."""

REFRESH_SECONDS = 60.0
THINKING, TYPING = (4.0, 8.0), (2.0, 4.0)
REOPEN_EVERY = 20
"""Saves after which a director opens the report anew."""

FIELDS = ("problems", "next_steps", "declared.reason")


@dataclass(slots=True)
class Record:
    """What all of them have waited for, and what came.

    Attributes:
        waited: Seconds, by kind of request.
        statuses: How often each came, by kind; 0 is a connection that broke.
    """

    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def time(self, kind: str, ask: Callable[[], int]) -> int:
        """Send one request; gives its status."""
        started = time.perf_counter()
        try:
            status = ask()
        except OSError:
            status = 0
        self.waited[kind].append(time.perf_counter() - started)
        self.statuses[kind][status] += 1
        return status

    @property
    def failures(self) -> int:
        """Answers of 500 and above, and connections that broke."""
        return sum(n for counts in self.statuses.values() for status, n in counts.items() if not 0 < status < 500)

    def tell(self) -> None:
        """Print a line for each kind."""
        for kind, waited in sorted(self.waited.items()):
            milliseconds = sorted(1000 * seconds for seconds in waited)
            cuts = (
                statistics.quantiles(milliseconds, n=100, method="inclusive")
                if len(milliseconds) > 1
                else milliseconds * 99
            )
            statuses = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses[kind].items()))
            print(
                f"    {kind:<18} {len(waited):>6}  median {cuts[49]:7.1f}  p95 {cuts[94]:7.1f}  p99 {cuts[98]:7.1f}"
                f"  largest {milliseconds[-1]:7.1f} ms  ({statuses})",
                flush=True,
            )


@dataclass
class Day:
    """One run: the server, what is measured, and when it ends."""

    server: Server
    end: float
    record: Record = field(default_factory=Record)

    def rest(self, seconds: float) -> bool:
        """Wait, or until the end; whether the day goes on."""
        time.sleep(max(min(seconds, self.end - time.monotonic()), 0))
        return time.monotonic() < self.end


def show(day: Day, token: str) -> None:
    """A screen: its refresh, most often answered with nothing new, and its sign of life."""
    etag = b""
    while day.rest(random.uniform(0, REFRESH_SECONDS) if not etag else REFRESH_SECONDS):

        def refresh() -> int:
            nonlocal etag
            status, headers = ask_once(day.server, asking(token, etag))
            etag = headers.get(b"etag", etag)
            return status

        day.record.time("screen: refresh", refresh)
        day.record.time("screen: sign of life", lambda: ask_once(day.server, beating(token))[0])


def browse(day: Day, visitor: Visitor, pages: list[tuple[str, str]]) -> None:
    """A coordinator, who opens one page after another."""
    while day.rest(random.uniform(*THINKING)):
        kind, path = random.choice(pages)
        day.record.time(kind, lambda path=path: visitor.get(day.server, path).status)  # type: ignore[misc]


@dataclass
class Director:
    """Somebody who fills a report, and remembers what the tracker said it has.

    Attributes:
        acknowledged: Version and text, by field.
    """

    visitor: Visitor
    report_id: int
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)

    def work(self, day: Day) -> None:
        """Open the report, change a text, and again."""
        address = f"/sprawozdania/{self.report_id}"
        saves = 0
        while day.rest(random.uniform(*TYPING)):
            if saves % REOPEN_EVERY == 0:
                day.record.time("director: open", lambda: self.visitor.get(day.server, address).status)
            name = random.choice(FIELDS)
            version, _ = self.acknowledged.get(name, (0, ""))
            text = f"{name} {saves} {random.random()}"
            values = {"fields": {name: {"text": text, "seen": version}}}
            status = day.record.time(
                "director: save",
                lambda values=values: self.visitor.post_json(day.server, f"{address}/pola", values).status,  # type: ignore[misc]
            )
            if status == 200:
                self.acknowledged[name] = (version + 1, text)
            saves += 1

    def lost(self) -> int:
        """How many acknowledged texts are not on record."""
        fields = open_report(self.report_id, TODAY).fields
        kept = {name: (one.version, one.text) for name, one in fields.items()}
        return sum(kept.get(name) != one for name, one in self.acknowledged.items())


def begin_reports(app: Flask) -> dict[str, int]:
    """Reports that can be filled, by project, one for each director."""
    begun: dict[str, int] = {}
    with app.app_context():
        with transaction():
            save_settings(PortfolioSettings("Pomiar", TODAY))
        for slug in project_slugs():
            if len(begun) == DIRECTORS:
                break
            try:
                with transaction():
                    begun[slug] = begin_report(slug, PERIOD, Editor("Pomiar", datetime.now(UTC), TODAY))
            except TrackerError:
                # A project that is over, or whose report exists, has none to begin.
                continue
    if len(begun) < DIRECTORS:
        raise SystemExit(f"Only {len(begun)} of {DIRECTORS} reports could be begun.")
    return begun


def pages_of(app: Flask) -> list[tuple[str, str]]:
    """What coordinators open: kinds and addresses; the list and single projects most often."""
    with app.app_context():
        slugs = project_slugs()
    views = [
        ("view: " + view.url.strip("/"), view.url.replace("/zmiany", f"/zmiany?{EVENTFUL}")) for view in views_of(app)
    ]
    compared = "&".join(f"p={slug}" for slug in slugs[:4])
    listing = [("list", "/"), ("list", "/?sort=wartosc&kierunek=malejaco"), ("list: search", "/?szukaj=ops")]
    projects = [("project", f"/projekty/{slug}") for slug in random.sample(slugs, 10)]
    return [*listing * 3, *projects, *views[1:], ("comparison", f"/porownanie?{compared}")]


def warm_up(server: Server, visitor: Visitor, pages: list[tuple[str, str]], tokens: list[str]) -> None:
    """Open every page until no process reads the portfolio for the first time any more."""
    for _ in range(4):
        for _kind, path in pages:
            while visitor.get(server, path).status == 503:
                time.sleep(0.2)
        while ask_once(server, asking(tokens[0]))[0] == 503:
            time.sleep(0.2)


def measure(folder: Path, url: str, seconds: float) -> bool:
    """One run on a database; whether nothing was lost and nothing failed."""
    app = make_portfolio(folder, PROJECTS, url)
    reports = begin_reports(app)
    tokens = make_screens(app, SCREENS)
    coordinators = [Visitor(app, add_account(app, Role.COORDINATOR)) for _ in range(COORDINATORS)]
    directors = [
        Director(Visitor(app, add_account(app, Role.DIRECTOR, centre=slug)), report) for slug, report in reports.items()
    ]
    pages = pages_of(app)
    server = Server(folder, url, SECRET, program=SEVERAL_PROCESSES)
    try:
        server.start()
        warm_up(server, coordinators[0], pages, tokens)
        day = Day(server, time.monotonic() + seconds)
        people = [
            *(threading.Thread(target=show, args=(day, token)) for token in tokens),
            *(threading.Thread(target=browse, args=(day, one, pages)) for one in coordinators),
            *(threading.Thread(target=one.work, args=(day,)) for one in directors),
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    finally:
        server.stop()
    with app.app_context():
        lost = sum(one.lost() for one in directors)
    close(app)
    day.record.tell()
    print(f"    lost saves: {lost}; failed requests: {day.record.failures}", flush=True)
    return lost == 0 and day.record.failures == 0


@contextmanager
def databases() -> Iterator[list[tuple[str, Path, str]]]:
    """Where it is measured: name, folder of the instance, address."""
    with ExitStack() as stack:
        sqlite, postgresql = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        cluster = stack.enter_context(new_cluster())
        # A real server's settings: what it has acknowledged is on disk.
        cluster.start("fsync=on", "synchronous_commit=on", "full_page_writes=on")
        stack.callback(cluster.stop)
        cluster.execute("CREATE DATABASE load")
        yield [("SQLite", sqlite, database_of(sqlite)), ("PostgreSQL", postgresql, cluster.url("load"))]


def main(seconds: float) -> None:
    """Measure on both databases; exit code 1 when anything was lost or failed."""
    with databases() as places:
        went_well = []
        for name, folder, url in places:
            print(f"{name}: {SCREENS} screens, {COORDINATORS} coordinators, {DIRECTORS} directors, {seconds:.0f} s")
            went_well.append(measure(folder, url, seconds))
    sys.exit(0 if all(went_well) else 1)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
