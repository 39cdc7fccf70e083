"""Accounts as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.domain.permissions import Person, Place
from tracker.domain.vocabulary import Role, Voivodeship


class AccountState(StrEnum):
    """How far an account is."""

    INVITED = "invited"
    """Nobody has accepted the invitation yet."""
    ACTIVE = "active"
    CLOSED = "closed"
    """Nobody signs in with it; what its owner did stays on record."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in, with all that is shown of the account.

    Attributes:
        place: Where the centre lies; only for directors and reporters.
        centre: The centre's short name; empty for the other roles.
        has_password: A person may sign in by mail links alone.
        has_second_step: Whether a one-time code is asked for after the password.
        recovery_codes: How many are left that stand in for a lost phone.
        is_example: Made for demonstration; everybody at this machine is told its password.
    """

    key: int
    email: str
    name: str
    role: Role
    place: Place | None
    centre: str
    voivodeships: frozenset[Voivodeship]
    language: str
    state: AccountState
    has_password: bool
    has_second_step: bool
    recovery_codes: int
    created_at: datetime
    signed_in_at: datetime | None
    previously_signed_in_at: datetime | None
    is_example: bool

    @property
    def person(self) -> Person:
        """Whom the account stands for, as far as rights go."""
        centre_id = self.place.centre_id if self.place else None
        return Person(self.key, self.shown_name, self.role, self.voivodeships, centre_id, self.is_example)

    @property
    def shown_name(self) -> str:
        """The name, or the e-mail while nobody has given one."""
        return self.name or self.email
