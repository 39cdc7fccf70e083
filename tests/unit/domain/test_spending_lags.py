"""Each project is counted once by how far it is behind, and the furthest are named first."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.strategies import records
from tracker.domain.portfolio import SortKey, order, summarise
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.spending_lags import NAMED, spending_lags
from tracker.domain.status import DEFAULT_THRESHOLDS

DAY = date(2019, 10, 15)


@given(st.lists(records(), max_size=6))
@settings(max_examples=30)
def test_every_project_is_counted_once_and_the_furthest_behind_comes_first(found: list[ProjectRecord]) -> None:
    rows = [summarise(take_snapshot(record, Viewpoint(DAY))) for record in found]

    lags = spending_lags(rows)

    assert lags.projects == len(rows)
    assert lags.untold == sum(row.spending_lag is None for row in rows)
    behind = [row for row in rows if (row.spending_lag or 0) <= DEFAULT_THRESHOLDS.spending_attention]
    assert lags.far.count + lags.below.count == len(behind)
    worst = [row.spending_lag for row in order(rows, SortKey.PROGRESS)][: lags.far.count]
    assert [row.spending_lag for row in lags.far.furthest] == worst[:NAMED]
