"""What would bring a project back within its limits, as its pages say it."""

from __future__ import annotations

from tracker.domain.earned_value import catch_up
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.sentences import catch_up_sentence


def spending_advice(snapshot: Snapshot) -> str:
    """What would bring spending back within its limits, where it has left them."""
    lag, thresholds = snapshot.spending_lag, DEFAULT_THRESHOLDS
    if lag is None or lag > thresholds.spending_attention or snapshot.period is None:
        return ""
    if snapshot.budget is None or snapshot.plan_curve is None or snapshot.actual is None:
        return ""
    needed = catch_up(
        snapshot.period,
        snapshot.budget,
        snapshot.plan_curve,
        snapshot.actual,
        snapshot.as_of,
        tolerance=-thresholds.spending_attention,
    )
    return catch_up_sentence(needed) if needed else ""
