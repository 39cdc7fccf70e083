"""The scatter: for each project how much time passed and how much money was spent, and a part of it chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import Blueprint, current_app, render_template, request
from flask_babel import get_locale, gettext
from markupsafe import Markup

from tracker.charts.scatter_svg import MOST_MARKS, draw_scatter, draw_window, marked_statuses
from tracker.charts.status_shapes import draw_status
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.spending_scatter import Scatter, Spot, Window
from tracker.domain.status import DEFAULT_THRESHOLDS as LIMITS
from tracker.domain.vocabulary import Status
from tracker.formatting import points
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.labels import label
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, given, kept
from tracker.web.as_of import make_strip
from tracker.web.listing import curve_tabs, list_projects, page_of, page_url, view_tabs
from tracker.web.scatter_words import chosen_sentence, scatter_headline, scatter_sentence, zone_words

bp = Blueprint("scatter", __name__)

PAGE_SIZE = 100

TIME, MONEY = "czas", "wydatki"

SORT_WORDS: Mapping[str, SortKey] = {"odchylenie": SortKey.PROGRESS}
"""The table has one order: from the furthest below the diagonal to the furthest above, the unknown last."""

DRAWINGS_KEPT = 60
"""Drawings kept in memory, about 60 kB each; when there are more, all are forgotten and drawn anew."""

_END = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_RANGE = re.compile(rf"{_END}\s*%?\s*[-–]\s*{_END}\s*%?", re.ASCII)


@dataclass(frozen=True)
class Line:
    """A project in the table; ``spot`` is ``None`` where its time or its spending is not known."""

    row: ProjectSummary
    spot: Spot | None


@dataclass(frozen=True)
class Asked:
    """The part of the drawing that an address asks for.

    Attributes:
        texts: What its fields hold, as typed where it cannot be read.
        errors: What is wrong, by field; the window takes everything then.
    """

    window: Window
    texts: Mapping[str, str]
    errors: Mapping[str, str]


@bp.get("/krzywe/rozrzut")
@guard(Deed.READ_PROJECT)
def show() -> tuple[str, int]:
    """The projects that the filters find by time and money; the table holds those inside the chosen part.

    A part that cannot be read is told at its field, with what was typed, and the page shows the whole.
    """
    settings = get_settings()
    seen = viewpoint(settings)
    asked = asked_part()
    window = asked.window
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    view = book.view(seen, reach)
    listing = list_projects(view, SORT_WORDS, carrying=(TIME, MONEY))
    scatter = view.scatter(listing.filters)
    chosen = chosen_lines(scatter, window)
    page = page_of(replace(listing, rows=[line.row for line in chosen]), PAGE_SIZE)
    body = render_template(
        "curves/scatter.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        tabs=view_tabs(),
        parts=curve_tabs(),
        listing=listing,
        page=page,
        page_url=page_url,
        viewed=kept(),
        lines=chosen[page.first - 1 : page.last] if page.rows else [],
        headline=scatter_headline(scatter),
        sentence=scatter_sentence(scatter),
        chosen_sentence=chosen_sentence(scatter, window, len(chosen)) if window else "",
        has_examples=any(row.has_examples for row in page.rows),
        has_spots=bool(scatter.spots),
        is_counted=len(scatter.spots) > MOST_MARKS,
        svg=_drawing(scatter),
        window_svg=draw_window(scatter, window),
        window=asked.texts,
        errors=asked.errors,
        is_chosen=bool(window),
        whole_url=address("scatter.show", given(without=(TIME, MONEY, "strona"))),
        carried=given(without=(TIME, MONEY, "strona")),
        marks=_marks(scatter),
        limits=[points(-limit, 0) for limit in (LIMITS.spending_attention, LIMITS.spending_at_risk)],
        zone_words=zone_words,
    )
    return body, 422 if asked.errors else 200


def asked_part() -> Asked:
    """The part that the address asks for."""
    window = Window(_ends(TIME), _ends(MONEY))
    texts, errors = {}, {}
    for name, ends in ((TIME, window.time), (MONEY, window.money)):
        typed = request.args.get(name, "").strip()
        texts[name] = _text_of(ends) or typed[:20]
        if typed and ends is None:
            errors[name] = _problem(typed)
    return Asked(Window(None, None) if errors else window, texts, errors)


def _ends(name: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a range, as parts of the whole; ``None`` for what is none."""
    match = _RANGE.fullmatch(request.args.get(name, "").strip())
    if match is None:
        return None
    first, last = (Decimal(end.replace(",", ".")) / 100 for end in match.groups())
    return (first, last) if first <= last else None


def _problem(text: str) -> str:
    if _RANGE.fullmatch(text):
        return gettext("The first percent is larger than the last one: %(text)s.", text=text[:20])
    return gettext("“%(text)s” is not a range of percent: write two numbers, for example 20-60.", text=text[:20])


def _text_of(ends: tuple[Decimal, Decimal] | None) -> str:
    """A range as addresses and fields write it: ``20-60``."""
    return "-".join(f"{(end * 100).normalize():f}" for end in ends) if ends else ""


def chosen_lines(scatter: Scatter, window: Window) -> Sequence[Line]:
    """The projects inside the window; without one all, those without a spot at the end."""
    lines = [Line(spot.row, spot) for spot in scatter.spots if window.takes(spot)]
    return lines if window else [*lines, *(Line(row, None) for row in scatter.unknown)]


def _drawing(scatter: Scatter) -> Markup:
    """The drawings of a scatter, made only when it is another one."""
    drawn: dict[object, tuple[Scatter, Markup]] = current_app.extensions["scatter_drawings"]
    key = (id(scatter), str(get_locale()))
    found = drawn.get(key)
    if found is None or found[0] is not scatter:
        if len(drawn) >= DRAWINGS_KEPT:
            drawn.clear()
        found = drawn[key] = scatter, draw_scatter(scatter)
    return found[1]


def _marks(scatter: Scatter) -> list[tuple[str, Markup]]:
    """The words and marks of the statuses that are drawn."""
    found = marked_statuses(scatter)
    return [(label(status), draw_status(status, 8, 8, 6)) for status in Status if status in found]
