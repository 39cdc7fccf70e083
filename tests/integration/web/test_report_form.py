"""The form of a report without a script: what it shows, what it keeps, whom it asks."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts import signed_in_as
from tests.integration.web.forms import token_of
from tests.integration.web.reporting import (
    FIRST_AMOUNT,
    FOURTH_QUARTER,
    SECOND_AMOUNT,
    address_of,
    controls_of,
    director_of,
    draft_of,
    fill,
    messages_at,
    plain,
    reporter_of,
    save_one,
    take_back,
)
from tracker.domain.vocabulary import Role


def test_a_report_is_begun_once_and_opened_after(bundled: Flask) -> None:
    director = director_of(bundled)
    form = {"csrf_token": token_of(director.get("/konto").text), "project": "krasnystaw", "start": "2019-10-01"}

    first, again = (director.post("/sprawozdania/zacznij", data=form) for _ in range(2))

    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location == address_of(bundled, start=FOURTH_QUARTER)
    assert director.get(first.location).status_code == 200


@pytest.mark.parametrize(
    ("project", "start", "status"),
    [
        ("krasnystaw", "x", 422),
        ("krasnystaw", "2019-10-02", 404),
        ("klucze", "2019-10-01", 403),
        ("nie-ma", "2019-10-01", 404),
        ("a\0b", "2019-10-01", 404),
        ("", "", 404),
    ],
)
def test_a_report_that_is_not_to_be_written_is_not_begun(bundled: Flask, project: str, start: str, status: int) -> None:
    director = director_of(bundled)
    form = {"csrf_token": token_of(director.get("/konto").text), "project": project, "start": start}

    answer = director.post("/sprawozdania/zacznij", data=form)

    assert answer.status_code == status


def test_the_form_carries_the_last_values_and_the_plan(bundled: Flask) -> None:
    director = director_of(bundled)

    page = director.get(address_of(bundled, start=FOURTH_QUARTER))

    text = plain(page.text)
    fields = controls_of(page.text)
    assert page.status_code == 200
    assert "III kwartał 2019" in text
    assert "31 573,76" in text
    assert fields["spending.1.2019-10"] == ""
    assert [fields[name] for name in fields if name.startswith("post.")] == ["1", "5", "4"]
    assert {"problems", "next_steps", "declared.reason"} <= fields.keys()
    assert "field-message--error" not in page.text


def test_saving_keeps_what_was_typed_and_says_so(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = fill(director, address, {"spending.1.2019-10": "1 200,50", "problems": "Brak chętnych.\r\nDrugi nabór."})

    saved = draft_of(bundled, address)
    assert (answer.status_code, answer.location) == (303, address)
    assert set(saved) == {"spending.1.2019-10", "problems"}
    assert saved["spending.1.2019-10"].text == "1 200,50"
    assert controls_of(director.get(address).text)["spending.1.2019-10"] == "1 200,50"


def test_saving_twice_changes_nothing_the_second_time(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)
    fill(director, address, {"problems": "Jedno zdanie.\r\nDrugie."})
    before = draft_of(bundled, address)

    fill(director, address, {})

    assert draft_of(bundled, address) == before


def test_what_cannot_be_read_is_kept_and_told_at_its_field(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = fill(director, address, {"spending.1.2019-10": "abc", "spending.2.2019-11": "100,00"}, "continue")

    assert answer.status_code == 422
    assert "data-error-summary" in answer.text
    assert 'href="#field-spending-1-2019-10"' in answer.text
    assert controls_of(answer.text)["spending.1.2019-10"] == "abc"
    assert messages_at(answer.text, "spending.1.2019-10").startswith("październik:")
    assert messages_at(answer.text, "spending.3.2019-10") == ""
    assert set(draft_of(bundled, address)) == {"spending.1.2019-10", "spending.2.2019-11"}


def test_a_readable_form_goes_on_to_the_summary(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    answer = fill(director, address, {"spending.1.2019-10": "100"}, "continue")

    assert (answer.status_code, answer.location) == (303, f"{address}/podsumowanie")


def test_missing_fields_are_told_only_when_somebody_wants_to_go_on(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    quiet, told = director.get(address).text, director.get(f"{address}?braki=1").text

    assert messages_at(quiet, "declared.status") == ""
    assert messages_at(told, "declared.status") != ""
    assert "data-error-summary" in told


def test_a_field_nobody_touched_is_left_to_whoever_changed_it(bundled: Flask) -> None:
    director, reporter = director_of(bundled), reporter_of(bundled)
    address = address_of(bundled, start=FOURTH_QUARTER)
    old = controls_of(director.get(address).text)
    fill(reporter, address, {"problems": "Od pracownika"})

    answer = director.post(address, data={**old, "next_steps": "Od dyrektora", "save": "1"})

    saved = draft_of(bundled, address)
    assert answer.status_code == 303
    assert (saved["problems"].text, saved["next_steps"].text) == ("Od pracownika", "Od dyrektora")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "9,00"), ("theirs", "7,00")])
def test_two_people_at_one_field_see_both_texts_and_one_chooses(bundled: Flask, choice: str, kept: str) -> None:
    director, reporter = director_of(bundled), reporter_of(bundled)
    address, name = address_of(bundled, start=FOURTH_QUARTER), "spending.1.2019-10"
    old = controls_of(director.get(address).text)
    fill(reporter, address, {name: "7,00"})

    conflict = director.post(address, data={**old, name: "9,00", "problems": "Bez sporu", "save": "1"})
    undecided = director.post(address, data={**controls_of(conflict.text), "save": "1"})
    settled = director.post(address, data={**controls_of(undecided.text), f"choice.{name}": choice, "save": "1"})

    saved = draft_of(bundled, address)
    assert (conflict.status_code, undecided.status_code, settled.status_code) == (409, 409, 303)
    for text in ("7,00", "Piotr Pracownik", f'name="choice.{name}"'):
        assert text in conflict.text
    assert controls_of(conflict.text)[name] == controls_of(undecided.text)[name] == "9,00"
    assert (saved[name].text, saved["problems"].text) == (kept, "Bez sporu")


def test_rows_of_indicators_are_added_without_losing_what_was_typed(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    first = fill(director, address, {"problems": "Coś"}, "add_indicator")
    page = director.get(first.location).text
    typed = {"indicator.1.name": "Liczba osób", "indicator.1.kind": "output", "indicator.1.reached": "12"}
    second = director.post(address, data={**controls_of(page), **typed, "add_indicator": "1"})

    assert first.location == f"{address}?wskazniki=1#part-indicators"
    assert second.location == f"{address}?wskazniki=2#part-indicators"
    assert "indicator.1.name" in controls_of(page)
    assert {"indicator.1.name", "indicator.1.kind", "indicator.1.reached", "problems"} == set(
        draft_of(bundled, address)
    )
    assert "indicator.2.name" in controls_of(director.get(second.location).text)


@pytest.mark.parametrize("rows", ["99", "-1", "x", "1" * 5000, "٣"])
def test_rows_of_indicators_stay_within_their_bounds(bundled: Flask, rows: str) -> None:
    director, address = director_of(bundled), address_of(bundled, start=FOURTH_QUARTER)

    page = director.get(address, query_string={"wskazniki": rows})

    shown = {name.split(".")[1] for name in controls_of(page.text) if name.startswith("indicator.")}
    assert page.status_code == 200
    assert len(shown) <= 12


def test_a_returned_report_leads_to_its_remarks(bundled: Flask) -> None:
    address = address_of(bundled, "myslenice")
    director = director_of(bundled, "myslenice")

    page = director.get(address).text

    assert page.count("data-open-remark=") == 2
    assert 'formaction="' + address + '/propozycja"' in page


def test_a_proposed_value_is_taken_with_one_click_and_nothing_typed_is_lost(bundled: Flask) -> None:
    address = address_of(bundled, "myslenice")
    director = director_of(bundled, "myslenice")
    page = director.get(address).text
    name = page.split('name="field" value="')[1].split('"')[0]
    before = controls_of(page)[name]

    answer = director.post(
        f"{address}/propozycja", data={**controls_of(page), "field": name, "problems": "Dopisane przedtem"}
    )

    saved, after = draft_of(bundled, address), director.get(address).text
    assert (answer.status_code, answer.location) == (303, f"{address}#field-{name.replace('.', '-')}")
    assert saved[name].text != before
    assert saved["problems"].text == "Dopisane przedtem"
    assert after.count("data-open-remark=") == 1


def test_a_proposal_for_a_field_somebody_else_changed_asks(bundled: Flask) -> None:
    address = address_of(bundled, "myslenice")
    director, reporter = director_of(bundled, "myslenice"), reporter_of(bundled, "myslenice")
    page = director.get(address).text
    name = page.split('name="field" value="')[1].split('"')[0]
    save_one(reporter, address, name, "1 234,00")

    answer = director.post(f"{address}/propozycja", data={**controls_of(page), "field": name})

    assert answer.status_code == 409
    assert draft_of(bundled, address)[name].text == "1 234,00"


def test_a_field_without_a_proposal_has_nothing_to_take(bundled: Flask) -> None:
    address = address_of(bundled, "myslenice")
    director = director_of(bundled, "myslenice")

    answer = director.post(
        f"{address}/propozycja", data={"csrf_token": token_of(director.get(address).text), "field": "problems"}
    )

    assert answer.status_code == 404


def test_who_only_reads_versions_never_sees_a_draft(bundled: Flask) -> None:
    coordinator = signed_in_as(bundled, Role.COORDINATOR)
    begun, submitted = address_of(bundled, start=FOURTH_QUARTER), address_of(bundled)
    save_one(director_of(bundled), begun, "problems", "Tylko dla ośrodka")

    assert coordinator.get(begun).status_code == 404
    assert coordinator.get(submitted).location == f"{submitted}/ocena"


def test_a_report_that_waits_is_shown_as_it_was_handed_in(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)

    page = director.get(address)

    assert page.status_code == 200
    assert "report-form" not in page.text.replace("report-form.css", "")
    assert "czeka na ocenę" in plain(page.text) or "waits for review" in plain(page.text)


def test_a_report_that_waits_takes_no_more_words(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)
    form = {"csrf_token": token_of(director.get("/konto").text), "seen.problems": "0", "problems": "Za późno"}

    whole = director.post(address, data=form)
    one = save_one(director, address, "problems", "Za późno")

    assert (whole.status_code, one.status_code) == (403, 403)
    assert "problems" not in draft_of(bundled, address)


def test_the_form_of_a_corrected_report_opens_with_what_was_sent(bundled: Flask) -> None:
    director, address = director_of(bundled), address_of(bundled)

    taken = take_back(director, address)

    fields = controls_of(director.get(address).text)
    assert taken.status_code == 303
    assert "" not in (fields[FIRST_AMOUNT], fields[SECOND_AMOUNT])
    assert fields["declared.status"] == "on_track"
