"""Processes of the tracker beside a primary and its replica: whoever has written sees it, whatever is slow or dead.

The replica is a real one, whose replay the tests hold and release; a person's requests go now to one process, now to
the other, as behind a balancer, with nothing but cookies between them.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.accounts import PASSWORD, add_account, bearer, signed_in_as
from tests.conftest import SECRET_KEY, make_config, running_app
from tests.integration.conftest import Cluster, new_cluster
from tests.integration.web.editing import SOURCE, opened, opened_page
from tests.serving import PATIENCE, Answer, Server
from tracker import create_app
from tracker.cli.setup import prepare
from tracker.domain.vocabulary import Role
from tracker.gate.reading import COOKIE, MARK_LIFE, NOT_YET, make_mark, read_mark
from tracker.services.portfolio import PortfolioBook
from tracker.storage import health, replica
from tracker.storage.connection import close_connections

pytestmark = [pytest.mark.postgres, pytest.mark.no_cover]

EMAIL = "koordynator@example.org"
PROJECT = "/projekty/klucze"
LIST = "/?q=klucze"
SURE = "synchronous_commit=on"
"""A primary that is killed loses nothing that it has acknowledged."""

NOTHING_SAVED = "nie można niczego zapisać"
VALUE = f"{PROJECT}/edytuj/fakt/total_value"


def stating(amount: int) -> dict[str, str]:
    """What is typed to state another value of the project, in a document of its own."""
    typed = {"value": str(amount), "kind": "agreed", "counts": "new", "reason": "Aneks"}
    return {**SOURCE, "source_title": f"Aneks {amount}", **typed}


@dataclass
class Browser:
    """Somebody who keeps cookies and sends them to every process, because all share one address."""

    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, server: Server, path: str) -> Answer:
        """Open a page."""
        return self._ask(server, "GET", path, None)

    def post(self, server: Server, path: str, values: Mapping[str, str]) -> Answer:
        """Send a form; where it leads is not followed."""
        return self._ask(server, "POST", path, urlencode(values))

    def sign_in(self, server: Server) -> None:
        """Sign in as the coordinator."""
        form = opened_page(self.get(server, "/zaloguj").body.decode())
        answer = self.post(server, "/zaloguj", {**form, "email": EMAIL, "password": PASSWORD})
        assert answer.status == 303, answer.body

    def form_of_value(self, server: Server) -> dict[str, str]:
        """The form that changes the value of the project, as it is when opened."""
        return opened_page(self.get(server, VALUE).body.decode())

    def save_value(self, server: Server, amount: int) -> Answer:
        """State another value of the project."""
        return self.post(server, VALUE, {**self.form_of_value(server), **stating(amount)})

    def sees(self, server: Server, amount: int, path: str = PROJECT) -> bool:
        """Whether a page tells the value."""
        answer = self.get(server, path)
        assert answer.status == 200, answer.body
        return f"{amount:,}".replace(",", "\u00a0") in answer.body.decode()

    def _ask(self, server: Server, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for text in answer.headers.get_all("Set-Cookie") or ():
                self.cookies.update({name: one.value for name, one in SimpleCookie(text).items()})
            return Answer(answer.status, answer.read(), dict(answer.getheaders()))
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary, its replica, and two processes that know both."""

    primary: Cluster
    replica: Cluster
    first: Server
    second: Server

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the replica repeat nothing for a while."""
        self.replica.execute("SELECT pg_wal_replay_pause()")
        self.wait_for(lambda: self.replica.ask("SELECT pg_get_wal_replay_pause_state() = 'paused'"))
        try:
            yield
        finally:
            self.replica.execute("SELECT pg_wal_replay_resume()")

    def catch_up(self) -> None:
        """Wait until the replica has repeated everything."""
        place = self.primary.ask("SELECT pg_current_wal_flush_lsn()")
        self.wait_for(lambda: self.replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{place}'"))

    def wait_for(self, answer: Callable[[], bool]) -> None:
        """Ask until something is so."""
        end = time.monotonic() + PATIENCE
        while not answer():
            assert time.monotonic() < end, "it did not come to be"
            time.sleep(0.05)

    @property
    def servers(self) -> tuple[Server, Server]:
        """Both processes."""
        return self.first, self.second

    def is_settled(self) -> bool:
        """Whether both processes read from the replica."""
        well = {"database": "ok", "schema": "ok", "replica": "ok"}
        return all(self.ready(server)[1] == well for server in self.servers)

    def ready(self, server: Server) -> tuple[int, dict[str, str]]:
        """What a process says of itself."""
        answer = Browser().get(server, "/zdrowie/gotowosc")
        return answer.status, answer.json["checks"]


@pytest.fixture(scope="module")
def whole_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Both databases with the bundled portfolio and a coordinator, and both processes; all are there at the start."""
    folder = tmp_path_factory.mktemp("replica")
    with new_cluster() as primary, new_cluster() as replica:
        primary.start(SURE)
        try:
            fill(primary, folder)
            replica.follow(primary)
            urls = primary.url("portfel"), SECRET_KEY, replica.url("portfel")
            pair = Pair(primary, replica, *(Server(folder, *urls) for _ in range(2)))
            try:
                starts = [threading.Thread(target=server.start) for server in pair.servers]
                for start in starts:
                    start.start()
                for start in starts:
                    start.join()
                yield pair
            finally:
                for server in pair.servers:
                    server.kill()
                replica.stop()
        finally:
            primary.stop()


