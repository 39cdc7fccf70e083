"""What the figures say, as sentences: headlines, reasons, periods, distances in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from tracker.domain.budget import plan_total
from tracker.domain.earned_value import CatchUp
from tracker.domain.funding import CheckOutcome, CheckResult
from tracker.domain.history import Event, EventKind
from tracker.domain.periods import PartialDate, Period, quarter_of
from tracker.domain.portfolio import Deed, ProjectSummary, RollUp, ToDo
from tracker.domain.provenance import FactValue
from tracker.domain.reporting import ReportState
from tracker.domain.status import DEFAULT_THRESHOLDS, Finding, Level, Rule
from tracker.domain.vocabulary import CODED_FACTS, FactName, Stage, Status
from tracker.formatting import day, day_long, day_month, month, number, partial_date, percent, pln, points, quantity
from tracker.labels import label

ROMAN = ("I", "II", "III", "IV")
NOTICEABLE_LAG = Decimal("0.01")
"""Below a percentage point either way spending is simply on plan."""


def count_word(count: int) -> str:
    """A count as running text writes it: in words to ten, then in digits."""
    words = (
        gettext("no"),
        gettext("one"),
        gettext("two"),
        gettext("three"),
        gettext("four"),
        gettext("five"),
        gettext("six"),
        gettext("seven"),
        gettext("eight"),
        gettext("nine"),
        gettext("ten"),
    )
    return words[count] if count < len(words) else number(count)


def inside_sentence(words: str) -> str:
    """Words of a label inside a sentence; an abbreviation stays as it is.

    >>> inside_sentence("Tytuł"), inside_sentence("EU funding")
    ('tytuł', 'EU funding')
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def fact_text(name: FactName, value: FactValue | None) -> str:
    """A fact's value as people read it; "not stated" when it is unknown."""
    if value is None:
        return gettext("not stated")
    if isinstance(value, Decimal):
        return pln(value)
    if isinstance(value, PartialDate):
        return partial_date(value)
    return label(CODED_FACTS[name](value)) if name in CODED_FACTS else value


def behind_plan() -> str:
    """What a count of projects behind the plan counts: those whose lag reaches the published threshold."""
    return gettext(
        "%(points)s percentage points or more behind the plan", points=points(-DEFAULT_THRESHOLDS.spending_attention, 0)
    )


def _sentence(clauses: Sequence[str]) -> str:
    text = ", ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def headline(sums: RollUp) -> str:
    """The finding of the portfolio in one sentence, exceptions first."""
    if sums.projects == 0:
        return gettext("There is no project yet.")
    at_risk, attention = sums.statuses.get(Status.AT_RISK, 0), sums.statuses.get(Status.ATTENTION, 0)
    clauses = []
    if at_risk:
        text = ngettext(
            "%(count)s project is at risk", "%(count)s projects are at risk", at_risk, count=count_word(at_risk)
        )
        clauses.append(text)
    if attention:
        text = (
            ngettext("%(count)s needs attention", "%(count)s need attention", attention, count=count_word(attention))
            if clauses
            else ngettext(
                "%(count)s project needs attention",
                "%(count)s projects need attention",
                attention,
                count=count_word(attention),
            )
        )
        clauses.append(text)
    if sums.silent:
        text = (
            ngettext("%(count)s is silent", "%(count)s are silent", sums.silent, count=count_word(sums.silent))
            if clauses
            else ngettext(
                "%(count)s project is silent",
                "%(count)s projects are silent",
                sums.silent,
                count=count_word(sums.silent),
            )
        )
        clauses.append(text)
    if clauses:
        return _sentence(clauses)
    if sums.spent.known == 0:
        return gettext("No centre has reported yet.")
    return gettext("No project needs attention.")


