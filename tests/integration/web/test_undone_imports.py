"""Nothing of an import that was undone is seen where knowledge is of today, and nobody goes on from it."""

from __future__ import annotations

import io
import threading
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts import signed_in_as
from tests.integration.services.test_imports import EDITOR, NEW_CENTRE, SOURCE
from tests.integration.web.editing import SOURCE as TYPED_SOURCE
from tests.integration.web.editing import opened, stored
from tests.integration.web.three_places import OWN, store_three
from tracker.domain.arrivals import Arrival
from tracker.domain.imports import ImportKind
from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, Milestone, MilestoneEntry, Post, ProjectRecord, QuantityEntry, Training
from tracker.domain.provenance import FactValue, Origin, Statement
from tracker.domain.vocabulary import (
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    Role,
    StatementKind,
    TrainingKind,
)
from tracker.gate.clock import today
from tracker.services.imports.applying import Decisions, bring_in, keep
from tracker.storage.base import db
from tracker.storage.models import AuditEventRow
from tracker.storage.projects import get_record
from tracker.storage.transactions import transaction

MARK = "Znacznik"
"""A word of every text that the imports bring."""

VALUE = "7654321.09"
TOLD = (MARK, VALUE, "7 654 321", "7\u00a0654\u00a0321", "7\u202f654\u202f321", "Zarzecz")
"""What would tell of them; the place is that of the new project."""

TELLING_OF_DEEDS = ("/dziennik", "/dziennik/dziennik.csv")
"""The journal says who brought in what, and who undid it."""

FACTS: dict[FactName, FactValue] = {
    FactName.TITLE: f"{MARK} tytuł",
    FactName.TOTAL_VALUE: Decimal(VALUE),
    FactName.PROJECT_NUMBER: f"{MARK}-1",
    FactName.START: PartialDate.parse("2019-01-01"),
    FactName.END: PartialDate.parse("2020-12-31"),
}


def marked(on: date, centre: Centre, slug: str | None = None) -> Arrival:
    """A document that says something of everything."""
    origin = Origin(replace(SOURCE, title=f"{MARK} dokument"), None, on, EDITOR.at)
    target = (QuantityEntry(1, QuantityEntryKind.TARGET, Decimal(3), None, origin, ""),)
    day = MilestoneEntry(1, MilestoneEntryKind.BASELINE, PartialDate.parse("2019-05-05"), origin, "")
    stated = (Statement(n, f, v, StatementKind.AGREED, origin) for n, (f, v) in enumerate(FACTS.items(), 1))
    record = ProjectRecord(
        0,
        "dokument",
        centre,
        0,
        1,
        EDITOR.at,
        is_example=False,
        statements=tuple(stated),
        milestones=(Milestone(1, 1, MilestoneKind.OTHER, f"{MARK} kamień", 1, origin, (day,)),),
        posts=(Post(1, PostKind.OTHER, f"{MARK} etat", True, origin, target),),
        trainings=(Training(1, TrainingKind.TRAINING, f"{MARK} kurs", origin, target),),
    )
    return Arrival(record, slug)


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return signed_in_as(app, Role.ADMINISTRATOR, name="Jan")


def brought(app: Flask, on: date | None = None) -> str:
    """A new project and more of one on record, taken over; gives the address of the import."""
    with app.test_request_context("/"), transaction():
        day = on or today()
        arrivals = [marked(day, NEW_CENTRE), marked(day, get_record(OWN).centre, OWN)]
        decisions = Decisions({1, 2}, {2: FACTS}, "Nowy dokument.")
        outcome = bring_in(ImportKind.REGISTER, "lista.xlsx", arrivals, replace(EDITOR, today=day), decisions=decisions)
    return f"/wczytaj/{outcome.key}"


def addresses(app: Flask) -> list[str]:
    """Every page that asks for nothing but a project."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    own = [rule.rule.replace("<slug>", OWN) for rule in rules if rule.arguments == {"slug"}]
    return [*own, *(rule.rule for rule in rules if not rule.arguments)]


def content_of(data: bytes) -> str:
    """A page, or the parts of a workbook, as text."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def told_by(client: FlaskClient, address: str) -> set[str]:
    """What a page tells of the marked documents."""
    text = content_of(client.get(address, follow_redirects=True).data)
    return {word for word in TOLD if word in text}


