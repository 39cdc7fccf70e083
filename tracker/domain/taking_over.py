"""What is added to a project when a person takes over what a document says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from tracker.domain.arrivals import Differences, FactDifference, Standing, is_same_document
from tracker.domain.project import Decision, Milestone, MilestoneEntry, Plan, Post, ProjectRecord, Report, Training
from tracker.domain.provenance import Choice, Origin, Source, Statement, Viewpoint, resolve_fact, told_on
from tracker.domain.schedule import applies_from
from tracker.domain.snapshot import plan_in_force
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, ReportDecision

Thing = TypeVar("Thing", Post, Training)


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes over what a document says, and how contradictions are settled.

    Attributes:
        on: The day on which it becomes known.
        reports_on: The day on which reports are handed in and accepted.
        at: The moment, aware.
        overruling: The figures of the document that count from now on; of the others what counted goes on counting.
        reason: Why: of the contradicted figures, and of plans that change.
    """

    by: str
    on: date
    at: datetime
    reports_on: date
    overruling: Collection[FactName] = frozenset()
    reason: str = ""


def addition(record: ProjectRecord, differences: Differences, taking: Taking) -> ProjectRecord:
    """What is added to a project; its ids are those of the project where it refers to what is on record.

    Args:
        record: The project as it is; a frame without histories for a new one.
        differences: What ``compare`` found between the two.
        taking: Who takes it over, when, and what counts from then on.
    """
    return _Addition(record, differences, taking).made()


class _Addition:
    """Builds one addition; new entries have ids that the project has not."""

    def __init__(self, record: ProjectRecord, differences: Differences, taking: Taking) -> None:
        self.record = record
        self.differences = differences
        self.taking = taking
        self.known = {origin.source.id: origin.source for origin in record.origins() if origin.withdrawn_on is None}
        self.last_source = max((origin.source.id for origin in record.origins()), default=0)
        self.last_statement = max((s.id for s in record.statements), default=0)
        self.sources: list[Source] = []
        self.view = Viewpoint(taking.on)

    def made(self) -> ProjectRecord:
        statements = tuple(self._statements())
        return replace(
            self.record,
            statements=statements,
            choices=tuple(self._choices(statements)),
            plans=tuple(self._plans()),
            milestones=tuple(self._milestone(one) for one in self.differences.milestones),
            posts=tuple(self._thing(one) for one in self.differences.posts),
            trainings=tuple(self._thing(one) for one in self.differences.trainings),
            reports=tuple(self._report(one) for one in self.differences.reports),
        )

    def _origin(self, said: Origin, effective_on: date | None = None) -> Origin:
        taking = self.taking
        return Origin(self._source(said.source), effective_on, taking.on, taking.at, taking.by)

    def _source(self, said: Source) -> Source:
        """The document as the project has it: what one document states has one source."""
        for source in (*self.known.values(), *self.sources):
            if is_same_document(source, said):
                return source
        new = replace(said, id=self.last_source + 1 + len(self.sources))
        self.sources.append(new)
        return new

    def _statements(self) -> Iterator[Statement]:
        stated = (one.said for one in self.differences.facts if one.standing is not Standing.SAME)
        for number, said in enumerate(stated, start=self.last_statement + 1):
            yield replace(said, id=number, origin=self._origin(said.origin, said.origin.effective_on))

    def _choices(self, new: Sequence[Statement]) -> Iterator[Choice]:
        """Decisions for contradicted figures: with the reason where the document counts, else where the rule errs."""
        by_fact = {statement.fact: statement for statement in new}
        changed = replace(self.record, statements=(*self.record.statements, *new))
        for one in self.differences.of(Standing.CONTRADICTS):
            wanted = self._wanted(one, by_fact[one.said.fact])
            held = resolve_fact(one.said.fact, changed.statements, changed.choices, self.view)
            is_new = wanted.id == by_fact[one.said.fact].id
            if is_new or held.chosen is None or held.chosen.id != wanted.id:
                day = max((d for d in self._choice_days(one.said.fact) if d), default=None)
                origin = self._origin(by_fact[one.said.fact].origin, day)
                yield Choice(0, one.said.fact, wanted.id, self.taking.reason, origin)

    def _wanted(self, one: FactDifference, new: Statement) -> Statement:
        present = one.present.chosen
        return new if present is None or one.said.fact in self.taking.overruling else present

    def _choice_days(self, fact: FactName) -> Iterator[date | None]:
        """The days from which earlier choices apply: a later one must not seem older than the one it overrules."""
        yield from (c.origin.effective_on for c in self.record.choices if c.fact is fact and self.view.sees(c.origin))

    def _plans(self) -> Iterator[Plan]:
        if self.differences.plan is not None:
            present = plan_in_force(self.record, self.view)
            said = self.differences.plan.origin.effective_on
            day = said or (present.origin.effective_on if present else None)
            yield replace(self.differences.plan, id=0, origin=self._origin(self.differences.plan.origin, day))

    def _milestone(self, one: Milestone) -> Milestone:
        known = next((m for m in self.record.milestones if m.number == one.number), replace(one, entries=()))
        entries = tuple(self._date(known, entry) for entry in one.entries)
        return replace(one, origin=self._origin(one.origin), entries=entries)

    def _date(self, known: Milestone, said: MilestoneEntry) -> MilestoneEntry:
        origin = self._origin(said.origin)
        earlier = [e for e in known.entries if e.kind is said.kind and e.origin.withdrawn_on is None]
        day = applies_from(said.kind, earlier, told_on(origin), given=said.origin.effective_on)
        moves = bool(earlier) and said.kind is not MilestoneEntryKind.ACHIEVED
        reason = said.reason or (self.taking.reason if moves else "")
        return replace(said, id=0, origin=replace(origin, effective_on=day), reason=reason)

    def _thing(self, one: Thing) -> Thing:
        entries = tuple(replace(entry, id=0, origin=self._origin(entry.origin)) for entry in one.entries)
        return replace(one, origin=self._origin(one.origin), entries=entries)

    def _report(self, one: Report) -> Report:
        """A report as handed in with the document and accepted by whoever takes it over.

        A document of a day within the period cannot have told all of it, so it was handed in when it was taken over.
        """
        taking = self.taking
        (said,) = one.submissions
        origin = self._origin(said.origin)
        day = told_on(origin) if one.period.last_day < told_on(origin) <= taking.reports_on else taking.reports_on
        accepted = Decision(ReportDecision.ACCEPTED, taking.reports_on, taking.at, made_by=taking.by)
        return replace(
            one, submissions=(replace(said, origin=replace(origin, effective_on=day), decisions=(accepted,)),)
        )
