"""The review of a report: what its page shows, and what becomes of each decision."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.reporting import FOURTH_QUARTER, address_of, director_of, fill, plain, take_back
from tests.integration.web.reviewing import AMOUNT, ROW, coordinator_of, decide, decision_on, remark, send, status_of
from tracker.domain.project import Remark
from tracker.domain.report_life import ReportStatus
from tracker.domain.vocabulary import ReportDecision, Role, Voivodeship

RETURNED = "myslenice"


def review_page(client: FlaskClient, address: str) -> Page:
    """The page on which a report is reviewed."""
    return Page(client.get(f"{address}/ocena"))


def test_the_page_tells_what_the_report_changes_and_every_field(bundled: Flask) -> None:
    page = review_page(coordinator_of(bundled), address_of(bundled))

    changes = text_of(page.one("dl", "change-list"))
    assert "Czeka na ocenę 5 dni." in plain(page.text)
    assert "11,8 %" in changes
    assert "46,6 % budżetu, plan 49,9 %" in changes
    rows = [text_of(th) for th in page.all("th", "col-field")]
    assert any(row.startswith("Zadanie 5.") for row in rows)
    assert "dane przykładowe" in page.text
    assert {"accept", "return"} <= {b.get("value") for b in page.all("button") if b.get("name") == "action"}


def test_accepting_closes_the_report_and_leads_to_the_queue(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)

    answer = decide(coordinator, address, "accept")

    assert (answer.status_code, answer.location) == (303, "/sprawozdania")
    assert status_of(bundled, address) is ReportStatus.ACCEPTED
    queue = plain(Page(coordinator.get(answer.location)).text)
    assert "Zatwierdzone: MOPS w Krasnymstawie, III kwartał 2019." in queue
    assert "Nic więcej nie czeka na ocenę." in queue


def test_returning_keeps_comment_and_proposal_at_their_field(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)

    answer = decide(coordinator, address, "return", comment="Jedna kwota.", **remark(**{AMOUNT: "10.000,- zł"}))

    decision = decision_on(bundled, address)
    assert answer.status_code == 303
    assert decision.decision is ReportDecision.RETURNED
    assert (decision.comment, decision.made_by) == ("Jedna kwota.", "Ewa Koordynator")
    assert decision.remarks == (Remark(AMOUNT, "Kwota różni się od wyciągu.", "10\u00a0000,00"),)


def test_the_comment_of_a_row_goes_with_its_first_proposal(bundled: Flask) -> None:
    address = address_of(bundled)
    typed = remark(**{"spending.2.2019-08": "1,00", "spending.2.2019-09": "2,00"})

    decide(coordinator_of(bundled), address, "return", **typed)

    assert decision_on(bundled, address).remarks == (
        Remark("spending.2.2019-08", "Kwota różni się od wyciągu.", "1,00"),
        Remark("spending.2.2019-09", "", "2,00"),
    )


@pytest.mark.parametrize(
    ("action", "typed", "fault"),
    [
        ("return", {}, "Napisz"),
        ("return", {f"verdict:{ROW}": "fix"}, "Napisz"),
        ("return", {f"comment:{ROW}": "Zapomniane"}, "Dobrze"),
        ("return", remark(**{AMOUNT: "dużo"}), "cyframi"),
        ("return", {"comment": "a" * 2001}, "2000"),
        ("accept", remark(), "Uwagi"),
        ("", {}, "Wybierz"),
        ("delete", {}, "Wybierz"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_all_that_was_typed(
    bundled: Flask, action: str, typed: dict[str, str], fault: str
) -> None:
    address = address_of(bundled)

    answer = decide(coordinator_of(bundled), address, action, **typed)

    page = Page(answer)
    assert answer.status_code == 422
    assert status_of(bundled, address) is ReportStatus.SUBMITTED
    summary = page.one("div", "error-summary")
    assert fault in text_of(summary)
    ids = page.ids()
    links = [link.attrib["href"] for link in page.all("a", within=summary)]
    for text in (text for name, text in typed.items() if not name.startswith("verdict")):
        assert text in answer.text
    assert all(link.removeprefix("#") in ids for link in links if "action" not in link)


def test_reopening_asks_why_and_leaves_a_trace(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)
    decide(coordinator, address, "accept")

    silent = decide(coordinator, address, "reopen")
    told = decide(coordinator, address, "reopen", comment="Ośrodek znalazł pomyłkę.")

    assert silent.status_code == 422
    assert told.status_code == 303
    assert status_of(bundled, address) is ReportStatus.REOPENED
    history = plain(Page(coordinator.get(f"{address}/wersje")).text)
    assert "Zatwierdzone 15 października 2019." in history
    assert "Otwarte ponownie do poprawy 15 października 2019." in history
    assert "Ośrodek znalazł pomyłkę." in history


def test_the_same_decision_twice_is_one(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)
    typed = remark(**{"spending.2.2019-08": "1,00"}) | remark("milestone.6.day", "Który dzień?")

    codes = [decide(coordinator, address, "return", **typed).status_code for _ in range(2)]

    assert codes == [303, 303]
    assert status_of(bundled, address) is ReportStatus.RETURNED
    assert len(decision_on(bundled, address).remarks) == 2


@pytest.mark.parametrize("action", ["withdraw", "submit"])
def test_what_only_the_centre_does_is_no_decision(bundled: Flask, action: str) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)

    waiting = decide(coordinator, address, action)
    decide(coordinator, address, "accept")
    accepted = decide(coordinator, address, action)

    assert (waiting.status_code, accepted.status_code) == (403, 403)
    assert status_of(bundled, address) is ReportStatus.ACCEPTED


def test_a_report_taken_back_meanwhile_is_not_decided_on(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)
    take_back(director_of(bundled), address)

    answer = decide(coordinator, address, "return", **remark())

    page = Page(answer)
    assert answer.status_code == 409
    assert status_of(bundled, address) is ReportStatus.WITHDRAWN
    assert "Kwota różni się od wyciągu." in text_of(page.one("div", "note--warning"))
    assert not [b for b in page.all("button") if b.get("value") == "accept"]


def test_a_decision_made_meanwhile_stands(bundled: Flask) -> None:
    address = address_of(bundled)
    decide(coordinator_of(bundled, "Pierwsza"), address, "accept")

    answer = decide(coordinator_of(bundled, "Druga"), address, "return", **remark())

    assert answer.status_code == 409
    assert decision_on(bundled, address).made_by == "Pierwsza"


@pytest.mark.parametrize("number", ["2", "0", "x", ""])
def test_another_version_than_the_last_is_not_decided_on(bundled: Flask, number: str) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)

    answer = decide(coordinator, address, "accept", number=number)

    assert answer.status_code in (409, 422)
    assert status_of(bundled, address) is ReportStatus.SUBMITTED


@pytest.mark.parametrize("state", ["waiting", "returned", "accepted", "reopened", "withdrawn", "not begun"])
def test_every_role_sees_a_report_in_every_state_and_only_reviewers_decide(bundled: Flask, state: str) -> None:
    address = bring_into(bundled, state)
    bundled.config["WTF_CSRF_ENABLED"] = False
    offered = {"waiting": "accept", "accepted": "reopen"}.get(state)
    undecided = 409 if state == "not begun" else 422

    for role in Role:
        client = signed_in_as(bundled, role, centre="krasnystaw")
        answer = client.get(f"{address}/ocena")
        deed = client.post(f"{address}/ocena", data={"number": "1"})

        decides = role is Role.COORDINATOR
        assert (role, answer.status_code) == (role, 403 if role is Role.READER else 200)
        assert (role, f'value="{offered}"' in answer.text) == (role, decides and offered is not None)
        assert (role, deed.status_code) == (role, undecided if decides else 403)


def bring_into(app: Flask, state: str) -> str:
    """The address of Krasnystaw's report in a state."""
    if state == "not begun":
        return address_of(app, start=FOURTH_QUARTER)
    coordinator, address = coordinator_of(app), address_of(app)
    if state == "returned":
        decide(coordinator, address, "return", comment="Proszę poprawić.")
    if state in ("accepted", "reopened"):
        decide(coordinator, address, "accept")
    if state == "reopened":
        decide(coordinator, address, "reopen", comment="Pomyłka.")
    if state == "withdrawn":
        take_back(director_of(app), address)
    return address


