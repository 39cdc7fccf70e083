"""A project to edit, and forms as a browser fills and sends them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.unit.domain.factories import make_entry, make_milestone, make_origin, make_plan, make_statement, make_task
from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, Post, ProjectRecord, QuantityEntry, Training
from tracker.domain.provenance import FactValue, Source
from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    MilestoneEntryKind,
    PostKind,
    QuantityEntryKind,
    SourceKind,
    StatementKind,
    TrainingKind,
    Voivodeship,
)
from tracker.storage.projects import get_record, insert_project
from tracker.storage.transactions import transaction

EDIT = "/projekty/klucze/edytuj"
SOURCE = {
    "source": "new",
    "source_kind": "amendment",
    "source_publisher": "OPS w Kluczach",
    "source_title": "Aneks nr 1",
    "source_published": "3.06.2019",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_CELL = re.compile(r'<input [^>]*name="(task-[^"]+)"[^>]* value="([^"]*)"')
_ERROR = re.compile(r'class="field-error" id="field-([^"]+)-error"')


def make_record(slug: str = "klucze", place: str = "Klucze") -> ProjectRecord:
    """A project of the first half of 2019 with one of everything."""
    source = Source(1, SourceKind.ANNOUNCEMENT, f"OPS {place}", f"Ogłoszenie {place}", PartialDate.parse("2018-12-03"))
    origin = replace(make_origin(), source=source)
    first, second = date(2019, 1, 1), date(2019, 2, 1)
    plan = make_plan(make_task({first: Decimal("1000.00"), second: Decimal("500.50")}))
    target = QuantityEntry(1, QuantityEntryKind.TARGET, Decimal(2), None, origin)
    values: dict[FactName, FactValue] = {
        FactName.TITLE: "Nowy wymiar",
        FactName.TOTAL_VALUE: Decimal("1600.00"),
        FactName.START: PartialDate.parse("2019-01"),
        FactName.END: PartialDate.parse("2019-06-30"),
    }
    return ProjectRecord(
        id=0,
        slug=slug,
        centre=Centre(
            0, f"Ośrodek Pomocy Społecznej, {place}", f"OPS {place}", place, CentreKind.OPS, Voivodeship.MALOPOLSKIE
        ),
        revision=0,
        version=1,
        created_at=datetime(2019, 1, 1, tzinfo=UTC),
        is_example=False,
        statements=tuple(
            make_statement(value, origin, id=number, fact=fact, kind=StatementKind.PLANNED)
            for number, (fact, value) in enumerate(values.items(), start=1)
        ),
        plans=(replace(plan, origin=origin),),
        milestones=(
            replace(make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-03-31", origin)), origin=origin),
        ),
        posts=(Post(1, PostKind.FIRST_CONTACT, "Pierwszy kontakt", True, origin, (target,)),),
        trainings=(Training(1, TrainingKind.SUPERVISION, "Superwizja", origin, (target,)),),
    )


def store(app: Flask, *records: ProjectRecord) -> None:
    """Put projects into the database of an application."""
    with app.app_context(), transaction():
        for record in records:
            insert_project(record)


def stored(app: Flask, slug: str = "klucze") -> ProjectRecord:
    """A project as the database has it."""
    with app.app_context():
        return get_record(slug)


def opened(client: FlaskClient, address: str) -> dict[str, str]:
    """What a form holds when it is opened: its token, what was seen, and a schedule's cells."""
    return opened_page(client.get(address).text)


def opened_page(page: str) -> dict[str, str]:
    """What the form of a page holds: hidden fields and a schedule's cells."""
    fields = dict(_HIDDEN.findall(page)) | dict(_CELL.findall(page))
    fields.pop("next")
    return {name: html.unescape(value) for name, value in fields.items()}


def send(client: FlaskClient, address: str, fields: Mapping[str, str], **typed: str) -> TestResponse:
    """Send a form with a new source and what was typed."""
    return client.post(address, data={**fields, **SOURCE, **typed})


def fill(client: FlaskClient, address: str, **typed: str) -> TestResponse:
    """Open a form, fill it and send it."""
    return send(client, address, opened(client, address), **typed)


def faults(response: TestResponse) -> set[str]:
    """The fields that the page finds fault with."""
    return set(_ERROR.findall(response.text))
