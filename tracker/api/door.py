"""What every request of a program passes before its view runs, and what its answer carries."""

from __future__ import annotations

import hashlib
import math
import time

from flask import Flask, Response, current_app, g, request
from flask_babel import get_locale, gettext

from tracker.api.problems import RefusalError
from tracker.domain.api_tokens import TokenScope
from tracker.domain.errors import SignInError
from tracker.gate.access import current_person
from tracker.gate.bearer import current_token
from tracker.gate.clock import default_day, today
from tracker.gate.limits import Pace
from tracker.gate.release import release
from tracker.storage.api_tokens import note_use
from tracker.storage.settings import get_settings
from tracker.storage.transactions import data_version, transaction

PACE = {"burst": 120, "a_minute": 300}
"""Requests of one token, or of one network address without a token."""

SAFE = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    """Begin to count requests."""
    app.extensions["api_pace"] = Pace(**PACE)


def pass_by() -> None:
    """Let a request in.

    Raises:
        RefusalError: If too many came at once, the token only reads, or what was sent is no JSON.
        SignInError: If a token was sent that opens nothing; to go on without it would hide that.
    """
    person, token = current_person(), current_token()
    _keep_pace(f"token {token.key}" if token else f"address {request.remote_addr}")
    if "Authorization" in request.headers and person is None:
        raise SignInError
    if request.method not in SAFE:
        if token is not None and token.scope is not TokenScope.REPORT:
            raise RefusalError(403, gettext("This token only reads."))
        if request.content_length and not request.is_json:
            raise RefusalError(415, gettext("Send the body as application/json."))
    if token is not None and token.last_used_on != today():
        with transaction():
            note_use(token.key, today())


def _keep_pace(asker: str) -> None:
    pace: Pace = current_app.extensions["api_pace"]
    wait = pace.wait(asker, time.monotonic())
    if wait:
        headers = {"Retry-After": str(math.ceil(wait)), "RateLimit-Limit": str(pace.burst), "RateLimit-Remaining": "0"}
        raise RefusalError(429, gettext("Ask again later, and less often."), headers)
    g.api_left = pace.left(asker, time.monotonic())


def answer_unchanged() -> Response | None:
    """The answer to a program that has seen this state of the portfolio already: nothing is read for it.

    Whatever an answer is made of is in the tag: the data, the day, who asks and how far that person's rights reach.
    """
    if request.method not in ("GET", "HEAD") or not request.endpoint or request.endpoint in untagged():
        return None
    g.api_tag = _tag()
    if request.if_none_match.contains_weak(g.api_tag):
        return Response(status=304)
    return None


def untagged() -> set[str]:
    """The endpoints whose answers follow from more than the portfolio's data."""
    found: set[str] = current_app.extensions["api_untagged"]
    return found


def _tag() -> str:
    person = current_person()
    rights = (person.key, person.role, sorted(person.voivodeships), person.centre_id) if person else ()
    made_of = (release(), data_version(), default_day(get_settings()), rights, get_locale(), request.full_path)
    return hashlib.sha256(repr([str(part) for part in made_of]).encode()).hexdigest()[:32]


def seal_answer(answer: Response) -> Response:
    """Give an answer its tag, its part of the limit, and say that no cache between may give it to others."""
    if "api_left" in g:
        answer.headers["RateLimit-Limit"] = str(current_app.extensions["api_pace"].burst)
        answer.headers["RateLimit-Remaining"] = str(g.api_left)
    if answer.status_code in (200, 304) and "api_tag" in g:
        answer.set_etag(g.api_tag, weak=True)
    answer.headers.setdefault("Cache-Control", "private, no-cache")
    answer.vary.update(["Authorization", "Accept-Language"])
    return answer