def test_another_voivodeship_is_not_reviewed(bundled: Flask) -> None:
    address = address_of(bundled)
    client = signed_in_as(bundled, Role.COORDINATOR, voivodeships=[Voivodeship.MALOPOLSKIE])

    assert client.get(f"{address}/ocena").status_code == 403
    assert client.post(f"{address}/ocena", data={"action": "accept", "number": "1"}).status_code in (400, 403)
    assert client.get("/sprawozdania/999999/ocena").status_code == 404
    assert status_of(bundled, address) is ReportStatus.SUBMITTED


def test_a_decision_without_a_token_is_refused(bundled: Flask) -> None:
    address = address_of(bundled)

    answer = coordinator_of(bundled).post(f"{address}/ocena", data={"action": "accept", "number": "1"})

    assert answer.status_code == 400
    assert status_of(bundled, address) is ReportStatus.SUBMITTED


def test_a_script_in_a_comment_stays_text(bundled: Flask) -> None:
    coordinator, address = coordinator_of(bundled), address_of(bundled)

    decide(coordinator, address, "return", comment="<script>alert(1)</script>")

    for page in (f"{address}/ocena", f"{address}/wersje"):
        assert "<script>alert" not in coordinator.get(page).text
    assert "&lt;script&gt;alert" in director_of(bundled).get("/sprawozdania").text


def test_the_page_of_a_returned_report_shows_its_remarks_at_their_rows(bundled: Flask) -> None:
    address = address_of(bundled, RETURNED)

    page = review_page(coordinator_of(bundled), address)

    marked = [text_of(row) for row in page.all("tr", "has-remark")]
    assert len(marked) == 2
    assert any("Propozycja: 11 025,23 zł." in plain(row) for row in marked)


def test_the_next_version_shows_what_was_asked_and_whether_it_was_answered(bundled: Flask) -> None:
    coordinator, director, address = coordinator_of(bundled), director_of(bundled), address_of(bundled)
    decide(coordinator, address, "return", **remark(**{AMOUNT: "11 000,00"}), **remark("problems", "Co przeszkadza?"))
    fill(director, address, {AMOUNT: "11 000,00"}, "continue")
    send(director, address)

    page = review_page(coordinator, address)

    said = [text_of(e) for e in page.all("div", "earlier-remark")]
    assert len(said) == 2
    assert any(text.startswith("poprawione po uwadze") and "11 000,00" in plain(text) for text in said)
    assert any(text.startswith("bez zmian mimo uwagi") and "Co przeszkadza?" in text for text in said)
