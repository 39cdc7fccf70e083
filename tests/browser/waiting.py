"""Waiting for what a page's script does, under a policy that forbids Playwright's own way of asking."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page

PATIENCE = 15.0
"""Seconds until a page that does not get there fails its test."""

PAUSE_MS = 50


def wait_until(page: Page, expression: str, arg: Any = None) -> None:
    """Wait until an expression, or a function of ``arg``, is true on the page.

    ``Page.wait_for_function`` looks once and then evaluates strings inside the page, which its policy blocks: it would
    fail whenever the first look comes too early.
    """
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression, arg):
        assert time.monotonic() < deadline, f"{page.url} did not get to: {expression}"
        page.wait_for_timeout(PAUSE_MS)
