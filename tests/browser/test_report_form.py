"""A report filled in a browser: it saves itself, loses nothing, lets two people meet, and works without a script."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROWEST, PageOpener, Server
from tests.browser.waiting import wait_until
from tests.typed_amounts import BELOW_ZERO, READ, REFUSED
from tracker.domain.vocabulary import Role

THIRD_QUARTER, FOURTH_QUARTER = date(2019, 7, 1), date(2019, 10, 1)
WIDE = {"width": 1920, "height": 1080}
SAVED = '[data-save-line][data-kind="saved"]'
FIRST = "#field-spending-1-2019-10"
SECOND = "#field-spending-2-2019-10"
NO_NETWORK = "() => { window.fetch = () => Promise.reject(new TypeError('No network')); }"
"""Until the page is gone: what it sends in its last moment the browser's own offline mode may let through."""
PASTE = """([selector, text]) => {
    const field = document.querySelector(selector);
    field.focus();
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def report_id(server: Server, start: date, slug: str = "krasnystaw") -> int:
    """The number of a bundled report."""
    wanted = "SELECT r.id FROM reports r JOIN projects p ON p.id = r.project_id WHERE p.slug = ? AND r.period_start = ?"
    with closing(sqlite3.connect(server.database)) as connection:
        return int(connection.execute(wanted, (slug, start.isoformat())).fetchone()[0])


def saved_text(server: Server, field: str) -> str | None:
    """What the draft of the fourth quarter has in a field."""
    wanted = "SELECT text FROM draft_fields WHERE report_id = ? AND field = ?"
    with closing(sqlite3.connect(server.database)) as connection:
        row = connection.execute(wanted, (report_id(server, FOURTH_QUARTER), field)).fetchone()
    return row[0] if row else None


@pytest.fixture
def visitor() -> Role:
    """Directors fill reports."""
    return Role.DIRECTOR


@pytest.fixture
def form(server: Server) -> str:
    """The address of a report that nobody has filled yet."""
    return f"/sprawozdania/{report_id(server, FOURTH_QUARTER)}"


@pytest.fixture
def handed_in(server: Server) -> str:
    """The address of a report that waits for review."""
    return f"/sprawozdania/{report_id(server, THIRD_QUARTER)}"


def take_back(page: Page, address: str) -> None:
    """Withdraw a report by its button."""
    page.goto(address)
    page.locator('form[action$="/wycofaj"] button').click()
    expect(page.locator("#report-form")).to_be_visible()


def test_fields_save_themselves_and_come_back(page: Page, form: str) -> None:
    page.goto(form)

    page.fill(FIRST, "12800")
    page.fill("#field-problems", "Drugi nabór trwa.")
    page.locator("#field-next_steps").focus()
    expect(page.locator(SAVED)).to_be_visible()
    page.reload()

    expect(page.locator(FIRST)).to_have_value("12\u00a0800,00")
    expect(page.locator("#field-problems")).to_have_value("Drugi nabór trwa.")
    assert page.evaluate("localStorage.length") == 0


def test_typing_moves_the_sums_and_the_figures_beside(page: Page, form: str) -> None:
    page.goto(form)
    note, beside = page.locator('[data-note="spending.1"]'), page.locator(".aside-figures dd").first
    before = beside.inner_text()

    page.fill(FIRST, "1 000,00")

    expect(page.locator('[data-sum="spending.1"]')).to_have_text("1\u00a0000,00\u00a0zł")
    expect(note).to_contain_text("55\u00a0624,61")
    expect(beside).not_to_have_text(before)


def test_an_error_waits_until_its_field_is_left(page: Page, form: str) -> None:
    page.goto(form)
    messages = page.locator('[data-messages="spending.1.2019-10"] .field-message--error')

    page.locator(FIRST).press_sequentially("abc")
    expect(page.locator(SAVED)).to_be_visible()
    while_typing = messages.count()
    page.locator(SECOND).focus()

    assert while_typing == 0
    expect(messages).to_have_count(1)
    expect(page.locator(FIRST)).to_have_attribute("aria-invalid", "true")
    page.fill(FIRST, "100")
    expect(messages).to_have_count(0)


def test_a_warning_asks_for_its_explanation_and_keeps_it(page: Page, form: str) -> None:
    page.goto(form)
    page.fill(FIRST, "-50,00")
    explanation = page.locator("#field-explanation-negative_amount-1-2019-10")

    expect(explanation).to_be_visible()
    explanation.fill("Korekta faktury z lipca.")
    page.locator(SECOND).focus()
    expect(page.locator(SAVED)).to_be_visible()
    page.reload()

    expect(explanation).to_have_value("Korekta faktury z lipca.")


def test_without_a_connection_nothing_is_lost(page: Page, form: str, server: Server) -> None:
    page.goto(form)

    page.context.set_offline(True)
    page.fill("#field-problems", "Wpisane bez sieci")
    page.locator("#field-next_steps").focus()
    expect(page.locator('[data-save-line][data-kind="problem"]')).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator(SAVED)).to_be_visible(timeout=15_000)
    assert saved_text(server, "problems") == "Wpisane bez sieci"


def test_what_was_typed_before_the_page_was_closed_comes_back(page: Page, form: str, server: Server) -> None:
    page.goto(form)
    page.context.set_offline(True)
    page.fill("#field-problems", "Ostatnie słowa")
    expect(page.locator('[data-save-line][data-kind="problem"]')).to_be_visible()
    page.goto("about:blank")
    page.context.set_offline(False)

    page.goto(form)

    expect(page.locator("#field-problems")).to_have_value("Ostatnie słowa")
    wait_until(page, "localStorage.length === 0")
    assert saved_text(server, "problems") == "Ostatnie słowa"


def test_a_kept_text_meets_what_somebody_else_saved_meanwhile(page: Page, open_page: PageOpener, form: str) -> None:
    page.goto(form)
    page.evaluate(NO_NETWORK)
    page.fill("#field-problems", "Moje")
    expect(page.locator('[data-save-line][data-kind="problem"]')).to_be_visible()
    page.goto("about:blank")
    other = open_page(role=Role.REPORTER)
    other.goto(form)
    other.fill("#field-problems", "Tamto")
    other.locator("#field-next_steps").focus()
    expect(other.locator(SAVED)).to_be_visible()

    page.goto(form)

    conflict = page.locator('[data-conflict-slot="problems"]')
    expect(conflict.locator("[data-theirs]")).to_have_text("Tamto")
    expect(conflict.locator("[data-mine]")).to_have_text("Moje")


@pytest.mark.parametrize(
    "choice", [("[data-keep-mine]", "9,00"), ("[data-take-theirs]", "7,00")], ids=["mine", "theirs"]
)
def test_two_people_at_one_field_choose_from_the_keyboard(
    page: Page, open_page: PageOpener, form: str, server: Server, choice: tuple[str, str]
) -> None:
    button, kept = choice
    other = open_page(role=Role.REPORTER)
    page.goto(form)
    other.goto(form)
    other.fill(FIRST, "7,00")
    other.locator(SECOND).focus()
    expect(other.locator(SAVED)).to_be_visible()

    page.fill(FIRST, "9,00")
    page.locator(SECOND).focus()
    chosen = page.locator(f'[data-conflict-slot="spending.1.2019-10"] {button}')
    expect(chosen).to_be_visible()
    assert_accessible(page)
    chosen.focus()
    page.keyboard.press("Enter")

    expect(page.locator(FIRST)).to_be_focused()
    expect(page.locator(FIRST)).to_have_value(kept)
    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator('[data-conflict-slot="spending.1.2019-10"] > *')).to_have_count(0)
    assert saved_text(server, "spending.1.2019-10") == kept


@pytest.fixture
def unwatched(browser: Browser, server: Server, live_url: str) -> Iterator[Page]:
    """A director's page whose refused requests are the test's own business."""
    context = browser.new_context(base_url=live_url, locale="pl-PL", timezone_id="Europe/Warsaw")
    context.add_cookies([{"name": "session", "value": server.cookies[Role.DIRECTOR], "url": live_url}])
    yield context.new_page()
    context.close()


def test_after_the_session_ended_saving_goes_on_by_itself(
    unwatched: Page, form: str, server: Server, live_url: str
) -> None:
    page = unwatched
    page.goto(form)
    page.context.clear_cookies()

    page.fill("#field-problems", "Po wygaśnięciu")
    page.locator("#field-next_steps").focus()
    expect(page.locator("[data-sign-in-note]")).to_be_visible()
    expect(page.locator("[data-sign-in]")).to_have_attribute("target", "_blank")
    page.context.add_cookies([{"name": "session", "value": server.cookies[Role.DIRECTOR], "url": live_url}])

    expect(page.locator(SAVED)).to_be_visible(timeout=15_000)
    expect(page.locator("[data-sign-in-note]")).to_be_hidden()
    assert saved_text(server, "problems") == "Po wygaśnięciu"


def test_nobody_writes_in_the_name_of_whoever_signed_in_meanwhile(
    unwatched: Page, form: str, server: Server, live_url: str
) -> None:
    page = unwatched
    page.goto(form)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "session", "value": server.cookies[Role.REPORTER], "url": live_url}])

    page.fill("#field-problems", "Czyje to słowa?")
    page.locator("#field-next_steps").focus()

    expect(page.locator('[data-save-line][data-kind="problem"]')).to_be_visible()
    assert saved_text(server, "problems") is None


def test_a_block_from_a_spreadsheet_fills_the_grid_and_can_be_undone(page: Page, form: str, server: Server) -> None:
    page.goto(form)
    page.fill(SECOND, "1,00")

    block = "12 800,00 zł\t1.234,56\t7\t99\r\n\tabc\t-\r\n325.377\t10,5\t\r\n"
    page.evaluate(PASTE, [FIRST, block])

    note = page.locator("[data-paste-text]")
    values = {
        name: page.input_value(f"#field-spending-{name}")
        for name in ("1-2019-10", "1-2019-11", "1-2019-12", "2-2019-10", "2-2019-11", "2-2019-12", "3-2019-11")
    }
    assert {name: value.replace("\u00a0", " ") for name, value in values.items()} == {
        "1-2019-10": "12 800,00",
        "1-2019-11": "1 234,56",
        "1-2019-12": "7,00",
        "2-2019-10": "1,00",
        "2-2019-11": "",
        "2-2019-12": "0,00",
        "3-2019-11": "10,50",
    }
    for figure in ("5", "1", "„abc”", "„325.377”"):
        expect(note).to_contain_text(figure)
    expect(page.locator(SAVED)).to_be_visible()
    assert saved_text(server, "spending.3.2019-11") == "10,50"
    page.click("[data-paste-undo]")
    expect(page.locator(FIRST)).to_have_value("")
    expect(page.locator(SECOND)).to_have_value("1,00")


def test_one_amount_is_pasted_as_everywhere_else(page: Page, form: str) -> None:
    page.goto(form)

    was_left_alone = page.evaluate(
        """selector => {
            const data = new DataTransfer();
            data.setData("text/plain", "12,50");
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            return document.querySelector(selector).dispatchEvent(paste);
        }""",
        FIRST,
    )

    assert was_left_alone
    expect(page.locator("[data-paste-note]")).to_be_hidden()


def test_enter_and_arrows_move_in_the_grid(page: Page, form: str) -> None:
    page.goto(form)
    page.locator(FIRST).focus()

    page.keyboard.type("100")
    page.keyboard.press("Enter")
    expect(page.locator(SECOND)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")

    expect(page.locator("#field-spending-1-2019-11")).to_be_focused()
    expect(page).to_have_url(page.url.partition("?")[0])
    expect(page.locator(FIRST)).to_have_value("100,00")


def test_an_indicator_is_added_without_leaving_the_page(page: Page, form: str, server: Server) -> None:
    page.goto(form)

    page.click("[data-add-indicator]")
    page.fill("#field-indicator-1-name", "Liczba osób objętych wsparciem")
    page.select_option("#field-indicator-1-kind", "output")
    page.fill("#field-indicator-1-reached", "12")
    page.locator("#field-problems").focus()

    expect(page.locator(SAVED)).to_be_visible()
    assert saved_text(server, "indicator.1.name") == "Liczba osób objętych wsparciem"
    page.click("[data-add-indicator]")
    expect(page.locator("#field-indicator-2-name")).to_be_focused()


def test_a_file_is_attached_at_once_and_one_of_the_wrong_kind_is_refused(unwatched: Page, form: str) -> None:
    page = unwatched
    page.goto(form)

    page.set_input_files(
        "#field-attachment", {"name": "faktura.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
    )
    expect(page.locator(".file-list a")).to_have_text("faktura.pdf")
    page.set_input_files(
        "#field-attachment", {"name": "program.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00"}
    )

    expect(page.locator("#field-attachment-error")).to_be_visible()
    expect(page.locator(".file-list li")).to_have_count(1)
    page.click("[data-detach]")
    expect(page.locator(".file-list")).to_have_count(0)


def test_a_report_is_corrected_sent_and_confirmed(page: Page, handed_in: str) -> None:
    take_back(page, handed_in)
    page.check("#field-unchanged-posts")
    page.fill("#field-problems", "Drugi nabór trwa.")
    page.locator("#field-next_steps").focus()
    expect(page.locator(SAVED)).to_be_visible()

    page.locator("button[name=continue]").click()
    expect(page).to_have_url(page.url.partition("/sprawozdania")[0] + f"{handed_in}/podsumowanie")
    assert_accessible(page)
    page.locator('form[action$="/wyslij"] button').dblclick()

    expect(page.locator(".receipt")).to_contain_text(", wersja 2")
    assert_accessible(page)


def test_a_report_is_filled_and_sent_without_a_script(open_page: PageOpener, handed_in: str) -> None:
    page = open_page(javascript=False)
    take_back(page, handed_in)

    page.check("#field-unchanged-posts")
    page.fill("#field-problems", "Bez skryptu też można.")
    page.locator("button[name=continue]").click()
    page.locator('form[action$="/wyslij"] button').click()

    expect(page.locator(".receipt")).to_be_visible()
    page.goto(handed_in)
    expect(page.locator("main")).to_contain_text("Bez skryptu też można.")


def test_without_a_script_enter_saves_and_errors_take_the_focus(open_page: PageOpener, form: str) -> None:
    page = open_page(javascript=False)
    page.goto(form)

    page.fill(FIRST, "abc")
    page.press(FIRST, "Enter")

    expect(page.locator(".error-summary a").first).to_have_attribute("href", FIRST)
    expect(page.locator(FIRST)).to_have_value("abc")


def test_the_form_is_accessible_in_every_state(any_page: Page, form: str) -> None:
    any_page.goto(form)
    assert_accessible(any_page)

    any_page.fill(FIRST, "-50,00")
    any_page.fill(SECOND, "abc")
    any_page.locator("#field-problems").focus()
    expect(any_page.locator('[data-messages="spending.2.2019-10"] > *')).to_have_count(1)

    assert_accessible(any_page)


@pytest.mark.parametrize("suffix", ["?braki=1", "/podsumowanie"])
def test_what_is_missing_is_told_accessibly(any_page: Page, form: str, suffix: str) -> None:
    any_page.goto(form + suffix)

    assert_accessible(any_page)


def test_what_was_handed_in_is_shown_accessibly(any_page: Page, handed_in: str) -> None:
    any_page.goto(handed_in)
    assert_accessible(any_page)

    any_page.goto(f"{handed_in}/potwierdzenie")

    assert_accessible(any_page)


@pytest.mark.parametrize("suffix", ["", "?braki=1", "/podsumowanie"])
@pytest.mark.parametrize("viewport", [NARROWEST, WIDE], ids=["narrowest", "wide"])
def test_pages_fit_the_window(open_page: PageOpener, form: str, suffix: str, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)

    page.goto(form + suffix)

    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_pasted_amounts_are_read_as_the_server_reads_them(page: Page, form: str) -> None:
    page.goto(form)

    read: dict[str, int | None] = page.evaluate(
        """async (texts) => {
            const { readAmount } = await import("/static/js/report_grid.js");
            return Object.fromEntries(texts.map((text) => [text, readAmount(text)]));
        }""",
        [*READ, *BELOW_ZERO, *REFUSED],
    )

    assert {text: grosze for text, grosze in read.items() if grosze is not None} == {
        text: int(amount * 100) for text, amount in {**READ, **BELOW_ZERO}.items()
    }
