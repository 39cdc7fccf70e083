"""A project as it is seen as of a day, as JSON: for programs that want what the page shows, not its whole history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.project import MilestoneEntry, QuantityEntry
from tracker.domain.provenance import Fact, Origin, Source, Statement
from tracker.domain.quantities import QuantityState
from tracker.domain.snapshot import Snapshot
from tracker.exchange.documents import compact
from tracker.exchange.dumping import JsonObject, plain
from tracker.exchange.seen_sums import money, rate, seen_centre
from tracker.exchange.sheets import About
from tracker.sentences import status_reason

FORMAT = "portfel-2.5-view/1"
"""What it is: a view of one day. A history that loads back is written by ``snapshot``."""


class SeenSources:
    """The documents met while something is written, each once, by a key that holds in that writing only."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}
        self.listed: list[JsonObject] = []

    def key(self, source: Source) -> str:
        """The key under which a document is listed."""
        if source.id not in self._keys:
            self._keys[source.id] = f"s{len(self._keys) + 1}"
            self.listed.append(
                {
                    "key": self._keys[source.id],
                    "kind": source.kind.value,
                    "publisher": source.publisher,
                    "title": source.title,
                    "published": plain(source.published),
                    "url": source.url,
                    "is_example": source.is_example,
                }
            )
        return self._keys[source.id]

    def of(self, origin: Origin | None) -> str | None:
        """The key of an entry's document, ``None`` without an entry."""
        return None if origin is None else self.key(origin.source)


def seen_view(about: About, projects: Iterable[tuple[ProjectSummary, Snapshot]]) -> Iterator[str]:
    """The pieces of a file: what was asked, with the day, the filters and the counts, then one project a line."""
    yield f'{{"format": {compact(FORMAT)},\n"about": {compact(dict(about))},\n"projects": ['
    between = "\n"
    for row, snapshot in projects:
        yield between + compact(seen_project(row, snapshot))
        between = ",\n"
    yield "\n]}\n"


def seen_project(row: ProjectSummary, snapshot: Snapshot) -> JsonObject:
    """One project as of its day: amounts are texts in PLN, rates parts of one, what is unknown is ``null``."""
    sources = SeenSources()
    centre, period = snapshot.record.centre, snapshot.period
    seen: JsonObject = {
        "slug": snapshot.record.slug,
        "as_of": plain(snapshot.as_of),
        "known_on": plain(snapshot.viewpoint.known_on),
        "has_examples": snapshot.has_examples,
        "centre": seen_centre(centre),
        "title": snapshot.title,
        "stage": snapshot.stage.value,
        "status": {
            "code": row.status.value,
            "reason": status_reason(row, snapshot.as_of),
            "declared": plain(row.declared),
        },
        "period": None if period is None else {"first_day": plain(period.start), "last_day": plain(period.last_day)},
        "facts": [_fact(fact, sources) for fact in snapshot.facts.values() if fact.value is not None],
        "spending": _spending(snapshot),
        "plan": _plan(snapshot, sources),
        "milestones": _milestones(snapshot, sources),
        "posts": [
            {"name": s.post.name, "kind": s.post.kind.value, "is_new": s.post.is_new, **_quantity(s.quantity, sources)}
            for s in snapshot.posts
        ],
        "trainings": [
            {"name": s.training.name, "kind": s.training.kind.value, **_quantity(s.quantity, sources)}
            for s in snapshot.trainings
        ],
        "reports": _reports(snapshot, sources),
    }
    return seen | {"sources": sources.listed}


def _value(value: Any) -> Any:
    return money(value) if isinstance(value, Decimal) else plain(value)


def _statement(statement: Statement, sources: SeenSources) -> JsonObject:
    return {
        "value": _value(statement.value),
        "as_written": statement.as_written or None,
        "kind": statement.kind.value,
        "source": sources.of(statement.origin),
    }


