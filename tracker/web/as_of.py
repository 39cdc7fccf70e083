"""The strip above every page that says which day is looked at and lets one travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext

from tracker.domain.periods import ONE_DAY, Period, add_months, quarter_of
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.provenance import Viewpoint
from tracker.formatting import date_text, day_long
from tracker.gate.clock import default_day, today
from tracker.sentences import ROMAN, days_between
from tracker.services.portfolio import months_of
from tracker.storage.sequels import has_superseded
from tracker.web.addresses import address, given


@dataclass(frozen=True)
class Jump:
    """A link to a day worth looking at."""

    label: str
    url: str


@dataclass(frozen=True)
class Month:
    """A step of the slider.

    Attributes:
        day: The day it leads to, ISO.
        label: Under the ruler; empty for most months.
        count: Projects needing attention; ``None`` when not counted.
    """

    day: str
    label: str
    count: int | None
    is_current: bool
    is_year: bool


@dataclass(frozen=True)
class Strip:
    """What the strip shows.

    Attributes:
        known_on: The day whose knowledge is used; ``None`` uses all that is known.
        meeting: The way to look at this day with what was known then, or back to all that is known.
        is_at_meeting: It is looked at so already; then the slider moves both days.
    """

    day: date
    day_text: str
    note: str
    is_other_day: bool
    past_text: str
    reset_url: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    jumps: tuple[Jump, ...]
    months: tuple[Month, ...]
    index: int
    scent_label: str
    known_on: date | None = None
    meeting: Jump | None = None
    is_at_meeting: bool = False


DENSE = 60
"""With more steps the slider's ruler has room for the years only."""

AS_OF_ARGUMENTS = ("stan", "do")
"""What names the day looked at; the page of changes calls it the later of its two days."""


def as_of_url(day: date, settings: PortfolioSettings, *, at_meeting: bool = False) -> str:
    """The address of this page as of another day; the default day needs no parameter.

    Args:
        day: The day.
        settings: The portfolio's.
        at_meeting: With what was known on that day, so that both days are named, whatever the default becomes.
    """
    arguments: dict[str, Any] = given(without=AS_OF_ARGUMENTS) | dict(request.view_args or {})
    if day != default_day(settings) or at_meeting:
        arguments["stan"] = [day.isoformat()]
    if at_meeting:
        arguments["wiedza"] = [day.isoformat()]
    return address(request.endpoint or "", arguments)


def make_strip(
    seen: Viewpoint,
    settings: PortfolioSettings,
    life: Period | None,
    counts: Mapping[date, int] | None,
    *,
    project_id: int | None = None,
) -> Strip:
    """The strip of a page that shows what is seen from a viewpoint; the slider spans the portfolio's life.

    Args:
        seen: The viewpoint.
        settings: The portfolio's.
        life: The portfolio's life as far as the reader may see.
        counts: Projects needing attention, by day.
        project_id: The one project that the page is about; ``None`` for a page about many.
    """
    day, usual = seen.as_of, default_day(settings)
    days = _steps(usual, day, life)
    at_meeting = seen.known_on == day
    return Strip(
        day=day,
        day_text=day_long(day),
        note=_note(day, usual, settings),
        is_other_day=day != usual or seen.known_on is not None,
        past_text=" ".join(text for text in (_past_text(day, usual, project_id), _known_text(seen)) if text),
        reset_url=_own_address(without=(*AS_OF_ARGUMENTS, "wiedza")),
        action=request.path,
        hidden=tuple(
            (k, value) for k, values in given(without=(*AS_OF_ARGUMENTS, "wiedza")).items() for value in values
        ),
        jumps=tuple(Jump(label, as_of_url(target, settings, at_meeting=at_meeting)) for label, target in _jumps(usual)),
        months=tuple(_month(step, index, day, counts, is_dense=len(days) > DENSE) for index, step in enumerate(days)),
        index=days.index(day) if day in days else 0,
        scent_label=gettext("Bars: projects needing attention") if counts and any(counts.values()) else "",
        known_on=seen.known_on,
        meeting=_meeting(day, settings, at_meeting=at_meeting),
        is_at_meeting=at_meeting,
    )


def _own_address(*, without: tuple[str, ...]) -> str:
    return address(request.endpoint or "", given(without=without) | dict(request.view_args or {}))


