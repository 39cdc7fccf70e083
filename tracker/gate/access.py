"""Who asks, and what they may do: every page's guard, and what its templates ask before they show a way to a deed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, current_app, g
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_login import current_user

from tracker.config import Config
from tracker.domain.errors import ForbiddenError, NotFoundError, SignInError
from tracker.domain.permissions import Decision, Deed, Person, Place, Refusal, Scope, decide, scope_of
from tracker.domain.project import Centre
from tracker.storage.accounts import get_person

REFUSALS: Mapping[Refusal, LazyString] = MappingProxyType(
    {
        Refusal.SIGN_IN: lazy_gettext("Sign in first."),
        Refusal.NOT_THIS_ROLE: lazy_gettext("This account's role does not include it."),
        Refusal.NOT_THIS_CENTRE: lazy_gettext("This belongs to another centre than this account."),
        Refusal.NOT_THIS_VOIVODESHIP: lazy_gettext("This belongs to a voivodeship that this account does not cover."),
    }
)
"""What a person is told of a refused deed."""


def init_app(app: Flask) -> None:
    """Let every template ask before it shows the way to a deed: ``may("edit_project", centre|place)``."""
    app.jinja_env.globals.update(may=lambda deed, place=None: may(Deed(deed), place), signed_in=current_person)
    app.jinja_env.filters.update(place=place_of)


def current_person() -> Person | None:
    """Who is signed in; ``None`` when nobody is."""
    if not current_user.is_authenticated:
        return None
    kept: Person | None = g.get("person")
    if kept is None or kept.key != current_user.id:
        kept = g.person = get_person(current_user.id)
    return kept


def forget_person() -> None:
    """Ask anew who is signed in: the account has just been changed."""
    g.pop("person", None)


def is_public() -> bool:
    """Whether anybody may read the portfolio and the projects."""
    config: Config = current_app.extensions["tracker_config"]
    return bool(config.is_public)


def place_of(centre: Centre) -> Place:
    """Where a centre's projects belong."""
    return Place(centre.id, centre.voivodeship)


def decision(deed: Deed, place: Place | None = None) -> Decision:
    """Whether whoever asks may do a deed at a place, or at any place when none is given."""
    return decide(current_person(), deed, place, is_public=is_public())


def may(deed: Deed, place: Place | None = None) -> bool:
    """Whether whoever asks may do a deed at a place, or at any place when none is given."""
    return decision(deed, place).allowed


def scope(deed: Deed) -> Scope:
    """How far whoever asks may do a deed."""
    return scope_of(current_person(), deed, is_public=is_public())


def require(deed: Deed, place: Place | None = None) -> None:
    """Let the request pass when whoever asks may do the deed.

    Raises:
        SignInError: If nobody is signed in.
        NotFoundError: If the person may not even read what is at the place: that it exists is not told.
        ForbiddenError: If the person may read it, but not do this; says why in a sentence.
    """
    verdict = decision(deed, place)
    if verdict.reason is None:
        return
    if current_person() is None:
        raise SignInError(gettext("Sign in first."))
    if not may(Deed.READ_PROJECT, place):
        raise NotFoundError
    raise ForbiddenError(str(REFUSALS[verdict.reason]))