def fill(primary: Cluster, folder: Path) -> None:
    """Make the database, with the bundled portfolio and a coordinator."""
    primary.execute("CREATE DATABASE portfel")
    app = create_app(make_config(folder, primary.url("portfel")))
    prepare(app)
    add_account(app, Role.COORDINATOR, email=EMAIL)
    with app.app_context():
        close_connections()


@pytest.fixture
def pair(whole_pair: Pair) -> Pair:
    """Both processes reading from a replica that has everything, whatever was done to it before."""
    whole_pair.catch_up()
    whole_pair.wait_for(whole_pair.is_settled)
    return whole_pair


@pytest.fixture
def writer(pair: Pair) -> Browser:
    """A coordinator who has just signed in."""
    writer = Browser()
    writer.sign_in(pair.first)
    return writer


def test_writer_sees_what_was_written_and_others_what_the_replica_has(pair: Pair, writer: Browser) -> None:
    reader = Browser()
    assert reader.get(pair.first, PROJECT).status == 200
    pair.catch_up()

    with pair.held():
        saved = writer.save_value(pair.first, 1_100_001)
        old = reader.sees(pair.first, 1_100_001)
        own = [writer.sees(server, 1_100_001) for server in (pair.second, pair.first)]
        again = writer.save_value(pair.second, 1_100_002)
        own += [writer.sees(server, 1_100_002) for server in (pair.first, pair.second)]
    pair.catch_up()
    new = [reader.sees(server, 1_100_002) for server in (pair.first, pair.second)]

    assert (saved.status, again.status) == (303, 303)
    assert not old
    assert own == [True] * 4
    assert new == [True, True]


def test_page_of_a_process_that_knows_better_is_of_one_state(pair: Pair, writer: Browser) -> None:
    reader = Browser()
    with pair.held():
        writer.save_value(pair.first, 1_200_001)
        assert writer.sees(pair.second, 1_200_001, LIST)

        in_project, in_list = (reader.sees(pair.second, 1_200_001, path) for path in (PROJECT, LIST))

    assert (in_project, in_list) == (True, True)


def test_dead_replica_is_not_missed(pair: Pair, writer: Browser) -> None:
    reader = Browser()
    pair.replica.stop()
    try:
        read = [reader.get(server, path).status for server in pair.servers for path in (PROJECT, LIST)]
        saved = writer.save_value(pair.first, 1_300_001)
        seen = [browser.sees(server, 1_300_001) for server in pair.servers for browser in (writer, reader)]
        ready = [pair.ready(server) for server in pair.servers]
    finally:
        pair.replica.serve()

    assert read == [200] * 4
    assert saved.status == 303
    assert seen == [True] * 4
    assert ready == [(200, {"database": "ok", "schema": "ok", "replica": "unreachable"})] * 2


