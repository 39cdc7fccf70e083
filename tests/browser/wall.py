"""A television on the wall: a browser without a session that opens a real link, and a clock to wind on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Response, Route, expect

from tests.browser.television import FULL_HD, NOTE_REFRESHES, STEP
from tests.browser.waiting import PAUSE_MS, wait_until

DEVICE = datetime(2003, 1, 1, tzinfo=UTC)
"""What the television takes for the time; the pages must never ask it."""

MOST_REFRESHES = 10
"""A server that has just begun may still be reading the portfolio; nobody waits longer than for so many refreshes."""


class Wall:
    """A television in front of a real server, while time passes only when it is told to.

    Attributes:
        complaints: What the browser complains about.
        loads: How often the page itself was opened.
    """

    def __init__(self, browser: Browser, link: str) -> None:
        self.link = link
        self.page: Page = browser.new_context(viewport=FULL_HD, reduced_motion="reduce").new_page()
        self.complaints: list[str] = []
        self.loads = 0
        self._responses: list[Response] = []
        self._holds_probes = False
        self._held: list[Route] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._catch)
        self.page.on("response", self._receive)
        self.page.route(link, self._pass_on)
        self.page.add_init_script(NOTE_REFRESHES)
        self.page.clock.install(time=DEVICE)
        self.page.clock.pause_at(DEVICE + timedelta(hours=1))

    @property
    def band(self) -> Locator:
        """Where it says that there is no connection."""
        return self.page.locator("[data-band]")

    def switch_on(self) -> Page:
        """Open the link and let the page ask for the first time, and the desk hear of it."""
        with self.page.expect_response(f"{self.link}/tetno"):
            self.page.goto(self.link)
        self._wait_for_refreshes(1)
        return self.page

    def refresh(self) -> str:
        """Let the page ask once more; what came of it."""
        heard, asked = self.page.evaluate("[window.refreshes.length, window.asked]")
        # A step is shorter than the page waits for an answer, and none is taken while one is awaited: however slow
        # the machine is, no answer comes too late.
        while self.page.evaluate("window.asked") == asked:
            self.page.clock.run_for(STEP * 1000)
        self._wait_for_refreshes(heard + 1)
        outcome: str = self.page.evaluate("window.refreshes.at(-1)")
        return outcome

    def refresh_until(self, outcome: str) -> None:
        """Let it ask until that comes of it."""
        assert any(self.refresh() == outcome for _ in range(MOST_REFRESHES)), f"no refresh was {outcome}"

    def load_anew(self) -> None:
        """Let it hear of another release, see that it would be answered, and load itself anew."""
        self._holds_probes = True
        self.refresh_until("new")
        while not self._held:
            self.page.wait_for_timeout(PAUSE_MS)
        self._holds_probes = False
        with self.page.expect_navigation():
            self._held.pop().continue_()
        self._wait_for_refreshes(1)

    def cookies(self) -> list[str]:
        """Every cookie that it was ever given."""
        sent = [answer.all_headers().get("set-cookie", "") for answer in self._responses]
        return [cookie for cookie in (*sent, *map(str, self.page.context.cookies())) if cookie]

    def expect_fresh(self) -> None:
        """Fail unless it shows data as those of now."""
        expect(self.band).to_be_empty()
        expect(self.page.locator("main")).to_have_css("filter", "none")

    def expect_stale(self) -> None:
        """Fail unless it says, over a grey picture, since when there has been no server."""
        said = r"Dane sprzed \d+ minut(y)?\. Od \d\d:\d\d nie ma połączenia z serwerem\."
        expect(self.band).to_have_text(re.compile(said.replace(" ", r"\s")))
        expect(self.page.locator("main")).to_have_css("filter", "grayscale(1)")

    def _wait_for_refreshes(self, number: int) -> None:
        wait_until(self.page, "number => window.refreshes.length >= number", number)

    def _pass_on(self, route: Route) -> None:
        if route.request.is_navigation_request():
            self.loads += 1
        elif self._holds_probes:
            self._held.append(route)
            return
        route.continue_()

    def _receive(self, response: Response) -> None:
        self._responses.append(response)

    def _catch(self, error: Error) -> None:
        self.complaints.append(error.message)

    def _hear(self, message: ConsoleMessage) -> None:
        # A server that is away is what some of the tests are about.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)
