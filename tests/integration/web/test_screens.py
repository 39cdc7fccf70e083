"""The desk of the shared screens: made, steered, changed by two at once, withdrawn; and what cannot be done."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.three_places import ELSEWHERE, OWN, store_three
from tracker.cli.places import find_centre
from tracker.domain.screens import ScreenPlan, ScreenView
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.schemas.screens import typed_plan
from tracker.storage.audit import events_of
from tracker.storage.screens import get_screen

LINK = re.compile(r"http://localhost(/ekran/[\w-]{32})")


@pytest.fixture
def open_forms(app: Flask) -> Flask:
    """Three projects, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return app


@pytest.fixture
def desk(open_forms: Flask) -> FlaskClient:
    """A coordinator of the whole country."""
    return signed_in_as(open_forms, Role.COORDINATOR, name="Ewa")


def fields(**others: str) -> dict[str, str]:
    """The usual plan of a screen, with some fields otherwise; ``view_1`` is the first view."""
    typed = {name.replace("view_", "view-"): value for name, value in others.items()}
    return typed_plan(ScreenPlan("Korytarz", "II piętro")) | typed


def make(desk: FlaskClient, **others: str) -> tuple[str, str]:
    """A new screen: the address of its page and its link."""
    answer = desk.post("/ekrany/nowy", data=fields(**others))
    assert answer.status_code == 303
    (link,) = set(LINK.findall(desk.get(answer.location).text))
    return answer.location, link


def shown(desk: FlaskClient, page: str) -> dict[str, object]:
    """What the screen is sent now, without its slides."""
    found: dict[str, object] = desk.get(f"{page}/podglad/dane").get_json()
    return found


def deeds(app: Flask) -> list[str]:
    """What the record says was done with screens."""
    with app.app_context():
        return [event.deed for event in events_of(None) if "screen" in event.after]


def test_a_screens_link_is_shown_once_with_its_picture_and_opens(open_forms: Flask, desk: FlaskClient) -> None:
    answer = desk.post("/ekrany/nowy", data=fields())
    with desk.session_transaction() as session:
        kept = str(dict(session))

    first, second = desk.get(answer.location), desk.get(answer.location)

    (link,) = set(LINK.findall(first.text))
    assert link.rpartition("/")[2] not in kept
    assert first.headers["Cache-Control"] == "no-store"
    assert Page(first).one("img", "link-picture").attrib["src"].startswith("data:image/svg+xml;base64,")
    assert not LINK.findall(second.text)
    assert not Page(second).all("img", "link-picture")
    assert open_forms.test_client().get(link).status_code == 200
    with open_forms.app_context():
        assert link.rpartition("/")[2] not in str(events_of(None))


def test_the_list_tells_how_the_screens_fare(open_forms: Flask, desk: FlaskClient) -> None:
    _, link = make(desk)
    make(desk, name="Hol", scope="voivodeship-06")
    beat = {"view": "curve", "width": 1920, "height": 1080, "release": "1"}
    assert open_forms.test_client().post(f"{link}/tetno", json=beat).status_code == 204

    page = Page(desk.get("/ekrany"))
    told = [[text_of(cell) for cell in row.iter("td")] for row in page.all("tr")[1:]]

    assert text_of(page.one("h1")) == "1 ekran jest połączony, 1 czeka na otwarcie."
    hol, corridor = told
    assert hol[:4] == ["jeszcze niepołączony", "nigdy", "–", "lubelskie"]
    assert corridor[:4] == ["połączony", "przed chwilą", "Krzywa portfela", "cały kraj"]


