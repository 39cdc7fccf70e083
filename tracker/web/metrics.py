"""Measurements for whoever watches over the tracker, in the text form of Prometheus; off unless a token is set.

Requests are told by their addresses as they are declared, never as they were asked, so that no name, no search word
and no token of a link is among the labels, and there are only so many of them.
"""

from __future__ import annotations

import os
import time
from hmac import compare_digest

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from tracker.config import Config
from tracker.domain.errors import NotFoundError
from tracker.gate.guards import open_to_all
from tracker.gate.release import release
from tracker.storage.health import look_at_database, replica_state

SECONDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The borders between which durations are counted: a page is to take less than a quarter of a second."""

NOTHING = "(none)"
"""The address of requests for which there is no page."""

bp = Blueprint("metrics", __name__, url_prefix="/metryki")


class Measurements:
    """What a process counts of the requests it answers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "portfel_requests", "Requests answered.", ("method", "address", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "portfel_request_seconds",
            "How long it took to make an answer.",
            ("method", "address"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.in_progress = Gauge(
            "portfel_requests_in_progress",
            "Requests being answered.",
            multiprocess_mode="livesum",
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)

    def begin(self) -> None:
        """Count a request as being answered."""
        g.measured_from = time.perf_counter()
        self.in_progress.inc()

    def note(self, response: Response) -> Response:
        """Count an answer, and how long it took."""
        address = str(request.url_rule or NOTHING)
        method = request.method if request.url_rule else NOTHING
        self.requests.labels(method, address, str(response.status_code)).inc()
        if "measured_from" in g:
            self.seconds.labels(method, address).observe(time.perf_counter() - g.measured_from)
        return response

    def end(self, _error: BaseException | None) -> None:
        """Count the request as being answered no more."""
        if g.pop("measured_from", None) is not None:
            self.in_progress.dec()


def init_app(app: Flask) -> None:
    """Measure, where somebody may look at it."""
    app.register_blueprint(bp)
    config: Config = app.extensions["tracker_config"]
    if config.metrics_token:
        measurements = app.extensions["measurements"] = Measurements()
        app.before_request(measurements.begin)
        app.after_request(measurements.note)
        app.teardown_request(measurements.end)


@bp.get("")
@open_to_all("The token of the setting opens it and nothing else does; without one there is no such page.")
def show() -> Response:
    """The measurements of all processes at this address, and how the database is.

    Raises:
        NotFoundError: If nothing is measured, or the token is another one.
    """
    config: Config = current_app.extensions["tracker_config"]
    given = request.authorization
    token = given.token or "" if given and given.type == "bearer" else ""
    if not config.metrics_token or not compare_digest(token.encode(), config.metrics_token.encode()):
        raise NotFoundError
    answer = Response(generate_latest(_counted()) + generate_latest(_looked_at()), content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _counted() -> CollectorRegistry:
    """What this process has counted, or all of gunicorn's together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        measurements: Measurements = current_app.extensions["measurements"]
        return measurements.registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _looked_at() -> CollectorRegistry:
    """What is so at the moment, whichever process is asked."""
    registry = CollectorRegistry()
    program = Gauge("portfel_release", "Which program this is; always 1.", ("release",), registry=registry)
    program.labels(release()).set(1)
    database, replica = look_at_database(), replica_state()
    Gauge("portfel_database_up", "Whether the database answers.", registry=registry).set(database.is_reachable)
    Gauge("portfel_schema_current", "Whether it has seen every migration.", registry=registry).set(database.is_current)
    if replica is not None:
        state = Gauge("portfel_replica_state", "How the replica is.", ("state",), registry=registry)
        state.labels(replica.value).set(1)
    return registry
