"""The months that the matrix shows, as its address asks for them, and the ways to other months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.matrix import MOST_MONTHS, months_beside, months_through
from tracker.domain.periods import Period, add_months, first_of_month
from tracker.formatting import day_long, month_name, number
from tracker.web.addresses import address, given
from tracker.web.timeline_range import FIRST, LAST, iso, read_month


@dataclass(frozen=True)
class AskedMonths:
    """The months shown, or what is wrong with those asked for.

    Attributes:
        months: First days, in order; with errors those that are shown when none are asked for.
        typed: What stands in the two fields.
        errors: Messages by field.
        links: Words and addresses that lead to other months.
        is_ahead: Some of them lie after the day looked at, when nothing of them is due yet.
    """

    months: Sequence[date]
    typed: Mapping[str, str]
    errors: Mapping[str, Sequence[str]]
    links: Sequence[tuple[str, str]]
    is_ahead: bool


def ask_months(usual: Sequence[date], life: Period | None, as_of: date) -> AskedMonths:
    """The months of the address, at most ``MOST_MONTHS``.

    Args:
        usual: Those shown when none are asked for.
        life: The portfolio's life as far as the reader may see; no month asked for may lie before it.
        as_of: The day looked at.
    """
    problems: list[Problem] = []
    first, last = read_month(FIRST, problems), read_month(LAST, problems)
    is_asked = not problems and (first is not None or last is not None)
    asked = _between(first, last, life, as_of) if is_asked else None
    problems += _problems(*asked, life) if asked else []
    months = months_through(*asked) if asked and not problems else usual
    typed = {FIRST: iso(months[0]), LAST: iso(months[-1])} if months else {FIRST: "", LAST: ""}
    if problems:
        typed |= {name: request.args[name][:20] for name in (FIRST, LAST) if name in request.args}
    return AskedMonths(
        months=months,
        typed=typed,
        errors=InvalidInputError(problems).by_field(),
        links=tuple(_links(months, usual, life, as_of)) if months else (),
        is_ahead=bool(months) and months[-1] > as_of,
    )


def _between(first: date | None, last: date | None, life: Period | None, as_of: date) -> tuple[date, date]:
    """Both ends; from or to one alone there are as many months as fit, and as there is something to show of."""
    if first is None:
        assert last is not None, "One of the two is asked for."
        start = add_months(last, 1 - MOST_MONTHS)
        return (min(max(start, first_of_month(life.start)), last) if life else start), last
    return first, last or max(first, min(add_months(first, MOST_MONTHS - 1), first_of_month(as_of)))


def _problems(first: date, last: date, life: Period | None) -> Iterator[Problem]:
    if first > last:
        text = gettext(
            "The first month is later than the last one: %(first)s, %(last)s.", first=iso(first), last=iso(last)
        )
        yield Problem(FIRST, text)
    elif life is not None and (first < first_of_month(life.start) or last < life.start):
        text = gettext("The portfolio begins on %(day)s. Choose a later month.", day=day_long(life.start))
        yield Problem(FIRST if request.args.get(FIRST) else LAST, text)
    elif len(months_through(first, last)) > MOST_MONTHS:
        text = gettext(
            "At most %(most)s months fit side by side. Choose months nearer to each other.", most=number(MOST_MONTHS)
        )
        yield Problem(FIRST, text)


def _links(
    months: Sequence[date], usual: Sequence[date], life: Period | None, as_of: date
) -> Iterator[tuple[str, str]]:
    earliest = min(first_of_month(life.start), months[0]) if life else months[0]
    latest = max(first_of_month(as_of), months[-1])
    half = max(1, len(months) // 2)
    for text, by in ((gettext("Earlier"), -half), (gettext("Later"), half)):
        beside = months_beside(months, by, earliest, latest)
        if beside != list(months):
            yield text, _url({FIRST: [iso(beside[0])], LAST: [iso(beside[-1])]})
    if list(months) != list(usual):
        yield gettext("Up to %(month)s", month=month_name(as_of)), _url({})


def _url(months: dict[str, list[str]]) -> str:
    return address("matrix.show", given(without=(FIRST, LAST)) | months)
