"""A project as seen from a viewpoint, for its page, its files and programs."""

from __future__ import annotations

from tracker.domain.errors import NotFoundError
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, is_known, take_snapshot
from tracker.storage.projects import get_record


def seen_snapshot(slug: str, seen: Viewpoint) -> Snapshot:
    """The project as seen from a viewpoint.

    Raises:
        NotFoundError: If nothing of it had been recorded by the day whose knowledge is used: then it was not there.
    """
    record = get_record(slug)
    if not is_known(record, seen):
        raise NotFoundError(slug)
    return take_snapshot(record, seen)
