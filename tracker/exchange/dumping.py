"""A project's history as JSON values; what has its default is left out, so that each history has one spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.periods import PartialDate
from tracker.domain.project import (
    Centre,
    Decision,
    Indicator,
    Milestone,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Report,
    ReportedQuantity,
    Submission,
    Training,
)
from tracker.domain.provenance import Origin, Source
from tracker.domain.reporting import due_day
from tracker.domain.vocabulary import AmountPrecision, DatePrecision
from tracker.schemas.amounts import written_precision

JsonObject = dict[str, Any]


def plain(value: Any) -> Any:
    """A domain value as JSON has it: amounts, quantities and dates are texts."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def pack(**values: Any) -> JsonObject:
    """An object of JSON values without what is empty, unknown or false."""
    return {
        name: plain(value) for name, value in values.items() if value is not None and value not in ("", False, (), [])
    }


def amount(value: Decimal) -> str:
    """PLN with two places."""
    return f"{value:.2f}"


@dataclass
class _Sources:
    """Sources in the order of their first use; equal ones are one."""

    recorded_at: datetime
    keys: dict[tuple[Any, ...], str] = field(default_factory=dict)
    listed: list[JsonObject] = field(default_factory=list)

    def key(self, source: Source) -> str:
        """The key of a source; a new one is listed."""
        facts = {f.name: getattr(source, f.name) for f in fields(Source) if f.name != "id"}
        identity = tuple(facts.values())
        if identity not in self.keys:
            self.keys[identity] = f"s{len(self.keys) + 1}"
            self.listed.append(pack(key=self.keys[identity], **facts))
        return self.keys[identity]

    def origin(self, origin: Origin) -> JsonObject:
        """Source and clocks of an entry."""
        published = origin.source.published
        by_source = published.value if published and published.precision is DatePrecision.DAY else None
        default = by_source or origin.recorded_at.astimezone(UTC).date()
        return pack(
            source=self.key(origin.source),
            effective_on=origin.effective_on,
            known_on=None if origin.known_on == default else origin.known_on,
            recorded_at=None if origin.recorded_at == self.recorded_at else origin.recorded_at,
            recorded_by=origin.recorded_by,
            withdrawn_on=origin.withdrawn_on,
        )


def dump_project(record: ProjectRecord, *, extends: bool = False) -> JsonObject:
    """A project as JSON values.

    Args:
        record: The project.
        extends: Write it as an addition to the project of this short name.
    """
    sources = _Sources(record.created_at)
    parts: dict[str, list[JsonObject]] = {
        "statements": _statements(record, sources),
        "choices": _choices(record, sources),
        "plans": [_plan(plan, sources) for plan in record.plans],
        "milestones": [_milestone(milestone, sources) for milestone in record.milestones],
        "posts": [_post(post, sources) for post in record.posts],
        "trainings": [_training(training, sources) for training in record.trainings],
        "reports": [_report(report, record, sources) for report in record.reports],
    }
    identity: JsonObject = {"extends" if extends else "slug": record.slug}
    identity |= pack(recorded_at=record.created_at, is_example=record.is_example)
    if not extends:
        identity["centre"] = _centre(record.centre)
    return identity | {name: part for name, part in {"sources": sources.listed, **parts}.items() if part}


def _centre(centre: Centre) -> JsonObject:
    return pack(**{f.name: getattr(centre, f.name) for f in fields(Centre) if f.name != "id"})


def _statements(record: ProjectRecord, sources: _Sources) -> list[JsonObject]:
    dumped = []
    for statement in record.statements:
        value, written = statement.value, statement.as_written
        default = written_precision(written) if written else AmountPrecision.GROSZ
        precision = None if statement.amount_precision is default else statement.amount_precision
        dumped.append(
            pack(fact=statement.fact, value=amount(value) if isinstance(value, Decimal) else value)
            | pack(as_written=written, kind=statement.kind, amount_precision=precision)
            | sources.origin(statement.origin)
            | pack(note=statement.note)
        )
    return dumped


def _choices(record: ProjectRecord, sources: _Sources) -> list[JsonObject]:
    places = {statement.id: place for place, statement in enumerate(record.statements)}
    return [
        {"fact": choice.fact.value, "statement": places[choice.statement_id], "reason": choice.reason}
        | sources.origin(choice.origin)
        for choice in record.choices
    ]


