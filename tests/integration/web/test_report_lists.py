"""The first page of reports: what is due for a centre, the queue for a coordinator, what others may see."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.accounts import PASSWORD, add_account, signed_in_as
from tests.integration.web.forms import enter, token_of
from tests.integration.web.page import Page, text_of
from tests.integration.web.reporting import (
    FIRST_AMOUNT,
    FOURTH_QUARTER,
    address_of,
    director_of,
    fill,
    plain,
    report_id_of,
    reporter_of,
    take_back,
)
from tests.integration.web.reviewing import AMOUNT, coordinator_of, decide, send, status_of
from tracker.domain.report_life import ReportStatus
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.storage.base import db

LIST = "/sprawozdania"
RETURNED = "myslenice"
LATE = "rzeczna"


def listed(client: FlaskClient, **arguments: str) -> Page:
    """The first page of reports."""
    return Page(client.get(LIST, query_string=arguments))


def headline(page: Page) -> str:
    """The finding of a page."""
    return plain(text_of(page.one("h1")))


def rows_of(page: Page, group: str) -> list[str]:
    """The rows of a group of the queue."""
    section = page.section(f"{group}-heading")
    return [plain(text_of(row)) for row in page.all("tr", within=section) if row.find("td") is not None]


def accept(client: FlaskClient, *reports: str) -> TestResponse:
    """Accept the ticked reports."""
    token = token_of(client.get("/konto").text)
    return client.post(f"{LIST}/zatwierdz", data={"csrf_token": token, "report": list(reports)})


def flashes(page: Page) -> str:
    """What the page says was done."""
    return " ".join(
        plain(text_of(note)) for box in page.all("div", "messages") for note in page.all("div", "note", within=box)
    )


def test_a_coordinator_reads_first_what_waits_and_who_is_late(bundled: Flask) -> None:
    page = listed(coordinator_of(bundled))

    assert headline(page) == "Jedno sprawozdanie czeka na ocenę, dwa są spóźnione, jedno jest do poprawy."
    (waiting,) = rows_of(page, "waiting")
    assert "MOPS w Krasnymstawie" in waiting
    assert "5 dni" in waiting
    assert [row.split(" III")[0] for row in rows_of(page, "late")] == ["GOPS w Olszynach Małych", "MOPS w Rzecznej"]
    (returned,) = rows_of(page, "returned")
    assert "2 uwagi" in returned
    assert len(rows_of(page, "accepted")) == 8
    assert "dane przykładowe" in page.text


def test_filters_narrow_the_queue_and_stand_in_the_address(bundled: Flask) -> None:
    coordinator = coordinator_of(bundled)

    found = listed(coordinator, szukaj="rzecznej")
    late = listed(coordinator, status="late", woj=Voivodeship.LUBELSKIE.value)
    none = listed(coordinator, woj=Voivodeship.OPOLSKIE.value)

    assert headline(found).startswith("Jedno sprawozdanie czeka")
    assert len(rows_of(found, "late")) == 1
    assert "Żadne sprawozdanie pasujące do filtrów" in plain(found.text)
    assert len(rows_of(late, "late")) == 1
    assert len(late.all("h2")) == 1
    assert "0 sprawozdań" in plain(none.text)


@pytest.mark.parametrize("query", ["woj=nie", "status=nie"])
def test_an_unknown_choice_is_refused(bundled: Flask, query: str) -> None:
    assert coordinator_of(bundled).get(f"{LIST}?{query}").status_code == 422


@pytest.mark.parametrize("path", ["", "/{}", "/{}/podsumowanie", "/{}/potwierdzenie", "/{}/wersje"])
def test_the_pages_of_reports_say_for_which_day_they_hold(bundled: Flask, path: str) -> None:
    address = "/sprawozdania" + path.format(report_id_of(bundled, "myslenice"))

    page = director_of(bundled, slug="myslenice").get(address)

    assert page.status_code == 200
    assert '<time datetime="2019-10-15">' in page.text


def test_a_coordinator_of_a_voivodeship_sees_only_its_reports(bundled: Flask) -> None:
    page = listed(signed_in_as(bundled, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE]))

    assert headline(page) == "Jedno sprawozdanie jest do poprawy."
    assert "Krasnymstaw" not in page.text


def test_an_administrator_reads_the_queue_and_is_told_so(bundled: Flask) -> None:
    page = listed(signed_in_as(bundled, Role.ADMINISTRATOR))

    assert "To konto czyta sprawozdania, ale ich nie ocenia." in page.text
    assert not [box for box in page.all("input") if box.get("name") == "report"]


def test_a_reader_is_told_that_reports_are_not_for_this_account(bundled: Flask) -> None:
    answer = signed_in_as(bundled, Role.READER).get(LIST)

    assert answer.status_code == 403
    assert "Ta rola tego nie obejmuje" in answer.text or "rol" in answer.text.lower()


def test_nobody_is_led_to_the_sign_in_page_and_back(bundled: Flask) -> None:
    assert bundled.test_client().get(LIST).location == "/zaloguj?dalej=%2Fsprawozdania"


@pytest.mark.parametrize(
    ("role", "landing"), [(Role.DIRECTOR, LIST), (Role.REPORTER, LIST), (Role.COORDINATOR, "/"), (Role.READER, "/")]
)
def test_who_signs_in_lands_where_the_work_is(bundled: Flask, role: Role, landing: str) -> None:
    add_account(bundled, role, email="kto@example.org", centre="klucze")

    answer = enter(bundled.test_client(), "kto@example.org", PASSWORD)

    assert answer.location == landing


def test_a_director_reads_first_what_came_back_with_the_reviewer_s_words(bundled: Flask) -> None:
    page = listed(director_of(bundled, RETURNED))

    (item,) = page.all("li", "due-item")
    words = plain(text_of(item))
    assert headline(page) == "Sprawozdanie za III kwartał 2019 wróciło z 2 uwagami."
    assert "Proszę poprawić dwa pola." in words
    assert "Propozycja: 11 025,23 zł." in words
    button = page.one("a", "button", within=item)
    assert text_of(button).startswith("Popraw sprawozdanie")
    assert button.get("href") == address_of(bundled, RETURNED)


def test_a_director_who_is_late_is_told_by_how_much(bundled: Flask) -> None:
    page = listed(director_of(bundled, LATE))

    assert headline(page) == "Sprawozdanie za III kwartał 2019 jest spóźnione o 5 dni."
    assert "Zacznij sprawozdanie" in page.text


def test_a_director_sees_the_status_its_reasons_and_the_next_dates(bundled: Flask) -> None:
    page = listed(director_of(bundled, LATE))

    text = plain(page.text)
    assert "Zagrożony" in text
    assert "Co poprawi ocenę" in text or "powyżej" in text
    assert len(page.one("ol", "date-list").findall("li")) == 3


def test_a_draft_says_when_it_was_saved_last(bundled: Flask) -> None:
    director, address = director_of(bundled, LATE), address_of(bundled, LATE)
    fill(director, address, {FIRST_AMOUNT: "1 200,00"})

    page = listed(reporter_of(bundled, LATE))

    assert "Zaczęte; ostatni zapis" in plain(page.text)
    assert "Dokończ sprawozdanie" in page.text
    queue = rows_of(listed(coordinator_of(bundled)), "late")
    assert [("zaczęte, ostatni zapis" in row) for row in queue] == [False, True]


def test_a_director_with_nothing_to_do_is_told_what_waits_and_what_comes(bundled: Flask) -> None:
    page = listed(director_of(bundled))

    assert headline(page) == "Nie ma teraz nic do złożenia."
    assert "Sprawozdanie za III kwartał 2019 czeka na ocenę 5 dni." in plain(page.text)
    assert "IV kwartał 2019" in plain(page.text)


def test_a_report_whose_period_has_begun_can_be_begun_early(bundled: Flask) -> None:
    director = director_of(bundled)
    page = director.get(LIST).text
    fields = {"csrf_token": token_of(page), "project": "krasnystaw", "start": FOURTH_QUARTER.isoformat()}

    answer = director.post(f"{LIST}/zacznij", data=fields)

    assert "Zacznij już teraz" in page
    assert answer.location == address_of(bundled, start=FOURTH_QUARTER)


@pytest.mark.parametrize(
    ("role", "centre", "count"),
    [
        (Role.COORDINATOR, "", "1"),
        (Role.DIRECTOR, RETURNED, "1"),
        (Role.DIRECTOR, "krasnystaw", None),
        (Role.ADMINISTRATOR, "", None),
    ],
)
def test_the_navigation_counts_what_waits_for_whoever_looks(
    bundled: Flask, role: Role, centre: str, count: str | None
) -> None:
    page = Page(signed_in_as(bundled, role, centre=centre).get("/zasady"))

    assert [text_of(mark) for mark in page.all("span", "nav-count")] == ([count] if count else [])


def test_the_navigation_leads_only_those_to_reports_who_may_read_them(bundled: Flask) -> None:
    assert LIST not in Page(bundled.test_client().get("/")).links()
    assert LIST not in Page(signed_in_as(bundled, Role.READER).get("/")).links()
    assert LIST in Page(director_of(bundled).get("/")).links()


def test_a_report_without_warnings_is_accepted_by_ticking_it(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)
    (box,) = [box for box in listed(coordinator).all("input") if box.get("name") == "report"]

    answer = accept(coordinator, box.attrib["value"])

    assert (answer.status_code, answer.location) == (303, LIST)
    assert status_of(bundled, address) is ReportStatus.ACCEPTED
    assert flashes(listed(coordinator)) == "Zatwierdzono 1 sprawozdanie."


def test_what_cannot_be_accepted_by_ticking_is_left_and_named(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)
    waiting, returned = report_id_of(bundled), report_id_of(bundled, RETURNED)
    take_back(director_of(bundled), address)

    accept(coordinator, f"{waiting}-1", f"{returned}-1")

    assert status_of(bundled, address) is ReportStatus.WITHDRAWN
    told = flashes(listed(coordinator))
    assert "MOPS w Krasnymstawie, III kwartał 2019: bez zmian, bo sprawozdanie nie czeka już na ocenę." in told
    assert "MGOPS w Myślenicach" in told


def test_a_report_that_was_taken_back_is_not_called_unbegun(bundled: Flask) -> None:
    director = director_of(bundled)
    take_back(director, address_of(bundled))

    late = rows_of(listed(coordinator_of(bundled)), "late")

    assert any("Krasnymstawie" in plain(row) and "wycofane przez ośrodek" in plain(row) for row in late)
    assert "Zacznij sprawozdanie" not in plain(listed(director).text)


def test_ticking_the_same_twice_changes_nothing(bundled: Flask) -> None:
    coordinator, key = coordinator_of(bundled), report_id_of(bundled)

    codes = [accept(coordinator, f"{key}-1", f"{key}-1").status_code for _ in range(2)]

    assert codes == [303, 303]
    assert "ktoś już zatwierdził" in flashes(listed(coordinator))


def test_a_report_with_warnings_cannot_be_ticked_and_says_why(bundled: Flask) -> None:
    coordinator, director, address = coordinator_of(bundled), director_of(bundled), address_of(bundled)
    take_back(director, address)
    fill(director, address, {AMOUNT: "−100,00"})
    fill(
        director, address, {f"explanation.negative_amount.{AMOUNT.partition('.')[2]}": "Zwrot za fakturę."}, "continue"
    )
    send(director, address)

    page = listed(coordinator)
    accept(coordinator, f"{report_id_of(bundled)}-2")

    assert not [box for box in page.all("input") if box.get("name") == "report"]
    assert "Cofa 100,00 zł z wcześniejszych sprawozdań." in rows_of(page, "waiting")[0]
    assert status_of(bundled, address) is ReportStatus.SUBMITTED
    assert "bo sprawozdanie trzeba najpierw otworzyć" in flashes(listed(coordinator))


def test_a_hint_is_told_as_one_and_keeps_no_report_from_being_ticked(bundled: Flask) -> None:
    coordinator, director, address = coordinator_of(bundled), director_of(bundled), address_of(bundled)
    take_back(director, address)
    fill(director, address, {"declared.status": "at_risk", "declared.reason": "Brak chętnych."}, "continue")
    summary = Page(director.get(f"{address}/podsumowanie"))
    send(director, address)

    page = listed(coordinator)

    assert [text_of(h) for h in summary.all("h2") if h.get("id") in ("warnings-heading", "hints-heading")] == [
        "Warto sprawdzić"
    ]
    assert "bez ostrzeżeń Warto sprawdzić. " in rows_of(page, "waiting")[0]
    assert [box.attrib["value"] for box in page.all("input") if box.get("name") == "report"] == [
        f"{report_id_of(bundled)}-2"
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [(["x"], 422), (["1"], 422), (["-1-1"], 422), (["9" * 30 + "-1"], 422), (["999999-1"], 404), ([], 303)],
)
def test_ticks_that_name_no_report_are_refused(bundled: Flask, values: list[str], code: int) -> None:
    assert accept(coordinator_of(bundled), *values).status_code == code


def test_more_ticks_than_a_page_holds_are_refused(bundled: Flask) -> None:
    assert accept(coordinator_of(bundled), *(f"{n}-1" for n in range(1, 60))).status_code == 422


@pytest.mark.parametrize(
    ("role", "voivodeships"),
    [(Role.COORDINATOR, [Voivodeship.MALOPOLSKIE]), (Role.ADMINISTRATOR, []), (Role.DIRECTOR, []), (Role.READER, [])],
)
def test_nobody_accepts_what_is_not_theirs_to_review(
    bundled: Flask, role: Role, voivodeships: list[Voivodeship]
) -> None:
    client = signed_in_as(bundled, role, centre="krasnystaw", voivodeships=voivodeships)

    answer = accept(client, f"{report_id_of(bundled)}-1")

    assert answer.status_code == 403
    assert status_of(bundled, address_of(bundled)) is ReportStatus.SUBMITTED


def test_the_next_report_is_linked_after_a_decision(bundled: Flask) -> None:
    coordinator, director = coordinator_of(bundled), director_of(bundled, RETURNED)
    fill(director, address_of(bundled, RETURNED), {"next_steps": "Rozliczenie."}, "continue")
    send(director, address_of(bundled, RETURNED))

    decide(coordinator, address_of(bundled), "accept")

    page = listed(coordinator)
    (box,) = page.all("div", "messages")
    assert [a.get("href") for a in page.all("a", within=box)] == [f"{address_of(bundled, RETURNED)}/ocena"]


def count_statements(app: Flask, client: FlaskClient, **arguments: str) -> int:
    """How many statements the list takes once the portfolio is kept ready."""
    client.get(LIST, query_string=arguments)
    told: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        told.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(LIST, query_string=arguments)
    event.remove(engine, "before_cursor_execute", note)
    return len(told)


def test_the_queue_asks_as_often_for_many_reports_as_for_few(bundled: Flask) -> None:
    coordinator = coordinator_of(bundled)

    few = count_statements(bundled, coordinator, szukaj="krasnystaw")
    many = count_statements(bundled, coordinator)

    assert few == many
