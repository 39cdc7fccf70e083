"""Projects in the database: find them, add to them, remove what was invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, true

from tracker.domain.alphabet import polish_key
from tracker.domain.errors import NotFoundError
from tracker.domain.periods import Period, add_months, month_end
from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.vocabulary import FactName
from tracker.storage.base import db
from tracker.storage.models import (
    AccountRow,
    AttachmentRow,
    AuditEventRow,
    CentreRow,
    ChoiceRow,
    ConfirmationRow,
    DecisionRow,
    DraftFieldRow,
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
    ReminderRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    ReportRow,
    ScreenRow,
    SourceRow,
    SpendingRow,
    StatementRow,
    SubmissionAttachmentRow,
    SubmissionRow,
    TrainingEntryRow,
    TrainingRow,
)
from tracker.storage.places import centres_within, is_undone, undone_centres
from tracker.storage.reading import read_centres, read_centres_of, read_records
from tracker.storage.transactions import touch_projects
from tracker.storage.writing import HistoryWriter, insert_centres, insert_project_rows

LONGEST_LIFE = 120
"""Months that the portfolio's time axis spans at the most."""

CHUNK = 500
"""Projects read or written at a time: bounds memory without adding many queries."""


def count_projects(scope: Scope = EVERYWHERE) -> int:
    """How many projects there are within a scope."""
    return db.session.scalar(select(func.count()).select_from(ProjectRow).where(_within(scope))) or 0


