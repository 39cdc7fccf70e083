"""The pages of bringing in data: looked at, taken over, undone, and what cannot be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.services.test_imports import EDITOR, NEW, says
from tests.integration.web.forms import token_of
from tests.integration.web.page import Page
from tests.integration.web.three_places import ELSEWHERE, OWN, store_three
from tracker.domain.arrivals import Arrival
from tracker.domain.imports import KEPT, ImportKind
from tracker.domain.vocabulary import FactName, Role, Voivodeship
from tracker.services.imports.applying import keep
from tracker.storage.accounts import all_accounts
from tracker.storage.projects import project_slugs
from tracker.storage.transactions import transaction

VALUE = says((FactName.TOTAL_VALUE, Decimal("999999.00")), slug=OWN)


@pytest.fixture
def open_forms(app: Flask) -> Flask:
    """Three projects, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return app


@pytest.fixture
def administrator(open_forms: Flask) -> FlaskClient:
    return signed_in_as(open_forms, Role.ADMINISTRATOR, name="Jan")


def wait(app: Flask, *arrivals: Arrival, at: datetime = EDITOR.at) -> str:
    """An import that waits; gives the address of its page."""
    with app.app_context(), transaction():
        key = keep(ImportKind.REGISTER, "lista.xlsx", arrivals, replace(EDITOR, at=at), account_id=None)
    return f"/wczytaj/{key}"


def decide(client: FlaskClient, page: str, **fields: object) -> int:
    """Send the form of the page as it is now."""
    seen = client.get(page).text.split('name="seen" value="')[1].split('"')[0]
    return client.post(page, data={"seen": seen} | fields).status_code


def test_what_a_file_would_change_is_shown_and_nothing_is_stored(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW, VALUE)

    text = Page(administrator.get(page)).text

    assert "1 projekt do dodania, 1 do uzupełnienia" in text
    assert "GOPS w Zarzeczu" in text
    with open_forms.app_context():
        assert "zarzecze" not in project_slugs()


def test_what_is_ticked_is_taken_over_and_the_rest_is_not(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW, VALUE)

    status = decide(administrator, page, take="1")

    assert status == 303
    assert "Bliżej ludzi" in administrator.get("/projekty/zarzecze").text
    assert "999" not in Page(administrator.get(f"/projekty/{OWN}")).text


def test_an_overruled_figure_asks_for_a_reason_and_keeps_the_choice(
    open_forms: Flask, administrator: FlaskClient
) -> None:
    page = wait(open_forms, VALUE)
    choice = {"counts-1-total_value": "new"}

    refused = decide(administrator, page, take="1", **choice)
    taken = decide(administrator, page, take="1", reason="Kwota z umowy.", **choice)

    assert (refused, taken) == (422, 303)
    assert "999 999,00" in Page(administrator.get(f"/projekty/{OWN}")).text


def test_a_stale_page_changes_nothing(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW)

    answer = administrator.post(page, data={"seen": "0" * 16, "take": "1"})

    assert answer.status_code == 409
    assert "W międzyczasie" in answer.text


@pytest.mark.parametrize("taken", [{}, {"take": "7"}, {"take": "x"}, {"take": "²"}, {"take": "9" * 5000}])
def test_nothing_is_taken_when_nothing_is_chosen(
    open_forms: Flask, administrator: FlaskClient, taken: dict[str, str]
) -> None:
    page = wait(open_forms, NEW)

    assert decide(administrator, page, **taken) == 422


