"""How the expected date of each milestone moved from report to report, and what to make of it by a published rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.periods import PartialDate
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.reported import with_reported_dates
from tracker.domain.reporting import report_states
from tracker.domain.schedule import MilestoneState, days_moved, milestone_state, recency
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import MilestoneEntryKind, SourceKind

PLANS_OF_A_CHANGE = 2

IN_A_ROW = 2
"""So many reports one after another that each put a milestone off make a drift."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What was expected of a milestone once somebody had told something of the project.

    Attributes:
        told_on: The day from which it was both known and in force.
        day: When the milestone was expected then, or had been reached.
    """

    told_on: date
    day: PartialDate
    is_achieved: bool


@dataclass(frozen=True, slots=True)
class Replan:
    """The plan in force where another one stood before it.

    Attributes:
        told_on: The day from which it was both known and in force.
        before: What the plan before it promised.
        is_amendment: It came with an amendment of the agreement.
    """

    told_on: date
    before: PartialDate
    day: PartialDate
    is_amendment: bool


class Verdict(StrEnum):
    """How a milestone's date goes, the most worrying first."""

    DRIFTING = "drifting"
    """Each of the last ``IN_A_ROW`` reports, or more, put it off."""
    OVERDUE = "overdue"
    """The expected day is over, and nobody has said that it was reached or when it will be."""
    MOVED = "moved"
    """The last report put it off."""
    CATCHING_UP = "catching_up"
    """The last report brought it forward."""
    STABLE = "stable"
    """The last report left it where it was."""
    UNTRIED = "untried"
    """No report has come since its date was first told."""
    ACHIEVED = "achieved"
    UNDATED = "undated"
    """Nobody has told a date."""


WORRYING = frozenset({Verdict.DRIFTING, Verdict.OVERDUE, Verdict.MOVED})
"""Verdicts that want somebody's eye."""


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """A milestone's expected date, telling by telling.

    Attributes:
        state: How it stands on the day looked at.
        tellings: In order of days; the last one is what the state expects. Empty when nobody has told a date.
        moves: Days by which each report since the first telling, or since the plan in force replaced another one,
            moved the unachieved milestone, negative forward. What is told between two reports counts with the earlier
            of them.
        replan: ``None`` while the first plan is in force.
    """

    state: MilestoneState
    tellings: tuple[Telling, ...]
    moves: tuple[int, ...]
    replan: Replan | None = None

    @property
    def put_off(self) -> tuple[int, ...]:
        """The moves of the last reports that one after another put it off; empty when the last one did not."""
        count = next((n for n, move in enumerate(reversed(self.moves)) if move <= 0), len(self.moves))
        return self.moves[len(self.moves) - count :]

    @property
    def unmoved(self) -> int:
        """How many reports one after another, the last among them, left it where it was."""
        return next((n for n, move in enumerate(reversed(self.moves)) if move), len(self.moves))

    @property
    def drift_days(self) -> int | None:
        """Days from the first telling, or the plan that replaced it, to what is expected now; ``None`` without any."""
        if not self.tellings:
            return None
        return days_moved(self.replan.day if self.replan else self.tellings[0].day, self.tellings[-1].day)

    @property
    def verdict(self) -> Verdict:
        """What to make of it; the rule is in the members of ``Verdict``, of which the first that holds counts.

        Only that it was reached, or never had a date, comes before.
        """
        if self.state.is_achieved:
            return Verdict.ACHIEVED
        if self.state.expected is None:
            return Verdict.UNDATED
        if len(self.put_off) >= IN_A_ROW:
            return Verdict.DRIFTING
        if self.state.expected.last_day < self.state.as_of:
            return Verdict.OVERDUE
        return _by_last_report(self.moves)


def _by_last_report(moves: Sequence[int]) -> Verdict:
    if not moves:
        return Verdict.UNTRIED
    if moves[-1]:
        return Verdict.MOVED if moves[-1] > 0 else Verdict.CATCHING_UP
    return Verdict.STABLE


def most_worrying(trends: Iterable[MilestoneTrend]) -> MilestoneTrend | None:
    """The trend to look at first: by verdict, then by drift; ``None`` without any milestone that is still open."""
    verdicts = list(Verdict)
    return min(
        (trend for trend in trends if not trend.state.is_achieved),
        key=lambda t: (verdicts.index(t.verdict), -(t.drift_days or 0), t.state.milestone.number),
        default=None,
    )


