"""The projects of a voivodeship as one block on the map: how many, what they are worth, how many lag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from tracker.charts.layout import Box
from tracker.charts.map_layout import Frame, Shape, around, first_free
from tracker.charts.map_words import lagging_of, region_name, value_part
from tracker.charts.placing import text_width
from tracker.domain.geography import Country, Outline
from tracker.domain.portfolio_map import WORRYING, Region, most_worrying
from tracker.domain.vocabulary import Voivodeship
from tracker.formatting import number

LINE = 1.25
BAR_HEIGHT = 10
BAR_WIDTH = 84
NARROW_BAR_WIDTH = 36
NEAR = 80
"""Pixels from the middle within which a block finds its place."""

HEIGHTS = dict(zip(WORRYING, (BAR_HEIGHT, 7, 4), strict=True))
"""Of the parts of the bar: the worse, the higher."""


@dataclass(frozen=True, slots=True)
class Group:
    """A voivodeship's block.

    Attributes:
        lines: Texts with their class, from the top.
        most: So many projects fill the width of the bar.
    """

    region: Region
    voivodeship: Voivodeship
    box: Box
    lines: Sequence[tuple[str, str]]
    font: int
    bar_width: int
    most: int
    growth: int = 1


def place_groups(regions: Sequence[Region], country: Country, frame: Frame, shape: Shape) -> list[Group]:
    """A block for each voivodeship in the drawing, near its middle and clear of the others."""
    taken: list[Box] = []
    groups = []
    most = most_worrying(regions)
    named = [(region, region.voivodeship) for region in regions if region.voivodeship]
    for region, voivodeship in sorted(named, key=lambda pair: country.outlines[pair[1]].area):
        lines = _lines(region, shape)
        bar = (BAR_WIDTH if shape.has_values else NARROW_BAR_WIDTH) * shape.growth
        width = max(bar, *(text_width(text, shape.font) for text, _ in lines))
        height = len(lines) * shape.font * LINE + (BAR_HEIGHT + 4) * shape.growth
        spots = _boxes(country.outlines[voivodeship], frame, width, height, NEAR * shape.growth)
        box = first_free(spots, taken, frame)
        if box is not None:
            taken.append(box)
            groups.append(Group(region, voivodeship, box, lines, shape.font, bar, most, shape.growth))
    order = {region.voivodeship: place for place, region in enumerate(regions)}
    return sorted(groups, key=lambda group: order[group.voivodeship])


def _lines(region: Region, shape: Shape) -> list[tuple[str, str]]:
    if shape.is_brief:
        return [(lagging_of(region), "map-count")]
    if not shape.has_values:
        return [(number(region.lagging), "map-count"), (number(region.projects), "map-sum")]
    count = (lagging_of(region), "map-count")
    return [(region_name(region.voivodeship), "map-region-name"), count, (value_part(region.value), "map-sum")]


def _boxes(outline: Outline, frame: Frame, width: float, height: float, furthest: float) -> Iterator[Box]:
    middle = frame.at(outline.middle)
    for x, y in chain([middle], around(middle, furthest)):
        yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def draw_group(group: Group) -> Markup:
    """The texts, and under them the bar."""
    x, y = round((group.box.left + group.box.right) / 2, 1), group.box.top
    parts = [
        Markup('<rect class="map-hit" x="{}" y="{}" width="{}" height="{}"/>').format(
            round(group.box.left, 1),
            round(y, 1),
            round(group.box.right - group.box.left, 1),
            round(group.box.bottom - y, 1),
        )
    ]
    for text, css in group.lines:
        parts.append(
            Markup('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                css, x, round(y + group.font, 1), text
            )
        )
        y += group.font * LINE
    return Markup("").join([*parts, *_bar(group, x - group.bar_width / 2, y + 2 * group.growth)])


def _bar(group: Group, left: float, top: float) -> Iterator[Markup]:
    floor = top + BAR_HEIGHT * group.growth
    yield Markup('<line class="map-bar-base" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
        round(left, 1), round(left + group.bar_width, 1), y=round(floor, 1)
    )
    for status, height in HEIGHTS.items():
        width = group.region.statuses.get(status, 0) * group.bar_width / max(group.most, 1)
        if width:
            yield _part(f"map-part--{status.value}", left, floor, width, height * group.growth)
            left += width


def _part(css: str, left: float, floor: float, width: float, height: int) -> Markup:
    return Markup('<rect class="map-part {}" x="{}" y="{}" width="{}" height="{}"/>').format(
        css, round(left, 1), round(floor - height, 1), round(width, 1), height
    )
