"""What an invented story says of days still to come, and what becomes of it once people do something themselves.

The demonstration tells of progress after the portfolio's reference day, so that later days can be looked at. Whatever
somebody really does with a report takes the place of what the story says happened next: no day tells two stories.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from tracker.domain.project import (
    Decision,
    Milestone,
    MilestoneEntry,
    Post,
    ProjectRecord,
    QuantityEntry,
    Report,
    Submission,
    Training,
)
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.report_life import ReportAction
from tracker.domain.vocabulary import MilestoneEntryKind, QuantityEntryKind

_EntryT = TypeVar("_EntryT")


@dataclass(frozen=True, slots=True)
class Sequel:
    """What an invented story says of the days after one day, each with what it belongs to.

    Attributes:
        decisions: Those made on submissions that are no part of the sequel themselves.
        milestones: Forecasts and achievements; what was promised is the agreement's and no part of it.
    """

    submissions: tuple[tuple[Report, Submission], ...] = ()
    decisions: tuple[tuple[Report, Submission, Decision], ...] = ()
    milestones: tuple[tuple[Milestone, MilestoneEntry], ...] = ()
    posts: tuple[tuple[Post, QuantityEntry], ...] = ()
    trainings: tuple[tuple[Training, QuantityEntry], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was invented of those days."""
        return not (self.origins or self.decisions)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """On what its submissions and entries rest, one for each."""
        return (
            *(submission.origin for _, submission in self.submissions),
            *(told.origin for _, told in self.milestones),
            *(reached.origin for _, reached in self.posts),
            *(reached.origin for _, reached in self.trainings),
        )


def ends_whole_story(action: ReportAction) -> bool:
    """Whether a step ends the story of the whole project, and not only that of its report.

    An acceptance confirms the figures on which the later reports of the story rest; any other step leaves them
    without ground, because they are cumulative.
    """
    return action is not ReportAction.ACCEPT


def cut_sequel(record: ProjectRecord, after: date, *, report: date | None) -> tuple[ProjectRecord, Sequel]:
    """Take out of a record what its invented story says of the days after one.

    What nobody invented stays, and so does whatever a person did: seen from the day itself nothing changes.

    Args:
        record: The project.
        after: The day business stands on.
        report: First day of the one report whose sequel ends; ``None`` ends the story of the whole project.

    Returns:
        The record without its sequel, and the sequel.
    """
    now = Viewpoint(after)
    touched = [r for r in record.reports if report in (None, r.period.start)]
    submissions = tuple((r, s) for r in touched for s in r.submissions if _is_ahead(s, now))
    documents = {s.origin.source.id for _, s in submissions}
    decisions = tuple(
        (r, s, d) for r in touched for s in r.submissions if not _is_ahead(s, now) for d in _decided_ahead(s, now)
    )
    entries = [(m, e) for m in record.milestones for e in m.entries if _is_told_ahead(e, now)]
    posts = [(p, e) for p in record.posts for e in p.entries if _is_reached_ahead(e, now)]
    trainings = [(t, e) for t in record.trainings for e in t.entries if _is_reached_ahead(e, now)]
    sequel = Sequel(
        submissions,
        decisions,
        tuple((m, e) for m, e in entries if report is None or e.origin.source.id in documents),
        tuple((p, e) for p, e in posts if report is None or e.origin.source.id in documents),
        tuple((t, e) for t, e in trainings if report is None or e.origin.source.id in documents),
    )
    return _without(record, sequel, [r.period.start for r in touched], now), sequel


def _without(record: ProjectRecord, sequel: Sequel, touched: Collection[date], now: Viewpoint) -> ProjectRecord:
    gone = {id(entry) for _, entry in (*sequel.milestones, *sequel.posts, *sequel.trainings)}
    return replace(
        record,
        milestones=tuple(replace(m, entries=_kept(m.entries, gone)) for m in record.milestones),
        posts=tuple(replace(p, entries=_kept(p.entries, gone)) for p in record.posts),
        trainings=tuple(replace(t, entries=_kept(t.entries, gone)) for t in record.trainings),
        reports=tuple(_cut(r, now) if r.period.start in touched else r for r in record.reports),
    )


def _kept(entries: Iterable[_EntryT], gone: Collection[int]) -> tuple[_EntryT, ...]:
    return tuple(entry for entry in entries if id(entry) not in gone)


def _cut(report: Report, now: Viewpoint) -> Report:
    kept = (submission for submission in report.submissions if not _is_ahead(submission, now))
    return replace(report, submissions=tuple(_undecided(submission, now) for submission in kept))


def _undecided(submission: Submission, now: Viewpoint) -> Submission:
    gone = {id(decision) for decision in _decided_ahead(submission, now)}
    return replace(submission, decisions=_kept(submission.decisions, gone))


def _is_invented(origin: Origin) -> bool:
    """Whether the story says it: somebody's own entry bears a name, also where it is marked as an example."""
    return origin.source.is_example and not origin.recorded_by


def _is_ahead(submission: Submission, now: Viewpoint) -> bool:
    """Whether a submission is the story's and nobody has done anything with it."""
    return (
        _is_invented(submission.origin)
        and not now.sees(submission.origin)
        and not any(decision.made_by for decision in submission.decisions)
    )


def _decided_ahead(submission: Submission, now: Viewpoint) -> list[Decision]:
    if not submission.origin.source.is_example:
        return []
    return [d for d in submission.decisions if not d.made_by and not now.sees_deed(d.decided_on)]


def _is_told_ahead(entry: MilestoneEntry, now: Viewpoint) -> bool:
    if entry.kind is MilestoneEntryKind.BASELINE or not _is_invented(entry.origin):
        return False
    is_reached = entry.kind is MilestoneEntryKind.ACHIEVED
    return not now.sees(entry.origin) or (is_reached and entry.day.first_day > now.as_of)


def _is_reached_ahead(entry: QuantityEntry, now: Viewpoint) -> bool:
    if entry.kind is QuantityEntryKind.TARGET or not _is_invented(entry.origin):
        return False
    return not now.sees(entry.origin) or (entry.day is not None and entry.day > now.as_of)