def milestone_trends(snapshot: Snapshot) -> tuple[MilestoneTrend, ...]:
    """The trend of every milestone of a project as of a day, in the order of the snapshot.

    On each day only what was in force and known by then counts: a report that was corrected later is told as it
    stood, and what became known late does not rewrite the past.
    """
    record, viewpoint = snapshot.record, snapshot.viewpoint
    histories: dict[int, list[Telling]] = {state.milestone.number: [] for state in snapshot.milestones}
    reported = _report_days(record, viewpoint)
    for day in sorted(reported | _entry_days(record, viewpoint)):
        for state in _states(record, Viewpoint(day, min(day, viewpoint.known_on or day))):
            if state.milestone.number in histories:
                _tell(histories[state.milestone.number], state, day, is_report=day in reported)
    reports = sorted(_first_handed_in(record, viewpoint))
    return tuple(_trend(state, histories[state.milestone.number], reports, viewpoint) for state in snapshot.milestones)


def _trend(
    state: MilestoneState, tellings: list[Telling], reports: Sequence[date], viewpoint: Viewpoint
) -> MilestoneTrend:
    # A report that was sent back no longer counts, and some things become known only long after they happened.
    _tell(tellings, state, state.as_of, is_report=False)
    replan = _replan(state, viewpoint)
    if replan is None:
        return MilestoneTrend(state, tuple(tellings), tuple(_moves(tellings, reports)))
    since = [telling for telling in tellings if telling.told_on > replan.told_on]
    promised = Telling(replan.told_on, replan.day, is_achieved=False)
    moves = _moves([promised, *since], [day for day in reports if day > replan.told_on])
    return MilestoneTrend(state, tuple(tellings), tuple(moves), replan)


def _replan(state: MilestoneState, viewpoint: Viewpoint) -> Replan | None:
    """The last change of the plan; what was recorded anew for the same day corrects it and changes nothing."""
    plans = [e for e in state.milestone.entries if e.kind is MilestoneEntryKind.BASELINE and viewpoint.sees(e.origin)]
    plans.sort(key=recency)
    if len(plans) < PLANS_OF_A_CHANGE:
        return None
    before, now = plans[-PLANS_OF_A_CHANGE:]
    if before.day == now.day or _told_on(before.origin) >= _told_on(now.origin):
        return None
    return Replan(_told_on(now.origin), before.day, now.day, now.origin.source.kind is SourceKind.AMENDMENT)


def _tell(tellings: list[Telling], state: MilestoneState, day: date, *, is_report: bool) -> None:
    """Add what is expected on a day, outside reports and once it was reached only where it is anything new."""
    if state.expected is None:
        return
    last = tellings[-1] if tellings else None
    is_new = last is None or (last.day, last.is_achieved) != (state.expected, state.is_achieved)
    if is_new or (is_report and not state.is_achieved):
        tellings.append(Telling(day, state.expected, state.is_achieved))


def _states(record: ProjectRecord, viewpoint: Viewpoint) -> Iterator[MilestoneState]:
    states = report_states((), record.reports, viewpoint)
    return (milestone_state(milestone, viewpoint) for milestone in with_reported_dates(record.milestones, states))


def _told_on(origin: Origin) -> date:
    """The first day on which an entry was both known and in force."""
    return max(origin.known_on, origin.effective_on or date.min)


def _entry_days(record: ProjectRecord, viewpoint: Viewpoint) -> set[date]:
    """The days on which something was told of a milestone outside reports."""
    seen = (_told_on(e.origin) for m in record.milestones for e in m.entries if viewpoint.sees(e.origin))
    return {day for day in seen if day <= viewpoint.as_of}


def _report_days(record: ProjectRecord, viewpoint: Viewpoint) -> set[date]:
    """The days on which a report was handed in, for the first time or corrected."""
    seen = (_told_on(s.origin) for r in record.reports for s in r.submissions if viewpoint.sees(s.origin))
    return {day for day in seen if day <= viewpoint.as_of}


def _first_handed_in(record: ProjectRecord, viewpoint: Viewpoint) -> set[date]:
    """The days on which reports first came; a correction is no further report."""
    first = (
        min((_told_on(s.origin) for s in report.submissions if viewpoint.sees(s.origin)), default=None)
        for report in record.reports
    )
    return {day for day in first if day is not None and day <= viewpoint.as_of}


def _moves(tellings: Sequence[Telling], reports: Sequence[date]) -> Iterator[int]:
    """Days by which each report moved the date; none once it was reached."""
    if not reports:
        return
    before = _last_before(tellings, reports[0])
    for following in (*reports[1:], date.max):
        after = _last_before(tellings, following)
        if after is not None and after.is_achieved:
            return
        if before is not None and after is not None:
            yield days_moved(before.day, after.day)
        before = after


def _last_before(tellings: Sequence[Telling], day: date) -> Telling | None:
    return next((telling for telling in reversed(tellings) if telling.told_on < day), None)
