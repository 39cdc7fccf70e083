"""The portfolio as of a day, kept ready: only projects that changed are looked at again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from tracker.domain.errors import NotReadyError
from tracker.domain.periods import ONE_DAY, Period, add_months
from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.portfolio import (
    AmountSum,
    Filters,
    ProjectSummary,
    RollUp,
    SortKey,
    ToDo,
    order,
    roll_up,
    summarise,
    to_do,
    value_sum,
)
from tracker.domain.portfolio_curve import PortfolioCurve, portfolio_curve
from tracker.domain.portfolio_map import Region, regions_of
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.remark_list import CollectedRemarks, collect_remarks
from tracker.domain.report_queue import Queue, report_queue
from tracker.domain.snapshot import Snapshot, is_known, take_snapshot
from tracker.domain.spending_lags import Lags, spending_lags
from tracker.domain.spending_scatter import Scatter, scatter
from tracker.domain.status import assess
from tracker.domain.two_days import TwoDays, compare_days
from tracker.domain.vocabulary import Status
from tracker.storage import projects, transactions

T = TypeVar("T")

ROWS_KEPT = 60_000
"""Summaries kept in memory over all viewpoints, about 3 kB each; those of the viewpoint longest unused go first."""

FEWEST_KEPT = 4
"""Viewpoints whose summaries stay, however many these are: readings that push each other out would never end."""

PARTS_KEPT = 250
"""Scopes whose view from one viewpoint is kept; a part forgotten is put together again from the rows."""

READ_AT_ONCE = 200
"""Projects read for one answer, a second or two of work, so that after a start nobody waits for those of thousands."""

RECORDS_KEPT = 2_500
"""Projects whose whole history is kept in memory, about 40 kB each, so that another day need not read them again."""

TRACE_LIMIT = 300
"""Up to this many projects their status is computed for every month of the portfolio's life."""

TRACES_KEPT = 1_000
"""Projects whose months are kept in memory over all scopes, about 10 kB each; those longest unused go first."""

SNAPSHOTS_KEPT = 600
"""Projects as of a day kept in memory for the views that show more than a row, about 20 kB each."""

HANDFUL = 50
"""Projects read at once where many are looked into one after another."""

COMPARISONS_KEPT = 5_000
"""Projects compared on two days kept in memory over all pairs of days, about 10 kB each."""

FINDINGS_KEPT = 40
"""Findings about rows that filters choose, kept by a view; when there are more, all are forgotten and made anew."""

TRACED_AT_ONCE = 25
"""Projects traced in one answer, so that nobody waits long after a start; the counts come when all are traced."""


class PortfolioView:
    """The portfolio, or a part of it, as seen from one viewpoint at one data version; what is asked once is kept."""

    def __init__(self, rows: Mapping[int, ProjectSummary], as_of: date, version: int) -> None:
        self.by_key = rows
        self.as_of = as_of
        self.version = version
        self._orders: dict[tuple[SortKey, bool], list[ProjectSummary]] = {}
        self._findings: dict[tuple[str, Filters], Any] = {}

    @property
    def rows(self) -> Collection[ProjectSummary]:
        """One row for every project, in no order."""
        return self.by_key.values()

    @cached_property
    def edition(self) -> str:
        """The same for the same projects at the same revisions; the version grows with other people's drafts too."""
        return f"{hash(frozenset((row.project_id, row.revision) for row in self.rows)):x}"

    @cached_property
    def sums(self) -> RollUp:
        """The sums of all projects."""
        return roll_up(list(self.rows), self.as_of)

    @cached_property
    def real_value(self) -> AmountSum:
        """The value of the projects that were not invented."""
        return value_sum([row for row in self.rows if not row.is_example])

    @cached_property
    def exceptions(self) -> list[ToDo]:
        """What is to be done, the most serious first."""
        return to_do(self.rows, self.as_of)

    @cached_property
    def queue(self) -> Queue:
        """The reports somebody has to do something about."""
        return report_queue(self.rows, self.as_of)

    @cached_property
    def regions(self) -> list[Region]:
        """The projects by voivodeship."""
        return regions_of(self.rows)

    @cached_property
    def remarks(self) -> CollectedRemarks:
        """What is doubtful about all projects, by their centres."""
        return collect_remarks(self.find(Filters(), SortKey.CENTRE, descending=False))

    def find(self, filters: Filters, key: SortKey, *, descending: bool) -> list[ProjectSummary]:
        """The rows that the filters take, in the order asked."""
        if (key, descending) not in self._orders:
            self._orders[key, descending] = order(self.rows, key, descending=descending)
        ordered = self._orders[key, descending]
        return [row for row in ordered if filters.takes(row)] if filters else ordered

    def curve(self, filters: Filters) -> PortfolioCurve | None:
        """The spending over time of the rows that the filters take, together; ``None`` when none has a schedule."""
        return self._told_of(filters, "curve", lambda rows: portfolio_curve(rows, self.as_of))

    def lags(self, filters: Filters) -> Lags:
        """How the rows that the filters take stand to their plans."""
        return self._told_of(filters, "lags", spending_lags)

    def scatter(self, filters: Filters) -> Scatter:
        """The rows that the filters take by time passed and money spent."""
        return self._told_of(filters, "scatter", scatter)

    def _told_of(self, filters: Filters, name: str, find: Callable[[Sequence[ProjectSummary]], T]) -> T:
        findings, key = self._findings, (name, filters)
        if key not in findings:
            found = find([row for row in self.rows if filters.takes(row)])
            if len(findings) >= FINDINGS_KEPT:
                findings = self._findings = {}
            findings[key] = found
        told: T = findings[key]
        return told


