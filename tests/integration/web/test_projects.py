"""A project's page: sourced facts, marks that lead to their source, unknown as unknown, invented as invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.integration.web.page import Page, text_of
from tests.unit.exchange.project_file import make_document
from tracker.charts.layout import NARROW, WIDE, Format
from tracker.services.invention.crowd import add_crowd
from tracker.services.portfolio_files import add_projects, read_files
from tracker.storage.base import db
from tracker.storage.projects import project_slugs, remove_examples
from tracker.storage.transactions import touch_projects, transaction

REAL = ("klucze", "krasnystaw", "lopiennik-gorny", "myslenice", "przasnysz")
HARMFUL = """<script>alert(1)</script>"'&{{7*7}}"""


@pytest.fixture
def sourced(bundled: Flask) -> FlaskClient:
    """A reader of the five real projects with nothing invented about them."""
    with bundled.app_context(), transaction():
        remove_examples()
    return bundled.test_client()


def facts(page: Page) -> dict[str, str]:
    """What the list of facts says, by label."""
    rows = [row for row in page.one("dl", "fact-columns") if row.tag == "div"]
    return {text_of(page.one("dt", within=row)): text_of(page.one("dd", within=row)) for row in rows}


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """Every statement that the database is given meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


SOURCED = [
    ("klucze", "Środki UE (EFS)", "292 237,73 zł"),
    ("klucze", "Dotacja celowa z budżetu państwa", "54 508,52 zł"),
    ("klucze", "Wartość projektu", "346 746,25 zł"),
    ("klucze", "Rozpoczęcie", "1 stycznia 2018"),
    ("klucze", "Zakończenie", "30 czerwca 2019"),
    ("klucze", "Wkład własny", "nie podano"),
    ("krasnystaw", "Wartość projektu", "374 101,08 zł"),
    ("krasnystaw", "Rozpoczęcie", "kwiecień 2019"),
    ("krasnystaw", "Zakończenie", "30 kwietnia 2020"),
    ("krasnystaw", "Środki UE (EFS)", "nie podano"),
    ("krasnystaw", "Numer projektu", "nie podano"),
    ("krasnystaw", "Numer naboru", "POWR.02.05.00-IP.03-00-019/18"),
    ("lopiennik-gorny", "Wartość projektu", "325 377,82 zł"),
    ("lopiennik-gorny", "Zakończenie", "30 czerwca 2021"),
    ("myslenice", "Wartość projektu", "407 351,25 zł"),
    ("myslenice", "Rozpoczęcie", "maj 2018"),
    ("myslenice", "Zakończenie", "październik 2019"),
    ("myslenice", "Numer projektu", "POWER.02.06.00-00-0193/17"),
    ("przasnysz", "Wartość projektu", "402 025,00 zł"),
    ("przasnysz", "Rozpoczęcie", "1 października 2019"),
]


def test_the_real_projects_say_exactly_what_their_sources_say(sourced: FlaskClient) -> None:
    said = {slug: facts(Page(sourced.get(f"/projekty/{slug}"))) for slug in REAL}

    wrong = [(slug, name, said[slug][name]) for slug, name, text in SOURCED if not said[slug][name].startswith(text)]
    assert not wrong


def test_figures_stand_as_they_are_written(sourced: FlaskClient) -> None:
    krasnystaw, przasnysz = (Page(sourced.get(f"/projekty/{slug}")).text for slug in ("krasnystaw", "przasnysz"))

    assert "„374 101,08 zł”" in krasnystaw
    assert "„od kwietnia 2019 r.”" in krasnystaw
    assert "„402 025 zł”" in przasnysz
    assert "bez groszy" in przasnysz


def test_a_sum_that_nobody_stated_shows_its_terms(sourced: FlaskClient) -> None:
    page = Page(sourced.get("/projekty/klucze"))

    assert "wyliczon" in facts(page)["Wartość projektu"]
    sources = text_of(page.section("sources-heading"))
    assert "Środki UE (EFS) 292 237,73 zł + Dotacja celowa z budżetu państwa 54 508,52 zł" in sources


def test_a_difference_of_one_grosz_is_rounding(sourced: FlaskClient) -> None:
    funding = Page(sourced.get("/projekty/klucze")).section("funding-heading")

    assert "292 237,73 zł wobec 292 237,74 zł, różnica 0,01 zł to zaokrąglenie" in text_of(funding)


def test_a_split_that_nobody_stated_is_called_calculated(sourced: FlaskClient) -> None:
    funding = text_of(Page(sourced.get("/projekty/krasnystaw")).section("funding-heading"))

    assert "315 292,39 zł" in funding
    assert "Żadne źródło nie podaje podziału" in funding


@pytest.mark.parametrize("slug", REAL)
def test_nothing_invented_is_left_of_a_real_project(sourced: FlaskClient, slug: str) -> None:
    page = Page(sourced.get(f"/projekty/{slug}"))

    assert not page.all("span", "demo-mark")
    assert "przykładow" not in page.text
    assert "–" in text_of(page.one("dl", "key-figures--project"))


def test_invented_figures_are_marked_wherever_they_stand(bundled: Flask) -> None:
    with bundled.app_context():
        slugs = project_slugs()
    client = bundled.test_client()

    for slug in slugs:
        page = Page(client.get(f"/projekty/{slug}"))
        captions = page.all("figcaption")
        assert captions, slug
        for place in (page.one("p", "kicker"), *captions):
            assert page.all("span", "demo-mark", within=place), slug
        assert page.all("span", "demo-mark", within=page.one("ol", "source-list")), slug


def test_every_source_mark_leads_to_its_entry(bundled: Flask) -> None:
    with bundled.app_context():
        slugs = project_slugs()
    client = bundled.test_client()

    for slug in slugs:
        for day in ("2018-06-30", "2019-10-15"):
            page = Page(client.get(f"/projekty/{slug}?stan={day}"))
            ids = page.ids()
            entries = [name for name in ids if name.startswith("zrodlo-")]
            marks = {link.removeprefix("#") for link in page.links() if link.startswith("#zrodlo-")}
            assert marks == set(entries), (slug, day)
            assert len(ids) == len(set(ids)), (slug, day)


def test_an_unknown_project_is_not_found(reader: FlaskClient) -> None:
    for address in ("/projekty/nie-ma", "/projekty/nie-ma/wydatki.json", "/projekty/KLUCZE", "/projekty/" + "a" * 3000):
        assert reader.get(address).status_code == 404


@pytest.mark.parametrize(("name", "shape"), [("wide", WIDE), ("narrow", NARROW), ("nonsense", WIDE), ("", WIDE)])
def test_the_figure_comes_in_two_shapes(reader: FlaskClient, name: str, shape: Format) -> None:
    answer = reader.get(f"/projekty/rzeczna/wydatki.json?format={name}")

    assert answer.mimetype == "application/json"
    assert answer.get_json()["width"] == shape.width
    assert answer.get_json()["config"]["showSendToCloud"] is False


def test_a_project_without_value_has_no_figure_and_says_so(app: Flask, tmp_path: Path) -> None:
    load(app, tmp_path, make_document(slug="nic", statements=[], sources=[]))
    client = app.test_client()

    assert client.get("/projekty/nic/wydatki.json").status_code == 404
    assert not Page(client.get("/projekty/nic")).all("figure")


def test_what_people_wrote_is_never_markup(app: Flask, tmp_path: Path) -> None:
    load(app, tmp_path, harmful_document())
    client = app.test_client()

    for address in (
        "/",
        "/?szukaj=script",
        "/projekty/zly",
        "/projekty/zly?stan=2018-05-01",
        "/projekty/zly/wydatki.json",
    ):
        text = client.get(address).text
        assert "<script>alert" not in text, address
    page = Page(client.get("/projekty/zly"))
    assert page.text.count(HARMFUL) > 10
    assert HARMFUL in Page(client.get("/")).text


def test_the_number_of_queries_does_not_grow_with_the_portfolio(bundled: Flask) -> None:
    few = queries_of_pages(bundled)
    with bundled.app_context(), transaction():
        add_crowd(60, seed=3)

    many = queries_of_pages(bundled)

    assert few == many


def queries_of_pages(app: Flask) -> list[int]:
    """Queries of the portfolio when nothing changed, after one change, and of a project's page."""
    client = FlaskClient(app, app.response_class)
    for _ in range(8):
        client.get("/")
    counts = []
    for change in (False, True, False):
        if change:
            with app.app_context(), transaction():
                touch_projects([1])
        with counted_queries(app) as statements:
            client.get("/")
        counts.append(len(statements))
    with counted_queries(app) as statements:
        client.get("/projekty/rzeczna")
    return [*counts, len(statements)]


