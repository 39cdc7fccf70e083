"""Phrases that templates put together from figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import ParamSpec

from flask import Flask
from flask_babel import gettext, ngettext

from tracker import formatting, sentences
from tracker.domain.money import total
from tracker.domain.periods import PartialDate
from tracker.domain.portfolio import AmountSum, RollUp
from tracker.domain.reporting import ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.status import DEFAULT_THRESHOLDS, Assessment, Finding, Level, milestone_level
from tracker.domain.vocabulary import DatePrecision, Status
from tracker.labels import label
from tracker.web.addresses import portfolio_url, project_url
from tracker.web.bars import LEVEL_NAMES

P = ParamSpec("P")


def init_app(app: Flask) -> None:
    """Give the phrases to all templates."""
    phrases: tuple[Callable[..., str], ...] = (
        amount_sum,
        denominator,
        round_context,
        sentences.check_sentence,
        sentences.correction_state,
        sentences.days_between,
        sentences.event_sentence,
        sentences.finding_sentence,
        sentences.headline,
        sentences.period_days,
        sentences.rest_of_headline,
        sentences.slip,
        sentences.status_reason,
        sentences.to_do_reason,
        spending_rule,
        value_context,
        spent_context,
    )
    app.jinja_env.globals.update({phrase.__name__: _tied(phrase) for phrase in phrases})
    app.jinja_env.globals.update(
        finding_status=finding_status,
        level_status=level_status,
        period_name=sentences.period_name,
        portfolio_url=portfolio_url,
        project_url=project_url,
        report_spending=report_spending,
        roman=lambda quarter: sentences.ROMAN[quarter - 1],
        slip_level=slip_level,
    )
    app.jinja_env.filters.update(
        day_near=day_near,
        month_short=month_short,
        partial_date_near=partial_date_near,
        partial_date_short=partial_date_short,
        status_label=lambda code: label(Status(code)),
    )


def _tied(phrase: Callable[P, str]) -> Callable[P, str]:
    """The phrase with its numbers on the line of what they count."""

    def tied(*args: P.args, **kwargs: P.kwargs) -> str:
        return formatting.tie(phrase(*args, **kwargs))

    return tied


def month_short(day: date) -> str:
    """A month for an axis: ``paź 2019``."""
    return formatting.date_text(day, "LLL y")


def partial_date_short(day: PartialDate) -> str:
    """A date for tables with only what is known: ``7.11.2019``, ``11.2019``, ``2019``."""
    if day.precision is DatePrecision.DAY:
        return formatting.day(day.value)
    return str(day.value.year) if day.precision is DatePrecision.YEAR else f"{day.value.month}.{day.value.year}"


def level_status(level: Level) -> str:
    """The status whose shape and colour stand for the level of one finding."""
    return {Level.AT_RISK: "at_risk", Level.ATTENTION: "attention", Level.FINE: "on_track"}.get(level, "no_data")


def finding_status(finding: Finding, assessment: Assessment) -> str:
    """The status whose shape and colour stand for a finding: of a silent project nobody knows that anything is fine."""
    level = Level.UNKNOWN if assessment.is_silent and finding.level is Level.FINE else finding.level
    return level_status(level)


def report_spending(state: ReportState) -> Decimal | None:
    """What the submission in force of a report says was spent in its period, PLN."""
    return total(item.amount for item in state.submission.content.spending) if state.submission else None


def spending_rule(finding: Finding) -> str:
    """The figures behind the finding on spending, with the thresholds."""
    if finding.measured_on is None:
        return ""
    return gettext(
        "By %(day)s %(spent)s instead of %(planned)s. Attention from %(attention)s, risk from %(risk)s points.",
        day=formatting.day_long(finding.measured_on),
        spent=formatting.percent(finding.spent_rate, 1),
        planned=formatting.percent(finding.planned_rate, 1),
        attention=formatting.points(DEFAULT_THRESHOLDS.spending_attention, 0),
        risk=formatting.points(DEFAULT_THRESHOLDS.spending_at_risk, 0),
    )


def day_near(day: date, as_of: date) -> str:
    """A day in words, without the year when it is the year looked at."""
    return formatting.day_month(day, as_of.year)


def partial_date_near(day: PartialDate, as_of: date) -> str:
    """A date in words with only what is known, without the year when it is the year looked at."""
    if day.precision is DatePrecision.DAY:
        return day_near(day.value, as_of)
    return formatting.partial_date(day)


def slip_level(state: MilestoneState) -> str:
    """The colour of a milestone's slip: none, attention or at_risk."""
    return LEVEL_NAMES[milestone_level(state, DEFAULT_THRESHOLDS)]


def denominator(amount: AmountSum) -> str:
    """From how many projects a sum is made, and how many of the amounts are not final."""
    if amount.known == 0:
        return gettext("nobody has stated it")
    text = ngettext(
        "from %(known)s of %(num)s project", "from %(known)s of %(num)s projects", amount.of, known=amount.known
    )
    doubts = []
    if amount.derived:
        doubts.append(ngettext("%(num)s calculated", "%(num)s calculated", amount.derived))
    if amount.planned:
        doubts.append(ngettext("%(num)s planned", "%(num)s planned", amount.planned))
    return f"{text} ({', '.join(doubts)})" if doubts else text


def value_context(sums: RollUp, real: AmountSum) -> str:
    """From how many projects the value is made, and how much of it is real where invented projects are among them."""
    text = denominator(sums.value)
    if real.of == sums.projects or real.known == 0:
        return text
    share = ngettext(
        "real: %(sum)s from %(num)s project",
        "real: %(sum)s from %(num)s projects",
        real.known,
        sum=formatting.pln_short(real.amount),
    )
    return f"{text}; {share}"


def amount_sum(amount: AmountSum) -> str:
    """A sum with its denominator."""
    return f"{formatting.pln(amount.amount)} {denominator(amount)}"


def spent_context(sums: RollUp) -> str:
    """What part of the budget was spent, against the plan, by how many projects."""
    text = ngettext(
        "in %(known)s of %(num)s project", "in %(known)s of %(num)s projects", sums.spent.of, known=sums.spent.known
    )
    if sums.spent_rate is None or sums.planned_rate is None:
        return text
    return gettext(
        "%(spent)s of their budgets, plan %(planned)s; %(denominator)s",
        spent=formatting.percent(sums.spent_rate, 1),
        planned=formatting.percent(sums.planned_rate, 1),
        denominator=text,
    )


def round_context(sums: RollUp) -> str:
    """When the reports of the last quarter are, or were, due."""
    if sums.round_expected == 0:
        return gettext("none expected")
    return gettext("due on %(day)s", day=formatting.day_long(sums.round.due_on))
