"""What is doubtful about the recorded facts of a project: said, never repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.funding import CheckOutcome, CheckResult, check_funding
from tracker.domain.identifiers import NumberRemark, call_number_remarks, project_number_remarks
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Fact, Viewpoint
from tracker.domain.snapshot import project_period, resolve_facts
from tracker.domain.vocabulary import DATE_FACTS, FactName


class Doubt(StrEnum):
    """The kinds of doubt, in the order in which they are told."""

    IMPOSSIBLE_PERIOD = "impossible_period"
    WRONG_SUM = "wrong_sum"
    CONFLICT = "conflict"
    WRONG_NUMBER_FORM = "wrong_number_form"
    NUMBER_OF_OTHER_ACTION = "number_of_other_action"
    MISSING_FACT = "missing_fact"
    UNDATED_SOURCE = "undated_source"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class QualityRemark:
    """One doubt about a project.

    Attributes:
        fact: The fact it is about, where it is about one.
        outcome: The check that failed, for a wrong sum.
    """

    doubt: Doubt
    fact: Fact | None = None
    outcome: CheckOutcome | None = None


WANTED_FACTS = (FactName.TITLE, FactName.PROJECT_NUMBER, FactName.TOTAL_VALUE, FactName.START, FactName.END)
"""Facts without which a project cannot be followed or found in a register."""

_NUMBER_DOUBTS = {
    NumberRemark.WRONG_FORM: Doubt.WRONG_NUMBER_FORM,
    NumberRemark.OTHER_ACTION: Doubt.NUMBER_OF_OTHER_ACTION,
}


def quality_remarks(record: ProjectRecord, viewpoint: Viewpoint) -> tuple[QualityRemark, ...]:
    """Every doubt about a project from a viewpoint, in the order of :class:`Doubt`, then of facts."""
    facts = resolve_facts(record, viewpoint)
    order = list(Doubt)
    remarks = [*_sums(facts), *_facts(facts), *_numbers(facts), *_period(facts)]
    if not any(viewpoint.sees(plan.origin) for plan in record.plans):
        remarks.append(QualityRemark(Doubt.NO_PLAN))
    return tuple(sorted(remarks, key=lambda remark: order.index(remark.doubt)))


def _sums(facts: dict[FactName, Fact]) -> Iterator[QualityRemark]:
    for outcome in check_funding(facts):
        if outcome.result is CheckResult.WRONG:
            yield QualityRemark(Doubt.WRONG_SUM, outcome=outcome)


def _facts(facts: dict[FactName, Fact]) -> Iterator[QualityRemark]:
    for name, fact in facts.items():
        if fact.value is None:
            if name in WANTED_FACTS:
                yield QualityRemark(Doubt.MISSING_FACT, fact)
            continue
        if _is_contradicted(fact):
            yield QualityRemark(Doubt.CONFLICT, fact)
        if any(statement.origin.source.published is None for statement in fact.statements):
            yield QualityRemark(Doubt.UNDATED_SOURCE, fact)


def _is_contradicted(fact: Fact) -> bool:
    """Whether another value holds from the same day and nobody has decided; an amended value contradicts nothing."""
    chosen = fact.chosen
    if chosen is None or fact.reason:
        return False
    return any(other.origin.effective_on == chosen.origin.effective_on for other in fact.competing)


def _numbers(facts: dict[FactName, Fact]) -> Iterator[QualityRemark]:
    for name, remarks_on in (
        (FactName.PROJECT_NUMBER, project_number_remarks),
        (FactName.CALL_NUMBER, call_number_remarks),
    ):
        text = facts[name].text
        for remark in remarks_on(text) if text else ():
            yield QualityRemark(_NUMBER_DOUBTS[remark], facts[name])


def _period(facts: dict[FactName, Fact]) -> Iterator[QualityRemark]:
    if all(facts[name].value is not None for name in DATE_FACTS) and project_period(facts) is None:
        yield QualityRemark(Doubt.IMPOSSIBLE_PERIOD, facts[FactName.END])
