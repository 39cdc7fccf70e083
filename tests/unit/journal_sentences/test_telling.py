"""Events in words: what was done to what, and the values as they are spelled everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.speaking import speaking
from tracker.domain.journal import NO_NAMES, JournalEvent, JournalNames, JournalProject, Position
from tracker.formatting import NBSP
from tracker.journal_sentences.deeds import DEEDS
from tracker.journal_sentences.names import FIELDS
from tracker.journal_sentences.telling import Change, Told, tell

PERIOD = {"period_start": "2019-07-01", "period_end": "2019-09-30"}
PROJECT = JournalProject(5, "klucze", "OPS Klucze", is_example=False)
NAMES = JournalNames(
    posts={3: "Pracownik socjalny"},
    trainings={4: "Superwizja"},
    centres={7: "OPS Klucze"},
    milestones={(5, 2): "Wizyta studyjna"},
    tasks={(5, 1): "Szkolenia"},
)


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Numbers and dates are those of Polish pages."""
    with speaking("pl"):
        yield


def make_event(deed: str, before: dict[str, Any], after: dict[str, Any], actor: str = "Anna") -> JournalEvent:
    return JournalEvent(Position(datetime(2026, 3, 1, 9, 5, tzinfo=UTC), 1), actor, deed, PROJECT, before, after)


def told(deed: str, before: dict[str, Any], after: dict[str, Any]) -> Told:
    return tell(make_event(deed, before, after), NAMES)


def values(deed: str, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    return [(change.before, change.after) for change in told(deed, before, after).changes]


def test_what_was_invented_and_had_to_go_is_told_thing_by_thing() -> None:
    version = {**PERIOD, "number": 1, "decisions": [["accepted", "2019-11-22"]]}
    examples = [
        {**version, "submitted_on": "2019-11-19", "amount": "58829.19"},
        version,
        {"milestone": 2, "kind": "achieved", "day": "2019-11-07"},
        {"name": "Superwizja", "quantity": "12.00", "day": "2019-12-01"},
        {"written by": "an older version"},
    ]

    named = [(c.name, c.before, c.after) for c in told("supersede_examples", {"examples": examples[:4]}, {}).changes]
    strange = told("supersede_examples", {"examples": examples}, {}).changes

    assert [name for name, _, _ in named][2:] == ["Wizyta studyjna", "Superwizja"]
    assert f"58{NBSP}829,19{NBSP}zł" in (named[0][1] or "")
    assert named[1][1:] == ("zatwierdzone 22.11.2019", None)
    assert named[2][1] == f"osiągnięty, 7{NBSP}listopada{NBSP}2019"
    assert any("an older version" in (change.before or "") for change in strange)


@pytest.mark.parametrize(
    ("fact", "before", "after", "spelled"),
    [
        ("total_value", "402025.00", "374101.08", (f"402{NBSP}025,00{NBSP}zł", f"374{NBSP}101,08{NBSP}zł")),
        ("total_value", None, "10.00", ("nie podano", f"10,00{NBSP}zł")),
        ("end", "2020-04", "2020-04-30", (f"kwiecień{NBSP}2020", f"30{NBSP}kwietnia{NBSP}2020")),
        ("title", "Stary", "Nowy", ("Stary", "Nowy")),
        ("reporting_frequency", "monthly", "quarterly", ("miesięczna", "kwartalna")),
        ("no_such_fact", "1", "2", ("1", "2")),
    ],
)
def test_facts_are_spelled_as_everywhere(fact: str, before: Any, after: Any, spelled: tuple[str, str]) -> None:
    assert values("state_fact", {"fact": fact, "value": before}, {"fact": fact, "value": after, "stated": after}) == [
        spelled
    ]


def test_a_statement_that_does_not_count_is_told_beside_the_one_that_does() -> None:
    changes = told(
        "state_fact", {"fact": "grant", "value": "1.00"}, {"fact": "grant", "value": "1.00", "stated": "2.00"}
    ).changes

    assert [(change.before, change.after) for change in changes] == [(None, f"2,00{NBSP}zł")]


@pytest.mark.parametrize(
    ("field", "typed", "spelled"),
    [
        ("spending.1.2019-07", f"12{NBSP}800,00", f"12{NBSP}800,00{NBSP}zł"),
        ("spending.1.2019-07", "dwa tysiące", "dwa tysiące"),
        ("post.3", "1,50", "1,5"),
        ("milestone.2.day", "7.11.2019", f"7{NBSP}listopada{NBSP}2019"),
        ("milestone.2.day", "11.2019", f"listopad{NBSP}2019"),
        ("milestone.2.day", "31.02.2019", "31.02.2019"),
        ("declared.status", "attention", "Wymaga uwagi"),
        ("problems", "-", "-"),
        ("no.such.field", "x", "x"),
    ],
)
def test_what_was_typed_into_a_report_is_spelled_as_everywhere(field: str, typed: str, spelled: str) -> None:
    assert values("take_proposal", {"field": field, "value": ""}, {"field": field, "value": typed} | PERIOD) == [
        ("nie podano", spelled)
    ]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("spending.1.2019-07", "Szkolenia"),
        ("spending.9.2019-07", "9"),
        ("milestone.2.day", "Wizyta studyjna"),
        ("post.3", "Pracownik socjalny"),
        ("training.4", "Superwizja"),
        ("explanation.over_task.1", "Szkolenia"),
    ],
)
def test_fields_of_reports_bear_the_names_of_what_they_tell(field: str, name: str) -> None:
    (change,) = told("submit_report", {"fields": {}}, {"fields": {field: "1"}} | PERIOD).changes

    assert name in change.name


