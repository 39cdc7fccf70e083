"""Where things go in a drawing: its sizes and its scales."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.charts.spec import Chart, Point

LINE_HEIGHT = 1.3
"""Of a text's size; plotly.js sets its lines at this distance and can be told no other."""

USUAL_FONT = 14


@dataclass(frozen=True, slots=True)
class Format:
    """A size of drawing, in pixels; it is stretched or shrunk by a third at most, so each text stays legible."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    font: int
    diamond: int
    has_numbers: bool

    def grown(self, pixels: int) -> int:
        """A distance that is right beside texts of the usual size, beside those of this format.

        >>> SCREEN.grown(7), WIDE.grown(7)
        (20, 7)
        """
        return round(pixels * self.font / USUAL_FONT)


WIDE = Format("wide", 800, 400, 44, 24, 30, 46, 14, 11, has_numbers=True)
MEDIUM = Format("medium", 530, 320, 44, 20, 30, 46, 14, 10, has_numbers=True)
NARROW = Format("narrow", 344, 320, 44, 14, 30, 46, 14, 6, has_numbers=False)
BESIDE = Format("narrow", 344, 240, 44, 14, 14, 46, 14, 6, has_numbers=False)
"""Beside a form, where the drawing shares its column with the figures below it."""

SCREEN = Format("screen", 1140, 640, 200, 70, 70, 84, 40, 14, has_numbers=False)
"""On a television, in parts of a picture 1920 wide: nothing smaller can be read from four metres."""

FORMATS = {shape.name: shape for shape in (WIDE, MEDIUM, NARROW)}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing that something fills."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Scales:
    """Days and values as places in a drawing of a chart."""

    def __init__(self, chart: Chart, shape: Format) -> None:
        self.chart = chart
        self.shape = shape
        self._days = max((chart.last - chart.first).days, 1)
        self._width = shape.width - shape.left - shape.right
        self._height = shape.height - shape.top - shape.bottom

    def x(self, day: date) -> float:
        """The place of a day from the left."""
        return round(self.shape.left + (day - self.chart.first).days / self._days * self._width, 1)

    def y(self, value: Decimal | int) -> float:
        """The place of a value from the top."""
        return round(self.shape.top + (1 - float(value) / float(self.chart.top)) * self._height, 1)

    @property
    def floor(self) -> float:
        """The place of the time axis from the top."""
        return self.shape.height - self.shape.bottom

    def at(self, point: Point) -> tuple[float, float]:
        """The place of a point."""
        return self.x(point[0]), self.y(point[1])
