"""Looking after shared screens: make, change, steer, withdraw; and what they tell of themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext

from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError, Problem
from tracker.domain.permissions import EVERYWHERE, Place, Scope
from tracker.domain.screens import (
    LONGEST_NOTICE,
    Control,
    Heartbeat,
    Screen,
    ScreenPlan,
    ScreenView,
    is_token,
    new_token,
    place_of_voivodeship,
    wait_for_misses,
)
from tracker.storage import screen_misses, screens
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.projects import all_centres
from tracker.storage.transactions import begin_newest, is_on_replica, transaction


def create_screen(plan: ScreenPlan, *, reach: Scope = EVERYWHERE, actor: str, at: datetime) -> tuple[Screen, str]:
    """Make a screen; the caller commits.

    Args:
        plan: What it shows and how.
        reach: How far whoever makes it may make screens.
        actor: Who the record says it was.
        at: This moment.

    Returns:
        The screen and the token of its link: nobody can be told it a second time.

    Raises:
        InvalidInputError: At ``name`` when a screen in use has it, at ``scope`` when it lies beyond the reach.
    """
    screens.hold_screens()
    _check(plan, reach)
    token = new_token()
    key = screens.insert_screen(plan, token=token, at=at)
    screen = screens.get_screen(key)
    _record("create_screen", screen, actor, at, after=_told(plan))
    return screen, token


def change_screen(
    key: int, plan: ScreenPlan, *, seen: int, reach: Scope = EVERYWHERE, actor: str, at: datetime
) -> None:
    """Replace a screen's plan; the caller commits.

    Raises:
        ConflictError: If somebody has changed it since version ``seen``.
        ForbiddenError: If the screen is withdrawn.
        InvalidInputError: As with a new one.
    """
    screens.hold_screens()
    screen = _in_use(key)
    if screen.version != seen:
        raise ConflictError
    _check(plan, reach, but=key)
    screens.change_plan(key, plan, version=seen + 1)
    _record("change_screen", screen, actor, at, before=_told(screen.plan), after=_told(plan))


def renew_screen_link(key: int, *, actor: str, at: datetime) -> str:
    """Give a screen a new link and put it in use again if it was withdrawn; the caller commits.

    Returns:
        The token; the earlier link opens nothing any more.

    Raises:
        InvalidInputError: At ``name`` when another screen has taken the name of a withdrawn one.
    """
    screens.hold_screens()
    screen = screens.get_screen(key)
    if problems := _name_problems(screen.plan.name, but=key):
        raise InvalidInputError(problems)
    token = new_token()
    screens.change_token(key, token)
    _record("renew_screen_link", screen, actor, at)
    return token


def withdraw_screen(key: int, *, actor: str, at: datetime) -> None:
    """Let a screen's link open nothing any more; twice is once. The caller commits."""
    screen = screens.get_screen(key)
    if screen.withdrawn_at is None:
        screens.end_screen(key, at=at)
        _record("withdraw_screen", screen, actor, at)


def push_view(key: int, view: ScreenView, *, minutes: int, actor: str, at: datetime) -> None:
    """Show a view at once and alone for some minutes; the caller commits.

    Raises:
        ForbiddenError: If the screen is withdrawn.
    """
    until = at + timedelta(minutes=minutes)
    screen = _steer(key, at, lambda control: replace(control, pushed=view, pushed_until=until))
    _record("push_view", screen, actor, at, after={"view": view.value, "until": until.isoformat()})


def end_push(key: int, *, actor: str, at: datetime) -> None:
    """Go on with the playlist; the caller commits."""
    screen = _steer(key, at, lambda control: replace(control, pushed=None, pushed_until=None))
    _record("end_push", screen, actor, at)


def show_message(key: int, text: str, *, until: datetime, actor: str, at: datetime) -> None:
    """Show a message above everything until a moment; the caller commits.

    Raises:
        ForbiddenError: If the screen is withdrawn.
        InvalidInputError: At ``until`` when it has passed or lies too far ahead.
    """
    if until <= at:
        raise InvalidInputError([Problem("until", gettext("This moment has passed. Choose a later one."))])
    if until - at > LONGEST_NOTICE:
        text_of = gettext("A message stands for %(days)s days at most.", days=LONGEST_NOTICE.days)
        raise InvalidInputError([Problem("until", text_of)])
    screen = _steer(key, at, lambda control: replace(control, message=text, message_until=until))
    _record("show_message", screen, actor, at, after={"message": text, "until": until.isoformat()})


