"""Before and after sending a report: the summary, the deed, its receipt, taking it back."""

from __future__ import annotations

import re
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.web.forms import token_of
from tests.integration.web.reporting import (
    FIRST_AMOUNT,
    FOURTH_QUARTER,
    THIRD_QUARTER,
    address_of,
    director_of,
    fill,
    opened,
    plain,
    report_id_of,
    reporter_of,
    take_back,
)
from tracker.domain.report_life import ReportStatus
from tracker.domain.vocabulary import ReportDecision

HIDDEN = re.compile(r'<input type="hidden" name="(fingerprint|seen_number)" value="([^"]*)"')


def ready(app: Flask) -> tuple[FlaskClient, str]:
    """A director with a report of the third quarter that can be sent again: one field is changed."""
    director, address = director_of(app), address_of(app)
    take_back(director, address)
    fill(director, address, {"unchanged.posts": "yes", "problems": "Wykonawca się spóźnia."})
    return director, address


def send(director: FlaskClient, address: str, page: str = "") -> TestResponse:
    """Send a report from its summary."""
    shown = page or director.get(f"{address}/podsumowanie").text
    return director.post(f"{address}/wyslij", data={"csrf_token": token_of(shown), **dict(HIDDEN.findall(shown))})


def test_the_summary_names_what_is_missing_and_where(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    page = director.get(f"{address}/podsumowanie")

    assert page.status_code == 200
    assert f'href="{address}?braki=1#field-declared-status"' in page.text
    assert "październik, listopad, grudzień" in page.text
    assert "/wyslij" not in page.text


def test_the_summary_says_what_changed_since_the_version_sent(bundled: Flask) -> None:
    director, address = ready(bundled)

    page = plain(director.get(f"{address}/podsumowanie").text)

    assert "Wykonawca się spóźnia." in page
    assert "Razem, wszystkie zadania" in page
    assert "130 351,06 zł" in page
    assert "31 573,76 zł" in page
    assert "/wyslij" in page


def test_the_summary_lists_the_remarks_that_nobody_acted_on(bundled: Flask) -> None:
    director, address = director_of(bundled, slug="myslenice"), address_of(bundled, slug="myslenice")
    untouched = plain(director.get(f"{address}/podsumowanie").text)

    fill(director, address, {"next_steps": "Rozliczenie końcowe."})

    answered = plain(director.get(f"{address}/podsumowanie").text)
    assert "ale 2 uwagi pozostają bez zmian" in untouched
    assert "ale jedna uwaga pozostaje bez zmian" in answered
    assert "Proszę napisać, co jest planowane" not in answered
    assert "/wyslij" in answered


def test_a_sent_report_has_a_receipt(bundled: Flask) -> None:
    director, address = ready(bundled)

    sent = send(director, address)

    receipt = director.get(sent.location)
    assert (sent.status_code, sent.location) == (303, f"{address}/potwierdzenie")
    assert receipt.status_code == 200
    assert f"{report_id_of(bundled)}, " in receipt.text
    assert "Anna Dyrektor" in receipt.text
    assert opened(bundled, address).status is ReportStatus.SUBMITTED


def test_the_same_form_sent_twice_makes_one_version(bundled: Flask) -> None:
    director, address = ready(bundled)
    page = director.get(f"{address}/podsumowanie").text

    codes = [send(director, address, page).status_code for _ in range(3)]

    assert codes == [303, 303, 303]
    assert [submission.number for submission in opened(bundled, address).submissions] == [1, 2]


def test_a_summary_that_is_out_of_date_sends_nothing(bundled: Flask) -> None:
    director, address = ready(bundled)
    page = director.get(f"{address}/podsumowanie").text
    fill(reporter_of(bundled), address, {"next_steps": "Dopisane w międzyczasie"})

    refused = send(director, address, page)
    again = send(director, address, refused.text)

    assert (refused.status_code, again.status_code) == (409, 303)
    assert "Dopisane w międzyczasie" in plain(refused.text)


def test_a_report_with_errors_is_not_sent(bundled: Flask) -> None:
    director, address = ready(bundled)
    fill(director, address, {FIRST_AMOUNT: "abc"})
    form = {
        "csrf_token": token_of(director.get("/konto").text),
        "fingerprint": str(sum(field.version for field in opened(bundled, address).fields.values())),
        "seen_number": "1",
    }

    refused = director.post(f"{address}/wyslij", data=form)

    assert refused.status_code == 422
    assert f"#field-{FIRST_AMOUNT.replace('.', '-')}" in refused.text
    assert opened(bundled, address).status is ReportStatus.WITHDRAWN


def test_a_report_of_a_period_that_goes_on_is_not_sent(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    form = {"csrf_token": token_of(director.get("/konto").text), "fingerprint": "0", "seen_number": "0"}

    refused = director.post(f"{address}/wyslij", data=form)

    assert refused.status_code == 422


def test_only_the_director_sends_and_takes_back(bundled: Flask) -> None:
    _, address = ready(bundled)
    reporter = reporter_of(bundled)
    form = {"csrf_token": token_of(reporter.get("/konto").text), "fingerprint": "0", "seen_number": "1"}

    summary = reporter.get(f"{address}/podsumowanie")
    sent, taken = (reporter.post(f"{address}/{deed}", data=form) for deed in ("wyslij", "wycofaj"))

    assert summary.status_code == 200
    assert "/wyslij" not in summary.text
    assert (sent.status_code, taken.status_code) == (403, 403)


def test_a_form_without_its_numbers_sends_nothing(bundled: Flask) -> None:
    director, address = ready(bundled)
    form = {"csrf_token": token_of(director.get("/konto").text), "seen_number": "9" * 400}

    refused = director.post(f"{address}/wyslij", data=form)

    assert refused.status_code == 409
    assert opened(bundled, address).status is ReportStatus.WITHDRAWN


def test_a_report_taken_back_twice_is_taken_back_once(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)
    form = {"csrf_token": token_of(director.get("/konto").text), "seen_number": "1"}

    codes = [director.post(f"{address}/wycofaj", data=form).status_code for _ in range(2)]
    late = director.post(f"{address}/wycofaj", data=form | {"seen_number": "7"})

    assert codes == [303, 303]
    assert late.status_code == 409
    (submission,) = opened(bundled, address).submissions
    assert [decision.decision for decision in submission.decisions].count(ReportDecision.WITHDRAWN) == 1


def test_an_accepted_report_cannot_be_sent_or_taken_back(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=date(2019, 4, 1))
    form = {"csrf_token": token_of(director.get("/konto").text), "fingerprint": "0", "seen_number": "1"}

    codes = [director.post(f"{address}/{deed}", data=form).status_code for deed in ("wyslij", "wycofaj")]

    assert codes == [409, 409]
    assert director.get(f"{address}/podsumowanie").location == address


def test_there_is_no_receipt_of_what_was_never_sent(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    assert director.get(f"{address}/potwierdzenie").status_code == 404


def test_the_curve_counts_the_new_version_and_not_the_old_one(bundled: Flask) -> None:
    director, address = ready(bundled)
    before = opened(bundled, address).submissions[-1].content.spending
    fill(director, address, {FIRST_AMOUNT: "10 000,00"})

    send(director, address)

    spent = opened(bundled, address).snapshot.spent
    first = next(item.amount for item in before if (item.task_number, item.month) == (1, THIRD_QUARTER))
    others = opened(bundled, address).form.spent_before + sum(item.amount for item in before) - first
    assert spent == others + 10_000
