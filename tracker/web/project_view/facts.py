"""The facts of a project's page and who pays, with source marks and what competes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.funding import PROGRAMME_EU_RATE, split_grant
from tracker.domain.money import total
from tracker.domain.provenance import Fact, Statement
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import AMOUNT_FACTS, AmountPrecision, FactName
from tracker.formatting import percent
from tracker.labels import label
from tracker.sentences import fact_text
from tracker.web.footnotes import Footnotes, Mark


@dataclass(frozen=True)
class Claim:
    """One statement beside others: what it says, how binding it is, and where it stands."""

    text: str
    kind: str
    note: Mark


@dataclass(frozen=True)
class FactRow:
    """A fact of the project.

    Attributes:
        competing: What other statements say that do not count.
        reason: Why the chosen one counts, where somebody gave a reason.
    """

    name: FactName
    label: str
    text: str
    is_known: bool
    kind: str
    note: Mark | None
    is_derived: bool
    competing: tuple[Claim, ...]
    reason: str
    remark: str


def fact_rows(snapshot: Snapshot, notes: Footnotes) -> dict[FactName, FactRow]:
    """Every fact, known or not, with its source mark."""
    return {name: _fact_row(fact, notes) for name, fact in snapshot.facts.items()}


def _fact_row(fact: Fact, notes: Footnotes) -> FactRow:
    chosen = fact.chosen
    return FactRow(
        name=fact.name,
        label=label(fact.name),
        text=fact_text(fact.name, fact.value),
        is_known=fact.value is not None,
        kind=label(chosen.kind) if chosen and fact.name in AMOUNT_FACTS | {FactName.START, FactName.END} else "",
        note=fact_note(fact, notes),
        is_derived=fact.derived is not None,
        competing=tuple(_claim(fact.name, statement, notes) for statement in fact.competing),
        reason=fact.reason,
        remark=_remark(chosen) if chosen else "",
    )


def _remark(statement: Statement) -> str:
    rounded = statement.amount_precision is AmountPrecision.ZLOTY
    return " ".join(part for part in (gettext("Written without grosze.") if rounded else "", statement.note) if part)


def _claim(name: FactName, statement: Statement, notes: Footnotes) -> Claim:
    return Claim(fact_text(name, statement.value), label(statement.kind), notes.statement(statement))


def fact_note(fact: Fact, notes: Footnotes) -> Mark | None:
    """The source mark of a fact, stated or derived; ``None`` when it is unknown."""
    if fact.chosen is not None:
        return notes.statement(fact.chosen)
    if fact.derived is not None:
        return notes.derived(fact.derived)
    return None


@dataclass(frozen=True)
class FundingRow:
    """One payer.

    Attributes:
        share: Part of the whole, 0 to 100, for the bar; ``None`` when the amount is unknown.
    """

    label: str
    amount: Decimal | None
    rate: Decimal | None
    share: float | None
    note: Mark | None


@dataclass(frozen=True)
class Funding:
    """Who pays, and whether anybody said so.

    Attributes:
        is_calculated: The split follows the programme's rate; no source gives it.
    """

    rows: tuple[FundingRow, ...]
    total: Decimal | None
    is_calculated: bool


def funding_rows(snapshot: Snapshot, notes: Footnotes) -> Funding:
    """The payers as stated; where nobody says, the programme's rate shares the value and the page says so."""
    facts = snapshot.facts
    names = (FactName.EU_FUNDING, FactName.STATE_FUNDING, FactName.OWN_CONTRIBUTION)
    amounts = [facts[name].amount for name in names]
    marks = [fact_note(facts[name], notes) for name in names]
    is_calculated = amounts[0] is None and amounts[1] is None and snapshot.value is not None
    if is_calculated and snapshot.value is not None:
        split = split_grant(snapshot.value - (amounts[2] or Decimal(0)))
        amounts[:2] = [split.eu, split.state]
        rule = gettext(
            "Calculated from the programme's rate, %(eu)s from the EU; no source gives the split.",
            eu=percent(PROGRAMME_EU_RATE, 2),
        )
        marks[:2] = [notes.calculated(rule)] * 2
    known = [amount for amount in amounts if amount is not None]
    whole = total(known) if known else None
    rows = tuple(
        FundingRow(
            label(name),
            amount,
            amount / whole if amount is not None and whole else None,
            float(amount / whole * 100) if amount is not None and whole else None,
            mark,
        )
        for name, amount, mark in zip(names, amounts, marks, strict=True)
    )
    return Funding(rows, whole, is_calculated)