def end_message(key: int, *, actor: str, at: datetime) -> None:
    """Take the message off a screen; the caller commits."""
    screen = _steer(key, at, lambda control: replace(control, message="", message_until=None))
    _record("end_message", screen, actor, at)


def pause_screen(key: int, *, is_paused: bool, actor: str, at: datetime) -> None:
    """Let the view that a screen shows stay, or let it go on; the caller commits.

    Raises:
        ForbiddenError: If the screen is withdrawn.
    """
    screen = _steer(key, at, lambda control: replace(control, is_paused=is_paused))
    _record("pause_screen" if is_paused else "resume_screen", screen, actor, at)


def screens_within(reach: Scope) -> list[Screen]:
    """The screens that show nothing beyond a reach, withdrawn ones among them."""
    places: dict[int | None, Place] = {centre.id: Place(centre.id, centre.voivodeship) for centre in all_centres()}

    def belongs(plan: ScreenPlan) -> Place:
        return places.get(plan.centre_id) or place_of_voivodeship(plan.voivodeship)

    return [screen for screen in screens.all_screens() if reach.includes(belongs(screen.plan))]


def open_screen(token: str) -> Screen | None:
    """The screen that a link opens; ``None`` when its token is malformed, unknown or withdrawn."""
    if not is_token(token):
        return None
    found = screens.find_screen(token)
    if found is None and is_on_replica():
        # Whoever made the link may open it on a television at once, where nothing tells that it is so new.
        begin_newest()
        found = screens.find_screen(token)
    return found


def note_heartbeat(screen: Screen, beat: Heartbeat) -> None:
    """Write down what a screen tells of itself, as often as that is wanted, in a transaction of its own."""
    if screen.takes_heartbeat(beat.at):
        with transaction():
            screens.note_heartbeat(screen.key, beat)


def count_miss(address: str, *, at: datetime) -> timedelta | None:
    """Count a link that opened nothing, in a transaction of its own.

    Returns:
        How long the address has to wait when it has tried too many; that is not counted, and nobody else who comes
        from there with a good link is held up by it.
    """
    wait = wait_for_misses(screen_misses.misses_from(address, at), at)
    if wait is None:
        with transaction():
            screen_misses.record_miss(address, at=at)
    return wait


def _in_use(key: int) -> Screen:
    screen = screens.get_screen(key)
    if screen.withdrawn_at is not None:
        raise ForbiddenError(gettext("This screen is withdrawn. A new link puts it in use again."))
    return screen


def _steer(key: int, at: datetime, change: Callable[[Control], Control]) -> Screen:
    """Change what the desk does to a screen; what has run out is forgotten."""
    screens.hold_screens()
    screen = _in_use(key)
    screens.change_control(key, change(screen.control.current(at)))
    return screen


def _check(plan: ScreenPlan, reach: Scope, *, but: int | None = None) -> None:
    problems = [*_name_problems(plan.name, but=but), *_scope_problems(plan, reach)]
    if problems:
        raise InvalidInputError(problems)


def _name_problems(name: str, *, but: int | None) -> list[Problem]:
    if not screens.has_screen_name(name, but=but):
        return []
    return [Problem("name", gettext("There is a screen “%(name)s” already. Choose another name.", name=name))]


def _scope_problems(plan: ScreenPlan, reach: Scope) -> list[Problem]:
    place = screens.find_plan_place(plan)
    if place is None:
        return [Problem("scope", gettext("Choose one of the answers."))]
    if reach.includes(place):
        return []
    text = gettext("This account does not reach so far. Choose a voivodeship or a centre within its reach.")
    return [Problem("scope", text)]


def _told(plan: ScreenPlan) -> dict[str, Any]:
    """A plan as the record carries it; the token is never part of it."""
    hours = plan.day_hours
    return {
        "name": plan.name,
        "place": plan.place,
        "voivodeships": [plan.voivodeship.value] if plan.voivodeship else [],
        "centre_id": plan.centre_id,
        "views": [view.value for view in plan.playlist],
        "seconds": plan.seconds,
        "day_hours": f"{hours.begins:%H:%M}–{hours.ends:%H:%M}" if hours else "",
        "shows": plan.shows.value,
        "language": plan.language,
    }


def _record(
    deed: str,
    screen: Screen,
    actor: str,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    named = {"screen": screen.plan.name}
    record_event(AuditEvent(at, actor, deed, named | dict(before or {}), named | dict(after or {})), project_id=None)