def rest_of_headline(sums: RollUp) -> str:
    """How the projects stand that the headline does not name."""
    counts = sums.statuses
    if sums.projects and counts.get(Status.FINISHED, 0) == sums.projects:
        return ngettext("The project is finished.", "All projects are finished.", sums.projects)
    waiting = counts.get(Status.NO_DATA, 0) - sums.silent
    clauses = []
    if on_track := counts.get(Status.ON_TRACK, 0):
        clauses.append(
            ngettext("%(count)s is on track", "%(count)s are on track", on_track, count=count_word(on_track))
        )
    if finished := counts.get(Status.FINISHED, 0):
        clauses.append(
            ngettext("%(count)s is finished", "%(count)s are finished", finished, count=count_word(finished))
        )
    if waiting:
        clauses.append(
            ngettext("%(count)s has no data yet", "%(count)s have no data yet", waiting, count=count_word(waiting))
        )
    if not_started := counts.get(Status.NOT_STARTED, 0):
        clauses.append(
            ngettext(
                "%(count)s has not started yet",
                "%(count)s have not started yet",
                not_started,
                count=count_word(not_started),
            )
        )
    return _sentence(clauses)


def period_name(period: Period) -> str:
    """A reporting period as people call it: "III kwartał 2019", "kwiecień 2020"."""
    if period.days <= 31:
        return month(period.start)
    return gettext(
        "quarter %(roman)s of %(year)s", roman=ROMAN[quarter_of(period.start) - 1], year=str(period.start.year)
    )


def period_days(period: Period) -> str:
    """A reporting period by its first and last day."""
    first = day_month(period.start, period.last_day.year)
    return gettext("%(first)s to %(last)s", first=first, last=day_long(period.last_day))


def _spending(finding: Finding) -> str:
    lag = finding.lag
    if lag is None:
        return gettext("Spending cannot be compared: there is no plan or no report.")
    size = points(abs(lag))
    if finding.level >= Level.ATTENTION:
        return gettext("Spending %(points)s percentage points below plan.", points=size)
    if lag <= -NOTICEABLE_LAG:
        return gettext("Spending %(points)s percentage points behind plan, within limits.", points=size)
    if lag >= NOTICEABLE_LAG:
        return gettext("Spending %(points)s percentage points ahead of plan.", points=size)
    return gettext("Spending on plan.")


def _milestones(finding: Finding) -> str:
    state = finding.milestone
    if state is None:
        if finding.level is Level.UNKNOWN:
            return gettext("No milestone has a planned date.")
        return gettext("All milestones with a date are achieved.")
    name = state.milestone.name
    days = finding.days or 0
    if days > 0:
        return ngettext("“%(name)s”: a slip of %(num)s day.", "“%(name)s”: a slip of %(num)s days.", days, name=name)
    return gettext("“%(name)s” on time.", name=name)


def _reports(finding: Finding) -> str:
    report = finding.report
    if report is None:
        return gettext("No reports are agreed.")
    name = period_name(report.period)
    if finding.correction is not None:
        return _correction(finding.correction, finding.days or 0)
    if finding.level >= Level.ATTENTION:
        return ngettext(
            "The report for %(period)s is %(num)s day late.",
            "The report for %(period)s is %(num)s days late.",
            finding.days or 0,
            period=name,
        )
    if report.counted_on is None:
        return gettext("The first report is due by %(day)s.", day=day_long(report.due_on))
    if report.counted_on <= report.due_on:
        return gettext("%(period)s submitted on time, %(day)s.", period=name, day=day_long(report.counted_on))
    return gettext("%(period)s submitted %(day)s.", period=name, day=day_long(report.counted_on))


def _correction(report: ReportState, late_days: int) -> str:
    """What became of a returned report, and by when its correction is due or by how much it is late."""
    assert report.decided_on is not None
    name, returned_on = period_name(report.period), day_long(report.decided_on)
    if not late_days:
        return gettext(
            "The report for %(period)s was returned on %(day)s; its correction is due by %(due)s.",
            period=name,
            day=returned_on,
            due=day_long(report.owed_by),
        )
    return ngettext(
        "The report for %(period)s was returned on %(day)s; its correction is %(num)s day late.",
        "The report for %(period)s was returned on %(day)s; its correction is %(num)s days late.",
        late_days,
        period=name,
        day=returned_on,
    )


def correction_state(report: ReportState, as_of: date) -> str:
    """By when the correction of a returned report is due, or by how much it is late, for a narrow place."""
    late_days = (as_of - report.owed_by).days
    if late_days <= 0:
        return gettext("correction by %(day)s", day=day(report.owed_by))
    return ngettext("correction %(num)s day late", "correction %(num)s days late", late_days)


