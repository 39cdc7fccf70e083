"""Posts and training as of a day: what was to be reached, what was reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.project import Post, QuantityEntry, Training
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import QuantityEntryKind, TrainingKind


@dataclass(frozen=True, slots=True)
class QuantityState:
    """A cumulative quantity as seen from a viewpoint, in FTE, persons, hours or visits.

    Attributes:
        target: The target of the whole project; ``None`` when none was given.
        due: The part of the target whose day has come; ``None`` when no target has a day.
        due_on: The day of the last target that has come.
        actual: What was reached; ``None`` when nobody has said.
    """

    target: QuantityEntry | None
    due: Decimal | None
    due_on: date | None
    actual: QuantityEntry | None

    @property
    def missing(self) -> Decimal:
        """How much of what is due is not reached, >= 0; an unknown actual counts as nothing reached."""
        reached = self.actual.quantity if self.actual else Decimal(0)
        return max((self.due or Decimal(0)) - reached, Decimal(0))

    @property
    def is_example(self) -> bool:
        """Whether the target or the actual was invented for demonstration."""
        return any(e is not None and e.origin.source.is_example for e in (self.target, self.actual))


def quantity_state(entries: Iterable[QuantityEntry], viewpoint: Viewpoint) -> QuantityState:
    """Resolve the entries of one post or training.

    Targets may be given in steps, each with its day; the target of the project is the largest. An actual counts from
    its day; of several on one day the last recorded.
    """
    targets: list[QuantityEntry] = []
    actuals: list[QuantityEntry] = []
    for entry in entries:
        if not viewpoint.sees(entry.origin):
            continue
        if entry.kind is QuantityEntryKind.TARGET:
            targets.append(entry)
        elif entry.day is None or entry.day <= viewpoint.as_of:
            actuals.append(entry)
    dated = [e for e in targets if e.day is not None]
    latest_due = max((e for e in dated if e.day and e.day <= viewpoint.as_of), key=_size, default=None)
    return QuantityState(
        target=max(targets, key=_size, default=None),
        due=(latest_due.quantity if latest_due else Decimal(0)) if dated else None,
        due_on=latest_due.day if latest_due else None,
        actual=max(actuals, key=_recency, default=None),
    )


def _size(entry: QuantityEntry) -> tuple[Decimal, datetime, int]:
    return entry.quantity, entry.origin.recorded_at, entry.id


def _recency(entry: QuantityEntry) -> tuple[date, datetime, int]:
    return entry.day or date.min, entry.origin.recorded_at, entry.id


@dataclass(frozen=True, slots=True)
class PostState:
    """A post or team with its target and how much of it is filled, in FTE."""

    post: Post
    quantity: QuantityState


@dataclass(frozen=True, slots=True)
class TrainingState:
    """Training of one kind with its target and what was held, in the unit of its kind."""

    training: Training
    quantity: QuantityState


def post_states(posts: Sequence[Post], viewpoint: Viewpoint) -> tuple[PostState, ...]:
    """The posts known from a viewpoint, in the order recorded."""
    seen = (post for post in posts if viewpoint.sees(post.origin))
    return tuple(PostState(post, quantity_state(post.entries, viewpoint)) for post in seen)


def training_states(trainings: Sequence[Training], viewpoint: Viewpoint) -> tuple[TrainingState, ...]:
    """The training known from a viewpoint, by kind in the order training, supervision, study visits."""
    order = list(TrainingKind)
    seen = sorted((t for t in trainings if viewpoint.sees(t.origin)), key=lambda t: (order.index(t.kind), t.id))
    return tuple(TrainingState(training, quantity_state(training.entries, viewpoint)) for training in seen)


@dataclass(frozen=True, slots=True)
class PostTotal:
    """New posts of a project together, FTE.

    Attributes:
        target: Sum of the targets; ``None`` when no new post has one.
        filled: Sum of what is filled.
        unknown: New posts for which nobody has said whether they are filled.
    """

    target: Decimal | None
    filled: Decimal
    unknown: int


def post_total(states: Iterable[PostState]) -> PostTotal:
    """Add up the new posts; reorganised ones are not new and stay out."""
    new = [s.quantity for s in states if s.post.is_new]
    targets = [q.target.quantity for q in new if q.target is not None]
    return PostTotal(
        target=sum(targets, start=Decimal(0)) if targets else None,
        filled=sum((q.actual.quantity for q in new if q.actual is not None), start=Decimal(0)),
        unknown=sum(q.actual is None for q in new),
    )


@dataclass(frozen=True, slots=True)
class TrainingTotal:
    """Training of one kind together, in persons, hours or visits; kinds are never added up.

    Attributes:
        target: Sum of the targets; ``None`` when none is given.
        held: Sum of what was reached; ``None`` while nobody has said anything.
    """

    target: Decimal | None
    held: Decimal | None


def training_total(states: Iterable[TrainingState], kind: TrainingKind) -> TrainingTotal:
    """Add up the training of one kind."""
    of_kind = [state.quantity for state in states if state.training.kind is kind]
    targets = [q.target.quantity for q in of_kind if q.target is not None]
    held = [q.actual.quantity for q in of_kind if q.actual is not None]
    return TrainingTotal(
        target=sum(targets, start=Decimal(0)) if targets else None,
        held=sum(held, start=Decimal(0)) if held else None,
    )
