"""Where projects and centres belong, as far as rights go."""

from __future__ import annotations

from sqlalchemy import Select, or_, select

from tracker.domain.permissions import Place, Scope
from tracker.storage.base import db
from tracker.storage.models import CentreRow, ProjectRow


def find_place(slug: str) -> Place | None:
    """Where a project belongs, ``None`` when there is none of that slug."""
    found = select(CentreRow.id, CentreRow.voivodeship).join(ProjectRow, ProjectRow.centre_id == CentreRow.id)
    row = db.session.execute(found.where(ProjectRow.slug == slug)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None


def centres_within(scope: Scope) -> Select[int]:
    """The keys of the centres that a scope reaches, to be asked inside another question."""
    keys = select(CentreRow.id)
    if scope.is_everywhere:
        return keys
    own = CentreRow.id == scope.centre_id
    return keys.where(or_(CentreRow.voivodeship.in_(list(scope.voivodeships)), own) if scope.voivodeships else own)


def find_centre_place(key: int) -> Place | None:
    """Where a centre lies, ``None`` when there is none of that key."""
    row = db.session.execute(select(CentreRow.id, CentreRow.voivodeship).where(CentreRow.id == key)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None
