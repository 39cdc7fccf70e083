"""What reports say of milestones, posts and training, joined to what was entered of them directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain.periods import PartialDate
from tracker.domain.project import (
    Milestone,
    MilestoneEntry,
    Post,
    ProjectRecord,
    QuantityEntry,
    ReportContent,
    ReportedQuantity,
    Submission,
    Training,
)
from tracker.domain.reporting import ReportState
from tracker.domain.schedule import recency
from tracker.domain.vocabulary import MilestoneEntryKind, QuantityEntryKind


@dataclass(frozen=True, slots=True)
class Told:
    """A project's milestones, posts and training with the entries of every report that counts."""

    milestones: tuple[Milestone, ...]
    posts: tuple[Post, ...]
    trainings: tuple[Training, ...]


def with_reported(record: ProjectRecord, states: Iterable[ReportState]) -> Told:
    """Add to each milestone, post and training what the counting submission of every report says of it.

    Nothing of a returned, withdrawn or replaced submission is in it, so a figure counts once or not at all. An
    achievement and a quantity hold from their day, a forecast from the day it was handed in. A late correction does
    not bring back what an older report expected: of the forecasts of reports that of the later period counts.
    """
    counting = [state for state in states if state.counted is not None]
    if not counting:
        return Told(record.milestones, record.posts, record.trainings)
    posts: dict[int, list[QuantityEntry]] = {}
    trainings: dict[int, list[QuantityEntry]] = {}
    for state in counting:
        assert state.counted is not None
        content = state.counted.content
        _add_quantities(posts, content.posts, state, state.counted)
        _add_quantities(trainings, content.trainings, state, state.counted)
    return Told(
        with_reported_dates(record.milestones, counting),
        tuple(replace(p, entries=(*p.entries, *posts[p.id])) if p.id in posts else p for p in record.posts),
        tuple(replace(t, entries=(*t.entries, *trainings[t.id])) if t.id in trainings else t for t in record.trainings),
    )


def _dates(counting: Iterable[ReportState]) -> dict[int, list[MilestoneEntry]]:
    """What reports say of each milestone, without the forecasts that came after that of a later period."""
    dates: dict[int, list[MilestoneEntry]] = {}
    earliest: dict[int, MilestoneEntry] = {}
    for state in sorted(counting, key=lambda s: (s.period.end, s.period.start), reverse=True):
        assert state.counted is not None
        for number, entry in _entries(state.counted, state.counted.content):
            if entry.kind is MilestoneEntryKind.FORECAST:
                newer = earliest.get(number)
                if newer is not None and recency(entry) > recency(newer):
                    continue
                earliest[number] = entry
            dates.setdefault(number, []).append(entry)
    return dates


def with_reported_dates(milestones: Sequence[Milestone], states: Iterable[ReportState]) -> tuple[Milestone, ...]:
    """Add to each milestone what the counting submission of every report says of it, as ``with_reported`` does."""
    dates = _dates(state for state in states if state.counted is not None)
    return tuple(replace(m, entries=(*m.entries, *dates[m.number])) if m.number in dates else m for m in milestones)


def _entries(submission: Submission, content: ReportContent) -> Iterator[tuple[int, MilestoneEntry]]:
    from_its_day = replace(submission.origin, effective_on=None)
    for told in content.milestones:
        origin = from_its_day if told.kind is MilestoneEntryKind.ACHIEVED else submission.origin
        yield told.number, MilestoneEntry(submission.id, told.kind, PartialDate(told.day), origin, told.reason)


def _add_quantities(
    entries: dict[int, list[QuantityEntry]],
    told: Sequence[ReportedQuantity],
    state: ReportState,
    submission: Submission,
) -> None:
    origin = replace(submission.origin, effective_on=None)
    for item in told:
        entry = QuantityEntry(submission.id, QuantityEntryKind.ACTUAL, item.quantity, state.period.last_day, origin)
        entries.setdefault(item.of, []).append(entry)
