"""Shared screens: written by the desk, found by their link, told of by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update

from tracker.domain.alphabet import polish_key
from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Place
from tracker.domain.screens import (
    BEAT_EVERY,
    Control,
    DayHours,
    Heartbeat,
    Screen,
    ScreenPlan,
    ScreenView,
    place_of_voivodeship,
    token_digest,
)
from tracker.storage.base import db
from tracker.storage.models import ScreenRow, SettingsRow
from tracker.storage.places import find_centre_place


def all_screens() -> list[Screen]:
    """Every screen, by name in the Polish order; the withdrawn ones too."""
    screens = [_screen(row) for row in db.session.scalars(_FRESH)]
    return sorted(screens, key=lambda screen: (polish_key(screen.plan.name), screen.key))


def get_screen(key: int) -> Screen:
    """The screen of a key.

    Raises:
        NotFoundError: If there is none.
    """
    row = db.session.scalars(_FRESH.where(ScreenRow.id == key)).one_or_none()
    if row is None:
        raise NotFoundError(str(key))
    return _screen(row)


def find_screen(token: str) -> Screen | None:
    """The screen that a link's token opens; ``None`` when it is unknown or withdrawn."""
    mine = (ScreenRow.token_hash == token_digest(token), ScreenRow.withdrawn_at.is_(None))
    row = db.session.scalars(_FRESH.where(*mine)).one_or_none()
    return _screen(row) if row else None


def has_screen_name(name: str, *, but: int | None = None) -> bool:
    """Whether a screen in use has a name, in whatever case, other than the one of key ``but``."""
    found = db.session.execute(select(ScreenRow.id, ScreenRow.name).where(ScreenRow.withdrawn_at.is_(None)))
    return any(row.id != but and row.name.casefold() == name.casefold() for row in found)


def hold_screens() -> None:
    """Let other writers of screens wait until this transaction ends, so that no two take the same name."""
    db.session.execute(select(SettingsRow.id).where(SettingsRow.id == 1).with_for_update())


def find_screen_place(key: int) -> Place | None:
    """Where a screen belongs, as far as rights go; ``None`` when there is none of that key."""
    scope = select(ScreenRow.voivodeship, ScreenRow.centre_id).where(ScreenRow.id == key)
    row = db.session.execute(scope).one_or_none()
    return _place(row.voivodeship, row.centre_id) if row else None


def find_plan_place(plan: ScreenPlan) -> Place | None:
    """Where a screen of a plan would belong; ``None`` when its centre does not exist."""
    return _place(plan.voivodeship, plan.centre_id)


def insert_screen(plan: ScreenPlan, *, token: str, at: datetime) -> int:
    """Keep a screen; the caller commits. Gives its key."""
    values = _columns(plan) | {"token_hash": token_digest(token), "created_at": at}
    return int(db.session.execute(insert(ScreenRow).values(values).returning(ScreenRow.id)).scalar_one())


def change_plan(key: int, plan: ScreenPlan, *, version: int) -> None:
    """Replace a screen's plan, which becomes the given version; the caller commits."""
    _update(ScreenRow.id == key, **_columns(plan), version=version)


def change_control(key: int, control: Control) -> None:
    """Replace what the desk does to a screen; the caller commits."""
    _update(
        ScreenRow.id == key,
        is_paused=control.is_paused,
        pushed=control.pushed,
        pushed_until=control.pushed_until,
        message=control.message,
        message_until=control.message_until,
    )


def change_token(key: int, token: str) -> None:
    """Give a screen another link and put it in use; the earlier link opens nothing. The caller commits."""
    _update(ScreenRow.id == key, token_hash=token_digest(token), withdrawn_at=None)


def end_screen(key: int, *, at: datetime) -> None:
    """Let a screen's link open nothing any more; the caller commits."""
    _update(ScreenRow.id == key, withdrawn_at=at)


def note_heartbeat(key: int, beat: Heartbeat) -> None:
    """Write down what a screen tells of itself, unless another process has just done so; the caller commits."""
    due = or_(ScreenRow.beat_at.is_(None), ScreenRow.beat_at <= beat.at - BEAT_EVERY, ScreenRow.beat_at > beat.at)
    _update(
        ScreenRow.id == key,
        due,
        beat_at=beat.at,
        beat_shows=beat.shows,
        beat_width=beat.width,
        beat_height=beat.height,
        beat_release=beat.release,
    )


_FRESH = select(ScreenRow).execution_options(populate_existing=True)


def _update(*which: Any, **values: Any) -> None:
    changed = update(ScreenRow).where(*which).values(**values)
    db.session.execute(changed, execution_options={"synchronize_session": False})


def _place(voivodeship: Any, centre_id: int | None) -> Place | None:
    return find_centre_place(centre_id) if centre_id is not None else place_of_voivodeship(voivodeship)


def _columns(plan: ScreenPlan) -> dict[str, Any]:
    hours = plan.day_hours
    return {
        "name": plan.name,
        "place": plan.place,
        "voivodeship": plan.voivodeship,
        "centre_id": plan.centre_id,
        "playlist": [view.value for view in plan.playlist],
        "seconds": plan.seconds,
        "day_begins": hours.begins if hours else None,
        "day_ends": hours.ends if hours else None,
        "shows": plan.shows,
        "language": plan.language,
    }


def _screen(row: ScreenRow) -> Screen:
    return Screen(
        key=row.id,
        plan=_plan(row),
        control=Control(row.is_paused, row.pushed, row.pushed_until, row.message, row.message_until),
        version=row.version,
        created_at=row.created_at,
        withdrawn_at=row.withdrawn_at,
        heartbeat=_heartbeat(row),
    )


def _plan(row: ScreenRow) -> ScreenPlan:
    hours = DayHours(row.day_begins, row.day_ends) if row.day_begins and row.day_ends else None
    return ScreenPlan(
        name=row.name,
        place=row.place,
        voivodeship=row.voivodeship,
        centre_id=row.centre_id,
        playlist=tuple(map(ScreenView, row.playlist)),
        seconds=row.seconds,
        day_hours=hours,
        shows=row.shows,
        language=row.language,
    )


def _heartbeat(row: ScreenRow) -> Heartbeat | None:
    if row.beat_at is None:
        return None
    return Heartbeat(row.beat_at, row.beat_shows, row.beat_width or 0, row.beat_height or 0, row.beat_release or "")
