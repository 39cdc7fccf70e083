"""The slide of milestones: how many fall due soon, how many projects slip, and the lines that matter most."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext, ngettext
from markupsafe import Markup

from tracker.domain.periods import PartialDate
from tracker.domain.schedule import SOON
from tracker.domain.screen_slides import OpenMilestone, due_count, open_milestones, slipping
from tracker.domain.status import DEFAULT_THRESHOLDS, Level
from tracker.domain.vocabulary import DatePrecision, MilestoneKind, Status
from tracker.formatting import NBSP, date_text, number, tie
from tracker.labels import label
from tracker.sentences import count_word, slip
from tracker.web.screens.fitting import BOLD, SMALL, first_that_fits
from tracker.web.screens.glance import Draft, Glance, plain
from tracker.web.screens.numbers_slide import status_mark

NAME_WIDTH, PLACE_SIZE = 620, 42
LEVELS = {Level.AT_RISK: Status.AT_RISK, Level.ATTENTION: Status.ATTENTION}


@dataclass(frozen=True, slots=True)
class Line:
    """A milestone.

    Attributes:
        day: The day of the month, large; empty where it is not known.
        place: Of the centre; a name that has no room is left to the milestone alone.
        level: ``at_risk`` or ``attention`` where the slip is beyond the limits.
    """

    day: str
    month: str
    place: str
    name: str
    slip: str
    level: str
    mark: Markup


def milestones_slide(glance: Glance) -> list[Draft]:
    """One slide."""
    rows, view = glance.view.rows, glance.view
    due, late = due_count(rows), len(slipping(rows))
    figures = {"due": due, "slipping": late, "projects": len(rows), "known": _known(glance)}
    if not figures["known"]:
        caption = ngettext(
            "of %(num)s project has milestones with a planned date",
            "of %(num)s projects have milestones with a planned date",
            len(rows),
        )
        return [plain(gettext("Of no milestone is it known when it falls due."), 0, caption, figures)]
    context = {
        "due": number(due),
        "due_caption": ngettext(
            "milestone within %(days)s days", "milestones within %(days)s days", due, days=number(SOON.days)
        ),
        "late": number(late),
        "late_caption": ngettext(
            "of %(num)s project over %(days)s days late",
            "of %(num)s projects over %(days)s days late",
            len(rows),
            days=number(_limit()),
        ),
        "lines": [_line(one, view.as_of.year) for one in open_milestones(rows, view.as_of)],
    }
    return [Draft(_title(due, late), "milestones", context, figures)]


def _known(glance: Glance) -> int:
    return sum(row.milestones_planned is not None for row in glance.view.rows)


def _limit() -> int:
    """Days that a slip must exceed to be told of."""
    return DEFAULT_THRESHOLDS.slip_attention_days - 1


def _title(due: int, late: int) -> str:
    days, limit = number(SOON.days), number(_limit())
    if due:
        first = ngettext(
            "%(count)s milestone falls due within %(days)s days",
            "%(count)s milestones fall due within %(days)s days",
            due,
            count=count_word(due),
            days=days,
        )
    else:
        first = gettext("no milestone falls due within %(days)s days", days=days)
    if not late:
        return _sentence(gettext("%(first)s, no project is over %(days)s days late", first=first, days=limit))
    second = ngettext(
        "%(count)s project is over %(days)s days late",
        "%(count)s projects are over %(days)s days late",
        late,
        count=count_word(late),
        days=limit,
    )
    return _sentence(f"{first}, {second}")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _line(one: OpenMilestone, year: int) -> Line:
    day, month = _day(one.day, year)
    status = LEVELS.get(one.level)
    return Line(
        day=day,
        month=month,
        place=place_text(one.row.centre.place, NAME_WIDTH, PLACE_SIZE * BOLD),
        name=_name(one),
        slip=slip(one.state.slip_days),
        level=status.value if status else "",
        mark=status_mark(status) if status else Markup(""),
    )


def place_text(place: str, width: float, size: float) -> str:
    """A place on one line; of a longer one its first words that make sense alone, or that there is a centre."""
    return first_that_fits([place, *_shorter(place)], width, size) or gettext("a centre")


def _shorter(place: str) -> list[str]:
    """The name without what only says where it lies: ``Jaworowe Źródło`` of ``Jaworowe Źródło nad Leszczynką``."""
    words = place.split(" ")
    small = [number for number, word in enumerate(words) if number and word[:1].islower()]
    return [" ".join(words[: small[0]])] if small else []


def _name(one: OpenMilestone) -> str:
    milestone = one.state.milestone
    kind = label(milestone.kind) if milestone.kind is not MilestoneKind.OTHER else ""
    return first_that_fits([tie(milestone.name), *([kind] if kind else []), gettext("milestone")], NAME_WIDTH, SMALL)


def _day(day: PartialDate, year: int) -> tuple[str, str]:
    """The day of the month, and the month; the year where it is another."""
    if day.precision is DatePrecision.YEAR:
        return "", str(day.value.year)
    month = date_text(day.value, "LLL").rstrip(".")
    if day.value.year != year or day.precision is DatePrecision.MONTH:
        month = f"{month}{NBSP}{day.value.year}"
    return (str(day.value.day) if day.precision is DatePrecision.DAY else ""), month
