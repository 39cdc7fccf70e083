"""A television in a browser: a screen's page, a server that answers as it is told, and a clock to wind on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeAlias

from flask import render_template
from markupsafe import Markup
from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.browser.waiting import PAUSE_MS, wait_until
from tests.unit.speaking import speaking
from tracker.web.screens.player import player_facts
from tracker.web.security import HEADERS

Answer: TypeAlias = Callable[[Route], None]

ADDRESS = "/ekran/geheim"
STEP = 18
"""Seconds; less than a screen waits for an answer, so that none comes too late while time is wound on."""

FULL_HD = ViewportSize(width=1920, height=1080)

NOTE_REFRESHES = """
window.refreshes = [];
window.asked = 0;
const ask = window.fetch;
window.fetch = (address, options) => {
  window.asked += String(address).endsWith("/dane");
  return ask(address, options);
};
document.addEventListener("portfel:refreshed", ({ detail }) => window.refreshes.push(detail));
"""


def make_slide(view: str, text: str, suffix: str = "") -> dict[str, str]:
    """A plain slide."""
    key = f"{view}-{suffix}" if suffix else view
    html = Markup(
        '<section class="slide slide--{view}" data-view="{view}" data-key="{key}" aria-labelledby="t-{key}">'
        '<h1 class="slide-title slide-title--m" id="t-{key}">{text}</h1><p class="slide-text">{view}</p></section>'
    ).format(view=view, key=key, text=text)
    return {"view": view, "key": key, "html": str(html)}


def make_document(**changes: Any) -> dict[str, Any]:
    """What a screen is told to show: three views, one of them of two slides."""
    slides = [
        make_slide("numbers", "Dwa projekty zagrożone."),
        make_slide("centre", "Krasnystaw: opóźnienie.", "krasnystaw"),
        make_slide("centre", "Rzeczna: brak sprawozdań.", "rzeczna"),
        make_slide("curve", "Wydatki zgodne z planem."),
    ]
    return {
        "release": "one", "language": "pl", "as_of": "15 października 2019", "utc_offset": 60, "refresh": 60,
        "seconds": 20, "day_hours": [480, 960], "paused": False, "pushed": None, "message": None, "is_example": True,
        "slides": slides, "figures": {},
    } | changes  # fmt: skip


class Television:
    """A page that shows ``document`` and refreshes itself by ``answer``, while time passes only when it is told to.

    Attributes:
        moment: The server's time, aware.
        answer: What a refresh gets.
        page_status, page_body: What who opens the page gets; without a body, what the server would make now.
        loads: How often the page itself was opened.
        probes: How often its script asked whether it would be answered.
        beats: What the screen told of itself.
    """

    def __init__(
        self,
        browser: Browser,
        base_url: str,
        *,
        document: Mapping[str, Any] | None = None,
        moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        device: datetime | None = None,
        viewport: ViewportSize = FULL_HD,
        still: bool = True,
        preview: bool = False,
        script: str = "",
        **options: Any,
    ) -> None:
        self.document = dict(document or make_document())
        self.moment = moment
        self.preview = preview
        self.answer: Answer = self.same
        self.page_status = 200
        self.page_body = ""
        self.loads = 0
        self.probes = 0
        self.holds_probes = False
        self.held: list[Route] = []
        self.asked = 0
        self.tags: list[str | None] = []
        self.beats: list[dict[str, Any]] = []
        context = browser.new_context(
            base_url=base_url, viewport=viewport, reduced_motion="reduce" if still else "no-preference", **options
        )
        self.page: Page = context.new_page()
        self.page.route(f"**{ADDRESS}", self._serve_page)
        self.page.route(f"**{ADDRESS}/dane", self._serve_data)
        self.page.route(f"**{ADDRESS}/tetno", self._hear_beat)
        self.page.add_init_script(NOTE_REFRESHES + script)
        self.page.clock.install(time=device or moment)
        self.page.clock.pause_at((device or moment) + timedelta(hours=1))

    def switch_on(self) -> Page:
        """Open the page and let it ask for the first time."""
        self.page.goto(ADDRESS)
        self.wait_for_refreshes(1)
        return self.page

    def wait_for_refreshes(self, number: int) -> None:
        """Wait until the page has asked so often since it was loaded, and knows the outcome."""
        wait_until(self.page, "number => window.refreshes.length >= number", number)

    def pass_time(self, *, jump: bool = False, **span: float) -> None:
        """Let time pass; with ``jump`` as for a device that did nothing in between.

        Answers come in real time: over more than a refresh they may come early or late by all of ``span``.
        """
        passed = timedelta(**span)
        self.moment += passed
        wind = self.page.clock.fast_forward if jump else self.page.clock.run_for
        wind(int(passed.total_seconds() * 1000))

    def refresh(self) -> str:
        """Let the page ask once; what came of it."""
        before = self.wind_on_to_the_next()
        self.wait_for_refreshes(before + 1)
        outcome: str = self.page.evaluate("window.refreshes.at(-1)")
        return outcome

    def wind_on_to_the_next(self) -> int:
        """Let time pass until the page asks once more; how often it has heard until now."""
        heard, asked = self.page.evaluate("[window.refreshes.length, window.asked]")
        while self.page.evaluate("window.asked") == asked:
            self.pass_time(seconds=STEP)
        return int(heard)

    def load_anew(self) -> None:
        """Let the page ask once and load itself anew, which it does when it has seen that it would be answered."""
        self.holds_probes = True
        self.wind_on_to_the_next()
        while not self.held:
            self.page.wait_for_timeout(PAUSE_MS)
        self.holds_probes = False
        with self.page.expect_navigation():
            self._send_page(self.held.pop())
        self.wait_for_refreshes(1)

    def tell(self, **changes: Any) -> str:
        """Change the document and let the page hear of it."""
        self.document |= changes
        self.answer = self.new
        outcome = self.refresh()
        self.answer = self.same
        return outcome

    def same(self, route: Route) -> None:
        """Nothing has changed."""
        route.fulfill(status=304, headers=self._headers())

    def new(self, route: Route) -> None:
        """The whole document."""
        route.fulfill(status=200, headers=self._headers(), body=json.dumps(self.document))

    def _headers(self) -> dict[str, str]:
        tag = f'W/"{hash(json.dumps(self.document))}"'
        return {"Content-Type": "application/json", "ETag": tag, "Date": format_datetime(self.moment, usegmt=True)}

    def _serve_data(self, route: Route) -> None:
        self.asked += 1
        self.tags.append(route.request.header_value("If-None-Match"))
        self.answer(route)

    def _hear_beat(self, route: Route) -> None:
        self.beats.append(json.loads(route.request.post_data or ""))
        route.fulfill(status=204)

    def _serve_page(self, route: Route) -> None:
        if route.request.is_navigation_request():
            self.loads += 1
            self._send_page(route)
            return
        self.probes += 1
        if self.holds_probes:
            self.held.append(route)
        else:
            self._send_page(route)

    def _send_page(self, route: Route) -> None:
        body = (self.page_body or self.html()) if self.page_status == 200 else "<title>Error</title>"
        route.fulfill(status=self.page_status, headers=HEADERS | {"Content-Type": "text/html"}, body=body)

    def html(self) -> str:
        """The page as the server makes it."""
        document = {name: value for name, value in self.document.items() if name != "slides"}
        with speaking(self.document["language"]):
            return render_template(
                "screen/show.html",
                document=document,
                slides=self.document["slides"],
                player=player_facts(document, etag="first", now=self.moment),
                data_url=f"{ADDRESS}/dane",
                beat_url="" if self.preview else f"{ADDRESS}/tetno",
                preview=self.preview,
            )
