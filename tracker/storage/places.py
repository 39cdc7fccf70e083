"""Where projects and centres belong, as far as rights go."""

from __future__ import annotations

from sqlalchemy import select

from tracker.domain.permissions import Place
from tracker.storage.base import db
from tracker.storage.models import CentreRow, ProjectRow


def find_place(slug: str) -> Place | None:
    """Where a project belongs, ``None`` when there is none of that slug."""
    found = select(CentreRow.id, CentreRow.voivodeship).join(ProjectRow, ProjectRow.centre_id == CentreRow.id)
    row = db.session.execute(found.where(ProjectRow.slug == slug)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None


def find_centre_place(key: int) -> Place | None:
    """Where a centre lies, ``None`` when there is none of that key."""
    row = db.session.execute(select(CentreRow.id, CentreRow.voivodeship).where(CentreRow.id == key)).one_or_none()
    return Place(row.id, row.voivodeship) if row else None
