"""Views by name: kept, shared, changed, and what cannot be one."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tracker.domain.vocabulary import Role
from tracker.storage.audit import events_of
from tracker.web.saved_views import leads_to_view

ADDRESS = "/?woj=06&ocena=at_risk&stan=2019-06-30"


@pytest.fixture
def open_forms(bundled: Flask) -> Flask:
    """The bundled portfolio, without tokens in its forms."""
    bundled.config["WTF_CSRF_ENABLED"] = False
    return bundled


def names(client: FlaskClient, section: str) -> list[str]:
    """The views of a section of the page."""
    part = Page(client.get("/widoki")).section(section)
    return [text_of(link) for link in part.iter("a") if not (link.get("href") or "").startswith("/widoki/")]


def test_every_ready_made_view_is_there_and_leads_to_four_pages(reader: FlaskClient) -> None:
    part = Page(reader.get("/widoki")).section("ready-heading")
    links = [link.get("href", "") for link in part.iter("a")]

    assert len(links) == 8
    assert {link: reader.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert {link.split("?")[0] for link in links} == {"/", "/os-czasu", "/macierz", "/zmiany"}
    assert links[-1] == "/zmiany?od=2019-09-15"


def test_a_view_is_kept_shared_renamed_and_removed(open_forms: Flask) -> None:
    owner, other = signed_in_as(open_forms, Role.COORDINATOR), signed_in_as(open_forms, Role.READER)

    kept = owner.post("/widoki", data={"name": " Moje  zagrożone ", "address": ADDRESS})
    assert (kept.status_code, names(owner, "own-heading")) == (303, ["Moje zagrożone"])
    assert names(other, "shared-heading") == []

    owner.post("/widoki/1", data={"name": "Zagrożone, Lubelskie", "shared": "1"})
    assert names(other, "shared-heading") == ["Zagrożone, Lubelskie"]
    assert ADDRESS in Page(other.get("/widoki")).links()
    assert [other.get("/widoki/1").status_code, other.post("/widoki/1/usun").status_code] == [404, 404]

    owner.post("/widoki/1/usun")
    assert names(owner, "own-heading") == names(other, "shared-heading") == []
    with open_forms.app_context():
        deeds = [event.deed for event in events_of(None)]
    assert [deed for deed in deeds if deed.endswith("_view")] == ["save_view", "change_view", "remove_view"]


def test_who_may_not_share_keeps_for_oneself(open_forms: Flask) -> None:
    director, other = signed_in_as(open_forms, Role.DIRECTOR), signed_in_as(open_forms, Role.READER)

    director.post("/widoki", data={"name": "Nasz", "address": "/projekty/klucze", "shared": "1"})

    assert names(other, "shared-heading") == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Nadaj widokowi nazwę"), ("  – ", "Nadaj"), ("x" * 81, "najwyżej 80"), ("<b>x</b>", "znaków < i >")],
)
def test_a_name_that_cannot_be_taken_is_said_at_the_field(open_forms: Flask, name: str, said: str) -> None:
    client = signed_in_as(open_forms, Role.READER)

    page = Page(client.post("/widoki", data={"name": name, "address": ADDRESS}))

    assert page.status == 422
    assert said in text_of(page.one("p", "field-error"))
    assert [e.get("value") for e in page.all("input") if e.get("name") == "address"] == [ADDRESS]
    assert names(client, "own-heading") == []


def test_a_name_is_kept_once(open_forms: Flask) -> None:
    client = signed_in_as(open_forms, Role.READER)
    client.post("/widoki", data={"name": "Raz", "address": "/"})

    again = client.post("/widoki", data={"name": "Raz", "address": "/zmiany"})

    assert again.status_code == 422
    assert names(client, "own-heading") == ["Raz"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)", "/nie-ma", "/konto",
        "/wyloguj", "/sprawozdania", "/widoki", "", "/#x",
    ],
)  # fmt: skip
def test_only_pages_that_show_projects_can_be_kept(bundled: Flask, address: str) -> None:
    with bundled.test_request_context("/"):
        assert not leads_to_view(address)
        assert leads_to_view(ADDRESS)


def test_an_address_that_is_none_is_refused(reader: FlaskClient, open_forms: Flask) -> None:
    client = signed_in_as(open_forms, Role.READER)

    assert reader.get("/widoki?adres=https://example.org").status_code == 422
    assert client.post("/widoki", data={"name": "Raz", "address": "/konto"}).status_code == 422
