"""Filters and globals of the templates: every number and date a person reads goes through here."""

from __future__ import annotations

from flask import Flask, has_request_context, request, session
from flask_babel import get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from tracker import formatting
from tracker.extensions import babel
from tracker.gate.bearer import is_for_programs
from tracker.gate.clock import worked_at
from tracker.labels import label
from tracker.moments import deed_moment

LANGUAGES = ("pl", "en")


def init_app(app: Flask) -> None:
    """Bind the language and add the filters."""
    babel.init_app(app, locale_selector=select_language, default_translation_directories=_translations())
    # What Jinja interpolates itself would be a bare number; in Python the domain sees to that.
    app.jinja_env.globals["ngettext"] = _counted
    # Folding constants at compile time would print a label for ever in the language of its first reader.
    app.jinja_env.optimized = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        pln=formatting.pln,
        pln_short=formatting.pln_short,
        percent=formatting.percent,
        points=formatting.points,
        number=formatting.number,
        quantity=formatting.quantity,
        label=label,
        tie=formatting.tie,
        day=formatting.day,
        day_long=formatting.day_long,
        day_month=formatting.day_month,
        moment=formatting.moment,
        deed_moment=deed_moment,
        worked_at=worked_at,
        month=formatting.month,
        partial_date=formatting.partial_date,
    )


@pass_eval_context
def _counted(context: EvalContext, singular: str, plural: str, num: int, **variables: object) -> str:
    """The text of a count in a template; what is put into it is escaped."""
    text = str(get_translations().ungettext(singular, plural, num))
    if context.autoescape:
        text = Markup(text)  # noqa: S704  The catalogue is the tracker's own, as with every text of a template.
    return text % {"num": formatting.number(num), **variables}


def _translations() -> str:
    from tracker.config import ROOT

    return str(ROOT / "tracker" / "translations")


def select_language() -> str:
    """The language of the page: the reader's choice, else Polish; a program is answered in English unless it asks."""
    if has_request_context() and is_for_programs():
        return request.accept_languages.best_match(("en", "pl")) or "en"
    chosen = session.get("language") if has_request_context() else None
    return chosen if chosen in LANGUAGES else LANGUAGES[0]
