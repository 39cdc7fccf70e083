"""The word people read for each member of the closed lists, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _

from tracker.domain import vocabulary as v
from tracker.domain.accounts import AccountState
from tracker.domain.api_tokens import TokenScope
from tracker.domain.doubts import Doubt, DoubtGroup, Gravity
from tracker.domain.funding import Check
from tracker.domain.imports import ImportKind
from tracker.domain.portfolio import Deed
from tracker.domain.report_life import ReportStatus
from tracker.domain.report_queue import QueueGroup
from tracker.domain.reporting import ReportStanding
from tracker.domain.screens import ScreenDay, ScreenStanding, ScreenView
from tracker.domain.sources import Standing
from tracker.domain.status import Rule

_LABELS: Mapping[type[Enum], Mapping[Any, Any]] = {
    v.Status: {
        v.Status.AT_RISK: _("At risk"),
        v.Status.ATTENTION: _("Needs attention"),
        v.Status.NO_DATA: _("No data"),
        v.Status.ON_TRACK: _("On track"),
        v.Status.NOT_STARTED: _("Not started"),
        v.Status.FINISHED: _("Finished"),
    },
    v.Stage: {
        v.Stage.UNKNOWN: _("unknown stage"),
        v.Stage.PREPARATION: _("preparation"),
        v.Stage.IMPLEMENTATION: _("implementation"),
        v.Stage.SETTLEMENT: _("settlement"),
        v.Stage.FINISHED: _("settled"),
    },
    ImportKind: {
        ImportKind.ANNOUNCEMENT: _("announcement"),
        ImportKind.SHEET: _("sheet"),
        ImportKind.REGISTER: _("official list of projects"),
    },
    v.CentreKind: {
        v.CentreKind.OPS: "OPS",
        v.CentreKind.GOPS: "GOPS",
        v.CentreKind.MOPS: "MOPS",
        v.CentreKind.MGOPS: "MGOPS",
        v.CentreKind.OTHER: _("other"),
    },
    v.Voivodeship: {
        v.Voivodeship.DOLNOSLASKIE: "dolnośląskie",
        v.Voivodeship.KUJAWSKO_POMORSKIE: "kujawsko-pomorskie",
        v.Voivodeship.LUBELSKIE: "lubelskie",
        v.Voivodeship.LUBUSKIE: "lubuskie",
        v.Voivodeship.LODZKIE: "łódzkie",
        v.Voivodeship.MALOPOLSKIE: "małopolskie",
        v.Voivodeship.MAZOWIECKIE: "mazowieckie",
        v.Voivodeship.OPOLSKIE: "opolskie",
        v.Voivodeship.PODKARPACKIE: "podkarpackie",
        v.Voivodeship.PODLASKIE: "podlaskie",
        v.Voivodeship.POMORSKIE: "pomorskie",
        v.Voivodeship.SLASKIE: "śląskie",
        v.Voivodeship.SWIETOKRZYSKIE: "świętokrzyskie",
        v.Voivodeship.WARMINSKO_MAZURSKIE: "warmińsko-mazurskie",
        v.Voivodeship.WIELKOPOLSKIE: "wielkopolskie",
        v.Voivodeship.ZACHODNIOPOMORSKIE: "zachodniopomorskie",
    },
    v.SourceKind: {
        v.SourceKind.ANNOUNCEMENT: _("announcement"),
        v.SourceKind.AGREEMENT: _("grant agreement"),
        v.SourceKind.AMENDMENT: _("amendment"),
        v.SourceKind.REPORT: _("report"),
        v.SourceKind.REGISTER: _("official register"),
        v.SourceKind.LETTER: _("letter"),
        v.SourceKind.ENTRY: _("typed in by a person"),
    },
    v.FactName: {
        v.FactName.TITLE: _("Title"),
        v.FactName.PROJECT_NUMBER: _("Project number"),
        v.FactName.CALL_NUMBER: _("Call number"),
        v.FactName.STAGE: _("Stage in the source"),
        v.FactName.TOTAL_VALUE: _("Project value"),
        v.FactName.ELIGIBLE_EXPENDITURE: _("Eligible expenditure"),
        v.FactName.GRANT: _("Grant"),
        v.FactName.EU_FUNDING: _("EU funding (ESF)"),
        v.FactName.STATE_FUNDING: _("State budget grant"),
        v.FactName.OWN_CONTRIBUTION: _("Own contribution"),
        v.FactName.FUNDING_CLAIM: _("Who pays, in words"),
        v.FactName.START: _("Start"),
        v.FactName.END: _("End"),
        v.FactName.SETTLEMENT_METHOD: _("Settlement method"),
        v.FactName.REPORTING_FREQUENCY: _("Reporting"),
    },
    v.StatementKind: {
        v.StatementKind.PLANNED: _("planned"),
        v.StatementKind.STATED: _("stated"),
        v.StatementKind.AGREED: _("agreed"),
    },
    v.AmountPrecision: {
        v.AmountPrecision.GROSZ: _("to the grosz"),
        v.AmountPrecision.ZLOTY: _("to the zloty"),
    },
    v.StatedStage: {
        v.StatedStage.APPLICATION: _("application submitted"),
        v.StatedStage.NEGOTIATION: _("application sent to negotiation"),
        v.StatedStage.IN_PROGRESS: _("in progress"),
        v.StatedStage.ENDING: _("coming to its end"),
        v.StatedStage.SETTLED: _("settled"),
    },
    v.FundingClaim: {
        v.FundingClaim.WHOLLY_EU: _("wholly from the European Union"),
        v.FundingClaim.WHOLLY_EU_AND_STATE: _("wholly from the European Union and the state budget"),
    },
    v.SettlementMethod: {
        v.SettlementMethod.ACTUAL_EXPENDITURE: _("actual expenditure"),
        v.SettlementMethod.LUMP_SUM: _("lump sums"),
    },
    v.ReportingFrequency: {
        v.ReportingFrequency.MONTHLY: _("monthly"),
        v.ReportingFrequency.QUARTERLY: _("quarterly"),
    },
    v.MilestoneKind: {
        v.MilestoneKind.TEAM_APPOINTED: _("Project team appointed"),
        v.MilestoneKind.CHANGE_PROCEDURE: _("Change procedure adopted"),
        v.MilestoneKind.NEW_REGULATIONS: _("New organisational rules"),
        v.MilestoneKind.POSTS_FILLED: _("New posts filled"),
        v.MilestoneKind.FIRST_CONTACT_OPEN: _("First contact open"),
        v.MilestoneKind.NEW_STRUCTURE: _("New structure in force"),
        v.MilestoneKind.STUDY_VISIT: _("Study visit"),
        v.MilestoneKind.TRAINING_HELD: _("Training held"),
        v.MilestoneKind.SUPERVISION_HELD: _("Supervision held"),
        v.MilestoneKind.FINAL_SETTLEMENT: _("Final settlement"),
        v.MilestoneKind.OTHER: _("Other milestone"),
    },
    v.MilestoneEntryKind: {
        v.MilestoneEntryKind.BASELINE: _("plan"),
        v.MilestoneEntryKind.FORECAST: _("forecast"),
        v.MilestoneEntryKind.ACHIEVED: _("achieved"),
    },
    v.PostKind: {
        v.PostKind.FIRST_CONTACT: _("first contact"),
        v.PostKind.SOCIAL_WORK: _("social work"),
        v.PostKind.SERVICES: _("services"),
        v.PostKind.SOCIAL_WORK_AND_SERVICES: _("social work and services"),
        v.PostKind.BENEFITS: _("benefits granted by decision"),
        v.PostKind.LOCAL_ACTIVITY: _("local activity and fund-raising"),
        v.PostKind.OTHER: _("other"),
    },
    v.TrainingKind: {
        v.TrainingKind.TRAINING: _("training"),
        v.TrainingKind.SUPERVISION: _("supervision"),
        v.TrainingKind.STUDY_VISIT: _("study visits"),
    },
    v.QuantityEntryKind: {
        v.QuantityEntryKind.TARGET: _("target"),
        v.QuantityEntryKind.ACTUAL: _("reached"),
    },
    v.ReportDecision: {
        v.ReportDecision.ACCEPTED: _("accepted"),
        v.ReportDecision.RETURNED: _("returned for correction"),
        v.ReportDecision.WITHDRAWN: _("taken back by the centre"),
        v.ReportDecision.REOPENED: _("opened again for correction"),
    },
    v.ReportPart: {
        v.ReportPart.MILESTONES: _("Milestones"),
        v.ReportPart.POSTS: _("Posts"),
        v.ReportPart.TRAINING: _("Training, supervision and study visits"),
        v.ReportPart.INDICATORS: _("Indicators"),
        v.ReportPart.PROBLEMS: _("Problems"),
        v.ReportPart.NEXT_STEPS: _("Plan for the next period"),
        v.ReportPart.SPENDING: _("Financial progress"),
        v.ReportPart.STATUS: _("The director's assessment"),
        v.ReportPart.ATTACHMENTS: _("Attachments"),
    },
    v.IndicatorKind: {
        v.IndicatorKind.OUTPUT: _("output indicator"),
        v.IndicatorKind.RESULT: _("result indicator"),
    },
    AccountState: {
        AccountState.INVITED: _("invited"),
        AccountState.ACTIVE: _("active"),
        AccountState.CLOSED: _("closed"),
    },
    v.Role: {
        v.Role.ADMINISTRATOR: _("administrator"),
        v.Role.COORDINATOR: _("coordinator"),
        v.Role.DIRECTOR: _("director"),
        v.Role.REPORTER: _("reporter"),
        v.Role.READER: _("reader"),
    },
    TokenScope: {
        TokenScope.READ: _("read what this account may read"),
        TokenScope.REPORT: _("read, and write and hand in reports"),
    },
    ReportStatus: {
        ReportStatus.DRAFT: _("draft"),
        ReportStatus.SUBMITTED: _("submitted"),
        ReportStatus.WITHDRAWN: _("taken back"),
        ReportStatus.RETURNED: _("returned for correction"),
        ReportStatus.ACCEPTED: _("accepted"),
        ReportStatus.REOPENED: _("opened again for correction"),
    },
    ReportStanding: {
        ReportStanding.UPCOMING: _("not due yet"),
        ReportStanding.DUE: _("due"),
        ReportStanding.LATE: _("late"),
        ReportStanding.SUBMITTED: _("waiting for review"),
        ReportStanding.RETURNED: _("returned for correction"),
        ReportStanding.REOPENED: _("opened again for correction"),
        ReportStanding.ACCEPTED: _("accepted"),
    },
    QueueGroup: {
        QueueGroup.WAITING: _("Waiting for review"),
        QueueGroup.LATE: _("Late"),
        QueueGroup.RETURNED: _("Returned for correction"),
        QueueGroup.DUE: _("Due soon"),
        QueueGroup.ACCEPTED: _("Accepted for the last period"),
    },
    Rule: {
        Rule.SPENDING: _("Spending"),
        Rule.MILESTONES: _("Milestones"),
        Rule.REPORTS: _("Reports"),
        Rule.SILENCE: _("Silence"),
        Rule.ENDING: _("End of the project"),
        Rule.TASKS: _("Tasks"),
        Rule.POSTS: _("Posts"),
        Rule.TRAINING: _("Training"),
    },
    Check: {
        Check.PARTS_MAKE_TOTAL: _("The parts make the value"),
        Check.PARTS_MAKE_GRANT: _("The parts make the grant"),
        Check.EU_RATE: _("The EU pays its rate"),
    },
    Gravity: {
        Gravity.SERIOUS: _("serious"),
        Gravity.MODERATE: _("to be explained"),
        Gravity.MINOR: _("minor"),
    },
    Standing: {
        Standing.COUNTS: _("counts"),
        Standing.PART: _("counts as a part of the sum"),
        Standing.AGREES: _("another source says the same"),
        Standing.COMPETES: _("does not count: another source says otherwise"),
        Standing.REPLACED: _("replaced by a later one"),
        Standing.IDLE: _("does not count: this version of the report is not in force"),
        Standing.AHEAD: _("applies only later"),
        Standing.WITHDRAWN: _("withdrawn: what brought it was undone"),
    },
    DoubtGroup: {
        DoubtGroup.SUMS: _("Sums that do not add up"),
        DoubtGroup.CONFLICTS: _("Contradictions"),
        DoubtGroup.ACTION: _("Unlike the action"),
        DoubtGroup.STALE: _("Out of date"),
        DoubtGroup.MISSING: _("Missing"),
        DoubtGroup.SOURCES: _("Weak sources"),
    },
    Doubt: {
        Doubt.IMPOSSIBLE_PERIOD: _("the end comes before the start"),
        Doubt.WRONG_SUM: _("the parts do not make the whole"),
        Doubt.OVERSPENT: _("more spent than the budget"),
        Doubt.CONFLICT: _("sources contradict each other"),
        Doubt.OUTSIDE_PROGRAMME: _("a period outside the programme"),
        Doubt.NUMBER_OF_OTHER_ACTION: _("a number of another action"),
        Doubt.WRONG_RATE: _("another rate of the EU"),
        Doubt.PLAN_OTHER_THAN_VALUE: _("a schedule for another amount"),
        Doubt.CALL_AFTER_START: _("a number later than the start"),
        Doubt.CLAIM_CONTRADICTED: _("words against amounts"),
        Doubt.WRONG_NUMBER_FORM: _("a number of an unusual form"),
        Doubt.SILENCE: _("no report for long"),
        Doubt.PASSED_DATE: _("a day that has passed"),
        Doubt.MISSING_FACT: _("a fact not stated"),
        Doubt.NO_PLAN: _("no payment schedule"),
        Doubt.NO_MILESTONES: _("no milestones"),
        Doubt.UNDATED_MILESTONE: _("a milestone without a date"),
        Doubt.UNPLACED_CENTRE: _("a centre without a place on the map"),
        Doubt.UNUSUAL_VALUE: _("an unusual value"),
        Doubt.UNUSUAL_LENGTH: _("an unusual length"),
        Doubt.NO_NUMBER: _("no project number"),
        Doubt.NO_TARGET: _("a post without a target"),
        Doubt.CALCULATED: _("a calculated figure"),
        Doubt.NO_DOCUMENT: _("figures without a document"),
        Doubt.UNDATED_SOURCE: _("a document without a date"),
    },
    ScreenView: {
        ScreenView.NUMBERS: _("Numbers and status"),
        ScreenView.CHANGES: _("Changes of the week"),
        ScreenView.CURVE: _("Curve of the portfolio"),
        ScreenView.SILENCE: _("Map of silence"),
        ScreenView.MILESTONES: _("Nearest milestones and slips"),
        ScreenView.CENTRE: _("One centre in the light"),
        ScreenView.MAP: _("Map of Poland"),
    },
    ScreenDay: {
        ScreenDay.TODAY: _("today"),
        ScreenDay.REFERENCE: _("the portfolio's reference day"),
    },
    ScreenStanding: {
        ScreenStanding.AWAITED: _("not connected yet"),
        ScreenStanding.SHOWING: _("connected"),
        ScreenStanding.SILENT: _("no sign of life"),
        ScreenStanding.WITHDRAWN: _("withdrawn"),
    },
    Deed: {
        Deed.CALL: _("Phone"),
        Deed.CHASE: _("Chase"),
        Deed.REVIEW: _("Review"),
        Deed.CHECK: _("Check"),
    },
}


def label(member: Enum) -> str:
    """The word for a member of a closed list.

    Raises:
        KeyError: If the list has no words; a test asks every member of every list.
    """
    return str(_LABELS[type(member)][member])


def choices(members: type[Enum]) -> list[tuple[str, str]]:
    """Pairs of value and word of a closed list, in its order, for a select field."""
    return [(str(member.value), label(member)) for member in members]
