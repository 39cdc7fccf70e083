"""What the desk tells of a screen, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext

from tracker.domain.screens import Screen, ScreenStanding
from tracker.formatting import NBSP, moment
from tracker.labels import label
from tracker.moments import time_ago
from tracker.storage.projects import all_centres


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """A screen in words.

    Attributes:
        key: Of the screen.
        scope: Which projects it shows.
        views: In their order.
        last_seen: How long ago it told of itself.
        last_moment: The same as a moment; empty when it never has.
        shown: What it shows now; empty where nobody can know.
        size: Of its window; empty when it never told.
        state: Connected, silent and so on.
        notes: What the desk does to it at the moment, a clause each.
    """

    key: int
    name: str
    place: str
    scope: str
    views: tuple[str, ...]
    last_seen: str
    last_moment: str
    shown: str
    size: str
    standing: ScreenStanding
    state: str
    notes: tuple[str, ...]

    @property
    def is_withdrawn(self) -> bool:
        """Whether its link opens nothing any more."""
        return self.standing is ScreenStanding.WITHDRAWN


def tell_screens(screens: Sequence[Screen], now: datetime) -> list[ScreenFacts]:
    """What to tell of screens at a moment, in the order given."""
    centres = {centre.id: centre.short_name for centre in all_centres()}
    return [_facts(screen, now, centres) for screen in screens]


def headline(told: Sequence[ScreenFacts]) -> str:
    """How the screens in use fare, in one sentence."""
    count = Counter(one.standing for one in told)
    if not told:
        return gettext("No screen shows the portfolio yet.")
    connected, silent, awaited = (count[standing] for standing in _COUNTED)
    parts = [
        ngettext("%(num)s screen is connected", "%(num)s screens are connected", connected)
        if connected
        else gettext("No screen is connected"),
    ]
    if silent:
        parts.append(ngettext("%(num)s gives no sign of life", "%(num)s give no sign of life", silent))
    if awaited:
        parts.append(ngettext("%(num)s waits to be opened", "%(num)s wait to be opened", awaited))
    return f"{', '.join(parts)}."


_COUNTED = (ScreenStanding.SHOWING, ScreenStanding.SILENT, ScreenStanding.AWAITED)


def _facts(screen: Screen, now: datetime, centres: Mapping[int, str]) -> ScreenFacts:
    plan, beat, standing = screen.plan, screen.heartbeat, screen.standing(now)
    return ScreenFacts(
        key=screen.key,
        name=plan.name,
        place=plan.place,
        scope=_scope(screen, centres),
        views=tuple(label(view) for view in plan.playlist),
        last_seen=time_ago(beat.at, now) if beat else gettext("never"),
        last_moment=moment(beat.at) if beat else "",
        shown=_shown(screen, standing),
        size=f"{beat.width}{NBSP}×{NBSP}{beat.height}" if beat else "",
        standing=standing,
        state=label(standing),
        notes=_notes(screen, now),
    )


def _scope(screen: Screen, centres: Mapping[int, str]) -> str:
    plan = screen.plan
    if plan.centre_id is not None:
        return centres[plan.centre_id]
    return label(plan.voivodeship) if plan.voivodeship else gettext("whole country")


def _shown(screen: Screen, standing: ScreenStanding) -> str:
    if standing is not ScreenStanding.SHOWING or screen.heartbeat is None:
        return ""
    return label(screen.heartbeat.shows) if screen.heartbeat.shows else gettext("no view")


def _notes(screen: Screen, now: datetime) -> tuple[str, ...]:
    if screen.withdrawn_at is not None:
        return ()
    control = screen.control.current(now)
    notes = []
    if control.is_paused:
        notes.append(gettext("stopped"))
    if control.pushed and control.pushed_until:
        until = moment(control.pushed_until)
        notes.append(gettext("only “%(view)s” until %(moment)s", view=label(control.pushed), moment=until))
    if control.message_until:
        notes.append(gettext("message until %(moment)s", moment=moment(control.message_until)))
    return tuple(notes)
