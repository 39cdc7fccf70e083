"""The kinds of doubt about recorded figures: how serious each is, what it is about, and what can be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.funding import Check
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import FactValue
from tracker.domain.vocabulary import FactName


class Gravity(StrEnum):
    """How serious a doubt is, the most serious first."""

    SERIOUS = "serious"
    """The figures cannot all be right."""
    MODERATE = "moderate"
    """Something is to be explained, or a view lacks what it needs."""
    MINOR = "minor"
    """Unusual or poorly evidenced, and perhaps right."""


class DoubtGroup(StrEnum):
    """What a doubt is about."""

    SUMS = "sums"
    CONFLICTS = "conflicts"
    ACTION = "action"
    """The figures do not look like those of a project of action 2.5."""
    STALE = "stale"
    MISSING = "missing"
    SOURCES = "sources"


class Doubt(StrEnum):
    """The kinds of doubt, in the order in which they are told: the most serious first."""

    IMPOSSIBLE_PERIOD = "impossible_period"
    WRONG_SUM = "wrong_sum"
    OVERSPENT = "overspent"
    CONFLICT = "conflict"
    OUTSIDE_PROGRAMME = "outside_programme"
    NUMBER_OF_OTHER_ACTION = "number_of_other_action"
    WRONG_RATE = "wrong_rate"
    PLAN_OTHER_THAN_VALUE = "plan_other_than_value"
    CALL_AFTER_START = "call_after_start"
    CLAIM_CONTRADICTED = "claim_contradicted"
    WRONG_NUMBER_FORM = "wrong_number_form"
    SILENCE = "silence"
    PASSED_DATE = "passed_date"
    MISSING_FACT = "missing_fact"
    NO_PLAN = "no_plan"
    NO_MILESTONES = "no_milestones"
    UNDATED_MILESTONE = "undated_milestone"
    UNPLACED_CENTRE = "unplaced_centre"
    UNUSUAL_VALUE = "unusual_value"
    UNUSUAL_LENGTH = "unusual_length"
    NO_NUMBER = "no_number"
    NO_TARGET = "no_target"
    CALCULATED = "calculated"
    NO_DOCUMENT = "no_document"
    UNDATED_SOURCE = "undated_source"


GRAVITY: Mapping[Doubt, Gravity] = MappingProxyType(
    {
        Doubt.IMPOSSIBLE_PERIOD: Gravity.SERIOUS,
        Doubt.WRONG_SUM: Gravity.SERIOUS,
        Doubt.OVERSPENT: Gravity.SERIOUS,
        Doubt.CONFLICT: Gravity.SERIOUS,
        Doubt.OUTSIDE_PROGRAMME: Gravity.SERIOUS,
        Doubt.NUMBER_OF_OTHER_ACTION: Gravity.SERIOUS,
        Doubt.WRONG_RATE: Gravity.MODERATE,
        Doubt.PLAN_OTHER_THAN_VALUE: Gravity.MODERATE,
        Doubt.CALL_AFTER_START: Gravity.MODERATE,
        Doubt.CLAIM_CONTRADICTED: Gravity.MODERATE,
        Doubt.WRONG_NUMBER_FORM: Gravity.MODERATE,
        Doubt.SILENCE: Gravity.MODERATE,
        Doubt.PASSED_DATE: Gravity.MODERATE,
        Doubt.MISSING_FACT: Gravity.MODERATE,
        Doubt.NO_PLAN: Gravity.MODERATE,
        Doubt.NO_MILESTONES: Gravity.MODERATE,
        Doubt.UNDATED_MILESTONE: Gravity.MODERATE,
        Doubt.UNPLACED_CENTRE: Gravity.MODERATE,
        Doubt.UNUSUAL_VALUE: Gravity.MINOR,
        Doubt.UNUSUAL_LENGTH: Gravity.MINOR,
        Doubt.NO_NUMBER: Gravity.MINOR,
        Doubt.NO_TARGET: Gravity.MINOR,
        Doubt.CALCULATED: Gravity.MINOR,
        Doubt.NO_DOCUMENT: Gravity.MINOR,
        Doubt.UNDATED_SOURCE: Gravity.MINOR,
    }
)

DOUBTS: Mapping[DoubtGroup, tuple[Doubt, ...]] = MappingProxyType(
    {
        DoubtGroup.SUMS: (Doubt.WRONG_SUM, Doubt.OVERSPENT, Doubt.WRONG_RATE, Doubt.PLAN_OTHER_THAN_VALUE),
        DoubtGroup.CONFLICTS: (Doubt.CONFLICT, Doubt.CLAIM_CONTRADICTED, Doubt.IMPOSSIBLE_PERIOD),
        DoubtGroup.ACTION: (
            Doubt.OUTSIDE_PROGRAMME,
            Doubt.NUMBER_OF_OTHER_ACTION,
            Doubt.CALL_AFTER_START,
            Doubt.WRONG_NUMBER_FORM,
            Doubt.UNUSUAL_VALUE,
            Doubt.UNUSUAL_LENGTH,
        ),
        DoubtGroup.STALE: (Doubt.SILENCE, Doubt.PASSED_DATE),
        DoubtGroup.MISSING: (
            Doubt.MISSING_FACT,
            Doubt.NO_PLAN,
            Doubt.NO_MILESTONES,
            Doubt.UNDATED_MILESTONE,
            Doubt.UNPLACED_CENTRE,
            Doubt.NO_NUMBER,
            Doubt.NO_TARGET,
        ),
        DoubtGroup.SOURCES: (Doubt.CALCULATED, Doubt.NO_DOCUMENT, Doubt.UNDATED_SOURCE),
    }
)
"""The doubts of each group; every doubt is in one."""


@dataclass(frozen=True, slots=True)
class QualityRemark:
    """One doubt about a project; small, because those of thousands of projects are kept.

    Which of the fields are set depends on the doubt.

    Attributes:
        facts: The facts it is about; the first is the one to state anew.
        check: The check that failed, with ``found`` and ``expected``.
        found: PLN, or months for a length.
        expected: PLN that would fit.
        values: What contradicts each other, what counts first; or both ends of a period.
        text: A number as written, the name of a milestone or post, the title of a document.
        number: The number of the milestone, or the key of the post or document.
        day: The day that has passed.
        days: For how many days nothing came.
    """

    doubt: Doubt
    facts: tuple[FactName, ...] = ()
    check: Check | None = None
    found: Decimal | None = None
    expected: Decimal | None = None
    values: tuple[FactValue, ...] = ()
    text: str = ""
    number: int | None = None
    day: PartialDate | None = None
    days: int | None = None

    @property
    def gravity(self) -> Gravity:
        """How serious it is."""
        return GRAVITY[self.doubt]


class Remedy(StrEnum):
    """Where a doubt can be cleared up."""

    FACT = "fact"
    PLAN = "plan"
    MILESTONE = "milestone"
    NEW_MILESTONE = "new_milestone"
    POST = "post"
    REPORT = "report"
    CENTRE = "centre"
    DOCUMENT = "document"


_REMEDIES: Mapping[Doubt, Remedy] = MappingProxyType(
    {
        Doubt.OVERSPENT: Remedy.REPORT,
        Doubt.PLAN_OTHER_THAN_VALUE: Remedy.PLAN,
        Doubt.SILENCE: Remedy.REPORT,
        Doubt.PASSED_DATE: Remedy.MILESTONE,
        Doubt.NO_PLAN: Remedy.PLAN,
        Doubt.NO_MILESTONES: Remedy.NEW_MILESTONE,
        Doubt.UNDATED_MILESTONE: Remedy.MILESTONE,
        Doubt.UNPLACED_CENTRE: Remedy.CENTRE,
        Doubt.NO_TARGET: Remedy.POST,
        Doubt.UNDATED_SOURCE: Remedy.DOCUMENT,
    }
)


def remedy_of(remark: QualityRemark) -> Remedy:
    """Where a doubt is cleared up: the form of its first fact unless it is about something else."""
    return _REMEDIES.get(remark.doubt, Remedy.FACT if remark.facts else Remedy.PLAN)
