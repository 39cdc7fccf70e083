"""Signing in: how long a link lives, and how long to wait after too many wrong passwords."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class LinkPurpose(StrEnum):
    """What a link that opens an account once is for."""

    INVITATION = "invitation"
    SIGN_IN = "sign_in"
    NEW_PASSWORD = "new_password"  # noqa: S105  The name of a purpose, no password.


LINK_LIFE: Mapping[LinkPurpose, timedelta] = MappingProxyType(
    {
        LinkPurpose.INVITATION: timedelta(days=14),
        LinkPurpose.SIGN_IN: timedelta(hours=1),
        LinkPurpose.NEW_PASSWORD: timedelta(hours=1),
    }
)
"""How long each kind of link can be used."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in with an e-mail, or from an address."""

    at: datetime
    succeeded: bool
    who: str = ""
    """With whose e-mail, in whatever form tells one from another."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong passwords are let pass, and the wait that follows.

    Attributes:
        failures: So many within ``window`` begin a wait.
        wait: The first wait; each further failure doubles it.
        longest: It never grows beyond this.
    """

    failures: int
    window: timedelta = timedelta(minutes=15)
    wait: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(minutes=15)

    def wait_after(self, failures: int) -> timedelta:
        """The wait that the latest of so many failures begins; none while they are few."""
        excess = failures - self.failures
        if excess < 0:
            return timedelta(0)
        # Ten doublings exceed every longest wait there is; more would only make large numbers.
        doubled: int = 2 ** min(excess, 10)
        return min(self.wait * doubled, self.longest)


PER_EMAIL = Limit(failures=5)
PER_ADDRESS = Limit(failures=30)
"""Higher, because a whole office shares an address."""

MEMORY = max(PER_EMAIL.window, PER_ADDRESS.window)
"""Attempts older than this hold up nothing."""


def locked_until(attempts: Iterable[Attempt], limit: Limit, now: datetime) -> datetime | None:
    """When the next attempt is let through; ``None`` when that is now.

    Args:
        attempts: Those made with one e-mail or from one address, in any order. A success clears what failed before it
            with the same e-mail: who has one account is not let guess at all the others.
        limit: The limit of that kind.
        now: This moment.

    >>> from datetime import UTC
    >>> noon = datetime(2019, 10, 15, 12, tzinfo=UTC)
    >>> locked_until([Attempt(noon, succeeded=False)] * 5, PER_EMAIL, noon)
    datetime.datetime(2019, 10, 15, 12, 1, tzinfo=datetime.timezone.utc)
    """
    recent = [attempt for attempt in attempts if attempt.at > now - limit.window]
    cleared: dict[str, datetime] = {}
    for attempt in recent:
        if attempt.succeeded:
            cleared[attempt.who] = max(attempt.at, cleared.get(attempt.who, attempt.at))
    failures = [a.at for a in recent if not a.succeeded and (a.who not in cleared or a.at > cleared[a.who])]
    if not failures:
        return None
    until = max(failures) + limit.wait_after(len(failures))
    return until if until > now else None
