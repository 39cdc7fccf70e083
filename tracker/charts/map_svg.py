"""The map as inline SVG, once for each width: outlines, and a mark for each project or voivodeship."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import hypot

from markupsafe import Markup

from tracker.charts.layout import Box
from tracker.charts.map_groups import draw_group, place_groups
from tracker.charts.map_layout import NARROW, SCREEN, WIDE, Frame, Mark, Shape, Spot, around, first_free, place_marks
from tracker.charts.map_shapes import draw_mark
from tracker.charts.map_words import region_name, region_title, site_title, words_of_regions, words_of_sites
from tracker.charts.placing import text_width
from tracker.charts.portfolio_map import MapChart
from tracker.domain.geography import Bounds, Country, Outline
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.portfolio_map import LAGGING, Siting
from tracker.domain.vocabulary import Voivodeship

ProjectLink = Callable[[ProjectSummary], str]
RegionLink = Callable[[Voivodeship], str]

FRAMES_KEPT = 40
"""The country and each voivodeship, in two sizes, with some to spare."""

LINE = 1.25
"""The height of a line of text, in sizes of its letters."""

FURTHEST_NAME = 120
"""Pixels of a page; a name further from its mark would be looked for in vain."""

ROOM_BESIDE = 0.3
"""Between a name that a leader joins and the one beside it, in sizes of their letters."""

LEADER_STEP = 3.0
"""Pixels between the places at which a leader is asked whether it crosses a mark or a word."""

ROOM_FOR_NAME = 0.36
"""A voivodeship's name stands where the border is further away than this part of the name's width."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map at one width, and what to know to read it.

    Attributes:
        width: wide or narrow.
        is_grouped: It has a block for each voivodeship in place of a mark for each project.
    """

    width: str
    is_grouped: bool
    svg: Markup
    sentence: str


def draw_map(chart: MapChart, project_link: ProjectLink, region_link: RegionLink) -> list[Drawing]:
    """The drawings for both widths; the style sheet shows the one that fits."""
    return [_Artist(chart, shape, project_link, region_link).draw() for shape in (WIDE, NARROW)]


def draw_screen_map(chart: MapChart) -> Drawing:
    """One drawing for a television, which leads nowhere."""
    return _Artist(chart, SCREEN).draw()


class _Artist:
    def __init__(
        self,
        chart: MapChart,
        shape: Shape,
        project_link: ProjectLink | None = None,
        region_link: RegionLink | None = None,
    ) -> None:
        self.chart = chart
        self.shape = shape
        self.project_link = project_link
        self.region_link = region_link
        self.focus = chart.country.outlines.get(chart.focus) if chart.focus else None
        self.bounds = self.focus.bounds if self.focus else chart.country.bounds
        self.frame = Frame(self.bounds, shape)

    def draw(self) -> Drawing:
        """Marks where they can be told apart, else a block for each voivodeship."""
        sites = [site for site in self.chart.sites if site.siting is not Siting.UNKNOWN]
        marks = place_marks(sites, self.frame, self.shape, self._land_size()) if self.chart.sites else None
        drawn = self._groups() if marks is None else self._marks(marks)
        svg = Markup('<svg class="map-svg" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
            self.frame.width, self.frame.height, self.chart.description, self._land(), Markup("").join(drawn)
        )
        return Drawing(self.shape.name, marks is None, svg, " ".join(self._sentences(marks)))

    def _sentences(self, marks: Sequence[Mark] | None) -> Iterable[str]:
        if marks is None:
            return words_of_regions(self.chart.regions)
        return words_of_sites(
            self.chart.sites,
            are_moved=any(mark.home for mark in marks),
            are_enlarged=any(mark.is_enlarged for mark in marks),
        )

    def _land(self) -> Markup:
        counted = {region.voivodeship for region in self.chart.regions}
        paths = (
            Markup('<path class="{}" data-voivodeship="{}" d="{}"/>').format(
                "map-outline" if voivodeship in counted else "map-outline map-outline--empty", voivodeship.value, path
            )
            for voivodeship, path in _paths(self.chart.country, self.bounds, self.shape).items()
        )
        return Markup('<g aria-hidden="true">{}</g>').format(Markup("").join(paths))

    def _land_size(self) -> float:
        outlines: Iterable[Outline] = [self.focus] if self.focus else self.chart.country.outlines.values()
        return sum(outline.area for outline in outlines)

    def _groups(self) -> Iterator[Markup]:
        for group in place_groups(self.chart.regions, self.chart.country, self.frame, self.shape):
            start = Markup('class="map-group" data-voivodeship="{}"').format(group.voivodeship.value)
            url = self.region_link(group.voivodeship) if self.region_link else ""
            yield _linked(start, url, region_title(group.region), draw_group(group))

    def _marks(self, marks: Sequence[Mark]) -> Iterator[Markup]:
        yield Markup('<g aria-hidden="true">{}</g>').format(Markup("").join(self._words(marks)))
        # Below all marks, so that none is struck through by the way of another one to its place.
        yield from (_leader(mark) for mark in marks if mark.home)
        for mark in marks:
            row = mark.site.row
            start = Markup('class="map-mark map-mark--{}"').format(row.status.value)
            url = self.project_link(row) if self.project_link else ""
            yield _linked(start, url, site_title(mark.site), draw_mark(mark))

    def _words(self, marks: Sequence[Mark]) -> Iterator[Markup]:
        taken = [mark.box for mark in marks]
        crowded = []
        for mark in self._named(marks):
            box = first_free(self._beside(mark), [other for other in taken if other != mark.box], self.frame)
            if box is None:
                crowded.append(mark)
                continue
            taken.append(box)
            yield self._name(mark, box)
        for mark in crowded:
            # A leader across another mark still says more than no name.
            ways = chain(self._away(mark, taken), self._away(mark, []))
            box = first_free(ways, [self._roomy(one) for one in taken], self.frame)
            if box is not None:
                taken.append(box)
                yield _pointer(mark, box)
                yield self._name(mark, box)
        outlines = [] if self.shape.is_brief else self.chart.country.outlines.values()
        for outline in outlines:
            text = region_name(outline.voivodeship)
            box = first_free(self._inside(outline, text), taken, self.frame)
            if box is not None:
                taken.append(box)
                yield self._text("map-region-name", box, text)

    def _named(self, marks: Sequence[Mark]) -> Sequence[Mark]:
        few = len(marks) <= self.shape.few_marks
        return marks if few else [mark for mark in marks if mark.site.row.status in LAGGING]

    def _name(self, mark: Mark, box: Box) -> Markup:
        return self._text(f"map-name map-name--{mark.site.row.status.value}", box, mark.site.row.centre.place)

    def _size(self, text: str) -> Spot:
        return text_width(text, self.shape.font), self.shape.font * LINE

    def _roomy(self, box: Box) -> Box:
        """A box with some room beside it: letters are a little wider than they are taken to be, bold ones above all."""
        room = self.shape.font * ROOM_BESIDE
        return Box(box.left - room, box.top, box.right + room, box.bottom)

    def _away(self, mark: Mark, taken: Sequence[Box]) -> Iterator[Box]:
        """Places to which a leader goes without crossing another mark or word, the nearest first."""
        width, height = self._size(mark.site.row.centre.place)
        others = [box for box in taken if box != mark.box]
        for x, y in around((mark.x, mark.y), FURTHEST_NAME * self.shape.growth):
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if not box.meets(mark.box) and not any(_crosses((mark.x, mark.y), _end(mark, box), one) for one in others):
                yield box

    def _beside(self, mark: Mark) -> Iterator[Box]:
        (width, height), away = self._size(mark.site.row.centre.place), mark.reach + 3
        under = min(max(mark.x - width / 2, 0.0), self.frame.width - width)
        lefts = (mark.x + away, mark.x - away - width, under, under)
        tops = (mark.y - height / 2, mark.y - height / 2, mark.y + away - 2, mark.y - away + 2 - height)
        for left, top in zip(lefts, tops, strict=True):
            yield Box(left, top, left + width, top + height)

    def _inside(self, outline: Outline, text: str) -> Iterator[Box]:
        width, height = text_width(text, self.shape.font), self.shape.font * LINE
        for place, away in outline.room:
            if away * self.frame.scale >= width * ROOM_FOR_NAME:
                x, y = self.frame.at(place)
                yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def _text(self, css: str, box: Box, text: str) -> Markup:
        return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
            css, round(box.left, 1), round(box.top + self.shape.font, 1), text
        )


def _linked(attributes: Markup, url: str, title: str, drawn: Markup) -> Markup:
    """A part of the map with what is heard of it; a link where it leads somewhere."""
    if not url:
        return Markup("<g {}><title>{}</title>{}</g>").format(attributes, title, drawn)
    return Markup('<a {} href="{}"><title>{}</title>{}</a>').format(attributes, url, title, drawn)


def _end(mark: Mark, box: Box) -> Spot:
    """The point of a name's box that is nearest to its mark."""
    return min(max(mark.x, box.left), box.right), min(max(mark.y, box.top), box.bottom)


