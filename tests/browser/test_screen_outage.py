"""A television and its server: one goes and comes back, alone or with a new release, the other stands by."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from waitress import create_server

from tests.browser.conftest import Server
from tests.browser.wall import Wall
from tests.conftest import SECRET_KEY
from tests.serving import free_port
from tracker import create_app
from tracker.config import Config
from tracker.domain.screens import ScreenPlan
from tracker.services.screens import create_screen
from tracker.storage.base import db
from tracker.storage.transactions import transaction
from tracker.web.screens import document


class Service:
    """A tracker of its own on a port that stays the same; each start is a new program with nothing in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Serve."""
        config = Config(self.folder, f"sqlite:///{self.folder / 'portfel.sqlite'}", SECRET_KEY, is_public=True)
        self.app: Flask = create_app(config)
        self.waitress = create_server(self.app, host="127.0.0.1", port=self.port, threads=2)
        self.thread = threading.Thread(target=self.waitress.run, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Serve no more: the port is closed, and so is every connection that a browser would go on using."""
        self.waitress.trigger.pull_trigger(self._close)
        self.thread.join(timeout=10)
        assert not self.thread.is_alive()
        self.waitress.task_dispatcher.shutdown()
        with self.app.app_context():
            db.engine.dispose()

    def _close(self) -> None:
        for channel in list(self.waitress.active_channels.values()):
            channel.close()
        self.waitress.close()

    def hang_screen(self) -> str:
        """A new screen; gives its link."""
        with self.app.app_context(), transaction():
            _, token = create_screen(ScreenPlan("Korytarz"), actor="test", at=datetime.now(UTC))
        return f"http://127.0.0.1:{self.port}/ekran/{token}"


@pytest.fixture
def service(server: Server, tmp_path: Path) -> Iterator[Service]:
    """A served tracker with the bundled portfolio that a test may stop and start."""
    shutil.copyfile(server.pristine, tmp_path / "portfel.sqlite")
    service = Service(tmp_path)
    yield service
    if service.thread.is_alive():
        service.stop()


@pytest.fixture
def wall(browser: Browser, service: Service) -> Iterator[Wall]:
    """A television that shows a screen of the service."""
    wall = Wall(browser, service.hang_screen())
    yield wall
    wall.page.context.close()
    assert not wall.complaints


def test_a_server_that_goes_and_comes_back_is_told_of_and_forgotten(service: Service, wall: Wall) -> None:
    page = wall.switch_on()
    heading = page.locator("h1:visible")
    said = heading.inner_text()

    service.stop()
    assert wall.refresh() == "missed"
    wall.expect_fresh()
    assert wall.refresh() == "missed"
    wall.expect_stale()
    assert heading.count() == 1
    service.start()
    wall.refresh_until("same")

    wall.expect_fresh()
    page.keyboard.press("1")
    expect(heading).to_have_text(said)
    assert wall.loads == 1


def test_a_restart_with_a_new_release_loads_the_page_once(
    service: Service, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = wall.switch_on()
    service.stop()
    assert [wall.refresh(), wall.refresh()] == ["missed", "missed"]
    monkeypatch.setattr(document, "release", lambda: "the-next-one")
    service.start()

    wall.load_anew()
    outcomes = [wall.refresh() for _ in range(3)]

    assert (wall.loads, outcomes) == (2, ["same"] * 3)
    wall.expect_fresh()
    page.keyboard.press("i")
    expect(page.locator("[data-info-release]")).to_have_text("the-next-one")
