"""Fields of a report saved one by one by a script: acknowledged, refused or in conflict, never lost."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts import signed_in_as
from tests.integration.web.forms import token_of
from tests.integration.web.reporting import (
    FOURTH_QUARTER,
    address_of,
    autosave,
    director_of,
    draft_of,
    plain,
    reporter_of,
    save_one,
)
from tracker.domain.vocabulary import Role

AMOUNT = "spending.1.2019-10"


def test_a_saved_field_is_acknowledged_with_what_follows_from_it(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, AMOUNT, "1 000,00")

    assert answer.status_code == 200
    assert answer.json is not None
    told = answer.json
    page = told["page"]
    assert told["saved"][AMOUNT]["seen"].startswith("1.")
    assert told["conflicts"] == {}
    assert plain(page["sums"]["spending.1"]) == "1 000,00 zł"
    assert "55 624,61" in plain(page["notes"]["spending.1"])
    assert "<svg" in page["aside"]
    assert draft_of(bundled, address)[AMOUNT].text == "1 000,00"


def test_a_text_changes_nothing_beside_the_form(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, "problems", "Trudny nabór")

    assert answer.json is not None
    assert answer.json["page"]["aside"] is None


def test_the_same_text_again_is_no_new_version(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    first = save_one(director, address, "problems", "Raz")

    again = save_one(director, address, "problems", "Raz")

    assert first.json is not None
    assert again.json is not None
    assert again.json["saved"] == first.json["saved"]
    assert draft_of(bundled, address)["problems"].version == 1


def test_an_older_version_meets_what_was_saved_meanwhile(bundled: Flask) -> None:
    director, reporter = director_of(bundled), reporter_of(bundled)
    address = address_of(bundled, start=FOURTH_QUARTER)
    save_one(reporter, address, AMOUNT, "7,00")

    answer = autosave(
        director, address, fields={AMOUNT: {"text": "9,00", "seen": 0}, "problems": {"text": "Bez sporu", "seen": 0}}
    )

    assert answer.status_code == 200
    assert answer.json is not None
    conflict = answer.json["conflicts"][AMOUNT]
    assert (conflict["text"], conflict["by"]) == ("7,00", "Piotr Pracownik")
    assert list(answer.json["saved"]) == ["problems"]
    assert draft_of(bundled, address)[AMOUNT].text == "7,00"
    settled = save_one(director, address, AMOUNT, "9,00", conflict["seen"])
    assert settled.json is not None
    assert settled.json["conflicts"] == {}
    assert draft_of(bundled, address)[AMOUNT].text == "9,00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("abc", "październik"),
        ("325.377", "325,377 zł"),
        ("99999999999999", "październik"),
        ("12,345", "październik"),
        ("1" * 300, "październik"),
    ],
)
def test_what_is_no_amount_is_kept_and_told(bundled: Flask, text: str, told: str) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, AMOUNT, text)

    assert answer.status_code == 200
    assert answer.json is not None
    messages = answer.json["page"]["messages"][AMOUNT]
    assert messages[0][0] == "error"
    assert told in plain(messages[0][1])
    assert draft_of(bundled, address)[AMOUNT].text == text


def test_a_negative_amount_asks_for_an_explanation(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    explanation = "explanation.negative_amount.1.2019-10"

    answer = save_one(director, address, AMOUNT, "-50,00")
    explained = save_one(director, address, explanation, "Korekta faktury")

    assert answer.json is not None
    assert explained.json is not None
    assert ["warning", explanation] == [answer.json["page"]["messages"][AMOUNT][0][part] for part in (0, 2)]
    assert answer.json["page"]["explanations"][explanation]["text"] == ""
    assert explained.json["page"]["explanations"][explanation]["text"] == "Korekta faktury"


def test_spending_far_beyond_the_budgets_is_told_of_the_task_and_of_the_project(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, AMOUNT, "900 000,00")

    assert answer.json is not None
    page = answer.json["page"]
    kind, _, explained_in, _ = page["messages"][AMOUNT][0]
    assert (kind, explained_in) == ("warning", "explanation.task_far_over.1")
    assert page["messages"]["spending"][0][0] == "error"


def test_a_day_to_come_is_no_day_of_achievement(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = autosave(
        director,
        address,
        fields={
            "milestone.7.state": {"text": "achieved", "seen": 0},
            "milestone.7.day": {"text": "1.12.2019", "seen": 0},
        },
    )

    assert answer.json is not None
    assert answer.json["page"]["messages"]["milestone.7.day"][0][0] == "error"


@pytest.mark.parametrize("text", ["31.02.2020", "kiedyś", "2019-13-01", "1.1.1000"])
def test_what_is_no_day_is_told_at_its_field(bundled: Flask, text: str) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, "milestone.7.day", text)

    assert answer.json is not None
    assert answer.json["page"]["messages"]["milestone.7.day"][0][0] == "error"


@pytest.mark.parametrize(
    "name",
    [
        "spending.99.2019-10",
        "spending.1.2019-01",
        "post.999999",
        "nic",
        "",
        "explanation.x",
        "spending",
        "\0",
        "a" * 500,
    ],
)
def test_a_field_of_another_form_is_refused(bundled: Flask, name: str) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, name, "1")

    assert answer.status_code == 422
    assert draft_of(bundled, address) == {}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"fields": []},
        {"fields": {"problems": "x"}},
        {"fields": {"problems": {"text": 1, "seen": 0}}},
        {"fields": {"problems": {"text": "x"}}},
        {"fields": {"problems": {"text": "x", "seen": "-1"}}},
        {"fields": {"problems": {"text": "x", "seen": 10**30}}},
        {"fields": {"problems": {"text": "x", "seen": True}}},
    ],
)
def test_a_body_that_no_form_sends_is_refused(bundled: Flask, body: object) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    headers = {"X-CSRFToken": token_of(director.get("/konto").text), "X-Requested-With": "fetch"}

    answer = director.post(f"{address}/pola", json=body, headers=headers)

    assert answer.status_code == 422
    assert draft_of(bundled, address) == {}


def test_lists_within_lists_beyond_all_measure_are_refused(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    headers = {"X-CSRFToken": token_of(director.get("/konto").text), "Content-Type": "application/json"}

    answer = director.post(f"{address}/pola", data="[" * 100_000, headers=headers)

    assert answer.status_code == 422


def test_what_a_draft_cannot_keep_is_refused_at_its_field(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, "problems", "x" * 20_001)

    assert answer.status_code == 422
    assert answer.json is not None
    assert [problem["where"] for problem in answer.json["problems"]] == ["problems"]


def test_signs_that_no_database_keeps_are_left_out(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, "problems", "a\0b\ud800c")

    assert answer.status_code == 200
    assert draft_of(bundled, address)["problems"].text == "abc"


def test_a_script_in_a_text_stays_a_text(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    script = '</textarea><script>alert("x")</script>'

    save_one(director, address, "problems", script)
    page = director.get(address).text

    assert script not in page
    assert "&lt;script&gt;alert(" in page


def test_nobody_saves_in_the_name_of_whoever_was_signed_in_before(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = autosave(director, address, fields={"problems": {"text": "x", "seen": 0}}, account=0)

    assert answer.status_code == 403
    assert draft_of(bundled, address) == {}


def test_a_session_that_ended_is_told_where_to_sign_in(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    token = token_of(director.get("/konto").text)
    with director.session_transaction() as session:
        session["seen"] = 0

    answer = director.post(
        f"{address}/pola",
        json={"fields": {"problems": {"text": "x", "seen": 0}}},
        headers={"X-CSRFToken": token, "X-Requested-With": "fetch"},
    )

    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["sign_in"].startswith("/zaloguj")


def test_a_forged_token_saves_nothing(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = director.post(
        f"{address}/pola",
        json={"fields": {"problems": {"text": "x", "seen": 0}}},
        headers={"X-CSRFToken": "forged", "X-Requested-With": "fetch"},
    )

    assert answer.status_code == 400
    assert draft_of(bundled, address) == {}


@pytest.mark.parametrize(
    ("role", "centre", "status"), [(Role.DIRECTOR, "klucze", 403), (Role.COORDINATOR, "", 403), (Role.READER, "", 403)]
)
def test_a_report_of_others_takes_no_words(bundled: Flask, role: Role, centre: str, status: int) -> None:
    stranger, address = signed_in_as(bundled, role, centre=centre), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(stranger, address, "problems", "x")

    assert answer.status_code == status
    assert draft_of(bundled, address) == {}


def test_what_differs_from_the_rules_is_hinted_only_when_all_amounts_are_known(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = save_one(director, address, "declared.status", "on_track")

    assert answer.json is not None
    assert "declared.status" not in answer.json["page"]["messages"]
