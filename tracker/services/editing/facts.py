"""State a fact anew, or choose which of its statements counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from tracker.domain.drafts import FactDraft
from tracker.domain.periods import PartialDate
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Choice, Fact, FactValue, Origin, Statement, Viewpoint, resolve_fact
from tracker.domain.snapshot import resolve_facts
from tracker.domain.vocabulary import FactName
from tracker.services.editing.ground import Editor, add, bare, open_project, refuse, trace

NOT_YET = 0
"""The key of a statement that the database has not numbered yet."""


def statements_of(record: ProjectRecord, fact: FactName) -> tuple[Statement, ...]:
    """Everything ever stated of a fact that stands, in the order recorded."""
    return tuple(s for s in record.statements if s.fact is fact and s.origin.withdrawn_on is None)


def fact_fingerprint(record: ProjectRecord, fact: FactName) -> str:
    """What tells one state of a fact from another: its last statement and its last choice."""
    last_choice = max((c.id for c in record.choices if c.fact is fact), default=0)
    return f"{max((s.id for s in statements_of(record, fact)), default=0)}.{last_choice}"


def state_fact(slug: str, fact: FactName, draft: FactDraft, editor: Editor, *, seen: str) -> Fact:
    """Record a statement, a choice, or both; what was there stays. The caller commits.

    A choice is recorded whenever the rule by itself would let another statement count than the person says: the
    latest choice wins over everything that is stated.

    Returns:
        The fact as it holds from now on.

    Raises:
        ConflictError: If somebody stated or chose something since the form was opened.
        InvalidInputError: If the draft does not fit what is on record.
    """
    record = open_project(slug, seen=seen, fingerprint=lambda r: fact_fingerprint(r, fact))
    origin = trace(draft.source, editor, record=record, effective_on=draft.effective_on)
    before = resolve_fact(fact, record.statements, record.choices, editor.view)
    _check(record, fact, draft)
    statements = _new_statement(fact, draft, origin)
    chosen = NOT_YET if draft.chosen is None else draft.chosen
    changed = replace(record, statements=(*record.statements, *statements))
    # A change that takes effect later is judged on the day it does.
    view = Viewpoint(max(editor.today, draft.effective_on or editor.today))
    choices = _new_choice(changed, fact, draft, chosen=chosen, origin=origin, view=view)
    changed = replace(changed, choices=(*changed.choices, *choices))
    _check_period(changed, fact, view)
    after = resolve_fact(fact, changed.statements, changed.choices, view)
    add(
        record,
        replace(bare(record), statements=statements, choices=choices),
        editor,
        deed="state_fact" if statements else "choose_statement",
        before={"fact": fact.value, "value": as_json(before.value)},
        after={"fact": fact.value, "value": as_json(after.value), "stated": as_json(draft.value)},
    )
    return after


def _check(record: ProjectRecord, fact: FactName, draft: FactDraft) -> None:
    present = statements_of(record, fact)
    if draft.chosen is not None and draft.chosen not in {s.id for s in present}:
        raise refuse("counts", gettext("Choose which figure counts."))
    if present and not draft.reason:
        raise refuse("reason", gettext("Say in a sentence why this one counts."))


def _new_statement(fact: FactName, draft: FactDraft, origin: Origin) -> tuple[Statement, ...]:
    if draft.value is None or draft.kind is None:
        return ()
    return (
        Statement(NOT_YET, fact, draft.value, draft.kind, origin, draft.as_written, draft.amount_precision, draft.note),
    )


def _new_choice(
    record: ProjectRecord, fact: FactName, draft: FactDraft, *, chosen: int, origin: Origin, view: Viewpoint
) -> tuple[Choice, ...]:
    by_rule = resolve_fact(fact, record.statements, record.choices, view).chosen
    is_settled = by_rule is not None and by_rule.id == chosen
    alone = len(statements_of(record, fact)) == 1
    if alone or (is_settled and chosen != NOT_YET and draft.value is not None):
        return ()
    dated = replace(origin, effective_on=_choice_day(record, fact, origin, view))
    return (Choice(NOT_YET, fact, chosen, draft.reason, dated),)


def _choice_day(record: ProjectRecord, fact: FactName, origin: Origin, view: Viewpoint) -> date | None:
    """The day from which a choice applies: never before an earlier choice that it is to overrule."""
    made = [c.origin.effective_on for c in record.choices if c.fact is fact and view.sees(c.origin)]
    days = [day for day in (*made, origin.effective_on) if day is not None]
    return max(days, default=None)


def _check_period(record: ProjectRecord, fact: FactName, view: Viewpoint) -> None:
    if fact not in (FactName.START, FactName.END):
        return
    facts = resolve_facts(record, view)
    start, end = facts[FactName.START].partial_date, facts[FactName.END].partial_date
    if start is not None and end is not None and end.last_day < start.first_day:
        raise refuse("value", gettext("The project would end before it starts."))


def as_json(value: FactValue | None) -> Any:
    """A value as JSON carries it: amounts and dates as texts."""
    if isinstance(value, PartialDate):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
