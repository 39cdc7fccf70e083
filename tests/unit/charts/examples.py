"""Charts of invented projects: every fate, on any day of its life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_centre,
    make_entry,
    make_milestone,
    make_snapshot,
    make_year,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.charts.spec import Chart
from tracker.charts.spending import spending_chart
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import MilestoneEntryKind
from tracker.services.invention.crowd import crowd_record

NASTY = '<script>alert(1)</script> & "Łódź" \'d\' <b>x</b> <a href="//x">y</a> <i>z</i>'


@cache
def invented(index: int) -> ProjectRecord:
    return crowd_record(index, seed=5)


invented_snapshots = st.builds(
    lambda index, as_of: take_snapshot(invented(index), Viewpoint(as_of)),
    st.integers(0, 400),
    st.dates(date(2017, 9, 1), date(2022, 6, 1)),
)
"""Projects as people report them; a random place in the crowd, a random day."""

wild_snapshots = st.builds(take_snapshot, records(), viewpoints)
"""Projects of which anything may be unknown or out of proportion."""


def chart_of(snapshot: Snapshot) -> Chart:
    """The chart of a snapshot that has a period and a budget."""
    chart = spending_chart(snapshot)
    assert chart is not None
    return chart


def make_chart(*quarters: str, as_of: str = "2019-10-15", name: str = "Nowa struktura") -> Chart:
    """The chart of the project of 2019 with a milestone reached and one ahead."""
    baseline, achieved = MilestoneEntryKind.BASELINE, MilestoneEntryKind.ACHIEVED
    milestones = [
        make_milestone(make_entry(baseline, "2019-02-20"), make_entry(achieved, "2019-03-10"), number=1, name=name),
        make_milestone(make_entry(baseline, "2019-11-20"), number=2, name=name),
    ]
    return chart_of(make_snapshot(make_year(*quarters, milestones=milestones), as_of))


def make_nasty_chart() -> Chart:
    """A chart of which every name is an attempt to be markup."""
    record = make_year(
        "300.00", milestones=[make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-05-01"), name=NASTY)]
    )
    centre = replace(make_centre(), short_name=NASTY)
    return chart_of(make_snapshot(replace(record, centre=centre), "2019-04-15"))


def odd_rates() -> list[Decimal]:
    """Spending out of 1200.00 whose percentage rounds otherwise in one step than in two."""
    return [Decimal(grosze) / 100 for grosze in range(43_000, 44_000, 7)]
