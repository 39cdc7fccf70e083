"""Shared screens: televisions that show the portfolio for weeks without anybody touching them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

from tracker.domain.permissions import Scope
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.vocabulary import Voivodeship

MOST_VIEWS = 6
LONGEST_NAME = 80
LONGEST_MESSAGE = 160
"""Letters of a message that still fit the screen in the size of a headline."""

SHORTEST_SECONDS, LONGEST_SECONDS = 8, 300
"""A view stands long enough to be read, and short enough that the screen is not taken for a picture."""

TOKEN_BYTES = 24


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
        version: Counts its changes; who edits an older one is told so.
        withdrawn_at: Since then its link opens nothing.
    """

    key: int
    plan: ScreenPlan
    control: Control
    version: int
    created_at: datetime
    withdrawn_at: datetime | None = None
    heartbeat: Heartbeat | None = None


def new_token() -> str:
    """A secret for a link: 32 letters that are safe in an address, shown once."""
    return token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """What is stored of a token; 192 random bits need no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()
