"""Reports as browsers send them: the form taken from its page, filled and sent, and the fields that a script saves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.conftest import parse_html
from tests.integration.web.forms import token_of
from tracker.domain.report_draft import DraftField
from tracker.domain.vocabulary import Role
from tracker.services.reporting.ground import OpenReport, open_report
from tracker.storage.drafts import read_draft
from tracker.storage.projects import get_record
from tracker.storage.reports import find_report_id

SLUG = "krasnystaw"
TODAY = date(2019, 10, 15)
"""The reference day of the bundled portfolio."""

THIRD_QUARTER, FOURTH_QUARTER = date(2019, 7, 1), date(2019, 10, 1)
FIRST_AMOUNT, SECOND_AMOUNT = "spending.1.2019-07", "spending.2.2019-08"


def report_id_of(app: Flask, slug: str = SLUG, start: date = THIRD_QUARTER) -> int:
    """The number of a bundled report."""
    with app.app_context():
        found = find_report_id(get_record(slug).id, start)
    assert found is not None
    return found


def address_of(app: Flask, slug: str = SLUG, start: date = THIRD_QUARTER) -> str:
    """The address of a bundled report."""
    return f"/sprawozdania/{report_id_of(app, slug, start)}"


def director_of(app: Flask, slug: str = SLUG, name: str = "Anna Dyrektor") -> FlaskClient:
    """A client of the director of a centre."""
    return signed_in_as(app, Role.DIRECTOR, centre=slug, name=name)


def reporter_of(app: Flask, slug: str = SLUG, name: str = "Piotr Pracownik") -> FlaskClient:
    """A client of somebody who writes reports for a centre and does not send them."""
    return signed_in_as(app, Role.REPORTER, centre=slug, name=name)


def take_back(director: FlaskClient, address: str) -> TestResponse:
    """Withdraw a report that waits for review."""
    page = director.get(address).text
    number = re.search(r'name="seen_number" value="(\d+)"', page)
    assert number, "The report cannot be taken back."
    return director.post(f"{address}/wycofaj", data={"csrf_token": token_of(page), "seen_number": number[1]})


def controls_of(page: str) -> dict[str, str]:
    """What the form of a report would send as it stands: every field that a browser would send."""
    root, _ = parse_html(page.encode())
    form = next(element for element in root.iter("form") if element.get("id") == "report-form")
    return dict(_controls(form))


def _controls(form: Element) -> Iterator[tuple[str, str]]:
    for element in form.iter():
        name = element.get("name")
        if not name:
            continue
        if element.tag == "textarea":
            yield name, "".join(element.itertext())
        elif element.tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            yield name, (chosen or list(element.iter("option")))[0].get("value", "")
        elif element.tag == "input" and element.get("type") not in ("file", "radio", "checkbox"):
            yield name, element.get("value", "")
        elif element.tag == "input" and element.get("type") != "file" and element.get("checked") is not None:
            yield name, element.get("value", "on")


def fill(client: FlaskClient, address: str, typed: Mapping[str, str], button: str = "save") -> TestResponse:
    """Open the form, type into it and press a button."""
    fields = controls_of(client.get(address).text)
    return client.post(address, data={**fields, **typed, button: "1"})


def autosave(client: FlaskClient, address: str, **more: Any) -> TestResponse:
    """Send fields as the form's script does: ``fields`` by name with ``text`` and ``seen``, and whatever else."""
    token = token_of(client.get("/konto").text)
    headers = {"X-CSRFToken": token, "X-Requested-With": "fetch"}
    return client.post(f"{address}/pola", json=more, headers=headers)


def save_one(client: FlaskClient, address: str, name: str, text: str, seen: int = 0) -> TestResponse:
    """Save one field as the form's script does."""
    return autosave(client, address, fields={name: {"text": text, "seen": seen}})


def opened(app: Flask, address: str) -> OpenReport:
    """A report with all it stands on."""
    with app.app_context(), app.test_request_context():
        report = open_report(int(address.rsplit("/", 1)[-1]), TODAY)
        assert report.outcome is not None
        return report


def draft_of(app: Flask, address: str) -> dict[str, DraftField]:
    """What was saved of a report's draft."""
    with app.app_context():
        return read_draft(int(address.rsplit("/", 1)[-1]))


def messages_at(page: str, field: str) -> str:
    """What a page says at a field."""
    root, _ = parse_html(page.encode())
    slots = [element for element in root.iter("div") if element.get("data-messages") == field]
    return " ".join(" ".join(slot.itertext()) for slot in slots).replace("\u00a0", " ").strip()


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return " ".join(text.replace("\u00a0", " ").split())
