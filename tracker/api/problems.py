"""Refusals as problem documents (RFC 9457), whatever refuses: a guard, a schema, a rule, or an address that is none."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Response, make_response
from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields
from werkzeug.exceptions import HTTPException, InternalServerError

from tracker.domain.errors import InvalidInputError, NotReadyError, Problem, TrackerError, UnavailableError
from tracker.gate.refusals import READING_GOES_ON_AFTER, RETRY_AFTER, status_of
from tracker.schemas.problems import problems_of
from tracker.storage.transactions import begin_anew

PROBLEM_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class FaultSchema(Schema):
    """One thing that is wrong with what was sent."""

    where = fields.String(required=True, metadata={"description": "The parameter or field, as a path."})
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """Why a request was refused (RFC 9457)."""

    type = fields.String(required=True, metadata={"description": "about:blank: the status says what it is."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    errors = fields.List(fields.Nested(FaultSchema))


class RefusalError(TrackerError):
    """A refusal that only programs get: its status, its text, and what the answer's head tells beside them."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.headers = headers or {}


def problem(
    status: int,
    title: str,
    detail: str = "",
    *,
    problems: Iterable[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document as an answer."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    errors = [{"where": one.where, "message": one.message} for one in problems]
    if errors:
        body["errors"] = errors
    answer = make_response(body)
    answer.status_code = status
    answer.content_type = PROBLEM_TYPE
    answer.headers.update(headers or {})
    return answer


def titles() -> Mapping[int, str]:
    """What each status says in a word or two, in the language of the request."""
    return {
        400: gettext("The request cannot be understood"),
        401: gettext("A token is needed"),
        403: gettext("Not allowed"),
        404: gettext("Not found"),
        405: gettext("This address cannot be asked in this way"),
        409: gettext("Changed meanwhile"),
        412: gettext("Changed meanwhile"),
        413: gettext("Too large"),
        415: gettext("JSON is expected"),
        422: gettext("What was sent cannot be taken"),
        428: gettext("If-Match is needed"),
        429: gettext("Too many requests"),
        500: gettext("Something broke on our side"),
        503: gettext("Not available at the moment"),
    }


def refuse(error: TrackerError) -> Response:
    """Any refusal of the tracker."""
    if isinstance(error, RefusalError):
        return problem(error.status, titles()[error.status], str(error), headers=error.headers)
    status = status_of(error)
    if status == 401:
        return problem(status, titles()[status], headers={"WWW-Authenticate": 'Bearer realm="Portfel 2.5"'})
    if isinstance(error, InvalidInputError):
        return problem(status, titles()[status], problems=error.problems)
    if isinstance(error, NotReadyError):
        text = gettext("The portfolio is still being read.")
        return problem(503, titles()[503], text, headers={"Retry-After": READING_GOES_ON_AFTER})
    if isinstance(error, UnavailableError):
        logger.warning("The database was not available: %s", error)
        begin_anew()
        return problem(503, titles()[503], headers={"Retry-After": RETRY_AFTER})
    # What cannot be found is told by the address alone.
    detail = "" if status == 404 else str(error)
    return problem(status, titles().get(status, titles()[400]), detail)


def refuse_http(error: HTTPException) -> Response:
    """What Flask and webargs refuse: no such address, no such method, no JSON, a schema's errors."""
    status = error.code or 500
    if isinstance(error, InternalServerError):
        return problem(500, titles()[500], gettext("The administrator finds the cause in the log."))
    found: ValidationError | None = getattr(error, "exc", None)
    problems = [_unwrapped(one) for one in problems_of(found)] if isinstance(found, ValidationError) else []
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return problem(status, titles().get(status, error.name), problems=problems, headers=headers)


def _unwrapped(found: Problem) -> Problem:
    """A schema's problem without webargs' word for the part of the request."""
    for part in ("query.", "json."):
        if found.where.startswith(part):
            return Problem(found.where.removeprefix(part), found.message)
    return found


def init_app(app: Flask) -> None:
    """Let an address under the API's that is none be refused like all others of it."""
    app.extensions["problems"] = refuse_http
