"""The pages on which posts and training are added, and their targets and what was reached recorded."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.permissions import Deed
from tracker.domain.project import Post, ProjectRecord, QuantityEntry, Training
from tracker.domain.quantities import quantity_state
from tracker.domain.vocabulary import PostKind, QuantityEntryKind, TrainingKind
from tracker.formatting import day_long, quantity
from tracker.gate.guards import at_standing_project, guard
from tracker.labels import choices, label
from tracker.schemas.editing_schedule import PostInputSchema, QuantityEntrySchema, TrainingInputSchema
from tracker.services.editing import quantities as services
from tracker.storage.projects import get_record
from tracker.web.editing.pages import Theirs, bp, editor, kept, page, recorded, saved
from tracker.web.footnotes import source_name
from tracker.web.forms import Form, submit, typed
from tracker.web.project_view.quantities import unit


@bp.get("/<slug>/edytuj/stanowiska/nowe")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def new_post(slug: str) -> str:
    """The form of a new post or team."""
    return _show_new_post(get_record(slug), Form())


@bp.post("/<slug>/edytuj/stanowiska/nowe")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_new_post(slug: str) -> Response:
    """Add the post."""
    return submit(
        PostInputSchema(),
        deed=lambda draft: services.add_post(slug, draft, editor()),
        show=lambda form: _show_new_post(get_record(slug), form),
        done=lambda post: saved(slug, gettext("Saved. New post or team: “%(name)s”.", name=post.name)),
    )


def _show_new_post(record: ProjectRecord, form: Form) -> str:
    return page("post_new", record, form, kinds=choices(PostKind))


@bp.get("/<slug>/edytuj/szkolenia/nowe")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def new_training(slug: str) -> str:
    """The form of new training."""
    return _show_new_training(get_record(slug), Form())


@bp.post("/<slug>/edytuj/szkolenia/nowe")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_new_training(slug: str) -> Response:
    """Add the training."""
    return submit(
        TrainingInputSchema(),
        deed=lambda draft: services.add_training(slug, draft, editor()),
        show=lambda form: _show_new_training(get_record(slug), form),
        done=lambda training: saved(slug, gettext("Saved. New in training: “%(name)s”.", name=training.name)),
    )


def _show_new_training(record: ProjectRecord, form: Form) -> str:
    kinds = [(kind.value, f"{label(kind)} ({unit(kind)})") for kind in TrainingKind]
    return page("training_new", record, form, kinds=kinds)


@bp.get("/<slug>/edytuj/stanowiska/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def post(slug: str, key: int) -> str:
    """The form of a further figure of a post."""
    record = get_record(slug)
    return _show(record, services.find_post(record, key), Form())


@bp.post("/<slug>/edytuj/stanowiska/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_post(slug: str, key: int) -> Response:
    """Record the figure."""
    return submit(
        QuantityEntrySchema(),
        deed=lambda draft: services.add_post_entry(slug, key, draft, editor(), seen=typed().get("seen", "")),
        show=lambda form: _show(record := get_record(slug), services.find_post(record, key), form),
        done=lambda changed: saved(slug, gettext("Saved. Post or team: “%(name)s”.", name=changed.name)),
        keep=lambda: kept(slug),
    )


@bp.get("/<slug>/edytuj/szkolenia/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def training(slug: str, key: int) -> str:
    """The form of a further figure of a training."""
    record = get_record(slug)
    return _show(record, services.find_training(record, key), Form())


@bp.post("/<slug>/edytuj/szkolenia/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_training(slug: str, key: int) -> Response:
    """Record the figure."""
    return submit(
        QuantityEntrySchema(),
        deed=lambda draft: services.add_training_entry(slug, key, draft, editor(), seen=typed().get("seen", "")),
        show=lambda form: _show(record := get_record(slug), services.find_training(record, key), form),
        done=lambda changed: saved(slug, gettext("Saved. Training: “%(name)s”.", name=changed.name)),
        keep=lambda: kept(slug),
    )


def _show(record: ProjectRecord, thing: Post | Training, form: Form) -> str:
    measured = _unit(thing)
    return page(
        "quantity",
        record,
        form,
        thing=thing,
        is_post=isinstance(thing, Post),
        unit=measured,
        state=quantity_state(thing.entries, editor().view),
        kinds=choices(QuantityEntryKind),
        entries=[(_text(entry, measured), entry.note, _said(entry)) for entry in thing.entries],
        theirs=_theirs(thing, measured) if form.is_conflict else None,
        seen=services.quantity_fingerprint(thing),
    )


def _unit(thing: Post | Training) -> str:
    return unit(thing.kind) if isinstance(thing, Training) else gettext("full-time equivalents")


def _text(entry: QuantityEntry, measured: str) -> str:
    values: dict[str, Any] = {"kind": label(entry.kind), "quantity": quantity(entry.quantity), "unit": measured}
    if entry.day is None:
        return gettext("%(kind)s: %(quantity)s (%(unit)s)", **values)
    return gettext("%(kind)s by %(day)s: %(quantity)s (%(unit)s)", day=day_long(entry.day), **values)


def _said(entry: QuantityEntry) -> str:
    return f"{source_name(entry.origin.source)}; {recorded(entry.origin)}"


def _theirs(thing: Post | Training, measured: str) -> Theirs | None:
    last = max(thing.entries, key=lambda e: e.id, default=None)
    return Theirs(_text(last, measured), recorded(last.origin)) if last else None
