"""A project's S-curve as a small drawing: its own period across, its own budget up, the gap to the plan filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from flask_babel import gettext
from markupsafe import Markup

from tracker.charts.layout import Box
from tracker.charts.placing import Obstacles, text_width
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.spending_gap import Gap, NormalCurves, Place, gaps, normal_curves, part_of
from tracker.domain.status import Level
from tracker.formatting import date_text, percent

WIDTH, HEIGHT = 320, 164
LEFT, RIGHT, TOP, FLOOR = 34, 312, 20, 140
FONT = 14
BOLD = 14.5
"""As wide as bold letters of the size of ``FONT`` about are."""

LINE = 18
HIGHEST = Decimal("1.1")
"""A line that rises above this part of the budget is cut off there; the figure beside its end says how far it goes."""

LEVELS = {Level.UNKNOWN: "none", Level.FINE: "none", Level.ATTENTION: "attention", Level.AT_RISK: "at_risk"}

Dot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Panel:
    row: ProjectSummary
    curves: NormalCurves
    as_of: Decimal
    last: Decimal


def draw_panel(row: ProjectSummary, as_of: date) -> Markup | None:
    """The drawing of a project's curves; ``None`` when its period or its budget is not known."""
    if row.lines is None or not row.budget:
        return None
    curves = normal_curves(row.lines, row.budget)
    last = max(curves.fact[-1][0] if curves.fact else Decimal(1), Decimal(1))
    return _Drawing(_Panel(row, curves, part_of(row.lines.period, as_of), last)).draw()


class _Drawing:
    def __init__(self, panel: _Panel) -> None:
        self.panel = panel
        self.curves = panel.curves

    def draw(self) -> Markup:
        return Markup(
            '<svg class="curve-panel" viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>'
        ).format(WIDTH, HEIGHT, self._description(), Markup("").join(self._parts()))

    def _description(self) -> str:
        row = self.panel.row
        name = row.centre.short_name
        if row.spent_rate is None:
            return gettext("S-curve of %(name)s: only the plan", name=name)
        return gettext("S-curve of %(name)s: spent %(rate)s", name=name, rate=percent(row.spent_rate, 1))

    def at(self, place: Place) -> Dot:
        across, up = place
        x = LEFT + float(across / self.panel.last) * (RIGHT - LEFT)
        return round(x, 1), round(FLOOR - float(min(up, HIGHEST)) * (FLOOR - TOP), 1)

    def _parts(self) -> Iterator[Markup]:
        yield from self._axes()
        for gap in gaps(self.curves):
            yield from self._gap(gap)
        if 0 < self.panel.as_of <= self.panel.last:
            x, _ = self.at((self.panel.as_of, Decimal(0)))
            yield Markup('<line class="chart-as-of" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(TOP - 8, FLOOR, x=x)
        css = "curve-plan curve-plan--assumed" if self.curves.is_assumed else "curve-plan"
        yield _polyline(css, map(self.at, self.curves.plan))
        if self.curves.fact:
            yield _polyline("curve-fact", map(self.at, self.curves.fact))
            yield from self._end()

    def _axes(self) -> Iterator[Markup]:
        for value in (100, 50, 0):
            _, y = self.at((Decimal(0), Decimal(value) / 100))
            css = "chart-grid" if value else "chart-axis"
            yield Markup('<line class="{}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(css, LEFT, RIGHT, y=y)
            yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="end">{}</text>').format(
                LEFT - 5, y + 5, value
            )
        assert self.panel.row.period is not None
        for x, day, anchor in (
            (LEFT, self.panel.row.period.start, "start"),
            (RIGHT, self.panel.row.period.last_day, "end"),
        ):
            yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                x, FLOOR + LINE, anchor, month_of(day)
            )

    def _gap(self, gap: Gap) -> Iterator[Markup]:
        upper = [self.at((across, planned)) for across, planned, _ in gap.corners]
        lower = [self.at((across, spent)) for across, _, spent in reversed(gap.corners)]
        points = _points([*upper, *lower])
        if not gap.is_behind:
            yield Markup('<polygon class="curve-gap curve-gap--ahead" points="{}"/>').format(points)
            return
        level = LEVELS[self.panel.row.spending_level]
        yield Markup('<polygon class="curve-gap curve-gap--{}" points="{}"/>').format(level, points)
        yield Markup('<polygon fill="url(#hatch-{})" points="{}"/>').format(level, points)

    def _end(self) -> Iterator[Markup]:
        x, y = self.at(self.curves.fact[-1])
        css = "chart-end chart-end--hollow" if self.panel.row.has_unaccepted else "chart-end"
        yield Markup('<circle class="{}" cx="{}" cy="{}" r="4"/>').format(css, x, y)
        text = percent(self.panel.row.spent_rate)
        box = self._room_for(text, x, y)
        yield Markup('<text class="curve-value" x="{}" y="{}">{}</text>').format(
            round(box.left, 1), round(box.top + FONT, 1), text
        )

    def _room_for(self, text: str, x: float, y: float) -> Box:
        """Where the last figure covers least, beside the end of the line rather than away from it."""
        width, drawn = text_width(text, BOLD) + 2, Obstacles(self._strokes())
        offsets = (
            (8, 2), (8, -LINE - 2), (-width - 8, -LINE - 4), (-width / 2, 8), (-width / 2, -LINE - 8),
            (-width, 10), (-width - 8, 2), (10, 14), (-width, 26), (12, -LINE - 18),
        )  # fmt: skip
        boxes = [self._inside(x + dx, y + dy, width) for dx, dy in offsets]
        return min(boxes, key=drawn.count_met)

    def _inside(self, left: float, top: float, width: float) -> Box:
        left = min(max(left, LEFT + 2), WIDTH - width)
        top = min(max(top, 0), FLOOR - LINE)
        return Box(left, top, left + width, top + LINE)

    def _strokes(self) -> Iterator[Box]:
        as_of, _ = self.at((self.panel.as_of, Decimal(0)))
        lines: list[Sequence[Dot]] = [list(map(self.at, self.curves.plan)), list(map(self.at, self.curves.fact))]
        lines.append([(as_of, TOP - 8), (as_of, FLOOR)])
        for line in lines:
            for (x1, y1), (x2, y2) in pairwise(line):
                steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) // 6), 1)
                for step in range(steps + 1):
                    x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                    yield Box(x - 2, y - 2, x + 2, y + 2)


def month_of(day: date) -> str:
    """A month on an axis with its year: ``wrz 2018``."""
    return date_text(day, "LLL y").replace(".", "")


def _points(dots: Sequence[Dot]) -> str:
    return " ".join(f"{x},{y}" for x, y in dots)


def _polyline(css: str, dots: Iterator[Dot]) -> Markup:
    return Markup('<polyline class="{}" points="{}"/>').format(css, _points(list(dots)))