def _plan(plan: Plan, sources: _Sources) -> JsonObject:
    tasks = [
        {"number": task.number, "name": task.name, "monthly": _monthly(task.monthly)}
        for task in sorted(plan.tasks, key=lambda task: task.number)
    ]
    return sources.origin(plan.origin) | {"tasks": tasks}


def _monthly(monthly: Mapping[date, Decimal]) -> dict[str, str]:
    return {month.isoformat()[:7]: amount(monthly[month]) for month in sorted(monthly)}


def _milestone(milestone: Milestone, sources: _Sources) -> JsonObject:
    entries = [
        pack(kind=entry.kind, day=entry.day) | sources.origin(entry.origin) | pack(reason=entry.reason)
        for entry in milestone.entries
    ]
    weight = None if milestone.weight == 1 else milestone.weight
    named = pack(number=milestone.number, kind=milestone.kind, name=milestone.name, weight=weight)
    return named | sources.origin(milestone.origin) | pack(entries=entries)


def _post(post: Post, sources: _Sources) -> JsonObject:
    named: JsonObject = {"kind": post.kind.value, "name": post.name, "is_new": post.is_new}
    return named | sources.origin(post.origin) | pack(entries=_entries(post.entries, sources))


def _training(training: Training, sources: _Sources) -> JsonObject:
    named = pack(kind=training.kind, name=training.name)
    return named | sources.origin(training.origin) | pack(entries=_entries(training.entries, sources))


def _entries(entries: Iterable[QuantityEntry], sources: _Sources) -> list[JsonObject]:
    return [
        {"kind": entry.kind.value, "quantity": f"{entry.quantity.normalize():f}"}
        | pack(day=entry.day)
        | sources.origin(entry.origin)
        | pack(note=entry.note)
        for entry in entries
    ]


def _report(report: Report, record: ProjectRecord, sources: _Sources) -> JsonObject:
    period = {"first_day": report.period.start.isoformat(), "last_day": report.period.last_day.isoformat()}
    due_on = None if report.due_on == due_day(report.period) else report.due_on
    submissions = [_submission(submission, record, sources) for submission in report.submissions]
    return {"period": period} | pack(due_on=due_on) | {"submissions": submissions}


def _submission(submission: Submission, record: ProjectRecord, sources: _Sources) -> JsonObject:
    content = submission.content
    named = {"number": submission.number} | sources.origin(submission.origin)
    return named | pack(
        milestones=[
            pack(number=item.number, kind=item.kind, day=item.day, reason=item.reason)
            for item in sorted(content.milestones, key=lambda item: item.number)
        ],
        posts=_quantities("post", content.posts, record.posts),
        trainings=_quantities("training", content.trainings, record.trainings),
        indicators=[_indicator(indicator) for indicator in content.indicators],
        problems=content.problems,
        next_steps=content.next_steps,
        spending=[
            {"task": item.task_number, "month": item.month.isoformat()[:7], "amount": amount(item.amount)}
            for item in sorted(content.spending, key=lambda item: (item.month, item.task_number))
        ],
        declared_status=content.declared_status,
        declared_reason=content.declared_reason,
        explanations=dict(sorted(content.explanations.items())) or None,
        unchanged=sorted(part.value for part in content.unchanged),
        decisions=[_decision(decision, submission.origin) for decision in submission.decisions],
    )


def _quantities(thing: str, told: Iterable[ReportedQuantity], things: Sequence[Post | Training]) -> list[JsonObject]:
    """What a report says of posts or training, each by its place in the list."""
    places = {item.id: place for place, item in enumerate(things)}
    return [
        {thing: places[item.of], "quantity": plain(item.quantity.normalize())}
        for item in sorted(told, key=lambda item: places[item.of])
    ]


def _indicator(indicator: Indicator) -> JsonObject:
    target = None if indicator.target is None else indicator.target.normalize()
    named = pack(kind=indicator.kind, name=indicator.name, unit=indicator.unit, target=target)
    return named | {"reached": plain(indicator.reached.normalize())}


def _decision(decision: Decision, origin: Origin) -> JsonObject:
    moment = None if decision.recorded_at == origin.recorded_at else decision.recorded_at
    return pack(
        decision=decision.decision,
        decided_on=decision.decided_on,
        recorded_at=moment,
        comment=decision.comment,
        made_by=decision.made_by,
        remarks=[
            pack(field=remark.field, comment=remark.comment, proposed=remark.proposed)
            for remark in sorted(decision.remarks, key=lambda remark: remark.field)
        ],
    )
