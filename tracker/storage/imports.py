"""Imports in the database: kept while they wait, tied to everything they brought, withdrawn at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, delete, func, insert, select, update

from tracker.domain.errors import NotFoundError
from tracker.domain.imports import KEPT, Import, ImportKind
from tracker.domain.vocabulary import FactName
from tracker.storage.base import db
from tracker.storage.models import (
    CentreRow,
    ChoiceRow,
    DraftFieldRow,
    ImportRow,
    MilestoneEntryRow,
    MilestoneRow,
    PlanRow,
    PostEntryRow,
    PostRow,
    ProjectRow,
    ReportRow,
    SourceRow,
    StatementRow,
    SubmissionRow,
    TrainingEntryRow,
    TrainingRow,
)
from tracker.storage.transactions import touch_projects

LISTED = 100
"""The newest imports that are listed."""

TRACED: tuple[Any, ...] = (
    StatementRow,
    ChoiceRow,
    PlanRow,
    MilestoneRow,
    MilestoneEntryRow,
    PostRow,
    PostEntryRow,
    TrainingRow,
    TrainingEntryRow,
    SubmissionRow,
)

_COLUMNS = (
    ImportRow.id,
    ImportRow.kind,
    ImportRow.name,
    ImportRow.account_id,
    ImportRow.created_by,
    ImportRow.created_at,
    ImportRow.notes,
    ImportRow.applied_at,
    ImportRow.applied_by,
    ImportRow.undone_at,
    ImportRow.undone_by,
)


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project as documents may name it.

    Attributes:
        centre: The full name of its centre.
        fact: Title or project number.
        text: One that was stated and stands.
    """

    slug: str
    centre: str
    fact: FactName
    text: str


def insert_import(
    kind: ImportKind,
    name: str,
    arrivals: Sequence[Any],
    notes: Sequence[str],
    *,
    account_id: int | None,
    by: str,
    at: datetime,
) -> int:
    """Keep what was read until somebody decides; the caller commits. Gives its key.

    What nobody has decided about for long is forgotten on this occasion.
    """
    values = {
        "kind": kind,
        "name": name,
        "arrivals": list(arrivals),
        "notes": list(notes),
        "account_id": account_id,
        "created_by": by,
        "created_at": at,
    }
    key = int(db.session.execute(insert(ImportRow).values(values).returning(ImportRow.id)).scalar_one())
    # After the new one is there: SQLite would give it the key of one that was just removed.
    db.session.execute(delete(ImportRow).where(ImportRow.applied_at.is_(None), ImportRow.created_at < at - KEPT))
    return key


def get_import(key: int) -> Import:
    """The import of a key.

    Raises:
        NotFoundError: If there is none.
    """
    row = db.session.execute(select(*_COLUMNS).where(ImportRow.id == key)).one_or_none()
    if row is None:
        raise NotFoundError(str(key))
    return Import(*row)


def list_imports(account_id: int | None) -> list[Import]:
    """The newest imports, of one account or of everybody, the newest first."""
    wanted = select(*_COLUMNS).order_by(ImportRow.created_at.desc(), ImportRow.id.desc()).limit(LISTED)
    if account_id is not None:
        wanted = wanted.where(ImportRow.account_id == account_id)
    return [Import(*row) for row in db.session.execute(wanted)]


def arrivals_of(key: int) -> list[dict[str, Any]]:
    """What an import says that waits, as JSON values; nothing once it is decided."""
    return list(db.session.scalar(select(ImportRow.arrivals).where(ImportRow.id == key)) or ())


def hold_import(key: int) -> Import:
    """The import as it is now, held until the transaction ends.

    Raises:
        NotFoundError: If there is none.
    """
    db.session.execute(select(ImportRow.id).where(ImportRow.id == key).with_for_update())
    return get_import(key)


def mark_applied(key: int, *, by: str, at: datetime) -> None:
    """Note that an import was taken over; what it said is in the histories from now on. The caller commits."""
    db.session.execute(update(ImportRow).where(ImportRow.id == key).values(applied_at=at, applied_by=by, arrivals=[]))


def remove_import(key: int) -> None:
    """Forget an import that was not taken over; the caller commits."""
    db.session.execute(delete(ImportRow).where(ImportRow.id == key, ImportRow.applied_at.is_(None)))


def withdraw(key: int, *, on: date, by: str, at: datetime) -> list[int]:
    """Mark everything that an import brought as withdrawn; the caller commits.

    Returns:
        The keys of the projects concerned.
    """
    touched: set[int] = set()
    for model in TRACED:
        brought = select(SourceRow.project_id).join(model, model.source_id == SourceRow.id)
        touched |= set(db.session.scalars(brought.where(model.import_id == key).distinct()))
        mine = (model.import_id == key, model.withdrawn_on.is_(None))
        db.session.execute(update(model).where(*mine).values(withdrawn_on=on).execution_options(**_PLAIN))
    db.session.execute(update(ImportRow).where(ImportRow.id == key).values(undone_at=at, undone_by=by))
    keys = sorted(touched)
    if keys:
        touch_projects(keys)
    return keys


_PLAIN = {"synchronize_session": False}
"""No row of these tables is held as an object, so there is nothing to bring up to date."""


def projects_brought(key: int) -> int:
    """How many projects an import said something about."""
    return db.session.scalar(select(func.count()).select_from(_brought(key).subquery())) or 0


def list_brought(key: int, *, most: int) -> list[tuple[str, str]]:
    """Short names of the projects that an import said something about, with those of their centres, by place."""
    named = select(ProjectRow.slug, CentreRow.short_name).join(CentreRow, CentreRow.id == ProjectRow.centre_id)
    wanted = named.where(ProjectRow.id.in_(_brought(key))).order_by(ProjectRow.slug).limit(most)
    return [(row.slug, row.short_name) for row in db.session.execute(wanted)]


def _brought(key: int) -> CompoundSelect[Any]:
    """The keys of the projects that an import said something about."""
    first, *others = (
        select(SourceRow.project_id).join(model, model.source_id == SourceRow.id).where(model.import_id == key)
        for model in TRACED
    )
    return first.union(*others)


def brought_facts_only(key: int) -> bool:
    """Whether an import brought nothing but statements and decisions which of them count."""
    others = (model for model in TRACED if model not in (StatementRow, ChoiceRow))
    return not any(db.session.scalar(select(model.id).where(model.import_id == key).limit(1)) for model in others)


def has_drafts(project_id: int) -> bool:
    """Whether somebody has begun a report of a project."""
    begun = select(DraftFieldRow.report_id).join(ReportRow, ReportRow.id == DraftFieldRow.report_id)
    return db.session.scalar(begun.where(ReportRow.project_id == project_id).limit(1)) is not None


def named_projects(*, undone: bool = False) -> list[NamedProject]:
    """Every title and number of every project that was stated and stands, in the order recorded.

    Args:
        undone: Instead those that were withdrawn.
    """
    stands = StatementRow.withdrawn_on.is_not(None) if undone else StatementRow.withdrawn_on.is_(None)
    stated = (
        select(ProjectRow.slug, CentreRow.name, StatementRow.fact, func.coalesce(StatementRow.text, ""))
        .join(ProjectRow, ProjectRow.id == StatementRow.project_id)
        .join(CentreRow, CentreRow.id == ProjectRow.centre_id)
        .where(StatementRow.fact.in_((FactName.TITLE, FactName.PROJECT_NUMBER)), stands)
        .order_by(StatementRow.id)
    )
    return [NamedProject(*row) for row in db.session.execute(stated)]
