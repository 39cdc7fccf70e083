"""Whether this process lives and whether it can serve, for whatever starts, stops and balances processes."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from tracker.gate.guards import open_to_all
from tracker.storage.health import look_at_database, may_read_without_primary, replica_state

bp = Blueprint("health", __name__, url_prefix="/zdrowie")


@bp.get("")
@open_to_all("Tells nothing but that the process answers.")
def live() -> Response:
    """The process answers; nothing else is looked at, so that an outage of the database restarts nobody."""
    return _fresh(jsonify(status="live"))


@bp.get("/gotowosc")
@open_to_all("Tells nothing but whether the database answers and has the tables of this version.")
def ready() -> Response:
    """Whether the process can serve pages: 200, else 503 with what is missing.

    Without its primary it goes on showing pages from a replica, so it is not to be taken out of service for that.
    """
    database, replica = look_at_database(), replica_state()
    checks = {
        "database": "ok" if database.is_reachable else "unreachable",
        "schema": "ok" if database.is_current else "unknown" if not database.is_reachable else "outdated",
    }
    if replica is not None:
        checks["replica"] = replica.value
    status = "ready" if database.is_current else "not ready"
    if not database.is_reachable and may_read_without_primary():
        status = "reading only"
    answer = jsonify(status=status, checks=checks)
    answer.status_code = 503 if status == "not ready" else 200
    return _fresh(answer)


def _fresh(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
