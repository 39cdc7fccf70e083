"""The journal of who changed what: what a person may read of it, and what a page of it is narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.domain.permissions import NOWHERE, PERMISSIONS, Deed, Person, Reach, Scope, scope_of


@dataclass(frozen=True, slots=True)
class JournalReach:
    """What a person may read of the journal.

    Attributes:
        scope: The centres whose projects' events are read.
        has_all: Whether the events of no project are read as well: those of accounts and of the command line.
    """

    scope: Scope = NOWHERE
    has_all: bool = False


def journal_reach(person: Person | None) -> JournalReach:
    """What a person may read: the administrator everything, others the events of the projects within reach.

    >>> [journal_reach(Person(1, "Ewa", role)).has_all for role in PERMISSIONS]
    [True, False, False, False, False]
    """
    if person is None:
        return JournalReach()
    is_whole = PERMISSIONS[person.role].get(Deed.READ_JOURNAL) is Reach.EVERYWHERE
    return JournalReach(scope_of(person, Deed.READ_JOURNAL), has_all=is_whole)


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the journal is narrowed to; what is ``None`` or empty narrows nothing.

    Attributes:
        actor: Who did it, as the record spells it.
        deeds: Any of these was done.
        since: The first moment.
        until: The first moment after the last.
    """

    actor: str | None = None
    project_id: int | None = None
    deeds: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where an event stands in the journal: no two events stand at the same."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class JournalProject:
    """The project of an event, as a list names it.

    Attributes:
        is_undone: The import that brought it was undone, and its pages are gone.
    """

    id: int
    slug: str
    centre: str
    is_example: bool
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One change as it was recorded.

    Attributes:
        project: ``None`` for an event about an account or many projects at once.
        before: The values that held until then, as JSON carries them.
        after: The values that were recorded.
    """

    position: Position
    actor: str
    deed: str
    project: JournalProject | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JournalNames:
    """What the numbers in events stand for, as far as it is known.

    Attributes:
        posts: By key.
        trainings: By key.
        centres: By key.
        milestones: By project and number.
        tasks: By project and number, as the latest schedule names them.
    """

    posts: Mapping[int, str]
    trainings: Mapping[int, str]
    centres: Mapping[int, str]
    milestones: Mapping[tuple[int, int], str]
    tasks: Mapping[tuple[int, int], str]


NO_NAMES = JournalNames({}, {}, {}, {}, {})
