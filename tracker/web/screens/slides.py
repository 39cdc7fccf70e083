"""The slides of a shared screen: each view says one thing, in words first, and always says something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext, ngettext
from markupsafe import Markup

from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.screens import ScreenView
from tracker.services.portfolio import PortfolioView
from tracker.web.screens.centre_slide import centre_slide
from tracker.web.screens.changes_slide import changes_slide
from tracker.web.screens.curve_slide import curve_slide
from tracker.web.screens.fitting import held, title_size
from tracker.web.screens.glance import Draft, Glance, plain
from tracker.web.screens.map_slide import map_slide
from tracker.web.screens.milestones_slide import milestones_slide
from tracker.web.screens.numbers_slide import numbers_slide
from tracker.web.screens.silence_slide import silence_slide


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide, printed.

    Attributes:
        key: Unique among the slides of a screen.
        figures: The plain numbers that it shows.
    """

    view: ScreenView
    key: str
    html: Markup
    figures: Mapping[str, Any]


_MAKERS: Mapping[ScreenView, Callable[[Glance], list[Draft]]] = {
    ScreenView.NUMBERS: numbers_slide,
    ScreenView.CHANGES: changes_slide,
    ScreenView.CURVE: curve_slide,
    ScreenView.SILENCE: silence_slide,
    ScreenView.MILESTONES: milestones_slide,
    ScreenView.CENTRE: centre_slide,
    ScreenView.MAP: map_slide,
}


def make_slides(view: PortfolioView, playlist: Sequence[ScreenView], scope: Scope = EVERYWHERE) -> list[Slide]:
    """The slides of the views in their order, at least one for each, in the language of the moment.

    Args:
        view: The portfolio, or the part of it that ``scope`` takes.
        playlist: The views.
        scope: For looking at another day as well.

    Raises:
        NotReadyError: While another day is asked for of which not all projects have been looked at.
    """
    return slides_of(Glance(view, current_app.extensions["portfolio_book"], scope), playlist)


def slides_of(glance: Glance, playlist: Sequence[ScreenView]) -> list[Slide]:
    """The slides of the views in their order, from whatever book the projects are read."""
    return [_print(kind, draft) for kind in playlist for draft in _drafts(glance, kind)]


def _drafts(glance: Glance, kind: ScreenView) -> list[Draft]:
    return _MAKERS[kind](glance) if glance.view.rows else [_empty()]


def _empty() -> Draft:
    text = gettext("As soon as one is added, it is shown here.")
    caption = ngettext("project in the portfolio", "projects in the portfolio", 0)
    return plain(gettext("There is no project yet."), 0, caption, {"projects": 0}, text)


def _print(kind: ScreenView, draft: Draft) -> Slide:
    key = f"{kind.value}-{draft.suffix}" if draft.suffix else kind.value
    title = held(draft.title)
    html = render_template(
        f"screen/slides/{draft.template}.html",
        view=kind.value,
        key=key,
        title=title,
        title_size=title_size(title, draft.title_width, draft.title_lines),
        kicker=draft.kicker,
        **draft.context,
    )
    # The template escapes; what it gives is safe to print as it is.
    return Slide(kind, key, Markup(html.strip()), draft.figures)  # noqa: S704
