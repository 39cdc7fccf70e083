"""The only changes to rows on record: a document's own date and address, and where a centre lies."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, update

from tracker.domain.corrections import CentreCorrection, DocumentCorrection
from tracker.storage.base import db
from tracker.storage.models import CentreRow, ProjectRow, SourceRow
from tracker.storage.transactions import touch_projects


def correct_records(keys: Iterable[int], projects: Iterable[int], correction: DocumentCorrection) -> None:
    """Give the records of a document in these projects a date and an address; the caller commits."""
    published = correction.published
    values = {
        "published_on": published.value if published else None,
        "published_precision": published.precision if published else None,
        "url": correction.url,
    }
    for key in keys:
        db.session.execute(update(SourceRow).where(SourceRow.id == key).values(values))
    touch_projects(list(projects))


def place_centre(key: int, correction: CentreCorrection) -> list[int]:
    """Put a centre in its place, with all its projects, whose keys are returned; the caller commits."""
    values = {
        "voivodeship": correction.voivodeship,
        "county": correction.county,
        "commune_code": correction.commune_code,
        "latitude": correction.latitude,
        "longitude": correction.longitude,
    }
    db.session.execute(update(CentreRow).where(CentreRow.id == key).values(values))
    projects = list(
        db.session.scalars(select(ProjectRow.id).where(ProjectRow.centre_id == key).order_by(ProjectRow.id))
    )
    touch_projects(projects)
    return projects
