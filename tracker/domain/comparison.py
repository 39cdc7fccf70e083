"""Two to six projects side by side: the same measures of each, and their curves on scales they share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.budget import CumulativeCurve
from tracker.domain.earned_value import earned_value_of
from tracker.domain.money import round_to_grosz
from tracker.domain.periods import ONE_DAY, Period, add_months, month_end
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.quantities import post_total, training_total
from tracker.domain.schedule import MilestoneState, worst_slip
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import MilestoneKind, TrainingKind

FEWEST, MOST = 2, 6
"""How many projects can be compared."""

PACE_MONTHS = 3
"""Reported months over which the present pace is measured."""

FEWEST_FOR_BAND = 8
"""A middle half of fewer projects says more of single ones than of the portfolio."""

XYPoint = tuple[Decimal, Decimal]
"""A place on a shared scale: across the chosen axis, up in percent of the budget."""


class Measure(StrEnum):
    """What is measured of each project, in the order shown."""

    VALUE = "value"
    VALUE_PER_POST = "value_per_post"
    VALUE_PER_TRAINED = "value_per_trained"
    VALUE_PER_MONTH = "value_per_month"
    SPENT_AT_STAGE = "spent_at_stage"
    SPENDING_LAG = "spending_lag"
    PACE = "pace"
    WORST_SLIP = "worst_slip"
    SPI = "spi"
    CPI = "cpi"


_GROSZ, _TENTH_OF_PERCENT, _HUNDREDTH, _DAY = (Decimal(step) for step in ("0.01", "0.001", "0.01", "1"))
_SHOWN_TO: Mapping[Measure, Decimal] = MappingProxyType(
    dict.fromkeys(Measure, _GROSZ)
    | dict.fromkeys((Measure.SPENT_AT_STAGE, Measure.SPENDING_LAG, Measure.PACE), _TENTH_OF_PERCENT)
    | dict.fromkeys((Measure.SPI, Measure.CPI), _HUNDREDTH)
    | {Measure.WORST_SLIP: _DAY}
)
"""The last place that people see of each measure."""

WORTH_A_WORD: Mapping[Measure, Decimal] = MappingProxyType(
    {
        Measure.SPENT_AT_STAGE: Decimal("0.01"),
        Measure.SPENDING_LAG: Decimal("0.01"),
        Measure.PACE: Decimal("0.005"),
        Measure.WORST_SLIP: Decimal(7),
        Measure.SPI: Decimal("0.05"),
        Measure.CPI: Decimal("0.05"),
    }
)
"""How far an extreme value is from the next one before it is called so; amounts are measured against each other."""

AMOUNT_WORTH_A_WORD = Decimal("0.01")
"""The same for amounts, as a part of the larger one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of each of the compared projects.

    Attributes:
        values: In the order of the projects: PLN, parts of the budget, days or indices; ``None`` where unknown.
        least, most: The place of the value that stands apart from all others; ``None`` where none does.
        is_equal: Whether the projects do not differ as far as anybody can see.
    """

    measure: Measure
    values: tuple[Decimal | None, ...]
    least: int | None
    most: int | None
    is_equal: bool


def measured(measure: Measure, values: Sequence[Decimal | None]) -> Measured:
    """Put the values of one measure side by side and find those that stand apart as people see them."""
    shown = [_shown(measure, value) for value in values]
    ranked = sorted((value, place) for place, value in enumerate(shown) if value is not None)
    least, most = _standing_apart(measure, ranked[:2]), _standing_apart(measure, ranked[:-3:-1])
    return Measured(measure, tuple(values), least, most, is_equal=len(set(shown)) == 1)


def _shown(measure: Measure, value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_SHOWN_TO[measure], rounding=ROUND_HALF_UP)


def _standing_apart(measure: Measure, ends: Sequence[tuple[Decimal, int]]) -> int | None:
    """The place of the first of two neighbours where the second is far enough from it to say so."""
    if len(ends) < FEWEST:
        return None
    (extreme, place), (following, _) = ends
    worth = WORTH_A_WORD.get(measure, AMOUNT_WORTH_A_WORD * max(abs(extreme), abs(following)))
    return place if extreme != following and abs(extreme - following) >= worth else None


def compare(snapshots: Sequence[Snapshot]) -> tuple[Measured, ...]:
    """Every measure of the projects, in the order of :class:`Measure`."""
    stage = common_stage(snapshots)
    at_stage = [spent_at_stage(snapshot, stage) for snapshot in snapshots]
    rows = {Measure.SPENT_AT_STAGE: at_stage}
    rows |= {measure: [take(snapshot) for snapshot in snapshots] for measure, take in _TAKEN.items()}
    return tuple(measured(measure, rows[measure]) for measure in Measure)


def common_stage(snapshots: Iterable[Snapshot]) -> Decimal | None:
    """The part of the period that the reports of every reporting project reach; ``None`` when nobody reported."""
    return min((stage for s in snapshots if (stage := reported_stage(s)) is not None), default=None)


def reported_stage(snapshot: Snapshot) -> Decimal | None:
    """The part of the period that reports cover, 0 to 1."""
    if snapshot.period is None or snapshot.covered_until is None:
        return None
    return snapshot.period.elapsed_rate(snapshot.covered_until)


def reached_at(snapshot: Snapshot, stage: Decimal | None) -> date | None:
    """The day by which a part of the period had passed, to the nearest whole day."""
    if stage is None or snapshot.period is None:
        return None
    return snapshot.period.start + ONE_DAY * (round(stage * snapshot.period.days) - 1)


def spent_at_stage(snapshot: Snapshot, stage: Decimal | None) -> Decimal | None:
    """What was spent when a part of the period had passed, as a part of the budget; to the nearest whole day."""
    reached = reached_at(snapshot, stage)
    if reached is None or snapshot.actual is None or not snapshot.budget:
        return None
    return snapshot.actual.at(reached) / snapshot.budget


def value_per_post(snapshot: Snapshot) -> Decimal | None:
    """Value over the new posts planned, PLN for one full-time post."""
    return _share(snapshot.value, post_total(snapshot.posts).target)


def value_per_trained(snapshot: Snapshot) -> Decimal | None:
    """Value over the persons to be trained, PLN a person; one who is trained twice counts twice.

    Hours of supervision and visits are no persons and stay out.
    """
    return _share(snapshot.value, training_total(snapshot.trainings, TrainingKind.TRAINING).target)


def value_per_month(snapshot: Snapshot) -> Decimal | None:
    """Value over the calendar months that the project touches, PLN a month."""
    return _share(snapshot.value, Decimal(len(list(snapshot.period.months())))) if snapshot.period else None


def _share(amount: Decimal | None, among: Decimal | None) -> Decimal | None:
    return round_to_grosz(amount / among) if amount is not None and among else None


def pace(snapshot: Snapshot) -> Decimal | None:
    """Spent in the last reported months, as a part of the budget a month; ``None`` before so many were reported."""
    period, actual, covered = snapshot.period, snapshot.actual, snapshot.covered_until
    if period is None or actual is None or covered is None or not snapshot.budget:
        return None
    before = month_end(add_months(covered, -PACE_MONTHS))
    if before < period.start - ONE_DAY:
        return None
    return (actual.at(covered) - actual.at(before)) / snapshot.budget / PACE_MONTHS


def _worst_slip(snapshot: Snapshot) -> Decimal | None:
    days = worst_slip(snapshot.milestones)
    return None if days is None else Decimal(days)


def most_slipped(snapshot: Snapshot) -> MilestoneState | None:
    """The milestone of the largest slip, the first of several."""
    states = [state for state in snapshot.milestones if state.slip_days is not None]
    return max(states, key=lambda state: state.slip_days or 0, default=None)


def _spi(snapshot: Snapshot) -> Decimal | None:
    value = earned_value_of(snapshot)
    return value.spi if value else None


def _cpi(snapshot: Snapshot) -> Decimal | None:
    value = earned_value_of(snapshot)
    return value.cpi if value else None


_TAKEN: Mapping[Measure, Callable[[Snapshot], Decimal | None]] = MappingProxyType(
    {
        Measure.VALUE: lambda snapshot: snapshot.value,
        Measure.VALUE_PER_POST: value_per_post,
        Measure.VALUE_PER_TRAINED: value_per_trained,
        Measure.VALUE_PER_MONTH: value_per_month,
        Measure.SPENDING_LAG: lambda snapshot: snapshot.spending_lag,
        Measure.PACE: pace,
        Measure.WORST_SLIP: _worst_slip,
        Measure.SPI: _spi,
        Measure.CPI: _cpi,
    }
)


class Scale(StrEnum):
    """What lies across a comparison of curves."""

    STAGE = "stage"
    """Percent of each project's own period."""
    MONTHS = "months"
    """Months since each project's own beginning."""
    CALENDAR = "calendar"
    """The calendar, in months since the earliest beginning."""