def _fact(fact: Fact, sources: SeenSources) -> JsonObject:
    terms = fact.derived.terms if fact.derived else ()
    return {
        "fact": fact.name.value,
        "value": _value(fact.value),
        "stated": _statement(fact.chosen, sources) if fact.chosen else None,
        "sum_of": [{"fact": term.fact.value, **_statement(term, sources)} for term in terms],
        "competing": [_statement(other, sources) for other in fact.competing],
        "reason": fact.reason or None,
    }


def _spending(snapshot: Snapshot) -> JsonObject:
    return {
        "budget": money(snapshot.budget),
        "spent": money(snapshot.spent),
        "covered_until": plain(snapshot.covered_until),
        "spent_rate": rate(snapshot.spent_rate),
        "planned_rate": rate(snapshot.planned_rate) if snapshot.has_plan else None,
        "monthly": [
            {"task": item.task_number, "month": plain(item.month)[:7], "amount": money(item.amount)}
            for item in sorted(snapshot.reported.spending, key=lambda item: (item.month, item.task_number))
        ],
    }


def _plan(snapshot: Snapshot, sources: SeenSources) -> JsonObject | None:
    if snapshot.plan is None:
        return None
    tasks = [
        {
            "number": task.number,
            "name": task.name,
            "budget": money(task.budget),
            "monthly": {plain(month)[:7]: money(amount) for month, amount in sorted(task.monthly.items())},
        }
        for task in snapshot.plan.tasks
    ]
    return {"source": sources.of(snapshot.plan.origin), "tasks": tasks}


def _milestones(snapshot: Snapshot, sources: SeenSources) -> list[JsonObject]:
    return [
        {
            "number": state.milestone.number,
            "name": state.milestone.name,
            "kind": state.milestone.kind.value,
            "slip_days": state.slip_days,
            "baseline": _entry(state.baseline, sources),
            "forecast": _entry(state.forecast, sources),
            "achieved": _entry(state.achieved, sources),
        }
        for state in snapshot.milestones
    ]


def _entry(entry: MilestoneEntry | None, sources: SeenSources) -> JsonObject | None:
    return None if entry is None else {"day": plain(entry.day), "source": sources.of(entry.origin)}


def _quantity(state: QuantityState, sources: SeenSources) -> JsonObject:
    told: Sequence[tuple[str, QuantityEntry | None]] = (("target", state.target), ("reached", state.actual))
    return {
        name: None
        if entry is None
        else {"quantity": plain(entry.quantity), "day": plain(entry.day), "source": sources.of(entry.origin)}
        for name, entry in told
    }


def _reports(snapshot: Snapshot, sources: SeenSources) -> list[JsonObject]:
    return [
        {
            "report_id": state.report.id if state.report else None,
            "first_day": plain(state.period.start),
            "last_day": plain(state.period.last_day),
            "due_on": plain(state.owed_by),
            "standing": state.standing.value,
            "submitted_on": plain(state.submitted_on),
            "counts": state.counts,
            "is_accepted": state.is_accepted,
            "source": sources.of(state.counted.origin if state.counted else None),
        }
        for state in snapshot.reports
    ]


def seen_statements(snapshot: Snapshot) -> JsonObject:
    """Everything that is known to have been stated of a project, the earliest recorded first, and what of it counts.

    Where only the knowledge of a day is used, what was recorded later is not told; what was withdrawn never is.
    """
    sources = SeenSources()
    counting = {id(fact.chosen) for fact in snapshot.facts.values() if fact.chosen}
    known = [one for one in snapshot.record.statements if snapshot.viewpoint.knows(one.origin)]
    told = [
        {
            "fact": one.fact.value,
            **_statement(one, sources),
            "effective_on": plain(one.origin.effective_on),
            "known_on": plain(one.origin.known_on),
            "recorded_at": plain(one.origin.recorded_at),
            "is_seen": snapshot.viewpoint.sees(one.origin),
            "counts": id(one) in counting,
        }
        for one in sorted(known, key=lambda one: (one.origin.recorded_at, one.id))
    ]
    return {
        "slug": snapshot.record.slug,
        "as_of": plain(snapshot.as_of),
        "known_on": plain(snapshot.viewpoint.known_on),
        "statements": told,
        "sources": sources.listed,
    }
