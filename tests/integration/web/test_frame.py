"""The frame of every page: navigation, and two languages that never mix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.architecture.catalogue import read_polish, texts
from tests.integration.web.page import Page, text_of
from tracker.config import ROOT
from tracker.web.patterns import COLOURS

PAGES = (
    "/",
    "/?stan=2018-01-31&woj=06",
    "/?szukaj=nie-ma",
    "/projekty/rzeczna",
    "/projekty/klucze",
    "/projekty/przasnysz?stan=2019-01-01",
    "/os-czasu",
    "/os-czasu/trend",
    "/krzywe",
    "/mapa",
    "/macierz",
    "/macierz?miara=cisza",
    "/zmiany?od=2019-06-30&do=2019-10-15",
    "/porownanie?p=klucze&p=rzeczna",
    "/api",
    "/dostepnosc",
    "/klawisze",
    "/zasady",
    "/wzornik",
    "/nie-ma-takiej",
    "/?stan=abc",
)
NAMES = {"Portfel", "zł"}
"""What is called the same in every language."""


def token(client: FlaskClient) -> str:
    """The token of the form that switches the language."""
    fields = Page(client.get("/zasady")).all("input")
    return next(field.attrib["value"] for field in fields if field.get("name") == "csrf_token")


def choose(client: FlaskClient, language: str, goal: str = "/") -> str:
    """Switch the language; gives where the answer leads."""
    answer = client.post("/jezyk", data={"language": language, "next": goal, "csrf_token": token(client)})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_language_is_chosen_and_remembered(reader: FlaskClient) -> None:
    assert Page(reader.get("/")).root.get("lang") == "pl"

    goal = choose(reader, "en", "/?woj=06")

    assert goal == "/?woj=06"
    assert Page(reader.get("/")).root.get("lang") == "en"
    choose(reader, "pl")
    assert Page(reader.get("/")).root.get("lang") == "pl"


def test_a_language_that_there_is_not_changes_nothing(reader: FlaskClient) -> None:
    choose(reader, "xx")

    assert Page(reader.get("/")).root.get("lang") == "pl"


def test_the_switch_needs_its_token(reader: FlaskClient) -> None:
    answer = reader.post("/jezyk", data={"language": "en", "next": "/"})

    assert answer.status_code == 400
    assert Page(reader.get("/")).root.get("lang") == "pl"


@pytest.mark.parametrize(
    "goal",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org/",
        "\\\\example.org",
        "///example.org",
        "/\t/example.org",
        "\t//example.org",
        "/\n/example.org",
        "javascript:alert(1)",
        "projekty",
        "",
        "/a\r\nSet-Cookie: a=b",
        "http:example.org",
        "//[",
    ],
)
def test_the_switch_leads_nowhere_else(reader: FlaskClient, goal: str) -> None:
    location = choose(reader, "en", goal)

    assert urlsplit(location).netloc in ("", "localhost")
    assert location.startswith("/")
    assert not location.startswith("//")
    assert not re.search(r"[\\\t\r\n]", location)


def test_the_page_of_the_moment_is_marked_in_the_navigation(reader: FlaskClient) -> None:
    for address, name in (("/", "Portfel"), ("/zasady", "Zasady")):
        page = Page(reader.get(address))

        marked = [a for a in page.all("a", within=page.one("nav", "site-nav")) if a.get("aria-current") == "page"]
        assert [text_of(a) for a in marked] == [name]


def test_the_navigation_keeps_the_day(reader: FlaskClient) -> None:
    page = Page(reader.get("/zasady?stan=2019-06-30"))

    assert "/?stan=2019-06-30" in page.links()


def test_polish_pages_hold_no_english_text(reader: FlaskClient) -> None:
    english = {plain(original) for original, translated in pairs() if original != translated} - {n for n, _ in COLOURS}

    for address in PAGES:
        left = {word for word in Page(reader.get(address)).words() if plain(word) in english}
        assert not left, address


def test_english_pages_hold_no_polish_text(bundled: Flask) -> None:
    client = bundled.test_client()
    choose(client, "en")
    polish = {plain(translated) for original, translated in pairs() if original != translated} - NAMES - data_texts()

    for address in PAGES:
        left = {word for word in Page(client.get(address)).words() if plain(word) in polish}
        assert not left, address


def test_every_chart_is_also_a_sentence_and_a_table(reader: FlaskClient) -> None:
    charts = 0

    for address in PAGES:
        page = Page(reader.get(address))
        told = {
            svg
            for figure in page.all("figure")
            if tells(page, figure)
            for svg in page.all(css="chart-svg", within=figure)
        }
        drawn = page.all(css="chart-svg")
        assert all(svg in told for svg in drawn), address
        charts += len(drawn)

    assert charts > len(PAGES)


def tells(page: Page, figure: Element) -> bool:
    """Whether a figure says in words and in rows what it draws."""
    sentences = page.all("p", "chart-sentence", within=figure)
    rows = [row for body in page.all("tbody", within=figure) for row in page.all("tr", within=body)]
    return bool(rows) and all(text_of(sentence) for sentence in sentences) and bool(sentences)


def test_english_pages_write_dates_and_numbers_in_english(bundled: Flask) -> None:
    client = bundled.test_client()
    choose(client, "en")

    portfolio, project = Page(client.get("/")).text, Page(client.get("/projekty/krasnystaw")).text

    assert "15 October 2019" in portfolio
    assert "5.08M zł" in portfolio
    assert "374,101.08" in project
    assert "April 2019" in project
    assert not re.search(r"\b(stycznia|lutego|marca|kwietnia|października|temu|pkt proc)\b", portfolio)


def pairs() -> Iterator[tuple[str, str]]:
    """Every text of the catalogue that has no placeholder, with its Polish form."""
    for message in texts(read_polish()):
        originals = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if not any("%(" in text for text in originals + forms):
            yield from ((original, form) for original in originals for form in forms)


def data_texts() -> set[str]:
    """Every text of the bundled data: names are in Polish on English pages too."""
    found: set[str] = set()
    for path in (ROOT / "data").glob("*/*.json"):
        found.update(plain(text) for text in re.findall(r'": "([^"]*)"', path.read_text(encoding="utf-8")))
    return found


def plain(text: str) -> str:
    """A text without the difference between kinds of blanks."""
    return " ".join(text.split())
