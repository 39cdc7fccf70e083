"""From how many projects each month's spending is known, as a strip of bars below the portfolio's curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from flask_babel import gettext
from markupsafe import Markup

from tracker.charts.layout import FORMATS, Format
from tracker.charts.placing import text_width
from tracker.charts.portfolio_curve_words import month_words
from tracker.domain.portfolio_curve import MonthSum, PortfolioCurve
from tracker.domain.spending_lines import end_of_month_number
from tracker.formatting import day_long

TOP, FLOOR, HEIGHT = 24, 64, 68


def draw_coverage(curve: PortfolioCurve, as_of: date) -> Markup:
    """The strip for every width, on the same axis as the curve; the style sheet shows the one that fits."""
    months = [month for month in curve.months if month.day <= as_of and month.begun]
    return Markup("").join(_Strip(curve, months, shape).draw() for shape in FORMATS.values()) if months else Markup()


class _Strip:
    def __init__(self, curve: PortfolioCurve, months: Sequence[MonthSum], shape: Format) -> None:
        self.months = months
        self.shape = shape
        self.first = end_of_month_number(curve.months[0].month - 1)
        self.days = max((curve.months[-1].day - self.first).days, 1)
        self.most = max(month.begun for month in months)

    def x(self, day: date) -> float:
        across = (day - self.first).days / self.days
        return round(self.shape.left + across * (self.shape.width - self.shape.left - self.shape.right), 1)

    def draw(self) -> Markup:
        return Markup(
            '<svg class="chart-svg chart-svg--{name} coverage" viewBox="0 0 {width} {height}" role="img"'
            ' aria-label="{label}" focusable="false">{parts}</svg>'
        ).format(
            name=self.shape.name,
            width=self.shape.width,
            height=HEIGHT,
            label=gettext("From how many begun projects spending is known each month; the table says the same."),
            parts=Markup("").join(self._parts()),
        )

    def _parts(self) -> Iterator[Markup]:
        for month in self.months:
            yield self._column(month)
        yield Markup('<line class="chart-axis" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            self.shape.left, self.shape.width - self.shape.right, y=FLOOR
        )
        yield from self._names()

    def _column(self, month: MonthSum) -> Markup:
        left, right = self.x(end_of_month_number(month.month - 1)), self.x(month.day)
        width = max(right - left - 1, 0.5)
        known, missing = (self._height(count) for count in (month.known, month.begun - month.known))
        title = f"{day_long(month.day)}: {month_words(month.known, month.begun)}"
        parts = [Markup('<rect class="coverage-known" x="{}" y="{}" width="{}" height="{}"/>').format(
            left, FLOOR - known, round(width, 1), known)]  # fmt: skip
        if missing:
            box = {"x": left, "y": round(FLOOR - known - missing, 1), "width": round(width, 1), "height": missing}
            parts.append(
                Markup(
                    '<rect class="coverage-missing" fill="url(#hatch-none)" x="{x}" y="{y}" width="{width}"'
                    ' height="{height}"/>'
                ).format(**box)
            )
        return Markup("<g><title>{}</title>{}</g>").format(title, Markup("").join(parts))

    def _height(self, count: int) -> float:
        return round(count / self.most * (FLOOR - TOP), 1)

    def _names(self) -> Iterator[Markup]:
        """The counts where the denominator changes, the latest first, as far as there is room."""
        changed = [self.months[0]]
        changed += [
            now for before, now in pairwise(self.months) if (before.known, before.begun) != (now.known, now.begun)
        ]
        free = float(self.shape.width)
        for month in reversed(changed):
            text = month_words(month.known, month.begun)
            middle = (self.x(month.day) + self.x(end_of_month_number(month.month - 1))) / 2
            half = text_width(text, self.shape.font) / 2
            middle = min(max(middle, self.shape.left - 30 + half), self.shape.width - half)
            if middle + half <= free:
                free = middle - half - 10
                y = round(FLOOR - self._height(month.begun) - 6, 1)
                yield Markup('<text class="chart-axis-text" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    round(middle, 1), y, text
                )
