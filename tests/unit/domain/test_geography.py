"""Poland in the plane: the projection, and what lies inside the outlines."""

from __future__ import annotations

from math import asin, cos, dist, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.geography import RADIUS_KM, Outline, project
from tracker.domain.vocabulary import Voivodeship
from tracker.services.outlines import poland

latitudes = st.floats(49.0, 54.9)
longitudes = st.floats(14.1, 24.2)


def great_circle(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres over a sphere."""
    north, east = radians(other_latitude - latitude) / 2, radians(other_longitude - longitude) / 2
    part = sin(north) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east) ** 2
    return 2 * RADIUS_KM * asin(sqrt(part))


def test_a_known_place_is_where_the_official_maps_have_it() -> None:
    """The Palace of Culture in Warsaw, in PUWG 1992: 636 952 m east, 486 983 m north."""
    east, north = project(52.231838, 21.005995)

    assert east * 1000 + 500_000 == pytest.approx(636_952, abs=2)
    assert north * 1000 - 5_300_000 == pytest.approx(486_983, abs=2)


@given(latitudes, longitudes)
def test_poland_fits_its_box_and_east_mirrors_west(latitude: float, longitude: float) -> None:
    east, north = project(latitude, longitude)

    assert -380 < east < 400
    assert 5420 < north < 6095
    assert project(latitude, 38 - longitude) == pytest.approx((-east, north))


@given(latitudes, longitudes, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_distances_hardly_change(latitude: float, longitude: float, up: float, right: float) -> None:
    flat = dist(project(latitude, longitude), project(latitude + up, longitude + right))

    assert flat == pytest.approx(
        great_circle(latitude, longitude, latitude + up, longitude + right), rel=0.006, abs=0.01
    )


def test_there_is_an_outline_for_every_voivodeship() -> None:
    country = poland()

    assert set(country.outlines) == set(Voivodeship)
    # 312 thousand square kilometres of land and inland waters, by Statistics Poland.
    assert sum(outline.area for outline in country.outlines.values()) == pytest.approx(312_700, rel=0.02)


@pytest.mark.parametrize("voivodeship", Voivodeship)
def test_the_room_of_an_outline_is_inside_it(voivodeship: Voivodeship) -> None:
    outline = poland().outlines[voivodeship]

    assert all(away > 0 and outline.contains(place) for place, away in outline.room[::7])
    assert outline.clearance(outline.middle) == max(away for _, away in outline.room)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_clearance_tells_inside_from_outside(x: float, y: float) -> None:
    square = Outline(Voivodeship.LUBELSKIE, (((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),))
    outside = hypot(max(abs(x) - 1, 0), max(abs(y) - 1, 0))

    away = square.clearance((x, y))

    assert square.area == 4
    assert away == pytest.approx(-outside if outside else min(1 - abs(x), 1 - abs(y)), abs=1e-9)
