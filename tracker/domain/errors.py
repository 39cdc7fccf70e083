"""What can go wrong in the tracker, as one family of exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


class TrackerError(Exception):
    """Base of every refusal that a person is told about; carries no technical detail."""


class NotFoundError(TrackerError):
    """The thing asked for does not exist, or the asker may not know that it does."""


class SignInError(TrackerError):
    """Nobody is signed in, and the deed needs somebody who is."""


class ForbiddenError(TrackerError):
    """The deed is not allowed to this person, from this place or in this state."""


class UnavailableError(TrackerError):
    """The database is busy or cannot be reached at the moment; nothing is wrong with what was asked."""


class NotReadyError(TrackerError):
    """The answer takes more work than one request may do; asking again goes on with it.

    Attributes:
        done: How many projects have been read.
        total: Of how many.
    """

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total


class TooManyAttemptsError(TrackerError):
    """Too many wrong passwords: the next one has to wait.

    Attributes:
        until: When the next attempt is let through.
    """

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class ConflictError(TrackerError):
    """Somebody else changed the thing since the asker last saw it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was given.

    Attributes:
        where: Field name, or file with a path into it (``krasnystaw.json: statements[3].amount``).
        message: What was expected, in words, already in the reader's language.
    """

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class InvalidInputError(TrackerError):
    """What was given cannot be taken; lists every problem at once, nothing was stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    def by_field(self) -> Mapping[str, tuple[str, ...]]:
        """Messages grouped under the field they belong to, in the order given."""
        grouped: dict[str, tuple[str, ...]] = {}
        for problem in self.problems:
            grouped[problem.where] = (*grouped.get(problem.where, ()), problem.message)
        return grouped