def test_the_desk_steers_a_screen_and_the_record_says_so(open_forms: Flask, desk: FlaskClient) -> None:
    page, _ = make(desk)
    soon = f"{datetime.now(ZoneInfo('Europe/Warsaw')) + timedelta(hours=2):%Y-%m-%dT%H:%M}"

    desk.post(f"{page}/widok", data={"view": "map", "minutes": "5"})
    desk.post(f"{page}/wiadomosc", data={"message": "Alarm  próbny o 14", "until": soon})
    desk.post(f"{page}/zatrzymaj")
    steered = shown(desk, page)
    notes = text_of(Page(desk.get(page)).section("facts-heading"))
    for deed in ("widok/zdejmij", "wiadomosc/zdejmij", "wznow"):
        assert desk.post(f"{page}/{deed}").status_code == 303
    let_go = shown(desk, page)

    assert steered["paused"] is True
    assert isinstance(steered["pushed"], dict)
    assert steered["pushed"]["view"] == "map"
    assert isinstance(steered["message"], dict)
    assert steered["message"]["text"] == "Alarm próbny o 14"
    assert all(word in notes for word in ("zatrzymany", "tylko „Mapa Polski” do", "wiadomość do"))
    assert (let_go["paused"], let_go["pushed"], let_go["message"]) == (False, None, None)
    assert deeds(open_forms) == [
        "create_screen", "push_view", "show_message", "pause_screen", "end_push", "end_message", "resume_screen",
    ]  # fmt: skip


def test_of_two_who_change_a_screen_the_second_is_told_and_loses_nothing(open_forms: Flask, desk: FlaskClient) -> None:
    page, _ = make(desk)
    desk.post(f"{page}/widok", data={"view": "map", "minutes": "5"})
    desk.post(f"{page}/zmien", data=fields(name="Hol", view_1="curve", view_2="") | {"seen": "1"})

    late = Page(desk.post(f"{page}/zmien", data=fields(seconds="45") | {"seen": "1"}))
    typed = {e.get("name"): e.get("value") for e in late.all("input")}
    assert (late.status, typed["seconds"], typed["name"], typed["seen"]) == (409, "45", "Korytarz", "2")
    assert "Hol" in text_of(late.one("div", "note--warning"))

    again = desk.post(f"{page}/zmien", data=fields(seconds="45") | {"seen": "2"})
    with open_forms.app_context():
        screen = get_screen(1)
    assert again.status_code == 303
    assert (screen.plan.name, screen.plan.seconds, screen.version) == ("Korytarz", 45, 3)
    # A change of the plan leaves the desk's other deeds alone.
    assert screen.control.pushed is ScreenView.MAP


def test_a_withdrawn_screen_shows_nothing_until_it_gets_a_new_link(open_forms: Flask, desk: FlaskClient) -> None:
    page, link = make(desk)
    television = open_forms.test_client()

    asked = desk.get(f"{page}/wycofaj")
    assert "Wycofać ekran „Korytarz”?" in Page(asked).text
    assert television.get(link).status_code == 200

    assert desk.post(f"{page}/wycofaj").location == "/ekrany"
    assert television.get(link).status_code == television.get(f"{link}/dane").status_code == 404
    assert desk.get(f"{page}/podglad").status_code == 404
    assert desk.post(f"{page}/zatrzymaj").status_code == 403
    assert desk.post(f"{page}/zmien", data=fields() | {"seen": "1"}).status_code == 403
    # Its name is free again; while another screen has it, the withdrawn one cannot come back.
    other, _ = make(desk)
    assert desk.post(f"{page}/link").status_code == 422
    desk.post(f"{other}/wycofaj")

    answer = desk.post(f"{page}/link")
    (fresh,) = set(LINK.findall(desk.get(answer.location).text))
    assert television.get(link).status_code == 404
    assert television.get(fresh).status_code == 200


