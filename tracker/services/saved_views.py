"""Keeping views: save, change, share, forget."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Person
from tracker.domain.saved_views import LONGEST_ADDRESS, LONGEST_NAME, NameProblem, name_problem, normal_name
from tracker.storage import saved_views as storage
from tracker.storage.audit import AuditEvent, record_event

MOST_KEPT = 100
"""Views that one account can keep."""


def save_view(person: Person, *, name: str, address: str, is_shared: bool, at: datetime) -> int:
    """Keep an address by a name; the caller has checked where it leads, and commits. Gives the view's key.

    Raises:
        InvalidInputError: If the name cannot be taken, the address is too long, or the account keeps too many.
    """
    name = _taken(person, name)
    if len(address) > LONGEST_ADDRESS:
        raise InvalidInputError([Problem("address", gettext("This address is too long to be kept."))])
    if storage.count_views(person.key) >= MOST_KEPT:
        text = gettext("At most %(most)s views can be kept. Remove one first.", most=MOST_KEPT)
        raise InvalidInputError([Problem("name", text)])
    key = storage.insert_view(person.key, name, address, is_shared=is_shared, at=at)
    after = {"name": name, "address": address, "is_shared": is_shared}
    record_event(AuditEvent(at, person.name, "save_view", {}, after), project_id=None)
    return key


def alter_view(key: int, person: Person, *, name: str, is_shared: bool, at: datetime) -> None:
    """Rename one's own view, share it or keep it for oneself; the caller commits.

    Raises:
        NotFoundError: If the person has no such view.
        InvalidInputError: If the name cannot be taken.
    """
    view = storage.get_own_view(key, person.key)
    name = _taken(person, name, but=key)
    storage.change_view(key, name=name, is_shared=is_shared)
    before, after = {"name": view.name, "is_shared": view.is_shared}, {"name": name, "is_shared": is_shared}
    record_event(AuditEvent(at, person.name, "change_view", before, after), project_id=None)


def forget_view(key: int, person: Person, *, at: datetime) -> None:
    """Remove one's own view; the caller commits.

    Raises:
        NotFoundError: If the person has no such view.
    """
    view = storage.get_own_view(key, person.key)
    storage.remove_view(key)
    before = {"name": view.name, "address": view.address, "is_shared": view.is_shared}
    record_event(AuditEvent(at, person.name, "remove_view", before, {}), project_id=None)


def _taken(person: Person, typed: str, *, but: int | None = None) -> str:
    name = normal_name(typed)
    problem = name_problem(name)
    if problem is not None:
        raise InvalidInputError([Problem("name", _said(problem))])
    if storage.has_name(person.key, name, but=but):
        text = gettext("There is a view “%(name)s” already. Choose another name.", name=name)
        raise InvalidInputError([Problem("name", text)])
    return name


def _said(problem: NameProblem) -> str:
    return {
        NameProblem.EMPTY: gettext("Give the view a name, for example: At risk in my voivodeship."),
        NameProblem.TOO_LONG: gettext("A name has %(most)s characters at most.", most=LONGEST_NAME),
        NameProblem.MARKUP: gettext("A name cannot hold the signs < and >."),
    }[problem]
