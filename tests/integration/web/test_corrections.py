"""The date of a document and the place of a centre: filled in freely, replaced with a reason, kept in the journal."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.integration.web.editing import faults, make_record, opened, store, stored
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import Source
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.audit import AuditEvent, events_of

CENTRE = "/projekty/klucze/edytuj/osrodek"
PLACE = {
    "voivodeship": "12",
    "county": "olkuski",
    "commune_code": "1212042",
    "latitude": "50,336",
    "longitude": "19.562",
}


@pytest.fixture
def editable(app: Flask) -> FlaskClient:
    """A coordinator of a tracker with the projects of Klucze and of Bukowno."""
    store(app, make_record(), make_record("bukowno", "Bukowno"))
    return signed_in_as(app, Role.COORDINATOR)


def document_of(app: Flask) -> Source:
    """The document of the project of Klucze."""
    return stored(app).statements[0].origin.source


def form_of(source: Source) -> str:
    """The address at which a document is corrected."""
    return f"/projekty/klucze/edytuj/dokument/{source.id}"


def fill(client: FlaskClient, address: str, **typed: str) -> TestResponse:
    """Open a form and send it with what was typed."""
    return client.post(address, data=opened(client, address) | typed)


def last_event(app: Flask) -> AuditEvent:
    """What was done last to the project of Klucze."""
    with app.app_context():
        return events_of(stored(app).id)[-1]


def test_a_document_gets_an_address_without_a_reason(app: Flask, editable: FlaskClient) -> None:
    source, revision = document_of(app), stored(app).revision

    response = fill(editable, form_of(source), published="3.12.2018", url="https://bip.example.pl/1")

    assert (response.status_code, response.location) == (303, f"/zrodla/dokumenty/{source.id}")
    assert document_of(app).url == "https://bip.example.pl/1"
    assert stored(app).revision > revision
    assert last_event(app).deed == "correct_document"


def test_a_date_on_record_changes_with_a_reason_only_and_the_journal_keeps_it(
    app: Flask, editable: FlaskClient
) -> None:
    source = document_of(app)

    refused = fill(editable, form_of(source), published="11.2018")
    taken = fill(editable, form_of(source), published="11.2018", reason="Tak w stopce.")

    assert (refused.status_code, faults(refused), taken.status_code) == (422, {"reason"}, 303)
    assert document_of(app).published == PartialDate.parse("2018-11")
    assert last_event(app).before["published"] == "2018-12-03"
    assert last_event(app).after["published"] == "2018-11"
    journal = editable.get("/dziennik").text
    assert "Poprawiono datę lub adres dokumentu" in journal
    assert "Tak w stopce." in journal


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"published": "1.01.2199", "reason": "Pomyłka."}, "published"),
        ({"published": "3.12.2018"}, "published"),
        ({"published": "3.12.2018", "url": "javascript:alert(1)"}, "url"),
    ],
    ids=["a day to come", "nothing changes", "no address of the web"],
)
def test_what_cannot_be_taken_of_a_document(
    app: Flask, editable: FlaskClient, typed: dict[str, str], fault: str
) -> None:
    response = fill(editable, form_of(document_of(app)), **typed)

    assert (response.status_code, faults(response)) == (422, {fault})
    assert document_of(app).published == PartialDate.parse("2018-12-03")


def test_what_somebody_corrected_meanwhile_is_not_overwritten(app: Flask, editable: FlaskClient) -> None:
    address = form_of(document_of(app))
    seen = opened(editable, address)
    fill(editable, address, published="3.12.2018", url="https://bip.example.pl/1")

    late = editable.post(address, data=seen | {"published": "3.12.2018", "url": "https://bip.example.pl/2"})

    assert late.status_code == 409
    assert "https://bip.example.pl/2" in late.text
    assert document_of(app).url == "https://bip.example.pl/1"


def test_a_document_of_another_project_is_not_there(app: Flask, editable: FlaskClient) -> None:
    address = form_of(document_of(app)).replace("klucze", "bukowno")

    assert editable.get(address).status_code == 404


def test_a_centre_gets_its_place_on_the_map(app: Flask, editable: FlaskClient) -> None:
    response = fill(editable, CENTRE, **PLACE)

    centre = stored(app).centre
    assert response.status_code == 303
    assert (centre.latitude, centre.longitude, centre.commune_code) == (50.336, 19.562, "1212042")
    assert last_event(app).before["latitude"] is None
    assert "50,336" in editable.get(CENTRE).text


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"longitude": ""}, "longitude"),
        ({"latitude": "5,3"}, "latitude"),
        ({"commune_code": "0612042"}, "commune_code"),
        ({"voivodeship": "", "commune_code": ""}, "reason"),
    ],
)
def test_what_cannot_be_taken_of_a_place(editable: FlaskClient, typed: dict[str, str], fault: str) -> None:
    response = fill(editable, CENTRE, **PLACE | typed)

    assert (response.status_code, faults(response)) == (422, {fault})


def test_a_centre_is_not_moved_beyond_the_editors_reach(app: Flask) -> None:
    store(app, make_record())
    near = signed_in_as(app, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE])

    response = fill(near, CENTRE, **PLACE | {"voivodeship": "06", "commune_code": "", "reason": "Pomyłka."})

    assert (response.status_code, faults(response)) == (422, {"voivodeship"})
    assert stored(app).centre.voivodeship is Voivodeship.MALOPOLSKIE
