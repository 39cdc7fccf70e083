"""How long opening, saving and handing in a report takes, for one person and for fifty at once.

Run with ``make bench``. Two server processes share one SQLite database, as two workers do. Each person has a report of
their own with 12 tasks over three months, opens it, saves cells one by one as the form does while somebody types, and
hands it in. Times are those the person waits, network of the machine included. At the end every save that was
acknowledged is looked for.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tests.accounts import add_account
from tests.benchmarks.portfolios import SECRET, database_of
from tests.serving import Server, Visitor
from tests.unit.domain.factories import make_centre, make_plan, make_record, make_task, make_terms
from tracker import create_app
from tracker.config import Config
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.report_fields import DECLARED_STATUS, spending_field
from tracker.domain.vocabulary import Role
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import begin_report
from tracker.services.reporting.ground import open_report
from tracker.storage.base import db
from tracker.storage.projects import insert_projects
from tracker.storage.schema import upgrade_schema
from tracker.storage.settings import save_settings
from tracker.storage.transactions import transaction

TODAY = date(2019, 4, 5)
MONTHS = [date(2019, month, 1) for month in range(1, 13)]
TASKS = range(1, 13)
CROWDS = ((1, 0.0), (50, 2.0), (50, 0.0))
"""How many people, and the seconds each takes to type a cell; the last crowd only sends, as fast as it is answered."""


class Person:
    """A director who works through one report.

    Attributes:
        waited: Seconds by deed.
        acknowledged: The text of every field whose save was acknowledged.
    """

    def __init__(self, visitor: Visitor, server: Server, report_id: int, pause: float) -> None:
        self.visitor, self.server, self.report_id, self.pause = visitor, server, report_id, pause
        self.waited: dict[str, list[float]] = defaultdict(list)
        self.acknowledged: dict[str, str] = {}
        self.failures: list[str] = []

    def work(self) -> None:
        """Open, type, send."""
        address = f"/sprawozdania/{self.report_id}"
        self._time("open", lambda: self.visitor.get(self.server, address).status, 200)
        fields = {spending_field(task, month): "1000,00" for task in TASKS for month in MONTHS[:3]}
        for name, text in (fields | {DECLARED_STATUS: "on_track"}).items():
            sent = {"fields": {name: {"text": text, "seen": 0}}}
            if self._time(
                "save", lambda sent=sent: self.visitor.post_json(self.server, f"{address}/pola", sent).status, 200
            ):
                self.acknowledged[name] = text
            time.sleep(self.pause * random.uniform(0.5, 1.5))
        form = {"seen_number": 0, "fingerprint": str(len(self.acknowledged))}
        self._time("send", lambda: self.visitor.post(self.server, f"{address}/wyslij", form).status, 303)

    def _time(self, deed: str, do: object, wanted: int) -> bool:
        started = time.perf_counter()
        status = do()  # type: ignore[operator]  # A deed is a function without arguments that gives a status.
        self.waited[deed].append(time.perf_counter() - started)
        if status != wanted:
            self.failures.append(f"{deed}: {status}")
        return bool(status == wanted)


def measure(size: int, pause: float) -> None:
    """Let so many people work at once, and print what they waited."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        url = database_of(folder)
        app = create_app(Config(instance=folder, database_url=url, secret_key=SECRET, testing=True))
        with app.app_context():
            upgrade_schema()
            reports = make_reports(size)
        visitors = [Visitor(app, add_account(app, Role.DIRECTOR, centre=f"projekt-{n}")) for n in range(size)]
        servers = [Server(folder, url, SECRET) for _ in range(2)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        for visitor, server in zip(visitors, servers * size, strict=False):
            visitor.get(server, "/sprawozdania")
        people = [Person(v, servers[n % 2], r, pause) for n, (v, r) in enumerate(zip(visitors, reports, strict=True))]
        threads = [threading.Thread(target=person.work) for person in people]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        tell(people, pause, time.perf_counter() - started)
        with app.app_context():
            lost = sum(lost_saves(person) for person in people)
            db.engine.dispose()
        failures = [failure for person in people for failure in person.failures]
        print(f"    lost saves: {lost}; refused or failed: {failures[:5] or 'none'}")


def make_reports(size: int) -> list[int]:
    """Projects with 12 tasks, each with its report begun; gives the reports' keys."""
    plan = make_plan(*(make_task({month: Decimal("1000.00") for month in MONTHS}, number=task) for task in TASKS))
    terms = make_terms(value=None)
    keys = []
    with transaction():
        save_settings(PortfolioSettings("Pomiar", TODAY))
        insert_projects(
            [
                replace(
                    make_record(*terms, plans=[plan]),
                    slug=f"projekt-{number}",
                    centre=replace(make_centre(), name=f"Ośrodek {number}"),
                )
                for number in range(size)
            ]
        )
    for number in range(size):
        with transaction():
            editor = Editor("Pomiar", datetime.now(UTC), TODAY)
            keys.append(begin_report(f"projekt-{number}", MONTHS[0], editor))
    return keys


def lost_saves(person: Person) -> int:
    """How many acknowledged saves are not on record."""
    report = open_report(person.report_id, TODAY)
    return sum(report.values.get(name) != text for name, text in person.acknowledged.items())


def tell(people: list[Person], pause: float, elapsed: float) -> None:
    """Print medians and p99, milliseconds."""
    print(f"{len(people):>4} at once, {pause:.0f} s a cell, {elapsed:.1f} s in all")
    for deed in ("open", "save", "send"):
        waited = sorted(second * 1000 for person in people for second in person.waited[deed])
        if len(waited) > 1:
            p99 = statistics.quantiles(waited, n=100)[98]
            print(f"    {deed}: median {statistics.median(waited):.0f} ms, p99 {p99:.0f} ms, {len(waited)} times")
        elif waited:
            print(f"    {deed}: {waited[0]:.0f} ms, once")


if __name__ == "__main__":
    for crowd, seconds in CROWDS:
        measure(crowd, seconds)
