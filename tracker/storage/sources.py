"""The documents of the portfolio: equal records of several projects are one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, select, true, union

from tracker.domain.errors import NotFoundError
from tracker.domain.periods import PartialDate
from tracker.domain.permissions import EVERYWHERE, Place, Scope
from tracker.domain.sources import SourceDocument
from tracker.domain.vocabulary import SourceKind, Voivodeship
from tracker.storage.base import db
from tracker.storage.imports import TRACED
from tracker.storage.models import (
    CentreRow,
    ImportRow,
    MilestoneEntryRow,
    PlanRow,
    PostEntryRow,
    ProjectRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    SourceRow,
    SpendingRow,
    StatementRow,
    SubmissionRow,
    TrainingEntryRow,
)
from tracker.storage.places import centres_within

_DOCUMENT = (
    SourceRow.kind,
    SourceRow.publisher,
    SourceRow.title,
    SourceRow.published_on,
    SourceRow.published_precision,
    SourceRow.url,
    SourceRow.is_example,
)
"""What two records of one document have in common."""

_OF_ONE_PROJECT = SourceRow.kind.in_((SourceKind.REPORT, SourceKind.ENTRY))
"""Reports and what a person typed in: however alike two records are, each is a document of its own."""

_STATING: tuple[Any, ...] = (StatementRow, PlanRow, MilestoneEntryRow, PostEntryRow, TrainingEntryRow)
_TELLING: tuple[Any, ...] = (SpendingRow, ReportedMilestoneRow, ReportedPostRow, ReportedTrainingRow)

MOST_KEYS = 20_000
"""Keys given to a database in one question."""


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which documents are wanted; ``None`` and an empty text want all."""

    kind: SourceKind | None = None
    voivodeship: Voivodeship | None = None
    project: str = ""


def count_documents(wanted: SourceFilter, scope: Scope = EVERYWHERE) -> int:
    """How many documents speak of the projects within a scope."""
    return _count_shared(wanted, scope) + _count_own(wanted, scope)


def _count_shared(wanted: SourceFilter, scope: Scope) -> int:
    found = _listed(select(*_DOCUMENT), wanted, scope).where(~_OF_ONE_PROJECT).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def _count_own(wanted: SourceFilter, scope: Scope) -> int:
    return db.session.scalar(_listed(select(func.count(SourceRow.id)), wanted, scope).where(_OF_ONE_PROJECT)) or 0


def list_documents(wanted: SourceFilter, scope: Scope = EVERYWHERE, *, first: int, most: int) -> list[SourceDocument]:
    """A part of the documents: published ones, then what was typed in, then reports; the newest first of each.

    Those without a date come last among their like.

    Args:
        wanted: Which documents.
        scope: The projects they are to speak of; their figures of other projects are not counted.
        first: How many are left out before.
        most: How many are listed at most.
    """
    shared = _shared(wanted, scope, first, most)
    if len(shared) == most:
        return shared
    passed = _count_shared(wanted, scope)
    return [*shared, *_own(wanted, scope, max(first - passed, 0), most - len(shared))]


def _newest() -> tuple[Any, ...]:
    return SourceRow.published_on.is_(None), SourceRow.published_on.desc(), SourceRow.publisher, SourceRow.title


def _shared(wanted: SourceFilter, scope: Scope, first: int, most: int) -> list[SourceDocument]:
    """Documents that may speak of several projects: their records are put together."""
    key, projects = func.min(SourceRow.id), func.count(SourceRow.project_id.distinct())
    asked = _listed(select(key.label("key"), *_DOCUMENT, projects.label("projects")), wanted, scope)
    grouped = asked.where(~_OF_ONE_PROJECT).group_by(*_DOCUMENT)
    rows = db.session.execute(grouped.order_by(*_newest(), key).limit(most).offset(first)).all()
    if not rows:
        return []
    counts, centres = _figures(rows, wanted, scope), _centres([row.key for row in rows if row.projects == 1])
    return [_document(row, row.projects, counts[_identity(row)], centres.get(row.key, "")) for row in rows]


def _centres(keys: Sequence[int]) -> dict[int, str]:
    """The centres of the projects that records of documents belong to."""
    asked = select(SourceRow.id, CentreRow.short_name).join(ProjectRow, ProjectRow.id == SourceRow.project_id)
    named = asked.join(CentreRow, CentreRow.id == ProjectRow.centre_id).where(SourceRow.id.in_(keys))
    return {row.id: row.short_name for row in db.session.execute(named)}


def _own(wanted: SourceFilter, scope: Scope, first: int, most: int) -> list[SourceDocument]:
    """Documents of one project each, by their own records."""
    asked = _listed(select(SourceRow.id), wanted, scope).where(_OF_ONE_PROJECT)
    order = (SourceRow.kind == SourceKind.REPORT, *_newest(), SourceRow.id)
    keys = list(db.session.scalars(asked.order_by(*order).limit(most).offset(first)))
    if not keys:
        return []
    asked = select(SourceRow.id.label("key"), *_DOCUMENT).where(SourceRow.id.in_(keys))
    rows = {row.key: row for row in db.session.execute(asked)}
    counts, centres = _by_record(keys), _centres(keys)
    return [_document(rows[key], 1, counts[key], centres[key]) for key in keys]


def _document(row: Any, projects: int, figures: int, centre: str = "") -> SourceDocument:
    published = PartialDate(row.published_on, row.published_precision) if row.published_on else None
    return SourceDocument(
        row.key,
        row.kind,
        row.publisher,
        row.title,
        published,
        row.url,
        row.is_example,
        projects,
        figures,
        centre,
    )


