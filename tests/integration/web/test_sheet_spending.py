"""Monthly spending in the workbook of a project: reports where there are none, never against one that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.editing import store
from tests.integration.web.page import Page
from tests.integration.web.test_portfolio_sheet import bring, take_over
from tests.unit.domain.factories import YEAR, make_year
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.provenance import Viewpoint
from tracker.domain.reporting import ReportStanding
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import Role
from tracker.exchange.filled_sheets.project_template import write_project
from tracker.gate.clock import today
from tracker.services.project_forms import project_cells
from tracker.storage.audit import events_of
from tracker.storage.projects import get_record
from tracker.storage.settings import save_settings
from tracker.storage.transactions import transaction

SLUG = "klucze"
UNTOUCHED = {"2019-03-01": Decimal("300.00"), "2019-01-01": 0, "2019-02-01": 0}
WHOLE_YEAR = {month.isoformat(): Decimal("50.25") for month in YEAR.months()} | UNTOUCHED


@pytest.fixture
def app_with_year(app: Flask) -> Flask:
    """A project of 2019 with the report of its first quarter, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store(app, make_year("300.00"))
    return app


@pytest.fixture
def coordinator(app_with_year: Flask) -> FlaskClient:
    return signed_in_as(app_with_year, Role.COORDINATOR, name="Ewa")


def workbook(app: Flask, spending: dict[str, object]) -> bytes:
    """The workbook of the project with its only task's spending typed over."""
    with app.test_request_context("/"):
        cells = project_cells(get_record(SLUG), Viewpoint(today()), Viewpoint(today()))
        (task,) = cells.spending
        return write_project(replace(cells, spending=[dict(task) | spending]))  # type: ignore[list-item]  # As typed.


def seen_now(app: Flask) -> Snapshot:
    with app.app_context():
        return take_snapshot(get_record(SLUG), Viewpoint(today()))


def test_spending_becomes_accepted_reports(app_with_year: Flask, coordinator: FlaskClient) -> None:
    answer = bring(coordinator, workbook(app_with_year, WHOLE_YEAR), "klucze.xlsx")
    preview = Page(coordinator.get(answer.location)).text.replace("\u00a0", " ")
    take_over(coordinator, answer)

    after = seen_now(app_with_year)
    with app_with_year.app_context():
        told = next(event.after for event in events_of(after.record.id) if event.deed == "bring_in")
    assert "3 sprawozdania, wydatki 452,25 zł" in preview
    assert sum(item.amount for item in after.reported.spending) == Decimal("752.25")
    assert [state.standing for state in after.reports[1:]] == [ReportStanding.ACCEPTED] * 3
    assert (told["reports"], told["spent"]) == (3, "452.25")


def test_its_page_tells_the_document_and_asks_for_nothing_more(app_with_year: Flask, coordinator: FlaskClient) -> None:
    take_over(coordinator, bring(coordinator, workbook(app_with_year, WHOLE_YEAR), "klucze.xlsx"))

    report = seen_now(app_with_year).reports[1].report
    assert report is not None
    text = Page(coordinator.get(f"/sprawozdania/{report.id}/ocena")).text.replace("\u00a0", " ")

    assert "Wczytane z dokumentu „Arkusz klucze.xlsx”" in text
    assert "po terminie" not in text
    assert "Nic tu nie podano" not in text


def test_undone_the_reports_are_awaited_again_and_can_be_written(
    app_with_year: Flask, coordinator: FlaskClient
) -> None:
    before = seen_now(app_with_year)

    answer = bring(coordinator, workbook(app_with_year, WHOLE_YEAR), "klucze.xlsx")
    take_over(coordinator, answer)
    coordinator.post(f"{answer.location}/cofnij")

    after = seen_now(app_with_year)
    assert after.reported == before.reported
    assert [state.standing for state in after.reports] == [state.standing for state in before.reports]
    director = signed_in_as(app_with_year, Role.DIRECTOR, centre=SLUG)
    begun = director.post("/sprawozdania/zacznij", data={"project": SLUG, "start": "2019-04-01"})
    form = Page(director.get(begun.location))
    assert form.status == 200
    assert "50,25" not in form.text


def test_an_untouched_workbook_changes_nothing(app_with_year: Flask, coordinator: FlaskClient) -> None:
    answer = bring(coordinator, workbook(app_with_year, {}), "klucze.xlsx")

    assert "Nie ma nic do przyjęcia" in Page(coordinator.get(answer.location)).text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"2019-03-01": Decimal("299.99")}, "Zapisane sprawozdanie podaje inne wydatki z marca 2019"),
        ({"2019-04-01": 5}, "Wydatki z maja 2019 są niepełne"),
    ],
)
def test_what_cannot_become_a_report_is_told(
    app_with_year: Flask, coordinator: FlaskClient, typed: dict[str, object], message: str
) -> None:
    answer = bring(coordinator, workbook(app_with_year, typed), "klucze.xlsx")

    text = Page(coordinator.get(answer.location)).text.replace("\u00a0", " ")
    assert message in text
    assert "Nie ma nic do przyjęcia" in text


def test_money_taken_back_is_read(app_with_year: Flask, coordinator: FlaskClient) -> None:
    typed = {"2019-04-01": Decimal("-20.50"), "2019-05-01": "1 020,50 zł", "2019-06-01": 0}

    take_over(coordinator, bring(coordinator, workbook(app_with_year, typed), "klucze.xlsx"))

    assert sum(item.amount for item in seen_now(app_with_year).reported.spending) == Decimal("1300.00")


def test_in_a_portfolio_of_a_day_reports_are_handed_in_on_that_day(
    app_with_year: Flask, coordinator: FlaskClient
) -> None:
    with app_with_year.app_context(), transaction():
        save_settings(PortfolioSettings(reference_day=date(2019, 10, 15)))
    quarter: dict[str, object] = {"2019-04-01": 1, "2019-05-01": 2, "2019-06-01": 3}

    refused = bring(coordinator, workbook(app_with_year, WHOLE_YEAR), "klucze.xlsx")
    text = Page(coordinator.get(refused.location)).text.replace("\u00a0", " ")
    take_over(coordinator, bring(coordinator, workbook(app_with_year, quarter), "klucze.xlsx"))

    with app_with_year.app_context():
        snapshot = take_snapshot(get_record(SLUG), Viewpoint(date(2019, 10, 15)))
    assert "Wydatki z grudnia 2019 należą do okresu sprawozdawczego, który jeszcze trwa" in text
    assert snapshot.reports[1].standing is ReportStanding.ACCEPTED
    assert snapshot.reports[1].submitted_on == date(2019, 10, 15)
