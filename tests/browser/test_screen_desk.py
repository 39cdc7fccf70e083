"""The desk of the shared screens in a browser, and the way from it to the television on the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, Server, Theme
from tests.browser.waiting import wait_until
from tests.browser.wall import Wall
from tests.conftest import SECRET_KEY
from tracker import create_app
from tracker.config import Config
from tracker.domain.screens import LONGEST_NAME, Heartbeat, ScreenPlan, ScreenView
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.services.screens import change_screen, create_screen, push_view, show_message, withdraw_screen
from tracker.storage.base import db
from tracker.storage.screens import note_heartbeat
from tracker.storage.transactions import transaction

Window: TypeAlias = tuple[ViewportSize, Theme]

LONG_NAME = "W" * LONGEST_NAME
"""One word without end takes more room than any name that says something."""

LONG_PLACE = "Regionalny Ośrodek Polityki Społecznej w Lublinie, skrzydło B, trzecie piętro, naprzeciwko sekretariatu"
LONG_MESSAGE = "Próbny alarm przeciwpożarowy o 14:00. Prosimy wyjść głównym wejściem i poczekać na znak obsługi."
USUAL: tuple[Window, ...] = ((DESKTOP, "light"), (PHONE, "dark"))
EVERY: tuple[Window, ...] = (*USUAL, (DESKTOP, "dark"), (PHONE, "light"))
SMALL_DESKTOP = ViewportSize(width=1024, height=768)
"""Where the columns are narrowest."""

MOST_STEPS = 80
"""So often does Tab lead on before a page counts as one that keyboards do not get around."""


@pytest.fixture
def visitor() -> Role:
    """A coordinator sits at the desk."""
    return Role.COORDINATOR


@pytest.fixture
def stored(server: Server) -> Iterator[None]:
    """The database of the tracker that serves ``page``, to put screens there without its pages."""
    config = Config(server.database.parent, f"sqlite:///{server.database}", SECRET_KEY, is_public=True)
    app = create_app(config)
    with app.app_context():
        yield
        db.engine.dispose()


@pytest.fixture
def put_up(browser: Browser) -> Iterator[Callable[[str], Wall]]:
    """Put up a television that shows a link; taken down after the test, and it may not have complained."""
    walls: list[Wall] = []

    def opener(link: str) -> Wall:
        walls.append(Wall(browser, link))
        return walls[-1]

    yield opener
    for one in walls:
        one.page.context.close()
    assert not [complaint for one in walls for complaint in one.complaints]


def hang(plan: ScreenPlan, *, silent_for: timedelta | None = None) -> int:
    """Store a screen that told of itself so long ago, or never; gives its key."""
    now = datetime.now(UTC)
    with transaction():
        key = create_screen(plan, actor="test", at=now)[0].key
        if silent_for is not None:
            note_heartbeat(key, Heartbeat(now - silent_for, ScreenView.CURVE, 1920, 1080, "one"))
    return key


def hang_one_of_each() -> int:
    """Store a screen of every standing; gives the key of the one that the desk does everything to."""
    now = datetime.now(UTC)
    hang(ScreenPlan("Hol"))
    hang(ScreenPlan("Stołówka", playlist=(ScreenView.MAP,)), silent_for=timedelta(days=22))
    withdrawn = hang(ScreenPlan("Magazyn"))
    plan = ScreenPlan(LONG_NAME, LONG_PLACE, voivodeship=Voivodeship.LUBELSKIE)
    steered = hang(plan, silent_for=timedelta(0))
    with transaction():
        withdraw_screen(withdrawn, actor="test", at=now)
        push_view(steered, ScreenView.SILENCE, minutes=60, actor="test", at=now)
        show_message(steered, LONG_MESSAGE, until=now + timedelta(days=3), actor="test", at=now)
    return steered


def assert_anybody_can_use(page: Page, *windows: Window) -> None:
    """Fail unless the page is accessible in the windows, without any in the usual ones, and fits them."""
    for viewport, theme in windows or USUAL:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert_accessible(page)
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    for viewport in (NARROWEST, SMALL_DESKTOP):
        page.set_viewport_size(viewport)
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(DESKTOP)


def tab_to(target: Locator) -> None:
    """Go there by Tab alone."""
    for _ in range(MOST_STEPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


@pytest.mark.usefixtures("stored")
def test_the_list_tells_of_screens_of_every_standing(page: Page) -> None:
    page.goto("/ekrany")
    expect(page.locator("h1")).to_have_text("Żaden ekran nie pokazuje jeszcze portfela.")
    assert_anybody_can_use(page)

    hang_one_of_each()
    page.reload()
    page.get_by_text("1 ekran wycofany").click()

    expect(page.locator("h1")).to_have_text("1 ekran jest połączony, 1 nie daje znaku życia, 1 czeka na otwarcie.")
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator("tr", has_text="Stołówka")).to_contain_text("22 dni temu")
    expect(page.locator("details a")).to_have_text("Magazyn")
    assert_anybody_can_use(page, *EVERY)


def test_the_form_leads_to_what_is_wrong_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/ekrany/nowy")
    page.get_by_label("Gdzie wisi").fill("II piętro")
    page.get_by_label("Widok 3").select_option(label="Liczby i status")
    page.get_by_label("Jak długo stoi każdy widok").fill("3")
    page.get_by_label("Jasny od godziny").fill("")

    page.get_by_label("Jak długo stoi każdy widok").press("Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".field-error")).to_have_count(4)
    expect(page.get_by_label("Gdzie wisi")).to_have_value("II piętro")
    assert_anybody_can_use(page, *EVERY)
    page.locator(".error-summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#field-name")).to_be_focused()


@pytest.mark.usefixtures("stored")
def test_a_change_that_crosses_another_one_shows_both(page: Page) -> None:
    key = hang(ScreenPlan("Korytarz", "II piętro"))
    page.goto(f"/ekrany/{key}/zmien")
    page.get_by_label("Gdzie wisi").fill("III piętro")
    with transaction():
        theirs = ScreenPlan("Hol", seconds=45, day_hours=None, language="en")
        change_screen(key, theirs, seen=1, actor="somebody else", at=datetime.now(UTC))

    page.get_by_role("button", name="Zapisz").click()

    conflict = page.get_by_role("alert")
    for text in ("Hol", "45 sekund", "zawsze ciemny", "English"):
        expect(conflict).to_contain_text(text)
    expect(page.get_by_label("Gdzie wisi")).to_have_value("III piętro")
    assert_anybody_can_use(page)
    page.get_by_role("button", name="Zapisz").click()
    expect(page.locator("h1")).to_have_text("Korytarz")


@pytest.mark.usefixtures("stored")
def test_a_screen_shows_what_is_done_to_it_and_goes_by_keyboard(page: Page) -> None:
    key = hang_one_of_each()
    page.goto(f"/ekrany/{key}")
    preview = page.frame_locator(".screen-preview")

    expect(preview.locator("[data-message]")).to_have_text(LONG_MESSAGE)
    expect(page.locator("main")).to_contain_text("pokazywany jest tylko widok „Mapa ciszy”")
    assert_anybody_can_use(page, *EVERY)
    for button in ("Zdejmij wiadomość", "Zatrzymaj"):
        tab_to(page.get_by_role("button", name=button))
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=button)).to_have_count(0)
    # The view is none of the playlist's, and shown all the same.
    expect(preview.locator("[data-view=silence] h1:visible")).to_have_count(1)
    expect(preview.locator("[data-held]")).to_be_visible()

    page.get_by_label("Na ile minut").fill("0")
    page.get_by_label("Na ile minut").press("Enter")
    expect(page.locator("#field-minutes-error")).to_be_visible()
    assert_accessible(page)
    page.goto(f"/ekrany/{key}/wycofaj")
    assert_anybody_can_use(page)
    page.goto("/ekrany/3")
    expect(page.locator("iframe")).to_have_count(0)
    assert_anybody_can_use(page)


def test_from_the_desk_to_the_wall_and_back(page: Page, put_up: Callable[[str], Wall]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/ekrany")
    page.get_by_role("link", name="Dodaj ekran").click()
    page.get_by_label("Nazwa").fill("Korytarz")
    # Long enough for the first view to stand until it has been looked at.
    page.get_by_label("Jak długo stoi każdy widok").fill("300")
    page.get_by_role("button", name="Dodaj ekran").click()

    link = page.inner_text("#link")
    page.get_by_role("button", name="Kopiuj").click()
    expect(page.get_by_role("button", name="Skopiowano")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert page.evaluate("document.querySelector('.link-picture').naturalWidth") > 0
    assert_anybody_can_use(page)

    television = put_up(link)
    screen = television.switch_on()
    drawn = page.frame_locator(".screen-preview").locator("h1:visible").inner_text()
    assert screen.locator("h1:visible").inner_text() == drawn
    page.reload()
    expect(page.locator("#link")).to_have_count(0)
    for told in ("przed chwilą", "Liczby i status", "1920 × 1080"):
        expect(page.locator(".fact-list")).to_contain_text(told)

    page.get_by_label("Widok", exact=True).select_option(label="Mapa ciszy")
    page.get_by_role("button", name="Pokaż").first.click()
    expect(page.get_by_text("Ekran pokaże widok w ciągu minuty.")).to_be_visible()
    television.refresh_until("new")
    expect(screen.locator("[data-view=silence] h1:visible")).to_have_count(1)
    page.get_by_label("Wiadomość", exact=True).fill("Spotkanie o 13:30")
    page.get_by_role("button", name="Pokaż").last.click()
    expect(page.get_by_text("Ekran pokaże wiadomość w ciągu minuty.")).to_be_visible()
    television.refresh_until("new")
    expect(screen.locator("[data-message]")).to_have_text("Spotkanie o 13:30")
    expect(screen.locator("h1:visible")).to_have_count(0)

    page.get_by_role("link", name="Wycofaj").click()
    page.get_by_role("button", name="Wycofaj").click()
    expect(page.locator("main")).to_contain_text("1 ekran wycofany")
    assert television.refresh() == "gone"
    expect(screen.locator("main")).to_have_text("Tu nie ma ekranu.", use_inner_text=True)
    screen.reload()
    expect(screen.locator("h1")).to_have_text("Tu nie ma ekranu.")
    assert screen.locator("a, form").count() == 0
    # axe waits on the page's clock.
    screen.clock.resume()
    assert_accessible(screen)
    assert television.cookies() == []
