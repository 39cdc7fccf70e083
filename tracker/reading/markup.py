"""Saved web pages: the text a reader sees, with every character tied to where it stands in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

_SIGNS_OF_MARKUP = re.compile(
    r"<!doctype html|</?(?:html|body|div|p|br|table|tr|td|th|li|ul|ol|span|h[1-6]|strong|em|b|i|a|article|section)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,19})[^<>]*>|<[!?/][^<>]*>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_BLANK = re.compile(r"[ \t\r\n\f]+")

HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "textarea"})
"""Elements whose content a reader of the page does not see as text."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
"""Cells of one row stay on one line."""


@dataclass(frozen=True, slots=True)
class SeenText:
    """What a reader of a page sees.

    Attributes:
        text: The text; blank characters are single, blocks stand on lines of their own.
        starts: For each character of the text, where it begins in the source.
        ends: Where it ends there; an entity is longer than the character it stands for.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def is_markup(given: str) -> bool:
    """Whether a text is HTML rather than plain text.

    >>> is_markup("<p>Projekt</p>"), is_markup("wydatki < 5 000 zł > 100 zł")
    (True, False)
    """
    return _SIGNS_OF_MARKUP.search(given) is not None


def seen_text(given: str) -> SeenText:
    r"""The text of an HTML page, without scripts, styles and comments; broken markup never raises.

    >>> seen_text("<p>Kwota: <b>402&nbsp;025</b> zł</p>").text.strip()
    'Kwota: 402\xa0025 zł'
    """
    collector = _Collector(given)
    position, length = 0, len(given)
    while position < length:
        position = collector.take(position)
    return SeenText("".join(collector.characters), collector.starts, collector.ends)


class _Collector:
    """Goes through a source once; each look for an end that is not there is made only once."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.lowered = given.lower() if len(given.lower()) == len(given) else given
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def take(self, position: int) -> int:
        """Take the text up to the next tag, or that tag; the position after it."""
        if self.given[position] == "<":
            after = self._skip_markup(position)
            if after is not None:
                return after
            self._add("<", position, position + 1)
            return position + 1
        end = self.given.find("<", position)
        end = len(self.given) if end < 0 else end
        self._add_text(position, end)
        return end

    def _skip_markup(self, position: int) -> int | None:
        if self.given.startswith("<!--", position):
            return self._after("-->", position)
        tag = _TAG.match(self.given, position)
        if tag is None:
            return None
        name = (tag[1] or "").lower()
        opens = not tag[0].startswith("</")
        if name in HIDDEN and opens and not tag[0].endswith("/>"):
            return self._after(f"</{name}", tag.end())
        if name in BLOCKS:
            self._add("\n", position, position)
        elif name in CELLS:
            self._add("\t", position, position)
        return tag.end()

    def _after(self, closing: str, position: int) -> int:
        """The position after something that closes; the end of the source when nothing does."""
        found = self.lowered.find(closing, position)
        return len(self.given) if found < 0 else found + len(closing) + (0 if closing.endswith(">") else 1)

    def _add_text(self, start: int, end: int) -> None:
        position = start
        for entity in _ENTITY.finditer(self.given, start, end):
            self._add_plain(position, entity.start())
            for character in unescape(entity[0]):
                self._add(character, entity.start(), entity.end())
            position = entity.end()
        self._add_plain(position, end)

    def _add_plain(self, start: int, end: int) -> None:
        position = start
        for blank in _BLANK.finditer(self.given, start, end):
            self._add_slice(position, blank.start())
            self._add(" ", blank.start(), blank.end())
            position = blank.end()
        self._add_slice(position, end)

    def _add_slice(self, start: int, end: int) -> None:
        self.characters.extend(self.given[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def _add(self, character: str, start: int, end: int) -> None:
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)
