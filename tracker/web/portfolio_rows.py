"""The rows of the portfolio's table, printed once and kept while nothing in them changes."""

from __future__ import annotations

from flask import current_app, render_template
from flask_babel import get_locale
from markupsafe import Markup

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.provenance import Viewpoint
from tracker.web.addresses import kept
from tracker.web.bars import summary_bars

ROWS_KEPT = 5_000
"""Printed rows kept in memory, about 3 kB each; when there are more, all are forgotten and printed anew."""


class RowPrinter:
    """Prints rows as seen from one viewpoint, in the language of the page."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        self._viewpoint = viewpoint
        self._page = (viewpoint, str(get_locale()), str(kept()))
        self._kept: dict[object, tuple[ProjectSummary, Markup]] = current_app.extensions["portfolio_rows"]

    def __call__(self, row: ProjectSummary) -> Markup:
        """The row as HTML."""
        key = (row.project_id, self._page)
        summary, printed = self._kept.get(key, (None, Markup()))
        # A row that nothing happened to is the very same object; numbers may come again after a restored backup.
        if summary is not row:
            if len(self._kept) >= ROWS_KEPT:
                self._kept.clear()
            # The template escapes; what it gives is safe to print as it is.
            html = render_template("portfolio/row.html", row=row, bars=summary_bars(row), as_of=self._viewpoint.as_of)
            printed = Markup(html)  # noqa: S704
            self._kept[key] = row, printed
        return printed
