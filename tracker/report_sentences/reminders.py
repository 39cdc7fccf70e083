"""Reminders in words: the line of one report, the subject and the text of a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask_babel import gettext, ngettext

from tracker.domain.reminders import Cause, Reminder
from tracker.formatting import day_long, tie
from tracker.sentences import period_name


def reminder_sentence(reminder: Reminder) -> str:
    """What is awaited, and by when: "Sprawozdanie za III kwartał 2019: termin 10 października 2019, za 7 dni."."""
    return tie(_SENTENCES[reminder.cause](reminder))


def _due(reminder: Reminder) -> str:
    period, day, left = period_name(reminder.period), day_long(reminder.due_on), reminder.days_left
    if left < 0:
        return ngettext(
            "The report for %(period)s was due on %(day)s, %(num)s day ago.",
            "The report for %(period)s was due on %(day)s, %(num)s days ago.",
            -left,
            period=period,
            day=day,
        )
    if left == 0:
        return gettext("The report for %(period)s is due today, %(day)s.", period=period, day=day)
    return ngettext(
        "The report for %(period)s is due on %(day)s, in %(num)s day.",
        "The report for %(period)s is due on %(day)s, in %(num)s days.",
        left,
        period=period,
        day=day,
    )


def _returned(reminder: Reminder) -> str:
    assert reminder.decided_on is not None
    period, returned_on, left = period_name(reminder.period), day_long(reminder.decided_on), reminder.days_left
    if not reminder.is_awaited:
        return gettext(
            "The report for %(period)s was returned for correction on %(day)s and waits to be sent again.",
            period=period,
            day=returned_on,
        )
    if left >= 0:
        return gettext(
            "The report for %(period)s was returned on %(day)s; its correction is due by %(due)s.",
            period=period,
            day=returned_on,
            due=day_long(reminder.due_on),
        )
    return ngettext(
        "The report for %(period)s was returned on %(day)s; its correction is %(num)s day late.",
        "The report for %(period)s was returned on %(day)s; its correction is %(num)s days late.",
        -left,
        period=period,
        day=returned_on,
    )


def _reopened(reminder: Reminder) -> str:
    assert reminder.decided_on is not None
    return gettext(
        "The report for %(period)s was reopened on %(day)s and waits for its correction.",
        period=period_name(reminder.period),
        day=day_long(reminder.decided_on),
    )


_SENTENCES: dict[Cause, Callable[[Reminder], str]] = {
    Cause.DUE: _due,
    Cause.RETURNED: _returned,
    Cause.REOPENED: _reopened,
}


def letter_subject(reminders: Sequence[Reminder], *, is_summary: bool) -> str:
    """The subject of a letter about one report or several."""
    if is_summary:
        return ngettext("%(num)s report is overdue", "%(num)s reports are overdue", len(reminders))
    if len(reminders) > 1:
        return ngettext("%(num)s report is waiting", "%(num)s reports are waiting", len(reminders))
    (reminder,) = reminders
    return _subject(reminder)


def _subject(reminder: Reminder) -> str:
    period = period_name(reminder.period)
    if reminder.cause is Cause.DUE and reminder.days_left >= 0:
        return gettext("Report for %(period)s: due on %(day)s", period=period, day=day_long(reminder.due_on))
    if reminder.cause is Cause.DUE:
        return gettext("Report for %(period)s: overdue", period=period)
    if reminder.cause is Cause.RETURNED and reminder.is_awaited and reminder.days_left < 0:
        return gettext("Report for %(period)s: correction overdue", period=period)
    if reminder.cause is Cause.RETURNED:
        return gettext("Report for %(period)s: returned for correction", period=period)
    return gettext("Report for %(period)s: reopened", period=period)


def letter_text(
    reminders: Sequence[Reminder], *, is_summary: bool, link: Callable[[Reminder], str], overview: str
) -> str:
    """The text of a letter: a paragraph for each report, and a link each or one to all of them.

    Args:
        reminders: What the letter reminds of; at least one.
        is_summary: Whether it tells a coordinator of what centres owe.
        link: The address of a reminder's report.
        overview: The address of the page that lists reports.
    """
    if is_summary:
        parts = [gettext("These centres have not sent a report or a correction that is overdue:")]
        parts += [f"{_heading(reminder)}\n{reminder_sentence(reminder)}" for reminder in reminders]
        parts.append(overview)
    else:
        parts = [f"{_heading(one)}\n{reminder_sentence(one)}\n{link(one)}" for one in reminders]
    parts.append(_closing(is_summary=is_summary))
    return "\n\n".join(parts)


def _heading(reminder: Reminder) -> str:
    if reminder.centre.is_example:
        return gettext("%(centre)s (sample data)", centre=reminder.centre.short_name)
    return reminder.centre.short_name


def _closing(*, is_summary: bool) -> str:
    if is_summary:
        return gettext("Portfel 2.5 sends this letter to the coordinators of the centres named.")
    return gettext("Portfel 2.5 reminds those who report for the centre. Once the report is sent, the reminders end.")
