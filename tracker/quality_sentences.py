"""What is doubtful about recorded figures, in sentences; the page, the files and the command line say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from flask_babel import gettext, ngettext

from tracker.domain.doubts import Doubt, Gravity, QualityRemark
from tracker.domain.funding import PROGRAMME_EU_RATE, Check
from tracker.domain.quality import LIMITS
from tracker.domain.remark_list import RemarkList
from tracker.domain.vocabulary import FactName, FundingClaim
from tracker.formatting import day_long, number, partial_date, percent, pln
from tracker.labels import label
from tracker.sentences import fact_text, inside_sentence


def remark_sentence(remark: QualityRemark) -> str:
    """One doubt with its figures, as a whole sentence."""
    return _SENTENCES[remark.doubt](remark)


def remarks_headline(found: RemarkList) -> str:
    """How much is doubtful, about how many of how many projects."""
    if not found.of:
        return gettext("There is no project to check.")
    whole = ngettext("of %(num)s project", "of %(num)s projects", found.of)
    if not found.items:
        return gettext("No doubts about the data %(whole)s.", whole=whole)
    return gettext(
        "%(remarks)s about the data in %(projects)s %(whole)s.",
        remarks=ngettext("%(num)s doubt", "%(num)s doubts", found.total.remarks),
        projects=number(found.total.projects),
        whole=whole,
    )


def remarks_second(found: RemarkList) -> str:
    """How serious the doubts are."""
    texts = {
        Gravity.SERIOUS: gettext("serious: %(count)s", count=number(found.by_gravity[Gravity.SERIOUS])),
        Gravity.MODERATE: gettext("to be explained: %(count)s", count=number(found.by_gravity[Gravity.MODERATE])),
        Gravity.MINOR: gettext("minor: %(count)s", count=number(found.by_gravity[Gravity.MINOR])),
    }
    parts = ", ".join(text for gravity, text in texts.items() if found.by_gravity[gravity])
    return f"{parts[:1].upper()}{parts[1:]}." if parts else ""


def _fact(remark: QualityRemark) -> str:
    return label(remark.facts[0])


def _facts(remark: QualityRemark) -> str:
    return _listed(remark.facts)


def _listed(names: Sequence[FactName]) -> str:
    return ", ".join(inside_sentence(label(name)) for name in names)


def _ends(remark: QualityRemark) -> dict[str, str]:
    start, end = remark.values
    return {"start": fact_text(FactName.START, start), "end": fact_text(FactName.END, end)}


def _impossible_period(remark: QualityRemark) -> str:
    return gettext("The end, %(end)s, comes before the start, %(start)s.", **_ends(remark))


def _outside_programme(remark: QualityRemark) -> str:
    return gettext(
        "The period %(start)s – %(end)s reaches beyond the programme, whose expenditure is eligible"
        " from %(first)s to %(last)s.",
        first=day_long(LIMITS.first_day),
        last=day_long(LIMITS.last_day),
        **_ends(remark),
    )


def _difference(remark: QualityRemark) -> dict[str, str]:
    found, expected = remark.found or Decimal(0), remark.expected or Decimal(0)
    return {"found": pln(found), "expected": pln(expected), "difference": pln(abs(found - expected))}


def _wrong_sum(remark: QualityRemark) -> str:
    if remark.check is Check.PARTS_MAKE_GRANT:
        text: str = gettext(
            "The parts make %(found)s, the grant is %(expected)s: %(difference)s between them.", **_difference(remark)
        )
        return text
    return gettext(
        "The parts make %(found)s, the stated value is %(expected)s: %(difference)s between them.",
        **_difference(remark),
    )


def _wrong_rate(remark: QualityRemark) -> str:
    return gettext(
        "The EU pays %(found)s; at the programme's rate of %(rate)s it would be %(expected)s,"
        " %(difference)s between them.",
        rate=percent(PROGRAMME_EU_RATE, 2),
        **_difference(remark),
    )


def _plan_other(remark: QualityRemark) -> str:
    return gettext(
        "The payment schedule is for %(found)s, the project for %(expected)s: %(difference)s between them.",
        **_difference(remark),
    )


def _overspent(remark: QualityRemark) -> str:
    return gettext(
        "Reports say %(found)s was spent of a budget of %(expected)s: %(difference)s too much.", **_difference(remark)
    )


def _conflict(remark: QualityRemark) -> str:
    counts, *others = (fact_text(remark.facts[0], value) for value in remark.values)
    return gettext(
        "%(fact)s: %(counts)s counts, another source says %(others)s, and nobody has said why.",
        fact=_fact(remark),
        counts=counts,
        others=", ".join(others),
    )


def _claim(remark: QualityRemark) -> str:
    paying = _listed(remark.facts[1:])
    return gettext(
        "A source says “%(claim)s”, but an amount is stated under: %(paying)s.",
        claim=label(FundingClaim(remark.text)),
        paying=paying,
    )


def _other_action(remark: QualityRemark) -> str:
    return gettext("%(fact)s %(number)s belongs to another action than 2.5.", fact=_fact(remark), number=remark.text)


def _number_form(remark: QualityRemark) -> str:
    return gettext("%(fact)s %(number)s has an unusual form.", fact=_fact(remark), number=remark.text)


def _call_after_start(remark: QualityRemark) -> str:
    return gettext(
        "%(fact)s %(number)s is of a later year than the start of the project, %(start)s.",
        fact=_fact(remark),
        number=remark.text,
        start=partial_date(remark.day),
    )


def _silence(remark: QualityRemark) -> str:
    days = remark.days or 0
    return ngettext(
        "For %(num)s day no report has come although one is due.",
        "For %(num)s days no report has come although one is due.",
        days,
    )


def _passed_date(remark: QualityRemark) -> str:
    return gettext(
        "“%(name)s”: its day, %(day)s, has passed, and nobody has said whether it was reached or when it will be.",
        name=remark.text,
        day=partial_date(remark.day),
    )


def _missing_fact(remark: QualityRemark) -> str:
    return gettext("%(fact)s: no source states it.", fact=_fact(remark))


def _no_plan(_remark: QualityRemark) -> str:
    return gettext("There is no payment schedule, so spending cannot be compared with a plan.")


def _no_milestones(_remark: QualityRemark) -> str:
    return gettext("There are no milestones, so the timeline is empty.")


def _undated_milestone(remark: QualityRemark) -> str:
    return gettext("“%(name)s” has neither a planned nor an expected date.", name=remark.text)


def _unplaced(_remark: QualityRemark) -> str:
    return gettext("The centre's voivodeship or position is not known, so the map does not show it.")


def _unusual_value(remark: QualityRemark) -> str:
    return gettext(
        "The value, %(value)s, is outside of what centres of this action published: %(least)s to %(most)s.",
        value=pln(remark.found),
        least=pln(LIMITS.least_value),
        most=pln(LIMITS.most_value),
    )


def _unusual_length(remark: QualityRemark) -> str:
    months = int(remark.found or 0)
    return ngettext(
        "The project lasts %(num)s month; those of this action lasted from %(least)s to %(most)s.",
        "The project lasts %(num)s months; those of this action lasted from %(least)s to %(most)s.",
        months,
        least=number(LIMITS.least_months),
        most=number(LIMITS.most_months),
    )


def _no_number(_remark: QualityRemark) -> str:
    return gettext("No source gives the project number; without it the project is hard to find in a register.")


def _no_target(remark: QualityRemark) -> str:
    return gettext("“%(name)s”: nobody has said how many posts are to be filled.", name=remark.text)


def _calculated(remark: QualityRemark) -> str:
    return gettext(
        "%(fact)s, %(value)s, is calculated from the parts; no source states it.",
        fact=_fact(remark),
        value=pln(remark.found),
    )


def _no_document(remark: QualityRemark) -> str:
    named = [_facts(remark)] if remark.facts else []
    schedule = [inside_sentence(gettext("Payment schedule"))] if remark.text else []
    return gettext("Typed in without naming a document: %(facts)s.", facts=", ".join((*named, *schedule)))


def _undated(remark: QualityRemark) -> str:
    return gettext(
        "The document “%(title)s” has no date; on it rest: %(facts)s.", title=remark.text, facts=_facts(remark)
    )


_SENTENCES: Mapping[Doubt, Callable[[QualityRemark], str]] = MappingProxyType(
    {
        Doubt.IMPOSSIBLE_PERIOD: _impossible_period,
        Doubt.WRONG_SUM: _wrong_sum,
        Doubt.OVERSPENT: _overspent,
        Doubt.CONFLICT: _conflict,
        Doubt.OUTSIDE_PROGRAMME: _outside_programme,
        Doubt.NUMBER_OF_OTHER_ACTION: _other_action,
        Doubt.WRONG_RATE: _wrong_rate,
        Doubt.PLAN_OTHER_THAN_VALUE: _plan_other,
        Doubt.CALL_AFTER_START: _call_after_start,
        Doubt.CLAIM_CONTRADICTED: _claim,
        Doubt.WRONG_NUMBER_FORM: _number_form,
        Doubt.SILENCE: _silence,
        Doubt.PASSED_DATE: _passed_date,
        Doubt.MISSING_FACT: _missing_fact,
        Doubt.NO_PLAN: _no_plan,
        Doubt.NO_MILESTONES: _no_milestones,
        Doubt.UNDATED_MILESTONE: _undated_milestone,
        Doubt.UNPLACED_CENTRE: _unplaced,
        Doubt.UNUSUAL_VALUE: _unusual_value,
        Doubt.UNUSUAL_LENGTH: _unusual_length,
        Doubt.NO_NUMBER: _no_number,
        Doubt.NO_TARGET: _no_target,
        Doubt.CALCULATED: _calculated,
        Doubt.NO_DOCUMENT: _no_document,
        Doubt.UNDATED_SOURCE: _undated,
    }
)