def load(app: Flask, folder: Path, document: dict[str, Any]) -> None:
    """Load one project file as the command does."""
    path = folder / "project.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with app.app_context(), transaction():
        add_projects(read_files(path))


def harmful_document() -> dict[str, Any]:
    """A project of which every text is an attack."""
    document = make_document(
        slug="zly",
        centre=dict.fromkeys(("name", "short_name", "place", "county"), HARMFUL) | {"kind": "OPS"},
        sources=[{"key": "a", "kind": "announcement", "publisher": HARMFUL, "title": HARMFUL}],
        milestones=[
            {
                "number": 1,
                "kind": "other",
                "name": HARMFUL,
                "source": "a",
                "entries": [
                    {"kind": "baseline", "day": "2018-03-01", "source": "a"},
                    {"kind": "forecast", "day": "2018-04-01", "source": "a", "reason": HARMFUL},
                ],
            }
        ],
        posts=[{"kind": "benefits", "name": HARMFUL, "is_new": True, "source": "a"}],
        trainings=[{"kind": "training", "name": HARMFUL, "source": "a"}],
        plans=[
            {
                "source": "a",
                "tasks": [{"number": 1, "name": HARMFUL, "monthly": {"2018-01": "346746.25"}}],
            }
        ],
    )
    for statement in document["statements"]:
        statement["note"] = HARMFUL
        statement["as_written"] = HARMFUL
    document["statements"][0]["value"] = HARMFUL
    return document
