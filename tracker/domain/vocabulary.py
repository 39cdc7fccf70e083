"""The closed lists of the domain: each value is what files and the database store."""

from __future__ import annotations

from enum import StrEnum


class CentreKind(StrEnum):
    """The kind of social welfare centre, by the Polish abbreviation it carries in its name."""

    OPS = "OPS"
    GOPS = "GOPS"
    MOPS = "MOPS"
    MGOPS = "MGOPS"
    OTHER = "other"


class Voivodeship(StrEnum):
    """The sixteen voivodeships by their TERYT code (GUS, register TERC)."""

    DOLNOSLASKIE = "02"
    KUJAWSKO_POMORSKIE = "04"
    LUBELSKIE = "06"
    LUBUSKIE = "08"
    LODZKIE = "10"
    MALOPOLSKIE = "12"
    MAZOWIECKIE = "14"
    OPOLSKIE = "16"
    PODKARPACKIE = "18"
    PODLASKIE = "20"
    POMORSKIE = "22"
    SLASKIE = "24"
    SWIETOKRZYSKIE = "26"
    WARMINSKO_MAZURSKIE = "28"
    WIELKOPOLSKIE = "30"
    ZACHODNIOPOMORSKIE = "32"


class SourceKind(StrEnum):
    """What sort of document says something about a project."""

    ANNOUNCEMENT = "announcement"
    AGREEMENT = "agreement"
    AMENDMENT = "amendment"
    REPORT = "report"
    REGISTER = "register"
    LETTER = "letter"
    ENTRY = "entry"
    """Typed in by a person who names no document."""


class FactName(StrEnum):
    """The figures and texts that somebody can state about a project."""

    TITLE = "title"
    PROJECT_NUMBER = "project_number"
    CALL_NUMBER = "call_number"
    STAGE = "stage"
    TOTAL_VALUE = "total_value"
    ELIGIBLE_EXPENDITURE = "eligible_expenditure"
    GRANT = "grant"
    EU_FUNDING = "eu_funding"
    STATE_FUNDING = "state_funding"
    OWN_CONTRIBUTION = "own_contribution"
    FUNDING_CLAIM = "funding_claim"
    START = "start"
    END = "end"
    SETTLEMENT_METHOD = "settlement_method"
    REPORTING_FREQUENCY = "reporting_frequency"


AMOUNT_FACTS = frozenset(
    {
        FactName.TOTAL_VALUE,
        FactName.ELIGIBLE_EXPENDITURE,
        FactName.GRANT,
        FactName.EU_FUNDING,
        FactName.STATE_FUNDING,
        FactName.OWN_CONTRIBUTION,
    }
)
"""Facts whose value is an amount in PLN."""

DATE_FACTS = frozenset({FactName.START, FactName.END})
"""Facts whose value is a date, known to the day, the month or the year."""


class StatementKind(StrEnum):
    """How binding a statement is, from the weakest to the strongest."""

    PLANNED = "planned"
    STATED = "stated"
    AGREED = "agreed"


class AmountPrecision(StrEnum):
    """How exactly an amount was written down."""

    GROSZ = "grosz"
    ZLOTY = "zloty"


class DatePrecision(StrEnum):
    """How exactly a date was written down."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class StatedStage(StrEnum):
    """The stage a source says the project is at; the tracker computes its own from the dates."""

    APPLICATION = "application"
    NEGOTIATION = "negotiation"
    IN_PROGRESS = "in_progress"
    ENDING = "ending"
    SETTLED = "settled"


class FundingClaim(StrEnum):
    """What a source says in words of who pays; a claim is never turned into an amount."""

    WHOLLY_EU = "wholly_eu"
    WHOLLY_EU_AND_STATE = "wholly_eu_and_state"


class SettlementMethod(StrEnum):
    """How the grant is accounted for."""

    ACTUAL_EXPENDITURE = "actual_expenditure"
    LUMP_SUM = "lump_sum"


class ReportingFrequency(StrEnum):
    """How often a centre reports; periods are aligned with the calendar."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


CODED_FACTS: dict[FactName, type[StrEnum]] = {
    FactName.STAGE: StatedStage,
    FactName.FUNDING_CLAIM: FundingClaim,
    FactName.SETTLEMENT_METHOD: SettlementMethod,
    FactName.REPORTING_FREQUENCY: ReportingFrequency,
}
"""Text facts whose value is a member of a closed list."""


class MilestoneKind(StrEnum):
    """The usual milestones of an action 2.5 project."""

    TEAM_APPOINTED = "team_appointed"
    CHANGE_PROCEDURE = "change_procedure"
    NEW_REGULATIONS = "new_regulations"
    POSTS_FILLED = "posts_filled"
    FIRST_CONTACT_OPEN = "first_contact_open"
    NEW_STRUCTURE = "new_structure"
    STUDY_VISIT = "study_visit"
    TRAINING_HELD = "training_held"
    SUPERVISION_HELD = "supervision_held"
    FINAL_SETTLEMENT = "final_settlement"
    OTHER = "other"


class MilestoneEntryKind(StrEnum):
    """What an entry says of a milestone: the promise, the present expectation, or that it is done."""

    BASELINE = "baseline"
    FORECAST = "forecast"
    ACHIEVED = "achieved"


class PostKind(StrEnum):
    """What a new or reorganised post or team is for."""

    FIRST_CONTACT = "first_contact"
    SOCIAL_WORK = "social_work"
    SERVICES = "services"
    SOCIAL_WORK_AND_SERVICES = "social_work_and_services"
    BENEFITS = "benefits"
    LOCAL_ACTIVITY = "local_activity"
    OTHER = "other"


class TrainingKind(StrEnum):
    """What staff take part in, and so what is counted: persons, hours or visits."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    STUDY_VISIT = "study_visit"


class QuantityEntryKind(StrEnum):
    """Whether an entry of posts or training tells the target or what has been reached."""

    TARGET = "target"
    ACTUAL = "actual"


class ReportDecision(StrEnum):
    """What is decided of a submitted report."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    """The centre took it back before anybody reviewed it."""
    REOPENED = "reopened"
    """An accepted report may be corrected; what was accepted counts until the correction is submitted."""


class ReportPart(StrEnum):
    """The parts of a report, in the order of a payment claim (wniosek o płatność)."""

    MILESTONES = "milestones"
    POSTS = "posts"
    TRAINING = "training"
    INDICATORS = "indicators"
    PROBLEMS = "problems"
    NEXT_STEPS = "next_steps"
    SPENDING = "spending"
    STATUS = "status"
    ATTACHMENTS = "attachments"


class IndicatorKind(StrEnum):
    """Whether an indicator counts what was done or what came of it."""

    OUTPUT = "output"
    RESULT = "result"


class Role(StrEnum):
    """What a person with an account is to the programme."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    REPORTER = "reporter"
    """Fills the centre's reports; the director sends them."""
    READER = "reader"


class Stage(StrEnum):
    """Where a project stands in its life, computed from its dates and its settlement."""

    UNKNOWN = "unknown"
    PREPARATION = "preparation"
    IMPLEMENTATION = "implementation"
    SETTLEMENT = "settlement"
    FINISHED = "finished"


class Status(StrEnum):
    """The assessment of a project."""

    AT_RISK = "at_risk"
    ATTENTION = "attention"
    NO_DATA = "no_data"
    ON_TRACK = "on_track"
    NOT_STARTED = "not_started"
    FINISHED = "finished"