@pytest.mark.parametrize(
    ("others", "where"),
    [
        ({"name": ""}, "name"),
        ({"name": "KORYTARZ"}, "name"),
        ({"scope": "centre-999"}, "scope"),
        ({"view_3": "numbers"}, "views"),
        ({"view_7": "silence"}, "views"),
        ({"seconds": "3"}, "seconds"),
        ({"day_begins": ""}, "day_begins"),
    ],
)
def test_a_plan_that_cannot_be_taken_comes_back_with_all_that_was_typed(
    desk: FlaskClient, others: dict[str, str], where: str
) -> None:
    make(desk)
    data = fields(**({"name": "Hol", "place": "Przy kasie"} | others))

    page = Page(desk.post("/ekrany/nowy", data=data))
    typed = {e.get("name"): e.get("value") for e in page.all("input")}

    assert page.status == 422
    assert page.one("p", "field-error").get("id") == f"field-{where}-error"
    assert (typed["name"], typed["place"]) == (data["name"], "Przy kasie")
    assert len(Page(desk.get("/ekrany")).all("tr")) == 2


@pytest.mark.parametrize(
    ("deed", "data", "where"),
    [
        ("widok", {"view": "map", "minutes": "0"}, "minutes"),
        ("widok", {"view": "people", "minutes": "5"}, "view"),
        ("wiadomosc", {"message": "x" * 161, "until": "2090-01-01T10:00"}, "message"),
        ("wiadomosc", {"message": "<b>Alarm</b>", "until": "2090-01-01T10:00"}, "message"),
        ("wiadomosc", {"message": "Alarm", "until": "2019-01-01T10:00"}, "until"),
        ("wiadomosc", {"message": "Alarm", "until": "2090-01-01T10:00"}, "until"),
    ],
)
def test_a_deed_that_cannot_be_done_says_why_and_changes_nothing(
    desk: FlaskClient, deed: str, data: dict[str, str], where: str
) -> None:
    page, _ = make(desk)

    answer = Page(desk.post(f"{page}/{deed}", data=data))

    assert answer.status == 422
    assert [e.get("id") for e in answer.all("p", "field-error")] == [f"field-{where}-error"]
    if "message" in data:
        assert text_of(answer.one("textarea")) == data["message"]
    assert shown(desk, page)["pushed"] is shown(desk, page)["message"] is None


def test_a_coordinator_makes_screens_of_the_own_voivodeship_only(open_forms: Flask, desk: FlaskClient) -> None:
    everywhere, _ = make(desk)
    own = signed_in_as(open_forms, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE])
    with open_forms.app_context():
        near, far = (f"centre-{find_centre(slug)}" for slug in (OWN, ELSEWHERE))
    near_page, _ = make(own, name="Klucze", scope=near)
    far_page, _ = make(desk, name="Krasnystaw", scope=far)

    refused = {scope: own.post("/ekrany/nowy", data=fields(name="x1", scope=scope)) for scope in ("all", far)}
    moved = own.post(f"{near_page}/zmien", data=fields(name="Klucze", scope="all") | {"seen": "1"})

    assert {answer.status_code for answer in (*refused.values(), moved)} == {422}
    assert all("nie sięgają tak daleko" in answer.text for answer in (*refused.values(), moved))
    offered = [e.get("value") for e in Page(own.get("/ekrany/nowy")).all("option")]
    assert near in offered
    assert not {"all", far, "voivodeship-06"} & set(offered)
    assert [own.get(page).status_code for page in (near_page, far_page, everywhere)] == [200, 403, 403]
    listed = Page(own.get("/ekrany")).links()
    assert near_page in listed
    assert not {far_page, everywhere} & set(listed)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.REPORTER, Role.READER])
def test_most_roles_have_no_desk_and_see_no_way_to_it(open_forms: Flask, role: Role) -> None:
    client = signed_in_as(open_forms, role, centre=OWN)

    assert client.get("/ekrany").status_code == 403
    assert "/ekrany" not in Page(client.get("/")).links()


def test_only_the_preview_may_stand_in_a_frame_and_only_its_page_holds_one(desk: FlaskClient) -> None:
    page, link = make(desk)

    policies = {
        address: desk.get(address).headers["Content-Security-Policy"] for address in (page, f"{page}/podglad", link)
    }

    assert policies[page].endswith("frame-ancestors 'none'; frame-src 'self'")
    assert policies[f"{page}/podglad"].endswith("frame-ancestors 'self'")
    assert policies[link].endswith("frame-ancestors 'none'")
