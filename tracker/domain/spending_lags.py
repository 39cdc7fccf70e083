"""How many projects are behind their payment schedules, which furthest, and of how many nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.status import Level

NAMED = 4
"""So many of the furthest behind are kept by name."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The projects at one level of lag.

    Attributes:
        furthest: The first few of them, the furthest behind first.
    """

    count: int
    furthest: tuple[ProjectSummary, ...]


@dataclass(frozen=True, slots=True)
class Lags:
    """Projects by how their spending stands to the plan, each counted once.

    Attributes:
        far, below: Behind by the threshold of risk, and by that of attention only.
        within: Above both thresholds.
        untold: A report, a payment schedule or a budget is missing.
    """

    far: Behind
    below: Behind
    within: int
    untold: int

    @property
    def projects(self) -> int:
        """All of them."""
        return self.far.count + self.below.count + self.within + self.untold


def spending_lags(rows: Sequence[ProjectSummary]) -> Lags:
    """Count projects by their lag, and name the furthest behind."""
    lags = [(row.spending_lag, row) for row in rows]
    told = [(lag, row) for lag, row in lags if lag is not None]
    far, below = (_behind(told, level) for level in (Level.AT_RISK, Level.ATTENTION))
    return Lags(far, below, len(told) - far.count - below.count, len(rows) - len(told))


def _behind(told: Sequence[tuple[Decimal, ProjectSummary]], level: Level) -> Behind:
    found = sorted((lag, row.slug, row) for lag, row in told if row.spending_level is level)
    return Behind(len(found), tuple(row for _, _, row in found[:NAMED]))
