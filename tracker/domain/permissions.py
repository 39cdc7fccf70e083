"""Who may do what, and how far: one table of roles and deeds; what hides a button is what guards its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.vocabulary import Role, Voivodeship


class Deed(StrEnum):
    """What a person can be allowed to do."""

    READ_PROJECT = "read_project"
    """See a project: its row, its page, its charts, its part of the sums."""
    ADD_PROJECT = "add_project"
    EDIT_PROJECT = "edit_project"
    """Change facts, plan, milestones, posts and training: what reports are measured against."""
    BRING_IN = "bring_in"
    """Read announcements, sheets and official lists, take over what they say of many projects at once, undo it."""
    READ_REPORT = "read_report"
    """See a report's versions with what was said of them, its comments and attachments."""
    WRITE_REPORT = "write_report"
    """Begin a report, fill its draft, attach files."""
    SUBMIT_REPORT = "submit_report"
    """Hand a report in for the centre, or take it back before it is reviewed."""
    REVIEW_REPORT = "review_report"
    """Accept, return or reopen."""
    SHARE_VIEW = "share_view"
    """Offer a view one keeps to everybody who may read projects."""
    CHECK_DATA = "check_data"
    """See the documents behind the figures and what is doubtful about them."""
    READ_JOURNAL = "read_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    """Invite people and close accounts, as far as the deed reaches; see ``may_manage``."""
    MANAGE_SCREENS = "manage_screens"
    """Make, steer and withdraw shared screens that show nothing beyond the deed's reach."""


class Reach(StrEnum):
    """How far a role may do a deed."""

    OWN_CENTRE = "own_centre"
    OWN_VOIVODESHIPS = "own_voivodeships"
    """The voivodeships the account names; all of them when it names none."""
    EVERYWHERE = "everywhere"


class Refusal(StrEnum):
    """Why a deed is not allowed."""

    SIGN_IN = "sign_in"
    """Nobody is signed in."""
    NOT_THIS_ROLE = "not_this_role"
    NOT_THIS_CENTRE = "not_this_centre"
    NOT_THIS_VOIVODESHIP = "not_this_voivodeship"


PERMISSIONS: Mapping[Role, Mapping[Deed, Reach]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: {
            Deed.READ_PROJECT: Reach.EVERYWHERE,
            Deed.ADD_PROJECT: Reach.EVERYWHERE,
            Deed.EDIT_PROJECT: Reach.EVERYWHERE,
            Deed.BRING_IN: Reach.EVERYWHERE,
            Deed.READ_REPORT: Reach.EVERYWHERE,
            Deed.SHARE_VIEW: Reach.EVERYWHERE,
            Deed.CHECK_DATA: Reach.EVERYWHERE,
            Deed.READ_JOURNAL: Reach.EVERYWHERE,
            Deed.MANAGE_ACCOUNTS: Reach.EVERYWHERE,
            Deed.MANAGE_SCREENS: Reach.EVERYWHERE,
        },
        Role.COORDINATOR: {
            Deed.READ_PROJECT: Reach.OWN_VOIVODESHIPS,
            Deed.ADD_PROJECT: Reach.OWN_VOIVODESHIPS,
            Deed.EDIT_PROJECT: Reach.OWN_VOIVODESHIPS,
            Deed.BRING_IN: Reach.OWN_VOIVODESHIPS,
            Deed.READ_REPORT: Reach.OWN_VOIVODESHIPS,
            Deed.REVIEW_REPORT: Reach.OWN_VOIVODESHIPS,
            Deed.SHARE_VIEW: Reach.EVERYWHERE,
            Deed.CHECK_DATA: Reach.OWN_VOIVODESHIPS,
            Deed.READ_JOURNAL: Reach.OWN_VOIVODESHIPS,
            Deed.MANAGE_ACCOUNTS: Reach.OWN_VOIVODESHIPS,
            Deed.MANAGE_SCREENS: Reach.OWN_VOIVODESHIPS,
        },
        Role.DIRECTOR: {
            Deed.READ_PROJECT: Reach.OWN_CENTRE,
            Deed.READ_REPORT: Reach.OWN_CENTRE,
            Deed.WRITE_REPORT: Reach.OWN_CENTRE,
            Deed.SUBMIT_REPORT: Reach.OWN_CENTRE,
            Deed.CHECK_DATA: Reach.OWN_CENTRE,
            Deed.READ_JOURNAL: Reach.OWN_CENTRE,
        },
        Role.REPORTER: {
            Deed.READ_PROJECT: Reach.OWN_CENTRE,
            Deed.READ_REPORT: Reach.OWN_CENTRE,
            Deed.WRITE_REPORT: Reach.OWN_CENTRE,
        },
        Role.READER: {
            Deed.READ_PROJECT: Reach.OWN_VOIVODESHIPS,
        },
    }
)
"""Every permitted deed with its reach; a pair that is absent is forbidden.

Who reviews reports does not write them, and the other way round; an administrator does neither.
"""