def test_no_page_tells_of_what_was_undone(app: Flask, administrator: FlaskClient) -> None:
    page = brought(app)
    seen_before = {
        address for address in ("/", "/portfel.json", "/zrodla/dokumenty") if told_by(administrator, address)
    }

    administrator.post(f"{page}/cofnij")

    telling = {address: told for address in addresses(app) if (told := told_by(administrator, address))}
    assert len(seen_before) == 3
    assert not {address: told for address, told in telling.items() if address not in TELLING_OF_DEEDS}


def test_who_looks_at_an_earlier_day_sees_what_was_undone_since(app: Flask, administrator: FlaskClient) -> None:
    with app.test_request_context("/"):
        yesterday = today() - timedelta(days=1)
    page = brought(app, yesterday)
    administrator.post(f"{page}/cofnij")

    document = next(o.source.id for o in stored(app).origins() if o.source.title.startswith(MARK))

    for address in (f"/projekty/{OWN}", f"/zrodla/dokumenty/{document}"):
        assert MARK not in administrator.get(address).text
        assert MARK in administrator.get(f"{address}?wiedza={yesterday}").text


@pytest.mark.parametrize("what", ["kamienie", "stanowiska", "szkolenia"])
def test_nobody_goes_on_from_what_was_undone_while_a_form_was_open(
    app: Flask, administrator: FlaskClient, what: str
) -> None:
    page = brought(app)
    record = stored(app)
    keys = {
        "kamienie": next(m.number for m in record.milestones if m.name.startswith(MARK)),
        "stanowiska": next(p.id for p in record.posts if p.name.startswith(MARK)),
        "szkolenia": next(t.id for t in record.trainings if t.name.startswith(MARK)),
    }
    address = f"/projekty/{OWN}/edytuj/{what}/{keys[what]}"
    form = opened(administrator, address) | TYPED_SOURCE
    typed = {"kind": "achieved" if what == "kamienie" else "actual", "day": "01.02.2019", "quantity": "1"}
    administrator.post(f"{page}/cofnij")
    before = stored(app)

    answer = administrator.post(address, data=form | typed)

    assert answer.status_code == 404
    assert administrator.get(address).status_code == 404
    assert stored(app) == before


@pytest.mark.parametrize("deed", ["apply", "undo"])
def test_of_those_who_decide_at_the_same_time_one_does(app: Flask, administrator: FlaskClient, deed: str) -> None:
    clients = [administrator, *(signed_in_as(app, Role.ADMINISTRATOR, name=f"Jan {n}") for n in range(3))]
    if deed == "undo":
        page = brought(app)
        address, data = f"{page}/cofnij", {}
    else:
        with app.test_request_context("/"), transaction():
            key = keep(ImportKind.REGISTER, "lista.xlsx", [marked(today(), NEW_CENTRE)], EDITOR, account_id=None)
        address = f"/wczytaj/{key}"
        seen = administrator.get(address).text.split('name="seen" value="')[1].split('"')[0]
        data = {"seen": seen, "take": "1"}
    start = threading.Barrier(len(clients))
    codes: list[int] = []

    def decide(client: FlaskClient) -> None:
        start.wait()
        codes.append(client.post(address, data=data).status_code)

    threads = [threading.Thread(target=decide, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    wanted = {"apply": "bring_in_project", "undo": "undo_import"}[deed]
    assert set(codes) <= {303, 409}
    assert deeds(app).count(wanted) == {"apply": 1, "undo": 3}[deed]


def deeds(app: Flask) -> list[str]:
    """What the journal tells was done."""
    with app.app_context():
        return list(db.session.scalars(select(AuditEventRow.deed)))


def test_what_waits_for_a_project_that_is_gone_says_so(app: Flask, administrator: FlaskClient) -> None:
    page = brought(app)
    with app.test_request_context("/"), transaction():
        arrivals = [marked(today(), NEW_CENTRE, "zarzecze")]
        waiting = f"/wczytaj/{keep(ImportKind.SHEET, 'arkusz.xlsx', arrivals, EDITOR, account_id=None)}"
    administrator.post(f"{page}/cofnij")

    answer = administrator.get(waiting)

    assert answer.status_code == 200
    assert "Tego projektu nie ma już w" in answer.text.replace("\u00a0", " ")
    assert administrator.post(f"{waiting}/odrzuc").status_code == 303


def test_what_is_proposed_beside_a_text_is_called_as_it_is_today(app: Flask, administrator: FlaskClient) -> None:
    page = brought(app)
    administrator.post(f"{page}/cofnij")

    answer = administrator.post("/wczytaj/ogloszenie", data={"text": "OPS w Kluczach realizuje projekt za 100 000 zł."})

    assert "Klucze" in answer.text
    assert MARK not in answer.text
