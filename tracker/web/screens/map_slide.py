"""The slide of the map: where the projects are and where they lag."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext, ngettext
from markupsafe import Markup

from tracker.charts.map_svg import draw_screen_map
from tracker.charts.portfolio_map import portfolio_map
from tracker.domain.portfolio import SortKey, order
from tracker.domain.portfolio_map import Region, whole_of
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.formatting import number
from tracker.labels import label
from tracker.services.outlines import poland
from tracker.web.screens.glance import Draft, Glance
from tracker.web.screens.numbers_slide import status_mark

SIDE_WIDTH = 800
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects have a status; its mark is that of the map."""

    status: Status
    mark: Markup
    word: str
    count: str


def map_slide(glance: Glance) -> list[Draft]:
    """One slide."""
    view = glance.view
    rows = order(view.rows, SortKey.STATUS)
    whole = whole_of(view.regions)
    chart = portfolio_map(rows, view.regions, poland(), _focus(glance))
    drawing = draw_screen_map(chart)
    missing = sum(region.projects for region in view.regions if region.voivodeship is None)
    figures = {
        "projects": whole.projects,
        "lagging": whole.lagging,
        "silent": whole.silent,
        "voivodeships": sum(region.voivodeship is not None for region in view.regions),
        "unplaced": missing,
    }
    context = {
        "drawing": drawing.svg,
        **_figure(whole),
        "counts": [
            Count(status, status_mark(status), label(status), number(count))
            for status in Status
            if (count := whole.statuses.get(status, 0))
        ],
        "note": _note(drawing.is_grouped, missing),
    }
    return [Draft(chart.heading, "map", context, figures, title_width=SIDE_WIDTH, title_lines=TITLE_LINES)]


def _figure(whole: Region) -> dict[str, str]:
    """How many lag; where none is known to, of how many nothing is known, which is not the same as none."""
    unknown = whole.statuses.get(Status.NO_DATA, 0)
    if whole.lagging or not unknown:
        caption = ngettext("of %(num)s project lags", "of %(num)s projects lag", whole.projects)
        return {"figure": number(whole.lagging), "caption": caption}
    caption = ngettext("of %(num)s project without data", "of %(num)s projects without data", whole.projects)
    return {"figure": number(unknown), "caption": caption}


def _focus(glance: Glance) -> Voivodeship | None:
    """The only voivodeship that the screen shows."""
    chosen = glance.scope.voivodeships
    return next(iter(chosen)) if len(chosen) == 1 and not glance.scope.is_everywhere else None


def _note(is_grouped: bool, missing: int) -> str:
    if missing:
        return ngettext("Not on the map: %(num)s project.", "Not on the map: %(num)s projects.", missing)
    if is_grouped:
        return gettext("In each voivodeship: how many lag, of how many.")
    return gettext("The larger the mark, the greater the value.")
