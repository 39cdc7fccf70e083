"""What a reading says: proposed values, each with its passage, the rule that found it and how sure that rule is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.vocabulary import DatePrecision, FundingClaim, MilestoneKind, PostKind, TrainingKind
from tracker.reading.rules import Rule

SURE = 0.8
"""Proposals at least this sure are shown as certain; the others ask to be checked."""


class Verdict(StrEnum):
    """What a text is about."""

    CENTRE_PROJECT = "centre_project"
    OTHER = "other"


class FieldName(StrEnum):
    """The fields of a project that a text may state."""

    CENTRE = "centre"
    PLACE = "place"
    TITLE = "title"
    PROJECT_NUMBER = "project_number"
    CALL_NUMBER = "call_number"
    STAGE = "stage"
    TOTAL_VALUE = "total_value"
    EU_FUNDING = "eu_funding"
    STATE_FUNDING = "state_funding"
    OWN_CONTRIBUTION = "own_contribution"
    GRANT = "grant"
    START_DATE = "start_date"
    END_DATE = "end_date"


AMOUNT_FIELDS = frozenset(
    {
        FieldName.TOTAL_VALUE,
        FieldName.EU_FUNDING,
        FieldName.STATE_FUNDING,
        FieldName.OWN_CONTRIBUTION,
        FieldName.GRANT,
    }
)
DATE_FIELDS = frozenset({FieldName.START_DATE, FieldName.END_DATE})
NUMBER_FIELDS = frozenset({FieldName.PROJECT_NUMBER, FieldName.CALL_NUMBER})


class DecoyReason(StrEnum):
    """Why something that looks like a field of the project is not taken for one."""

    TOTAL_OF_PROJECTS = "total_of_projects"
    OTHER_PROJECT = "other_project"
    PAYMENT = "payment"
    PART_OF_A_YEAR = "part_of_a_year"
    PART_OF_THE_BUDGET = "part_of_the_budget"
    UNIT_PRICE = "unit_price"
    CALL_ALLOCATION = "call_allocation"
    OTHER_CURRENCY = "other_currency"
    REPEATED = "repeated"
    COMPETING = "competing"
    NO_LABEL = "no_label"
    PUBLICATION_DATE = "publication_date"
    CALL_DATE = "call_date"
    AGREEMENT_DATE = "agreement_date"
    LAW_DATE = "law_date"
    RECRUITMENT_DATE = "recruitment_date"
    PERIOD_OF_A_TASK = "period_of_a_task"
    REPORTING_PERIOD = "reporting_period"
    EVENT_DATE = "event_date"
    EXTENDED = "extended"
    NOT_OF_THE_PERIOD = "not_of_the_period"
    NUMBER_OF_OTHER_PROGRAMME = "number_of_other_programme"
    SHARE_CLAIM = "share_claim"
    SHARE_RATE = "share_rate"


@dataclass(frozen=True, slots=True)
class Found:
    """A proposed value with its evidence.

    Attributes:
        value: Amounts as decimal strings with two places, dates in ISO form by their precision, closed lists by their
            stored value, texts as they are.
        as_written: The passage itself, ``reading.text[start:end]``.
        start: Where it begins in the text of the reading, in characters.
        end: Where it ends, not included.
        rule: Why; :data:`tracker.reading.rules.EXAMPLES` shows each.
        confidence: From 0 to 1; below :data:`SURE` a person should look.
        precision: How exactly a date is known; ``None`` for what is no date.
    """

    value: str
    as_written: str
    start: int
    end: int
    rule: Rule
    confidence: float
    precision: DatePrecision | None = None


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post or team that the project makes or reorganises; ``found.value`` is its kind.

    Attributes:
        is_new: Whether it is filled by hiring; ``None`` when the text does not say.
        count: How many, ``None`` when the text does not say.
    """

    found: Found
    kind: PostKind
    is_new: bool | None
    count: int | None


@dataclass(frozen=True, slots=True)
class FoundTraining:
    """Training, supervision or a study visit; ``found.value`` is its kind.

    Attributes:
        persons: How many take part, ``None`` when the text does not say.
        day: When, ISO by its precision, empty when the text does not say.
    """

    found: Found
    kind: TrainingKind
    persons: int | None
    day: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A dated event; ``found.value`` is the date, ``kind`` the milestone it is."""

    found: Found
    kind: MilestoneKind


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """What the text says in words of who pays; never turned into an amount."""

    found: Found
    claim: FundingClaim


@dataclass(frozen=True, slots=True)
class Decoy:
    """A passage that looks like a field and is none of this project's."""

    as_written: str
    start: int
    end: int
    reason: DecoyReason


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text says of a project.

    Attributes:
        text: What the offsets count in: the given text, or what a reader sees of the given HTML.
        claims: Also among the decoys, with the reason ``share_claim``.
    """

    text: str
    verdict: Verdict
    fields: Mapping[FieldName, Found]
    posts: tuple[FoundPost, ...] = ()
    training: tuple[FoundTraining, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    claims: tuple[FoundClaim, ...] = ()
    decoys: tuple[Decoy, ...] = ()

    def passages(self) -> Iterator[Found]:
        """Everything proposed, in no order."""
        yield from self.fields.values()
        for parts in (self.posts, self.training, self.events, self.claims):
            for part in parts:
                yield part.found
