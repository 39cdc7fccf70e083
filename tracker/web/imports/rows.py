"""What taking an import over would change, in the words of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from tracker.domain.arrivals import Differences, FactDifference, Standing
from tracker.domain.arriving_spending import spent_in_reports
from tracker.domain.obstacles import Obstacle
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import Statement, Viewpoint, resolve_fact
from tracker.domain.vocabulary import FactName
from tracker.formatting import month_name, pln
from tracker.labels import label
from tracker.sentences import fact_text
from tracker.services.imports.previewing import Proposal
from tracker.web.footnotes import source_name


@dataclass(frozen=True)
class FactLine:
    """A stated figure in words.

    Attributes:
        written: As the document writes it, where that says more than the value.
        present: What counts so far, and ``present_source`` who says so; empty for a figure that is new.
        field: The name of the choice which of the two counts.
    """

    name: str
    value: str
    written: str = ""
    present: str = ""
    present_source: str = ""
    field: str = ""


@dataclass(frozen=True)
class ProposalRow:
    """One project of an import.

    Attributes:
        gains: What it would gain beside figures, for instance "2 milestones".
        hindrances: Why it cannot be taken over.
    """

    number: int
    place: str
    centre: str
    title: str
    slug: str
    is_new: bool
    can_be_taken: bool
    new: Sequence[FactLine]
    confirmed: Sequence[FactLine]
    contradicted: Sequence[FactLine]
    gains: Sequence[str]
    hindrances: Sequence[str]
    siblings: Sequence[str]


def proposal_row(proposal: Proposal) -> ProposalRow:
    """One project of an import in words."""
    # Of a project beyond reach only the document's own words are told, not even that it is on record.
    differences = proposal.differences if proposal.is_within else Differences()
    is_new = proposal.is_new or not proposal.is_within
    return ProposalRow(
        number=proposal.number,
        place=proposal.arrival.place,
        centre=proposal.arrival.record.centre.short_name if is_new else proposal.record.centre.short_name,
        title=_title(proposal),
        slug="" if is_new else proposal.record.slug,
        is_new=is_new,
        can_be_taken=proposal.can_be_taken,
        new=[_line(one) for one in differences.of(Standing.NEW) if one.said.fact is not FactName.TITLE],
        confirmed=[_line(one) for one in differences.of(Standing.CONFIRMS)],
        contradicted=[_contradiction(proposal.number, one) for one in differences.of(Standing.CONTRADICTS)],
        gains=list(_gains(differences)),
        hindrances=list(_hindrances(proposal)),
        siblings=proposal.siblings if proposal.is_within else (),
    )


def counts_field(number: int, fact: FactName) -> str:
    """The name of the field that tells which of two contradicting figures counts."""
    return f"counts-{number}-{fact.value}"


def _title(proposal: Proposal) -> str:
    """What the project is called on record, else in the document."""
    record, said = proposal.record, proposal.arrival.record.statements
    stated = record.statements if proposal.is_within else ()
    known = resolve_fact(FactName.TITLE, stated, record.choices, Viewpoint(date.max))
    return str(known.value or next((s.value for s in said if s.fact is FactName.TITLE), ""))


def _line(one: FactDifference) -> FactLine:
    value = fact_text(one.said.fact, one.said.value)
    return FactLine(label(one.said.fact), value, _written(one.said, value))


def _contradiction(number: int, one: FactDifference) -> FactLine:
    line = _line(one)
    chosen = one.present.chosen
    return FactLine(
        line.name,
        line.value,
        line.written,
        fact_text(one.said.fact, one.present.value),
        source_name(chosen.origin.source) if chosen else "",
        counts_field(number, one.said.fact),
    )


def _written(said: Statement, value: str) -> str:
    return said.as_written if said.as_written and said.as_written != value else ""


def _gains(differences: Differences) -> Iterator[str]:
    if differences.plan is not None:
        yield gettext("a payment schedule")
    if number := len(differences.milestones):
        yield ngettext("%(num)s milestone", "%(num)s milestones", number)
    if number := len(differences.posts):
        yield ngettext("%(num)s post or team", "%(num)s posts or teams", number)
    if number := len(differences.trainings):
        yield ngettext("%(num)s kind of training", "%(num)s kinds of training", number)
    if number := len(differences.reports):
        spent = pln(spent_in_reports(differences.reports))
        yield ngettext("%(num)s report, spending %(sum)s", "%(num)s reports, spending %(sum)s", number, sum=spent)


def _hindrances(proposal: Proposal) -> Iterator[str]:
    if proposal.is_repeated:
        yield gettext("The same project stands further up already.")
    if not proposal.is_within:
        if proposal.record.centre.voivodeship is None:
            yield gettext("The voivodeship of the centre is not known, so this account does not cover it.")
        else:
            yield gettext("This account does not cover the voivodeship.")
        return
    for obstacle, name in proposal.differences.obstacles:
        told = month_name(PartialDate.parse(name).first_day) if obstacle in OF_A_MONTH else name
        yield str(OBSTACLES[obstacle]) % {"name": told}


OBSTACLES: Mapping[Obstacle, LazyString] = MappingProxyType(
    {
        Obstacle.END_BEFORE_START: lazy_gettext("The project would end before it starts."),
        Obstacle.NOT_YET_REACHED: lazy_gettext("“%(name)s” is said to be reached on a day that is still to come."),
        Obstacle.IS_ACHIEVED: lazy_gettext("A new day is expected for “%(name)s”, which has been achieved."),
        Obstacle.SMALLER_TARGET: lazy_gettext("The target of “%(name)s” is below the one on record; say by which day."),
        Obstacle.NOT_YET_PUBLISHED: lazy_gettext("The date of the document is still to come."),
        Obstacle.NO_TITLE: lazy_gettext("The title of the project is missing."),
        Obstacle.PROJECT_GONE: lazy_gettext("The project is no longer on record; what had added it was undone."),
        Obstacle.NO_PERIOD: lazy_gettext("There is a payment schedule, but no start or end of the project."),
        Obstacle.NO_REPORTING: lazy_gettext(
            "There is spending, but the start, the end or the frequency of reports is missing."
        ),
        Obstacle.SPENDING_OUTSIDE: lazy_gettext("Spending of %(name)s lies outside the project."),
        Obstacle.SPENDING_TO_COME: lazy_gettext(
            "Spending of %(name)s belongs to a reporting period that is not over yet."
        ),
        Obstacle.SPENDING_INCOMPLETE: lazy_gettext(
            "Spending of %(name)s is incomplete: every task needs an amount, 0 where nothing was spent."
        ),
        Obstacle.SPENDING_REPORTED: lazy_gettext(
            "A report on record states another spending of %(name)s; it is changed by correcting that report."
        ),
        Obstacle.REPORT_BEGUN: lazy_gettext("A report that %(name)s belongs to has been begun; finish it there."),
        Obstacle.UNKNOWN_TASK: lazy_gettext("There is no task %(name)s in the payment schedule."),
    }
)
"""Why something cannot be taken over; ``%(name)s`` is what it concerns."""

OF_A_MONTH = frozenset(
    {
        Obstacle.SPENDING_OUTSIDE,
        Obstacle.SPENDING_TO_COME,
        Obstacle.SPENDING_INCOMPLETE,
        Obstacle.SPENDING_REPORTED,
        Obstacle.REPORT_BEGUN,
    }
)
"""What concerns a month, given as ``2019-07``."""


def headline(rows: Sequence[ProposalRow]) -> str:
    """What an import would change, in a sentence."""
    new = sum(row.is_new and row.can_be_taken for row in rows)
    changed = sum(not row.is_new and row.can_be_taken for row in rows)
    if new and changed:
        added = ngettext("%(num)s project to add", "%(num)s projects to add", new)
        return added + ", " + ngettext("%(num)s to complete", "%(num)s to complete", changed)
    if new:
        return ngettext("%(num)s project to add", "%(num)s projects to add", new)
    if changed:
        return ngettext("%(num)s project to complete", "%(num)s projects to complete", changed)
    return gettext("Nothing to take over")
