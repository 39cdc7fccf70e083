"""Everybody sees what is theirs to see, as if there were nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.accounts import signed_in_as
from tests.integration.web.editing import faults, fill, make_record, store
from tests.integration.web.page import Page, text_of
from tests.integration.web.three_places import (
    CONFIDENTIAL,
    ELSEWHERE,
    NEIGHBOUR,
    OWN,
    PEOPLE,
    PLACES,
    arrive,
    close_to_strangers,
    place_of_project,
    store_three,
)
from tracker.domain.periods import PartialDate
from tracker.domain.permissions import Deed, Person, decide, scope_of
from tracker.domain.project import ProjectRecord
from tracker.domain.vocabulary import CentreKind, FactName, Role, Voivodeship
from tracker.storage.base import db
from tracker.storage.models import ProjectRow
from tracker.storage.transactions import touch_projects, transaction

pytestmark = pytest.mark.no_cover
"""These go everywhere, where other tests have counted the lines already; counting doubles their time."""

DAY = "stan=2019-05-31"
NAMES = {OWN: "Klucze", NEIGHBOUR: "Bukowno", ELSEWHERE: "Krasnystaw"}
SIGNED_IN = [who for who, someone in PEOPLE.items() if someone.role is not None]


@pytest.fixture
def closed(app: Flask) -> Flask:
    """An application with the three projects that strangers may not read."""
    store_three(app)
    close_to_strangers(app)
    return app


def readable(app: Flask, person: Person | None) -> set[str]:
    """The projects that somebody may read, by the table of rights."""
    reach = scope_of(person, Deed.READ_PROJECT)
    return {slug for slug in PLACES if reach.includes(place_of_project(app, slug))}


@pytest.mark.parametrize("who", SIGNED_IN)
def test_the_portfolio_holds_what_a_person_may_read_and_no_word_of_the_rest(closed: Flask, who: str) -> None:
    client, person = arrive(closed, who)
    own = readable(closed, person)

    page = Page(client.get(f"/?{DAY}"))

    assert {slug for slug in PLACES if f"/projekty/{slug}?{DAY}" in page.links()} == own
    assert {slug for slug in PLACES if NAMES[slug] in page.text} == own


@pytest.mark.parametrize("who", SIGNED_IN)
def test_sums_and_counts_know_only_what_a_person_may_read(closed: Flask, who: str) -> None:
    client, person = arrive(closed, who)
    own = readable(closed, person)

    page = Page(client.get(f"/?{DAY}"))

    figures = [text_of(element) for element in page.all("div", "key-figure")]
    assert all(f"z {len(own)}" in text for text in figures if "projekt" in text)
    assert text_of(page.one("p", "kicker")).endswith("projekt" if len(own) == 1 else "projekty")
    assert f"{len(own)} z {len(own)}" in page.text
    assert len(page.all("ol", "todo-list")[0].findall("li")) == len(own)


def test_a_part_of_the_portfolio_is_what_a_portfolio_of_that_part_is(closed: Flask) -> None:
    part = signed_in_as(closed, Role.READER, voivodeships=[Voivodeship.LUBELSKIE])
    director = signed_in_as(closed, Role.DIRECTOR, centre=ELSEWHERE)

    by_voivodeship, by_centre = Page(part.get(f"/?{DAY}")), Page(director.get(f"/?{DAY}"))

    assert text_of(by_voivodeship.one("main")) == text_of(by_centre.one("main"))


@pytest.mark.parametrize("question", ["szukaj=Bukowno", "szukaj=OPS", "woj=12", "sort=wartosc&kierunek=malejaco"])
def test_no_search_order_or_filter_finds_what_a_person_may_not_read(closed: Flask, question: str) -> None:
    client = signed_in_as(closed, Role.DIRECTOR, centre=ELSEWHERE)

    page = Page(client.get(f"/?{DAY}&{question}"))

    assert not {NAMES[OWN], NAMES[NEIGHBOUR]} & {*page.text.replace(",", " ").split()}


def test_filters_offer_no_choice_that_only_others_have(closed: Flask) -> None:
    client = signed_in_as(closed, Role.DIRECTOR, centre=ELSEWHERE)

    page = Page(client.get(f"/?{DAY}"))

    choices = {option.get("value") for option in page.all("option", within=page.one("form", "filters"))}
    assert Voivodeship.LUBELSKIE.value in choices
    assert Voivodeship.MALOPOLSKIE.value not in choices


def test_a_row_printed_for_one_person_is_shown_to_another_only_where_it_is_theirs(closed: Flask) -> None:
    everywhere = signed_in_as(closed, Role.ADMINISTRATOR)
    client = signed_in_as(closed, Role.DIRECTOR, centre=OWN)

    first = Page(everywhere.get(f"/?{DAY}"))
    second = Page(client.get(f"/?{DAY}"))

    rows = [[text_of(row) for row in page.all("tr") if "Nowy wymiar" in text_of(row)] for page in (first, second)]
    assert len(rows[0]) == 3
    assert [row for row in rows[0] if NAMES[OWN] in row] == rows[1]


@pytest.mark.parametrize("address", ["/", f"/projekty/{ELSEWHERE}"])
def test_the_strip_counts_only_the_projects_of_the_reader(closed: Flask, address: str) -> None:
    store(closed, with_milestone("2019-02-15"))
    everywhere = signed_in_as(closed, Role.ADMINISTRATOR)
    client = signed_in_as(closed, Role.DIRECTOR, centre=ELSEWHERE)

    all_bars = heights(everywhere.get(f"{address}?{DAY}").text)
    own_bars = heights(client.get(f"{address}?{DAY}").text)

    # The tallest bar is the highest count; those of one project alone are all as tall as can be.
    assert set(own_bars) == {"22.0"}
    assert set(all_bars) - {"22.0"}


def with_period(start: str, end: str) -> ProjectRecord:
    """A project of another time, near Klucze."""
    record = make_record("olkusz", "Olkusz")
    period = {FactName.START: PartialDate.parse(start), FactName.END: PartialDate.parse(end)}
    return replace(record, statements=tuple(replace(s, value=period.get(s.fact, s.value)) for s in record.statements))


def with_milestone(day: str) -> ProjectRecord:
    """A project near Klucze whose milestone is planned for another day."""
    record = make_record("olkusz", "Olkusz")
    (milestone,) = record.milestones
    (entry,) = milestone.entries
    return replace(record, milestones=(replace(milestone, entries=(replace(entry, day=PartialDate.parse(day)),)),))


def heights(page: str) -> list[str]:
    """How tall the bars behind the slider are."""
    strip = page.partition("as-of-scent")[2].partition("</svg>")[0]
    return [piece.partition('"')[0] for piece in strip.split('height="')[1:]]


def test_the_slider_spans_the_life_of_what_is_within_reach(closed: Flask) -> None:
    store(closed, with_period("2015-01-01", "2015-12-31"))
    everywhere = signed_in_as(closed, Role.ADMINISTRATOR)
    client = signed_in_as(closed, Role.DIRECTOR, centre=ELSEWHERE)

    assert "2015-12-31" in everywhere.get(f"/?{DAY}").text
    assert "2015-12-31" not in client.get(f"/?{DAY}").text


@pytest.mark.parametrize(("role", "may_add"), [(Role.READER, False), (Role.COORDINATOR, True)])
def test_who_reaches_no_project_is_told_so_in_words(closed: Flask, role: Role, may_add: bool) -> None:
    client = signed_in_as(closed, role, voivodeships=[Voivodeship.OPOLSKIE])

    page = Page(client.get("/"))

    assert page.status == 200
    assert not page.all("div", "ways")
    assert "flask" not in page.text
    assert ("/projekty/nowy" in page.links()) is may_add
    assert "Nie ma jeszcze żadnego projektu" not in text_of(page.one("h1"))


def test_a_centre_without_a_project_is_told_so_in_words(closed: Flask) -> None:
    client = signed_in_as(closed, Role.DIRECTOR, centre=OWN)
    neighbour = place_of_project(closed, NEIGHBOUR).centre_id
    with closed.app_context(), transaction():
        db.session.execute(update(ProjectRow).where(ProjectRow.slug == OWN).values(centre_id=neighbour))
        touch_projects(list(db.session.scalars(select(ProjectRow.id).where(ProjectRow.slug == OWN))))

    page = Page(client.get("/"))

    assert page.status == 200
    assert not page.all("div", "ways")
    assert "/projekty/nowy" not in page.links()
    assert "Nie ma jeszcze żadnego projektu" not in text_of(page.one("h1"))


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("who", PEOPLE)
def test_words_about_a_report_are_read_by_those_who_may_read_reports(app: Flask, who: str, is_public: bool) -> None:
    store_three(app)
    if not is_public:
        close_to_strangers(app)
    client, person = arrive(app, who)

    for slug in PLACES:
        page = client.get(f"/projekty/{slug}?{DAY}")
        figure = client.get(f"/projekty/{slug}/wydatki.json?{DAY}")

        may_read = decide(person, Deed.READ_REPORT, place_of_project(app, slug)).allowed
        told = {words for words in CONFIDENTIAL if words in page.text}
        assert told if may_read else not told
        assert not any(words in figure.text for words in CONFIDENTIAL)
        assert figure.status_code == page.status_code


@pytest.mark.parametrize("who", PEOPLE)
def test_the_public_portfolio_shows_no_word_about_reports(app: Flask, who: str) -> None:
    store_three(app)
    client, _ = arrive(app, who)

    text = client.get(f"/?{DAY}").text

    assert not any(words in text for words in CONFIDENTIAL)


def test_a_public_portfolio_is_whole_for_everybody(app: Flask) -> None:
    store_three(app)

    for client in (app.test_client(), signed_in_as(app, Role.DIRECTOR, centre=OWN)):
        page = Page(client.get(f"/?{DAY}"))
        assert all(NAMES[slug] in page.text for slug in PLACES)


def test_a_coordinator_adds_projects_to_centres_within_reach_only(app: Flask) -> None:
    store_three(app)
    client = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.LUBELSKIE])
    form = Page(client.get("/projekty/nowy"))
    theirs, others = (place_of_project(app, slug).centre_id for slug in (ELSEWHERE, OWN))

    offered = {option.get("value") for option in form.all("option")}
    existing = {"centre": "existing", "title": "Drugi projekt", "kind": "stated"}
    new = {
        "centre": "new",
        "centre_name": "Ośrodek Pomocy Społecznej w Olkuszu",
        "centre_short_name": "OPS w Olkuszu",
        "centre_place": "Olkusz",
        "centre_kind": CentreKind.OPS,
        "title": "Nowy projekt",
        "kind": "stated",
    }
    refused = fill(client, "/projekty/nowy", centre_id=str(others), **existing)
    abroad = fill(client, "/projekty/nowy", centre_voivodeship=Voivodeship.MALOPOLSKIE, **new)
    taken = fill(client, "/projekty/nowy", centre_id=str(theirs), **existing)
    at_home = fill(client, "/projekty/nowy", centre_voivodeship=Voivodeship.LUBELSKIE, **new)

    assert str(others) not in offered
    assert str(theirs) in offered
    assert Voivodeship.LUBELSKIE.value in offered
    assert Voivodeship.MALOPOLSKIE.value not in offered
    assert (refused.status_code, faults(refused)) == (422, {"centre_id"})
    assert (abroad.status_code, faults(abroad)) == (422, {"centre_voivodeship"})
    assert (taken.status_code, at_home.status_code) == (303, 303)
