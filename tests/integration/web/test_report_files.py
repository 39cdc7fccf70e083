"""Files of a report: taken within bounds and by their content, handed out harmless and to the right people."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.accounts import signed_in_as
from tests.integration.web.forms import token_of
from tests.integration.web.reporting import (
    FOURTH_QUARTER,
    address_of,
    controls_of,
    director_of,
    draft_of,
    fill,
    take_back,
)
from tests.integration.web.reviewing import send
from tracker.domain.vocabulary import Role

PDF = b"%PDF-1.7 faktura"
MEGABYTE = 1024 * 1024


def upload(client: FlaskClient, address: str, name: str, content: bytes, **fields: str) -> TestResponse:
    """Attach a file as the form does, with the rest of the form."""
    file = FileStorage(BytesIO(content), name)
    boundary, body = encode_multipart({**controls_of(client.get(address).text), **fields, "attachment": file})
    return client.post(f"{address}/zalaczniki", data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


def link_of(page: str, address: str) -> str:
    """The address of the only file on a page."""
    return f"{address}/zalaczniki/" + page.split(f'href="{address}/zalaczniki/')[1].partition('"')[0]


def test_a_file_is_attached_and_handed_out_harmless(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = upload(director, address, "Zażółć gęślą.pdf", PDF, problems="Dopisane przy pliku")

    file = director.get(link_of(director.get(address).text, address))
    assert (answer.status_code, answer.location) == (303, f"{address}#part-attachments")
    assert file.data == PDF
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''Za")
    assert file.headers["Content-Disposition"].endswith("%C5%82%C4%87%20g%C4%99%C5%9Bl%C4%85.pdf")
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert draft_of(bundled, address)["problems"].text == "Dopisane przy pliku"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faktura.pdf", b"MZ\x90\x00 program"),
        ("faktura.exe", PDF),
        ("strona.html", b"<html><script>alert(1)</script>"),
        ("pusty.pdf", b""),
        ("arkusz.xlsx", b"PK\x03\x04 nic"),
    ],
)
def test_what_is_not_taken_is_told_at_the_field(bundled: Flask, name: str, content: bytes) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = upload(director, address, name, content)

    assert answer.status_code == 422
    assert 'id="field-attachment-error" role="alert" data-attachment-error>' in answer.text
    assert f"{address}/zalaczniki/" not in answer.text


def test_a_file_beyond_the_bound_is_told_at_the_field(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    slightly = upload(director, address, "skan.pdf", PDF + b" " * (5 * MEGABYTE))
    largely = upload(director, address, "skan.pdf", PDF + b" " * (7 * MEGABYTE))

    for answer in (slightly, largely):
        assert answer.status_code == 413
        assert "data-attachment-error>" in answer.text


def test_a_file_just_within_the_bound_is_taken(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = upload(director, address, "skan.pdf", PDF + b" " * (5 * MEGABYTE - len(PDF)))

    assert answer.status_code == 303


@pytest.mark.parametrize("deed", ["zalaczniki", "pola", "wyslij", ""])
def test_two_hundred_megabytes_are_refused_before_they_are_read(bundled: Flask, deed: str) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = director.post(
        f"{address}/{deed}".rstrip("/"),
        input_stream=BytesIO(b"--x\r\n"),
        environ_overrides={"CONTENT_LENGTH": str(200 * MEGABYTE)},
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 413
    assert "<h1" in answer.text


def test_a_stranger_learns_nothing_from_sending_too_much(bundled: Flask) -> None:
    address = address_of(bundled, start=FOURTH_QUARTER)
    people = [bundled.test_client(), signed_in_as(bundled, Role.READER), director_of(bundled, "klucze")]

    codes = [
        client.post(
            f"{address}/zalaczniki",
            input_stream=BytesIO(b"--x\r\n"),
            environ_overrides={"CONTENT_LENGTH": str(200 * MEGABYTE)},
            content_type="multipart/form-data; boundary=x",
        ).status_code
        for client in people
    ]

    assert codes == [413, 413, 413]


def test_a_script_gets_the_list_or_the_reason(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    headers = {"X-CSRFToken": token_of(director.get("/konto").text), "X-Requested-With": "fetch"}

    taken, refused = (
        director.post(f"{address}/zalaczniki", data={"attachment": (BytesIO(content), "plik.pdf")}, headers=headers)
        for content in (PDF, b"MZ")
    )

    assert taken.json is not None
    assert refused.json is not None
    assert "plik.pdf" in taken.json["files"]
    assert (taken.status_code, refused.status_code) == (200, 422)
    assert refused.json["problems"][0]["where"] == "attachment"


def test_a_file_is_taken_out_again(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    upload(director, address, "faktura.pdf", PDF)
    page = director.get(address).text
    link = link_of(page, address)

    gone = director.post(f"{link}/usun", data=controls_of(page))
    again = director.post(f"{link}/usun", data=controls_of(page))

    assert (gone.status_code, again.status_code) == (303, 404)
    assert link not in director.get(address).text


def test_a_file_nobody_handed_in_goes_for_good_and_one_handed_in_stays(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)
    take_back(director, address)
    upload(director, address, "pomylka.pdf", b"%PDF-1.7 pomylka")
    mistake = link_of(director.get(address).text, address)
    director.post(f"{mistake}/usun", data=controls_of(director.get(address).text))
    after_removal = director.get(mistake).status_code
    fill(director, address, {"unchanged.posts": "yes"})
    upload(director, address, "faktura.pdf", PDF)
    kept = link_of(director.get(address).text, address)
    send(director, address)
    take_back(director, address)

    director.post(f"{kept}/usun", data=controls_of(director.get(address).text))

    coordinator = signed_in_as(bundled, Role.COORDINATOR)
    assert after_removal == 404
    assert coordinator.get(kept).status_code == 200


def test_the_journal_of_coordinators_names_no_file_of_a_draft(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    upload(director, address, "tajne.pdf", PDF)

    journal = signed_in_as(bundled, Role.COORDINATOR).get("/dziennik").text
    assert "Dołączono plik" in journal
    assert "tajne" not in journal


def test_a_file_of_a_draft_is_for_its_writers_and_that_of_a_version_for_its_readers(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)
    coordinator, stranger = signed_in_as(bundled, Role.COORDINATOR), director_of(bundled, "klucze")
    take_back(director, address)
    fill(director, address, {"unchanged.posts": "yes"})
    upload(director, address, "faktura.pdf", PDF)
    link = link_of(director.get(address).text, address)

    of_draft = [client.get(link).status_code for client in (director, coordinator, stranger, bundled.test_client())]
    summary = director.get(f"{address}/podsumowanie").text
    fingerprint = summary.split('name="fingerprint" value="')[1].split('"')[0]
    form = {"csrf_token": token_of(summary), "fingerprint": fingerprint, "seen_number": "1"}
    director.post(f"{address}/wyslij", data=form)
    of_version = [client.get(link).status_code for client in (director, coordinator, stranger, bundled.test_client())]

    assert of_draft == [200, 404, 403, 302]
    assert of_version == [200, 200, 403, 302]


def test_a_file_is_found_only_within_its_own_report(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    upload(director, address, "faktura.pdf", PDF)
    key = link_of(director.get(address).text, address).rsplit("/", 1)[-1]

    assert director.get(f"{address_of(bundled)}/zalaczniki/{key}").status_code == 404
