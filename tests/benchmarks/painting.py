"""When a browser has drawn something, as the page itself sees it."""

from __future__ import annotations

_WATCH = """
const look = () => {
  const drawn = [...document.querySelectorAll(WATCHED)].some((one) => one.getBoundingClientRect().height > 0);
  requestAnimationFrame(drawn ? () => { window.drawnAt = performance.now(); } : look);
};
requestAnimationFrame(look);
"""

IS_DRAWN = "window.drawnAt > 0"
"""True once it is."""

DRAWN_AFTER = "window.drawnAt"
"""Milliseconds from the beginning of the visit to the frame after the one in which it has its place on the page."""


def watching(selector: str) -> str:
    """A script to run before a page's own, which notes when anything that the selector finds has been drawn."""
    return f"const WATCHED = {selector!r};{_WATCH}"
