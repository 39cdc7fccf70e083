"""Where projects stand on a map, how far that is known, and their sums by voivodeship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.geography import Country, Outline, Position, project
from tracker.domain.money import total
from tracker.domain.portfolio import AmountSum, ProjectSummary, value_sum
from tracker.domain.vocabulary import Status, Voivodeship

LAGGING = (Status.AT_RISK, Status.ATTENTION)
WORRYING = (*LAGGING, Status.NO_DATA)
"""Those that want somebody's attention, the most urgent first."""

TOLERANCE_KM = 10.0
"""Outlines are simplified: so far outside its voivodeship a position is still believed."""


class Siting(StrEnum):
    """What is known of a project's place."""

    RECORDED = "recorded"
    """The position of its centre is on record."""

    CONVENTIONAL = "conventional"
    """Only the voivodeship is known; where in it the project is drawn says nothing."""

    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a project stands.

    Attributes:
        position: That of the centre; ``None`` unless it is recorded.
        outline: The voivodeship that it may not leave on the map; ``None`` when nobody has said which.
    """

    row: ProjectSummary
    siting: Siting
    position: Position | None = None
    outline: Outline | None = None


def site_of(row: ProjectSummary, country: Country) -> Site:
    """Where a project stands; a position that contradicts its voivodeship, or lies abroad, is not believed."""
    outline = country.outlines.get(row.centre.voivodeship) if row.centre.voivodeship else None
    position = _recorded(row)
    if position is not None and _is_credible(position, [outline] if outline else country.outlines.values()):
        return Site(row, Siting.RECORDED, position, outline)
    return Site(row, Siting.CONVENTIONAL, None, outline) if outline else Site(row, Siting.UNKNOWN)


def _recorded(row: ProjectSummary) -> Position | None:
    latitude, longitude = row.centre.latitude, row.centre.longitude
    return None if latitude is None or longitude is None else project(latitude, longitude)


def _is_credible(position: Position, outlines: Collection[Outline]) -> bool:
    return any(outline.contains(position) for outline in outlines) or any(
        outline.clearance(position) >= -TOLERANCE_KM for outline in outlines
    )


@dataclass(frozen=True, slots=True)
class Region:
    """The projects of a voivodeship together.

    Attributes:
        voivodeship: ``None`` for the projects of which nobody has said it.
        silent: Of those without data, how many nobody has reported on for too long.
    """

    voivodeship: Voivodeship | None
    value: AmountSum
    statuses: Mapping[Status, int]
    silent: int

    @property
    def projects(self) -> int:
        """How many there are."""
        return self.value.of

    @property
    def lagging(self) -> int:
        """How many are at risk or need attention."""
        return sum(self.statuses.get(status, 0) for status in LAGGING)


def regions_of(rows: Iterable[ProjectSummary]) -> list[Region]:
    """The voivodeships that have projects: most at risk or wanting attention first, the unknown one last."""
    grouped: dict[Voivodeship | None, list[ProjectSummary]] = {}
    for row in rows:
        grouped.setdefault(row.centre.voivodeship, []).append(row)
    regions = [_region(voivodeship, found) for voivodeship, found in grouped.items()]
    return sorted(regions, key=_urgency)


def _region(voivodeship: Voivodeship | None, rows: list[ProjectSummary]) -> Region:
    silent = sum(row.assessment.is_silent and row.status is Status.NO_DATA for row in rows)
    return Region(voivodeship, value_sum(rows), Counter(row.status for row in rows), silent)


def _urgency(region: Region) -> tuple[bool, int, int, int, int, str]:
    return (
        region.voivodeship is None,
        -region.lagging,
        -region.statuses.get(Status.AT_RISK, 0),
        -region.silent,
        -region.projects,
        region.voivodeship or "",
    )


def whole_of(regions: Iterable[Region]) -> Region:
    """All regions together; its denominators are the sums of theirs."""
    parts = list(regions)
    value = AmountSum(
        total(part.value.amount for part in parts),
        sum(part.value.known for part in parts),
        sum(part.value.of for part in parts),
        derived=sum(part.value.derived for part in parts),
        planned=sum(part.value.planned for part in parts),
    )
    statuses: Counter[Status] = Counter()
    for part in parts:
        statuses.update(part.statuses)
    return Region(None, value, statuses, sum(part.silent for part in parts))


def most_worrying(regions: Iterable[Region]) -> int:
    """The projects of the voivodeship that has most of those that want somebody's attention."""
    return max((sum(region.statuses.get(status, 0) for status in WORRYING) for region in regions), default=0)
