"""Error pages: every refusal becomes a page in the house look that says what happened and where to go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.errors import (
    InvalidInputError,
    NotReadyError,
    Problem,
    TrackerError,
    UnavailableError,
)
from tracker.gate.bearer import is_for_programs
from tracker.gate.refusals import READING_GOES_ON_AFTER, RETRY_AFTER, STATUS_OF, status_of
from tracker.storage.transactions import begin_anew
from tracker.web.addresses import sign_in_url
from tracker.web.report_count import do_not_count
from tracker.web.request_log import request_id

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
    401: Wording(
        lazy_gettext("The session has ended."),
        lazy_gettext("Sign in again, then send once more what was typed. Nothing is lost."),
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


def init_app(app: Flask) -> None:
    """Answer every exception with a page; a test application lets unexpected ones through."""
    app.register_error_handler(TrackerError, _refuse)
    app.register_error_handler(UnavailableError, _refuse_for_now)
    app.register_error_handler(NotReadyError, _ask_to_wait)
    app.register_error_handler(CSRFError, _refuse_expired_form)
    app.register_error_handler(HTTPException, answer_http)


def wants_json() -> bool:
    """Whether a script asks, which can do nothing with a page."""
    accepted = request.accept_mimetypes
    return request.headers.get("X-Requested-With") is not None or (
        accepted.best == "application/json" and not accepted.accept_html
    )


def _refuse(error: TrackerError) -> AnyResponse:
    code = status_of(error)
    if code == 401:
        return _ask_to_sign_in()
    if isinstance(error, InvalidInputError):
        return _page(code, problems=error.problems)
    return _page(code, detail=str(error))


def _refuse_for_now(error: UnavailableError) -> Response:
    """Ask for patience; what the driver said is for the log."""
    logger.warning("The database was not available: %s", error)
    # The page may well be drawn, but not from a transaction that has failed.
    begin_anew()
    page = _page(STATUS_OF[UnavailableError])
    page.headers["Retry-After"] = RETRY_AFTER
    return page


def _ask_to_wait(error: NotReadyError) -> Response:
    """Tell how far the reading of a large portfolio has come; whoever asks again gets further."""
    if wants_json():
        page = _answer_json(503, gettext("The portfolio is still being read."), ())
    else:
        # The frame's number would have the portfolio read a second time for one answer.
        do_not_count()
        may_ask_again = request.method in ("GET", "HEAD")
        page = make_response(
            render_template("errors/reading.html", done=error.done, total=error.total, may_ask_again=may_ask_again), 503
        )
    page.headers["Retry-After"] = READING_GOES_ON_AFTER
    return page


def _ask_to_sign_in() -> AnyResponse:
    """Lead a reader to the sign-in page and back; keep for a writer what was typed."""
    if request.method in ("GET", "HEAD") and not wants_json():
        return redirect(sign_in_url(request.full_path.removesuffix("?")), 302)
    return _resend_page(401)


def _refuse_expired_form(error: CSRFError) -> Response:
    """A form whose token does not fit: usually a page that stood open while the browser forgot its session."""
    # What another site made a browser send must not be one click away from being sent again, and no page
    # repeats a password.
    if _comes_from_elsewhere() or request.blueprint == "accounts":
        return _page(error.code, detail=gettext("It could not be checked who sent the form. Nothing has been saved."))
    return _resend_page(error.code)


def _comes_from_elsewhere() -> bool:
    """Whether another site made the browser send this; old browsers tell by the origin alone."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()


def _resend_page(code: int) -> Response:
    """The page that holds everything that was typed, to be sent again."""
    if wants_json():
        return _page(code)
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    body = render_template(
        "errors/resend.html",
        code=code,
        fields=fields,
        had_files=any(file.filename for file in request.files.values()),
        action=request.full_path.removesuffix("?"),
        sign_in_url=sign_in_url("/konto") if code == 401 else "",
    )
    return make_response(body, code)


def answer_http(error: HTTPException) -> Response | HTTPException:
    """The page of an error that Werkzeug raises, with the headers that go with it; programs get no page."""
    if error.code is None or error.code < 400:
        return error
    if is_for_programs():
        refuse: Callable[[HTTPException], Response] = current_app.extensions["problems"]
        return refuse(error)
    page = _page(error.code)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            page.headers[name] = value
    return page


def _page(code: int, *, detail: str = "", problems: tuple[Problem, ...] = ()) -> Response:
    wording = WORDINGS.get(code) or WORDINGS[500 if code >= 500 else 400]
    if wants_json():
        return _answer_json(code, detail or str(wording.title), problems)
    try:
        number = request_id() if code >= 500 else ""
        body = render_template(
            "errors/error.html", code=code, wording=wording, detail=detail, problems=problems, number=number
        )
    except Exception:
        # What broke the page may break the frame too; the bare page needs nothing but its two sentences. It is drawn
        # without what every template is given: who is signed in would be asked of a database that may be away.
        logger.exception("The error page itself could not be drawn.")
        bare = current_app.jinja_env.get_template("errors/bare.html")
        body = bare.render(wording=wording, number=request_id())
    return make_response(body, code)


def _answer_json(code: int, error: str, problems: tuple[Problem, ...]) -> Response:
    content: dict[str, object] = {"error": error}
    if problems:
        content["problems"] = [{"where": problem.where, "message": problem.message} for problem in problems]
    if code == 401:
        content["sign_in"] = sign_in_url("/konto")
    return make_response(jsonify(content), code)
