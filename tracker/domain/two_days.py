"""A project on two days: what changed of it, and what moved its forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.changes import Change, compare
from tracker.domain.end_moves import EndMove, end_move
from tracker.domain.forecast_moves import ForecastMove, forecast_move
from tracker.domain.grounds import Ground, Look, find_grounds
from tracker.domain.picture import AspectKind, picture
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import is_known, take_snapshot
from tracker.domain.status import assess


@dataclass(frozen=True, slots=True)
class TwoDays:
    """What became of a project between two looks at it.

    Attributes:
        grounds: What shows the changes of those kinds that rest on other things of the project.
    """

    changes: tuple[Change, ...]
    move: ForecastMove
    end: EndMove
    grounds: Mapping[AspectKind, Ground] = field(default_factory=dict)


def compare_days(record: ProjectRecord, earlier: Viewpoint, later: Viewpoint) -> TwoDays:
    """Look at a project twice, and compare what is seen."""
    before, after = _look(record, earlier), _look(record, later)
    first, second = before.snapshot if before else None, after.snapshot if after else None
    return TwoDays(
        compare(before.picture if before else None, after.picture if after else None),
        forecast_move(first, second),
        end_move(first, second),
        find_grounds(before, after) if before and after else {},
    )


def _look(record: ProjectRecord, viewpoint: Viewpoint) -> Look | None:
    if not is_known(record, viewpoint):
        return None
    snapshot = take_snapshot(record, viewpoint)
    assessment = assess(snapshot)
    return Look(snapshot, assessment, picture(snapshot, assessment))


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
