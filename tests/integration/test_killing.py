"""A server killed while reports are saved and handed in: what it acknowledged is there, nothing is half done."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import func, select

from tests.accounts import add_account
from tests.conftest import SECRET_KEY, running_app
from tests.integration.conftest import BOTH_DATABASES
from tests.serving import Server, Visitor, wait_until
from tracker.domain.report_draft import TypedField, draft_fingerprint
from tracker.domain.report_life import ReportStatus
from tracker.domain.vocabulary import Role, SourceKind
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import begin_report, save_fields
from tracker.services.reporting.ground import OpenReport, open_report
from tracker.storage.audit import events_of
from tracker.storage.base import db
from tracker.storage.models import SourceRow, SubmissionRow
from tracker.storage.projects import get_record
from tracker.storage.transactions import transaction

TODAY = date(2019, 10, 15)
"""The reference day of the bundled portfolio."""

RETURNED, UPCOMING = date(2019, 7, 1), date(2019, 10, 1)
"""Periods of Myślenice: of a report that was sent back, and of one that can only be written."""

KILLS = 3
TEXT_FIELDS = ("problems", "next_steps", "declared.reason")


@dataclass
class Writer:
    """Somebody who saves one field of a draft over and over.

    Attributes:
        acknowledged: The version and text that the server last said it has.
        sent: What was sent since, perhaps received.
    """

    visitor: Visitor
    report_id: int
    name: str
    acknowledged: tuple[int, str] = (0, "")
    sent: str = ""

    def work(self, server: Server, stop: threading.Event) -> None:
        """Save until the server is gone."""
        while not stop.is_set():
            version, _ = self.acknowledged
            self.sent = f"{self.name} {version + 1} {random.random()}"
            fields = {self.name: {"text": self.sent, "seen": version}}
            try:
                answer = self.visitor.post_json(server, f"/sprawozdania/{self.report_id}/pola", {"fields": fields})
            except (OSError, http.client.HTTPException):
                return
            assert answer.status == 200, answer.body
            assert self.name in answer.json["saved"], answer.json
            self.acknowledged = (version + 1, self.sent)

    def check(self, report: OpenReport) -> None:
        """Compare with what is on record, and go on from there."""
        present = report.fields.get(self.name)
        version, text = (present.version, present.text) if present else (0, "")
        assert (version, text) in (self.acknowledged, (self.acknowledged[0] + 1, self.sent))
        self.acknowledged = (version, text)


@dataclass
class Sender:
    """A director who hands a report in, takes it back, and hands it in again.

    Attributes:
        seen: The version handed in last, as far as the server has said.
        number: The number that the next version will have.
        withdrawn: Versions that it said were taken back.
    """

    visitor: Visitor
    report_id: int
    seen: int
    number: int
    fingerprint: str
    withdrawn: set[int] = field(default_factory=set)
    is_waiting: bool = False

    def work(self, server: Server, stop: threading.Event) -> None:
        """Hand in and take back until the server is gone."""
        while not stop.is_set():
            deed = "wycofaj" if self.is_waiting else "wyslij"
            values = {"seen_number": self.seen, "fingerprint": self.fingerprint}
            try:
                answer = self.visitor.post(server, f"/sprawozdania/{self.report_id}/{deed}", values)
            except (OSError, http.client.HTTPException):
                return
            assert answer.status == 303, re.findall(r"<main.*</main>", answer.body.decode(), re.DOTALL)
            if self.is_waiting:
                self.withdrawn.add(self.seen)
            else:
                self.seen = self.number
                self.number += 1
            self.is_waiting = not self.is_waiting

    def check(self, report: OpenReport) -> None:
        """Compare with what is on record, and go on from there."""
        numbers = [submission.number for submission in report.submissions]
        taken_back = {s.number for s in report.submissions if any(d.made_by for d in s.decisions)}
        assert max(numbers) - self.number in (-1, 0)
        assert self.withdrawn <= taken_back
        assert len(taken_back - self.withdrawn) <= 1
        assert numbers == sorted(set(numbers))
        self.seen, self.number, self.withdrawn = report.submissions[-1].number, max(numbers) + 1, taken_back
        self.is_waiting = report.status is ReportStatus.SUBMITTED


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with the bundled portfolio."""
    url: str = request.getfixturevalue(f"bundled_{request.param}_url")
    return url


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Server]:
    """A server of the database; killed at the latest when the test ends."""
    server = Server(tmp_path, database_url, SECRET_KEY)
    yield server
    server.kill()


