"""A page for a past day, with what was known then, stays the page that was seen then, whatever is recorded later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree.ElementTree import tostring
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tracker.domain.drafts import EntryDraft, FactDraft, PlanDraft, ProjectDraft, QuantityDraft
from tracker.domain.periods import PartialDate
from tracker.domain.permissions import Deed
from tracker.domain.project import (
    Centre,
    Decision,
    ReportContent,
    Spending,
    Submission,
)
from tracker.domain.provenance import Origin, Source
from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    MilestoneEntryKind,
    QuantityEntryKind,
    ReportDecision,
    Role,
    SourceKind,
    StatementKind,
)
from tracker.gate.bearer import PREFIX
from tracker.gate.guards import guard_of
from tracker.services.editing.facts import fact_fingerprint, state_fact
from tracker.services.editing.ground import Editor, bare
from tracker.services.editing.milestones import add_milestone_entry, milestone_fingerprint
from tracker.services.editing.plans import add_plan, plan_fingerprint
from tracker.services.editing.projects import add_project
from tracker.services.editing.quantities import add_training_entry, quantity_fingerprint
from tracker.storage.projects import append_history, find_record, get_record
from tracker.storage.reports import insert_decision
from tracker.storage.transactions import transaction

pytestmark = pytest.mark.no_cover
"""These go everywhere, where other tests have counted the lines already; counting doubles their time."""

THEN = date(2019, 8, 15)
LATER = Editor("Ewa Koordynator", datetime(2019, 10, 15, 10, 0, tzinfo=UTC), date(2019, 10, 15))
OLD_PAPER = Source(0, SourceKind.AMENDMENT, "MOPS w Rzecznej", "Aneks nr 3", PartialDate(date(2019, 3, 1)))
"""A document of before the day looked at, which nobody had recorded by then."""

SLUGS = ("rzeczna", "olszyny-male")
QUERY = f"stan={THEN}&wiedza={THEN}"
ASKED_OF_PROGRAMS = {
    "api_portfolio.list_changes": "&earlier=2019-06-30",
    "api_portfolio.compare_projects": f"&projects={','.join(SLUGS)}",
}
"""What addresses for programs cannot do without."""


def addresses(app: Flask) -> Iterator[str]:
    """Every page about projects that can be opened by reading, those still to come included."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        if guard_of(app, rule.endpoint).deed is not Deed.READ_PROJECT or not rule.arguments <= {"slug"}:
            continue
        adapter = app.url_map.bind("")
        for slug in SLUGS if rule.arguments else [""]:
            path = adapter.build(rule.endpoint, {"slug": slug} if slug else {})
            if path.startswith(PREFIX):
                yield f"{path}?as_of={THEN}&known_on={THEN}{ASKED_OF_PROGRAMS.get(rule.endpoint, '')}"
            else:
                yield f"{path}?{QUERY}&p={SLUGS[0]}&p={SLUGS[1]}"


def shown(client: FlaskClient, app: Flask) -> dict[str, str]:
    """What each page shows under the band; the band itself spans all that was ever recorded."""
    pages = {}
    for address in addresses(app):
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        pages[address] = _told(response)
    return pages


def _told(response: TestResponse) -> str:
    if response.mimetype == "text/html":
        (main,) = Page(response).all("main")
        return tostring(main, encoding="unicode")
    if response.get_data().startswith(b"PK"):
        with ZipFile(BytesIO(response.get_data())) as workbook:
            # The properties of a workbook say when it was written.
            parts = sorted(name for name in workbook.namelist() if not name.startswith("docProps/"))
            return "".join(f"{name}: {workbook.read(name).decode()}" for name in parts)
    return response.text


def record_late(slug: str) -> None:
    """Record of a project, later, what bears on days long past: papers, progress, reports and decisions."""
    record = get_record(slug)
    paper = replace(OLD_PAPER, id=max(o.source.id for o in (s.origin for s in record.statements)) + 1000)
    value = FactDraft(
        OLD_PAPER, Decimal("500000.00"), StatementKind.AGREED, "", None, date(2019, 3, 1), "", None, "Aneks nr 3"
    )
    state_fact(slug, FactName.TOTAL_VALUE, value, LATER, seen=fact_fingerprint(record, FactName.TOTAL_VALUE))
    milestone = next(m for m in record.milestones if m.number == 6)
    reached = EntryDraft(OLD_PAPER, MilestoneEntryKind.ACHIEVED, PartialDate(date(2019, 7, 1)), None, "")
    add_milestone_entry(slug, 6, reached, LATER, seen=milestone_fingerprint(milestone))
    training = record.trainings[0]
    held = QuantityDraft(OLD_PAPER, QuantityEntryKind.ACTUAL, Decimal(9), date(2019, 6, 30), "")
    add_training_entry(slug, training.id, held, LATER, seen=quantity_fingerprint(training))
    plan = record.plans[-1]
    tasks = tuple(
        replace(t, monthly={m: a + 1 for m, a in t.monthly.items()}, budget=t.budget + len(t.monthly))
        for t in plan.tasks
    )
    add_plan(slug, PlanDraft(OLD_PAPER, tasks, None), LATER, seen=plan_fingerprint(record))
    _report_late(slug, paper)


