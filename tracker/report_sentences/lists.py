"""What the lists of reports say: what is due, what waits, since when; and what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flask_babel import gettext, ngettext, pgettext

from tracker.domain.due_reports import DateKind, DueReport, NextDate, Urgency
from tracker.domain.listed_reports import ListedReport
from tracker.domain.project import Decision, Submission
from tracker.domain.report_queue import Queue, QueueGroup, Round
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.vocabulary import ReportDecision
from tracker.formatting import NBSP, day_long, number
from tracker.sentences import count_word, days_between, period_name


def _count(count: int) -> str:
    """A count of reports in words; Polish has a word of its own for one report."""
    return pgettext("a report", "one") if count == 1 else count_word(count)


def queue_headline(queue: Queue) -> str:
    """How the reports of many projects stand in one sentence: what waits first, then who is late."""
    clauses = []
    if waiting := len(queue[QueueGroup.WAITING]):
        clauses.append(
            ngettext(
                "%(count)s report waits for review", "%(count)s reports wait for review", waiting, count=_count(waiting)
            )
        )
    if late := len(queue[QueueGroup.LATE]):
        clauses.append(_late(late, is_first=not clauses))
    if returned := len(queue[QueueGroup.RETURNED]):
        clauses.append(_returned(returned, is_first=not clauses))
    if not clauses:
        return gettext("No report waits for review and none is late.")
    text = ", ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _late(count: int, *, is_first: bool) -> str:
    if is_first:
        return ngettext("%(count)s report is late", "%(count)s reports are late", count, count=_count(count))
    return ngettext("%(count)s is late", "%(count)s are late", count, count=_count(count))


def _returned(count: int, *, is_first: bool) -> str:
    if is_first:
        return ngettext(
            "%(count)s report is to be corrected", "%(count)s reports are to be corrected", count, count=_count(count)
        )
    return ngettext("%(count)s is to be corrected", "%(count)s are to be corrected", count, count=_count(count))


def round_sentence(told: Round) -> str:
    """How many projects have reported on their last period that is over."""
    if not told.expected:
        return gettext("No project has had a period to report on yet.")
    return gettext(
        "For the period that ended last, %(reported)s of %(expected)s projects have reported.",
        reported=number(told.reported),
        expected=number(told.expected),
    )


def due_headline(due: DueReport) -> str:
    """What a centre has to do about a report, and by when."""
    return _HEADLINES[due.urgency](due)


def _period(due: DueReport) -> str:
    """The period's name, which a headline does not break."""
    return period_name(due.state.period).replace(" ", NBSP)


def _came_back(due: DueReport) -> str:
    remarks = len(due.decision.remarks) if due.decision else 0
    if not remarks:
        return gettext("The report for %(period)s came back for correction.", period=_period(due))
    return ngettext(
        "The report for %(period)s came back with %(num)s remark.",
        "The report for %(period)s came back with %(num)s remarks.",
        remarks,
        period=_period(due),
    )


def due_sentence(due_on: date, correction_due_on: date | None, today: date) -> str:
    """By when a report, or the correction of a returned one, is to be handed in, and how far away that is."""
    if correction_due_on is not None:
        when = when_text(today, correction_due_on)
        return gettext("Correction due on %(day)s, %(distance)s.", day=day_long(correction_due_on), distance=when)
    return gettext("Due on %(day)s, %(distance)s.", day=day_long(due_on), distance=when_text(today, due_on))


def correction_sentence(due: DueReport) -> str:
    """By when the correction of a returned report is due, or by how much it is late."""
    if due.days_late:
        return ngettext("Its correction is %(num)s day late.", "Its correction is %(num)s days late.", due.days_late)
    return gettext("Its correction is due by %(day)s.", day=day_long(due.state.owed_by))


def _reopened(due: DueReport) -> str:
    return gettext("The report for %(period)s was reopened for correction.", period=_period(due))


def _is_late(due: DueReport) -> str:
    return ngettext(
        "The report for %(period)s is now %(num)s day late.",
        "The report for %(period)s is now %(num)s days late.",
        due.days_late,
        period=_period(due),
    )


def _is_due(due: DueReport) -> str:
    if due.days_left == 0:
        return gettext("The report for %(period)s is due today.", period=_period(due))
    return ngettext(
        "%(num)s day is left for the report for %(period)s.",
        "%(num)s days are left for the report for %(period)s.",
        due.days_left,
        period=_period(due),
    )


def _is_ahead(due: DueReport) -> str:
    return gettext(
        "The next report, for %(period)s, is due by %(day)s.", period=_period(due), day=day_long(due.state.due_on)
    )


_HEADLINES: Mapping[Urgency, Callable[[DueReport], str]] = {
    Urgency.RETURNED: _came_back,
    Urgency.REOPENED: _reopened,
    Urgency.LATE: _is_late,
    Urgency.DUE: _is_due,
    Urgency.BEGUN: _is_ahead,
    Urgency.UPCOMING: _is_ahead,
}


