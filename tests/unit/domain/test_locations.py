"""The places of a project are read as the official list writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.locations import Location, read_locations, seat_of, voivodeship_named
from tracker.domain.vocabulary import Voivodeship


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("WOJ.: ŁÓDZKIE, POW.: łódzki wschodni", [Location(Voivodeship.LODZKIE, "łódzki wschodni")]),
        ("WOJ.:\u00a0kujawsko - pomorskie ,POW.:  Toruń", [Location(Voivodeship.KUJAWSKO_POMORSKIE, "Toruń")]),
        ("WOJ.: LUBELSKIE, POW.: lipski, GM.: Lipiny", [Location(Voivodeship.LUBELSKIE, "lipski")]),
        ("WOJ.: LUBELSKIE | WOJ.: LUBELSKIE", [Location(Voivodeship.LUBELSKIE)]),
        ("WOJ.: | WOJ.,", []),
        ("cały  kraj", [Location(None)]),
        ("WOJ.: ATLANTYDA, POW.: morski", []),
        ("", []),
    ],
)
def test_places_are_read(text: str, places: list[Location]) -> None:
    assert list(read_locations(text)) == places


@given(st.text(max_size=200))
def test_any_text_may_stand_where_the_place_belongs(text: str) -> None:
    places = read_locations(text)

    assert len(places) == len(set(places))
    assert seat_of(places) in {Location(None), *places, *(Location(place.voivodeship) for place in places)}


def test_a_project_of_two_voivodeships_has_no_seat() -> None:
    assert seat_of(read_locations("WOJ.: LUBELSKIE, POW.: a | WOJ.: OPOLSKIE, POW.: b")) == Location(None)


@pytest.mark.parametrize("voivodeship", Voivodeship)
def test_every_voivodeship_is_known_by_its_name(voivodeship: Voivodeship) -> None:
    name = voivodeship.name.replace("_", "-") + "\u0301"

    assert voivodeship_named(name) is voivodeship