def _meeting(day: date, settings: PortfolioSettings, *, at_meeting: bool) -> Jump:
    if at_meeting:
        return Jump(gettext("With all that is known by now"), _own_address(without=("wiedza",)))
    label = gettext("As at the meeting then: known by %(day)s", day=day_long(day))
    return Jump(label, as_of_url(day, settings, at_meeting=True))


def _steps(usual: date, day: date, life: Period | None) -> list[date]:
    span = life or Period.of_days(add_months(usual, -12), usual)
    start, last = min(span.start, usual, day), max(span.last_day, usual)
    return sorted({*months_of(Period.of_days(start, last)), usual, day})


def _month(step: date, index: int, day: date, counts: Mapping[date, int] | None, *, is_dense: bool) -> Month:
    count = counts.get(step) if counts else None
    # The first month has its year, unless the next year's name would stand in it.
    is_year = step.month == 1 or (index == 0 and (step.month <= 6 or not is_dense))
    starts_quarter = step.month in (4, 7, 10) and not is_dense
    return Month(
        day=step.isoformat(),
        label=_ruler_label(step, is_year=is_year, starts_quarter=starts_quarter) if _is_month_end(step) else "",
        count=count,
        is_current=step == day,
        is_year=is_year and _is_month_end(step),
    )


def _is_month_end(step: date) -> bool:
    return (step + ONE_DAY).day == 1


def _ruler_label(step: date, *, is_year: bool, starts_quarter: bool) -> str:
    if is_year:
        return str(step.year)
    return date_text(step, "LLL").rstrip(".") if starts_quarter else ""


def _note(day: date, usual: date, settings: PortfolioSettings) -> str:
    weekday = date_text(day, "EEEE")
    if day == usual:
        about = gettext("the portfolio's reference day") if settings.reference_day else gettext("today")
    else:
        about = days_between(usual, day)
    return f"{weekday}, {about}"


def day_note(day: date) -> str:
    """What kind of day it is on which a page holds that cannot travel."""
    return gettext("today") if day == today() else gettext("the portfolio's reference day")


def _past_text(day: date, usual: date, project_id: int | None) -> str:
    if day < usual:
        return gettext(
            "You are looking at a day in the past. What happened after %(day)s is not shown; "
            "facts without a day hold from the beginning.",
            day=day_long(day),
        )
    if day > usual:
        told = gettext("You are looking at a day after the portfolio's reference day.")
        return f"{told} {_superseded_text(project_id)}".strip()
    return ""


def _superseded_text(project_id: int | None) -> str:
    """Why a day to come may hold less than the demonstration once told of it."""
    if not has_superseded(project_id):
        return ""
    if project_id is not None:
        return gettext(
            "Somebody has worked on this project's reports: example data on later days that would contradict it "
            "are gone."
        )
    return gettext(
        "Projects whose reports somebody has worked on hold no example data on later days that would contradict it."
    )


def _year_before(day: date) -> date:
    month = add_months(day, -12)
    return min(month.replace(day=1) + (day.day - 1) * ONE_DAY, add_months(month, 1) - ONE_DAY)


def _known_text(seen: Viewpoint) -> str:
    if seen.known_on is None:
        return ""
    if seen.known_on == seen.as_of:
        return gettext(
            "As at the meeting then: what was recorded after %(day)s is hidden.", day=day_long(seen.known_on)
        )
    return gettext("What was recorded after %(day)s is hidden.", day=day_long(seen.known_on))


def _jumps(usual: date) -> list[tuple[str, date]]:
    quarter_start = date(usual.year, 3 * quarter_of(usual) - 2, 1)
    ends = [quarter_start - ONE_DAY, add_months(quarter_start, -3) - ONE_DAY]
    jumps = [
        (
            gettext("End of quarter %(roman)s: %(day)s", roman=ROMAN[quarter_of(end) - 1], day=day_long(end)),
            end,
        )
        for end in ends
    ]
    year_ago = _year_before(usual)
    jumps.append((gettext("A year ago: %(day)s", day=day_long(year_ago)), year_ago))
    if usual != today():
        jumps.append((gettext("Today: %(day)s", day=day_long(today())), today()))
    return jumps