def _crosses(start: Spot, end: Spot, box: Box) -> bool:
    """Whether a line goes through a box; nearly all lines are told by their ends."""
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if right < box.left or left > box.right or bottom < box.top or top > box.bottom:
        return False
    steps = max(int(hypot(end[0] - start[0], end[1] - start[1]) / LEADER_STEP), 1)
    places = (
        (start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps) for n in range(steps)
    )
    return any(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in places)


def _pointer(mark: Mark, box: Box) -> Markup:
    x, y = (round(place, 1) for place in _end(mark, box))
    return Markup('<line class="map-leader" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(mark.x, mark.y, x, y)


def _leader(mark: Mark) -> Markup:
    assert mark.home is not None
    x, y = (round(place, 1) for place in mark.home)
    return Markup(
        '<g aria-hidden="true"><line class="map-leader" x1="{x}" y1="{y}" x2="{}" y2="{}"/>'
        '<circle class="map-home" cx="{x}" cy="{y}" r="1.5"/></g>'
    ).format(mark.x, mark.y, x=x, y=y)


@lru_cache(maxsize=FRAMES_KEPT)
def _paths(country: Country, bounds: Bounds, shape: Shape) -> dict[Voivodeship, str]:
    frame = Frame(bounds, shape)
    return {outline.voivodeship: _path(outline, frame) for outline in country.outlines.values()}


def _path(outline: Outline, frame: Frame) -> str:
    rings = ([frame.at(position) for position in ring] for ring in outline.rings)
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
