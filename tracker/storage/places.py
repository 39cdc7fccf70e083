"""Where projects and centres belong, as far as rights go."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, or_, select

from tracker.domain.permissions import Place, Scope
from tracker.storage.base import db
from tracker.storage.models import CentreRow, ProjectRow, StatementRow


def find_place(slug: str) -> Place | None:
    """Where a project belongs, ``None`` when there is none of that slug."""
    found = select(CentreRow.id, CentreRow.voivodeship).join(ProjectRow, ProjectRow.centre_id == CentreRow.id)
    row = db.session.execute(found.where(ProjectRow.slug == slug)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None


def find_standing_place(slug: str) -> Place | None:
    """Where a project belongs; ``None`` also for one whose only import was undone.

    Whatever stands of a project, its title does, so its statements tell.
    """
    stated = select(StatementRow.id).join(ProjectRow, ProjectRow.id == StatementRow.project_id)
    stated = stated.where(ProjectRow.slug == slug)
    stands = stated.where(StatementRow.withdrawn_on.is_(None)).exists()
    is_gone = db.session.scalar(select(stated.exists() & ~stands))
    return None if is_gone else find_place(slug)


def centres_within(scope: Scope) -> Select[int]:
    """The keys of the centres that a scope reaches, to be asked inside another question."""
    keys = select(CentreRow.id)
    if scope.is_everywhere:
        return keys
    own = CentreRow.id == scope.centre_id
    return keys.where(or_(CentreRow.voivodeship.in_(list(scope.voivodeships)), own) if scope.voivodeships else own)


def undone_centres() -> Select[int]:
    """The keys of the centres that have projects, and of all of them nothing stands; see `find_standing_place`."""
    projects = select(ProjectRow.id).where(ProjectRow.centre_id == CentreRow.id).correlate(CentreRow)
    return select(CentreRow.id).where(projects.where(is_undone()).exists(), ~projects.where(~is_undone()).exists())


def is_undone() -> ColumnElement[bool]:
    """Whether nothing stands of a project, asked of its row; see `find_standing_place`."""
    stated = select(StatementRow.id).where(StatementRow.project_id == ProjectRow.id).correlate(ProjectRow)
    return stated.exists() & ~stated.where(StatementRow.withdrawn_on.is_(None)).exists()


def find_centre_place(key: int) -> Place | None:
    """Where a centre lies, ``None`` when there is none of that key."""
    row = db.session.execute(select(CentreRow.id, CentreRow.voivodeship).where(CentreRow.id == key)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None
