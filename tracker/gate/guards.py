"""What every address asks of whoever opens it: said beside the view, enforced in one place before any view runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_babel import gettext

from tracker.domain.errors import NotFoundError, SignInError
from tracker.domain.permissions import Deed, Place
from tracker.gate.access import current_person, require
from tracker.storage.places import find_place, find_standing_place
from tracker.storage.reports import find_report_address
from tracker.storage.screens import find_screen_place
from tracker.storage.sources import find_source_place

Arguments = Mapping[str, Any]
"""The variables of an address: ``{"slug": "klucze"}``."""

Finder = Callable[[Arguments], Place | None]
"""Finds where the thing of an address belongs; ``None`` when there is no such thing."""

View = TypeVar("View", bound=Callable[..., Any])

LARGEST_KEY = 2**63 - 1
"""The largest number that either database takes for a key."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What an address asks.

    Attributes:
        deed: What a person must be allowed to do; ``None`` for an address that asks no right.
        at: Finds the place where it must be allowed; without it, the deed must be allowed anywhere at all.
        needs_person: Whether somebody must be signed in.
        reason: Why an address asks no right.
    """

    deed: Deed | None = None
    at: Finder | None = None
    needs_person: bool = False
    reason: str = ""


def guard(deed: Deed, at: Finder | None = None) -> Callable[[View], View]:
    """Open a view to those who may do the deed at the place that ``at`` finds; stands below the route.

    Without a place the deed must be allowed anywhere, and the view itself keeps to ``access.scope(deed)``.
    """
    return _declare(Guard(deed, at))


def for_members(reason: str) -> Callable[[View], View]:
    """Open a view to whoever is signed in, because it shows nothing but that person's own things."""
    return _declare(Guard(needs_person=True, reason=reason))


def open_to_all(reason: str) -> Callable[[View], View]:
    """Open a view to everybody, and say why."""
    return _declare(Guard(reason=reason))


def _declare(declared: Guard) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        vars(view)["guard"] = declared
        return view

    return decorate


def at_project(arguments: Arguments) -> Place | None:
    """Where the project of ``<slug>`` belongs."""
    return find_place(arguments["slug"])


def at_standing_project(arguments: Arguments) -> Place | None:
    """Where the project of ``<slug>`` belongs, unless all that was recorded of it was withdrawn: then it has no now."""
    return find_standing_place(arguments["slug"])


def at_report(arguments: Arguments) -> Place | None:
    """Where the report of ``<int:report_id>`` belongs."""
    address = find_report_address(arguments["report_id"])
    return address.place if address else None


def at_screen(arguments: Arguments) -> Place | None:
    """Where the shared screen of ``<int:screen_id>`` belongs."""
    return find_screen_place(arguments["screen_id"])


def at_source(arguments: Arguments) -> Place | None:
    """Where the project of the document's record of ``<int:source_id>`` belongs."""
    return find_source_place(arguments["source_id"])


def guard_of(app: Flask, endpoint: str) -> Guard:
    """What an address asks.

    Raises:
        LookupError: If its view does not say so: what was forgotten is closed.
    """
    found: Guard | None = getattr(app.view_functions[endpoint], "guard", None)
    if found is None:
        raise LookupError(f"Nobody has said what {endpoint} asks of whoever opens it.")
    return found


def init_app(app: Flask) -> None:
    """Ask before every view."""
    app.before_request(enforce)


def enforce() -> None:
    """Let the request pass when whoever asks may open the address.

    Raises:
        SignInError: If nobody is signed in and somebody must be; whether the thing exists is not told.
        NotFoundError: If there is no such thing, or the person may not know that there is.
        ForbiddenError: If the person may read it, but not do this.
    """
    if request.endpoint is None:
        return
    declared, arguments = guard_of(current_app, request.endpoint), request.view_args or {}
    if declared.needs_person and current_person() is None:
        raise SignInError(gettext("Sign in first."))
    if declared.deed is not None and current_person() is None:
        require(declared.deed)
    if not all(map(_may_exist, arguments.values())):
        raise NotFoundError
    if declared.deed is not None:
        require(declared.deed, _found(declared.at, arguments) if declared.at else None)


def _found(at: Finder, arguments: Arguments) -> Place:
    place = at(arguments)
    if place is None:
        raise NotFoundError
    return place


def _may_exist(value: object) -> bool:
    """Whether a variable of an address can name anything; a database would fail over the rest."""
    if isinstance(value, int):
        return value <= LARGEST_KEY
    return "\0" not in str(value)
