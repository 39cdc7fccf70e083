"""The announcement reader stays as good as it is."""

from __future__ import annotations

import pytest

from tests.accuracy.announcements import TEXTS
from tests.accuracy.scores import GROUPS, load, score

REPORT = score(load(TEXTS))
FLOORS = {"amounts": (0.97, 0.90), "dates": (0.97, 0.90), "numbers": (0.97, 0.90), "names": (0.95, 0.90)}


@pytest.mark.parametrize("group", FLOORS)
def test_precision_and_recall_stay_above_their_floors(group: str) -> None:
    precision, recall = FLOORS[group]

    counts = REPORT.group(GROUPS[group])

    assert counts.precision >= precision, REPORT.differences
    assert counts.recall >= recall, REPORT.differences


def test_hardly_any_verdict_is_wrong() -> None:
    assert REPORT.verdicts.precision >= 0.95
