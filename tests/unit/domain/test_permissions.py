"""The table of rights: each role, each deed, near and far."""

from __future__ import annotations

from itertools import product

import pytest

from tracker.domain.permissions import (
    PERMISSIONS,
    Deed,
    Person,
    Place,
    Reach,
    Refusal,
    Scope,
    decide,
    may_manage,
    scope_of,
)
from tracker.domain.vocabulary import Role, Voivodeship

HERE = Place(1, Voivodeship.LUBELSKIE)
NEIGHBOUR = Place(2, Voivodeship.LUBELSKIE)
AWAY = Place(3, Voivodeship.OPOLSKIE)
UNPLACED = Place(4, None)


def make_person(role: Role, *, whole_country: bool = False) -> Person:
    of_centre = role in (Role.DIRECTOR, Role.REPORTER)
    regional = not of_centre and role is not Role.ADMINISTRATOR and not whole_country
    return Person(
        key=9,
        name="Anna",
        role=role,
        voivodeships=frozenset({Voivodeship.LUBELSKIE}) if regional else frozenset(),
        centre_id=1 if of_centre else None,
    )


@pytest.mark.parametrize(("role", "deed"), list(product(Role, Deed)))
def test_reach_of_the_table_is_the_reach_of_the_decision(role: Role, deed: Deed) -> None:
    person = make_person(role)

    reached = tuple(decide(person, deed, place).allowed for place in (HERE, NEIGHBOUR, AWAY, UNPLACED))

    assert (
        reached
        == {
            None: (False, False, False, False),
            Reach.OWN_CENTRE: (True, False, False, False),
            Reach.OWN_VOIVODESHIPS: (True, True, False, False),
            Reach.EVERYWHERE: (True, True, True, True),
        }[PERMISSIONS[role].get(deed)]
    )


@pytest.mark.parametrize("deed", Deed)
def test_stranger_may_do_nothing_but_read_what_is_public(deed: Deed) -> None:
    assert decide(None, deed, HERE).reason is Refusal.SIGN_IN
    assert decide(None, deed, HERE, is_public=True).allowed == (deed is Deed.READ_PROJECT)


@pytest.mark.parametrize("deed", Deed)
def test_account_without_voivodeships_reaches_the_whole_country(deed: Deed) -> None:
    person = make_person(Role.COORDINATOR, whole_country=True)

    assert decide(person, deed, AWAY).allowed == (deed in PERMISSIONS[Role.COORDINATOR])


@pytest.mark.parametrize("role", Role)
def test_whoever_checks_data_may_read_the_reports_behind_them(role: Role) -> None:
    deeds = PERMISSIONS[role]

    assert Deed.CHECK_DATA not in deeds or deeds[Deed.CHECK_DATA] is deeds[Deed.READ_REPORT]


def test_nobody_both_writes_and_reviews() -> None:
    writers = {role for role, deeds in PERMISSIONS.items() if Deed.SUBMIT_REPORT in deeds}
    reviewers = {role for role, deeds in PERMISSIONS.items() if Deed.REVIEW_REPORT in deeds}

    assert not writers & reviewers


@pytest.mark.parametrize(
    ("role", "place", "reason"),
    [
        (Role.DIRECTOR, NEIGHBOUR, Refusal.NOT_THIS_CENTRE),
        (Role.READER, HERE, Refusal.NOT_THIS_ROLE),
        (Role.COORDINATOR, AWAY, Refusal.NOT_THIS_ROLE),
    ],
)
def test_refusal_says_what_is_missing(role: Role, place: Place, reason: Refusal) -> None:
    assert decide(make_person(role), Deed.SUBMIT_REPORT, place).reason is reason


def test_director_without_a_centre_reaches_nothing() -> None:
    assert scope_of(Person(1, "Anna", Role.DIRECTOR), Deed.READ_PROJECT) == Scope()
    assert decide(Person(1, "Anna", Role.DIRECTOR), Deed.READ_PROJECT, HERE).reason is Refusal.NOT_THIS_ROLE


def test_coordinator_manages_the_people_of_centres_within_reach_only() -> None:
    coordinator = make_person(Role.COORDINATOR)
    nothing = frozenset[Voivodeship]()

    assert may_manage(coordinator, Role.DIRECTOR, HERE, nothing)
    assert not may_manage(coordinator, Role.DIRECTOR, AWAY, nothing)
    assert not may_manage(coordinator, Role.READER, None, nothing)
    assert not may_manage(coordinator, Role.COORDINATOR, None, coordinator.voivodeships)
    assert not may_manage(coordinator, Role.REPORTER, HERE, coordinator.voivodeships)


@pytest.mark.parametrize("role", Role)
def test_administrator_manages_every_account_and_others_none(role: Role) -> None:
    nothing = frozenset[Voivodeship]()

    assert may_manage(make_person(Role.ADMINISTRATOR), role, None, nothing)
    assert not may_manage(make_person(Role.DIRECTOR), role, HERE, nothing)
    assert not may_manage(None, role, HERE, nothing)
