"""What taking an import over would change, project by project; nothing is changed yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.domain.arrivals import Arrival, Differences, compare
from tracker.domain.obstacles import Obstacle
from tracker.domain.permissions import Place, Scope
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import is_known
from tracker.domain.vocabulary import FactName
from tracker.services.imports.matching import Matcher, plain_name
from tracker.storage.imports import named_projects
from tracker.storage.projects import all_centres, records_under

NEW_CENTRE = 0
"""The key of a centre that is not on record."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one project would gain.

    Attributes:
        number: Its place in the import, from 1.
        record: The project as it is; a frame without histories when it is new, or one of which all was undone.
        is_new: Whether it would be added, or come back.
        is_within: Whether whoever brings it in may change a project there.
        siblings: Short names of other projects of the same centre, for a new one.
        is_repeated: An earlier proposal of the same import speaks of the same project.
    """

    number: int
    arrival: Arrival
    record: ProjectRecord
    differences: Differences
    is_new: bool
    is_within: bool
    siblings: tuple[str, ...] = ()
    is_repeated: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take over and nothing in the way."""
        free = self.is_within and not self.is_repeated and not self.differences.obstacles
        return free and (self.is_new or not self.differences.is_empty)


def propose(arrivals: Sequence[Arrival], view: Viewpoint, reports_view: Viewpoint, reach: Scope) -> list[Proposal]:
    """Hold what a document says against what is on record.

    Args:
        arrivals: What it says, project by project.
        view: From where what is held true is looked at.
        reports_view: From where reports are looked at.
        reach: Where whoever brings it in may change projects.

    What names a project that is no longer there is hindered, whatever it says.
    """
    matcher = Matcher()
    centres = {centre.name.casefold(): centre for centre in all_centres()}
    undone = Matcher(named_projects(undone=True))
    slugs = [matcher.find(arrival) or undone.find(arrival) for arrival in arrivals]
    facts_only = all(one.record == _facts_of(one.record) for one in arrivals)
    records = {one.slug: one for one in records_under([slug for slug in slugs if slug], facts_only=facts_only)}
    seen: set[object] = set()
    proposals = []
    for number, (arrival, slug) in enumerate(zip(arrivals, slugs, strict=True), start=1):
        known = records.get(slug) if slug else None
        if arrival.slug is not None and (known is None or not is_known(known, view)):
            proposals.append(_gone(number, arrival, centres))
            continue
        record = known or _frame(arrival.record, centres)
        is_new = not is_known(record, view) or known is None
        identity = _identity(arrival, record, is_new=is_new)
        proposals.append(
            Proposal(
                number,
                arrival,
                record,
                compare(record, replace(arrival, slug=None if is_new else record.slug), view, reports_view),
                is_new,
                reach.includes(Place(record.centre.id, record.centre.voivodeship)),
                matcher.others_of(arrival) if is_new else (),
                is_repeated=identity in seen,
            )
        )
        seen.add(identity)
    return proposals


def _facts_of(said: ProjectRecord) -> ProjectRecord:
    """What a document says of facts alone: long lists say nothing else, and are held against nothing else."""
    return replace(said, plans=(), milestones=(), posts=(), trainings=(), reports=())


def _gone(number: int, arrival: Arrival, centres: dict[str, Centre]) -> Proposal:
    """What speaks of a project whose import was undone since."""
    obstacles = ((Obstacle.PROJECT_GONE, ""),)
    frame = _frame(arrival.record, centres)
    return Proposal(number, arrival, frame, Differences(obstacles=obstacles), is_new=False, is_within=True)


def edition(proposals: Iterable[Proposal]) -> str:
    """What tells one state of the projects concerned from another: a decision holds for what was seen."""
    told = "|".join(f"{one.number}:{one.record.slug}:{one.record.revision}" for one in proposals)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _frame(said: ProjectRecord, centres: dict[str, Centre]) -> ProjectRecord:
    """A project without histories, of the centre on record where there is one of that name."""
    centre = centres.get(said.centre.name.casefold(), replace(said.centre, id=NEW_CENTRE))
    return ProjectRecord(0, "", centre, 0, 1, said.created_at, is_example=False)


def _identity(arrival: Arrival, record: ProjectRecord, *, is_new: bool) -> object:
    """What tells one project from another; two new ones are one when centre and title are the same."""
    if not is_new:
        return record.slug
    titles = (str(s.value) for s in arrival.record.statements if s.fact is FactName.TITLE)
    return plain_name(record.centre.name), plain_name(next(titles, ""))
