"""The page of status rules and thresholds."""

from __future__ import annotations

from flask import Blueprint, render_template

from tracker.domain.funding import PROGRAMME_EU_RATE
from tracker.domain.milestone_trend import IN_A_ROW
from tracker.domain.permissions import Deed
from tracker.domain.reporting import CORRECTION_DAYS, DUE_AFTER_DAYS
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.domain.vocabulary import Status
from tracker.gate.guards import guard

bp = Blueprint("rules", __name__)


@bp.get("/zasady")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """How a project's status comes about, with every threshold."""
    return render_template(
        "rules/detail.html",
        thresholds=DEFAULT_THRESHOLDS,
        statuses=list(Status),
        due_after_days=DUE_AFTER_DAYS,
        correction_days=CORRECTION_DAYS,
        drift_reports=IN_A_ROW,
        eu_rate=PROGRAMME_EU_RATE,
    )
