"""The only place of the pages that asks what time it is, and which day a page looks at."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext

from tracker.domain.business_day import business_day
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.provenance import Viewpoint
from tracker.formatting import day_long
from tracker.moments import work_moment

WARSAW = ZoneInfo("Europe/Warsaw")
_POLISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def now() -> datetime:
    """This moment, aware, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Poland."""
    return datetime.now(WARSAW).date()


def worked_at(at: datetime, business_day: date) -> str:
    """When somebody last worked on something, as ``work_moment`` tells it now."""
    return work_moment(at, business_day=business_day, today=today())


def default_day(settings: PortfolioSettings) -> date:
    """The day a page shows when none is asked for: the portfolio's reference day, else today."""
    return business_day(settings, today())


def read_day(text: str, field: str = "stan") -> date:
    """A day as people or addresses write it: ``30.06.2019`` or ``2019-06-30``.

    Raises:
        InvalidInputError: If it is neither, or no day of the calendar, or beyond what the tracker takes.
    """
    text = text.strip()
    try:
        if match := _POLISH_DAY.fullmatch(text):
            found = date(int(match[3]), int(match[2]), int(match[1]))
        elif match := _ISO_DAY.fullmatch(text):
            found = date(int(match[1]), int(match[2]), int(match[3]))
        else:
            raise ValueError
    except ValueError:
        message = gettext("“%(text)s” is not a day. Type it in digits, for example 30.06.2019.", text=text[:40])
        raise InvalidInputError([Problem(field, message)]) from None
    if not EARLIEST_DAY <= found <= LATEST_DAY:
        first, last = day_long(EARLIEST_DAY), day_long(LATEST_DAY)
        message = gettext("The tracker takes days from %(first)s to %(last)s.", first=first, last=last)
        raise InvalidInputError([Problem(field, message)])
    return found


def viewpoint(settings: PortfolioSettings) -> Viewpoint:
    """What the address asks to look at: ``stan`` is the day, ``wiedza`` the day whose knowledge is used.

    Raises:
        InvalidInputError: If either is given and is no day.
    """
    as_of, known_on = request.args.get("stan"), request.args.get("wiedza")
    return Viewpoint(
        as_of=read_day(as_of) if as_of else default_day(settings),
        known_on=read_day(known_on, "wiedza") if known_on else None,
    )
