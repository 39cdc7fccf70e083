"""What the address narrows the journal to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flask import request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError
from tracker.domain.journal import JournalFilter, JournalProject, JournalReach, Position
from tracker.domain.periods import ONE_DAY
from tracker.domain.slugs import make_slug
from tracker.formatting import day_long
from tracker.gate.clock import WARSAW, read_day
from tracker.journal_sentences.deeds import GROUPS, DeedGroup, actor_label, deed_label, deeds_of
from tracker.storage.journal import find_journal_project

NAMES = ("osoba", "projekt", "czynnosc", "od", "do")
LONGEST = 200
NOBODY = "–"
"""How the address names what nobody signed in did: an empty choice narrows nothing."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_POSITION = re.compile(r"(\d{1,17})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters as they were given and as they are understood.

    Attributes:
        given: What stands in the fields, right or wrong, a project found by its place as its slug; only those that are
            not empty.
        errors: What cannot be understood, by field.
        project: The project that ``projekt`` means.
    """

    given: Mapping[str, str]
    filter: JournalFilter
    project: JournalProject | None = None
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    def sentences(self) -> list[tuple[str, str]]:
        """Each filter in words: what it narrows, and to what."""
        told = []
        if self.filter.actor is not None:
            told.append((gettext("Who"), actor_label(self.filter.actor)))
        if self.project is not None:
            told.append((gettext("Project"), self.project.centre))
        if "czynnosc" in self.given:
            told.append((gettext("What was done"), choice_label(self.given["czynnosc"])))
        if self.filter.since is not None:
            told.append((gettext("From day"), day_long(self.filter.since.astimezone(WARSAW).date())))
        if self.filter.until is not None:
            told.append(
                (gettext("To day"), day_long((self.filter.until - timedelta(seconds=1)).astimezone(WARSAW).date()))
            )
        return told


def choice_label(choice: str) -> str:
    """The words of a kind of deed, or of a group of them."""
    return str(GROUPS[DeedGroup(choice)]) if choice in list(DeedGroup) else deed_label(choice)


def read_narrowing(reach: JournalReach) -> Narrowing:
    """Understand the filters of this request."""
    given = {name: text for name in NAMES if (text := request.args.get(name, "").strip()[:LONGEST])}
    errors: dict[str, list[str]] = {}
    deeds = deeds_of(given.get("czynnosc", ""))
    if "czynnosc" in given and not deeds:
        errors["czynnosc"] = [gettext("Choose one of the list.")]
    project = _project(reach, given.get("projekt", ""))
    if project is not None:
        given["projekt"] = project.slug
    elif "projekt" in given:
        errors["projekt"] = [gettext("No project within reach is called so.")]
    since, until = _day(given, "od", errors), _day(given, "do", errors)
    if since and until and until < since:
        errors["do"] = [gettext("The last day comes before the first.")]
    actor = given.get("osoba")
    return Narrowing(
        given,
        JournalFilter(
            actor="" if actor == NOBODY else actor,
            project_id=project.id if project else None,
            deeds=deeds,
            since=_midnight(since) if since else None,
            until=_midnight(until + ONE_DAY) if until else None,
        ),
        project,
        errors,
    )


def _project(reach: JournalReach, text: str) -> JournalProject | None:
    """The project of a slug, or of a place as people type it."""
    return find_journal_project(reach, make_slug(text, ())) if text and text.isprintable() else None


def _day(given: Mapping[str, str], name: str, errors: dict[str, list[str]]) -> date | None:
    if name not in given:
        return None
    try:
        return read_day(given[name], name)
    except InvalidInputError as error:
        errors[name] = [problem.message for problem in error.problems]
        return None


def _midnight(day: date) -> datetime:
    """The moment a day begins in Poland."""
    return datetime.combine(day, time(), WARSAW).astimezone(UTC)


def read_position(name: str) -> Position | None:
    """The position an argument of the address tells, ``None`` for none or anything else."""
    found = _POSITION.fullmatch(request.args.get(name, ""))
    if found is None:
        return None
    try:
        return Position(_EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))
    except OverflowError:
        return None


def write_position(position: Position) -> str:
    """A position for an address: microseconds since 1970 and the number of the event."""
    return f"{(position.at - _EPOCH) // timedelta(microseconds=1)}-{position.id}"
