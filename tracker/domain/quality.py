"""What is doubtful about the recorded facts of a project: said, never repaired."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from tracker.domain.budget import plan_total
from tracker.domain.doubts import Doubt, QualityRemark
from tracker.domain.funding import ZLOTY_TOLERANCE, Check, CheckResult, check_funding
from tracker.domain.identifiers import NumberRemark, call_number_remarks, project_number_remarks
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import Fact, FactValue, Origin, Statement
from tracker.domain.schedule import is_reached_later
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, find_silence
from tracker.domain.vocabulary import AmountPrecision, FactName, FundingClaim, SourceKind


@dataclass(frozen=True, slots=True)
class ActionLimits:
    """Within which bounds the figures of a project of action 2.5 usually are; settings of the programme, never law.

    Attributes:
        least_value: PLN, like ``most_value``; the bounds of what beneficiaries of the action published.
        least_months: Of the period, like ``most_months``.
        first_day: Expenditure of the programme 2014-2020 is eligible from this day.
        last_day: And up to this one (Regulation (EU) No 1303/2013, art. 65(2)).
        grace_days: How long after the day of a milestone nobody need have said whether it was reached.
    """

    least_value: Decimal = Decimal("241786.00")
    most_value: Decimal = Decimal("834763.00")
    least_months: int = 12
    most_months: int = 24
    first_day: date = date(2014, 1, 1)
    last_day: date = date(2023, 12, 31)
    grace_days: int = 30


LIMITS = ActionLimits()

WANTED_FACTS = (FactName.TITLE, FactName.TOTAL_VALUE, FactName.START, FactName.END, FactName.REPORTING_FREQUENCY)
"""Facts without which a project cannot be followed: its curve, its place on the timeline, the reports it owes."""

DAYS_A_MONTH = Decimal("30.4375")

_NUMBER_DOUBTS = {
    NumberRemark.WRONG_FORM: Doubt.WRONG_NUMBER_FORM,
    NumberRemark.OTHER_ACTION: Doubt.NUMBER_OF_OTHER_ACTION,
}
_YEAR_OF_NUMBER = re.compile(r"/(\d{2})(?:-\d{2})?$", re.ASCII)
_ORDER = {doubt: place for place, doubt in enumerate(Doubt)}

_remark = lru_cache(maxsize=4_000)(QualityRemark)
"""Remarks without figures of their own are the same for many projects, and then they are one."""


def quality_remarks(snapshot: Snapshot, limits: ActionLimits = LIMITS) -> tuple[QualityRemark, ...]:
    """Every doubt about a project as of a day, in the order of :class:`Doubt`, then of facts, milestones and posts."""
    remarks = (remark for rule in _RULES for remark in rule(snapshot, limits))
    return tuple(sorted(remarks, key=lambda remark: _ORDER[remark.doubt]))


def _period(snapshot: Snapshot, limits: ActionLimits) -> Iterator[QualityRemark]:
    start, end = snapshot.facts[FactName.START].partial_date, snapshot.facts[FactName.END].partial_date
    if start is None or end is None:
        return
    ends, period = (FactName.END, FactName.START), snapshot.period
    if period is None:
        yield QualityRemark(Doubt.IMPOSSIBLE_PERIOD, ends, values=(start, end))
        return
    if period.last_day > limits.last_day:
        yield QualityRemark(Doubt.OUTSIDE_PROGRAMME, ends, values=(start, end))
    elif period.start < limits.first_day:
        yield QualityRemark(Doubt.OUTSIDE_PROGRAMME, ends[::-1], values=(start, end))
    months = round(period.days / DAYS_A_MONTH)
    if not limits.least_months <= months <= limits.most_months:
        yield _remark(Doubt.UNUSUAL_LENGTH, ends, found=Decimal(months))


def _sums(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    subjects = {Check.PARTS_MAKE_TOTAL: FactName.TOTAL_VALUE, Check.PARTS_MAKE_GRANT: FactName.GRANT}
    for outcome in check_funding(snapshot.facts):
        if outcome.result is CheckResult.WRONG:
            yield QualityRemark(
                Doubt.WRONG_RATE if outcome.check is Check.EU_RATE else Doubt.WRONG_SUM,
                (subjects.get(outcome.check, FactName.EU_FUNDING),),
                check=outcome.check,
                found=outcome.found,
                expected=outcome.expected,
            )


def _plan(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    """A schedule is for the value, the eligible expenditure or the grant; spending stays within it."""
    if snapshot.plan is None:
        yield _remark(Doubt.NO_PLAN)
    else:
        names = (FactName.ELIGIBLE_EXPENDITURE, FactName.TOTAL_VALUE, FactName.GRANT)
        fitting = [amount for name in names if (amount := snapshot.facts[name].amount) is not None]
        planned = plan_total(snapshot.plan)
        if fitting and all(abs(planned - amount) > ZLOTY_TOLERANCE for amount in fitting):
            yield QualityRemark(Doubt.PLAN_OTHER_THAN_VALUE, found=planned, expected=fitting[0])
    spent, budget = snapshot.spent, snapshot.budget
    if spent is not None and budget is not None and spent > budget + ZLOTY_TOLERANCE:
        yield QualityRemark(Doubt.OVERSPENT, found=spent, expected=budget)


def _conflicts(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    for name, fact in snapshot.facts.items():
        if fact.competing and (others := _contradicting(fact)) and fact.chosen is not None:
            yield QualityRemark(Doubt.CONFLICT, (name,), values=(fact.chosen.value, *others))


def _contradicting(fact: Fact) -> tuple[FactValue, ...]:
    """Other values that hold from the same day while nobody has decided; an amended value contradicts nothing.

    A stage is that of its source's day, and later sources tell of later ones.
    """
    chosen = fact.chosen
    if chosen is None or fact.reason or fact.name is FactName.STAGE:
        return ()
    rivals = (other for other in fact.competing if other.origin.effective_on == chosen.origin.effective_on)
    return tuple(dict.fromkeys(other.value for other in rivals if contradict(chosen, other)))


def contradict(one: Statement, other: Statement) -> bool:
    """Whether two statements of one fact cannot both be right.

    A month and a day in it agree, and so do an amount and the same amount written without grosze, and two texts that
    differ in letters' case and blanks only.
    """
    first, second = one.value, other.value
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return first.last_day < second.first_day or second.last_day < first.first_day
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        is_rounded = AmountPrecision.ZLOTY in (one.amount_precision, other.amount_precision)
        return abs(first - second) > (ZLOTY_TOLERANCE if is_rounded else 0)
    return _words(first) != _words(second)


def _words(value: FactValue) -> list[str]:
    return str(value).casefold().split()


def _claims(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    claim = snapshot.facts[FactName.FUNDING_CLAIM].text
    if claim is None:
        return
    others = [FactName.OWN_CONTRIBUTION]
    if claim == FundingClaim.WHOLLY_EU:
        others.append(FactName.STATE_FUNDING)
    paying = tuple(name for name in others if snapshot.facts[name].amount)
    if paying:
        yield _remark(Doubt.CLAIM_CONTRADICTED, (FactName.FUNDING_CLAIM, *paying), text=claim)


def _action(snapshot: Snapshot, limits: ActionLimits) -> Iterator[QualityRemark]:
    value = snapshot.value
    if value is not None and not limits.least_value <= value <= limits.most_value:
        yield QualityRemark(Doubt.UNUSUAL_VALUE, (FactName.TOTAL_VALUE,), found=value)
    start = snapshot.facts[FactName.START].partial_date
    for name, remarks_on in (
        (FactName.PROJECT_NUMBER, project_number_remarks),
        (FactName.CALL_NUMBER, call_number_remarks),
    ):
        text = snapshot.facts[name].text
        if text is None:
            continue
        for remark in remarks_on(text):
            yield QualityRemark(_NUMBER_DOUBTS[remark], (name,), text=text)
        if start is not None and (year := _year_of(text)) is not None and start.last_day.year < year:
            yield QualityRemark(Doubt.CALL_AFTER_START, (name, FactName.START), text=text, day=start)


def _year_of(number: str) -> int | None:
    """The year of the call or application that a number ends with."""
    found = _YEAR_OF_NUMBER.search(number)
    return 2000 + int(found[1]) if found else None


def _missing(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    for name in WANTED_FACTS:
        if snapshot.facts[name].value is None:
            yield _remark(Doubt.MISSING_FACT, (name,))
    if snapshot.facts[FactName.PROJECT_NUMBER].value is None:
        yield _remark(Doubt.NO_NUMBER, (FactName.PROJECT_NUMBER,))
    centre = snapshot.record.centre
    if centre.voivodeship is None or centre.latitude is None:
        yield _remark(Doubt.UNPLACED_CENTRE)
    for state in snapshot.posts:
        if state.post.is_new and state.quantity.target is None:
            yield QualityRemark(Doubt.NO_TARGET, text=state.post.name, number=state.post.id)


def _milestones(snapshot: Snapshot, limits: ActionLimits) -> Iterator[QualityRemark]:
    """A day that has passed is told once a report should have spoken of it, or some time later without reports."""
    view = snapshot.viewpoint
    if not snapshot.milestones:
        yield _remark(Doubt.NO_MILESTONES)
    for state in snapshot.milestones:
        named, expected = state.milestone, state.expected
        if state.is_achieved:
            continue
        if expected is None:
            # Who looks back at a day before the achievement cannot be asked for another date.
            if not any(is_reached_later(entry, view) and view.sees(entry.origin) for entry in named.entries):
                yield QualityRemark(Doubt.UNDATED_MILESTONE, text=named.name, number=named.number)
            continue
        waited = snapshot.watched_until - expected.last_day
        is_covered = snapshot.covered_until is not None and expected.last_day <= snapshot.covered_until
        if waited > timedelta(0 if is_covered else limits.grace_days):
            yield QualityRemark(Doubt.PASSED_DATE, text=named.name, number=named.number, day=expected)


def _silence(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    for finding in find_silence(snapshot, DEFAULT_THRESHOLDS):
        yield _remark(Doubt.SILENCE, days=finding.days)


def _sources(snapshot: Snapshot, _limits: ActionLimits) -> Iterator[QualityRemark]:
    typed: list[FactName] = []
    undated: dict[int, list[FactName]] = {}
    origins: dict[int, Origin] = {}
    for name, fact in snapshot.facts.items():
        if fact.derived is not None:
            yield QualityRemark(Doubt.CALCULATED, (name,), found=fact.amount)
        for statement in fact.statements if fact.chosen else ():
            source = statement.origin.source
            if source.kind is SourceKind.ENTRY:
                typed.append(name)
            elif source.published is None:
                undated.setdefault(source.id, []).append(name)
                origins[source.id] = statement.origin
    is_plan_typed = snapshot.plan is not None and snapshot.plan.origin.source.kind is SourceKind.ENTRY
    if typed or is_plan_typed:
        yield _remark(Doubt.NO_DOCUMENT, tuple(typed), text="plan" if is_plan_typed else "")
    for key, names in undated.items():
        yield QualityRemark(Doubt.UNDATED_SOURCE, tuple(names), text=origins[key].source.title, number=key)


_RULES: tuple[Callable[[Snapshot, ActionLimits], Iterator[QualityRemark]], ...] = (
    _period,
    _sums,
    _plan,
    _conflicts,
    _claims,
    _action,
    _missing,
    _milestones,
    _silence,
    _sources,
)
