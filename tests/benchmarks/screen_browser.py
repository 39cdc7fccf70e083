"""A television in Chromium: when its first picture is there, what it loads, and what it holds after many refreshes."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.benchmarks.painting import DRAWN_AFTER, IS_DRAWN, watching
from tests.browser.television import FULL_HD, NOTE_REFRESHES, STEP
from tests.browser.waiting import wait_until

RUNS = 7
HEADING = "[data-slides] > :not([hidden]) h1"

FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

LOADED = """performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
  .map((one) => [new URL(one.name).pathname, one.transferSize, one.encodedBodySize, one.decodedBodySize])"""
"""Path, bytes with headers, bytes of the body as it travelled and as it was used, of the page and all it asked for."""


def first_picture(browser: Browser, address: str, throttle: int) -> tuple[float, float]:
    """Milliseconds of a first visit until anything is painted, and until the first slide's heading is; medians."""
    visits = [_visit(browser, address, throttle) for _ in range(RUNS)]
    return statistics.median(paint for paint, _ in visits), statistics.median(heading for _, heading in visits)


def _visit(browser: Browser, address: str, throttle: int) -> tuple[float, float]:
    context, page, session = _open(browser)
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.add_init_script(watching(HEADING))
    page.goto(address)
    wait_until(page, IS_DRAWN)
    wait_until(page, f"{FIRST_PAINT} > 0")
    times = float(page.evaluate(FIRST_PAINT)), float(page.evaluate(DRAWN_AFTER))
    context.close()
    return times


def what_it_loads(browser: Browser, address: str) -> list[tuple[str, int, int, int]]:
    """What a first visit asks for until it has refreshed itself and told of itself: see ``LOADED``."""
    context, page, _ = _open(browser)
    page.goto(address)
    wait_until(page, f'({LOADED}).some(([path]) => path.endsWith("/tetno"))')
    loaded = [tuple(one) for one in page.evaluate(LOADED)]
    context.close()
    return loaded


def held_after(browser: Browser, address: str, rounds: tuple[int, ...], change: Callable[[], None]) -> dict[int, Any]:
    """What the page holds after so many refreshes, each with another document: bytes of the heap, nodes, listeners."""
    context, page, session = _open(browser)
    page.add_init_script(NOTE_REFRESHES)
    page.clock.install()
    page.goto(address)
    held = {}
    for number in range(1, max(rounds) + 1):
        _refresh(page, number)
        if number in rounds:
            held[number] = _held(session)
        change()
    context.close()
    return held


def _refresh(page: Page, number: int) -> None:
    """Wind the clock on until the page has heard so often from the server, and shown it."""
    while page.evaluate("window.asked") < number:
        page.clock.run_for(STEP * 1000)
    wait_until(page, "number => window.refreshes.length >= number", number)
    assert page.evaluate("window.refreshes.at(-1)") == ("new" if number > 1 else "same")


def _held(session: CDPSession) -> dict[str, int]:
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    return {"bytes": int(heap["usedSize"])} | session.send("Memory.getDOMCounters")


def _open(browser: Browser) -> tuple[BrowserContext, Page, CDPSession]:
    """A browser that has never been here."""
    context = browser.new_context(viewport=FULL_HD, locale="pl-PL")
    page = context.new_page()
    return context, page, context.new_cdp_session(page)
