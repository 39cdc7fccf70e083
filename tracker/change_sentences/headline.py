"""The finding of two days: what got worse, what got better, what was spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from flask_babel import gettext, ngettext

from tracker.domain.changes import Direction, Group
from tracker.domain.outcome import Outcome
from tracker.domain.portfolio import AmountSum
from tracker.formatting import day_long, number, pln_short
from tracker.sentences import count_word


def changes_headline(found: Outcome, since: date) -> str:
    """How the projects fared since a day, in one sentence with its denominators."""
    return gettext(
        "Since %(day)s %(status)s; %(spending)s.",
        day=day_long(since),
        status=", ".join([_status(found), *_comings_and_goings(found)]),
        spending=_spending(found.spending),
    )


def _comings_and_goings(found: Outcome) -> Iterator[str]:
    came, left = found.appeared, found.disappeared
    if came:
        yield ngettext("%(count)s project came in", "%(count)s projects came in", came, count=count_word(came))
    if left:
        yield ngettext("%(count)s project left", "%(count)s projects left", left, count=count_word(left))


def project_headline(place: str, since: date, count: int) -> str:
    """How much changed of one project since a day."""
    day = day_long(since)
    if count == 0:
        return gettext("%(place)s: nothing has changed since %(day)s.", place=place, day=day)
    return ngettext(
        "%(place)s: %(num)s change since %(day)s.",
        "%(place)s: %(num)s changes since %(day)s.",
        count,
        place=place,
        day=day,
    )


def _status(found: Outcome) -> str:
    worse, better = found.worse, found.better
    if not worse and not better:
        return gettext("no project's status got worse or better")
    if not worse:
        return ngettext(
            "%(count)s project got better", "%(count)s projects got better", better, count=count_word(better)
        )
    text = ngettext("%(count)s project got worse", "%(count)s projects got worse", worse, count=count_word(worse))
    if not better:
        return text
    also = ngettext("%(count)s got better", "%(count)s got better", better, count=count_word(better))
    return f"{text}, {also}"


def _spending(added: AmountSum) -> str:
    if not added.known:
        return gettext("nobody reported new spending")
    sum_text = pln_short(abs(added.amount))
    if added.amount < 0:
        return ngettext(
            "%(sum)s of spending was taken back in %(known)s of %(of)s project",
            "%(sum)s of spending was taken back in %(known)s of %(of)s projects",
            added.of,
            sum=sum_text,
            known=number(added.known),
            of=number(added.of),
        )
    return ngettext(
        "%(sum)s of spending was added in %(known)s of %(of)s project",
        "%(sum)s of spending was added in %(known)s of %(of)s projects",
        added.of,
        sum=sum_text,
        known=number(added.known),
        of=number(added.of),
    )


def counts_sentence(counts: Mapping[Direction, int], projects: int, of: int) -> str:
    """How many changes there are, in how many projects, and of which sort."""
    total = sum(counts.values())
    if total == 0:
        return ngettext("Nothing changed in %(num)s project.", "Nothing changed in any of %(num)s projects.", of)
    found = ngettext(
        "%(count)s change in %(projects)s of %(of)s projects:",
        "%(count)s changes in %(projects)s of %(of)s projects:",
        total,
        projects=number(projects),
        of=number(of),
        count=number(total),
    )
    return f"{found} {directions_sentence(counts)}"


def directions_sentence(counts: Mapping[Direction, int]) -> str:
    """How many changes are of which sort."""
    return gettext(
        "%(worse)s for the worse, %(better)s for the better, %(neutral)s neither.",
        worse=number(counts.get(Direction.WORSE, 0)),
        better=number(counts.get(Direction.BETTER, 0)),
        neutral=number(counts.get(Direction.NEUTRAL, 0)),
    )


def group_name(group: Group) -> str:
    """What the changes of a group are about."""
    names = {
        Group.STATUS: gettext("Status"),
        Group.MONEY: gettext("Money"),
        Group.DATES: gettext("Dates"),
        Group.SCOPE: gettext("Scope"),
        Group.SILENCE: gettext("Reports and silence"),
    }
    return names[group]


def direction_name(direction: Direction) -> str:
    """The word beside the mark of a change."""
    names = {
        Direction.WORSE: gettext("worse"),
        Direction.NEUTRAL: gettext("neutral"),
        Direction.BETTER: gettext("better"),
    }
    return names[direction]