def waiting_sentence(state: ReportState, days: int) -> str:
    """That a centre's report waits for its review, and since when."""
    if days == 0:
        return gettext("The report for %(period)s was handed in today.", period=period_name(state.period))
    return ngettext(
        "The report for %(period)s has waited for review for %(num)s day.",
        "The report for %(period)s has waited for review for %(num)s days.",
        days,
        period=period_name(state.period),
    )


def left_text(days_left: int) -> str:
    """How many days are left until a due day, or by how many it has passed."""
    if days_left < 0:
        return ngettext("%(num)s day late", "%(num)s days late", -days_left)
    if days_left == 0:
        return gettext("due today")
    return ngettext("%(num)s day left", "%(num)s days left", days_left)


def days_text(days: int) -> str:
    """A number of days."""
    return ngettext("%(num)s day", "%(num)s days", days)


def days_since_text(days: int) -> str:
    """For how many days something has lasted."""
    return days_text(days) if days else gettext("since today")


def days_until_text(days: int) -> str:
    """How many days are left."""
    return days_text(days) if days else gettext("today")


def when_text(today: date, other: date) -> str:
    """How far a day is from today, on pages that are only ever about today."""
    return gettext("today") if today == other else days_between(today, other)


def next_date_text(ahead: NextDate) -> str:
    """What falls on a date that is ahead."""
    if ahead.kind is DateKind.REPORT_DUE and ahead.report is not None:
        name = period_name(ahead.report.period)
        if ahead.report.awaits_correction:
            return gettext("Correction of the report for %(period)s is due", period=name)
        return gettext("Report for %(period)s is due", period=name)
    if ahead.kind is DateKind.MILESTONE and ahead.milestone is not None:
        return gettext("Milestone “%(name)s”", name=ahead.milestone.milestone.name)
    return gettext("The project ends")


def punctuality(state: ReportState | ListedReport) -> str:
    """Whether a report was handed in by its due day."""
    if state.submitted_on is None or state.submitted_on <= state.due_on:
        return gettext("on time")
    days = (state.submitted_on - state.due_on).days
    return ngettext("%(num)s day late", "%(num)s days late", days)


def remarks_text(report: ListedReport) -> str:
    """How many fields a report was sent back for, or that it was reopened."""
    if report.standing is ReportStanding.REOPENED:
        return gettext("opened again for correction")
    if not report.remarks:
        return gettext("a comment only")
    return ngettext("%(num)s remark", "%(num)s remarks", report.remarks)


def decision_text(made: Decision) -> str:
    """What was decided of a report, when and by whom."""
    day, who = day_long(made.decided_on), made.made_by
    texts = {
        ReportDecision.ACCEPTED: gettext("Accepted on %(day)s.", day=day),
        ReportDecision.RETURNED: gettext("Returned for correction on %(day)s.", day=day),
        ReportDecision.WITHDRAWN: gettext("Taken back by the centre on %(day)s.", day=day),
        ReportDecision.REOPENED: gettext("Reopened for correction on %(day)s.", day=day),
    }
    if not who:
        return texts[made.decision]
    if made.decision is ReportDecision.WITHDRAWN:
        by = gettext("Taken back by: %(who)s.", who=who)
    else:
        by = gettext("Decided by: %(who)s.", who=who)
    return f"{texts[made.decision]} {by}"


def brought_text(submission: Submission) -> str:
    """With which document a version came that nobody wrote in the tracker."""
    on = submission.origin.effective_on
    assert on is not None
    document = submission.origin.source.title
    return gettext("Brought in with the document “%(name)s”, as of %(day)s.", name=document, day=day_long(on))


def received_text(submission: Submission, due_on: date, waiting_days: int | None) -> str:
    """When a version came in, whether in time, and how long it has waited where it still does.

    Args:
        submission: The version.
        due_on: The last day on which the report is in time.
        waiting_days: ``None`` for a version on which somebody has decided.
    """
    on = submission.origin.effective_on
    assert on is not None
    if submission.is_brought:
        return brought_text(submission)
    late = (on - due_on).days
    when = ngettext("%(num)s day late", "%(num)s days late", late) if late > 0 else gettext("on time")
    # A corrected version answers a remark; the due day was for the first.
    text = (
        gettext("Handed in on %(day)s, %(when)s.", day=day_long(on), when=when)
        if submission.number == 1
        else gettext("Handed in again on %(day)s.", day=day_long(on))
    )
    if waiting_days is None:
        return text
    if waiting_days == 0:
        since = gettext("It waits for review since today.")
        return f"{text} {since}"
    return f"{text} " + ngettext(
        "It has waited for review for %(num)s day.", "It has waited for review for %(num)s days.", waiting_days
    )
