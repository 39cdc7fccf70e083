"""The shared screen over weeks: in turn, refreshed, honest without a server, and never larger than it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import Server
from tests.browser.television import STEP, Answer, Television, make_document, make_slide

Opener: TypeAlias = Callable[..., Television]

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock where the screen hangs."""

SIZES = ((1920, 1080), (3840, 2160), (1366, 768))
ONE, OTHER = "Dwa projekty zagrożone.", "Wydatki zgodne z planem."
SINCE_TEN = "Od 10:00 nie ma połączenia z serwerem."
SINCE_NOVEMBER = "Od 23 listopada nie ma połączenia z serwerem."

FIND_FAULTS = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const groundOf = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (!/, 0\\)$/.test(backgroundColor)) return backgroundColor;
    }
  };
  const faults = [], boxes = [];
  const walker = document.createTreeWalker(document.querySelector(".screen-stage"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    const style = getComputedStyle(parent), range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect(), size = parseFloat(style.fontSize);
    if (!text || !box.width || style.visibility === "hidden" || parent.offsetWidth === 1) continue;
    const [dark, bright] = [light(style.color), light(groundOf(parent))].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (size < innerHeight * 0.036) faults.push(`"${text}" is ${size} px high`);
    if (contrast < 7) faults.push(`"${text}" has a contrast of ${contrast.toFixed(1)}`);
    if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) {
      faults.push(`"${text}" leaves the screen`);
    }
    for (const other of boxes) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 8) faults.push(`"${text}" meets "${other.text}"`);
    }
    boxes.push({ text, box });
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push("the page scrolls");
  return faults;
}"""

ANSWER_WITHIN = """{
  const documents = %s;
  let asked = 0;
  window.fetch = async (address) => {
    if (!address.endsWith("/dane")) return new Response(null, { status: 204 });
    asked += 1;
    return asked %% 2
      ? new Response(null, { status: 304, headers: { Date: "Mon, 23 Nov 2026 09:00:00 GMT" } })
      : new Response(documents[(asked / 2) %% documents.length], { headers: { ETag: `"${asked}"` } });
  };
}"""


@pytest.fixture
def television(browser: Browser, server: Server) -> Iterator[Opener]:
    """Put up televisions; they are taken down after the test."""
    opened: list[Television] = []

    def opener(**options: Any) -> Television:
        opened.append(Television(browser, server.url, **options))
        return opened[-1]

    yield opener
    for one in opened:
        one.page.context.close()


def seen(page: Page) -> str:
    """The key of the slide that is seen."""
    keys: list[str] = page.evaluate(
        "[...document.querySelectorAll('.slide')].filter((one) => one.checkVisibility()).map((one) => one.dataset.key)"
    )
    assert len(keys) == 1, keys
    return keys[0]


def width_of(element: Locator) -> float:
    """In CSS pixels; one of what is out of sight."""
    box = element.bounding_box()
    assert box is not None
    return box["width"]


def say(text: str, status: int = 200) -> Answer:
    """An answer that is not what the screen asked for."""
    return lambda route: route.fulfill(status=status, body=text, headers={"Content-Type": "application/json"})


def cut(route: Route) -> None:
    """The connection breaks."""
    route.abort("connectionreset")


def wait_for_band(tv: Television, since: datetime, **span: float) -> None:
    """Let time pass until a little more than so long after ``since``, for a device that hardly gets to do anything."""
    tv.pass_time(jump=True, seconds=(since + timedelta(**span) - tv.moment).total_seconds() + 10)


def test_the_first_slide_needs_no_script(television: Opener) -> None:
    tv = television(java_script_enabled=False)

    tv.page.goto("/ekran/geheim")

    expect(tv.page.get_by_role("heading", level=1)).to_have_text([ONE])
    expect(tv.page.locator(".screen-header")).to_have_text("Portfel 2.5 Stan na 15 października 2019")
    expect(tv.page.get_by_text("dane przykładowe")).to_be_visible()
    assert tv.page.locator("a, [onclick], [style]").count() == 0


def test_views_take_turns_and_a_view_of_several_slides_shows_one_a_round(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    keys = [seen(page)]

    for _ in range(7):
        tv.pass_time(seconds=20)
        keys.append(seen(page))

    assert keys == [
        "numbers", "centre-krasnystaw", "curve", "numbers", "centre-rzeczna", "curve", "numbers", "centre-krasnystaw",
    ]  # fmt: skip
    assert page.locator(".screen-progress li").count() == 3
    assert page.locator(".screen-progress li").nth(1).get_attribute("class") == "is-now"


def test_several_slides_of_the_only_view_take_turns(television: Opener) -> None:
    slides = [make_slide("centre", f"Ośrodek {number}.", str(number)) for number in (1, 2)]
    tv = television(document=make_document(slides=slides))
    page = tv.switch_on()
    keys = [seen(page)]

    for _ in range(2):
        tv.pass_time(seconds=20)
        keys.append(seen(page))

    assert keys == ["centre-1", "centre-2", "centre-1"]


def test_new_data_come_with_the_next_view_and_what_is_known_is_not_sent_again(television: Opener) -> None:
    tv = television(document=make_document(seconds=300))
    page = tv.switch_on()

    tv.tell(
        as_of="16 października 2019",
        is_example=False,
        slides=[make_slide("numbers", "Zero."), make_slide("map", "Mapa.")],
    )

    expect(page.get_by_role("heading", level=1)).to_have_text([ONE])
    tv.pass_time(minutes=5)
    expect(page.get_by_role("heading", level=1)).to_have_text(["Mapa."])
    expect(page.locator(".screen-header")).to_contain_text("16 października 2019")
    expect(page.get_by_text("dane przykładowe")).to_be_hidden()
    assert page.locator(".slide").count() == page.locator(".screen-progress li").count() == 2
    assert tv.refresh() == "same"
    assert tv.tags[0] == 'W/"first"'
    assert tv.tags[-1] not in (None, tv.tags[0])


@pytest.mark.parametrize("year", [2003, 2061])
def test_without_a_server_the_picture_turns_grey_and_says_since_when(television: Opener, year: int) -> None:
    tv = television(device=NINE.replace(year=year))
    page = tv.switch_on()
    band, main = page.get_by_role("status").first, page.locator("main")
    tv.answer = cut

    assert tv.refresh() == "missed"
    expect(band).to_be_empty()
    assert tv.refresh() == "missed"
    expect(band).to_have_text(re.compile(r"Dane sprzed\s(1\sminuty|2\sminut)\. Od\s10:00 nie"))
    expect(main).to_have_css("filter", "grayscale(1)")
    expect(page.get_by_text("Dane z 15 października 2019")).to_be_visible()
    expect(page.get_by_text("Stan na")).to_be_hidden()
    for span, text in (
        ({"minutes": 25}, f"Dane sprzed 25 minut. {SINCE_TEN}"),
        ({"minutes": 61}, f"Dane sprzed 1 godziny. {SINCE_TEN}"),
        ({"hours": 3}, f"Dane sprzed 3 godzin. {SINCE_TEN}"),
        ({"days": 1}, f"Dane sprzed 1 dnia. {SINCE_NOVEMBER}"),
        ({"days": 4}, f"Dane sprzed 4 dni. {SINCE_NOVEMBER}"),
    ):
        wait_for_band(tv, NINE, **span)
        expect(band).to_have_text(text)
        assert seen(page)
    wait_for_band(tv, NINE, days=7, minutes=1)
    expect(band).to_have_text(f"Dane sprzed 7 dni. {SINCE_NOVEMBER}")
    expect(page.locator("h1:visible")).to_have_count(0)
    expect(page.locator("footer")).to_be_hidden()

    tv.answer = tv.same
    assert tv.refresh() == "same"
    expect(band).to_be_empty()
    expect(main).to_have_css("filter", "none")
    assert seen(page)
    assert tv.loads == 1


def test_data_that_come_after_a_silence_are_shown_at_once(television: Opener) -> None:
    tv = television(document=make_document(seconds=300))
    page = tv.switch_on()
    tv.answer = cut
    tv.refresh()
    tv.refresh()

    tv.tell(slides=[make_slide("numbers", "Nowe."), make_slide("curve", OTHER)])

    expect(page.get_by_role("heading", level=1)).to_have_text(["Nowe."])


def test_no_answer_but_a_proper_one_touches_the_picture(television: Opener) -> None:
    tv = television(document=make_document(seconds=3600))
    page = tv.switch_on()
    half = json.dumps(tv.document)[:200]
    without_slides = json.dumps(make_document(slides=[]))
    odd = json.dumps(make_document(slides=[{"view": "numbers", "key": None, "html": 5}]))

    for answer in (
        say("{}", 500), say("{}", 503), say("<!doctype html>"), say(half), say(without_slides), say(odd), say("null"),
        say("[]"), say("not found", 404), say('{"screen": null}'), say('{"screen": 1}', 404),
    ):  # fmt: skip
        tv.answer = answer
        assert tv.refresh() == "missed"
        expect(page.get_by_role("heading", level=1)).to_have_text([ONE])
    expect(page.get_by_role("status").first).to_contain_text("nie ma połączenia")
    assert page.locator(".slide").count() == 4

    tv.answer = tv.same
    assert tv.refresh() == "same"
    expect(page.get_by_role("status").first).to_be_empty()


def test_an_answer_that_does_not_come_is_given_up(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    tv.answer = lambda _: None

    heard = tv.wind_on_to_the_next()
    tv.pass_time(seconds=21)
    tv.wait_for_refreshes(heard + 1)

    assert page.evaluate("window.refreshes.at(-1)") == "missed"


@pytest.mark.parametrize("status", [404, 429])
def test_a_withdrawn_link_leaves_nothing_but_a_sentence(television: Opener, status: int) -> None:
    tv = television()
    page = tv.switch_on()
    tv.answer = say('{"screen": null}', status)

    assert tv.refresh() == "gone"

    expect(page.locator("body")).to_have_text("Portfel 2.5 Tu nie ma ekranu.", use_inner_text=True)
    assert page.locator(".slide").count() == 0
    tv.pass_time(minutes=3)
    page.keyboard.press("ArrowRight")
    expect(page.locator("main")).to_have_text("Tu nie ma ekranu.", use_inner_text=True)
    assert tv.tell() == "new"
    expect(page.get_by_role("heading", level=1)).to_have_text([ONE])


def test_a_new_release_loads_the_page_once_when_it_answers(television: Opener) -> None:
    tv = television()
    tv.switch_on()
    tv.page_status = 503
    tv.document["release"] = "two"
    tv.answer = tv.new

    tv.refresh()
    tv.refresh()
    assert (tv.loads, tv.probes > 0) == (1, True)
    tv.page_status = 200
    tv.load_anew()
    tv.refresh()

    assert tv.loads == 2
    assert tv.beats[-1]["release"] == "two"


def test_a_page_that_stays_old_is_not_loaded_for_ever(television: Opener) -> None:
    tv = television()
    tv.page_body = tv.html()
    tv.switch_on()
    tv.document["release"] = "two"
    tv.answer = tv.new

    tv.load_anew()
    tv.refresh()
    tv.refresh()

    assert (tv.loads, tv.probes) == (2, 1)


@pytest.mark.parametrize(
    ("utc", "palette"), [((6, 59), "night"), ((7, 0), "day"), ((14, 59), "day"), ((15, 0), "night")]
)
def test_the_palette_follows_the_servers_time(television: Opener, utc: tuple[int, int], palette: str) -> None:
    tv = television(moment=NINE.replace(hour=utc[0], minute=utc[1]), device=datetime(1999, 12, 31, 23, 0, tzinfo=UTC))

    page = tv.switch_on()

    assert f"screen--{palette}" in (page.locator("body").get_attribute("class") or "").split()


def test_a_palette_chosen_by_key_stands_until_the_hours_change(television: Opener) -> None:
    tv = television(moment=NINE.replace(hour=14, minute=50))
    page = tv.switch_on()
    tv.answer = cut
    night = "document.body.classList.contains('screen--night')"

    page.keyboard.press("n")
    chosen = page.evaluate(night)
    tv.pass_time(minutes=5)
    kept = page.evaluate(night)
    tv.pass_time(minutes=10)
    page.keyboard.press("N")

    assert chosen
    assert kept
    assert not page.evaluate(night)


def test_keys_and_remote_controls_lead_through_the_views(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    keys = []

    for key in ("ArrowRight", "PageDown", "PageDown", "ArrowLeft", "PageUp", "3", "1", "6", "Control+ArrowRight"):
        page.keyboard.press(key)
        keys.append(seen(page))

    assert keys == [
        "centre-krasnystaw", "curve", "numbers", "curve", "centre-rzeczna", "curve", "numbers", "numbers", "numbers",
    ]  # fmt: skip


def test_space_and_the_button_stop_the_views_and_let_them_go_on(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    button = page.locator(".screen-stop")

    page.keyboard.press("Space")
    tv.pass_time(minutes=2)
    assert seen(page) == "numbers"
    expect(page.get_by_text("Zatrzymano")).to_be_visible()
    page.keyboard.press("Space")
    tv.pass_time(seconds=20)
    assert seen(page) == "centre-krasnystaw"

    assert width_of(button) == 1
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(button).to_have_text("Zatrzymaj")
    page.keyboard.press("Space")
    expect(button).to_have_text("Wznów")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zatrzymano")).to_be_hidden()
    button.blur()
    page.mouse.move(100, 100)
    page.mouse.move(120, 120)
    button.click()
    expect(button).to_have_text("Wznów")
    tv.pass_time(seconds=11)
    assert width_of(button) == 1


def test_the_description_names_release_refresh_size_and_keys_and_closes_by_itself(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    info = page.get_by_role("region", name="O tym ekranie")

    page.keyboard.press("i")

    expect(info).to_be_focused()
    for text in ("one", "23 listopada, 10:00", "1920 × 1080", "spacja", "PgDn"):
        expect(info).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(info).to_be_hidden()
    page.keyboard.press("i")
    tv.pass_time(minutes=2)
    expect(info).to_be_hidden()
    assert seen(page)


@pytest.mark.parametrize(("hours", "is_believed"), [(8, True), (5 * 366 * 24, False)])
def test_a_device_that_has_slept_says_how_old_its_picture_is(
    television: Opener, hours: int, *, is_believed: bool
) -> None:
    tv = television()
    page = tv.switch_on()
    tv.answer = cut

    now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
    page.clock.set_system_time(now + timedelta(hours=hours))
    tv.pass_time(seconds=STEP * 4)

    band = page.locator("[data-band]")
    expect(band).to_have_text(f"Dane sprzed 8 godzin. {SINCE_TEN}" if is_believed else "")
    tv.answer = tv.same
    assert tv.refresh() == "same"
    expect(band).to_be_empty()


def test_a_pushed_view_stands_alone_until_its_end(television: Opener) -> None:
    tv = television(document=make_document(seconds=60))
    page = tv.switch_on()

    tv.tell(pushed={"view": "curve", "until": "2026-11-23T09:10:00Z"})

    assert seen(page) == "curve"
    tv.answer = cut
    tv.pass_time(minutes=3)
    page.keyboard.press("ArrowRight")
    assert seen(page) == "curve"
    tv.pass_time(seconds=(NINE + timedelta(minutes=10) - tv.moment).total_seconds() + 5)
    assert seen(page) == "numbers"


def test_a_pushed_view_of_no_playlist_is_shown_and_goes_again(television: Opener) -> None:
    tv = television(document=make_document(seconds=60))
    page = tv.switch_on()
    slides = tv.document["slides"]

    tv.tell(pushed={"view": "map", "until": "2026-11-23T09:10:00Z"}, slides=[*slides, make_slide("map", "Mapa.")])
    shown = seen(page)
    tv.tell(pushed=None, slides=slides)
    later = []
    for _ in slides:
        later.append(seen(page))
        page.keyboard.press("ArrowRight")

    assert shown == "map"
    assert "map" not in later


def test_a_pushed_view_that_is_not_there_disturbs_nothing(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()

    tv.tell(pushed={"view": "nowhere", "until": "2026-11-23T12:00:00Z"})
    before = seen(page)
    tv.pass_time(seconds=20)

    assert seen(page) != before


def test_a_message_covers_the_views_until_its_end_even_without_a_server(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()

    tv.tell(message={"text": "O 12:00 <b>alarm</b> próbny.", "until": "2026-11-23T09:10:00Z"})

    expect(page.locator("[data-message]")).to_have_text("O 12:00 <b>alarm</b> próbny.")
    expect(page.locator("h1:visible")).to_have_count(0)
    assert tv.beats[-1]["view"] is None
    tv.answer = cut
    tv.pass_time(seconds=(NINE + timedelta(minutes=10) - tv.moment).total_seconds() + 5)
    expect(page.locator("[data-message]")).to_be_empty()
    assert seen(page)


def test_a_screen_paused_by_the_desk_keeps_its_view_but_not_its_data(television: Opener) -> None:
    tv = television()
    page = tv.switch_on()
    view = page.evaluate("document.querySelector('.slide').dataset.view")

    tv.tell(paused=True, seconds=30)
    stopped = seen(page)
    slides = [one | {"html": one["html"].replace("</p>", " nowe</p>")} for one in tv.document["slides"]]
    tv.tell(slides=slides)
    tv.pass_time(seconds=30)

    assert view == "numbers"
    assert seen(page) == stopped
    expect(page.locator(".slide-text:visible")).to_contain_text("nowe")
    expect(page.get_by_text("Zatrzymano")).to_be_visible()


def test_the_picture_wanders_in_small_steps_and_only_where_motion_is_wanted(television: Opener) -> None:
    places = set()
    tv, still = television(still=False), television()
    page, quiet = tv.switch_on(), still.switch_on()
    where = "(({ x, y }) => [x, y])(document.querySelector('.screen-stage').getBoundingClientRect())"
    # Steps are taken at full minutes; from here on none falls on the edge of one.
    tv.pass_time(seconds=30)
    before = page.evaluate(where)

    for _ in range(10):
        tv.pass_time(minutes=1)
        x, y = page.evaluate(where)
        assert 1 <= max(abs(x - before[0]), abs(y - before[1])) <= 24
        before = [x, y]
        places.add((x, y))
    still.pass_time(minutes=5)

    assert len(places) == 8
    assert all(abs(part) <= 12 for place in places for part in place)
    assert quiet.evaluate(where) == [0, 0]
    assert quiet.evaluate("getComputedStyle(document.querySelector('.screen-slides > div')).animationName") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.screen-slides > div')).animationName") != "none"


def test_a_screen_tells_of_itself_and_a_preview_does_not(television: Opener) -> None:
    tv, preview = television(), television(preview=True)

    tv.switch_on()
    tv.refresh()
    preview.switch_on()
    preview.refresh()

    assert len(tv.beats) == 2
    assert tv.beats[0] == {"view": "numbers", "width": 1920, "height": 1080, "release": "one"}
    assert preview.beats == []


def test_another_language_speaks_everywhere(television: Opener) -> None:
    tv = television(document=make_document(language="en", as_of="15 October 2019"))
    page = tv.switch_on()
    tv.answer = cut

    tv.refresh()
    tv.refresh()
    wait_for_band(tv, NINE, days=1, hours=1)

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("status").first).to_have_text(
        "Data of 1 day ago. There has been no connection to the server since 23 November."
    )


def test_two_thousand_refreshes_leave_the_page_as_large_as_it_was(television: Opener) -> None:
    documents = [make_document(seconds=60), make_document(seconds=60, slides=[make_slide("map", "Mapa.")] * 3)]
    script = ANSWER_WITHIN % json.dumps([json.dumps(document) for document in documents])
    tv = television(script=script)
    page = tv.switch_on()
    session = page.context.new_cdp_session(page)

    def measure() -> tuple[int, int, int]:
        session.send("HeapProfiler.collectGarbage")
        counters = session.send("Memory.getDOMCounters")
        return session.send("Runtime.getHeapUsage")["usedSize"], counters["nodes"], counters["jsEventListeners"]

    tv.pass_time(minutes=400)
    heap, nodes, listeners = measure()
    asked = page.evaluate("window.refreshes.length")
    tv.pass_time(minutes=2000)
    later_heap, later_nodes, later_listeners = measure()

    assert page.evaluate("window.refreshes.length") - asked > 1900
    assert later_listeners == listeners
    assert later_nodes <= nodes + 20
    assert later_heap <= heap + 200_000


@pytest.mark.parametrize("state", ["plain", "held", "stale", "lost", "message", "info", "gone"])
def test_the_frame_can_be_read_from_afar_by_everybody(television: Opener, state: str) -> None:
    tv = television()
    page = tv.switch_on()
    reach(tv, state)
    page.evaluate("document.fonts.ready")
    # axe waits on the page's clock.
    page.clock.resume()
    faults = []

    for palette in ("day", "night"):
        page.evaluate("name => { document.body.classList.remove('screen--day', 'screen--night');"
                      " document.body.classList.add(`screen--${name}`) }", palette)  # fmt: skip
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            faults += [f"{palette} {width}: {fault}" for fault in page.evaluate(FIND_FAULTS)]

    assert not faults, "\n".join(faults)
    assert_accessible(page)


def reach(tv: Television, state: str) -> None:
    """Bring a screen into a state."""
    if state == "held":
        tv.page.keyboard.press("Space")
        tv.page.keyboard.press("Tab")
    elif state in {"stale", "lost"}:
        tv.answer = cut
        tv.refresh()
        tv.refresh()
        wait_for_band(tv, NINE, days=6 if state == "stale" else 11)
    elif state == "message":
        text = "Próbny alarm o 12:00 w całym budynku. " * 4
        tv.tell(message={"text": text[:160], "until": "2026-11-23T12:00:00Z"})
    elif state == "info":
        tv.page.keyboard.press("i")
    elif state == "gone":
        tv.answer = say('{"screen": null}', 404)
        tv.refresh()
