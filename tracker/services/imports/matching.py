"""Which project on record a document speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.arrivals import Arrival
from tracker.domain.vocabulary import FactName
from tracker.storage.imports import NamedProject, named_projects

_PREFIX = re.compile(r"^UDA-", re.IGNORECASE)
_VERSION = re.compile(r"(/\d{2})-\d{2}$")
_UNTOLD = re.compile(r"[^\w]+")


class Matcher:
    """Finds projects by what documents call them; made once for a whole file.

    A project is the same when the number of its agreement is, else when centre and title are.
    """

    def __init__(self, known: Iterable[NamedProject] | None = None) -> None:
        self._by_number: dict[str, str] = {}
        self._by_title: dict[tuple[str, str], str] = {}
        self._of_centre: dict[str, list[str]] = {}
        for one in named_projects() if known is None else known:
            if one.fact is FactName.PROJECT_NUMBER:
                self._by_number[plain_number(one.text)] = one.slug
            else:
                self._by_title[plain_name(one.centre), plain_name(one.text)] = one.slug
                slugs = self._of_centre.setdefault(plain_name(one.centre), [])
                if one.slug not in slugs:
                    slugs.append(one.slug)

    def find(self, arrival: Arrival) -> str | None:
        """The short name of the project; ``None`` when it is not on record."""
        if arrival.slug is not None:
            return arrival.slug
        said = {statement.fact: str(statement.value) for statement in arrival.record.statements}
        known = self.find_number(said.get(FactName.PROJECT_NUMBER, ""))
        if known is not None:
            return known
        title = said.get(FactName.TITLE, "")
        return self._by_title.get((plain_name(arrival.record.centre.name), plain_name(title)))

    def find_number(self, number: str) -> str | None:
        """The short name of the project of an agreement's number."""
        return self._by_number.get(plain_number(number)) if number else None

    def others_of(self, arrival: Arrival) -> tuple[str, ...]:
        """The short names of the projects that the centre has already."""
        return tuple(self._of_centre.get(plain_name(arrival.record.centre.name), ()))


def plain_number(number: str) -> str:
    """The number of an agreement without what differs from document to document.

    >>> plain_number("UDA-POWR.02.05.00-00-0320/19-00") == plain_number("powr.02.05.00-00-0320/19")
    True
    """
    return _VERSION.sub(r"\1", _PREFIX.sub("", "".join(number.split()))).casefold()


def plain_name(name: str) -> str:
    """A name without case, spaces and punctuation.

    >>> plain_name("GOPS – organizator  pomocy") == plain_name("„GOPS - Organizator pomocy”")
    True
    """
    return _UNTOLD.sub(" ", name).strip().casefold()
