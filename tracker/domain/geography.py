"""Poland in the plane: degrees become kilometres, and outlines tell what lies inside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import asinh, atan, atanh, cos, cosh, dist, hypot, radians, sin, sinh, sqrt

from tracker.domain.vocabulary import Voivodeship

Position = tuple[float, float]
"""Kilometres east of the 19th meridian and north of the equator, in the projection of Poland's maps."""

MERIDIAN, SCALE = 19.0, 0.9993
"""The system PUWG 1992 (EPSG:2180) without its false origin: the same map, nearer to zero."""

RADIUS_KM, FLATTENING = 6378.137, 1 / 298.257222101
"""Of the ellipsoid GRS 80."""

ACROSS = 20
"""Places looked at along the longer side of an outline."""

_N = FLATTENING / (2 - FLATTENING)
_MEAN_RADIUS = RADIUS_KM / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_WAVES = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)


def project(latitude: float, longitude: float) -> Position:
    """Transverse Mercator, by Krüger's series; within a millimetre over Poland.

    Args:
        latitude: WGS84 degrees.
        longitude: WGS84 degrees.

    >>> east, north = project(52, 19)
    >>> east, round(north, 3)
    (0.0, 5759.309)
    """
    eccentricity = 2 * sqrt(_N) / (1 + _N)
    sine, away = sin(radians(latitude)), radians(longitude - MERIDIAN)
    height = sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine))
    north, east = atan(height / cos(away)), asinh(sin(away) / hypot(height, cos(away)))
    waves = list(enumerate(_WAVES, start=1))
    return (
        SCALE * _MEAN_RADIUS * (east + sum(w * cos(2 * k * north) * sinh(2 * k * east) for k, w in waves)),
        SCALE * _MEAN_RADIUS * (north + sum(w * sin(2 * k * north) * cosh(2 * k * east) for k, w in waves)),
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The rectangle around something, in kilometres."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south


def bounds_of(positions: Iterable[Position]) -> Bounds:
    """The smallest rectangle around positions, of which there is at least one."""
    xs, ys = zip(*positions, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, eq=False)
class Outline:
    """The border of a voivodeship; without slots, as it keeps what is asked once.

    Attributes:
        rings: Closed lines that do not repeat their first position; islands are rings of their own, none is a hole.
    """

    voivodeship: Voivodeship
    rings: tuple[tuple[Position, ...], ...]

    @cached_property
    def bounds(self) -> Bounds:
        """The rectangle around it."""
        return bounds_of(position for ring in self.rings for position in ring)

    @cached_property
    def area(self) -> float:
        """Square kilometres."""
        return sum(abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _sides(ring))) / 2 for ring in self.rings)

    @cached_property
    def room(self) -> tuple[tuple[Position, float], ...]:
        """Places all over it with their distance from the border, from the middle outwards."""
        step = max(self.bounds.width, self.bounds.height) / ACROSS
        places = [(place, self.clearance(place)) for place in self._grid(step)]
        middle = max(places, key=lambda found: found[1])[0]
        return tuple(sorted(places, key=lambda found: dist(found[0], middle)))

    @property
    def middle(self) -> Position:
        """About the place inside that is furthest from the border."""
        return self.room[0][0]

    def contains(self, position: Position) -> bool:
        """Whether a position lies inside."""
        return any(_is_inside(ring, position) for ring in self.rings)

    def clearance(self, position: Position) -> float:
        """Kilometres from a position to the border, negative outside."""
        away = min(_distance(position, a, b) for ring in self.rings for a, b in _sides(ring))
        return away if self.contains(position) else -away

    def _grid(self, step: float) -> list[Position]:
        """Positions inside, so many kilometres apart."""
        box = self.bounds
        columns, lines = int(box.width // step) + 1, int(box.height // step) + 1
        grid = (
            (box.west + step * (x + 0.5), box.north - step * (y + 0.5)) for y in range(lines) for x in range(columns)
        )
        return [position for position in grid if self.contains(position)]


def _sides(ring: Sequence[Position]) -> Iterable[tuple[Position, Position]]:
    return pairwise((*ring, ring[0]))


def _is_inside(ring: Sequence[Position], position: Position) -> bool:
    """By the sides that a line from the position to the east crosses: an odd number."""
    x, y = position
    inside = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _distance(position: Position, start: Position, end: Position) -> float:
    (x, y), (x1, y1), (x2, y2) = position, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    part = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length if length else 0.0
    part = min(max(part, 0.0), 1.0)
    return hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1))


@dataclass(frozen=True, eq=False)
class Country:
    """The outlines of all voivodeships; without slots, as it keeps what is asked once."""

    outlines: Mapping[Voivodeship, Outline]

    @cached_property
    def bounds(self) -> Bounds:
        """The rectangle around all."""
        boxes = [outline.bounds for outline in self.outlines.values()]
        return bounds_of(corner for box in boxes for corner in ((box.west, box.south), (box.east, box.north)))


def read_outlines(document: Mapping[str, Sequence[Mapping[str, object]]]) -> Country:
    """The country of a document as ``data/reference/outlines.json`` has it.

    Args:
        document: Its parsed JSON: ``outlines`` with ``code`` (TERYT) and ``rings`` of pairs of latitude and longitude.
    """
    outlines = (_read_outline(item) for item in document["outlines"])
    return Country({outline.voivodeship: outline for outline in outlines})


def _read_outline(item: Mapping[str, object]) -> Outline:
    rings = item["rings"]
    assert isinstance(rings, list)
    return Outline(
        Voivodeship(str(item["code"])),
        tuple(tuple(project(latitude, longitude) for latitude, longitude in ring) for ring in rings),
    )
