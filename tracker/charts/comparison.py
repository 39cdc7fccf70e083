"""Spending of two to six projects on a scale they share: what is drawn, the table and the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from flask_babel import gettext, ngettext

from tracker.charts.axes import month_ticks
from tracker.charts.spec import Table
from tracker.domain.comparison import (
    MiddleHalf,
    Scale,
    XYPoint,
    common_stage,
    height_at,
    months_between,
    on_scale,
    spent_at_stage,
)
from tracker.domain.periods import ONE_DAY, Period
from tracker.domain.snapshot import Snapshot
from tracker.formatting import DASH, NBSP, day_month, month, number, percent

LETTERS = "ABCDEF"
FULL = Decimal(100)
STAGE_STEP = 10
"""Percent of the period between two rows of the table and two points of the mean plan."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """What one project spent.

    Attributes:
        letter: A to F; colour and square go with it.
        texts: Name and last figure, beside the end of the line.
        is_hollow: The last report is not accepted yet.
    """

    letter: str
    texts: tuple[str, str]
    points: tuple[XYPoint, ...]
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class AcrossTick:
    """A named place of the axis across."""

    across: Decimal
    text: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonChart:
    """Everything the drawing needs, and what stands beside it.

    Attributes:
        last: The right end of the axis across, which begins at 0.
        top: The end of the axis up, percent of the budget.
        mean_plan: The mean of the plans, on the scale of stages alone.
        plan_name: What stands beside it.
        band_name: What stands beside the band, in two lines: what it is, and from where to where it goes when widest.
        marker: A place across that all who reported have reached, with its words.
        heights: What the table holds, in numbers: the place across in words, and percent of the budget in the order
            of its columns, ``None`` where a curve does not reach.
    """

    unit: str
    last: Decimal
    top: Decimal
    ticks: tuple[AcrossTick, ...]
    lines: tuple[ComparedLine, ...]
    mean_plan: tuple[XYPoint, ...]
    plan_name: str
    band_name: tuple[str, ...]
    band: MiddleHalf | None
    marker: tuple[Decimal, str] | None
    heights: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    table: Table
    sentence: str
    description: str
    is_example: bool


def comparison_chart(
    snapshots: Sequence[Snapshot], scale: Scale, middle: MiddleHalf | None = None
) -> ComparisonChart | None:
    """The spending of projects, in percent of each one's budget.

    Args:
        snapshots: The projects in the order of their letters.
        scale: What lies across.
        middle: Where the middle half of the portfolio lies on the same scale.

    Returns:
        ``None`` when no project has a period and a budget.
    """
    drawable = [s for s in snapshots if s.period is not None and s.budget]
    return _Comparison(snapshots, scale, middle).build() if drawable else None


def spending_line(snapshot: Snapshot, scale: Scale, origin: date) -> list[XYPoint]:
    """What a project spent, on a shared scale up to its last reported day; nothing while nothing was reported."""
    if snapshot.period is None or snapshot.actual is None or not snapshot.budget:
        return []
    return on_scale(snapshot.actual, scale, snapshot.period, snapshot.budget, origin)


class _Comparison:
    def __init__(self, snapshots: Sequence[Snapshot], scale: Scale, middle: MiddleHalf | None) -> None:
        self.snapshots = snapshots
        self.scale = scale
        self.middle = middle
        self.periods = [s.period for s in snapshots if s.period is not None]
        self.origin = min(period.start for period in self.periods)
        self.lines = tuple(self._lines())
        self.stage = common_stage(snapshots) if len(self.lines) > 1 else None
        self.plan = tuple(self._mean_plan()) if scale is Scale.STAGE else ()

    def build(self) -> ComparisonChart:
        tops = [y for line in self.lines for _, y in line.points]
        heights = tuple((name, self._heights(across)) for across, name in self._places())
        return ComparisonChart(
            unit=self._unit(),
            last=self._last(),
            top=(max([FULL, *tops]) / 20).to_integral_value(rounding=ROUND_CEILING) * 20,
            ticks=tuple(self._ticks()),
            lines=self.lines,
            mean_plan=self.plan,
            plan_name=gettext("mean plan"),
            band_name=self._band_name(self.middle) if self.middle else (),
            band=self.middle,
            marker=self._marker(),
            heights=heights,
            table=self._table(heights),
            sentence=" ".join(self._sentences()),
            description=gettext(
                "Spending of %(names)s in percent of the budget; the text and table below say the same.",
                names=", ".join(s.record.centre.place for s in self.snapshots),
            ),
            is_example=any(s.has_examples for s in self.snapshots),
        )

    def _unit(self) -> str:
        across = {
            Scale.STAGE: gettext("Across: part of the project's own period"),
            Scale.MONTHS: gettext("Across: months since the project's own beginning"),
            Scale.CALENDAR: gettext("Across: the calendar"),
        }[self.scale]
        return gettext("%(across)s; up: part of the budget spent", across=across)

    def _last(self) -> Decimal:
        if self.scale is Scale.STAGE:
            return FULL
        starts = [self.origin if self.scale is Scale.CALENDAR else period.start for period in self.periods]
        ends = [months_between(start, p.last_day) for start, p in zip(starts, self.periods, strict=True)]
        return max(ends)

    def _lines(self) -> Iterator[ComparedLine]:
        for letter, snapshot in zip(LETTERS, self.snapshots, strict=False):
            points = spending_line(snapshot, self.scale, self.origin)
            if points and snapshot.covered_until is not None and snapshot.period is not None:
                accepted = snapshot.reported.accepted_until
                yield ComparedLine(
                    letter,
                    (snapshot.record.centre.place, self._end_text(snapshot)),
                    tuple(points),
                    accepted is None or accepted < snapshot.covered_until,
                )

    def _end_text(self, snapshot: Snapshot) -> str:
        assert snapshot.period is not None
        assert snapshot.covered_until is not None
        spent = percent(snapshot.spent_rate, 1)
        if self.scale is Scale.STAGE:
            stage = percent(snapshot.period.elapsed_rate(snapshot.covered_until))
            return gettext("%(spent)s at %(stage)s of the period", spent=spent, stage=stage)
        if self.scale is Scale.MONTHS:
            months = round(months_between(snapshot.period.start, snapshot.covered_until))
            return ngettext("%(spent)s after %(num)s month", "%(spent)s after %(num)s months", months, spent=spent)
        return gettext("%(spent)s by %(day)s", spent=spent, day=day_month(snapshot.covered_until))

    def _ticks(self) -> Iterator[AcrossTick]:
        if self.scale is Scale.STAGE:
            for part in (0, 25, 50, 75, 100):
                yield AcrossTick(Decimal(part), f"{part}{NBSP}%" if part == 100 else str(part))
        elif self.scale is Scale.MONTHS:
            step = next((step for step in (3, 6, 12, 24) if self._last() <= 9 * step), 48)
            yield from (AcrossTick(Decimal(at), str(at)) for at in range(0, int(self._last()) + 1, step))
        else:
            span = Period.of_days(self.origin, max(period.last_day for period in self.periods))
            for tick in month_ticks(span):
                across = months_between(self.origin, tick.day - ONE_DAY) if tick.day > self.origin else Decimal(0)
                yield AcrossTick(across, tick.text, tick.year)

    def _mean_plan(self) -> Iterator[XYPoint]:
        plans = [
            on_scale(s.plan_curve, self.scale, s.period, s.budget, self.origin)
            for s in self.snapshots
            if s.has_plan and s.plan_curve is not None and s.period is not None and s.budget
        ]
        for part in range(0, 101, STAGE_STEP // 2) if len(plans) > 1 else ():
            heights = [height for plan in plans if (height := height_at(plan, Decimal(part))) is not None]
            yield Decimal(part), sum(heights, start=Decimal(0)) / len(heights)

    def _band_name(self, middle: MiddleHalf) -> tuple[str, str]:
        across, low, high = middle.widest
        span = percent(high / 100) if number(low) == number(high) else f"{number(low)}{DASH}{percent(high / 100)}"
        name = ngettext("middle half of %(num)s project", "middle half of %(num)s projects", middle.of)
        if self.scale is Scale.STAGE:
            return name, gettext("%(spent)s at %(stage)s of the period", spent=span, stage=percent(across / 100))
        return name, ngettext(
            "%(spent)s after %(num)s month", "%(spent)s after %(num)s months", int(across), spent=span
        )

    def _marker(self) -> tuple[Decimal, str] | None:
        if self.scale is not Scale.STAGE or self.stage is None:
            return None
        return self.stage * 100, gettext("%(stage)s of the period", stage=percent(self.stage))

    def _table(self, heights: Sequence[tuple[str, Sequence[Decimal | None]]]) -> Table:
        first = {
            Scale.STAGE: gettext("Part of the period"),
            Scale.MONTHS: gettext("Months since the beginning"),
            Scale.CALENDAR: gettext("End of month"),
        }[self.scale]
        names = [f"{line.letter} {line.texts[0]}" for line in self.lines]
        plan = (gettext("Mean plan"),) if self.plan else ()
        low_high = (gettext("Middle half, from"), gettext("Middle half, to")) if self.middle else ()
        return Table(
            caption=gettext("Points of the curves: percent of the budget spent"),
            headings=(first, *names, *plan, *low_high),
            rows=tuple((name, *map(_percent, row)) for name, row in heights),
        )

    def _places(self) -> Iterator[tuple[Decimal, str]]:
        if self.scale is Scale.STAGE:
            yield from ((Decimal(part), f"{part}{NBSP}%") for part in range(0, 101, STAGE_STEP))
        elif self.scale is Scale.MONTHS:
            yield from ((Decimal(count), str(count)) for count in range(int(self._last()) + 1))
        else:
            whole = Period.of_days(self.origin, max(period.last_day for period in self.periods))
            for first in whole.months():
                part = whole.within_month(first)
                assert part is not None
                yield months_between(self.origin, part.last_day), month(first)

    def _heights(self, across: Decimal) -> tuple[Decimal | None, ...]:
        lines: list[Sequence[XYPoint]] = [line.points for line in self.lines]
        lines += [self.plan] if self.plan else []
        lines += [self.middle.low, self.middle.high] if self.middle else []
        return tuple(height_at(line, across) for line in lines)

    def _sentences(self) -> Iterator[str]:
        if not self.lines:
            yield gettext("None of these projects has reported any spending yet.")
        else:
            ends = "; ".join(f"{line.texts[0]}: {line.texts[1]}" for line in self.lines)
            yield gettext("Last reported: %(ends)s.", ends=ends)
        drawn = {line.texts[0] for line in self.lines}
        silent = [s.record.centre.place for s in self.snapshots if s.record.centre.place not in drawn]
        if silent and self.lines:
            yield gettext("Nothing to draw yet for: %(names)s.", names=", ".join(silent))
        if self.middle:
            yield ngettext(
                "The band is the middle half of %(num)s project of the portfolio.",
                "The band is the middle half of %(num)s projects of the portfolio.",
                self.middle.of,
            )
        if any(line.is_hollow for line in self.lines):
            yield gettext("A hollow square: the last report is not accepted yet.")


def _percent(height: Decimal | None) -> str:
    return DASH if height is None else f"{number(height, 1)}{NBSP}%"


def stage_heading(snapshots: Sequence[Snapshot]) -> str:
    """The finding of a comparison: who has spent least of the budget at the stage that all have reached."""
    stage = common_stage(snapshots)
    spent = [(rate, s.record.centre.place) for s in snapshots if (rate := spent_at_stage(s, stage)) is not None]
    if stage is None or len(spent) < 2:
        return gettext("There are not reports enough yet to compare how these projects spend.")
    (least, slowest), *rest_of_them = sorted(spent)
    others = [rate for rate, _ in rest_of_them]
    low, high = percent(min(others)), percent(max(others))
    rest = high if low == high else f"{number(min(others) * 100)}{DASH}{high}"
    if percent(least) == low == high:
        return gettext(
            "At %(stage)s of the period all have spent %(rate)s of the budget.", stage=percent(stage), rate=low
        )
    return gettext(
        "At %(stage)s of the period %(name)s has %(rate)s of the budget spent, %(others)s.",
        stage=percent(stage),
        name=slowest,
        rate=percent(least),
        others=gettext("the other project %(rate)s", rate=rest)
        if len(others) == 1
        else gettext("the others %(rate)s", rate=rest),
    )