def months_between(start: date, day: date) -> Decimal:
    """Calendar months from the morning of ``start`` to the evening of ``day``; parts of a month by its days.

    >>> months_between(date(2019, 4, 1), date(2020, 4, 30))
    Decimal('13')
    """
    whole = (day.year - start.year) * 12 + day.month - start.month
    return whole + Decimal(day.day) / month_end(day).day - Decimal(start.day - 1) / month_end(start).day


def on_scale(curve: CumulativeCurve, scale: Scale, period: Period, budget: Decimal, origin: date) -> list[XYPoint]:
    """A curve of spending on a shared scale.

    Args:
        curve: Amounts by the ends of days.
        scale: What lies across.
        period: The project's own period.
        budget: PLN that is 100 percent, above 0.
        origin: The first day of the calendar scale.
    """
    return [
        (_across(day, scale, period, origin), amount / budget * 100)
        for day, amount in zip(curve.days, curve.amounts, strict=True)
    ]


def _across(day: date, scale: Scale, period: Period, origin: date) -> Decimal:
    if scale is Scale.STAGE:
        return period.elapsed_rate(day) * 100
    # The curve begins on the eve of the first day, when nothing has passed.
    start = period.start if scale is Scale.MONTHS else origin
    return months_between(start, day) if day >= start else Decimal(0)


