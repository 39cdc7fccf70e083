"""How a refusal is told over HTTP, to a person or a program alike: the status, and when to ask again."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    SignInError,
    TrackerError,
    UnavailableError,
)

STATUS_OF: Mapping[type[TrackerError], int] = {
    SignInError: 401,
    NotFoundError: 404,
    ForbiddenError: 403,
    ConflictError: 409,
    InvalidInputError: 422,
    UnavailableError: 503,
}

RETRY_AFTER = "10"
"""Seconds after which it is worth trying again when the database is busy or being restarted."""

READING_GOES_ON_AFTER = "1"
"""Seconds after which a program may ask again for a portfolio that is still being read."""


def status_of(error: TrackerError) -> int:
    """The status of a refusal; 400 where nothing closer fits."""
    return next((status for kind, status in STATUS_OF.items() if isinstance(error, kind)), 400)
