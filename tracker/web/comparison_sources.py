"""The documents on which the figures of a comparison rest: those a project's own page marks, found for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from tracker.domain.comparison import Measure, most_slipped, reached_at
from tracker.domain.project import QuantityEntry
from tracker.domain.provenance import Source
from tracker.domain.quantities import QuantityState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import FactName, MilestoneKind, TrainingKind
from tracker.web.footnotes import Footnotes, Mark
from tracker.web.project_view.facts import fact_note


def fact_marks(snapshot: Snapshot, names: Iterable[FactName], notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of facts, each document once."""
    return _distinct(fact_note(snapshot.facts[name], notes) for name in names)


def measure_marks(measure: Measure, snapshot: Snapshot, stage: Decimal | None, notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of a measure that is known of a project, at the stage compared; of what it is calculated from."""
    return _distinct(_measure_marks(measure, snapshot, stage, notes))


def _measure_marks(
    measure: Measure, snapshot: Snapshot, stage: Decimal | None, notes: Footnotes
) -> Iterator[Mark | None]:
    if measure in (Measure.VALUE, Measure.VALUE_PER_POST, Measure.VALUE_PER_TRAINED, Measure.VALUE_PER_MONTH):
        yield fact_note(snapshot.facts[FactName.TOTAL_VALUE], notes)
    if measure is Measure.VALUE_PER_POST:
        yield from _marks(_targets(_new_posts(snapshot)), notes)
    elif measure is Measure.VALUE_PER_TRAINED:
        yield from _marks(_targets(_of_kind(snapshot, TrainingKind.TRAINING)), notes)
    elif measure is Measure.VALUE_PER_MONTH:
        yield from fact_marks(snapshot, (FactName.START, FactName.END), notes)
    elif measure is Measure.WORST_SLIP:
        state = most_slipped(snapshot)
        yield milestone_mark(state, notes) if state else None
    elif measure is not Measure.VALUE:
        until = reached_at(snapshot, stage) if measure is Measure.SPENT_AT_STAGE else snapshot.covered_until
        yield _report_mark(snapshot, until, notes)
        yield budget_mark(snapshot, notes)


def _report_mark(snapshot: Snapshot, until: date | None, notes: Footnotes) -> Mark | None:
    """The mark of the last report that tells of days up to one."""
    told = [r.counted for r in snapshot.reports if r.counted and until is not None and r.period.start <= until]
    return notes.mark(told[-1].origin.source) if told else None


def budget_mark(snapshot: Snapshot, notes: Footnotes) -> Mark | None:
    """The mark of what spending is measured against: the payment schedule, else the project's value."""
    if snapshot.plan is not None:
        return notes.mark(snapshot.plan.origin.source)
    return fact_note(snapshot.facts[FactName.TOTAL_VALUE], notes)


def post_marks(snapshot: Snapshot, notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of how many new posts are filled of how many."""
    return _reached_marks(_new_posts(snapshot), notes)


def training_marks(snapshot: Snapshot, kind: TrainingKind, notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of how much of one kind of training was held of how much."""
    return _reached_marks(_of_kind(snapshot, kind), notes)


def _new_posts(snapshot: Snapshot) -> list[QuantityState]:
    return [state.quantity for state in snapshot.posts if state.post.is_new]


def _of_kind(snapshot: Snapshot, kind: TrainingKind) -> list[QuantityState]:
    return [state.quantity for state in snapshot.trainings if state.training.kind is kind]


def _targets(states: Iterable[QuantityState]) -> Iterator[QuantityEntry | None]:
    return (state.target for state in states)


def _reached_marks(states: list[QuantityState], notes: Footnotes) -> tuple[Mark, ...]:
    return _distinct([*_marks((state.actual for state in states), notes), *_marks(_targets(states), notes)])


def _marks(entries: Iterable[QuantityEntry | None], notes: Footnotes) -> Iterator[Mark]:
    return (notes.mark(entry.origin.source) for entry in entries if entry is not None)


def milestone_mark(state: MilestoneState, notes: Footnotes) -> Mark:
    """The mark of what was last said of a milestone."""
    return notes.mark(_last_word(state))


def _last_word(state: MilestoneState) -> Source:
    return (state.entry or state.milestone).origin.source


def achievement_marks(snapshot: Snapshot, notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of how many milestones are achieved: of the last one achieved, and of the schedule that names them."""
    achieved = [state.achieved for state in snapshot.milestones if state.achieved is not None]
    last = sorted(achieved, key=lambda entry: entry.day.last_day)[-1:]
    schedule = (state.milestone.origin for state in snapshot.milestones)
    return _distinct(notes.mark(origin.source) for origin in (*(entry.origin for entry in last), *schedule))


def stage_marks(snapshot: Snapshot, notes: Footnotes) -> tuple[Mark, ...]:
    """The marks of where a project stands in its life: of its days, and of the settlement that ended it."""
    settled = [m for m in snapshot.milestones if m.is_achieved and m.milestone.kind is MilestoneKind.FINAL_SETTLEMENT]
    dates = fact_marks(snapshot, (FactName.START, FactName.END), notes)
    return _distinct([*(milestone_mark(m, notes) for m in settled), *dates])


def _distinct(marks: Iterable[Mark | None]) -> tuple[Mark, ...]:
    """Each document once, what it says of just this figure all together."""
    found: dict[str, Mark] = {}
    for mark in marks:
        if mark is not None:
            before = found.get(mark.note.target_id)
            details = dict.fromkeys(one.detail for one in (before, mark) if one is not None and one.detail)
            found[mark.note.target_id] = Mark(mark.note, " ".join(details))
    return tuple(found.values())