@dataclass(frozen=True, slots=True)
class _Summarised:
    """What one revision of a project came to; ``None`` when it was not known yet."""

    revision: int
    row: ProjectSummary | None


class _Seen:
    """What was made for one viewpoint: the projects looked at, and the views put together of them by scope."""

    def __init__(self) -> None:
        self.projects: dict[int, _Summarised] = {}
        self.views: OrderedDict[Scope, PortfolioView] = OrderedDict()


@dataclass(frozen=True)
class _Trace:
    """A project's status at the end of each month, as of one revision of it."""

    revision: int
    statuses: dict[date, Status]

    def answers(self, revision: int, days: Sequence[date]) -> bool:
        """Whether the status on each of the days is known, and still holds."""
        return self.revision == revision and all(day in self.statuses for day in days)


_NO_TRACE = _Trace(-1, {})
_WANTING = (Status.AT_RISK, Status.ATTENTION)


class PortfolioBook:
    """Answers for the whole portfolio, shared by the threads of one process.

    Each answer first asks the database for its data version; what other processes changed is read again.
    """

    def __init__(self, read_at_once: int = READ_AT_ONCE) -> None:
        self._lock = Lock()
        self._read_at_once = read_at_once
        self._seen: OrderedDict[Viewpoint, _Seen] = OrderedDict()
        self._trace: OrderedDict[int, _Trace] = OrderedDict()
        self._records: dict[int, ProjectRecord] = {}
        self._snapshots: OrderedDict[tuple[int, int, Viewpoint], Snapshot] = OrderedDict()
        self._comparisons: OrderedDict[tuple[int, int, Viewpoint, Viewpoint], TwoDays] = OrderedDict()
        self._latest = -1

    def _catch_up(self) -> int:
        """See what another thread has seen already; a version that went back for good is that of a restored database.

        Then nothing that was kept can be trusted.
        """
        transactions.begin_newest()
        version = transactions.data_version()
        if version < self._latest:
            self._seen.clear()
            self._trace.clear()
            self._records.clear()
            self._snapshots.clear()
            self._comparisons.clear()
        return version

    def _read(self, keys: Iterable[int], revisions: Mapping[int, int]) -> Iterator[ProjectRecord]:
        """The records of projects at the given revisions, from memory or from the database."""
        missing = []
        for key in keys:
            record = self._records.get(key)
            if record is not None and record.revision == revisions[key]:
                yield record
            else:
                missing.append(key)
        for record in projects.records_of(missing):
            self._keep(record)
            yield record

    def _keep(self, record: ProjectRecord) -> None:
        """Keep a record, unless a newer one is kept: a request that began earlier may be behind the others."""
        known = self._records.get(record.id)
        if known.revision < record.revision if known else len(self._records) < RECORDS_KEPT:
            self._records[record.id] = record

    def view(self, viewpoint: Viewpoint, scope: Scope = EVERYWHERE) -> PortfolioView:
        """The portfolio as seen from a viewpoint, as of the last change anybody made, as far as a scope reaches.

        The rows of a part are the very objects of the whole.

        Raises:
            NotReadyError: While projects are left that nobody has looked at from there; each call looks at some more.
        """
        version = transactions.data_version()
        with self._lock:
            if version < self._latest:
                version = self._catch_up()
            self._latest = version
            seen = self._seen.setdefault(viewpoint, _Seen())
            self._seen.move_to_end(viewpoint)
            view = seen.views.get(scope)
            if view is None or view.version != version:
                view = seen.views[scope] = self._look(seen, viewpoint, scope, version)
            seen.views.move_to_end(scope)
            while len(seen.views) > PARTS_KEPT:
                seen.views.popitem(last=False)
            return view

    def snapshots(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> list[Snapshot]:
        """The projects of rows of a view, whole, in the same order; meant for the rows one page shows.

        A project removed since the view was made is left out.
        """
        revisions = {row.project_id: row.revision for row in rows}
        with self._lock:
            missing = [key for key, revision in revisions.items() if (key, revision, viewpoint) not in self._snapshots]
            # Where a project has changed since, its snapshot is of the revision that was read, not of the row's.
            read = {record.id: record.revision for record in self._take_snapshots(missing, revisions, viewpoint)}
            wanted = [(key, read.get(key, revision), viewpoint) for key, revision in revisions.items()]
            found = [self._snapshots[one] for one in wanted if one in self._snapshots]
            for one in wanted:
                if one in self._snapshots:
                    self._snapshots.move_to_end(one)
            while len(self._snapshots) > max(SNAPSHOTS_KEPT, len(found)):
                self._snapshots.popitem(last=False)
        return found

    def _take_snapshots(
        self, keys: Iterable[int], revisions: Mapping[int, int], viewpoint: Viewpoint
    ) -> Iterator[ProjectRecord]:
        for record in self._read(keys, revisions):
            self._snapshots[record.id, record.revision, viewpoint] = take_snapshot(record, viewpoint)
            yield record

    def snapshots_in_turn(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> Iterator[Snapshot]:
        """The projects of rows of a view, whole, one after another: for files that look into more than a page shows.

        Others are answered between one handful and the next, and no more than a handful more is kept in memory.
        """
        for first in range(0, len(rows), HANDFUL):
            yield from self.snapshots(rows[first : first + HANDFUL], viewpoint)

    def comparisons(
        self, rows: Sequence[ProjectSummary], earlier: Viewpoint, later: Viewpoint
    ) -> list[tuple[ProjectSummary, TwoDays]]:
        """What became of the projects of rows between two looks at them, in the same order.

        A project removed since the rows were made is left out.
        """
        revisions = {row.project_id: row.revision for row in rows}
        keys = {key: (key, revision, earlier, later) for key, revision in revisions.items()}
        with self._lock:
            missing = [project for project, key in keys.items() if key not in self._comparisons]
            for record in self._read(missing, revisions):
                keys[record.id] = (record.id, record.revision, earlier, later)
                self._comparisons[keys[record.id]] = compare_days(record, earlier, later)
            found = [
                (row, self._comparisons[key]) for row in rows if (key := keys[row.project_id]) in self._comparisons
            ]
            for row, _ in found:
                self._comparisons.move_to_end(keys[row.project_id])
            while len(self._comparisons) > max(COMPARISONS_KEPT, len(found)):
                self._comparisons.popitem(last=False)
        return found

    def _look(self, seen: _Seen, viewpoint: Viewpoint, scope: Scope, version: int) -> PortfolioView:
        """Look at the projects of a scope that changed since they were last seen from a viewpoint."""
        revisions = projects.project_revisions(scope)
        if scope.is_everywhere:
            self._forget_removed(revisions)
        known = seen.projects
        stale = [key for key, revision in revisions.items() if key not in known or known[key].revision != revision]
        for record in self._read(stale[: self._read_at_once], revisions):
            row = summarise(take_snapshot(record, viewpoint)) if is_known(record, viewpoint) else None
            known[record.id] = _Summarised(record.revision, row)
        self._trim()
        if len(stale) > self._read_at_once:
            raise NotReadyError(len(revisions) - len(stale) + self._read_at_once, len(revisions))
        rows = {key: row for key in revisions if key in known and (row := known[key].row) is not None}
        return PortfolioView(rows, viewpoint.as_of, version)

    def _trim(self) -> None:
        """Let go of the viewpoints longest unused; a page that compares asks from three: two days and its frame's."""
        while len(self._seen) > FEWEST_KEPT and sum(len(seen.projects) + 1 for seen in self._seen.values()) > ROWS_KEPT:
            self._seen.popitem(last=False)

    def _forget_removed(self, revisions: Mapping[int, int]) -> None:
        """Let go of projects that are no longer there; takes the revisions of all that are."""
        by_project: list[MutableMapping[int, Any]] = [self._records, self._trace]
        by_project += [seen.projects for seen in self._seen.values()]
        for kept in by_project:
            for key in kept.keys() - revisions.keys():
                del kept[key]

    def attention_by_month(self, life: Period | None, scope: Scope = EVERYWHERE) -> dict[date, int] | None:
        """How many projects within a scope needed attention at the end of each month of the portfolio's life.

        Returns:
            Counts by last day of month; ``None`` for more than ``TRACE_LIMIT`` projects, or while not all are traced.
        """
        if life is None or projects.count_projects(scope) > TRACE_LIMIT:
            return None
        days = months_of(life)
        revisions = projects.project_revisions(scope)
        with self._lock:
            if scope.is_everywhere:
                self._forget_removed(revisions)
            traces = {key: self._trace.get(key, _NO_TRACE) for key in revisions}
            stale = [key for key, revision in revisions.items() if not traces[key].answers(revision, days)]
            for record in self._read(stale[:TRACED_AT_ONCE], revisions):
                traces[record.id] = _trace(record, days)
            self._keep_traces(traces)
        if len(stale) > TRACED_AT_ONCE:
            return None
        return {day: sum(trace.statuses[day] in _WANTING for trace in traces.values()) for day in days}

    def _keep_traces(self, traces: Mapping[int, _Trace]) -> None:
        for key, trace in traces.items():
            if trace is _NO_TRACE:
                continue
            self._trace[key] = trace
            self._trace.move_to_end(key)
        while len(self._trace) > TRACES_KEPT:
            self._trace.popitem(last=False)


def _trace(record: ProjectRecord, days: Sequence[date]) -> _Trace:
    return _Trace(record.revision, {day: assess(take_snapshot(record, Viewpoint(day))).status for day in days})


def months_of(life: Period) -> list[date]:
    """The last days of the months of a period, in order."""
    return [add_months(month, 1) - ONE_DAY for month in life.months()]
