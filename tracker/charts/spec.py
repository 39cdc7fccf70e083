"""What a chart shows, apart from who draws it: lines, marks, labels, and the same numbers as table and sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.formatting import NBSP

Point = tuple[date, Decimal]
"""A day, and a value on the chart's scale at the end of that day."""


class Role(StrEnum):
    """What a line or label is about; it decides colour and stroke, in both drawings."""

    PLAN = "plan"
    FACT = "fact"
    FORECAST = "forecast"
    WHOLE = "whole"
    """The plan of more projects than those that are compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line over days.

    Attributes:
        texts: What is said of each point, one each.
    """

    role: Role
    name: str
    points: tuple[Point, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The area between two lines over the same days."""

    low: tuple[Point, ...]
    high: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone: filled when achieved, hollow when expected.

    Attributes:
        number: Its number in the table of milestones.
        text: Name and dates in words.
    """

    number: int
    day: date
    value: Decimal
    is_achieved: bool
    text: str


@dataclass(frozen=True, slots=True)
class EndPoint:
    """The last reported point; hollow while its report is not accepted."""

    day: date
    value: Decimal
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of the time axis: the month, and the year under the first and under each January."""

    day: date
    text: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class AsOfLine:
    """The day looked at."""

    day: date
    text: str
    short_text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A direct label beside a point, in place of a legend.

    Attributes:
        lines: One or two lines of text.
    """

    role: Role
    day: date
    value: Decimal
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's numbers, formatted for reading; the first column names the row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a drawing needs, and what stands beside it.

    Attributes:
        heading: The finding, for the page's heading above the chart.
        unit: What is drawn and in which unit, one line.
        first, last: Ends of the time axis.
        top: End of the value axis; it begins at 0.
        plan_ticks: Planned days of the milestones, as points on the plan.
        value_names: What the value axis calls its five values; percent when empty.
        is_example: Some of the numbers were invented for demonstration.
    """

    name: str
    heading: str
    unit: str
    first: date
    last: date
    ticks: tuple[Tick, ...]
    top: Decimal
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    table: Table
    sentence: str
    description: str
    band: Band | None = None
    diamonds: tuple[Diamond, ...] = ()
    plan_ticks: tuple[Point, ...] = ()
    end_point: EndPoint | None = None
    as_of: AsOfLine | None = None
    value_names: tuple[str, ...] = ()
    is_example: bool = False

    def values(self) -> tuple[Decimal, ...]:
        """The five values that the value axis names."""
        return tuple(self.top * step / 4 for step in range(5))

    def named_values(self) -> tuple[tuple[Decimal, str], ...]:
        """The values of the axis, each with what it is called."""
        values = self.values()
        percents = (*(f"{value:.0f}" for value in values[:-1]), f"{values[-1]:.0f}{NBSP}%")
        return tuple(zip(values, self.value_names or percents, strict=True))
