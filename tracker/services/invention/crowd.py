"""Any number of invented projects, to see the tracker at scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto

from tracker.domain.periods import Period, add_months
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.vocabulary import CentreKind, Voivodeship
from tracker.services.invention.dice import Dice
from tracker.services.invention.names import MIDDLES, PLACES, place_name
from tracker.services.invention.nine_centres import invented_centre
from tracker.services.invention.spending import USUAL_TASKS, Clock, TaskShape
from tracker.services.invention.story import (
    Amendment,
    ReportTale,
    Story,
    usual_courses,
    usual_staff,
    usual_steps,
    whole_months,
    working_day,
)
from tracker.services.invention.telling import tell
from tracker.storage import projects

CHUNK = 250
"""Projects invented and stored at a time: bounds memory."""

FIRST_MONTH = date(2017, 10, 1)
MONTHS_OF_STARTS = 28
SHORTEST, LONGEST = 12, 24
LEAST_VALUE, LARGEST_VALUE = 241_786, 834_763
"""Starts, durations in months and values in PLN as they occur among real projects of the action."""

TITLES = (
    "Skuteczna pomoc w gminie {place}",
    "Nowa organizacja pracy {centre}",
    "{centre} bliżej mieszkańców",
    "Sprawny ośrodek. Zmiana organizacji {centre}",
    "Oddzielenie pracy administracyjnej od socjalnej w {centre}",
    "Pierwszy kontakt. Nowy model pracy {centre}",
)


class Fate(Enum):
    """How a project goes."""

    ON_PLAN = auto()
    AHEAD = auto()
    UNDERSPENT = auto()
    SLIPPED = auto()
    OVERSPENT_TASK = auto()
    EXTENDED = auto()
    LATE_START = auto()
    SILENT = auto()


FATES = (
    *[Fate.ON_PLAN] * 26,
    *[Fate.AHEAD] * 4,
    *[Fate.UNDERSPENT] * 5,
    *[Fate.SLIPPED] * 4,
    *[Fate.OVERSPENT_TASK] * 3,
    *[Fate.EXTENDED] * 3,
    *[Fate.LATE_START] * 2,
    *[Fate.SILENT] * 3,
)
"""How often each fate is drawn: of fifty projects, about half go as planned."""


def add_crowd(number: int, *, seed: int) -> int:
    """Invent projects and store those that are not there; the caller commits.

    Args:
        number: How many, 1 or more.
        seed: The same seed gives the same projects; a larger number adds to them.

    Returns:
        How many were added.
    """
    stored = set(projects.project_slugs())
    wanted = [index for index in range(number) if crowd_slug(index, seed) not in stored]
    for start in range(0, len(wanted), CHUNK):
        projects.insert_projects([crowd_record(index, seed=seed) for index in wanted[start : start + CHUNK]])
    return len(wanted)


def crowd_slug(index: int, seed: int) -> str:
    """The short name of a project of the crowd."""
    return f"przyklad-{seed}-{index + 1:05d}"


def crowd_record(index: int, *, seed: int) -> ProjectRecord:
    """The history of one project of the crowd."""
    return tell(crowd_story(index, seed=seed))


def crowd_story(index: int, *, seed: int) -> Story:
    """Invent one project of the crowd; it depends on its index and the seed alone."""
    slug = crowd_slug(index, seed)
    dice = Dice(slug)
    fate = dice.pick(FATES, "fate")
    months = dice.throw(SHORTEST, LONGEST, "months")
    agreed = whole_months(add_months(FIRST_MONTH, dice.throw(0, MONTHS_OF_STARTS - 1, "start")), months)
    signed_on = working_day(agreed.start - timedelta(days=dice.throw(12, 40, "signed")), forward=False)
    amendments = _amendments(fate, agreed, months)
    final = amendments[-1].period if amendments else agreed
    moved = final if fate is Fate.LATE_START else agreed
    steps = usual_steps(moved, _delays(fate, dice), amended=final if final.end != moved.end else None)
    centre = _centre(index, dice)
    return Story(
        slug=slug,
        centre=centre,
        title=dice.pick(TITLES, "title").format(centre=centre.short_name, place=centre.place),
        value=Decimal(dice.throw(LEAST_VALUE * 100, LARGEST_VALUE * 100, "value")).scaleb(-2),
        period=agreed,
        signed_on=signed_on,
        clock=_clock(fate, dice, len(tuple(final.months()))),
        steps=steps,
        staff=usual_staff(steps, new=dice.throw(1, 3, "new"), social=dice.throw(2, 9, "social"), benefits=3),
        courses=usual_courses(steps, persons=dice.throw(6, 28, "persons"), hours=4 * dice.throw(8, 30, "hours")),
        tasks=_tasks(fate),
        amendments=amendments,
        reports=_tales(fate, dice),
    )


def _centre(index: int, dice: Dice) -> Centre:
    voivodeship = list(Voivodeship)[index % len(Voivodeship)]
    kind = list(CentreKind)[index // PLACES % 4] if index >= PLACES else dice.pick(list(CentreKind)[:4], "kind")
    place = place_name(index % PLACES)
    latitude, longitude = MIDDLES[voivodeship]
    position = (
        round(latitude + dice.throw(-35, 35, "north") / 100, 2),
        round(longitude + dice.throw(-50, 50, "east") / 100, 2),
    )
    return invented_centre(kind, place.nominative, place.locative, voivodeship, position)


def _amendments(fate: Fate, agreed: Period, months: int) -> tuple[Amendment, ...]:
    if fate is Fate.EXTENDED:
        signed_on = working_day(add_months(agreed.start, months - 3) + timedelta(days=9))
        return (Amendment(signed_on, whole_months(agreed.start, months + 3)),)
    if fate is Fate.LATE_START:
        signed_on = working_day(agreed.start - timedelta(days=6), forward=False)
        return (Amendment(signed_on, whole_months(add_months(agreed.start, 2), months)),)
    return ()


def _delays(fate: Fate, dice: Dice) -> list[int]:
    low, high = (12, 75) if fate is Fate.SLIPPED else (0, 24) if fate is Fate.UNDERSPENT else (-2, 11)
    return [dice.throw(low, high, "delay", place) for place in range(8)]


def _clock(fate: Fate, dice: Dice, months: int) -> Clock:
    """Straight at first, apart from the plan in the middle, and together again near the end."""
    middle, end = months * 6 // 10, 100 * months
    apart = {
        Fate.AHEAD: dice.throw(60, 120, "apart"),
        Fate.UNDERSPENT: -dice.throw(110, 300, "apart"),
        Fate.SLIPPED: -dice.throw(60, 200, "apart"),
        Fate.EXTENDED: -dice.throw(0, 60, "apart"),
    }.get(fate, -dice.throw(0, 45, "apart"))
    unspent = dice.throw(60, 180, "unspent") if fate is Fate.UNDERSPENT else dice.throw(0, 25, "unspent")
    return ((0, 0), (2, 185), (middle, 100 * middle + apart), (months, end - unspent))


def _tasks(fate: Fate) -> tuple[TaskShape, ...]:
    if fate is Fate.OVERSPENT_TASK:
        return (*USUAL_TASKS[:3], replace(USUAL_TASKS[3], spent_permille=1055))
    return USUAL_TASKS


def _tales(fate: Fate, dice: Dice) -> Mapping[int, ReportTale]:
    place = dice.throw(1, 4, "report")
    if fate is Fate.SILENT:
        return {at: ReportTale(is_absent=True) for at in range(place + 1, 9)}
    if fate is Fate.SLIPPED:
        return {place: ReportTale(late_days=dice.throw(3, 30, "late"))}
    return {place: ReportTale(is_returned=True)} if dice.throw(1, 10, "returned") == 1 else {}