def height_at(points: Sequence[XYPoint], across: Decimal) -> Decimal | None:
    """Where a line is at a place across, straight between its points; ``None`` beyond its ends."""
    if not points or not points[0][0] <= across <= points[-1][0]:
        return None
    index = bisect_right(points, across, key=lambda point: point[0])
    if index == len(points):
        return points[-1][1]
    (low, first), (high, second) = points[index - 1], points[index]
    return first + (second - first) * (across - low) / (high - low)


@dataclass(frozen=True, slots=True)
class MiddleHalf:
    """Between which heights the middle half of many lines lies, place by place.

    Attributes:
        of: How many lines there are at all; towards the right fewer reach as far.
    """

    low: tuple[XYPoint, ...]
    high: tuple[XYPoint, ...]
    of: int

    @property
    def widest(self) -> tuple[Decimal, Decimal, Decimal]:
        """The place across where its ends are furthest apart, and their heights there."""
        ends = [(across, low, high) for (across, low), (_, high) in zip(self.low, self.high, strict=True)]
        return max(ends, key=lambda end: end[2] - end[1])


def middle_half(lines: Sequence[Sequence[XYPoint]], places: Sequence[Decimal]) -> MiddleHalf | None:
    """The quartiles of lines at each of the places that enough of them reach; ``None`` when no two places are."""
    low, high = [], []
    for across in places:
        heights = sorted(height for line in lines if (height := height_at(line, across)) is not None)
        if len(heights) >= FEWEST_FOR_BAND:
            low.append((across, quantile(heights, Decimal("0.25"))))
            high.append((across, quantile(heights, Decimal("0.75"))))
    return MiddleHalf(tuple(low), tuple(high), len(lines)) if len(low) > 1 else None


