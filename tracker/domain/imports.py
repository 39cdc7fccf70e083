"""Bringing in what documents say of many projects at once: what is waiting, what was done, what can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.domain.project import Milestone, Post, ProjectRecord, Training
from tracker.domain.provenance import Viewpoint, resolve_fact
from tracker.domain.snapshot import is_known
from tracker.domain.vocabulary import FactName

KEPT = timedelta(days=7)
"""How long what nobody has decided about is kept."""


class ImportKind(StrEnum):
    """What was read."""

    ANNOUNCEMENT = "announcement"
    SHEET = "sheet"
    REGISTER = "register"
    """The official list of projects."""


@dataclass(frozen=True, slots=True)
class Import:
    """One document or file that was read, and what became of it.

    Attributes:
        name: Of the file, or of the document.
        account_id: Whose it is; ``None`` when the command line brought it.
        notes: What else there is to say of the reading: rows left out, and why.
        applied_at: When it was taken over; ``None`` while it waits.
    """

    id: int
    kind: ImportKind
    name: str
    account_id: int | None
    created_by: str
    created_at: datetime
    notes: Sequence[str] = ()
    applied_at: datetime | None = None
    applied_by: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.applied_at is None

    @property
    def stands(self) -> bool:
        """Whether it was taken over and not undone."""
        return self.applied_at is not None and self.undone_at is None


class Hindrance(StrEnum):
    """Why an import cannot be undone: people went on from what it brought."""

    NAMES_THE_PROJECT = "names_the_project"
    """It says what the project is called, and others have recorded more of the project."""
    ADDED_TO = "added_to"
    """Somebody added to a milestone, post or training that it brought."""
    REPORTED_ON = "reported_on"
    """A report speaks of a milestone, post or training that it brought."""
    REPORT_BEGUN = "report_begun"
    """Somebody has begun a report of a project that would be gone."""


def hindrance(record: ProjectRecord, today: date) -> Hindrance | None:
    """Whether a project could not stand as it is once an import is withdrawn.

    Args:
        record: The project with the entries of the import withdrawn already.
        today: The day on which it is looked at.
    """
    view = Viewpoint(today)
    if not is_known(record, view):
        return None
    if _is_nameless(record, view):
        return Hindrance.NAMES_THE_PROJECT
    things: tuple[Milestone | Post | Training, ...] = (*record.milestones, *record.posts, *record.trainings)
    gone = [thing for thing in things if not view.knows(thing.origin)]
    if any(view.knows(entry.origin) for thing in gone for entry in thing.entries):
        return Hindrance.ADDED_TO
    return Hindrance.REPORTED_ON if _reported(record, gone, view) else None


def _is_nameless(record: ProjectRecord, view: Viewpoint) -> bool:
    """Whether what the project is called was said only by what is withdrawn; an old record may never have said it."""
    was_told = any(s.fact is FactName.TITLE and not view.knows(s.origin) for s in record.statements)
    return was_told and resolve_fact(FactName.TITLE, record.statements, record.choices, view).value is None


def _reported(record: ProjectRecord, gone: Sequence[Milestone | Post | Training], view: Viewpoint) -> bool:
    """Whether a report that stands speaks of something that is gone."""
    numbers = {thing.number for thing in gone if isinstance(thing, Milestone)}
    posts = {thing.id for thing in gone if isinstance(thing, Post)}
    trainings = {thing.id for thing in gone if isinstance(thing, Training)}
    told = (s.content for report in record.reports for s in report.submissions if view.knows(s.origin))
    return any(
        numbers.intersection(item.number for item in content.milestones)
        or posts.intersection(item.of for item in content.posts)
        or trainings.intersection(item.of for item in content.trainings)
        for content in told
    )