def prepare_report(app: Flask) -> int:
    """Make Myślenice's returned report ready to be sent, and give its number."""
    with app.app_context():
        report = next(r for r in get_record("myslenice").reports if r.period.start == RETURNED)
        for name in _wanting(report.id):
            opened = open_report(report.id, TODAY)
            seen = opened.fields
            typed = TypedField("Zgodnie z harmonogramem.", seen[name].version if name in seen else 0)
            with transaction():
                save_fields(opened, {name: typed}, Editor("Test", datetime.now(UTC), TODAY))
        return report.id


def _wanting(report_id: int) -> list[str]:
    return [check.field for check in open_report(report_id, TODAY).outcome.in_the_way]


def test_killed_server_has_what_it_acknowledged_and_nothing_half_done(
    server: Server, database_url: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> None:
    with running_app(tmp_path, database_url, compiled_templates) as app:
        sent = prepare_report(app)
        account = add_account(app, Role.DIRECTOR, centre="myslenice", name="Dyrektor")
        with app.app_context():
            with transaction():
                draft = begin_report("myslenice", UPCOMING, Editor("Test", datetime.now(UTC), TODAY))
            opened = open_report(sent, TODAY)
            seen, before = opened.submissions[-1].number, len(opened.submissions)
            sender = Sender(Visitor(app, account), sent, seen, before + 1, draft_fingerprint(opened.fields))
        writers = [Writer(Visitor(app, account), draft, name) for name in TEXT_FIELDS]

        for _ in range(KILLS):
            run_until_killed(server, [sender, *writers])
            with app.app_context():
                sender.check(open_report(sent, TODAY))
                for writer in writers:
                    writer.check(open_report(draft, TODAY))
                assert_whole(sent)

        assert all(writer.acknowledged[0] > 0 for writer in writers)
        assert sender.number > before + 1


def run_until_killed(server: Server, people: list[Sender | Writer]) -> None:
    """Let everybody work at once, and kill the server after a while that nobody knows."""
    server.start()
    stop = threading.Event()
    failures: list[BaseException] = []

    def work(person: Sender | Writer) -> None:
        try:
            person.work(server, stop)
        except AssertionError as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    moment = time.monotonic() + random.uniform(1.0, 2.5)
    for thread in threads:
        thread.start()
    wait_until(moment)
    server.kill()
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures, f"{failures}\n{server.log.read_text()[-5000:]}"


def assert_whole(report_id: int) -> None:
    """Every version has all its parts, its source and its event; nothing hangs in the air."""
    report = open_report(report_id, TODAY)
    events = events_of(report.record.id)
    made_here = [s for s in report.report.submissions if s.origin.recorded_by == "Dyrektor"]
    cells = len(report.form.tasks) * len(report.form.months)
    assert all(len(s.content.spending) == cells for s in made_here)
    assert all(s.content.declared_status is not None for s in made_here)
    assert [e.deed for e in events].count("submit_report") == len(made_here)
    assert [e.deed for e in events].count("withdraw_report") == sum(len(s.decisions) for s in made_here)
    sources = select(func.count()).select_from(SourceRow).where(SourceRow.kind == SourceKind.REPORT)
    tied = select(func.count(func.distinct(SubmissionRow.source_id)))
    assert db.session.scalar(sources) == db.session.scalar(tied)