def _report_late(slug: str, paper: Source) -> None:
    """Hand a corrected report in for the last period reported by the day, and decide on it."""
    record = get_record(slug)
    report = max((r for r in record.reports if r.submissions and r.period.end <= THEN), key=lambda r: r.period.end)
    last = report.submissions[-1]
    insert_decision(record.id, last.id, Decision(ReportDecision.REOPENED, LATER.today, LATER.at, made_by=LATER.name))
    source = replace(paper, kind=SourceKind.REPORT, title="Korekta")
    origin = Origin(source, LATER.today, LATER.today, LATER.at, LATER.name)
    content = ReportContent(spending=(Spending(1, report.period.start, Decimal("99999.00")),))
    corrected = replace(report, submissions=(Submission(0, last.number + 1, content, origin),))
    append_history(slug, replace(bare(record), reports=(corrected,)), on_record=record)


def add_another_project() -> None:
    """Record a project that was running on the day looked at."""
    centre = Centre(0, "Ośrodek Pomocy Społecznej w Nowej Wsi", "OPS w Nowej Wsi", "Nowa Wieś", CentreKind.OPS, None)
    draft = ProjectDraft(
        OLD_PAPER,
        centre,
        "Nowa praca",
        StatementKind.AGREED,
        Decimal("300000.00"),
        value_as_written="",
        start=PartialDate(date(2019, 1, 1)),
        end=PartialDate(date(2020, 6, 30)),
        project_number="",
        call_number="",
    )
    add_project(draft, LATER)


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR])
def test_a_past_page_stays_as_it_was(bundled: Flask, role: Role) -> None:
    client = signed_in_as(bundled, role)
    before = shown(client, bundled)

    with bundled.test_request_context():
        for slug in SLUGS:
            with transaction():
                record_late(slug)
        with transaction():
            add_another_project()

    after = shown(client, bundled)
    assert before.keys() == after.keys()
    changed = [address for address in before if before[address] != after[address]]
    assert not changed, first_difference(before[changed[0]], after[changed[0]])


def first_difference(before: str, after: str) -> str:
    """Where two pages part."""
    place = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    return f"{before[place - 300 : place + 200]}\n=====\n{after[place - 300 : place + 200]}"


def test_without_the_second_clock_the_past_is_told_with_what_is_known_now(bundled: Flask) -> None:
    client = bundled.test_client()
    address = f"/projekty/{SLUGS[0]}?stan={THEN}"
    before = Page(client.get(address)).text

    with bundled.test_request_context(), transaction():
        record_late(SLUGS[0])

    assert Page(client.get(address)).text != before


def test_a_project_nobody_had_recorded_was_not_there(bundled: Flask) -> None:
    client = bundled.test_client()
    with bundled.test_request_context(), transaction():
        add_another_project()
        assert find_record("nowa-wies")

    rows = text_of(Page(client.get(f"/?{QUERY}")).one("table", "project-table"))
    assert "Nowa Wieś" not in rows
    assert client.get(f"/projekty/nowa-wies?{QUERY}").status_code == 404
    assert client.get(f"/projekty/nowa-wies?stan={THEN}").status_code == 200


def test_the_panel_leads_to_the_meeting_of_the_day_and_back(bundled: Flask) -> None:
    client = bundled.test_client()

    usual = Page(client.get(f"/?stan={THEN}&woj=24"))
    meeting = next(link for link in usual.links() if f"wiedza={THEN}" in link)
    then = Page(client.get(meeting))

    assert "woj=24" in meeting
    assert "Jak na spotkaniu wtedy: nie widać tego, co wpisano po 15 sierpnia 2019" in text_of(
        then.one("p", "as-of-past")
    )
    assert any("wiedza" not in link and f"stan={THEN}" in link and "woj=24" in link for link in then.links())
