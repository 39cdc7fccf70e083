"""Shared screens: televisions that show the portfolio for weeks without anybody touching them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

from tracker.domain.permissions import Place, Scope
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.vocabulary import Voivodeship

MOST_VIEWS = 6
LONGEST_NAME = 80
LONGEST_PLACE = 120
LONGEST_MESSAGE = 160
"""Letters of a message that still fit the screen in the size of a headline."""

SHORTEST_SECONDS, LONGEST_SECONDS = 8, 300
"""A view stands long enough to be read, and short enough that the screen is not taken for a picture."""

LONGEST_PUSH = 480
"""Minutes that a view can be shown alone: a working day."""

LONGEST_NOTICE = timedelta(days=60)
"""How long a message may stand; a later day is a slip of the finger, and the message would hang there for years."""

TOKEN_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)

BEAT_EVERY = timedelta(seconds=20)
"""A screen's heartbeat is written down at most this often, whatever it sends."""

SILENT_AFTER = timedelta(minutes=5)
"""A screen tells of itself every minute; after so many missed minutes something is wrong with it."""

MOST_MISSES = 30
MISS_WINDOW = timedelta(minutes=15)
"""So many links that open nothing may be tried from one network address in this time; good ones are never counted."""

LONGEST_RELEASE = 40
LARGEST_SIDE = 20_000
"""CSS pixels of a window; more has no television."""


class ScreenView(StrEnum):
    """What a screen can show."""

    NUMBERS = "numbers"
    """How many projects of each status, and what is spent and achieved against the plan."""
    CHANGES = "changes"
    """What changed in a week, in five sentences."""
    CURVE = "curve"
    """The portfolio's S-curve with its sentence."""
    SILENCE = "silence"
    """Projects by months: where reports are late."""
    MILESTONES = "milestones"
    """The nearest milestones and the largest slips."""
    CENTRE = "centre"
    """One centre after another, the one in most trouble first."""
    MAP = "map"
    """Poland with the projects."""


class ScreenDay(StrEnum):
    """As of which day a screen shows."""

    TODAY = "today"
    REFERENCE = "reference"
    """The portfolio's reference day; today when it has none."""


class ScreenStanding(StrEnum):
    """How a screen fares."""

    AWAITED = "awaited"
    """Nothing has opened its link yet."""
    SHOWING = "showing"
    SILENT = "silent"
    """It has not told of itself for longer than ``SILENT_AFTER``."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of the day palette in Poland; outside them the night palette is shown.

    Attributes:
        begins: First minute of the day.
        ends: First minute of the night; later than ``begins``.
    """

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class ScreenPlan:
    """What somebody decides about a screen.

    Attributes:
        name: For the people at the desk; never shown on the screen.
        place: Where the television hangs.
        voivodeship: Show only its projects.
        centre_id: Show only the projects of one centre; excludes ``voivodeship``.
        playlist: One to six different views in their order.
        seconds: How long each view stands.
        day_hours: Hours of the day palette; without it the night palette is always shown.
        language: ``pl`` or ``en``.
    """

    name: str
    place: str = ""
    voivodeship: Voivodeship | None = None
    centre_id: int | None = None
    playlist: Sequence[ScreenView] = (
        ScreenView.NUMBERS,
        ScreenView.CURVE,
        ScreenView.MILESTONES,
        ScreenView.CENTRE,
        ScreenView.CHANGES,
        ScreenView.MAP,
    )
    seconds: int = 20
    day_hours: DayHours | None = DayHours(time(8), time(16))
    shows: ScreenDay = ScreenDay.REFERENCE
    language: str = "pl"

    @property
    def scope(self) -> Scope:
        """The projects it shows."""
        if self.centre_id is not None:
            return Scope(centre_id=self.centre_id)
        if self.voivodeship is not None:
            return Scope(voivodeships=frozenset({self.voivodeship}))
        return Scope(is_everywhere=True)

    def as_of(self, settings: PortfolioSettings, today: date) -> date:
        """The day it shows."""
        return (settings.reference_day or today) if self.shows is ScreenDay.REFERENCE else today


@dataclass(frozen=True, slots=True)
class Control:
    """What the desk does to a screen that runs.

    Attributes:
        is_paused: The view that is shown stays.
        pushed: Shown at once and alone, until ``pushed_until``.
        message: Shown above everything until ``message_until``.
        pushed_until, message_until: Moments, aware.
    """

    is_paused: bool = False
    pushed: ScreenView | None = None
    pushed_until: datetime | None = None
    message: str = ""
    message_until: datetime | None = None

    def current(self, now: datetime) -> Control:
        """What of it still holds.

        >>> from datetime import UTC
        >>> noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
        >>> Control(pushed=ScreenView.CURVE, pushed_until=noon).current(noon).pushed is None
        True
        """
        current = self
        if self.pushed_until is None or self.pushed_until <= now:
            current = replace(current, pushed=None, pushed_until=None)
        if self.message_until is None or self.message_until <= now:
            current = replace(current, message="", message_until=None)
        return current


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a screen last told of itself.

    Attributes:
        at: Moment of the server, aware.
        shows: The view it showed then; ``None`` while it showed nothing but the band or a message.
        width, height: Of its window, in CSS pixels.
        release: Of the page it runs.
    """

    at: datetime
    shows: ScreenView | None
    width: int
    height: int
    release: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as it is stored.

    Attributes:
        version: Counts the changes of its plan; who edits an older one is told so.
        withdrawn_at: Since then its link opens nothing.
    """

    key: int
    plan: ScreenPlan
    control: Control
    version: int
    created_at: datetime
    withdrawn_at: datetime | None = None
    heartbeat: Heartbeat | None = None

    def standing(self, now: datetime) -> ScreenStanding:
        """How it fares at a moment."""
        if self.withdrawn_at is not None:
            return ScreenStanding.WITHDRAWN
        if self.heartbeat is None:
            return ScreenStanding.AWAITED
        return ScreenStanding.SILENT if now - self.heartbeat.at > SILENT_AFTER else ScreenStanding.SHOWING

    def takes_heartbeat(self, now: datetime) -> bool:
        """Whether it is time to write one down; one of the future was written by a clock that has been set since."""
        last = self.heartbeat.at if self.heartbeat else None
        return last is None or last > now or now - last >= BEAT_EVERY


def place_of_voivodeship(voivodeship: Voivodeship | None) -> Place:
    """Where a screen of no single centre belongs, as far as rights go.

    A screen of the whole country belongs nowhere: only who reaches everywhere may manage it.
    """
    return Place(0, voivodeship)


def wait_for_misses(misses: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long an address that has tried too many links in vain has to wait; ``None`` when it need not.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    >>> wait_for_misses([noon] * 30, noon + timedelta(minutes=5))
    datetime.timedelta(seconds=600)
    """
    recent = sorted(at for at in misses if at > now - MISS_WINDOW)
    return recent[-MOST_MISSES] + MISS_WINDOW - now if len(recent) >= MOST_MISSES else None


def is_token(text: str) -> bool:
    """Whether a text has the form of a token.

    >>> is_token(new_token()), is_token("short")
    (True, False)
    """
    return _TOKEN.fullmatch(text) is not None


def new_token() -> str:
    """A secret for a link: 32 letters that are safe in an address, shown once."""
    return token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """What is stored of a token; 192 random bits need no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()