def test_without_the_primary_pages_go_on_and_nothing_is_half_saved(pair: Pair, writer: Browser) -> None:
    reader = Browser()
    writer.save_value(pair.first, 1_400_001)
    form = writer.form_of_value(pair.first)
    pair.catch_up()
    pair.primary.stop()
    try:
        pair.wait_for(lambda: all(NOTHING_SAVED in reader.get(server, LIST).body.decode() for server in pair.servers))
        pages = [browser.get(server, PROJECT) for server in pair.servers for browser in (writer, reader)]
        refused = [writer.post(server, VALUE, {**form, **stating(1_400_002)}) for server in pair.servers]
        ready = [pair.ready(server) for server in pair.servers]
    finally:
        pair.primary.serve(SURE)
    pair.wait_for(pair.is_settled)
    before = [browser.sees(server, 1_400_001) for server in pair.servers for browser in (writer, reader)]
    saved = writer.post(pair.second, VALUE, {**form, **stating(1_400_002)})

    assert [page.status for page in pages] == [200] * 4
    assert all(NOTHING_SAVED in page.body.decode() for page in pages)
    assert [(answer.status, answer.headers["Retry-After"]) for answer in refused] == [(503, "10")] * 2
    assert ready == [(200, {"database": "unreachable", "schema": "unknown", "replica": "ok"})] * 2
    assert before == [True] * 4
    assert saved.status == 303
    assert writer.sees(pair.first, 1_400_002)


def test_writer_is_shown_no_page_without_what_was_just_saved(pair: Pair, writer: Browser) -> None:
    reader = Browser()
    with pair.held():
        writer.save_value(pair.first, 1_500_001)
        pair.primary.stop()
        try:
            own = [writer.get(server, PROJECT) for server in pair.servers]
            others = [reader.get(server, PROJECT).status for server in pair.servers]
        finally:
            pair.primary.serve(SURE)

    assert [(page.status, page.headers["Retry-After"]) for page in own] == [(503, "10")] * 2
    assert others == [200, 200]
    pair.wait_for(lambda: writer.get(pair.second, PROJECT).status == 200)
    assert writer.sees(pair.second, 1_500_001)


