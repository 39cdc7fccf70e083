"""Chromium, a served tracker and pages that fail their test when the browser complains."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    Response,
    ViewportSize,
    sync_playwright,
)
from waitress import create_server

from tests.accounts import add_account, session_of
from tests.browser.chromium import QUIET, find_chromium
from tests.conftest import SECRET_KEY
from tracker import create_app
from tracker.cli.setup import prepare
from tracker.config import Config
from tracker.domain.vocabulary import Role
from tracker.storage.base import db

Theme: TypeAlias = Literal["light", "dark"]

DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=320, height=640)
"""WCAG 1.4.10: a page reflows to this width without scrolling in two directions."""

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
    `Content-Security-Policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m "not browser"`` leaves Chromium out.

    Lines are not counted here: the same ones are counted with the pages and the services, and that takes half the time.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.no_cover)


@dataclass(slots=True)
class Server:
    """The tracker as people reach it, and the files that bring its database back to the start.

    Attributes:
        cookies: The session of somebody of each role, as a browser keeps it.
    """

    url: str
    database: Path
    pristine: Path
    cookies: Mapping[Role, str]

    def restore(self) -> None:
        """Give the running server the bundled portfolio again, whatever a test did to it."""
        with closing(sqlite3.connect(self.pristine)) as source, closing(sqlite3.connect(self.database)) as target:
            source.backup(target)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The tracker with the bundled portfolio, open to readers, served on a free port of the loopback address."""
    folder = tmp_path_factory.mktemp("server")
    database, pristine = folder / "portfel.sqlite", folder / "pristine.sqlite"
    app = create_app(
        Config(instance=folder, database_url=f"sqlite:///{database}", secret_key=SECRET_KEY, is_public=True)
    )
    prepare(app)
    cookies = {role: make_cookie(app, add_account(app, role, centre="krasnystaw")) for role in Role}
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(pristine)) as target:
        source.backup(target)
    waitress = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=waitress.run, daemon=True)
    thread.start()
    yield Server(f"http://127.0.0.1:{waitress.effective_port}", database, pristine, cookies)
    # Closing in the server's own loop lets it finish what it is sending.
    waitress.trigger.pull_trigger(waitress.close)
    thread.join(timeout=10)
    waitress.task_dispatcher.shutdown()
    with app.app_context():
        db.engine.dispose()


def make_cookie(app: Flask, account: int) -> str:
    """The session cookie of an account."""
    interface: Any = app.session_interface
    cookie: str = interface.get_signing_serializer(app).dumps(session_of(app, account))
    return cookie


@pytest.fixture
def live_url(server: Server) -> str:
    """Address of the served tracker, holding the bundled portfolio and nothing else."""
    server.restore()
    return server.url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The connection to Playwright's driver."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium; nothing is downloaded."""
    executable = find_chromium()
    if executable is None:
        pytest.fail("Chromium is not installed: sudo apt-get install chromium-headless-shell", pytrace=False)
    browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
    yield browser
    browser.close()


@dataclass
class Watch:
    """What the browser complains about while a page is open; without slots, as Playwright notes its wrappers here."""

    host: str
    complaints: list[str] = field(default_factory=list)

    def observe(self, page: Page) -> None:
        """Listen to everything the page says, loads and throws."""
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._hear)
        page.on("pageerror", self._catch)
        page.on("request", self._follow)
        page.on("response", self._receive)

    def _hear(self, message: ConsoleMessage) -> None:
        # A missing page is a test's own business; a missing file of a page is reported as a response.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _catch(self, error: Error) -> None:
        self.complaints.append(f"uncaught: {error.message}")

    def _follow(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.complaints.append(f"request to another host: {request.url}")

    def _receive(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")


PageOpener: TypeAlias = Callable[..., Page]


@pytest.fixture
def visitor() -> Role | None:
    """Who opens the pages; a module about other people than readers says so with a fixture of the same name."""
    return None


@pytest.fixture
def open_page(browser: Browser, server: Server, live_url: str, visitor: Role | None) -> Iterator[PageOpener]:
    """Open pages of a given ``theme`` and ``viewport``, with or without ``javascript``; complaints fail the test.

    ``role`` is that of the person who opens them, the module's ``visitor`` when it is not given.
    """
    watch = Watch(urlsplit(live_url).netloc)
    pages: list[Page] = []

    def opener(
        *,
        theme: Theme = "light",
        viewport: ViewportSize = DESKTOP,
        javascript: bool = True,
        role: Role | None = visitor,
    ) -> Page:
        context = browser.new_context(
            base_url=live_url,
            viewport=viewport,
            color_scheme=theme,
            java_script_enabled=javascript,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            reduced_motion="reduce",
        )
        if role is not None:
            context.add_cookies([{"name": "session", "value": server.cookies[role], "url": live_url}])
        page = context.new_page()
        watch.observe(page)
        pages.append(page)
        return page

    yield opener
    for page in pages:
        # Events arrive while Playwright waits; one more round trip delivers the last of them.
        page.title()
        page.context.close()
    assert not watch.complaints, "The browser complained:\n" + "\n".join(watch.complaints)


@pytest.fixture
def page(open_page: PageOpener) -> Page:
    """A light desktop page; addresses are relative to the served tracker."""
    return open_page()


@pytest.fixture(
    params=[("light", DESKTOP), ("dark", PHONE)],
    ids=lambda value: f"{value[0]}-{value[1]['width']}",
)
def any_page(open_page: PageOpener, request: pytest.FixtureRequest) -> Page:
    """A light page on a desktop and a dark one on a phone: neither theme nor width is left out."""
    theme, viewport = request.param
    return open_page(theme=theme, viewport=viewport)
