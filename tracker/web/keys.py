"""What single keys do on the pages, and where the key ``g`` with a letter leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, Flask, current_app, render_template, request
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.domain.permissions import Deed
from tracker.gate.access import may
from tracker.gate.guards import guard_of, open_to_all
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.listing import FILTER_ARGUMENTS, PARTS, VIEWS

bp = Blueprint("keys", __name__)

LETTERS: Mapping[str, tuple[str, LazyString]] = MappingProxyType(
    {
        "p": ("portfolio.show", lazy_gettext("the portfolio")),
        "o": ("timeline.show", lazy_gettext("the timeline")),
        "k": ("curves.show", lazy_gettext("the curves")),
        "m": ("matrix.show", lazy_gettext("the matrix")),
        "a": ("map.show", lazy_gettext("the map")),
        "z": ("changes.show", lazy_gettext("the changes")),
        "r": ("comparison.show", lazy_gettext("the comparison")),
        "s": ("reports.show_list", lazy_gettext("the reports")),
        "w": ("saved_views.show", lazy_gettext("the views by name")),
    }
)
"""The letters that follow ``g``, with the pages they lead to."""


@dataclass(frozen=True)
class Key:
    """A key, or keys one after the other, and what they do."""

    keys: tuple[str, ...]
    text: str


def init_app(app: Flask) -> None:
    """Give the targets of the letters to every page."""
    app.context_processor(lambda: {"key_targets": key_targets()})


def key_targets() -> dict[str, str]:
    """Where keys lead, as of the day that is looked at: only to what the reader may open.

    After ``g`` a letter leads to its page, from a view of the portfolio to another one with its filters, as the tabs
    do. The stroke leads to the portfolio's search from pages that have none.
    """
    filtered = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS) if _is_view(request.endpoint) else kept()
    targets = {
        letter: address(endpoint, filtered if _is_view(endpoint) else kept()) for letter, endpoint, _ in _open_targets()
    }
    if "p" in targets:
        targets["/"] = f"{address('portfolio.show', kept())}#f-szukaj"
    return targets


def _is_view(endpoint: str | None) -> bool:
    return PARTS.get(endpoint or "", endpoint) in dict(VIEWS)


def _open_targets() -> list[tuple[str, str, LazyString]]:
    known = current_app.view_functions
    return [
        (letter, endpoint, text)
        for letter, (endpoint, text) in LETTERS.items()
        if endpoint in known and may(guard_of(current_app, endpoint).deed or Deed.READ_PROJECT)
    ]


@bp.get("/klawisze")
@open_to_all("Tells which keys do what, the same for everybody.")
def show() -> str:
    """The keys that work on the pages."""
    return render_template("keys/list.html", groups=_groups())


def _groups() -> Sequence[tuple[str, Sequence[Key]]]:
    to = [Key(("g", letter), str(text)) for letter, _, text in _open_targets()]
    return (
        (
            gettext("Anywhere"),
            (
                Key(("?",), gettext("this list")),
                Key(("/",), gettext("to the search of the page, else of the portfolio")),
                Key(("d",), gettext("choose another day")),
                Key(("[",), gettext("a step back in time")),
                Key(("]",), gettext("a step forward in time")),
                Key(("t",), gettext("table of the chart, open or closed")),
                Key(("s",), gettext("where does this figure come from")),
            ),
        ),
        (
            gettext("Among rows and panels"),
            (
                Key(("j",), gettext("the next one")),
                Key(("k",), gettext("the one before")),
                Key(("Enter",), gettext("open it")),
                Key(("x",), gettext("tick the project, in the views of the portfolio but the map and the changes")),
                Key(("c",), gettext("compare what is ticked")),
            ),
        ),
        (
            gettext("In an announcement, on a tick box"),
            (
                Key(("Enter",), gettext("accept it and go on")),
                Key(("x",), gettext("reject it and go on")),
                Key(("n",), gettext("go on")),
            ),
        ),
        (gettext("Go to"), to),
    )