def _silence(finding: Finding) -> str:
    if finding.correction is not None:
        return _silence_after_return(finding)
    days = finding.days or 0
    if finding.measured_on is None:
        return ngettext(
            "No report at all for %(num)s day since the start.",
            "No report at all for %(num)s days since the start.",
            days,
        )
    return ngettext(
        "The last report came %(num)s day ago; nobody knows how it goes.",
        "The last report came %(num)s days ago; nobody knows how it goes.",
        days,
    )


def _silence_after_return(finding: Finding) -> str:
    """Reports did come, but those whose figures count are too old or there are none."""
    days = finding.days or 0
    if finding.measured_on is None:
        return ngettext(
            "No figures that count for %(num)s day since the start: what was reported was returned.",
            "No figures that count for %(num)s days since the start: what was reported was returned.",
            days,
        )
    return ngettext(
        "The last figures that count came %(num)s day ago; what was reported since was returned.",
        "The last figures that count came %(num)s days ago; what was reported since was returned.",
        days,
    )


def _ending(finding: Finding) -> str:
    if finding.amount is not None and finding.amount <= 0:
        return _end_away(finding.days or 0)
    if finding.days == 0:
        return gettext("The end is today, %(amount)s is not spent.", amount=pln(finding.amount))
    return ngettext(
        "The end is %(num)s day away, %(amount)s is not spent.",
        "The end is %(num)s days away, %(amount)s is not spent.",
        finding.days or 0,
        amount=pln(finding.amount),
    )


def _end_away(days: int) -> str:
    if days == 0:
        return gettext("The end is today.")
    return ngettext("The end is %(num)s day away.", "The end is %(num)s days away.", days)


def _tasks(finding: Finding) -> str:
    task = finding.task
    assert task is not None
    return gettext(
        "“%(task)s”: %(rate)s of the task's budget spent.", task=task.name, rate=percent(finding.spent_rate, 1)
    )


def _posts(finding: Finding) -> str:
    state = finding.post
    assert state is not None
    return ngettext(
        "“%(post)s”: not filled %(num)s day after plan.",
        "“%(post)s”: not filled %(num)s days after plan.",
        finding.days or 0,
        post=state.post.name,
    )


def _training(finding: Finding) -> str:
    state = finding.training
    assert state is not None
    reached = state.quantity.actual.quantity if state.quantity.actual else Decimal(0)
    return gettext(
        "“%(training)s”: %(reached)s of %(due)s planned by now.",
        training=state.training.name,
        reached=quantity(reached),
        due=quantity(state.quantity.due),
    )


_FINDINGS: Mapping[Rule, Callable[[Finding], str]] = {
    Rule.SPENDING: _spending,
    Rule.MILESTONES: _milestones,
    Rule.REPORTS: _reports,
    Rule.SILENCE: _silence,
    Rule.ENDING: _ending,
    Rule.TASKS: _tasks,
    Rule.POSTS: _posts,
    Rule.TRAINING: _training,
}


def finding_sentence(finding: Finding) -> str:
    """What one rule found, in a sentence with its figures."""
    return _FINDINGS[finding.rule](finding)


def status_reason(row: ProjectSummary, as_of: date) -> str:
    """Why a project has its status, in at most three short sentences."""
    reasons = row.assessment.reasons
    if row.status in (Status.AT_RISK, Status.ATTENTION):
        return " ".join(finding_sentence(finding) for finding in reasons[:3])
    if row.assessment.is_silent:
        silence = next(f for f in reasons if f.rule is Rule.SILENCE)
        return finding_sentence(silence)
    return _QUIET[row.status](row, as_of)


def _not_started(row: ProjectSummary, as_of: date) -> str:
    assert row.period is not None
    days = (row.period.start - as_of).days
    return ngettext(
        "Starts in %(num)s day, on %(day)s.",
        "Starts in %(num)s days, on %(day)s.",
        days,
        day=day_long(row.period.start),
    )


