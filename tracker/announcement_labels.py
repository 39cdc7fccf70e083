"""The words people read for what the announcement reader finds: fields, rules, reasons why something is left out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _

from tracker.reading.result import DecoyReason, FieldName, Verdict
from tracker.reading.rules import Rule

_LABELS: Mapping[type[Enum], Mapping[Any, Any]] = {
    Verdict: {
        Verdict.CENTRE_PROJECT: _("A project of a centre under action 2.5"),
        Verdict.OTHER: _("Not a project of a centre under action 2.5"),
    },
    FieldName: {
        FieldName.CENTRE: _("Centre"),
        FieldName.PLACE: _("Place"),
        FieldName.TITLE: _("Title"),
        FieldName.PROJECT_NUMBER: _("Project number"),
        FieldName.CALL_NUMBER: _("Call number"),
        FieldName.STAGE: _("Stage in the source"),
        FieldName.TOTAL_VALUE: _("Project value"),
        FieldName.EU_FUNDING: _("EU funding (ESF)"),
        FieldName.STATE_FUNDING: _("State budget grant"),
        FieldName.OWN_CONTRIBUTION: _("Own contribution"),
        FieldName.GRANT: _("Grant"),
        FieldName.START_DATE: _("Start"),
        FieldName.END_DATE: _("End"),
    },
    DecoyReason: {
        DecoyReason.TOTAL_OF_PROJECTS: _("total of several projects"),
        DecoyReason.OTHER_PROJECT: _("of another project"),
        DecoyReason.PAYMENT: _("a payment or tranche, not the value"),
        DecoyReason.PART_OF_A_YEAR: _("for one year only"),
        DecoyReason.PART_OF_THE_BUDGET: _("a part of the budget"),
        DecoyReason.UNIT_PRICE: _("a rate or benefit"),
        DecoyReason.CALL_ALLOCATION: _("an amount of the whole call"),
        DecoyReason.OTHER_CURRENCY: _("in another currency"),
        DecoyReason.REPEATED: _("said before"),
        DecoyReason.COMPETING: _("contradicts what was chosen"),
        DecoyReason.NO_LABEL: _("the text does not say what it is"),
        DecoyReason.PUBLICATION_DATE: _("date of publication"),
        DecoyReason.CALL_DATE: _("date of the call"),
        DecoyReason.AGREEMENT_DATE: _("date of the agreement"),
        DecoyReason.LAW_DATE: _("date of a law or ordinance"),
        DecoyReason.RECRUITMENT_DATE: _("date of recruitment"),
        DecoyReason.PERIOD_OF_A_TASK: _("time of a single task"),
        DecoyReason.REPORTING_PERIOD: _("time of a report or payment claim"),
        DecoyReason.EVENT_DATE: _("date of an event"),
        DecoyReason.EXTENDED: _("the end before the extension"),
        DecoyReason.NOT_OF_THE_PERIOD: _("neither the start nor the end of the project"),
        DecoyReason.NUMBER_OF_OTHER_PROGRAMME: _("a number of another programme"),
        DecoyReason.SHARE_CLAIM: _("says in words who pays, not how much"),
        DecoyReason.SHARE_RATE: _("a share, not an amount"),
    },
    Rule: {
        Rule.AMOUNT_AFTER_TOTAL: _("The amount follows the words for a value, cost or budget."),
        Rule.AMOUNT_AFTER_GRANT: _("The amount follows the words for a grant."),
        Rule.AMOUNT_AFTER_EU_GRANT: _("The amount follows the words for a grant from the European Union."),
        Rule.AMOUNT_AFTER_STATE_GRANT: _("The amount follows the words for a grant from the state budget."),
        Rule.AMOUNT_AFTER_EU: _("The amount follows the name of the European Union or its fund."),
        Rule.AMOUNT_AFTER_STATE: _("The amount follows the name of the state budget."),
        Rule.AMOUNT_AFTER_OWN: _("The amount follows the words for an own contribution."),
        Rule.AMOUNT_AWARDED: _("The text says this much was awarded, not what it is."),
        Rule.AMOUNT_OBTAINED: _("The text says this much was obtained, not what it is."),
        Rule.TOTAL_AFTER_AMOUNT: _("The words for a value follow the amount."),
        Rule.GRANT_AFTER_AMOUNT: _("The words for a grant follow the amount."),
        Rule.EU_AFTER_AMOUNT: _("The name of the European Union or its fund follows the amount."),
        Rule.STATE_AFTER_AMOUNT: _("The name of the state budget follows the amount."),
        Rule.OWN_AFTER_AMOUNT: _("The words for an own contribution follow the amount."),
        Rule.AMOUNT_UNDER_LABEL: _("The line above says what the amount is."),
        Rule.PERIOD_LABEL: _("The dates follow the words for the time of the project."),
        Rule.PERIOD_UNDER_LABEL: _("The line above says that these dates are the time of the project."),
        Rule.CHANGED_PERIOD: _("The dates follow the words for the changed time of the project."),
        Rule.PROJECT_CARRIED_OUT: _("The sentence says that the project is carried out between these dates."),
        Rule.CARRIED_OUT_AFTER: _("After the dates the sentence says that the project is carried out then."),
        Rule.PERIOD_WITHOUT_LABEL: _("These are two dates of a period; that it is the project's is a guess."),
        Rule.EXTENDED_TO: _("The text says that the project was extended to this date."),
        Rule.START_LABEL: _("The date follows the words for the start."),
        Rule.BEGINS_ON: _("The sentence says that the project begins then."),
        Rule.BEGUN_IN: _("After the date the sentence says that the project was begun."),
        Rule.STARTS_AND_ENDS: _("The sentence says when the centre begins and when it ends."),
        Rule.CARRIED_OUT_FROM: _("After the date the sentence says that the project is carried out since then."),
        Rule.CARRIED_OUT_SINCE: _("The project is carried out since this date."),
        Rule.END_LABEL: _("The date follows the words for the end."),
        Rule.LASTS_UNTIL: _("The sentence says that the project lasts until then."),
        Rule.ENDS_ON: _("The sentence says that the project ends then."),
        Rule.THEN_ENDS: _("The sentence says when the project begins, and that it ends then."),
        Rule.OVER_ON: _("After the date the sentence says that the project ended."),
        Rule.TITLE_LABEL: _("The text follows the label of a title."),
        Rule.TITLE_NAMED_PROJECT: _("The text in quotation marks follows the words for a project of that name."),
        Rule.TITLE_NAMED: _("The text in quotation marks follows the words for a name."),
        Rule.TITLE_CALLED: _("The sentence says that this is the name."),
        Rule.TITLE_PROJECT: _("The text in quotation marks follows the word for a project."),
        Rule.TITLE_NUMBERED: _("The text in quotation marks follows the number of a project."),
        Rule.TITLE_LISTED: _("The text in quotation marks opens an item of a list of projects."),
        Rule.TITLE_FUNDED_PROJECT: _("The text in quotation marks follows the words for a funded project."),
        Rule.TITLE_NAMED_UNQUOTED: _("The text follows the words for a project of that name, without quotation marks."),
        Rule.TITLE_REPEATED: _("The same text is named as a title elsewhere."),
        Rule.TITLE_ONLY_QUOTED: _("It is the only text in quotation marks; that it is the title is a guess."),
        Rule.TITLE_HEADING: _("The heading sounds like a title; that it is one is a guess."),
        Rule.CENTRE_NAMED: _("A centre is named so; its name was put into the nominative."),
        Rule.PLACE_OF_CENTRE: _("The place in the centre's name, put into the nominative."),
        Rule.PROJECT_NUMBER: _("It has the form of a project number."),
        Rule.CALL_NUMBER: _("It has the form of a call number."),
        Rule.STAGE_APPLICATION: _("The text says that an application was submitted."),
        Rule.STAGE_NEGOTIATION: _("The text speaks of negotiations."),
        Rule.STAGE_IN_PROGRESS: _("The text says that the project is carried out."),
        Rule.STAGE_ENDING: _("The text says that the project ends or has ended."),
        Rule.STAGE_SETTLED: _("The text says that the project is settled."),
        Rule.POST_NAMED: _("A post or team is named."),
        Rule.SOCIAL_WORKERS_HIRED: _("The text says that social workers are hired."),
        Rule.TRAINING_NAMED: _("Training is named."),
        Rule.SUPERVISION_NAMED: _("Supervision is named."),
        Rule.STUDY_VISIT_NAMED: _("A study visit is named."),
        Rule.EVENT_DATED: _("The sentence names an event on this date."),
        Rule.EVENT_THIS_YEAR: _("The sentence names an event of this year; the year is that of publication."),
        Rule.SHARE_CLAIM: _("The text says in words who pays."),
    },
}


def label(member: Enum) -> str:
    """The word for a member of one of the reader's closed lists; for a rule, a sentence.

    Raises:
        KeyError: If the list has no words; a test asks every member of every list.
    """
    return str(_LABELS[type(member)][member])
