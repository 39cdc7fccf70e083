"""Views by name: eight that come with the tracker, those that are shared, and one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from tracker.domain.changes import months_before
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed, Person
from tracker.domain.saved_views import SavedView
from tracker.gate.access import current_person, may
from tracker.gate.clock import default_day, now
from tracker.gate.guards import for_members, guard, guard_of
from tracker.services.saved_views import alter_view, forget_view, save_view
from tracker.storage.saved_views import get_own_view, views_for
from tracker.storage.settings import get_settings
from tracker.storage.transactions import transaction
from tracker.web.addresses import local_address
from tracker.web.forms import Form

bp = Blueprint("saved_views", __name__, url_prefix="/widoki")

READY_MADE: tuple[tuple[LazyString, str], ...] = (
    (lazy_gettext("Projects at risk"), "/?ocena=at_risk"),
    (lazy_gettext("Projects that need attention"), "/?ocena=attention"),
    (lazy_gettext("Projects of which there are no data"), "/?ocena=no_data"),
    (lazy_gettext("Furthest behind the plan"), "/?sort=postep"),
    (lazy_gettext("Delayed milestones on the timeline"), "/os-czasu?sort=poslizg"),
    (lazy_gettext("Spending against the plan, month by month"), "/macierz?sort=postep"),
    (lazy_gettext("Map of silence"), "/macierz?miara=cisza"),
    (lazy_gettext("What changed in a month"), "/zmiany?od={month_ago}"),
)
"""Views that come with the tracker, by name and address; ``{month_ago}`` is the day a month before the usual one."""


@dataclass(frozen=True)
class Shown:
    """A view in a list.

    Attributes:
        key: Of one's own view; ``None`` for those that nobody here changes.
        by: Who shares it; empty for one's own and those that come with the tracker.
    """

    name: str
    url: str
    key: int | None = None
    by: str = ""
    is_shared: bool = False


@bp.get("")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The views there are, and with ``adres`` the form that keeps one more."""
    address = request.args.get("adres", "")
    if address and not leads_to_view(address):
        raise InvalidInputError([Problem("adres", _no_view())])
    return _page(Form({"name": "", "address": address}))


@bp.post("")
@for_members("Keeps one's own views only; sharing is checked beside it.")
def save() -> Response:
    """Keep an address by a name."""
    person, typed = _person(), request.form
    values = {"name": typed.get("name", ""), "address": typed.get("address", ""), "shared": typed.get("shared", "")}
    try:
        if not leads_to_view(values["address"]):
            raise InvalidInputError([Problem("address", _no_view())])
        with transaction():
            save_view(person, name=values["name"], address=values["address"], is_shared=_shares(), at=now())
    except InvalidInputError as refusal:
        return make_response(_page(Form(values, refusal.by_field())), 422)
    flash(gettext("The view is kept."), "success")
    return redirect(url_for("saved_views.show"), code=303)


@bp.get("/<int:key>")
@for_members("One's own view only; another's is not found.")
def edit(key: int) -> str:
    """The form that renames, shares or removes a view."""
    view = get_own_view(key, _person().key)
    return _edit_page(view, Form({"name": view.name, "shared": "1" if view.is_shared else ""}))


@bp.post("/<int:key>")
@for_members("One's own view only; another's is not found.")
def alter(key: int) -> Response:
    """Rename a view, share it or keep it for oneself."""
    person, name = _person(), request.form.get("name", "")
    try:
        with transaction():
            alter_view(key, person, name=name, is_shared=_shares(), at=now())
    except InvalidInputError as refusal:
        form = Form({"name": name, "shared": request.form.get("shared", "")}, refusal.by_field())
        return make_response(_edit_page(get_own_view(key, person.key), form), 422)
    flash(gettext("Saved."), "success")
    return redirect(url_for("saved_views.show"), code=303)


@bp.post("/<int:key>/usun")
@for_members("One's own view only; another's is not found.")
def forget(key: int) -> Response:
    """Remove a view."""
    with transaction():
        forget_view(key, _person(), at=now())
    flash(gettext("The view is removed."), "success")
    return redirect(url_for("saved_views.show"), code=303)


def ready_made(day: date) -> list[Shown]:
    """The views that come with the tracker, as of a day that pages show when none is asked for."""
    month_ago = months_before(day, 1).isoformat()
    return [Shown(str(name), address.format(month_ago=month_ago)) for name, address in READY_MADE]


def leads_to_view(address: str) -> bool:
    """Whether an address is one of this tracker's pages that show projects."""
    parts = urlsplit(address) if address == local_address(address) else None
    if parts is None or parts.scheme or parts.netloc or parts.fragment:
        return False
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        return False
    return guard_of(current_app, endpoint).deed is Deed.READ_PROJECT and not endpoint.startswith("saved_views.")


def _no_view() -> str:
    return gettext("This is no address of a page that shows projects. Open the page and choose “Keep this view” there.")


def _person() -> Person:
    person = current_person()
    assert person is not None, "The guard lets only members pass."
    return person


def _shares() -> bool:
    return bool(request.form.get("shared")) and may(Deed.SHARE_VIEW)


def _page(form: Form) -> str:
    person = current_person()
    kept = views_for(person.key if person else None)
    return render_template(
        "saved_views/list.html",
        form=form,
        ready=ready_made(default_day(get_settings())),
        own=[_shown(view, person) for view in kept if person and view.account_id == person.key],
        shared=[_shown(view, person) for view in kept if not person or view.account_id != person.key],
        may_share=may(Deed.SHARE_VIEW),
    )


def _edit_page(view: SavedView, form: Form) -> str:
    return render_template("saved_views/edit.html", view=view, form=form, may_share=may(Deed.SHARE_VIEW))


def _shown(view: SavedView, person: Person | None) -> Shown:
    is_own = person is not None and view.account_id == person.key
    return Shown(
        view.name,
        local_address(view.address),
        key=view.id if is_own else None,
        by="" if is_own else view.owner,
        is_shared=view.is_shared,
    )
