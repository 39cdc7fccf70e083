"""The page on which a fact is stated anew, or one of its statements chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tracker.domain.permissions import Deed
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Fact, Statement, resolve_fact
from tracker.domain.vocabulary import AMOUNT_FACTS, CODED_FACTS, DATE_FACTS, FactName, StatementKind
from tracker.gate.guards import at_standing_project, guard
from tracker.labels import choices, label
from tracker.schemas.editing_facts import NEW_VALUE, fact_schema
from tracker.sentences import fact_text
from tracker.services.editing.facts import fact_fingerprint, state_fact, statements_of
from tracker.storage.projects import get_record
from tracker.web.editing.pages import Theirs, bp, editor, page, recorded, saved
from tracker.web.footnotes import source_name
from tracker.web.forms import Form, submit, typed

QUESTIONS: Mapping[FactName, Any] = {
    FactName.TITLE: lazy_gettext("What is the project called?"),
    FactName.PROJECT_NUMBER: lazy_gettext("What is the number of the project?"),
    FactName.CALL_NUMBER: lazy_gettext("In which call was the project submitted?"),
    FactName.STAGE: lazy_gettext("What stage does the source speak of?"),
    FactName.TOTAL_VALUE: lazy_gettext("What is the value of the project?"),
    FactName.ELIGIBLE_EXPENDITURE: lazy_gettext("How much is the eligible expenditure?"),
    FactName.GRANT: lazy_gettext("How much is the grant?"),
    FactName.EU_FUNDING: lazy_gettext("How much does the European Union pay?"),
    FactName.STATE_FUNDING: lazy_gettext("How much does the state budget pay?"),
    FactName.OWN_CONTRIBUTION: lazy_gettext("How much does the centre pay itself?"),
    FactName.FUNDING_CLAIM: lazy_gettext("Who pays, in the words of the source?"),
    FactName.START: lazy_gettext("When does the project start?"),
    FactName.END: lazy_gettext("When does the project end?"),
    FactName.SETTLEMENT_METHOD: lazy_gettext("How is the grant accounted for?"),
    FactName.REPORTING_FREQUENCY: lazy_gettext("How often does the centre report?"),
}
"""The heading of each fact's form."""


@bp.get("/<slug>/edytuj/fakt/<fact>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def fact(slug: str, fact: str) -> str:
    """The form of one fact."""
    return _show(get_record(slug), _fact_name(fact), Form({"counts": NEW_VALUE}))


@bp.post("/<slug>/edytuj/fakt/<fact>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_fact(slug: str, fact: str) -> Response:
    """Record what the form states and chooses."""
    name = _fact_name(fact)
    return submit(
        fact_schema(name),
        deed=lambda draft: state_fact(slug, name, draft, editor(), seen=typed().get("seen", "")),
        show=lambda form: _show(get_record(slug), name, form),
        done=lambda outcome: saved(slug, _told(name, outcome)),
    )


def _fact_name(text: str) -> FactName:
    if text not in list(FactName):
        abort(404)
    return FactName(text)


def _told(name: FactName, outcome: Fact) -> str:
    return gettext(
        "Saved. %(fact)s that counts now: %(value)s. The earlier statements stay in the history.",
        fact=label(name),
        value=fact_text(name, outcome.value),
    )


def _show(record: ProjectRecord, name: FactName, form: Form) -> str:
    present = resolve_fact(name, record.statements, record.choices, editor().view)
    statements = statements_of(record, name)
    return page(
        "fact",
        record,
        form,
        fact=name,
        question=QUESTIONS[name],
        shape=_shape(name),
        members=choices(CODED_FACTS[name]) if name in CODED_FACTS else (),
        kinds=choices(StatementKind),
        present=present,
        present_text=fact_text(name, present.value),
        present_source=source_name(present.chosen.origin.source) if present.chosen else "",
        counts=[(NEW_VALUE, gettext("The new one, given above")), *((s.id, _claim(name, s)) for s in statements)],
        has_statements=bool(statements),
        theirs=_theirs(record, name) if form.is_conflict else None,
        seen=fact_fingerprint(record, name),
    )


def _shape(name: FactName) -> str:
    if name in AMOUNT_FACTS:
        return "amount"
    if name in DATE_FACTS:
        return "date"
    return "coded" if name in CODED_FACTS else "text"


def _claim(name: FactName, statement: Statement) -> str:
    return gettext(
        "%(value)s, %(kind)s: %(source)s",
        value=fact_text(name, statement.value),
        kind=label(statement.kind),
        source=source_name(statement.origin.source),
    )


def _theirs(record: ProjectRecord, name: FactName) -> Theirs | None:
    """What was last stated or, where that came later, chosen."""
    by_id = {statement.id: statement for statement in statements_of(record, name)}
    deeds = [(s.origin, s) for s in by_id.values()]
    deeds += [(c.origin, by_id[c.statement_id]) for c in record.choices if c.fact is name]
    last = max(deeds, key=lambda deed: (deed[0].recorded_at, deed[1].id), default=None)
    return Theirs(fact_text(name, last[1].value), recorded(last[0])) if last else None
