"""Shared screens for programs: how they fare; their links are told to nobody."""

from __future__ import annotations

from tracker.api.answers import section
from tracker.api.shapes.portfolio import ScreensSchema
from tracker.domain.permissions import Deed
from tracker.domain.screens import Screen
from tracker.exchange.dumping import JsonObject, plain
from tracker.gate.access import scope
from tracker.gate.clock import now
from tracker.gate.guards import guard
from tracker.services.screens import screens_within

bp = section("screens", "Shared screens and how they fare.")


@bp.get("/screens")
@guard(Deed.MANAGE_SCREENS)
@bp.response(200, ScreensSchema)
def list_screens() -> JsonObject:
    """The screens within reach, withdrawn ones among them."""
    return {"items": [_screen(screen) for screen in screens_within(scope(Deed.MANAGE_SCREENS))]}


def _screen(screen: Screen) -> JsonObject:
    plan, beat = screen.plan, screen.heartbeat
    return {
        "screen_id": screen.key,
        "name": plan.name,
        "place": plan.place,
        "voivodeship": plain(plan.voivodeship),
        "centre_id": plan.centre_id,
        "playlist": [view.value for view in plan.playlist],
        "seconds": plan.seconds,
        "standing": screen.standing(now()).value,
        "heartbeat": None if beat is None else {"at": plain(beat.at), "shows": plain(beat.shows)},
    }