def quantile(heights: Sequence[Decimal], part: Decimal) -> Decimal:
    """The height below which a part of sorted heights lies, straight between neighbours.

    >>> quantile([Decimal(1), Decimal(2), Decimal(3), Decimal(4), Decimal(5)], Decimal("0.25"))
    Decimal('2.00')
    """
    place = part * (len(heights) - 1)
    index = min(int(place), len(heights) - 2) if len(heights) > 1 else 0
    upper = heights[min(index + 1, len(heights) - 1)]
    return heights[index] + (upper - heights[index]) * (place - index)


def milestones_by_kind(
    snapshots: Sequence[Snapshot],
) -> list[tuple[MilestoneKind, str, tuple[MilestoneState | None, ...]]]:
    """The milestones of the projects side by side: by kind, those of no usual kind by their name.

    Returns:
        Kind, the name of the first milestone found, and one state for each project, ``None`` where it has none.
        A project's second milestone of a kind has a row of its own.
    """
    rows: dict[tuple[MilestoneKind, str, int], list[MilestoneState | None]] = {}
    names: dict[tuple[MilestoneKind, str, int], str] = {}
    for place, snapshot in enumerate(snapshots):
        seen: dict[tuple[MilestoneKind, str], int] = {}
        for state in snapshot.milestones:
            kind = state.milestone.kind
            group = (kind, state.milestone.name.casefold() if kind is MilestoneKind.OTHER else "")
            seen[group] = seen.get(group, 0) + 1
            key = (*group, seen[group])
            names.setdefault(key, state.milestone.name)
            rows.setdefault(key, [None] * len(snapshots))[place] = state
    order = list(MilestoneKind)
    keys = sorted(rows, key=lambda key: (order.index(key[0]), key[1], key[2]))
    return [(key[0], names[key], tuple(rows[key])) for key in keys]


class Criterion(StrEnum):
    """By what projects are alike."""

    VALUE = "value"
    DURATION = "duration"
    POSTS = "posts"


@dataclass(frozen=True, slots=True)
class Similar:
    """A project like another one.

    Attributes:
        differences: By criterion, how much larger the larger figure is: 0 for equal, 1 for twice as large.
    """

    row: ProjectSummary
    differences: Mapping[Criterion, Decimal]

    @property
    def distance(self) -> Decimal:
        """All differences together."""
        return sum(self.differences.values(), start=Decimal(0))


def similar_projects(
    row: ProjectSummary, others: Iterable[ProjectSummary], criteria: Iterable[Criterion]
) -> list[Similar]:
    """Projects like one, the most alike first; one without a figure asked for is not compared."""
    wanted = tuple(criteria)
    own = {criterion: figure(row, criterion) for criterion in wanted}
    found = [
        Similar(other, differences)
        for other in others
        if other.project_id != row.project_id and (differences := _differences(own, other)) is not None
    ]
    return sorted(found, key=lambda one: (one.distance, one.row.slug)) if wanted else []


def figure(row: ProjectSummary, criterion: Criterion) -> Decimal | None:
    """A row's figure for a criterion: PLN, days or full-time posts; ``None`` where it is unknown or nothing."""
    taken = {
        Criterion.VALUE: row.value,
        Criterion.DURATION: Decimal(row.period.days) if row.period else None,
        Criterion.POSTS: row.posts_target,
    }[criterion]
    return taken or None


def _differences(own: Mapping[Criterion, Decimal | None], other: ProjectSummary) -> dict[Criterion, Decimal] | None:
    differences = {}
    for criterion, ours in own.items():
        theirs = figure(other, criterion)
        if ours is None or theirs is None:
            return None
        differences[criterion] = max(ours, theirs) / min(ours, theirs) - 1
    return differences