def _finished(row: ProjectSummary, _as_of: date) -> str:
    if row.spent_rate is None:
        return gettext("Settled.")
    return gettext("Settled; %(rate)s of the budget spent.", rate=percent(row.spent_rate, 1))


def _no_data(row: ProjectSummary, as_of: date) -> str:
    if row.period is None:
        return gettext("The project's period is not known.")
    due = next((f for f in row.assessment.findings if f.rule is Rule.REPORTS), None)
    report = due.report if due else None
    if due is None or report is None:
        return gettext("No plan and no reports yet.")
    if due.correction is not None:
        return finding_sentence(due)
    if row.last_counted_on is None and as_of in row.period:
        return gettext(
            "Day %(nth)s of the project; the first report is due by %(due)s.",
            nth=number(row.period.elapsed_days(as_of)),
            due=day_long(report.due_on),
        )
    return gettext("Reports without a plan to compare with.")


def _on_track(row: ProjectSummary, _as_of: date) -> str:
    if row.stage is Stage.SETTLEMENT and row.spent_rate is not None:
        return gettext("The period is over, %(rate)s of the budget spent.", rate=percent(row.spent_rate, 1))
    spending = next(f for f in row.assessment.findings if f.rule is Rule.SPENDING)
    ending = next((f for f in row.assessment.findings if f.rule is Rule.ENDING), None)
    sentences = [finding_sentence(spending)]
    if ending is not None and ending.days is not None:
        sentences.insert(0, _end_away(ending.days))
    return " ".join(sentences)


_QUIET: Mapping[Status, Callable[[ProjectSummary, date], str]] = {
    Status.NOT_STARTED: _not_started,
    Status.FINISHED: _finished,
    Status.NO_DATA: _no_data,
    Status.ON_TRACK: _on_track,
}


def to_do_reason(item: ToDo) -> str:
    """Why something is to be done about a project, with the figure; follows the centre's name."""
    if item.deed is Deed.REVIEW:
        if item.days == 0:
            return gettext("a report has waited for review since today.")
        return ngettext(
            "a report has waited for review for %(num)s day.",
            "a report has waited for review for %(num)s days.",
            item.days,
        )
    if item.finding is None:
        return ""
    text = finding_sentence(item.finding)
    return text[:1].lower() + text[1:]


def catch_up_sentence(needed: CatchUp) -> str:
    """What spending must reach to be back within its limits, by when, and what that is a month."""
    return gettext(
        "Spending above %(rate)s of the budget by %(day)s, that is at least %(monthly)s a month.",
        rate=percent(needed.rate, 1),
        day=day_long(needed.by),
        monthly=pln(needed.monthly),
    )


def days_between(as_of: date, other: date) -> str:
    """How far a day is from the day looked at: "168 dni temu", "za 3 dni", "tego dnia"."""
    days = (other - as_of).days
    if days == 0:
        return gettext("on this day")
    if days < 0:
        return ngettext("%(num)s day ago", "%(num)s days ago", -days)
    return ngettext("in %(num)s day", "in %(num)s days", days)


def slip(days: int | None) -> str:
    """A milestone's slip against its plan: "w terminie", "23 dni po planie", "5 dni przed planem"."""
    if days is None:
        return gettext("no plan")
    if days > 0:
        return ngettext("%(num)s day after plan", "%(num)s days after plan", days)
    if days < 0:
        return ngettext("%(num)s day before plan", "%(num)s days before plan", -days)
    return gettext("on time")


def event_sentence(event: Event) -> str:
    """One event of a project's history."""
    return _EVENTS[event.kind](event)


def _stated(event: Event) -> str:
    assert event.source is not None
    names = _listed([label(s.fact) for s in event.statements])
    return gettext(
        "%(publisher)s (%(kind)s) states: %(names)s.",
        publisher=event.source.publisher,
        kind=label(event.source.kind),
        names=names,
    )


def _chosen(event: Event) -> str:
    assert event.choice is not None
    name = label(event.choice.fact)
    if not event.choice.reason:
        return gettext("%(fact)s: chosen which statement counts.", fact=name)
    return gettext("%(fact)s: chosen which statement counts. %(reason)s", fact=name, reason=event.choice.reason)


