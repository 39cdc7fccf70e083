"""A page as a test reads it: elements by class, the text that stands there, links and ids."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.conftest import parse_html

UNREAD = ("script", "style", "template", "code")
"""What is in the page and not on it, or no word of any language."""

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-text-auto", "data-text-light", "data-text-dark")
"""Attributes whose words people get to hear or see."""


class Page:
    """The parsed answer to a request."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.root, _errors = parse_html(response.get_data())

    def all(self, tag: str = "*", css: str = "", within: Element | None = None) -> list[Element]:
        """The elements of a tag that carry a class, in the order of the page."""
        start = self.root if within is None else within
        return [e for e in start.iter() if _is(e, tag) and (not css or css in e.get("class", "").split())]

    def one(self, tag: str = "*", css: str = "", within: Element | None = None) -> Element:
        """The only such element."""
        found = self.all(tag, css, within)
        assert len(found) == 1, f"{len(found)} elements <{tag} class={css!r}>"
        return found[0]

    def section(self, heading_id: str) -> Element:
        """The section that a heading names."""
        return next(e for e in self.all("section") if e.get("aria-labelledby") == heading_id)

    def ids(self) -> list[str]:
        """Every id of the page."""
        return [e.attrib["id"] for e in self.root.iter() if "id" in e.attrib]

    def links(self) -> list[str]:
        """Where every link leads."""
        return [e.attrib["href"] for e in self.all("a") if "href" in e.attrib]

    @property
    def text(self) -> str:
        """The words on the page, blanks made one."""
        body = self.root.find("body")
        assert body is not None
        return text_of(body)

    def words(self) -> Iterator[str]:
        """Every piece of text that people read or hear, element by element."""
        for element in self.root.iter():
            if _is(element) and element.tag not in UNREAD:
                yield from (" ".join(piece.split()) for piece in (element.text or "", *_tails(element)))
                yield from (element.attrib[name] for name in SPOKEN if name in element.attrib)


def text_of(element: Element) -> str:
    """The words of an element, blanks made one; no-break spaces become plain ones."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if not _is(element) or element.tag in UNREAD:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _tails(element: Element) -> Iterator[str]:
    return (child.tail or "" for child in element)


def _is(element: Element, tag: str = "*") -> bool:
    # A comment is an element whose tag is a function.
    name: object = element.tag
    return isinstance(name, str) and tag in ("*", name)
