"""Tokens with which programs ask on behalf of an account: what one opens, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.vocabulary import Role

TOKEN_PREFIX = "p25_"  # noqa: S105  What every token begins with, so that scanners of leaked secrets know one.
MOST_TOKENS = 20
"""Tokens that one account can have open."""

LONGEST_NAME = 60
LIVES = (30, 90, 365)
"""For how many days a token can be made."""


class TokenScope(StrEnum):
    """What a program may do with a token; never more than the account itself may."""

    READ = "read"
    """Read what the account may read."""
    REPORT = "report"
    """Read, and also write and hand in reports."""


SCOPES: Mapping[Role, tuple[TokenScope, ...]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: (TokenScope.READ,),
        Role.COORDINATOR: (TokenScope.READ,),
        Role.DIRECTOR: (TokenScope.READ, TokenScope.REPORT),
        Role.REPORTER: (TokenScope.READ, TokenScope.REPORT),
        Role.READER: (TokenScope.READ,),
    }
)
"""The scopes that are of use to each role."""


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as its owner sees it; the secret itself is shown once and kept by nobody here.

    Attributes:
        last_used_on: The last day on which a program asked with it; ``None`` when none did.
        withdrawn_at: ``None`` while it is open.
    """

    key: int
    account_id: int
    name: str
    scope: TokenScope
    issued_at: datetime
    expires_at: datetime
    last_used_on: date | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether a program can ask with it."""
        return self.withdrawn_at is None and at < self.expires_at
