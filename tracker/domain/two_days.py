"""A project on two days: what changed of it, and what moved its forecasts."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.changes import Change, compare_snapshots
from tracker.domain.end_moves import EndMove, end_move
from tracker.domain.forecast_moves import ForecastMove, forecast_move
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, is_known, take_snapshot


@dataclass(frozen=True, slots=True)
class TwoDays:
    """What became of a project between two looks at it."""

    changes: tuple[Change, ...]
    move: ForecastMove
    end: EndMove


def compare_days(record: ProjectRecord, earlier: Viewpoint, later: Viewpoint) -> TwoDays:
    """Look at a project twice, and compare what is seen."""
    before, after = _look(record, earlier), _look(record, later)
    return TwoDays(compare_snapshots(before, after), forecast_move(before, after), end_move(before, after))


def _look(record: ProjectRecord, viewpoint: Viewpoint) -> Snapshot | None:
    return take_snapshot(record, viewpoint) if is_known(record, viewpoint) else None


def at_meetings(earlier: Viewpoint, later: Viewpoint) -> tuple[Viewpoint, Viewpoint]:
    """Two days, each with what was known then, where the later one is looked at so; otherwise both as given.

    >>> from datetime import date
    >>> june, october = date(2019, 6, 30), date(2019, 10, 15)
    >>> at_meetings(Viewpoint(june, october), Viewpoint(october, october))[0].known_on
    datetime.date(2019, 6, 30)
    """
    if later.known_on == later.as_of:
        return Viewpoint(earlier.as_of, earlier.as_of), later
    return earlier, later
