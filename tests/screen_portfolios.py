"""Portfolios that a shared screen must be able to show: none, one, many, and the hardest to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from tests.unit.domain.factories import make_centre, make_record
from tracker.domain.project import ProjectRecord
from tracker.services.invention.crowd import crowd_record

OCTOBER = date(2019, 10, 15)
LONG_PLACES = (
    "Jaworowe Źródło nad Leszczynką",
    "Konstancin-Jeziorna Wielka i Mała koło Warszawy",
    "Wólka",
    "Najdłuższamiejscowośćjakajestdopomyśleniawpolskimspisiemiejscowości",
    "Gmina Mieroszów z siedzibą w Mieroszowie",
)


def crowd(number: int, *, seed: int = 5) -> list[ProjectRecord]:
    """Invented projects, each with an id of its own."""
    return [_invented(place, seed) for place in range(number)]


@cache
def _invented(place: int, seed: int) -> ProjectRecord:
    return replace(crowd_record(place, seed=seed), id=place + 1)


def unknown(number: int) -> list[ProjectRecord]:
    """Projects of which nothing is known but the centre."""
    return [
        make_record(id=place, slug=f"osrodek-{place}", centre=make_centre(f"Klucze {place}", voivodeship=None))
        for place in range(1, number + 1)
    ]


def long_names(number: int) -> list[ProjectRecord]:
    """A crowd in places with long names, and with long names of milestones."""
    return [_renamed(record, place) for place, record in enumerate(crowd(number))]


def _renamed(record: ProjectRecord, place: int) -> ProjectRecord:
    name = LONG_PLACES[place % len(LONG_PLACES)]
    milestones = [
        replace(milestone, name=f"{milestone.name}, razem z oddaniem do użytku pomieszczeń pierwszego kontaktu")
        for milestone in record.milestones
    ]
    return replace(record, centre=replace(record.centre, place=name), milestones=tuple(milestones))


PORTFOLIOS: dict[str, Sequence[ProjectRecord]] = {
    "none": (),
    "one": crowd(1),
    "fourteen": crowd(14),
    "unknown": unknown(4),
    "long": long_names(40),
}
