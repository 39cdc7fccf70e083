"""A few projects by months for a television: which reports came, which came late, and which are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tracker.domain.matrix import Cell, Kind
from tracker.formatting import NBSP, date_text

WIDTH = 1336
FONT = 40
NAMES, CELL, LINE = 472, 54, 80
"""The width of the names and of a month, and the height of a line, in parts of a picture 1920 wide."""

TOP = 60
MARK = 54
GAP = 3


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """A project.

    Attributes:
        name: That has room in ``NAMES``.
        cells: One for each month.
        text: What stands at its end.
    """

    name: str
    cells: Sequence[Cell]
    text: str
    is_overdue: bool


def draw_silence(months: Sequence[date], lines: Sequence[SilenceLine], hatch: str, description: str) -> Markup:
    """The drawing.

    Args:
        months: The first days of at most nine months.
        lines: The projects, from the top.
        hatch: The name of the pattern for a report that is missing.
        description: What it shows, to be heard.
    """
    parts = [*_headings(months)]
    for place, line in enumerate(lines):
        parts.extend(_line(line, TOP + place * LINE, hatch))
    return Markup('<svg class="silence-svg" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, TOP + len(lines) * LINE, description, Markup("").join(parts)
    )


def _headings(months: Sequence[date]) -> Iterator[Markup]:
    """The first month of each quarter; the year is said once, beside the last, where there is room for it."""
    named = [place for place, month in enumerate(months) if month.month % 3 == 1] or [0]
    for place in named if months else []:
        name = date_text(months[place], "LLL").rstrip(".")
        text = f"{name}{NBSP}{months[place].year}" if place == named[-1] else name
        yield _text("silence-month", NAMES + place * CELL, FONT, text)


def _text(css: str, x: float, y: float, text: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(css, x, y, text)


def _line(line: SilenceLine, top: int, hatch: str) -> Iterator[Markup]:
    baseline = top + 54
    yield Markup('<line class="silence-rule" x1="0" x2="{}" y1="{y}" y2="{y}"/>').format(WIDTH, y=top)
    yield _text("silence-name", 0, baseline, line.name)
    for place, cell in enumerate(line.cells):
        yield from _cell(cell, NAMES + place * CELL, top + (LINE - MARK) // 2, hatch)
    css = "silence-days silence-days--overdue" if line.is_overdue else "silence-days"
    yield Markup('<text class="{}" x="{}" y="{}" text-anchor="end">{}</text>').format(css, WIDTH, baseline, line.text)


def _cell(cell: Cell, x: int, top: int, hatch: str) -> Iterator[Markup]:
    """Full for a report in time, half as high for a late one, hatched for one that is missing."""
    if cell.kind is Kind.KNOWN:
        is_late = cell.value is not None and cell.value > 0
        height = MARK // 2 if is_late else MARK
        yield _rect(f"silence-cell silence-cell--{'late' if is_late else 'came'}", x, top + MARK - height, height)
    elif cell.kind is Kind.MISSING:
        yield Markup('<rect class="silence-cell silence-cell--missing" x="{}" y="{}" {} fill="url(#{})"/>').format(
            x + 2, top + 1, Markup('width="{}" height="{}"').format(CELL - GAP - 3, MARK - 2), hatch
        )


def _rect(css: str, x: int, y: int, height: int) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(css, x, y, CELL - GAP, height)
