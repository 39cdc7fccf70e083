"""What a television is told when there is nothing to show: never more than a short sentence."""

from __future__ import annotations

import logging
from datetime import timedelta

from flask import Response, make_response, render_template
from werkzeug.exceptions import InternalServerError

from tracker.domain.errors import NotReadyError, UnavailableError
from tracker.gate.clock import now
from tracker.services.screens import count_miss
from tracker.web.accounts.pages import network_address

logger = logging.getLogger(__name__)

NO_SCREEN = '{"screen": null}\n'

READING_GOES_ON_AFTER = 2
"""Seconds after which a television asks again for a portfolio that is still being read."""

BACK_AFTER = 30
"""Seconds after which it asks again when something is broken: a few hundred of them must not hinder the mending."""


def nothing_here(*, is_data: bool) -> Response:
    """The same bytes for a token that is unknown, malformed or withdrawn; who tries many has to wait.

    Args:
        is_data: Whether the page's script asks, to which the answer is JSON.
    """
    wait = count_miss(network_address(), at=now())
    answer = _json(NO_SCREEN) if is_data else make_response(render_template("screens/gone.html"))
    answer.status_code = 429 if wait else 404
    return _said(answer, wait)


def come_back(error: UnavailableError | NotReadyError | InternalServerError, *, is_data: bool) -> Response:
    """A page that opens itself again: nobody stands beside a television to do it."""
    if isinstance(error, UnavailableError):
        logger.warning("The database was not available: %s", error)
    seconds = READING_GOES_ON_AFTER if isinstance(error, NotReadyError) else BACK_AFTER
    answer = _json("{}\n") if is_data else make_response(render_template("screens/later.html", seconds=seconds))
    answer.status_code = 500 if isinstance(error, InternalServerError) else 503
    return _said(answer, timedelta(seconds=seconds))


def _json(body: str) -> Response:
    return Response(body, mimetype="application/json")


def _said(answer: Response, wait: timedelta | None) -> Response:
    if wait:
        answer.headers["Retry-After"] = str(-(-wait // timedelta(seconds=1)))
    answer.headers["Cache-Control"] = "no-store"
    return answer
