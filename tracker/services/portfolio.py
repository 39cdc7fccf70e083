"""The portfolio as of a day, kept ready: only projects that changed are looked at again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from tracker.domain.periods import ONE_DAY, Period, add_months
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import assess
from tracker.domain.vocabulary import Status
from tracker.storage import projects, transactions

ROWS_KEPT = 60_000
"""Summaries kept in memory over all viewpoints, about 2 kB each; the viewpoint longest unused goes first."""

TRACE_LIMIT = 300
"""Up to this many projects their status is computed for every month of the portfolio's life."""


@dataclass
class _View:
    """The summaries of one viewpoint as of one data version."""

    version: int = -1
    rows: dict[int, ProjectSummary] = field(default_factory=dict)


@dataclass(frozen=True)
class _Trace:
    """A project's status at the end of each month, as of one revision of it."""

    revision: int
    statuses: dict[date, Status]

    def covers(self, days: Sequence[date]) -> bool:
        return all(day in self.statuses for day in days)


_NO_TRACE = _Trace(-1, {})
_WANTING = (Status.AT_RISK, Status.ATTENTION)


class PortfolioBook:
    """Answers for the whole portfolio, shared by the threads of one process.

    Each answer first asks the database for its data version; what other processes changed is read again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._views: OrderedDict[Viewpoint, _View] = OrderedDict()
        self._trace: dict[int, _Trace] = {}

    def rows(self, viewpoint: Viewpoint) -> Sequence[ProjectSummary]:
        """One row for every project, as seen from a viewpoint."""
        version = transactions.data_version()
        with self._lock:
            view = self._views.setdefault(viewpoint, _View())
            self._views.move_to_end(viewpoint)
            if view.version != version:
                self._refresh(view, viewpoint)
                view.version = version
            self._forget()
            return list(view.rows.values())

    def _refresh(self, view: _View, viewpoint: Viewpoint) -> None:
        for record in projects.records_changed_since(view.version):
            view.rows[record.id] = summarise(take_snapshot(record, viewpoint))
        gone = view.rows.keys() - projects.project_revisions().keys()
        for key in gone:
            del view.rows[key]

    def _forget(self) -> None:
        while len(self._views) > 1 and sum(len(view.rows) for view in self._views.values()) > ROWS_KEPT:
            self._views.popitem(last=False)

    def attention_by_month(self, life: Period) -> dict[date, int] | None:
        """How many projects needed attention at the end of each month of the portfolio's life.

        Returns:
            Counts by last day of month, or ``None`` for a portfolio of more than ``TRACE_LIMIT`` projects.
        """
        if projects.count_projects() > TRACE_LIMIT:
            return None
        days = months_of(life)
        revisions = projects.project_revisions()
        with self._lock:
            self._trace = {key: self._trace[key] for key in revisions if self._trace.get(key, _NO_TRACE).covers(days)}
            stale = [key for key, revision in revisions.items() if self._trace.get(key, _NO_TRACE).revision != revision]
            for record in projects.records_of(stale):
                self._trace[record.id] = _trace(record, days)
            traces = list(self._trace.values())
        return {day: sum(trace.statuses[day] in _WANTING for trace in traces) for day in days}


def _trace(record: ProjectRecord, days: Sequence[date]) -> _Trace:
    return _Trace(record.revision, {day: assess(take_snapshot(record, Viewpoint(day))).status for day in days})


def months_of(life: Period) -> list[date]:
    """The last days of the months of a period, in order."""
    return [add_months(month, 1) - ONE_DAY for month in life.months()]
