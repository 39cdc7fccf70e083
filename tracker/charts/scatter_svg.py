"""Time against money: a mark for each project, of a shape and colour by status; many projects as counted squares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import hypot

from flask_babel import gettext, ngettext
from markupsafe import Markup

from tracker.charts.layout import Box, Format
from tracker.charts.placing import Obstacles, text_width
from tracker.charts.status_shapes import draw_status
from tracker.domain.spending_scatter import Scatter, Spot, Window, Zone, binned
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.domain.vocabulary import Status
from tracker.formatting import NBSP, number

WIDE = Format("wide", 800, 520, 48, 16, 16, 52, 14, 6, has_numbers=True)
MEDIUM = Format("medium", 530, 420, 48, 16, 16, 52, 14, 6, has_numbers=True)
NARROW = Format("narrow", 344, 344, 44, 12, 16, 52, 14, 5, has_numbers=False)
SHAPES = (WIDE, MEDIUM, NARROW)

MOST_MARKS = 250
"""More projects than these are drawn as squares with counts: neither marks nor bytes would be readable."""

COLUMNS = {"wide": 20, "medium": 10, "narrow": 10}
NAMED = {"wide": 8, "medium": 6, "narrow": 4}
"""At most so many of the projects furthest from the band are named."""

FEW = 20
"""Up to so many projects all are named, as far as there is room."""

CLASSES = (2, 5, 10, 25)
"""From these counts on a square has a stronger colour."""

LINE = 18
HIGHEST = Decimal("1.5")
"""Who spent more than this part of the budget is drawn at the upper edge; the table says how much."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Plane:
    """Parts of time and money as places of a drawing; ``top`` is the end of the value axis."""

    shape: Format
    top: Decimal

    @property
    def width(self) -> int:
        """Of the plot."""
        return self.shape.width - self.shape.left - self.shape.right

    @property
    def height(self) -> int:
        """Of the plot."""
        return self.shape.height - self.shape.top - self.shape.bottom

    def x(self, time: Decimal) -> float:
        """The place of a part of the time, from the left."""
        return round(self.shape.left + float(time) * self.width, 1)

    def y(self, money: Decimal) -> float:
        """The place of a part of the money, from the top."""
        inside = min(max(money, Decimal(0)), self.top)
        return round(self.shape.top + (1 - float(inside / self.top)) * self.height, 1)


def top_of(scatter: Scatter) -> Decimal:
    """The end of the value axis: the whole budget, or a quarter or a half more where somebody spent more."""
    most = max((spot.money for spot in scatter.spots), default=ONE)
    return next((top for top in (ONE, Decimal("1.25")) if most <= top), HIGHEST)


def draw_scatter(scatter: Scatter) -> Markup:
    """The drawings for every width; the style sheet shows the one that fits."""
    top = top_of(scatter)
    return Markup("").join(_Drawing(scatter, Plane(shape, top)).draw() for shape in SHAPES)


def draw_window(scatter: Scatter, window: Window) -> Markup:
    """The rectangle of a window, in drawings that lie over those of the projects; the script draws into them."""
    top = top_of(scatter)
    return Markup("").join(_window(Plane(shape, top), window) for shape in SHAPES)


def _window(plane: Plane, window: Window) -> Markup:
    shape = plane.shape
    (left, right), (low, high) = window.time or (Decimal(0), ONE), window.money or (Decimal(0), plane.top)
    x, y = plane.x(min(left, ONE)), plane.y(high)
    width, height = plane.x(min(right, ONE)) - x, plane.y(low) - y
    rect = Markup('<rect class="scatter-chosen" data-brush-rect x="{}" y="{}" width="{}" height="{}"/>').format(
        x, y, round(width, 1) if window else 0, round(height, 1) if window else 0
    )
    return Markup(
        '<svg class="chart-svg chart-svg--{name} scatter-window" viewBox="0 0 {width} {height}" aria-hidden="true"'
        ' focusable="false" data-brush-plot="{left} {top} {across} {up}" data-brush-top="{most}">{rect}</svg>'
    ).format(
        name=shape.name,
        width=shape.width,
        height=shape.height,
        left=shape.left,
        top=shape.top,
        across=plane.width,
        up=plane.height,
        most=int(plane.top * 100),
        rect=rect,
    )


