"""The slides of the shared screen in a browser: every text is large enough, inside, alone in its place and legible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Server
from tests.memory_book import glance_at
from tests.screen_portfolios import OCTOBER, PORTFOLIOS, crowd
from tests.unit.speaking import speaking
from tracker.domain.project import ProjectRecord
from tracker.domain.screens import ScreenView
from tracker.web.screens.slides import slides_of

SIZES = (
    ViewportSize(width=1920, height=1080),
    ViewportSize(width=3840, height=2160),
    ViewportSize(width=1366, height=768),
)
PALETTES = ("day", "night")

PAGE = Markup("""<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Ekran</title>
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/screen.css">
<style>body {{ margin: 0 }} .slide {{ display: none }} .slide.is-shown {{ display: flex }}</style></head>
<body class="screen screen--night">{}</body></html>""")

FIND_FAULTS = """
() => {
  const least = innerHeight * 0.036, top = innerHeight * 110 / 1080, bottom = innerHeight * 1000 / 1080;
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const boxesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 0.5);
  };
  // The box of a line of text is higher than its letters; of large thin figures the room above and below is empty.
  const inner = (box, size) => {
    const middle = (box.top + box.bottom) / 2, half = Math.min(box.height, size * 0.9) / 2;
    return { left: box.left, right: box.right, top: middle - half, bottom: middle + half };
  };
  const grounds = [getComputedStyle(document.body).backgroundColor];
  const land = document.querySelector(".map-outline");
  if (land) grounds.push(getComputedStyle(land).fill);
  const faults = [];
  for (const slide of document.querySelectorAll(".slide")) {
    document.querySelectorAll(".slide").forEach((other) => other.classList.toggle("is-shown", other === slide));
    const found = [];
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, text = node.textContent.trim(), parent = node.parentElement;
      if (!text || parent.closest("title, style, script")) continue;
      const style = getComputedStyle(parent), svg = parent.closest("svg");
      const scale = svg ? svg.getScreenCTM().a : 1, size = parseFloat(style.fontSize) * scale;
      const say = (fault) => faults.push(`${slide.dataset.key}: "${text.slice(0, 50)}" ${fault}`);
      if (size < least) say(`is ${size.toFixed(1)} px high`);
      const colour = svg ? style.fill : style.color;
      const ground = svg && svg.classList.contains("map-svg") ? grounds : grounds.slice(0, 1);
      const least_contrast = Math.min(...ground.map((one) => contrast(colour, one)));
      if (least_contrast < 7) say(`has a contrast of ${least_contrast.toFixed(2)}`);
      for (const whole of svg ? [parent.getBoundingClientRect()] : boxesOf(node)) {
        const box = inner(whole, size);
        if (box.left < 0 || box.right > innerWidth || box.top < top || box.bottom > bottom) {
          say(`leaves the slide: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
        }
        found.push({ text, parent, box });
      }
    }
    for (const [place, one] of found.entries()) {
      for (const other of found.slice(place + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (one.parent !== other.parent && across > 1 && down > 1) {
          faults.push(`${slide.dataset.key}: "${one.text.slice(0, 40)}" meets "${other.text.slice(0, 40)}"`);
        }
      }
    }
    if (!slide.querySelector("h1").textContent.trim().endsWith(".")) faults.push(`${slide.dataset.key}: no sentence`);
  }
  if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) {
    faults.push("the page scrolls");
  }
  return faults;
}
"""


def html_of(records: Sequence[ProjectRecord]) -> str:
    """A page with every slide of a portfolio, in Polish."""
    with speaking("pl"):
        slides = slides_of(glance_at(records, OCTOBER), list(ScreenView))
    return PAGE.format(Markup("").join(slide.html for slide in slides))


@pytest.fixture(scope="module")
def screen_page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page on which slides can be laid; nothing of it comes from the address but files."""
    context = browser.new_context(bypass_csp=True, base_url=server.url)
    page = context.new_page()
    page.goto("/static/css/screen.css")
    yield page
    context.close()


@pytest.mark.parametrize("name", [*PORTFOLIOS, "crowd"])
def test_every_text_of_every_slide_can_be_read_from_afar(screen_page: Page, name: str) -> None:
    screen_page.set_content(html_of(PORTFOLIOS[name] if name in PORTFOLIOS else crowd(120)))
    # Fonts are asked for when something is laid out; what is ready before that is nothing.
    screen_page.evaluate("async () => { await Promise.all([...document.fonts].map((font) => font.load())); }")

    faults = []
    for size in SIZES:
        screen_page.set_viewport_size(size)
        for palette in PALETTES:
            screen_page.evaluate("name => { document.body.className = `screen screen--${name}` }", palette)
            faults += [f"{size['width']} {palette} {fault}" for fault in screen_page.evaluate(FIND_FAULTS)]

    assert not faults, "\n".join(faults)
