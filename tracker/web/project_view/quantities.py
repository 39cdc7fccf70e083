"""The posts and training of a project's page: what was reached of what is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.periods import PartialDate
from tracker.domain.project import QuantityEntry
from tracker.domain.provenance import Source
from tracker.domain.quantities import QuantityState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Level
from tracker.domain.vocabulary import TrainingKind
from tracker.formatting import DASH, partial_date, quantity
from tracker.labels import label
from tracker.web.bars import LEVEL_NAMES, position
from tracker.web.footnotes import Footnotes, Mark


@dataclass(frozen=True)
class QuantityLine:
    """A post or training with what was reached of what is wanted.

    Attributes:
        text: "1 z 2", "22" without a target, a dash when nothing is known.
        due_text: What should be reached by now; empty when no target has a day.
        detail: Since when, or what the recorder remarked.
        filled, wanted: Whole numbers for squares; ``None`` when they cannot be drawn.
        value, plan: 0 to 100 of the target, for the bar.
        is_unaccepted: Only a report that nobody has accepted yet says what was reached.
    """

    label: str
    kind: str
    is_new: bool
    text: str
    due_text: str
    detail: str
    filled: int | None
    wanted: int | None
    value: float | None
    plan: float | None
    level: str
    note: Mark | None
    is_example: bool
    is_unaccepted: bool


def post_rows(snapshot: Snapshot, notes: Footnotes) -> tuple[QuantityLine, ...]:
    """The posts, new ones first."""
    states = sorted(snapshot.posts, key=lambda s: not s.post.is_new)
    return tuple(
        _quantity_line(
            s.post.name,
            label(s.post.kind),
            s.quantity,
            notes,
            is_new=s.post.is_new,
            first=s.post.origin.source,
            is_unaccepted=snapshot.awaits_acceptance(s.quantity.actual),
        )
        for s in states
    )


def training_rows(snapshot: Snapshot, notes: Footnotes) -> tuple[QuantityLine, ...]:
    """Training, supervision and study visits."""
    return tuple(
        _quantity_line(
            s.training.name,
            unit(s.training.kind),
            s.quantity,
            notes,
            is_new=False,
            first=s.training.origin.source,
            is_unaccepted=snapshot.awaits_acceptance(s.quantity.actual),
        )
        for s in snapshot.trainings
    )


def unit(kind: TrainingKind) -> str:
    """What is counted of a training."""
    words = {
        TrainingKind.TRAINING: gettext("persons"),
        TrainingKind.SUPERVISION: gettext("hours"),
        TrainingKind.STUDY_VISIT: gettext("visits"),
    }
    return words[kind]


def _quantity_line(
    name: str,
    kind: str,
    state: QuantityState,
    notes: Footnotes,
    *,
    is_new: bool,
    first: Source,
    is_unaccepted: bool,
) -> QuantityLine:
    target = state.target.quantity if state.target else None
    reached = state.actual.quantity if state.actual else None
    entry = state.actual or state.target
    missing = state.missing / target if target else Decimal(0)
    late = missing >= DEFAULT_THRESHOLDS.training_missing_rate
    return QuantityLine(
        label=name,
        kind=kind,
        is_new=is_new,
        text=_reached_text(reached, target),
        due_text=quantity(state.due) if state.due is not None else "",
        detail=_detail(state.actual),
        filled=_whole(reached if reached is not None else (Decimal(0) if target is not None else None)),
        wanted=_whole(target),
        value=position(reached / target) if reached is not None and target else None,
        plan=position(state.due / target) if state.due is not None and target else None,
        level=LEVEL_NAMES[Level.ATTENTION] if late else "none",
        note=notes.mark(entry.origin.source) if entry else notes.mark(first),
        is_example=state.is_example,
        is_unaccepted=is_unaccepted,
    )


def _reached_text(reached: Decimal | None, target: Decimal | None) -> str:
    if target is None:
        return quantity(reached)
    known = quantity(reached) if reached is not None else DASH
    return gettext("%(part)s of %(whole)s", part=known, whole=quantity(target))


def _detail(entry: QuantityEntry | None) -> str:
    if entry is None:
        return ""
    day = partial_date(PartialDate(entry.day)) if entry.day else ""
    since = gettext("as of %(day)s", day=day) if day else ""
    return "; ".join(part for part in (since, entry.note) if part)


def _whole(value: Decimal | None) -> int | None:
    return int(value) if value is not None and value == value.to_integral_value() else None
