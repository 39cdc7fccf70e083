"""Two versions of a report side by side."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.reporting import address_of, director_of, fill, plain
from tests.integration.web.reviewing import AMOUNT, coordinator_of, decide, remark, send
from tracker.domain.vocabulary import Role


@pytest.fixture
def corrected(bundled: Flask) -> str:
    """The address of a report that was returned and handed in again with one amount corrected."""
    director, address = director_of(bundled), address_of(bundled)
    decide(coordinator_of(bundled), address, "return", comment="Jedna kwota.", **remark(**{AMOUNT: "PLN 11.000,-"}))
    fill(director, address, {AMOUNT: "11 000,00"}, "continue")
    send(director, address)
    return address


def test_the_last_two_versions_are_compared_and_the_changed_field_is_marked(bundled: Flask, corrected: str) -> None:
    page = Page(coordinator_of(bundled).get(f"{corrected}/wersje"))

    (changed,) = page.all("tr", "is-changed")
    cells = [plain(text_of(cell)) for cell in changed.iter("td")]
    assert plain(text_of(page.one("h1"))).startswith("Wersje 1 i 2 różnią się w jednym polu z ")
    assert cells[1] == "11 000,00 zł"
    assert cells[0] != cells[1]
    assert "zmienione" in text_of(changed)


def test_the_page_says_who_handed_in_and_who_decided_with_their_words(bundled: Flask, corrected: str) -> None:
    page = Page(director_of(bundled).get(f"{corrected}/wersje"))

    first, second = (plain(text_of(item)) for item in page.one("ol", "version-list").findall("li"))
    assert "Ewa Koordynator" in first
    assert "Jedna kwota." in first
    assert "Kwota różni się od wyciągu. Propozycja: 11 000,00 zł." in first
    assert "Anna Dyrektor" in second
    assert "Nikt jeszcze nie podjął decyzji." in second


def test_any_two_versions_can_be_asked_for(bundled: Flask, corrected: str) -> None:
    coordinator = coordinator_of(bundled)

    backwards = Page(coordinator.get(f"{corrected}/wersje?od=2&do=1"))
    same = Page(coordinator.get(f"{corrected}/wersje?od=1&do=1"))

    (changed,) = backwards.all("tr", "is-changed")
    assert next(plain(text_of(cell)) for cell in changed.iter("td")) == "11 000,00 zł"
    assert not same.all("tr", "is-changed")
    assert "porównana sama ze sobą" in plain(text_of(same.one("h1")))


@pytest.mark.parametrize("query", ["od=9", "do=0", "od=x", "do=99999999", "od=-1"])
def test_a_version_that_was_never_handed_in_is_refused(bundled: Flask, query: str) -> None:
    assert coordinator_of(bundled).get(f"{address_of(bundled)}/wersje?{query}").status_code == 422


def test_a_report_of_one_version_says_so(bundled: Flask) -> None:
    page = Page(coordinator_of(bundled).get(f"{address_of(bundled)}/wersje"))

    assert "To sprawozdanie ma jedną wersję." in text_of(page.one("h1"))


@pytest.mark.parametrize(
    ("role", "centre", "code"),
    [
        (Role.DIRECTOR, "krasnystaw", 200),
        (Role.DIRECTOR, "klucze", 403),
        (Role.ADMINISTRATOR, "", 200),
        (Role.READER, "", 403),
    ],
)
def test_only_those_who_read_reports_see_versions(bundled: Flask, role: Role, centre: str, code: int) -> None:
    client = signed_in_as(bundled, role, centre=centre)

    assert client.get(f"{address_of(bundled)}/wersje").status_code == code


def test_versions_of_a_report_never_handed_in_do_not_exist(bundled: Flask) -> None:
    address = address_of(bundled, "rzeczna")

    assert coordinator_of(bundled).get(f"{address}/wersje").status_code == 404
