"""What the pages of curves say in words: who leaves the plan, by how much, and who cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.spending_lags import Behind, Lags
from tracker.domain.status import DEFAULT_THRESHOLDS
from tracker.formatting import day_long, number, points
from tracker.sentences import count_word

NAMED = 3
"""More projects than one more than these are named only in part."""


def names_of(places: Sequence[str], count: int) -> str:
    """The places of a few projects; of many the first, and how many there are besides.

    Args:
        places: At least as many as are named.
        count: Of all of them.
    """
    rest = count - NAMED
    if rest > 1:
        return ngettext(
            "%(names)s and %(num)s other",
            "%(names)s and %(num)s others",
            rest,
            names=", ".join(places[:NAMED]),
        )
    if len(places) == 1:
        return places[0]
    return gettext("%(names)s and %(last)s", names=", ".join(places[:-1]), last=places[-1])


def _names(behind: Behind) -> str:
    return names_of([row.centre.place for row in behind.furthest], behind.count)


def curves_headline(lags: Lags) -> str:
    """Whose curves leave the plan, the furthest first."""
    if not lags.projects:
        return gettext("No project matches the filters.")
    if lags.untold == lags.projects:
        return gettext("No curve can be compared with its plan yet.")
    if lags.far.count:
        text = ngettext(
            "%(count)s project spends far below its plan: %(names)s.",
            "%(count)s projects spend far below their plans: %(names)s.",
            lags.far.count,
            count=count_word(lags.far.count),
            names=_names(lags.far),
        )
    elif lags.below.count:
        text = ngettext(
            "%(count)s project spends below its plan: %(names)s.",
            "%(count)s projects spend below their plans: %(names)s.",
            lags.below.count,
            count=count_word(lags.below.count),
            names=_names(lags.below),
        )
    else:
        return gettext("No curve leaves its plan.")
    return capital(text)


def capital(text: str) -> str:
    """A sentence that begins with a count word, with its first letter large."""
    return f"{text[:1].upper()}{text[1:]}"


def lag_words(row: ProjectSummary, as_of: date) -> str:
    """How far a project is from its plan on its last reported day, or why that cannot be said."""
    if row.lines is None:
        return gettext("period not known")
    if row.spending_lag is not None:
        return _lag(row.spending_lag)
    if row.spent is not None:
        return gettext("no payment schedule")
    if row.lines.period.start > as_of:
        return gettext("starts on %(day)s", day=day_long(row.lines.period.start))
    return gettext("no reports")


def _lag(lag: Decimal) -> str:
    size = points(lag)
    is_above = lag > 0 and size != points(Decimal(0))
    return gettext("%(points)s pp", points=f"+{size}" if is_above else size)


def nothing_drawn(row: ProjectSummary) -> str:
    """Why a project has no drawing."""
    if row.lines is None:
        return gettext("The project's period is not known, so there is nothing to draw.")
    return gettext("The project's budget is not known, so there is nothing to draw.")


def lags_sentence(lags: Lags) -> str:
    """How the projects that the filters find stand, each counted once."""
    if lags.untold == lags.projects:
        return gettext(
            "Of none of these projects can anybody tell how far from its plan it is: "
            "reports or payment schedules are missing."
        )
    below = ngettext(
        "%(num)s of %(whole)s projects is at least %(points)s percentage points of its budget below its plan,",
        "%(num)s of %(whole)s projects are at least %(points)s percentage points of their budgets below plan,",
        lags.far.count + lags.below.count,
        whole=number(lags.projects),
        points=points(-DEFAULT_THRESHOLDS.spending_attention, 0),
    )
    if not lags.untold:
        within = ngettext("%(num)s is within limits.", "%(num)s are within limits.", lags.within)
        return f"{below} {within}"
    within = ngettext("%(num)s is within limits,", "%(num)s are within limits,", lags.within)
    untold = ngettext(
        "of %(num)s nobody can tell, for lack of a report or of a payment schedule.",
        "of %(num)s nobody can tell, for lack of reports or of payment schedules.",
        lags.untold,
    )
    return f"{below} {within} {untold}"


def end_words(lags: Lags, sort: str) -> str:
    """Which projects stand at the end of an order for lack of what it goes by; empty when that is none."""
    if sort != "odchylenie" or not 0 < lags.untold < lags.projects:
        return ""
    return ngettext(
        "%(num)s project whose deviation is not known stands at the end.",
        "%(num)s projects whose deviation is not known stand at the end.",
        lags.untold,
    )


def page_words(first: int, last: int, total: int) -> str:
    """Which part of the projects a page shows."""
    return gettext(
        "Projects %(first)s to %(last)s of %(total)s.", first=number(first), last=number(last), total=number(total)
    )
