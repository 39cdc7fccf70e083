"""The two days that the page of changes compares, as its address asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from flask import request
from flask_babel import gettext

from tracker.domain.changes import months_before, quarter_before
from tracker.domain.errors import InvalidInputError
from tracker.domain.periods import Period
from tracker.domain.provenance import Viewpoint
from tracker.domain.two_days import at_meetings
from tracker.formatting import day, day_long
from tracker.gate.clock import read_day
from tracker.web.addresses import address, given

EARLIER, LATER = "od", "do"


@dataclass(frozen=True)
class Preset:
    """A link to an earlier day worth comparing with."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class AskedDays:
    """The two days, or what is wrong with them.

    Attributes:
        earlier, later: Each with the knowledge that is used; the later is what the page as a whole looks at.
        typed: What stands in the fields.
        errors: Messages by field; with any of them nothing can be compared.
        at_meetings: Each day is seen with what was known on it.
    """

    earlier: Viewpoint
    later: Viewpoint
    typed: Mapping[str, str]
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def at_meetings(self) -> bool:
        """Whether each day is seen with what was known on it."""
        return self.later.known_on == self.later.as_of and self.earlier.known_on == self.earlier.as_of


def ask_days(seen: Viewpoint, life: Period | None) -> AskedDays:
    """The days of the address; without them the day looked at and the end of the quarter before it.

    Args:
        seen: What the page looks at.
        life: The portfolio's life as far as the reader may see; no day that is asked for may lie before it.
    """
    errors: dict[str, Sequence[str]] = {}
    later = _read(LATER, errors) or seen.as_of
    earlier = _read(EARLIER, errors) or quarter_before(later)
    if not errors:
        errors = _problems(earlier, later, life)
    looked = replace(seen, as_of=later)
    first, second = at_meetings(Viewpoint(earlier, seen.known_on), looked)
    typed = {EARLIER: day(earlier), LATER: day(later)}
    typed.update({name: request.args[name] for name in errors if name in request.args})
    return AskedDays(first, second, typed, errors)


def _read(name: str, errors: dict[str, Sequence[str]]) -> date | None:
    text = request.args.get(name, "")
    try:
        return read_day(text, name) if text.strip() else None
    except InvalidInputError as error:
        errors[name] = [problem.message for problem in error.problems]
        return None


def _problems(earlier: date, later: date, life: Period | None) -> dict[str, Sequence[str]]:
    if not request.args.get(EARLIER) and not request.args.get(LATER):
        return {}
    if earlier == later:
        return {EARLIER: [gettext("These are one and the same day. Choose an earlier one here.")]}
    if earlier > later:
        return {EARLIER: [gettext("This day is after %(day)s. Choose an earlier one here.", day=day_long(later))]}
    if life is None:
        return {}
    before = gettext("The portfolio begins on %(day)s. Choose a later day.", day=day_long(life.start))
    return {name: [before] for name, asked in ((EARLIER, earlier), (LATER, later)) if asked < life.start}


_PRESETS: Sequence[Callable[[date], date]] = (
    quarter_before,
    lambda day: months_before(day, 1),
    lambda day: months_before(day, 12),
)


def presets(asked: AskedDays) -> list[Preset]:
    """The earlier days worth comparing with."""
    later = asked.later.as_of
    labels = (gettext("since the last quarter"), gettext("for a month"), gettext("for a year"))
    days = [choose(later) for choose in _PRESETS]
    return [
        Preset(label, _url(earlier), earlier == asked.earlier.as_of and not asked.errors)
        for label, earlier in zip(labels, days, strict=True)
    ]


def _url(earlier: date) -> str:
    return address(request.endpoint or "", given(without=(EARLIER, "strona")) | {EARLIER: [earlier.isoformat()]})