def get_document(key: int, scope: Scope = EVERYWHERE) -> tuple[SourceDocument, dict[int, list[int]]]:
    """A document by any of its records, and the keys of its records within a scope by project.

    Raises:
        NotFoundError: If there is no such record within the scope.
    """
    asked = select(SourceRow.id.label("key"), *_DOCUMENT)
    found = db.session.execute(_within(asked, SourceFilter(), scope).where(SourceRow.id == key)).first()
    if found is None:
        raise NotFoundError(str(key))
    records: dict[int, list[int]] = {}
    same = _within(select(SourceRow.id, SourceRow.project_id), SourceFilter(), scope).where(_same_as(found))
    same = same.join(ProjectRow, ProjectRow.id == SourceRow.project_id)
    for row in db.session.execute(same.order_by(ProjectRow.slug, SourceRow.id)):
        records.setdefault(row.project_id, []).append(row.id)
    keys = [one for several in records.values() for one in several]
    return _document(found, len(records), sum(_by_record(keys).values())), records


def _same_as(found: Any) -> ColumnElement[bool]:
    """What the records of the document of a record have in common."""
    if found.kind in (SourceKind.REPORT, SourceKind.ENTRY):
        return and_(SourceRow.id == found.key)
    return and_(*(_is(column, getattr(found, column.key)) for column in _DOCUMENT))


def _is(column: Any, value: Any) -> ColumnElement[bool]:
    """Equality that an index can answer; two dates or addresses that nobody knows are alike."""
    same: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return same


def find_source_place(key: int) -> Place | None:
    """Where the project of a record of a document belongs, ``None`` when there is no such record."""
    asked = select(CentreRow.id, CentreRow.voivodeship).join(ProjectRow, ProjectRow.centre_id == CentreRow.id)
    row = db.session.execute(
        asked.join(SourceRow, SourceRow.project_id == ProjectRow.id).where(SourceRow.id == key)
    ).one_or_none()
    return Place(row.id, row.voivodeship) if row else None


def _within(asked: Any, wanted: SourceFilter, scope: Scope) -> Any:
    """The records of documents that are wanted; their projects are joined only where they narrow the choice."""
    conditions: list[ColumnElement[bool]] = [true()]
    if not scope.is_everywhere:
        conditions.append(ProjectRow.centre_id.in_(centres_within(scope)))
    if wanted.voivodeship is not None:
        here = select(CentreRow.id).where(CentreRow.voivodeship == wanted.voivodeship)
        conditions.append(ProjectRow.centre_id.in_(here))
    if wanted.project:
        conditions.append(ProjectRow.slug == wanted.project)
    projects = select(ProjectRow.id).where(*conditions)
    found = asked.select_from(SourceRow)
    if wanted.kind is not None:
        found = found.where(SourceRow.kind == wanted.kind)
    return found if len(conditions) == 1 else found.where(SourceRow.project_id.in_(projects))


def _listed(asked: Any, wanted: SourceFilter, scope: Scope) -> Any:
    """As ``_within``, without the records of which an undone import leaves nothing."""
    undone = select(ImportRow.id).where(ImportRow.undone_at.is_not(None))
    found = _within(asked, wanted, scope)
    if db.session.scalar(undone.limit(1)) is None:
        return found
    brought = union(*(select(model.source_id).where(model.import_id.in_(undone)) for model in TRACED))
    left = (
        select(model.id).where(model.source_id == SourceRow.id, model.withdrawn_on.is_(None)).exists()
        for model in TRACED
    )
    return found.where(not_(and_(SourceRow.id.in_(brought), *(~one for one in left))))


def _identity(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column.key) for column in _DOCUMENT)


def _figures(rows: Sequence[Any], wanted: SourceFilter, scope: Scope) -> Counter[tuple[Any, ...]]:
    """How many figures some documents state, by what makes a document one; others of like names are counted too."""
    alike = SourceRow.publisher.in_({row.publisher for row in rows}) & SourceRow.title.in_({row.title for row in rows})
    asked = _within(select(SourceRow.id, *_DOCUMENT), wanted, scope).where(~_OF_ONE_PROJECT, alike)
    documents = {row.id: _identity(row) for row in db.session.execute(asked)}
    counts: Counter[tuple[Any, ...]] = Counter()
    for key, count in _by_record(list(documents)).items():
        counts[documents[key]] += count
    return counts


def _by_record(keys: Sequence[int]) -> Counter[int]:
    """How many figures records of documents state, by key."""
    counts: Counter[int] = Counter()
    for start in range(0, len(keys), MOST_KEYS):
        for asked in _counting(keys[start : start + MOST_KEYS]):
            for key, count in db.session.execute(asked):
                counts[key] += count
    return counts


def _counting(keys: Sequence[int]) -> Iterator[Any]:
    """The questions how many figures stand, not those that came with an import that was undone."""
    for model in _STATING:
        mine = (model.source_id.in_(keys), model.withdrawn_on.is_(None))
        yield select(model.source_id, func.count()).where(*mine).group_by(model.source_id)
    for model in _TELLING:
        told = select(SubmissionRow.source_id, func.count()).join(model, model.submission_id == SubmissionRow.id)
        mine = (SubmissionRow.source_id.in_(keys), SubmissionRow.withdrawn_on.is_(None))
        yield told.where(*mine).group_by(SubmissionRow.source_id)
