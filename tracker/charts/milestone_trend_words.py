"""The course of a milestone's date in words, after its verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext, ngettext

from tracker.domain.milestone_trend import MilestoneTrend, Replan, Verdict, most_worrying
from tracker.formatting import MINUS, day_long, number, partial_date
from tracker.sentences import count_word, slip

A_MONTH = range(25, 36)
"""Days that people call a month when a date is put off by so many."""


def verdict_words(trend: MilestoneTrend) -> str:
    """What to make of a milestone's date, with its figures: "3 sprawozdania z rzędu przesuwają termin o miesiąc"."""
    return _WORDS[trend.verdict](trend)


def _drifting(trend: MilestoneTrend) -> str:
    reports, days = len(trend.put_off), sum(trend.put_off)
    if round(days / reports) in A_MONTH:
        return ngettext(
            "%(num)s report in a row puts it off by a month", "%(num)s reports in a row put it off by a month", reports
        )
    return ngettext(
        "%(num)s report in a row puts it off, by %(days)s together",
        "%(num)s reports in a row put it off, by %(days)s together",
        reports,
        days=days_text(days),
    )


def _overdue(trend: MilestoneTrend) -> str:
    assert trend.state.expected is not None
    days = (trend.state.as_of - trend.state.expected.last_day).days
    return ngettext(
        "its day passed %(num)s day ago and no new one is told",
        "its day passed %(num)s days ago and no new one is told",
        days,
    )


def _moved(trend: MilestoneTrend) -> str:
    return gettext("the last report puts it off by %(days)s", days=days_text(trend.moves[-1]))


def _catching_up(trend: MilestoneTrend) -> str:
    return gettext("catching up: the last report brings it forward by %(days)s", days=days_text(-trend.moves[-1]))


def _stable(trend: MilestoneTrend) -> str:
    return ngettext(
        "stable: the last report leaves it where it was",
        "stable: %(num)s reports in a row leave it where it was",
        trend.unmoved,
    )


def _achieved(trend: MilestoneTrend) -> str:
    return gettext("achieved, %(slip)s", slip=slip(trend.state.slip_days))


_WORDS: Mapping[Verdict, Callable[[MilestoneTrend], str]] = {
    Verdict.DRIFTING: _drifting,
    Verdict.OVERDUE: _overdue,
    Verdict.MOVED: _moved,
    Verdict.CATCHING_UP: _catching_up,
    Verdict.STABLE: _stable,
    Verdict.UNTRIED: lambda _: gettext("no report yet since its date was told"),
    Verdict.ACHIEVED: _achieved,
    Verdict.UNDATED: lambda _: gettext("nobody has told a date"),
}


def days_text(days: int) -> str:
    """So many days: "61 dni"."""
    return ngettext("%(num)s day", "%(num)s days", days)


def signed_days(days: int | None) -> str:
    """Days with their sign, for tables and labels: ``+61 dni``."""
    if days is None:
        return gettext("no data")
    if not days:
        return gettext("no change")
    return f"{MINUS if days < 0 else '+'}{days_text(abs(days))}"


def course_of(trend: MilestoneTrend) -> str:
    """One milestone in a sentence: its name, the verdict, and from which day to which it went."""
    name, words = trend.state.milestone.name, verdict_words(trend)
    if trend.replan is not None:
        said = gettext("“%(name)s”: %(verdict)s.", name=name, verdict=words)
        return f"{said} {_replanned(trend, trend.replan)}"
    if not trend.tellings or not trend.drift_days:
        return gettext("“%(name)s”: %(verdict)s.", name=name, verdict=words)
    return gettext(
        "“%(name)s”: %(verdict)s; first told for %(first)s, now for %(last)s.",
        name=name,
        verdict=words,
        first=partial_date(trend.tellings[0].day),
        last=partial_date(trend.tellings[-1].day),
    )


def replan_name(replan: Replan) -> str:
    """What changed the plan, in a word or two for a drawing."""
    return gettext("amendment") if replan.is_amendment else gettext("plan changed")


def _replanned(trend: MilestoneTrend, replan: Replan) -> str:
    first, plan, on = partial_date(replan.before), partial_date(replan.day), day_long(replan.told_on)
    if replan.is_amendment:
        text = gettext(
            "An amendment in force from %(on)s moved the plan from %(first)s to %(plan)s.",
            on=on,
            first=first,
            plan=plan,
        )
    else:
        text = gettext("On %(on)s the plan was moved from %(first)s to %(plan)s.", on=on, first=first, plan=plan)
    if trend.drift_days:
        last = gettext("Now expected on %(last)s.", last=partial_date(trend.tellings[-1].day))
        return f"{text} {last}"
    return text


def trends_finding(trends: Sequence[MilestoneTrend]) -> str:
    """What the trends of a project show, as a heading."""
    worst = most_worrying(trends)
    if worst is None:
        return gettext("All milestones are achieved")
    count = sum(trend.verdict is worst.verdict for trend in trends)
    text = _findings(worst.verdict, count)
    return text[:1].upper() + text[1:]


def _findings(verdict: Verdict, count: int) -> str:
    if verdict is Verdict.DRIFTING:
        return ngettext(
            "%(count)s milestone is put off in report after report",
            "%(count)s milestones are put off in report after report",
            count,
            count=count_word(count),
        )
    if verdict is Verdict.OVERDUE:
        return ngettext(
            "%(count)s milestone is overdue without a new date",
            "%(count)s milestones are overdue without a new date",
            count,
            count=count_word(count),
        )
    if verdict is Verdict.MOVED:
        return ngettext(
            "The last report puts %(count)s milestone off",
            "The last report puts %(count)s milestones off",
            count,
            count=count_word(count),
        )
    if verdict in (Verdict.CATCHING_UP, Verdict.STABLE):
        return gettext("The dates of the milestones hold")
    return gettext("No report has tested the dates of the milestones yet")


def projects_finding(trends: Sequence[Sequence[MilestoneTrend]], *, is_part: bool = False) -> str:
    """How many of several projects have a milestone that is put off again and again.

    Of the projects on one page of several (``is_part``) the sentence says that it speaks of the page.
    """
    text = _projects_finding(trends)
    return gettext("On this page: %(finding)s", finding=text[:1].lower() + text[1:]) if is_part else text


def _projects_finding(trends: Sequence[Sequence[MilestoneTrend]]) -> str:
    drifting = sum(any(t.verdict is Verdict.DRIFTING for t in of_one) for of_one in trends)
    if not drifting:
        return ngettext(
            "The project puts no milestone off in report after report.",
            "None of %(num)s projects puts a milestone off in report after report.",
            len(trends),
        )
    text = ngettext(
        "%(count)s of %(of)s projects puts the same milestone off in report after report.",
        "%(count)s of %(of)s projects put the same milestone off in report after report.",
        drifting,
        count=count_word(drifting),
        of=number(len(trends)),
    )
    return text[:1].upper() + text[1:]