def test_an_import_is_undone_once(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW)
    decide(administrator, page, take="1")

    first, second = (administrator.post(f"{page}/cofnij") for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert administrator.get("/projekty/zarzecze").status_code == 404
    assert "Cofnięto w 1 projekcie" in Page(administrator.get(page)).text
    journal = Page(administrator.get("/dziennik"))
    assert "GOPS w Zarzeczu" in journal.text
    assert "/projekty/zarzecze" not in journal.links()


def test_the_page_of_an_import_leads_to_its_projects_while_it_stands(
    open_forms: Flask, administrator: FlaskClient
) -> None:
    page = wait(open_forms, NEW, VALUE)
    decide(administrator, page, take=["1", "2"])
    links = {link.get("href") for link in Page(administrator.get(page)).all("a")}

    administrator.post(f"{page}/cofnij")

    wanted = {"/projekty/zarzecze", f"/projekty/{OWN}"}
    assert wanted <= links
    assert not wanted & {link.get("href") for link in Page(administrator.get(page)).all("a")}


def test_what_people_have_gone_on_from_is_not_undone(open_forms: Flask, administrator: FlaskClient) -> None:
    page, further = wait(open_forms, NEW), says((FactName.TOTAL_VALUE, Decimal("5.00")), slug="zarzecze")
    decide(administrator, page, take="1")
    decide(administrator, wait(open_forms, further), take="1")

    refused = administrator.post(f"{page}/cofnij")

    assert refused.status_code == 422
    assert "o dodanym projekcie zapisano później więcej" in Page(refused).text.replace("\u00a0", " ")
    assert administrator.get("/projekty/zarzecze").status_code == 200


def test_what_was_read_can_be_forgotten(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW)

    administrator.post(f"{page}/odrzuc")

    assert administrator.get(page).status_code == 404


def test_what_was_taken_over_cannot_be_forgotten(open_forms: Flask, administrator: FlaskClient) -> None:
    page = wait(open_forms, NEW)
    decide(administrator, page, take="1")

    administrator.post(f"{page}/odrzuc")

    assert administrator.get(page).status_code == 200


def test_what_nobody_decided_about_is_forgotten_after_a_week(open_forms: Flask, administrator: FlaskClient) -> None:
    old = wait(open_forms, NEW, at=datetime.now(UTC) - KEPT * 2)
    wait(open_forms, NEW, at=datetime.now(UTC))

    assert administrator.get(old).status_code == 404


def test_a_coordinator_does_not_see_the_imports_of_others(open_forms: Flask) -> None:
    page = wait(open_forms, NEW)
    coordinator = signed_in_as(open_forms, Role.COORDINATOR)

    assert coordinator.get(page).status_code == 404
    assert "lista.xlsx" not in coordinator.get("/wczytaj").text
    assert coordinator.post(f"{page}/cofnij").status_code == 404


def test_nothing_is_told_of_a_project_beyond_reach(open_forms: Flask) -> None:
    coordinator = signed_in_as(open_forms, Role.COORDINATOR, voivodeships=(Voivodeship.PODKARPACKIE,))
    with open_forms.app_context(), transaction():
        (account,) = [a for a in all_accounts() if a.role is Role.COORDINATOR]
        arrivals = [NEW, says((FactName.TOTAL_VALUE, Decimal("999999.00")), slug=ELSEWHERE)]
        key = keep(ImportKind.SHEET, "arkusz.xlsx", arrivals, EDITOR, account_id=account.key)

    text = Page(coordinator.get(f"/wczytaj/{key}")).text

    assert "GOPS w Zarzeczu" in text
    assert "Krasnystaw" not in text
    assert decide(coordinator, f"/wczytaj/{key}", take="2") == 422


def test_the_form_carries_a_token(bundled: Flask) -> None:
    client = signed_in_as(bundled, Role.ADMINISTRATOR)
    page = wait(bundled, NEW)

    assert token_of(client.get(page).text)
    assert client.post(page, data={"take": "1"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/edytuj",
        "/edytuj/fakt/total_value",
        "/edytuj/kamienie/nowy",
        "/edytuj/harmonogram",
        "/edytuj/osrodek",
        "/arkusz.xlsx",
        "/kalendarz.ics",
        "/wydatki.json",
        ".json",
    ],
)
def test_a_project_that_was_undone_has_no_address(open_forms: Flask, administrator: FlaskClient, address: str) -> None:
    page = wait(open_forms, NEW)
    decide(administrator, page, take="1")
    before = administrator.get(f"/projekty/zarzecze{address}").status_code

    administrator.post(f"{page}/cofnij")

    assert before in (200, 404)
    assert administrator.get(f"/projekty/zarzecze{address}").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/", "/?szukaj=zarzecz", "/zrodla", "/zrodla/dokumenty", "/zmiany", "/os-czasu", "/mapa", "/portfel.json"],
)
def test_a_project_that_was_undone_is_in_no_list(open_forms: Flask, administrator: FlaskClient, address: str) -> None:
    page = wait(open_forms, NEW)
    decide(administrator, page, take="1")

    administrator.post(f"{page}/cofnij")

    assert "Bliżej ludzi" not in administrator.get(address, follow_redirects=True).text
