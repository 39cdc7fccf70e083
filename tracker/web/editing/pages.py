"""What the pages of editing share: their blueprint, their frame, who edits, and the documents to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Origin
from tracker.domain.vocabulary import SourceKind
from tracker.formatting import DASH, day_long, number
from tracker.gate.access import current_person
from tracker.gate.clock import WARSAW, default_day, now, today
from tracker.labels import choices
from tracker.schemas.editing import EXISTING, NEW
from tracker.services.editing.ground import Editor, known_sources
from tracker.storage.settings import get_settings
from tracker.web.footnotes import source_name
from tracker.web.forms import Form

bp = Blueprint("editing", __name__, url_prefix="/projekty")


@bp.app_template_filter("pln_plain")
def pln_plain(amount: Decimal | None) -> str:
    """An amount without its unit, for a table that names it once; a dash for one that cannot be read."""
    return DASH if amount is None else number(amount, 2)


def editor() -> Editor:
    """Who edits, and when."""
    person = current_person()
    reports_on = default_day(get_settings())
    return Editor(person.name if person else "", now(), today(), reports_on=reports_on)


def page(template: str, record: ProjectRecord | None, form: Form, **context: Any) -> str:
    """A page of editing with its form and the documents it may name."""
    sources = known_sources(record) if record else {}
    values = {"source": EXISTING if sources else NEW} | dict(form.values)
    return render_template(
        f"editing/{template}.html",
        record=record,
        has_examples=any(source.is_example for source in sources.values()),
        form=form,
        values=values,
        errors=form.errors,
        sources=[(key, source_name(source)) for key, source in sources.items()],
        source_kinds=choices(SourceKind),
        **context,
    )


def overview_url(slug: str) -> str:
    """The page that lists what can be edited."""
    return url_for("editing.overview", slug=slug)


def saved(slug: str, message: str) -> str:
    """Say that something was saved and go back to the overview."""
    flash(message, "success")
    return overview_url(slug)


def kept(slug: str) -> str:
    """Say that what somebody else saved stands and go back to the overview."""
    flash(gettext("Nothing has been changed: what was saved in the meantime stands."), "info")
    return overview_url(slug)


@dataclass(frozen=True)
class Theirs:
    """What somebody else recorded since the form was opened."""

    text: str
    recorded: str


def recorded(origin: Origin) -> str:
    """Who recorded something and when, to the minute."""
    moment = origin.recorded_at.astimezone(WARSAW)
    when = f"{day_long(moment.date())}, {moment:%H:%M}"
    return f"{origin.recorded_by}, {when}" if origin.recorded_by else when