def _planned(event: Event) -> str:
    assert event.plan is not None
    return gettext("Payment schedule for %(amount)s.", amount=pln(plan_total(event.plan)))


def _added(event: Event) -> str:
    names = _listed([thing.name for thing in event.added])
    return gettext("New in the plan of the project: %(names)s.", names=names)


def _counted(event: Event) -> str:
    figures = [f"{thing.name}, {label(entry.kind)}: {quantity(entry.quantity)}" for thing, entry in event.counted]
    return f"{_listed(figures, '; ')}."


def _listed(texts: Sequence[str], separator: str = ", ") -> str:
    """The first three, and how many more there are."""
    names, more = separator.join(texts[:3]), len(texts) - 3
    if more <= 0:
        return names
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=names)


def _replanned(event: Event) -> str:
    assert event.milestone is not None
    assert event.entry is not None
    assert event.previous is not None
    text = gettext(
        "“%(name)s”: planned for %(day)s instead of %(before)s.",
        name=event.milestone.name,
        day=partial_date(event.entry.day),
        before=partial_date(event.previous.day),
    )
    return f"{text} {event.entry.reason}".strip()


def _forecast(event: Event) -> str:
    assert event.milestone is not None
    assert event.entry is not None
    name, expected = event.milestone.name, partial_date(event.entry.day)
    text = (
        gettext("“%(name)s”: expected %(day)s.", name=name, day=expected)
        if event.previous is None
        else gettext(
            "“%(name)s”: expected %(day)s instead of %(before)s.",
            name=name,
            day=expected,
            before=partial_date(event.previous.day),
        )
    )
    return f"{text} {event.entry.reason}".strip()


def _achieved(event: Event) -> str:
    assert event.milestone is not None
    return gettext("“%(name)s”: achieved.", name=event.milestone.name)


def _report_of(event: Event) -> str:
    assert event.report is not None
    return period_name(event.report.period)


def _submitted(event: Event) -> str:
    if event.submission is not None and event.submission.number > 1:
        return gettext(
            "Version %(number)s of the report for %(period)s was submitted.",
            number=event.submission.number,
            period=_report_of(event),
        )
    return gettext("The report for %(period)s was submitted.", period=_report_of(event))


def _accepted(event: Event) -> str:
    return gettext("The report for %(period)s was accepted.", period=_report_of(event))


def _returned(event: Event) -> str:
    text = gettext("The report for %(period)s was returned for correction.", period=_report_of(event))
    return f"{text} {event.comment}".strip()


def _withdrawn(event: Event) -> str:
    return gettext("The centre took the report for %(period)s back to correct it.", period=_report_of(event))


def _reopened(event: Event) -> str:
    text = gettext("The accepted report for %(period)s was reopened.", period=_report_of(event))
    return f"{text} {event.comment}".strip()


_EVENTS: Mapping[EventKind, Callable[[Event], str]] = {
    EventKind.STATED: _stated,
    EventKind.CHOSEN: _chosen,
    EventKind.PLANNED: _planned,
    EventKind.ADDED: _added,
    EventKind.COUNTED: _counted,
    EventKind.REPLANNED: _replanned,
    EventKind.FORECAST: _forecast,
    EventKind.ACHIEVED: _achieved,
    EventKind.SUBMITTED: _submitted,
    EventKind.ACCEPTED: _accepted,
    EventKind.RETURNED: _returned,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.REOPENED: _reopened,
}


def check_sentence(outcome: CheckOutcome) -> str:
    """What a check of the funding found, with both figures."""
    if outcome.difference is None:
        return gettext("Cannot be checked: not all the amounts are known.")
    figures = gettext("%(found)s against %(expected)s", found=pln(outcome.found), expected=pln(outcome.expected))
    if outcome.result is CheckResult.EXACT:
        return gettext("Agrees to the grosz: %(amount)s.", amount=pln(outcome.found))
    difference = pln(abs(outcome.difference))
    if outcome.result is CheckResult.ROUNDING:
        return gettext(
            "Agrees: %(figures)s, the difference of %(difference)s is rounding.", figures=figures, difference=difference
        )
    return gettext(
        "Does not agree: %(figures)s, a difference of %(difference)s.", figures=figures, difference=difference
    )
