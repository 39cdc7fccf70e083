"""The only place of the commands that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.domain.business_day import business_day
from tracker.formatting import WARSAW
from tracker.storage.settings import get_settings


def now() -> datetime:
    """This moment, aware, UTC."""
    return datetime.now(UTC)


def day_asked(asked: datetime | None) -> date:
    """The day a command looks at: the one given, else the portfolio's reference day, else today in Poland."""
    return business_day(get_settings(), datetime.now(WARSAW).date(), asked.date() if asked else None)
