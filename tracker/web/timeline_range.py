"""The months that the timeline shows, as its address asks for them, and the ways to other months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY, ONE_DAY, Period
from tracker.domain.timeline import months_in, nearer, shifted, whole_months, wider
from tracker.web.addresses import address, given

FIRST, LAST = "od", "do"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Step:
    """A link to other months.

    Attributes:
        key: earlier, later, closer, wider or whole.
    """

    key: str
    label: str
    url: str


def asked_range(whole: Period) -> Period:
    """The months of the address; an end that is not asked for is that of the whole.

    Raises:
        InvalidInputError: If an end is no month, or the first comes after the last.
    """
    problems: list[Problem] = []
    first, last = read_month(FIRST, problems), read_month(LAST, problems)
    if problems:
        raise InvalidInputError(problems)
    first = first or min(whole.start, last or whole.start)
    last = last or max(whole.last_day, first)
    if first > last:
        text = gettext(
            "The first month is later than the last one: %(first)s, %(last)s.", first=iso(first), last=iso(last)
        )
        raise InvalidInputError([Problem(FIRST, text)])
    return whole_months(first, last)


def is_zoomed() -> bool:
    """Whether the address asks for months at all."""
    return bool(request.args.get(FIRST) or request.args.get(LAST))


def read_month(name: str, problems: list[Problem]) -> date | None:
    """The first day of the month that an argument names; ``None`` without one, and with a problem for none."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    match = _MONTH.fullmatch(text)
    if match and EARLIEST_DAY.year <= int(match[1]) <= LATEST_DAY.year:
        return date(int(match[1]), int(match[2]), 1)
    said = gettext("“%(text)s” is not a month: write the year and the month, for example 2019-04.", text=text[:20])
    problems.append(Problem(name, said))
    return None


def iso(day: date) -> str:
    """A month as addresses and fields write it: ``2019-04``."""
    return f"{day:%Y-%m}"


def range_url(span: Period) -> str:
    """The address of this list over other months."""
    months = {FIRST: [iso(span.start)], LAST: [iso(span.end - ONE_DAY)]}
    return address("timeline.show", given(without=(FIRST, LAST)) | months)


def steps(span: Period, whole: Period, as_of: date) -> Sequence[Step]:
    """The links to other months; only those that lead elsewhere."""
    half = max(1, months_in(span) // 2)
    targets = [
        ("earlier", gettext("Earlier"), shifted(span, -half)),
        ("later", gettext("Later"), shifted(span, half)),
        ("closer", gettext("Closer"), nearer(span, as_of)),
        ("wider", gettext("Wider"), wider(span)),
    ]
    found = [Step(key, text, range_url(target)) for key, text, target in targets if target != span]
    if span != whole:
        found.append(Step("whole", gettext("Whole"), address("timeline.show", given(without=(FIRST, LAST)))))
    return found
