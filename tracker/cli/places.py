"""Centres and voivodeships as somebody types them on the command line."""

from __future__ import annotations

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.vocabulary import Voivodeship
from tracker.labels import label


def find_centre(text: str) -> int:
    """The key of the centre of a project's slug, or of a centre's full or short name.

    Raises:
        InvalidInputError: If nothing is called so, or more than one centre.
    """
    from tracker.storage.places import find_place
    from tracker.storage.projects import all_centres

    place = find_place(text)
    if place is not None:
        return place.centre_id
    named = [one.id for one in all_centres() if text.casefold() in (one.name.casefold(), one.short_name.casefold())]
    if len(named) != 1:
        raise InvalidInputError([Problem("--centre", gettext("No centre or project is called so."))])
    return named[0]


def find_voivodeship(text: str) -> Voivodeship:
    """The voivodeship of a code or a name, with or without Polish letters.

    Raises:
        InvalidInputError: If there is none.
    """
    for one in Voivodeship:
        if text.casefold() in (one.value, label(one).casefold(), one.name.casefold().replace("_", "-")):
            return one
    raise InvalidInputError([Problem("--voivodeship", gettext("There is no voivodeship of this name."))])
