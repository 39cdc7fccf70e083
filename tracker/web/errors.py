"""Error pages: every refusal becomes a page in the house look that says what happened and where to go on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tracker.domain.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    Problem,
    TrackerError,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an error page says.

    Attributes:
        title: What happened, one sentence.
        advice: What to do now.
    """

    title: LazyString
    advice: LazyString


WORDINGS: Mapping[int, Wording] = {
    400: Wording(
        lazy_gettext("The request could not be understood."),
        lazy_gettext("Go back to the previous page and try once more."),
    ),
    403: Wording(
        lazy_gettext("This is not allowed here."),
        lazy_gettext("Nothing has been changed."),
    ),
    404: Wording(
        lazy_gettext("The line breaks off here: there is no such page."),
        lazy_gettext("The project may have another address, or the address has a typing error."),
    ),
    405: Wording(
        lazy_gettext("This page cannot be opened in this way."),
        lazy_gettext("It takes what a form sends it. Open the form again."),
    ),
    409: Wording(
        lazy_gettext("Somebody else saved this in the meantime."),
        lazy_gettext("Nothing has been overwritten. Open the page again to see the new version."),
    ),
    413: Wording(
        lazy_gettext("That is too large."),
        lazy_gettext("One submission may hold at most 2 MB. Send less at once."),
    ),
    422: Wording(
        lazy_gettext("What was given cannot be taken as it is."),
        lazy_gettext("Nothing has been saved. This needs correcting:"),
    ),
    429: Wording(
        lazy_gettext("Too many requests at once."),
        lazy_gettext("Wait a minute and try again."),
    ),
    500: Wording(
        lazy_gettext("Something broke on our side."),
        lazy_gettext(
            "Nothing has been saved by this step. Try again in a while; the administrator finds the cause in the log."
        ),
    ),
    503: Wording(
        lazy_gettext("The tracker is busy at the moment."),
        lazy_gettext("Nothing has been saved by this step. Try again in a while."),
    ),
}
"""The pages by status code; a code that is absent borrows the page of its hundred."""

STATUS_OF: Mapping[type[TrackerError], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    ConflictError: 409,
    InvalidInputError: 422,
}


def init_app(app: Flask) -> None:
    """Answer every exception with a page; a test application lets unexpected ones through."""
    app.register_error_handler(TrackerError, _refuse)
    app.register_error_handler(CSRFError, _refuse_expired_form)
    app.register_error_handler(HTTPException, _answer_http)


def _refuse(error: TrackerError) -> Response:
    code = next((status for kind, status in STATUS_OF.items() if isinstance(error, kind)), 400)
    if isinstance(error, InvalidInputError):
        return _page(code, problems=error.problems)
    return _page(code, detail=str(error))


def _refuse_expired_form(error: CSRFError) -> Response:
    """A form whose token does not fit: usually a page that stood open while the browser forgot its session."""
    return _page(
        error.code,
        detail=gettext("The form was open too long, so it could not be checked who sent it. Nothing has been saved."),
    )


def _answer_http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    page = _page(error.code)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            page.headers[name] = value
    return page


def _page(code: int, *, detail: str = "", problems: tuple[Problem, ...] = ()) -> Response:
    wording = WORDINGS.get(code) or WORDINGS[500 if code >= 500 else 400]
    try:
        body = render_template("errors/error.html", code=code, wording=wording, detail=detail, problems=problems)
    except Exception:
        # What broke the page may break the frame too; the bare page needs nothing but its two sentences.
        logger.exception("The error page itself could not be drawn.")
        body = render_template("errors/bare.html", wording=wording)
    return make_response(body, code)
