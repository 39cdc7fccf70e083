"""Short names can stand in an address, tell projects apart and still be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.slugs import RESERVED, make_slug


@given(st.text(), st.sets(st.text(), max_size=3))
def test_a_slug_is_safe_new_and_short(place: str, taken: set[str]) -> None:
    taken |= {make_slug(place, set())}

    slug = make_slug(place, taken)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug not in taken | RESERVED
    assert len(slug) <= 80


@pytest.mark.parametrize(
    ("place", "slug"),
    [
        ("Łopiennik Górny", "lopiennik-gorny"),
        ("Żółć-Zdrój", "zolc-zdroj"),
        ("  Nowy  ", "nowy-2"),
        ("…", "projekt"),
        ("WĄŻ 3", "waz-3"),
    ],
)
def test_a_place_is_recognised_in_its_slug(place: str, slug: str) -> None:
    assert make_slug(place, set()) == slug


def test_namesakes_are_numbered_without_gaps() -> None:
    assert make_slug("Klucze", {"klucze", "klucze-2", "klucze-4"}) == "klucze-3"
