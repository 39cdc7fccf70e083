"""A number for every request, by which its lines in the log are found, and one line about how it went.

The line tells the address as it is declared, never as it was asked: short names and the tokens of links and screens
stay out of the log, so do search words and persons.
"""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, g, request

logger = logging.getLogger("tracker.requests")

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def init_app(app: Flask) -> None:
    """Number every request, and tell in the log how it went."""
    config = app.extensions["tracker_config"]

    @app.before_request
    def begin() -> None:
        given = request.headers.get(HEADER, "")
        # Only a proxy of one's own may number requests; anybody else could forge the lines of others.
        is_given = config.proxies > 0 and _GIVEN.fullmatch(given) is not None
        g.request_id = given if is_given else uuid4().hex
        g.began = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        if request.endpoint != "static":
            taken = time.perf_counter() - g.get("began", time.perf_counter())
            told = {
                "method": request.method,
                "address": str(request.url_rule) if request.url_rule else "",
                "status": response.status_code,
                "milliseconds": round(taken * 1000, 1),
            }
            logger.info("%(method)s %(address)s %(status)s %(milliseconds)s ms", told, extra={"request": told})
        return response


def request_id() -> str:
    """The number of the request that is being answered; a fresh one where it broke off before it got one."""
    if "request_id" not in g:
        g.request_id = uuid4().hex
    return str(g.request_id)
