"""Each change in figures: like is taken from like, and what was not known is no figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.change_sentences.test_telling import make_change
from tests.unit.domain import strategies as domain
from tests.unit.speaking import speaking
from tracker.change_sentences.figures import ChangeFigures, change_figures
from tracker.change_sentences.telling import fold
from tracker.domain.changes import Change, compare_snapshots
from tracker.domain.periods import PartialDate
from tracker.domain.picture import AspectKind, MilestoneDates, Reached, SpentAmount, StatedFact
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, TrainingKind

JULY, AUGUST = PartialDate(date(2019, 7, 1)), PartialDate(date(2019, 8, 2))


@pytest.mark.parametrize(
    ("change", "figures"),
    [
        (
            make_change(
                AspectKind.SPENT, None, SpentAmount(Decimal("150.50"), date(2019, 9, 30), None)
            ),
            ChangeFigures(None, Decimal("150.50"), None, "zł"),
        ),
        (
            make_change(
                AspectKind.MILESTONE,
                MilestoneDates("Nabór", None, JULY, is_achieved=False),
                MilestoneDates("Nabór", None, AUGUST, is_achieved=False),
            ),
            ChangeFigures(JULY.value, AUGUST.value, 32, "dni"),
        ),
        (
            make_change(
                AspectKind.TRAINING,
                Reached("Kurs", Decimal(10), Decimal(4), TrainingKind.TRAINING),
                Reached("Kurs", Decimal(12), Decimal(4), TrainingKind.TRAINING),
            ),
            ChangeFigures(Decimal(10), Decimal(12), Decimal(2), "szkolenia"),
        ),
        (
            make_change(
                AspectKind.FACT,
                StatedFact(FactName.END, PartialDate.parse("2020-03"), is_derived=False),
                StatedFact(FactName.END, PartialDate.parse("2020-04"), is_derived=False),
            ),
            ChangeFigures("marzec\u00a02020", "kwiecień\u00a02020", 30, "dni"),
        ),
        (make_change(AspectKind.SILENCE, False, True), ChangeFigures("sprawozdania wpływają", "cisza", None, "")),
    ],
)  # fmt: skip
def test_a_change_has_its_figures(change: Change, figures: ChangeFigures) -> None:
    with speaking("pl"):
        assert change_figures((change,)) == figures


@given(record=domain.records(), first=domain.viewpoints, second=domain.viewpoints)
def test_every_change_has_something_before_or_after(record: ProjectRecord, first: Viewpoint, second: Viewpoint) -> None:
    with speaking("pl"):
        for told in fold(compare_snapshots(take_snapshot(record, first), take_snapshot(record, second))):
            figures = change_figures(told)

            is_known = figures.before is not None or figures.after is not None
            assert is_known or told[0].aspect.kind in (AspectKind.MILESTONE, AspectKind.POST, AspectKind.TRAINING)
            if isinstance(figures.before, Decimal) and isinstance(figures.after, Decimal):
                assert figures.difference == figures.after - figures.before