def _within(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.is_everywhere else ProjectRow.centre_id.in_(centres_within(scope))


def project_slugs() -> list[str]:
    """The slugs of all projects, in order."""
    return list(db.session.scalars(select(ProjectRow.slug).order_by(ProjectRow.slug)))


def standing_projects(scope: Scope = EVERYWHERE) -> dict[str, str]:
    """The short names of the projects within a scope of which something stands, each with the place of its centre."""
    listed = select(ProjectRow.slug, CentreRow.place).join(CentreRow, CentreRow.id == ProjectRow.centre_id)
    rows = db.session.execute(listed.where(_within(scope), ~is_undone()).order_by(ProjectRow.slug))
    return {row.slug: row.place for row in rows}


def all_centres() -> list[Centre]:
    """Every centre on record, by place in the Polish order."""
    centres = read_centres()
    return sorted(centres, key=lambda centre: (polish_key(centre.place), polish_key(centre.name)))


def standing_centres(kept: int | None = None) -> list[Centre]:
    """The centres that may be chosen: all but those of whose projects nothing stands, since their import was undone.

    Args:
        kept: One that is chosen already and stays so.
    """
    gone = set(db.session.scalars(undone_centres())) - {kept}
    return [centre for centre in all_centres() if centre.id not in gone]


def find_record(slug: str) -> ProjectRecord | None:
    """The project with its whole history, ``None`` when there is none of that slug."""
    return next(read_records(ProjectRow.slug == slug), None)


def get_record(slug: str) -> ProjectRecord:
    """The project with its whole history.

    Raises:
        NotFoundError: If there is no project of that slug.
    """
    record = find_record(slug)
    if record is None:
        raise NotFoundError(slug)
    return record


def all_records() -> Iterator[ProjectRecord]:
    """Every project, ordered by slug, read in chunks."""
    last = ""
    while chunk := list(
        db.session.scalars(select(ProjectRow.slug).where(ProjectRow.slug > last).order_by(ProjectRow.slug).limit(CHUNK))
    ):
        yield from read_records(ProjectRow.slug.between(chunk[0], chunk[-1]))
        last = chunk[-1]


def records_of(keys: Sequence[int], *, facts_only: bool = False) -> Iterator[ProjectRecord]:
    """The projects of the given keys, read in chunks.

    Args:
        keys: The keys.
        facts_only: See `read_records`.
    """
    for start in range(0, len(keys), CHUNK):
        yield from read_records(ProjectRow.id.in_(keys[start : start + CHUNK]), facts_only=facts_only)


def records_under(slugs: Sequence[str], *, facts_only: bool = False) -> Iterator[ProjectRecord]:
    """The projects of the given short names, read in chunks; a name that nothing has is passed over.

    Args:
        slugs: The short names.
        facts_only: See `read_records`.
    """
    for start in range(0, len(slugs), CHUNK):
        yield from read_records(ProjectRow.slug.in_(slugs[start : start + CHUNK]), facts_only=facts_only)


def centres_under(slugs: Sequence[str]) -> dict[str, Centre]:
    """The centres of the projects of the given short names; a name that nothing has is passed over."""
    chunks = (slugs[start : start + CHUNK] for start in range(0, len(slugs), CHUNK))
    return {slug: centre for chunk in chunks for slug, centre in read_centres_of(ProjectRow.slug.in_(chunk))}


def project_revisions(scope: Scope = EVERYWHERE) -> dict[int, int]:
    """The revision of every project within a scope, by its key."""
    found = select(ProjectRow.id, ProjectRow.revision).where(_within(scope))
    return {row.id: row.revision for row in db.session.execute(found)}


def portfolio_life(scope: Scope = EVERYWHERE) -> Period | None:
    """From the earliest start to the latest end that anybody ever stated; ``None`` while nobody has.

    Only the projects within the scope are asked. It is cut after ``LONGEST_LIFE``: one mistyped year must not stretch
    every page's time axis.
    """
    named = StatementRow.fact.in_((FactName.START, FactName.END))
    stands = StatementRow.withdrawn_on.is_(None)
    asked = select(func.min(StatementRow.day), func.max(StatementRow.day)).where(named, stands)
    if not scope.is_everywhere:
        asked = asked.where(StatementRow.project_id.in_(select(ProjectRow.id).where(_within(scope))))
    first, last = db.session.execute(asked).one()
    if not first or not last:
        return None
    return Period.of_days(first, month_end(min(last, add_months(first, LONGEST_LIFE))))


def insert_projects(records: Sequence[ProjectRecord], *, import_id: int | None = None) -> list[int]:
    """Store new projects with their histories; the caller commits.

    Ids inside a record are local to it: entries refer to sources and statements by them, the database gives its own.

    Args:
        records: The projects.
        import_id: The import that brings them, which can be undone.

    Returns:
        The projects' keys, in the order given.
    """
    centres = insert_centres(record.centre for record in records)
    keys = insert_project_rows(records, centres)
    HistoryWriter(list(zip(keys, records, strict=True)), import_id=import_id, are_new=True).write()
    touch_projects(keys)
    return keys


def insert_project(record: ProjectRecord) -> int:
    """Store one new project; see :func:`insert_projects`."""
    return insert_projects([record])[0]


def append_history(
    slug: str, record: ProjectRecord, *, on_record: ProjectRecord | None = None, import_id: int | None = None
) -> None:
    """Add everything that a record holds to an existing project; the caller commits.

    A milestone of the same number, a post or training of the same kind and name, or a report of the same period as
    one that is there gets the entries added to it.

    Args:
        slug: The project.
        record: What is added; its identity does not matter.
        on_record: The project as it stands, when what is added refers to its sources or statements; new ones then
            have ids that none of these has.
        import_id: The import that brings it, which can be undone.

    Raises:
        NotFoundError: If there is no project of that slug.
    """
    key = db.session.scalar(select(ProjectRow.id).where(ProjectRow.slug == slug))
    if key is None:
        raise NotFoundError(slug)
    HistoryWriter([(key, record)], on_record=[on_record] if on_record else (), import_id=import_id).write()
    touch_projects([key])


def append_histories(additions: Sequence[tuple[ProjectRecord, ProjectRecord]], *, import_id: int | None = None) -> None:
    """Add to many projects at once, each given as it stands and with what is added; see :func:`append_history`."""
    keys = [known.id for known, _added in additions]
    targets = [(known.id, added) for known, added in additions]
    HistoryWriter(targets, on_record=[known for known, _added in additions], import_id=import_id).write()
    touch_projects(keys)


def remove_examples() -> int:
    """Remove everything invented for demonstration; the caller commits.

    Invented data are no part of any record. Besides this only ``remove_sequel`` deletes, and it only such data too.

    Returns:
        The number of rows removed.
    """
    touched = list(db.session.scalars(select(SourceRow.project_id).where(SourceRow.is_example).distinct()))
    removed = sum(_delete(model, condition) for model, condition in _examples())
    touch_projects(touched)
    return removed


def _delete(model: Any, condition: Any) -> int:
    result: Any = db.session.execute(delete(model).where(condition))
    return int(result.rowcount)


def _examples() -> Iterator[tuple[Any, Any]]:
    """What is invented, children before parents."""
    projects = select(ProjectRow.id).where(ProjectRow.is_example)
    sources = select(SourceRow.id).where(or_(SourceRow.is_example, SourceRow.project_id.in_(projects)))
    submissions = select(SubmissionRow.id).where(SubmissionRow.source_id.in_(sources))
    plans = select(PlanRow.id).where(PlanRow.source_id.in_(sources))
    tasks = select(PlanTaskRow.id).where(PlanTaskRow.plan_id.in_(plans))
    statements = select(StatementRow.id).where(StatementRow.source_id.in_(sources))
    milestones = select(MilestoneRow.id).where(MilestoneRow.source_id.in_(sources))
    posts = select(PostRow.id).where(PostRow.source_id.in_(sources))
    trainings = select(TrainingRow.id).where(TrainingRow.source_id.in_(sources))
    decisions = select(DecisionRow.id).where(DecisionRow.submission_id.in_(submissions))
    yield RemarkRow, RemarkRow.decision_id.in_(decisions)
    for told in (
        DecisionRow,
        SpendingRow,
        ReportedMilestoneRow,
        IndicatorRow,
        ExplanationRow,
        ConfirmationRow,
        SubmissionAttachmentRow,
    ):
        yield told, told.submission_id.in_(submissions)
    filled, held = ReportedPostRow, ReportedTrainingRow
    yield filled, or_(filled.submission_id.in_(submissions), filled.post_id.in_(posts))
    yield held, or_(held.submission_id.in_(submissions), held.training_id.in_(trainings))
    yield SubmissionRow, SubmissionRow.source_id.in_(sources)
    invented = select(ReportRow.id).where(ReportRow.project_id.in_(projects))
    for written in (DraftFieldRow, AttachmentRow):
        yield written, written.report_id.in_(invented)
    # What people have begun to write about a real project stays, also where it followed an invented report.
    used = (select(kept.report_id) for kept in (SubmissionRow, DraftFieldRow, AttachmentRow))
    yield ReportRow, and_(*(ReportRow.id.not_in(kept) for kept in used))
    yield PlanAmountRow, PlanAmountRow.task_id.in_(tasks)
    yield PlanTaskRow, PlanTaskRow.plan_id.in_(plans)
    yield PlanRow, PlanRow.source_id.in_(sources)
    for entry, parent, parents in (
        (MilestoneEntryRow, MilestoneEntryRow.milestone_id, milestones),
        (PostEntryRow, PostEntryRow.post_id, posts),
        (TrainingEntryRow, TrainingEntryRow.training_id, trainings),
        (ChoiceRow, ChoiceRow.statement_id, statements),
    ):
        yield entry, or_(entry.source_id.in_(sources), parent.in_(parents))
    for model in (MilestoneRow, PostRow, TrainingRow, StatementRow):
        yield model, model.source_id.in_(sources)
    yield SourceRow, or_(SourceRow.is_example, SourceRow.project_id.in_(projects))
    for noted in (AuditEventRow, ReminderRow):
        yield noted, noted.project_id.in_(projects)
    yield ProjectRow, ProjectRow.is_example
    # Accounts and screens stay on record, and so do the centres they belong to.
    accounts = select(AccountRow.centre_id).where(AccountRow.centre_id.is_not(None))
    screens = select(ScreenRow.centre_id).where(ScreenRow.centre_id.is_not(None))
    in_use = select(ProjectRow.centre_id).union(accounts, screens)
    yield CentreRow, CentreRow.is_example & CentreRow.id.not_in(in_use)
