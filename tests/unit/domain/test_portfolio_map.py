"""Where projects stand, and their sums by voivodeship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_centre, make_record, make_snapshot, make_terms
from tracker.domain.portfolio import ProjectSummary, summarise, value_sum
from tracker.domain.portfolio_map import LAGGING, Siting, regions_of, site_of, whole_of
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.services.outlines import poland

LUBLIN, PARIS = (51.25, 22.57), (48.9, 14.0)
statuses = st.sampled_from(Status)
values = st.none() | st.integers(1, 10**9).map(Decimal)


@cache
def plain_row() -> ProjectSummary:
    return summarise(make_snapshot(make_record(*make_terms()), "2019-04-10"))


def make_row(
    voivodeship: Voivodeship | None,
    *,
    position: tuple[float, float] | None = None,
    value: Decimal | None = Decimal(1000),
    status: Status = Status.ON_TRACK,
) -> ProjectSummary:
    latitude, longitude = position or (None, None)
    centre = replace(make_centre(voivodeship=voivodeship), latitude=latitude, longitude=longitude)
    row = plain_row()
    return replace(row, centre=centre, value=value, assessment=replace(row.assessment, status=status))


rows = st.builds(
    make_row,
    st.none() | st.sampled_from(Voivodeship),
    position=st.none() | st.tuples(st.floats(48.9, 55.0), st.floats(14.0, 24.3)),
    value=values,
    status=statuses,
)


@given(rows)
def test_no_more_is_claimed_of_a_place_than_is_known(row: ProjectSummary) -> None:
    site = site_of(row, poland())

    assert (site.position is not None) == (site.siting is Siting.RECORDED)
    if site.siting is Siting.RECORDED:
        assert row.centre.latitude is not None
    else:
        assert (site.siting is Siting.UNKNOWN) == (row.centre.voivodeship is None)
    assert (site.outline is None) == (row.centre.voivodeship is None)


def test_a_position_is_believed_where_it_contradicts_nothing() -> None:
    country = poland()

    sitings = [
        site_of(make_row(voivodeship, position=position), country).siting
        for voivodeship in (Voivodeship.LUBELSKIE, Voivodeship.POMORSKIE, None)
        for position in (LUBLIN, PARIS, None)
    ]

    recorded, conventional, unknown = Siting.RECORDED, Siting.CONVENTIONAL, Siting.UNKNOWN
    assert sitings == [recorded, conventional, conventional, *[conventional] * 3, recorded, unknown, unknown]


@given(st.lists(rows, max_size=30))
def test_voivodeships_add_up_to_the_whole(found: Sequence[ProjectSummary]) -> None:
    regions = regions_of(found)

    whole = whole_of(regions)

    assert whole.value == value_sum(found)
    assert whole.statuses == Counter(row.status for row in found)
    assert whole.lagging == sum(row.status in LAGGING for row in found)
    assert all(0 <= region.value.known <= region.projects == sum(region.statuses.values()) for region in regions)
    assert len({region.voivodeship for region in regions}) == len(regions)


@given(st.lists(rows, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_voivodeships_is_that_of_their_need(found: list[ProjectSummary], random: Random) -> None:
    shuffled = random.sample(found, len(found))

    regions = [region for region in regions_of(found) if region.voivodeship]

    assert [region.lagging for region in regions] == sorted((region.lagging for region in regions), reverse=True)
    assert regions_of(found) == regions_of(shuffled)
