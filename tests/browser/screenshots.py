"""Takes the pictures of the README from a running tracker: ``make shots``.

The tracker is to hold the demonstration as it comes; its accounts for a try are read from the instance folder.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.chromium import find_chromium

FOLDER = Path(__file__).parent / "screenshots"
INSTANCE = Path(os.environ.get("TRACKER_INSTANCE") or Path(__file__).parents[2] / "instance")


@dataclass(frozen=True)
class Shot:
    """A picture to be taken.

    Attributes:
        who: The account for a try that looks; empty for somebody who has not signed in.
        link: What is followed from the address, because reports have no lasting number.
        part: What the picture begins with; empty for the top of the page.
    """

    name: str
    path: str
    width: int = 1440
    height: int = 1000
    theme: Literal["light", "dark"] = "light"
    who: str = ""
    link: str = ""
    part: str = ""


SHOTS = (
    Shot("portfolio", "/"),
    Shot("project", "/projekty/krasnystaw", height=1240),
    Shot("phone", "/", 390, 844, "dark"),
    Shot("timeline", "/os-czasu"),
    Shot("changes", "/zmiany?od=2019-06-30"),
    Shot("report", "/sprawozdania", who="myslenice.dyrektor", link=".due-item a.button", part="#part-spending"),
    Shot("review", "/sprawozdania?szukaj=krasnystaw", who="koordynator", link=".row-link"),
)


def main(address: str) -> None:
    """Write one PNG for each of the shots."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, address, shot)
        take_screen(browser, address)
        browser.close()


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Write one picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme, locale="pl-PL"
    )
    page = context.new_page()
    if shot.who:
        sign_in(page, address, f"{shot.who}@portfel.example")
    page.goto(address + shot.path, wait_until="networkidle")
    if shot.link:
        page.locator(shot.link).first.click()
        page.wait_for_load_state("networkidle")
    if shot.part:
        page.locator(shot.part).evaluate("part => { document.activeElement.blur(); part.scrollIntoView() }")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    context.close()


def take_screen(browser: Browser, address: str) -> None:
    """Write the picture of a television, which is put up for it and taken down again."""
    size = ViewportSize(width=1920, height=1080)
    # Without motion no view is caught while it appears.
    context = browser.new_context(viewport=size, reduced_motion="reduce", locale="pl-PL")
    page = context.new_page()
    sign_in(page, address, "koordynator@portfel.example")
    page.goto(f"{address}/ekrany/nowy")
    page.fill("[name=name]", "README")
    page.fill("[name=day_begins]", "")
    page.fill("[name=day_ends]", "")
    page.click("main button[type=submit]")
    desk, link = page.url, page.locator("#link").inner_text()
    page.goto(link, wait_until="networkidle")
    page.keyboard.press("3")
    page.screenshot(path=FOLDER / "screen.png")
    page.goto(f"{desk}/wycofaj")
    page.click("main button[type=submit]")
    context.close()


def sign_in(page: Page, address: str, email: str) -> None:
    """Sign in with an account for a try."""
    passwords = json.loads((INSTANCE / "demo_sign_ins.json").read_text())
    page.goto(f"{address}/zaloguj")
    page.fill("[name=email]", email)
    page.fill("[name=password]", passwords[email])
    page.click("main button[type=submit]")
    page.wait_for_load_state()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
