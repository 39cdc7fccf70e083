"""Project records to database rows, many at a time: each table is written once, whatever the number of projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from tracker.domain.periods import PartialDate
from tracker.domain.project import (
    Centre,
    Decision,
    Indicator,
    Milestone,
    Post,
    ProjectRecord,
    QuantityEntry,
    ReportedMilestone,
    Spending,
    Submission,
    Training,
)
from tracker.domain.provenance import Origin, Source, Statement
from tracker.storage.base import db
from tracker.storage.models import (
    CentreRow,
    ChoiceRow,
    ConfirmationRow,
    DecisionRow,
    ExplanationRow,
    IndicatorRow,
    MilestoneEntryRow,
    MilestoneRow,
    PlanAmountRow,
    PlanRow,
    PlanTaskRow,
    PostEntryRow,
    PostRow,
    ProjectRow,
    RemarkRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    ReportRow,
    SourceRow,
    SpendingRow,
    StatementRow,
    SubmissionRow,
    TrainingEntryRow,
    TrainingRow,
)
from tracker.storage.models.traced import Traced

Values = dict[str, Any]


def insert_centres(centres: Iterable[Centre]) -> dict[str, int]:
    """Make sure that each centre is there, and give the keys by name."""
    wanted = {centre.name: centre for centre in centres}
    keys: dict[str, int] = {}
    names = list(wanted)
    for start in range(0, len(names), 500):
        found = select(CentreRow.name, CentreRow.id).where(CentreRow.name.in_(names[start : start + 500]))
        keys.update({row.name: row.id for row in db.session.execute(found)})
    missing = [centre for name, centre in wanted.items() if name not in keys]
    new = _insert(CentreRow, [_centre(centre) for centre in missing])
    return keys | {centre.name: key for centre, key in zip(missing, new, strict=True)}


def insert_project_rows(records: Sequence[ProjectRecord], centres: Mapping[str, int]) -> list[int]:
    """Insert the projects themselves, without their histories."""
    return _insert(
        ProjectRow,
        [
            {
                "slug": record.slug,
                "centre_id": centres[record.centre.name],
                "revision": 0,
                "version": 1,
                "created_at": record.created_at,
                "is_example": record.is_example,
            }
            for record in records
        ],
    )


class HistoryWriter:
    """Writes the histories of records under projects that exist.

    Attributes:
        targets: Pairs of a project's key and the record whose history it gets.
        on_record: What the targets have already; its sources, statements, posts and training may be referred to by
            their own keys.
        import_id: The import that brings it, which can be undone.
        are_new: The targets have nothing yet to which anything could be added.
    """

    def __init__(
        self,
        targets: Sequence[tuple[int, ProjectRecord]],
        *,
        on_record: Sequence[ProjectRecord] = (),
        import_id: int | None = None,
        are_new: bool = False,
    ) -> None:
        self.targets = targets
        self.on_record = on_record
        self.import_id = import_id
        self.are_new = are_new
        self.sources = self._write_sources()
        self.posts = {(known.id, post.id): post.id for known in on_record for post in known.posts}
        self.trainings = {(known.id, one.id): one.id for known in on_record for one in known.trainings}

    def write(self) -> None:
        """Write everything the records hold."""
        self._write_statements()
        self._write_plans()
        self._write_milestones()
        self._write_posts()
        self._write_trainings()
        self._write_reports()

    def _write_sources(self) -> dict[tuple[int, int], int]:
        kept = {(known.id, s.id): s.id for known in self.on_record for s in sources_of(known)}
        found: dict[tuple[int, int], tuple[int, Source]] = {}
        for project_id, record in self.targets:
            for source in sources_of(record):
                if (project_id, source.id) not in kept:
                    found.setdefault((project_id, source.id), (project_id, source))
        keys = _insert(SourceRow, [_source(project_id, source) for project_id, source in found.values()])
        return kept | dict(zip(found, keys, strict=True))

    def _traced(self, project_id: int, origin: Origin) -> Values:
        return {
            "source_id": self.sources[project_id, origin.source.id],
            "effective_on": origin.effective_on,
            "known_on": origin.known_on,
            "recorded_at": origin.recorded_at,
            "recorded_by": origin.recorded_by,
            "import_id": self.import_id,
            "withdrawn_on": origin.withdrawn_on,
        }

    def _write_statements(self) -> None:
        all_statements = [(p, s) for p, record in self.targets for s in record.statements]
        keys = _insert(StatementRow, [_statement(p, s) | self._traced(p, s.origin) for p, s in all_statements])
        by_local = {(known.id, s.id): s.id for known in self.on_record for s in known.statements}
        by_local |= {(p, s.id): key for (p, s), key in zip(all_statements, keys, strict=True)}
        _insert(
            ChoiceRow,
            [
                {"statement_id": by_local[p, c.statement_id], "reason": c.reason} | self._traced(p, c.origin)
                for p, record in self.targets
                for c in record.choices
            ],
        )

    def _write_plans(self) -> None:
        plans = [(p, plan) for p, record in self.targets for plan in record.plans]
        plan_keys = _insert(PlanRow, [{"project_id": p} | self._traced(p, plan.origin) for p, plan in plans])
        tasks = [(key, task) for key, (_, plan) in zip(plan_keys, plans, strict=True) for task in plan.tasks]
        task_keys = _insert(
            PlanTaskRow, [{"plan_id": key, "number": task.number, "name": task.name} for key, task in tasks]
        )
        _insert_plain(
            PlanAmountRow,
            [
                {"task_id": key, "month": month, "amount": amount}
                for key, (_, task) in zip(task_keys, tasks, strict=True)
                for month, amount in sorted(task.monthly.items())
            ],
        )

    def _write_milestones(self) -> None:
        pairs = [(p, m) for p, record in self.targets for m in record.milestones]
        existing = self._existing(MilestoneRow, lambda row: row.number) if pairs else {}
        keys = self._place(MilestoneRow, pairs, existing, lambda m: m.number, _milestone)
        entries = [(p, key, e) for key, (p, m) in zip(keys, pairs, strict=True) for e in m.entries]
        _insert(
            MilestoneEntryRow,
            [
                {
                    "milestone_id": key,
                    "kind": e.kind,
                    "day": e.day.value,
                    "day_precision": e.day.precision,
                    "reason": e.reason,
                }
                | self._traced(p, e.origin)
                for p, key, e in entries
            ],
        )

    def _write_posts(self) -> None:
        pairs = [(p, post) for p, record in self.targets for post in record.posts]
        existing = self._existing(PostRow, lambda row: (row.kind, row.name)) if pairs else {}
        keys = self._place(PostRow, pairs, existing, lambda post: (post.kind, post.name), _post)
        self.posts |= {(p, post.id): key for key, (p, post) in zip(keys, pairs, strict=True)}
        self._write_quantities(PostEntryRow, "post_id", keys, pairs)

    def _write_trainings(self) -> None:
        pairs = [(p, training) for p, record in self.targets for training in record.trainings]
        existing = self._existing(TrainingRow, lambda row: (row.kind, row.name)) if pairs else {}
        keys = self._place(TrainingRow, pairs, existing, lambda t: (t.kind, t.name), _training)
        self.trainings |= {(p, training.id): key for key, (p, training) in zip(keys, pairs, strict=True)}
        self._write_quantities(TrainingEntryRow, "training_id", keys, pairs)

    def _write_quantities(self, model: Any, parent: str, keys: Sequence[int], pairs: Sequence[Any]) -> None:
        entries = [(p, key, e) for key, (p, thing) in zip(keys, pairs, strict=True) for e in thing.entries]
        _insert(model, [{parent: key} | _quantity(e) | self._traced(p, e.origin) for p, key, e in entries])

    def _existing(self, model: Any, identity: Any) -> dict[tuple[int, Any], int]:
        """What the projects already have, so that a record can add entries to it; not what was withdrawn."""
        found: dict[tuple[int, Any], int] = {}
        keys = [] if self.are_new else [project_id for project_id, _record in self.targets]
        for start in range(0, len(keys), 500):
            wanted = select(model).where(model.project_id.in_(keys[start : start + 500]))
            if issubclass(model, Traced):
                wanted = wanted.where(model.withdrawn_on.is_(None))
            found |= {(row.project_id, identity(row)): row.id for row in db.session.scalars(wanted)}
        return found

    def _place(self, model: Any, pairs: Any, existing: Any, identity: Any, values: Any) -> list[int]:
        new = [(p, thing) for p, thing in pairs if (p, identity(thing)) not in existing]
        keys = _insert(model, [values(p, thing) | self._traced(p, thing.origin) for p, thing in new])
        placed = existing | {(p, identity(thing)): key for (p, thing), key in zip(new, keys, strict=True)}
        return [placed[p, identity(thing)] for p, thing in pairs]

    def _write_reports(self) -> None:
        pairs = [(p, report) for p, record in self.targets for report in record.reports]
        existing = self._existing(ReportRow, lambda row: row.period_start) if pairs else {}
        new = [(p, report) for p, report in pairs if (p, report.period.start) not in existing]
        new_keys = _insert(
            ReportRow,
            [
                {
                    "project_id": p,
                    "period_start": report.period.start,
                    "period_end": report.period.end,
                    "due_on": report.due_on,
                }
                for p, report in new
            ],
        )
        placed = existing | {(p, r.period.start): key for (p, r), key in zip(new, new_keys, strict=True)}
        submissions = [(p, placed[p, report.period.start], s) for p, report in pairs for s in report.submissions]
        keys = _insert(SubmissionRow, [_submission(key, s) | self._traced(p, s.origin) for p, key, s in submissions])
        told = [(key, p, s) for key, (p, _, s) in zip(keys, submissions, strict=True)]
        self._write_contents(told)
        decided = [(key, d) for key, _, s in told for d in s.decisions]
        decision_keys = _insert(DecisionRow, [decision_values(key, d) for key, d in decided])
        _insert_plain(
            RemarkRow,
            [
                {"decision_id": key, "field": r.field, "comment": r.comment, "proposed": r.proposed}
                for key, (_, d) in zip(decision_keys, decided, strict=True)
                for r in d.remarks
            ],
        )

    def _write_contents(self, told: Sequence[tuple[int, int, Submission]]) -> None:
        """Write what submissions tell, given with their keys and those of their projects."""
        contents = [(key, p, s.content) for key, p, s in told]
        _insert_plain(SpendingRow, [_spending(key, item) for key, _, c in contents for item in c.spending])
        _insert_plain(ReportedMilestoneRow, [_reached(key, item) for key, _, c in contents for item in c.milestones])
        _insert_plain(
            ReportedPostRow,
            [
                {"submission_id": key, "post_id": self.posts[p, item.of], "quantity": item.quantity}
                for key, p, c in contents
                for item in c.posts
            ],
        )
        _insert_plain(
            ReportedTrainingRow,
            [
                {"submission_id": key, "training_id": self.trainings[p, item.of], "quantity": item.quantity}
                for key, p, c in contents
                for item in c.trainings
            ],
        )
        _insert_plain(
            IndicatorRow,
            [_indicator(key, place, i) for key, _, c in contents for place, i in enumerate(c.indicators, start=1)],
        )
        _insert_plain(
            ExplanationRow,
            [
                {"submission_id": key, "warning": warning, "text": text}
                for key, _, c in contents
                for warning, text in sorted(c.explanations.items())
            ],
        )
        _insert_plain(
            ConfirmationRow,
            [{"submission_id": key, "part": part} for key, _, c in contents for part in sorted(c.unchanged)],
        )


def sources_of(record: ProjectRecord) -> Iterable[Source]:
    """Every source that an entry of the record rests on, in the order met; the same one may come again."""
    return (origin.source for origin in record.origins())


def _insert(model: Any, rows: Sequence[Values]) -> list[int]:
    """Insert rows and give their keys in the same order.

    The statement goes to the table and not through the ORM, which would split the rows by the columns that are empty.
    """
    if not rows:
        return []
    table = model.__table__
    returned = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(db.session.connection().execute(returned, list(rows)).scalars())


def _insert_plain(model: Any, rows: Sequence[Values]) -> None:
    if rows:
        db.session.connection().execute(insert(model.__table__), list(rows))


def _centre(centre: Centre) -> Values:
    return {name: getattr(centre, name) for name in Centre.__slots__ if name != "id"}


def _source(project_id: int, source: Source) -> Values:
    published = source.published
    return {
        "project_id": project_id,
        "kind": source.kind,
        "publisher": source.publisher,
        "title": source.title,
        "published_on": published.value if published else None,
        "published_precision": published.precision if published else None,
        "url": source.url,
        "is_example": source.is_example,
    }


def _statement(project_id: int, statement: Statement) -> Values:
    value = statement.value
    return {
        "project_id": project_id,
        "fact": statement.fact,
        "amount": value if isinstance(value, Decimal) else None,
        "day": value.value if isinstance(value, PartialDate) else None,
        "day_precision": value.precision if isinstance(value, PartialDate) else None,
        "text": value if isinstance(value, str) else None,
        "as_written": statement.as_written,
        "kind": statement.kind,
        "amount_precision": statement.amount_precision,
        "note": statement.note,
    }


def _milestone(project_id: int, milestone: Milestone) -> Values:
    return {
        "project_id": project_id,
        "number": milestone.number,
        "kind": milestone.kind,
        "name": milestone.name,
        "weight": milestone.weight,
    }


def _post(project_id: int, post: Post) -> Values:
    return {"project_id": project_id, "kind": post.kind, "name": post.name, "is_new": post.is_new}


def _training(project_id: int, training: Training) -> Values:
    return {"project_id": project_id, "kind": training.kind, "name": training.name}


def _quantity(entry: QuantityEntry) -> Values:
    return {"kind": entry.kind, "quantity": entry.quantity, "day": entry.day, "note": entry.note}


def _submission(report_id: int, submission: Submission) -> Values:
    content = submission.content
    return {
        "report_id": report_id,
        "number": submission.number,
        "problems": content.problems,
        "next_steps": content.next_steps,
        "declared_status": content.declared_status,
        "declared_reason": content.declared_reason,
    }


def _spending(key: int, item: Spending) -> Values:
    return {"submission_id": key, "task_number": item.task_number, "month": item.month, "amount": item.amount}


def _reached(key: int, item: ReportedMilestone) -> Values:
    return {"submission_id": key, "number": item.number, "kind": item.kind, "day": item.day, "reason": item.reason}


def _indicator(key: int, place: int, indicator: Indicator) -> Values:
    return {
        "submission_id": key,
        "place": place,
        "kind": indicator.kind,
        "name": indicator.name,
        "unit": indicator.unit,
        "target": indicator.target,
        "reached": indicator.reached,
    }


def decision_values(submission_id: int, decision: Decision) -> Values:
    """The columns of a decision."""
    return {
        "submission_id": submission_id,
        "decision": decision.decision,
        "decided_on": decision.decided_on,
        "recorded_at": decision.recorded_at,
        "comment": decision.comment,
        "made_by": decision.made_by,
    }
