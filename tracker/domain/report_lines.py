"""The lines of a report's form: a task, a milestone, a post or training, each with the plan and the last value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import ZERO, total
from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import MilestoneKind, PostKind, TrainingKind


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task whose spending is asked for; amounts are PLN.

    Attributes:
        name: Empty for the one line of a project without a payment schedule, and for a task the schedule lacks now.
        budget: ``None`` for a task that is not in the payment schedule in force.
        planned: By first day of the form's months; empty when the schedule says nothing of the task.
        previous: What the report before said; ``None`` when there is none or it is silent on the task.
        spent_before: What counting reports of earlier periods say together.
        spent_after: What counting reports of later periods say together; only when an earlier report is corrected.
    """

    number: int
    name: str
    budget: Decimal | None
    planned: Mapping[date, Decimal]
    previous: Decimal | None
    spent_before: Decimal = ZERO
    spent_after: Decimal = ZERO

    @property
    def planned_total(self) -> Decimal | None:
        """PLN planned for the period; ``None`` when no schedule says it."""
        return total(self.planned.values()) if self.planned else None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone as it stood before the report.

    Attributes:
        baseline: The date promised by the schedule.
        expected: The date last expected, else the promised one; ``None`` when nobody gave any.
        is_forecast: Whether ``expected`` was forecast rather than promised.
        achieved: When it was reached, as known without this report.
    """

    number: int
    kind: MilestoneKind
    name: str
    baseline: PartialDate | None
    expected: PartialDate | None
    is_forecast: bool = False
    achieved: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """A post or training whose cumulative quantity on the period's last day is asked for.

    Attributes:
        id: Of the post or training.
        is_new: Of posts: filled by hiring.
        target: Of the whole project; ``None`` when none was given.
        due: The part of the target that falls due by the period's last day; ``None`` when no target has a day.
        last: The last known value up to that day, without this report; ``None`` when nobody has said.
        last_day: The day ``last`` is from.
    """

    id: int
    kind: PostKind | TrainingKind
    name: str
    is_new: bool = False
    target: Decimal | None = None
    due: Decimal | None = None
    due_on: date | None = None
    last: Decimal | None = None
    last_day: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers make sense: persons and visits, but neither hours nor parts of a post."""
        return self.kind in (TrainingKind.TRAINING, TrainingKind.STUDY_VISIT)