@pytest.fixture
def app(pair: Pair, tmp_path: Path, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """A third process, which the test can look into, reading from the replica."""
    urls = pair.primary.url("portfel"), compiled_templates
    with running_app(tmp_path, *urls, read_database_url=pair.replica.url("portfel")) as app:
        pair.wait_for(lambda: app.test_client().get("/zdrowie/gotowosc").get_json()["checks"]["replica"] == "ok")
        yield app


def shows(client: FlaskClient, amount: int, path: str = PROJECT) -> bool:
    """Whether a page tells the value."""
    return f"{amount:,}".replace(",", "\u00a0") in client.get(path).text


def save(client: FlaskClient, amount: int) -> None:
    """State another value of the project."""
    answer = client.post(VALUE, data={**opened(client, VALUE), **stating(amount)})
    assert answer.status_code == 303


def test_replica_too_far_behind_is_not_read_from(
    pair: Pair, app: Flask, writer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = app.test_client()
    with pair.held():
        writer.save_value(pair.first, 1_600_001)
        while_close = shows(reader, 1_600_001)
        monkeypatch.setattr(replica, "LARGEST_LAG", -1.0)

        far_behind = shows(reader, 1_600_001)
        ready = reader.get("/zdrowie/gotowosc")

    assert (while_close, far_behind) == (False, True)
    assert (ready.status_code, ready.get_json()["checks"]["replica"]) == (200, "lagging")


def test_older_state_leaves_what_a_process_keeps_in_memory_alone(pair: Pair, app: Flask) -> None:
    reader, author = app.test_client(), signed_in_as(app, Role.COORDINATOR)
    pair.catch_up()
    book: PortfolioBook = app.extensions["portfolio_book"]
    assert not shows(reader, 1_700_001, LIST)

    with pair.held():
        save(author, 1_700_001)
        others_before_anybody_looked = shows(reader, 1_700_001, LIST)
        own = shows(author, 1_700_001, LIST)
        records, rows = dict(book._records), dict(app.extensions["portfolio_rows"])
        others = [shows(reader, 1_700_001, path) for path in (LIST, PROJECT)]
        own_again = [shows(author, 1_700_001, path) for path in (LIST, PROJECT)]

    assert not others_before_anybody_looked
    assert own
    assert others == own_again == [True, True]
    assert all(book._records[key] is record for key, record in records.items())
    assert all(app.extensions["portfolio_rows"][key] is row for key, row in rows.items())


def test_mark_is_given_to_who_has_written_and_to_nobody_else(pair: Pair, app: Flask) -> None:
    reader, author = app.test_client(), signed_in_as(app, Role.COORDINATOR)
    pair.catch_up()

    read = author.get(VALUE)
    changed_language = reader.post("/jezyk", data={"language": "en", **opened(reader, LIST)})
    saved = author.post(VALUE, data={**opened_page(read.text), **stating(1_800_001)})

    assert COOKIE not in str(read.headers)
    assert COOKIE not in str(changed_language.headers)
    given = next(value for value in saved.headers.getlist("Set-Cookie") if value.startswith(COOKIE))
    assert all(part in given for part in ("HttpOnly", "SameSite=Lax", "Max-Age=60", "Path=/"))


def test_mark_without_a_place_leads_to_the_primary(pair: Pair, app: Flask, writer: Browser) -> None:
    reader = app.test_client()
    with app.app_context():
        reader.set_cookie(COOKIE, make_mark(NOT_YET))
    with pair.held():
        writer.save_value(pair.first, 1_900_001)

        assert shows(reader, 1_900_001)


def test_mark_ends_and_cannot_be_made_by_anybody_else(app: Flask) -> None:
    with app.app_context():
        mark, now = make_mark(5), datetime.now(UTC)

        held = [read_mark(mark, now + after) for after in (-MARK_LIFE, timedelta(), MARK_LIFE - timedelta(seconds=2))]
        void = [read_mark(text, now) for text in ("", "NQ", mark[:-1], f"{mark}x")]
        ended = read_mark(mark, now + MARK_LIFE + timedelta(seconds=2))

    assert held == [5, 5, 5]
    assert void == [None] * 4
    assert ended is None


def test_program_with_a_token_reads_from_the_primary(pair: Pair, app: Flask, writer: Browser) -> None:
    with pair.held():
        token = bearer(app, add_account(app, Role.COORDINATOR))
        writer.save_value(pair.first, 1_950_001)

        answer = app.test_client().get("/api/v1/projects/klucze", headers=token)

    assert answer.status_code == 200
    assert "1950001" in answer.text


def test_link_of_a_new_screen_opens_at_once(pair: Pair, app: Flask) -> None:
    with pair.held():
        made = app.test_cli_runner().invoke(args=["screens", "create", "Korytarz"])
        link = re.search(r"/ekran/[\w-]+", made.output)
        assert link, made.output

        assert app.test_client().get(link[0]).status_code == 200


def test_doctor_tells_how_far_the_replica_is_behind(
    pair: Pair, app: Flask, writer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to_date = diagnosis(app)
    with pair.held():
        writer.save_value(pair.first, 1_960_001)
        behind = diagnosis(app)
        monkeypatch.setattr(health, "LARGEST_LAG", 0.0)
        far_behind = diagnosis(app)

    assert up_to_date == "+ Replika: Ma wszystko, co zapisano."
    assert re.fullmatch(r"\+ Replika: Jest \d+,\d\ss za bazą główną\.", behind)
    assert far_behind.startswith("! Replika: Jest")


@pytest.mark.parametrize(
    ("address", "told"),
    [("{primary}", "To nie jest replika"), ("postgresql+psycopg://nobody@127.0.0.1:1/x", "127.0.0.1")],
)
def test_what_is_no_replica_is_never_read_from_and_the_doctor_says_so(
    pair: Pair, tmp_path: Path, compiled_templates: FileSystemBytecodeCache, address: str, told: str
) -> None:
    url = pair.primary.url("portfel")
    read_url = address.format(primary=url)
    with running_app(tmp_path, url, compiled_templates, read_database_url=read_url) as app:
        page, ready = (app.test_client().get(path) for path in (PROJECT, "/zdrowie/gotowosc"))
        finding = diagnosis(app)

    assert page.status_code == 200
    assert (ready.status_code, ready.get_json()["checks"]["replica"]) == (200, "unreachable")
    assert finding.startswith("x Replika: ")
    assert told in finding


def diagnosis(app: Flask) -> str:
    """What the doctor says of the replica."""
    lines = app.test_cli_runner().invoke(args=["doctor"]).stdout.splitlines()
    return next(line for line in lines if "Replika: " in line)