def test_only_values_that_differ_are_told() -> None:
    before = {"total": "3.00", "tasks": [{"number": 1, "name": "A", "budget": "3.00", "monthly": {"2019-01": "3.00"}}]}
    after = {"total": "3.00", "tasks": [{"number": 1, "name": "A", "budget": "3.00", "monthly": {"2019-01": "2.00"}}]}

    (change,) = told("add_plan", before, after).changes

    assert (change.before, change.after) == (f"3,00{NBSP}zł", f"2,00{NBSP}zł")
    assert f"styczeń{NBSP}2019" in change.name


def test_what_is_added_has_no_value_before() -> None:
    changes = told("add_project", {}, {"slug": "klucze", "total_value": "1.00"}).changes

    assert [(change.before, change.after) for change in changes] == [(None, "klucze"), (None, f"1,00{NBSP}zł")]


def test_what_is_taken_out_has_no_value_after() -> None:
    assert values("detach_file", {"name": "lista.pdf", "size": 2048}, PERIOD) == [
        ("lista.pdf", None),
        (f"2,0{NBSP}kB", None),
    ]


def test_a_return_tells_each_remark_and_proposal() -> None:
    after = {
        "status": "returned",
        "number": 1,
        "comment": "",
        "remarks": {"post.3": ["Ile?", "2"], "post.9": ["", "1"]},
    }

    found = told("return_report", {"status": "submitted"}, after | PERIOD)

    assert [(change.before, change.after) for change in found.changes] == [
        ("złożone", "zwrócone do poprawy"),
        (None, "Ile?"),
        (None, "2"),
        (None, "1"),
    ]
    assert "III" in found.subject
    assert "1" in found.subject


@pytest.mark.parametrize(
    ("deed", "after", "parts"),
    [
        ("add_milestone", {"milestone": 2, "name": "Wizyta"}, ("2", "Wizyta")),
        ("add_post", {"kind": "social_work", "name": "Asystent"}, ("Asystent", "praca socjalna")),
        ("add_training", {"kind": "supervision", "name": "Grupa"}, ("Grupa", "superwizja")),
        ("begin_report", PERIOD, ("III", "2019")),
        ("begin_report", {"period_start": "kiedyś"}, ("kiedyś",)),
        ("sign_in", {"account": "a@example.org", "centre_id": 7}, ("a@example.org", "OPS Klucze")),
        ("state_fact", {"fact": "grant", "value": "1.00"}, ()),
    ],
)
def test_an_event_says_what_was_done_to_what(deed: str, after: dict[str, Any], parts: tuple[str, ...]) -> None:
    subject = told(deed, {}, after).subject

    assert bool(subject) is bool(parts)
    assert all(part in subject for part in parts)


def test_rights_tell_centres_and_voivodeships_by_their_names() -> None:
    before = {"account": "a@example.org", "role": "coordinator", "centre_id": None, "voivodeships": ["06", "12"]}
    after = {"account": "a@example.org", "role": "director", "centre_id": 7, "voivodeships": []}

    assert values("change_rights", before, after) == [
        ("koordynator", "dyrektor"),
        ("nie podano", "OPS Klucze"),
        ("lubelskie, małopolskie", "nie podano"),
    ]


def test_the_whole_country_is_no_missing_voivodeship() -> None:
    before = {"account": "a@example.org", "centre_id": None, "voivodeships": ["06"]}

    assert values("change_rights", before, before | {"voivodeships": []}) == [("lubelskie", "cały kraj")]


def test_what_nobody_has_foreseen_is_told_as_it_stands() -> None:
    found = told("of_another_age", {"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}})

    assert (found.deed, found.changes) == ("of_another_age", (Change("a, b, 2", "2", "3"),))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["2019-07", "12.50", "post.3"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(
    [
        *FIELDS,
        "fact",
        "value",
        "stated",
        "field",
        "fields",
        "remarks",
        "tasks",
        "milestone",
        "baseline",
        "title",
        "start",
    ]
)
details = st.dictionaries(keys | st.text(max_size=8), json_values, max_size=5)
deeds = st.sampled_from([deed for group in DEEDS.values() for deed in group]) | st.text(max_size=10)


@settings(max_examples=400)
@given(deeds, details, details)
def test_no_event_is_beyond_words(deed: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    with speaking("pl"):
        found = tell(replace(make_event(deed, before, after), project=None), NO_NAMES)

    assert all(change.before != change.after for change in found.changes)


def test_a_screen_is_told_by_its_name_and_its_plan_in_words() -> None:
    plan = {"screen": "Hol", "centre_id": None, "voivodeships": ["06"], "views": ["curve", "map"], "shows": "today"}
    other = {"screen": "Hol", "centre_id": 7, "voivodeships": [], "views": ["map"], "shows": "today"}

    made, changed = told("create_screen", {"screen": "Hol"}, plan), told("change_screen", plan, other)
    pushed = told(
        "push_view", {"screen": "Hol"}, {"screen": "Hol", "view": "map", "until": "2026-11-23T13:00:00+00:00"}
    )

    assert (made.deed, made.subject) == ("Dodano ekran", "„Hol”")
    assert [change.after for change in made.changes] == ["lubelskie", "Krzywa portfela, Mapa Polski", "dziś"]
    assert [(change.before, change.after) for change in changed.changes] == [
        ("nie podano", "OPS Klucze"),
        ("lubelskie", "nie podano"),
        ("Krzywa portfela, Mapa Polski", "Mapa Polski"),
    ]
    assert [change.after for change in pushed.changes] == ["Mapa Polski", f"23{NBSP}listopada{NBSP}2026, 14:00"]