class _Drawing:
    def __init__(self, scatter: Scatter, plane: Plane) -> None:
        self.spots = scatter.spots
        self.plane = plane
        self.shape = plane.shape
        self.is_binned = len(scatter.spots) > MOST_MARKS

    def draw(self) -> Markup:
        return Markup(
            '<svg class="chart-svg chart-svg--{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}"'
            ' focusable="false">{parts}</svg>'
        ).format(
            name=self.shape.name,
            width=self.shape.width,
            height=self.shape.height,
            label=gettext("Projects by the time passed and the money spent; text and table below say the same."),
            parts=Markup("").join(self._parts()),
        )

    def _parts(self) -> Iterator[Markup]:
        yield from self._band()
        yield from self._axes()
        named = _outliers(self.spots, NAMED[self.shape.name])
        if self.is_binned:
            named = alone(self.spots, named, COLUMNS[self.shape.name], self.plane.top)
            yield from self._squares(_keys(named))
            marked: Sequence[Spot] = named
        else:
            # The most serious are drawn last, on top of the others.
            marked = sorted(self.spots, key=lambda spot: -ORDER.index(spot.row.status))
        for spot in marked:
            yield self._mark(spot)
        yield from self._names(named, marked)

    def _at(self, time: Decimal, money: Decimal) -> str:
        return f"{self.plane.x(time)},{self.plane.y(money)}"

    def _band(self) -> Iterator[Markup]:
        wide = -DEFAULT_THRESHOLDS.spending_attention
        none, end = Decimal(0), min(ONE + wide, self.plane.top)
        corners = [(none, none), (none, wide), (end - wide, end), (ONE, end), (ONE, ONE - wide), (wide, none)]
        points = " ".join(self._at(time, money) for time, money in corners)
        yield Markup('<polygon class="chart-band" points="{}"/>').format(points)
        far = -DEFAULT_THRESHOLDS.spending_at_risk
        yield self._line("scatter-limit", far, Decimal(0), ONE, ONE - far)
        yield self._line("scatter-diagonal", Decimal(0), Decimal(0), ONE, ONE)

    def _line(self, css: str, time: Decimal, money: Decimal, to_time: Decimal, to_money: Decimal) -> Markup:
        return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            css, self.plane.x(time), self.plane.y(money), self.plane.x(to_time), self.plane.y(to_money)
        )

    def _axes(self) -> Iterator[Markup]:
        floor = self.plane.y(Decimal(0))
        for quarter in range(int(self.plane.top * 4) + 1):
            value = Decimal(quarter) / 4
            y, text = self.plane.y(value), number(value * 100)
            css = "chart-grid" if quarter else "chart-axis"
            yield self._line(css, Decimal(0), value, ONE, value)
            yield _text(self.shape.left - 6, y + 5, f"{text}{NBSP}%" if value == self.plane.top else text, "end")
        for quarter in range(5):
            x = self.plane.x(Decimal(quarter) / 4)
            yield Markup('<line class="chart-axis" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(floor, floor + 5, x=x)
            text = number(25 * quarter)
            anchor = "end" if quarter == 4 else "middle"
            right = self.shape.width if quarter == 4 else x
            yield _text(right, floor + 21, f"{text}{NBSP}%" if quarter == 4 else text, anchor)
        yield _text(self.shape.left, self.shape.height - 6, gettext("time passed"), "start")

    def _counted(self, marked: Collection[int]) -> Iterator[tuple[Box, int]]:
        """The squares with their counts; the projects of the keys ``marked`` have marks and are in none."""
        across = COLUMNS[self.shape.name]
        others = [spot for spot in self.spots if spot.row.project_id not in marked]
        for (column, row), count in binned(others, across, self.plane.top).items():
            left, right = self.plane.x(Decimal(column) / across), self.plane.x(Decimal(column + 1) / across)
            top, floor = self.plane.y(Decimal(row + 1) / across), self.plane.y(Decimal(row) / across)
            yield Box(left, top, right, floor), count

    def _squares(self, marked: Collection[int]) -> Iterator[Markup]:
        for box, count in self._counted(marked):
            shade = sum(count >= step for step in CLASSES)
            yield Markup(
                '<g class="scatter-square scatter-square--{}"><title>{}</title>'
                '<rect x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}" text-anchor="middle">{}</text></g>'
            ).format(
                shade,
                ngettext("%(num)s project", "%(num)s projects", count),
                box.left,
                box.top,
                round(box.right - box.left, 1),
                round(box.bottom - box.top, 1),
                round((box.left + box.right) / 2, 1),
                round((box.top + box.bottom) / 2 + 5, 1),
                number(count),
            )

    def _mark(self, spot: Spot) -> Markup:
        x, y = self.plane.x(spot.time), self.plane.y(spot.money)
        title = f"{spot.row.centre.short_name}: {number(spot.time * 100)}{NBSP}%, {number(spot.money * 100)}{NBSP}%"
        return Markup("<g><title>{}</title>{}</g>").format(title, draw_status(spot.row.status, x, y, self._radius))

    @property
    def _radius(self) -> int:
        return self.shape.diamond if len(self.spots) <= 60 or self.is_binned else self.shape.diamond - 2

    def _names(self, named: Sequence[Spot], marked: Sequence[Spot]) -> Iterator[Markup]:
        """The names of the outliers that find a place where they cover neither a mark nor another name."""
        taken = [self._around(spot) for spot in marked]
        if self.is_binned:
            taken += [box for box, _ in self._counted(_keys(marked))]
        strokes = Obstacles(self._strokes())
        for spot, text in self._together(named):
            free = Obstacles(taken)
            boxes = [box for box in self._beside(spot, text) if not free.count_met(box)]
            if boxes:
                box = min(boxes, key=strokes.count_met)
                taken.append(box)
                yield Markup('<text class="scatter-name" x="{}" y="{}">{}</text>').format(
                    round(box.left, 1), round(box.top + self.shape.font, 1), text
                )

    def _together(self, named: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
        """The spots with their names; those whose marks lie on one another share theirs."""
        left = list(named)
        while left:
            first = left[0]
            near = [spot for spot in left if self._apart(first, spot) < self._radius]
            left = [spot for spot in left if spot not in near]
            yield first, ", ".join(spot.row.centre.place for spot in near)

    def _apart(self, one: Spot, other: Spot) -> float:
        return hypot(
            self.plane.x(one.time) - self.plane.x(other.time), self.plane.y(one.money) - self.plane.y(other.money)
        )

    def _strokes(self) -> Iterator[Box]:
        """The diagonal and the lower limit, as small boxes along them."""
        for below in (Decimal(0), -DEFAULT_THRESHOLDS.spending_at_risk):
            for step in range(101):
                time = below + (ONE - below) * step / 100
                x, y = self.plane.x(time), self.plane.y(time - below)
                yield Box(x - 2, y - 2, x + 2, y + 2)

    def _around(self, spot: Spot) -> Box:
        x, y, reach = self.plane.x(spot.time), self.plane.y(spot.money), self._radius + 1
        return Box(x - reach, y - reach, x + reach, y + reach)

    def _beside(self, spot: Spot, text: str) -> Iterator[Box]:
        """Places for a name, the best first; only those that lie inside the plot."""
        x, y, gap = self.plane.x(spot.time), self.plane.y(spot.money), self._radius + 4
        width = text_width(text, self.shape.font * 1.05) + 2
        places = (
            (x + gap, y - LINE / 2),
            (x - gap - width, y - LINE / 2),
            (x - width / 2, y + gap - 2),
            (x - width / 2, y - gap - LINE),
            # A little higher or lower may pass by a name that stands there already.
            (x + gap, y - LINE * 3 / 4),
            (x - gap - width, y - LINE * 3 / 4),
            (x + gap, y - LINE / 4),
            (x - gap - width, y - LINE / 4),
        )
        for left, top in places:
            fits = self.shape.left < left and left + width < self.shape.width
            if fits and top >= 0 and top + LINE <= self.plane.y(Decimal(0)):
                yield Box(left, top, left + width, top + LINE)


def alone(spots: Sequence[Spot], named: Sequence[Spot], across: int, top: Decimal) -> list[Spot]:
    """Those of the named whose squares would hold nobody else, so that their marks cover no count."""
    marked = _keys(named)
    taken = binned([spot for spot in spots if spot.row.project_id not in marked], across, top)
    return [spot for spot in named if not taken.keys() & binned([spot], across, top).keys()]


def _keys(spots: Sequence[Spot]) -> frozenset[int]:
    return frozenset(spot.row.project_id for spot in spots)


def marked_statuses(scatter: Scatter) -> set[Status]:
    """The statuses that have a mark in the drawing: all that occur, or those of the few that are drawn one by one."""
    if len(scatter.spots) <= MOST_MARKS:
        return {spot.row.status for spot in scatter.spots}
    named = _outliers(scatter.spots, NAMED["wide"])
    return {spot.row.status for spot in alone(scatter.spots, named, COLUMNS["wide"], top_of(scatter))}


def _outliers(spots: Sequence[Spot], most: int) -> list[Spot]:
    """The spots to be named, those below the band first, of whom the heading speaks; of few projects all."""
    is_few = len(spots) <= FEW
    wanted = [spot for spot in spots if is_few or spot.zone is not Zone.WITHIN]
    ordered = sorted(wanted, key=lambda spot: (_ZONES.index(spot.zone), -abs(spot.off), spot.row.slug))
    return ordered if is_few else sorted(wanted, key=lambda spot: (-abs(spot.off), spot.row.slug))[:most]


_ZONES = (Zone.BELOW, Zone.ABOVE, Zone.WITHIN)


ORDER = (
    Status.AT_RISK,
    Status.ATTENTION,
    Status.NO_DATA,
    Status.ON_TRACK,
    Status.FINISHED,
    Status.NOT_STARTED,
)
"""Statuses from the one that must be seen first."""


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        x, round(y, 1), anchor, text
    )