CENTRE_ROLES = frozenset({Role.DIRECTOR, Role.REPORTER})
"""Roles that belong to one centre; a coordinator of the centre's voivodeship may give them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, as far as rights go.

    Attributes:
        key: The account.
        voivodeships: Only for coordinators and readers; none means the whole country.
        centre_id: Only for directors and reporters.
        is_example: Somebody who tries the tracker out; what such a person enters is marked as invented.
    """

    key: int
    name: str
    role: Role
    voivodeships: frozenset[Voivodeship] = frozenset()
    centre_id: int | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project belongs: its centre, and the centre's voivodeship where it is known."""

    centre_id: int
    voivodeship: Voivodeship | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The places a deed reaches for one person; equal scopes reach the same places.

    Attributes:
        is_everywhere: The other two do not matter then.
    """

    is_everywhere: bool = False
    voivodeships: frozenset[Voivodeship] = frozenset()
    centre_id: int | None = None

    def includes(self, place: Place) -> bool:
        """Whether a place is reached; one whose voivodeship nobody knows is reached only from everywhere."""
        if self.is_everywhere:
            return True
        return place.voivodeship in self.voivodeships or (
            self.centre_id is not None and place.centre_id == self.centre_id
        )

    @property
    def is_nowhere(self) -> bool:
        """Whether no place at all is reached."""
        return not (self.is_everywhere or self.voivodeships or self.centre_id is not None)


EVERYWHERE = Scope(is_everywhere=True)
NOWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a deed is allowed, and why not; ``reason`` is ``None`` when it is."""

    reason: Refusal | None = None

    @property
    def allowed(self) -> bool:
        """Whether the deed may be done."""
        return self.reason is None


def scope_of(person: Person | None, deed: Deed, *, is_public: bool = False) -> Scope:
    """How far a person may do a deed.

    Args:
        person: ``None`` for somebody who is not signed in.
        deed: What is to be done.
        is_public: Whether anybody may read projects.
    """
    if is_public and deed is Deed.READ_PROJECT:
        return EVERYWHERE
    reach = PERMISSIONS[person.role].get(deed) if person else None
    if person is None or reach is None:
        return NOWHERE
    if reach is Reach.OWN_CENTRE:
        return Scope(centre_id=person.centre_id)
    if reach is Reach.OWN_VOIVODESHIPS and person.voivodeships:
        return Scope(voivodeships=person.voivodeships)
    return EVERYWHERE


def decide(person: Person | None, deed: Deed, place: Place | None = None, *, is_public: bool = False) -> Decision:
    """Whether a person may do a deed at a place, or at any place when none is given.

    >>> director = Person(1, "Anna", Role.DIRECTOR, centre_id=7)
    >>> decide(director, Deed.SUBMIT_REPORT, Place(7, Voivodeship.LUBELSKIE)).allowed
    True
    >>> decide(director, Deed.SUBMIT_REPORT, Place(8, Voivodeship.LUBELSKIE)).reason
    <Refusal.NOT_THIS_CENTRE: 'not_this_centre'>
    """
    scope = scope_of(person, deed, is_public=is_public)
    if scope.is_nowhere:
        return Decision(Refusal.SIGN_IN if person is None else Refusal.NOT_THIS_ROLE)
    if place is None or scope.includes(place):
        return Decision()
    return Decision(Refusal.NOT_THIS_VOIVODESHIP if scope.voivodeships else Refusal.NOT_THIS_CENTRE)


def may_manage(person: Person | None, role: Role, place: Place | None, voivodeships: frozenset[Voivodeship]) -> bool:
    """Whether a person may invite, change or close an account.

    An administrator manages every account. A coordinator manages the directors and reporters of the centres within
    reach, and no account that reaches further than one centre.

    Args:
        person: Who manages.
        role: The role of the account that is managed.
        place: The centre of that account; ``None`` for a role without one.
        voivodeships: Those the account names.
    """
    if person is None:
        return False
    if person.role is Role.ADMINISTRATOR:
        return True
    if role not in CENTRE_ROLES or place is None or voivodeships:
        return False
    return decide(person, Deed.MANAGE_ACCOUNTS, place).allowed
