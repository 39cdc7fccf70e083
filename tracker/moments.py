"""Moments beside days: the clock goes on while a portfolio's business may stand on a reference day of the past.

Said here once: the day of a deed is the day business stood on. The clock's own day is named only beside it, or alone
for what has no such day, and then it is called real time.
"""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import gettext, ngettext

from tracker.formatting import WARSAW, day_long, moment


def deed_moment(done_on: date, at: datetime) -> str:
    """When a deed was done.

    Args:
        done_on: The day business stood on.
        at: The moment it was recorded, aware.
    """
    if at.astimezone(WARSAW).date() == done_on:
        return moment(at)
    return gettext("%(day)s (real time: %(moment)s)", day=day_long(done_on), moment=moment(at))


def work_moment(at: datetime, *, business_day: date, today: date) -> str:
    """When somebody last worked on something: of today the time alone, which no day contradicts.

    Args:
        at: The moment, aware.
        business_day: The day business stands on.
        today: The day it is in Poland.
    """
    there = at.astimezone(WARSAW)
    if there.date() == today:
        return f"{there:%H:%M}"
    if there.date() > business_day:
        return gettext("%(moment)s, real time", moment=moment(at))
    return moment(at)


def time_ago(at: datetime, now: datetime) -> str:
    """How long ago something was: in minutes, from an hour in hours, from two days in days.

    Args:
        at: The moment, aware; one ahead of ``now`` counts as this moment.
        now: This moment, aware.
    """
    minutes = int((now - at).total_seconds()) // 60
    if minutes < 1:
        return gettext("a moment ago")
    if minutes < 60:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes)
    if minutes < 48 * 60:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
    return ngettext("%(num)s day ago", "%(num)s days ago", minutes // (24 * 60))
