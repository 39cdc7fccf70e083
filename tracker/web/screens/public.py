"""The pages that a television opens by its link: no sign-in, no cookie, and nothing that the link does not show."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge

from tracker.domain.errors import NotFoundError, NotReadyError, UnavailableError
from tracker.domain.screens import LARGEST_SIDE, LONGEST_RELEASE, Heartbeat, ScreenView
from tracker.extensions import csrf
from tracker.gate.clock import now
from tracker.gate.guards import open_to_all
from tracker.services.screens import note_heartbeat, open_screen
from tracker.web.screens.refusals import come_back, nothing_here
from tracker.web.screens.showing import empty_answer, screen_data, screen_page

bp = Blueprint("screen", __name__, url_prefix="/ekran")
# No cookie is read here, so no other site can make a browser act for somebody.
csrf.exempt(bp)

BY_LINK = "The link is the right: whoever has it sees what the screen shows, and nothing else."
LARGEST_BEAT = 1000
"""Bytes of a heartbeat."""

_RELEASE = re.compile(rf"[\w.+-]{{0,{LONGEST_RELEASE}}}", re.ASCII)


@bp.get("/<token>")
@open_to_all(BY_LINK)
def show(token: str) -> Response:
    """The page of a television."""
    screen = open_screen(token)
    if screen is None:
        return nothing_here(is_data=False)
    data_url, beat_url = url_for("screen.data", token=token), url_for("screen.beat", token=token)
    return screen_page(screen, data_url=data_url, beat_url=beat_url, now=now())


@bp.get("/<token>/dane")
@open_to_all(BY_LINK)
def data(token: str) -> Response:
    """What it shows now, for the refresh without reloading."""
    screen = open_screen(token)
    return screen_data(screen, now=now()) if screen else nothing_here(is_data=True)


@bp.post("/<token>/tetno")
@open_to_all(BY_LINK)
def beat(token: str) -> Response:
    """What a television tells of itself."""
    screen = open_screen(token)
    if screen is None:
        return nothing_here(is_data=True)
    request.max_content_length = LARGEST_BEAT
    try:
        told = _read_beat(request.get_data(cache=False))
    except RequestEntityTooLarge:
        return empty_answer(413)
    if told is None:
        return empty_answer(422)
    note_heartbeat(screen, told)
    return empty_answer(204)


@bp.route("", methods=["GET", "POST"])
@bp.route("/", methods=["GET", "POST"])
@bp.route("/<path:anything>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@open_to_all("It says that there is nothing.")
def nothing(**_: str) -> Response:
    """Any other address below: an address that is not a link is a link that opens nothing."""
    return nothing_here(is_data=False)


@bp.errorhandler(NotFoundError)
def not_found(_: NotFoundError) -> Response:
    """A token that the guard has stopped, because no database takes it, is one more that opens nothing."""
    return nothing_here(is_data=_is_data())


@bp.errorhandler(UnavailableError)
@bp.errorhandler(NotReadyError)
@bp.errorhandler(InternalServerError)
def not_now(error: UnavailableError | NotReadyError | InternalServerError) -> Response:
    """The server cannot answer; nobody stands beside a television to open the page again."""
    return come_back(error, is_data=_is_data())


@bp.after_request
def keep_the_link(answer: Response) -> Response:
    """Let no page that is reached from a screen, and no search engine, learn its link."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _is_data() -> bool:
    return request.endpoint in ("screen.data", "screen.beat")


def _read_beat(body: bytes) -> Heartbeat | None:
    """A heartbeat; ``None`` when it says anything that no screen of ours says."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    view, release = told.get("view"), told.get("release")
    sides = (told.get("width"), told.get("height"))
    if not (view is None or view in list(ScreenView)) or not all(map(_is_side, sides)):
        return None
    if not isinstance(release, str) or not _RELEASE.fullmatch(release):
        return None
    return Heartbeat(now(), ScreenView(view) if view else None, told["width"], told["height"], release)


def _is_side(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= LARGEST_SIDE
