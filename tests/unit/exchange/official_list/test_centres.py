"""The centre is found in the beneficiary's name, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.locations import read_locations
from tracker.domain.vocabulary import CentreKind, Voivodeship
from tracker.exchange.official_list.centres import centre_of


@pytest.mark.parametrize(
    ("beneficiary", "name", "short_name", "place", "kind"),
    [
        (
            "MIEJSKI OŚRODEK POMOCY SPOŁECZNEJ W KRASNYMSTAWIE",
            "Miejski Ośrodek Pomocy Społecznej w Krasnymstawie",
            "MOPS w Krasnymstawie",
            "Krasnystaw",
            CentreKind.MOPS,
        ),
        (
            "Gmina Klucze / Ośrodek Pomocy Społecznej w Kluczach",
            "Ośrodek Pomocy Społecznej w Kluczach",
            "OPS w Kluczach",
            "Klucze",
            CentreKind.OPS,
        ),
        (
            "MGOPS Myślenice",
            "Miejsko-Gminny Ośrodek Pomocy Społecznej Myślenice",
            "MGOPS Myślenice",
            "Myślenice",
            CentreKind.MGOPS,
        ),
        (
            "Gmina Miejska Przasnysz - Miejski Ośrodek Pomocy Społecznej",
            "Miejski Ośrodek Pomocy Społecznej",
            "MOPS",
            "Przasnysz",
            CentreKind.MOPS,
        ),
        (
            "OŚRODEK POMOCY SPOŁECZNEJ IM. JANA W KLUCZACH",
            "Ośrodek Pomocy Społecznej im. Jana w Kluczach",
            "OPS im. Jana w Kluczach",
            "Klucze",
            CentreKind.OPS,
        ),
        (
            "Miejski Ośrodek Pomocy Rodzinie w Lublinie",
            "Miejski Ośrodek Pomocy Rodzinie w Lublinie",
            "MOPR w Lublinie",
            "Lublin",
            CentreKind.OTHER,
        ),
        ("GMINA KLUCZE", "Gmina Klucze", "Gmina Klucze", "Klucze", CentreKind.OTHER),
        (
            "GMINA ZABŁOCKO STARE",
            "Gmina Zabłocko Stare",
            "Gmina Zabłocko Stare",
            "Gmina Zabłocko Stare",
            CentreKind.OTHER,
        ),
    ],
)
def test_a_centre_has_its_usual_name(
    beneficiary: str, name: str, short_name: str, place: str, kind: CentreKind
) -> None:
    centre = centre_of(beneficiary, ())

    assert (centre.name, centre.short_name, centre.place, centre.kind) == (name, short_name, place, kind)


def test_a_centre_lies_where_its_project_does() -> None:
    centre = centre_of("OPS w Kluczach", read_locations("WOJ.: MAŁOPOLSKIE, POW.: powiat olkuski"))

    assert (centre.voivodeship, centre.county) == (Voivodeship.MALOPOLSKIE, "olkuski")


@given(st.text(min_size=1, max_size=120).filter(str.strip))
def test_any_name_makes_a_centre_with_a_name_and_a_place(beneficiary: str) -> None:
    centre = centre_of(beneficiary, ())

    assert centre.name
    assert centre.place
