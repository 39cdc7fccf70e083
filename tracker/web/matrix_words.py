"""What a matrix of projects and months tells, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, ngettext

from tracker.domain.matrix import Cell, Kind, Measure, Total, loses_ground, total_of
from tracker.domain.snapshot import Snapshot
from tracker.formatting import month_name, number

NAMED = 3
"""So many projects are named in the finding, then they are counted."""


def _names(snapshots: Sequence[Snapshot]) -> str:
    places = [snapshot.record.centre.place for snapshot in snapshots]
    named = ", ".join(places[:NAMED])
    rest = len(places) - NAMED
    return (
        ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", rest, names=named) if rest > 0 else named
    )


def finding(snapshots: Sequence[Snapshot], cells: Sequence[Sequence[Cell]], measure: Measure) -> str:
    """Which of the projects lose ground, or are silent, in one sentence."""
    known = sum(any(cell.kind is Kind.KNOWN for cell in line) for line in cells)
    if measure is Measure.SILENCE:
        silent = [s for s, line in zip(snapshots, cells, strict=True) if line and _is_overdue(line)]
        if silent:
            return gettext("Reports are overdue: %(names)s.", names=_names(silent))
        return gettext("No report is overdue.") if known else gettext("No report is recorded, and none is overdue.")
    losing = [s for s, line in zip(snapshots, cells, strict=True) if loses_ground(line)]
    if losing:
        return gettext("Losing ground to the plan month by month: %(names)s.", names=_names(losing))
    if not known:
        return gettext("Of no project can spending be compared with the plan month by month.")
    if known < len(cells):
        return gettext(
            "No project loses ground to the plan month by month; known of %(part)s of %(whole)s.",
            part=number(known),
            whole=number(len(cells)),
        )
    return gettext("No project loses ground to the plan month by month.")


def _is_overdue(line: Sequence[Cell]) -> bool:
    return any(cell.kind is Kind.MISSING and cell.value for cell in line)


def sentences(
    snapshots: Sequence[Snapshot], cells: Sequence[Sequence[Cell]], months: Sequence[date], measure: Measure
) -> list[str]:
    """Since when each of the projects that are furthest from where they should be is there."""
    told = []
    for snapshot, line in zip(snapshots, cells, strict=True):
        since = _since(line, months, measure)
        if since is not None:
            name, when = snapshot.record.centre.place, month_name(since)
            if measure is Measure.SILENCE:
                told.append(gettext("%(name)s: nothing reported since %(month)s.", name=name, month=when))
            else:
                told.append(gettext("%(name)s: at or below the threshold since %(month)s.", name=name, month=when))
    return told[:6]


def _since(line: Sequence[Cell], months: Sequence[date], measure: Measure) -> date | None:
    """The first of the last months in a row that are behind; ``None`` when the last one told of is not."""
    since = None
    for cell, month in zip(reversed(line), reversed(months), strict=True):
        if cell.kind in (Kind.OUTSIDE, Kind.AHEAD):
            continue
        behind = cell.kind is Kind.MISSING and bool(cell.value)
        if measure is Measure.SPENDING:
            if cell.kind is Kind.MISSING:
                continue
            behind = cell.value is not None and total_of([cell], measure) == Total(1, 1)
        if not behind:
            break
        since = month
    return since
