"""A book of projects that are in no database: what ``PortfolioBook`` answers, from records in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, is_known, take_snapshot
from tracker.domain.two_days import TwoDays, compare_days
from tracker.services.portfolio import PortfolioView
from tracker.web.screens.glance import Glance


class MemoryBook:
    """Holds the records; each has an id of its own."""

    def __init__(self, records: Sequence[ProjectRecord]) -> None:
        self._records = {record.id: record for record in records}

    def view(self, viewpoint: Viewpoint, _scope: Scope = EVERYWHERE) -> PortfolioView:
        """The rows of a day."""
        known = (record for record in self._records.values() if is_known(record, viewpoint))
        rows = {record.id: summarise(take_snapshot(record, viewpoint)) for record in known}
        return PortfolioView(rows, viewpoint.as_of, 1)

    def snapshots(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> list[Snapshot]:
        """The projects of rows, whole."""
        return [take_snapshot(self._records[row.project_id], viewpoint) for row in rows]

    def snapshots_in_turn(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> Iterator[Snapshot]:
        """The same, one after another."""
        yield from self.snapshots(rows, viewpoint)

    def comparisons(
        self, rows: Sequence[ProjectSummary], earlier: Viewpoint, later: Viewpoint
    ) -> list[tuple[ProjectSummary, TwoDays]]:
        """The projects of rows on two days."""
        return [(row, compare_days(self._records[row.project_id], earlier, later)) for row in rows]


def glance_at(records: Sequence[ProjectRecord], as_of: date) -> Glance:
    """All the projects as a screen sees them on a day."""
    book = MemoryBook(records)
    return Glance(book.view(Viewpoint(as_of)), book, EVERYWHERE)
