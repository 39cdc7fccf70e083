"""From the checked contents of a file to a project's history: keys become sources, defaults are filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from flask_babel import gettext

from tracker.domain.errors import Problem
from tracker.domain.money import total
from tracker.domain.project import (
    Centre,
    Decision,
    Indicator,
    Milestone,
    MilestoneEntry,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Remark,
    Report,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
    Submission,
    Task,
    Training,
)
from tracker.domain.provenance import Choice, Origin, Source, Statement
from tracker.domain.reporting import due_day
from tracker.domain.vocabulary import CentreKind, DatePrecision, SourceKind
from tracker.schemas.problems import located, path_of

UNKNOWN_SOURCE = Source(0, SourceKind.ENTRY, publisher="", title="")
"""Stands where a key names no source; a record with it is never handed out."""


@dataclass
class Assembly:
    """Builds one project's record and gathers what does not fit together.

    Attributes:
        data: What ``ProjectSchema`` gave.
        file: Name to put before each path.
        at: Path of the project inside the file.
    """

    data: Mapping[str, Any]
    file: str
    at: tuple[str | int, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    last_id: int = 0

    def complain(self, message: str, *steps: str | int) -> None:
        """Note a problem at a path."""
        self.problems.append(Problem(located(self.file, path_of(*self.at, *steps)), message))

    def place(self) -> str:
        """File and path of the project, for messages about the whole of it."""
        return located(self.file, path_of(*self.at))

    def record(self) -> ProjectRecord:
        """The project; it may be used only when no problem was noted."""
        data = self.data
        self._read_sources()
        statements = tuple(
            Statement(
                id=index + 1,
                fact=item["fact"],
                value=item["value"],
                kind=item["kind"],
                origin=self._origin(item, "statements", index),
                as_written=item["as_written"],
                amount_precision=item["amount_precision"],
                note=item["note"],
            )
            for index, item in enumerate(data["statements"])
        )
        record = ProjectRecord(
            id=0,
            slug=data["slug"] or data["extends"],
            centre=self._centre(),
            revision=1,
            version=1,
            created_at=data["recorded_at"],
            is_example=data["is_example"],
            statements=statements,
            choices=self._choices(statements),
            plans=tuple(self._plan(item, index) for index, item in enumerate(data["plans"])),
            milestones=tuple(self._milestone(item, index) for index, item in enumerate(data["milestones"])),
            posts=tuple(self._post(item, index) for index, item in enumerate(data["posts"])),
            trainings=tuple(self._training(item, index) for index, item in enumerate(data["trainings"])),
            reports=tuple(self._report(item, index) for index, item in enumerate(data["reports"])),
        )
        self._check_unique()
        self._check_reports(record.reports)
        for index, source in enumerate(data["sources"]):
            if source["key"] not in self.used:
                self.complain(gettext("Nothing rests on this source."), "sources", index, "key")
        return record

    def _next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def _centre(self) -> Centre:
        centre = self.data["centre"]
        if centre is None:
            return Centre(0, self.data["extends"], self.data["extends"], self.data["extends"], CentreKind.OTHER, None)
        return Centre(id=0, **centre)

    def _read_sources(self) -> None:
        for index, item in enumerate(self.data["sources"]):
            if item["key"] in self.sources:
                message = gettext('The source "%(key)s" is there twice.', key=item["key"])
                self.complain(message, "sources", index, "key")
            facts = {name: value for name, value in item.items() if name != "key"}
            self.sources[item["key"]] = Source(id=index + 1, **facts)

    def _origin(self, item: Mapping[str, Any], *steps: str | int) -> Origin:
        key = item["source"]
        source = self.sources.get(key)
        self.used.add(key)
        if source is None:
            self.complain(gettext('There is no source "%(key)s" in this file.', key=key), *steps, "source")
            source = UNKNOWN_SOURCE
        recorded_at: datetime = item["recorded_at"] or self.data["recorded_at"]
        published = source.published
        known_by_source = published.value if published and published.precision is DatePrecision.DAY else None
        return Origin(
            source=source,
            effective_on=item["effective_on"],
            known_on=item["known_on"] or known_by_source or recorded_at.astimezone(UTC).date(),
            recorded_at=recorded_at,
            recorded_by=item["recorded_by"],
            withdrawn_on=item["withdrawn_on"],
        )

    def _choices(self, statements: Sequence[Statement]) -> tuple[Choice, ...]:
        choices = []
        for index, item in enumerate(self.data["choices"]):
            place = item["statement"]
            if not 0 <= place < len(statements) or statements[place].fact is not item["fact"]:
                message = gettext("There is no statement of this fact at place %(place)s of the list.", place=place)
                self.complain(message, "choices", index, "statement")
            origin = self._origin(item, "choices", index)
            choices.append(Choice(index + 1, item["fact"], place + 1, item["reason"], origin))
        return tuple(choices)

    def _plan(self, item: Mapping[str, Any], index: int) -> Plan:
        tasks = tuple(
            Task(task["number"], task["name"], total(task["monthly"].values()), dict(sorted(task["monthly"].items())))
            for task in sorted(item["tasks"], key=lambda task: int(task["number"]))
        )
        return Plan(index + 1, tasks, self._origin(item, "plans", index))

    def _milestone(self, item: Mapping[str, Any], index: int) -> Milestone:
        entries = tuple(
            MilestoneEntry(
                id=self._next_id(),
                kind=entry["kind"],
                day=entry["day"],
                origin=self._origin(entry, "milestones", index, "entries", place),
                reason=entry["reason"],
            )
            for place, entry in enumerate(item["entries"])
        )
        origin = self._origin(item, "milestones", index)
        return Milestone(index + 1, item["number"], item["kind"], item["name"], item["weight"], origin, entries)

    def _post(self, item: Mapping[str, Any], index: int) -> Post:
        origin = self._origin(item, "posts", index)
        return Post(index + 1, item["kind"], item["name"], item["is_new"], origin, self._entries(item, "posts", index))

    def _training(self, item: Mapping[str, Any], index: int) -> Training:
        origin = self._origin(item, "trainings", index)
        return Training(index + 1, item["kind"], item["name"], origin, self._entries(item, "trainings", index))

    def _entries(self, item: Mapping[str, Any], *steps: str | int) -> tuple[QuantityEntry, ...]:
        return tuple(
            QuantityEntry(
                id=self._next_id(),
                kind=entry["kind"],
                quantity=entry["quantity"],
                day=entry["day"],
                origin=self._origin(entry, *steps, "entries", place),
                note=entry["note"],
            )
            for place, entry in enumerate(item["entries"])
        )

    def _report(self, item: Mapping[str, Any], index: int) -> Report:
        submissions = tuple(
            self._submission(part, "reports", index, "submissions", place)
            for place, part in enumerate(item["submissions"])
        )
        return Report(index + 1, item["period"], item["due_on"] or due_day(item["period"]), submissions)

    def _submission(self, item: Mapping[str, Any], *steps: str | int) -> Submission:
        origin = self._origin(item, *steps)
        for place in repeated((part["month"], part["task"]) for part in item["spending"]):
            message = gettext("The spending of this task in this month is there twice.")
            self.complain(message, *steps, "spending", place)
        for place in repeated(part["number"] for part in item["milestones"]):
            message = gettext("%(value)s is there twice.", value=item["milestones"][place]["number"])
            self.complain(message, *steps, "milestones", place, "number")
        decisions = tuple(_decision(entry, origin) for entry in item["decisions"])
        content = ReportContent(
            milestones=tuple(
                self._reported(part, *steps, "milestones", i) for i, part in enumerate(item["milestones"])
            ),
            posts=self._quantities(item, "post", *steps),
            trainings=self._quantities(item, "training", *steps),
            indicators=tuple(Indicator(**part) for part in item["indicators"]),
            problems=item["problems"],
            next_steps=item["next_steps"],
            spending=tuple(Spending(part["task"], part["month"], part["amount"]) for part in item["spending"]),
            declared_status=item["declared_status"],
            declared_reason=item["declared_reason"],
            explanations=dict(item["explanations"]),
            unchanged=frozenset(item["unchanged"]),
        )
        return Submission(self._next_id(), item["number"], content, origin, decisions)

    def _reported(self, part: Mapping[str, Any], *steps: str | int) -> ReportedMilestone:
        if all(milestone["number"] != part["number"] for milestone in self.data["milestones"]):
            message = gettext("There is no milestone of number %(number)s in this file.", number=part["number"])
            self.complain(message, *steps, "number")
        return ReportedMilestone(part["number"], part["kind"], part["day"], part["reason"])

    def _quantities(self, item: Mapping[str, Any], thing: str, *steps: str | int) -> tuple[ReportedQuantity, ...]:
        """What a submission says of posts or training; ids are places in the list, from 1."""
        parts = item[f"{thing}s"]
        for place in repeated(part[thing] for part in parts):
            self.complain(gettext("%(value)s is there twice.", value=parts[place][thing]), *steps, f"{thing}s", place)
        for place, part in enumerate(parts):
            if not 0 <= part[thing] < len(self.data[f"{thing}s"]):
                message = gettext("The list has nothing at place %(place)s.", place=part[thing])
                self.complain(message, *steps, f"{thing}s", place, thing)
        return tuple(ReportedQuantity(part[thing] + 1, part["quantity"]) for part in parts)

    def _check_unique(self) -> None:
        self._twice("milestones", lambda item: item["number"], "number")
        self._twice("posts", lambda item: (item["name"], item["kind"]), "name")
        self._twice("trainings", lambda item: (item["name"], item["kind"]), "name")

    def _twice(self, part: str, identity: Callable[[Mapping[str, Any]], Any], named: str) -> None:
        for index in repeated(identity(item) for item in self.data[part]):
            value = self.data[part][index][named]
            self.complain(gettext("%(value)s is there twice.", value=value), part, index, named)

    def _check_reports(self, reports: Sequence[Report]) -> None:
        for (first, one), (second, other) in combinations(enumerate(reports), 2):
            if one.period.overlaps(other.period):
                message = gettext("Its period overlaps that of report %(number)s of the list.", number=first)
                self.complain(message, "reports", second, "period")
        for index, report in enumerate(reports):
            for place in repeated(submission.number for submission in report.submissions):
                message = gettext("%(value)s is there twice.", value=report.submissions[place].number)
                self.complain(message, "reports", index, "submissions", place, "number")


def repeated(values: Iterable[Any]) -> list[int]:
    """Places of values that were there before.

    >>> repeated("abcab")
    [3, 4]
    """
    seen: set[Any] = set()
    places = []
    for index, value in enumerate(values):
        if value in seen:
            places.append(index)
        seen.add(value)
    return places


def _decision(entry: Mapping[str, Any], origin: Origin) -> Decision:
    return Decision(
        decision=entry["decision"],
        decided_on=entry["decided_on"],
        recorded_at=entry["recorded_at"] or origin.recorded_at,
        comment=entry["comment"],
        made_by=entry["made_by"],
        remarks=tuple(Remark(**remark) for remark in entry["remarks"]),
    )
