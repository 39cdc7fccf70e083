"""The slides of single centres: those that want attention, the worst first, one slide each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext

from tracker.domain.portfolio import ProjectSummary
from tracker.domain.screen_slides import rows_in_light, wants_attention
from tracker.domain.status import Finding, Rule
from tracker.domain.vocabulary import Status
from tracker.formatting import day_long, day_month, number, percent, pln, points, tie
from tracker.labels import label
from tracker.sentences import finding_sentence, slip, status_reason
from tracker.web.bars import Bar, summary_bars
from tracker.web.screens.fitting import TITLE_SIZES, WIDTH, first_that_fits, sentences_that_fit
from tracker.web.screens.glance import Draft, Glance
from tracker.web.screens.milestones_slide import place_text
from tracker.web.screens.numbers_slide import PlanBar, rate, status_mark

REASON_SIZE, REASON_WIDTH = 44, WIDTH
FACTS_SIZE = 42

TOLD = (Rule.SPENDING, Rule.MILESTONES, Rule.REPORTS, Rule.SILENCE, Rule.ENDING)
"""Rules whose findings name no task, post or training, which people call what they like."""


def centre_slide(glance: Glance) -> list[Draft]:
    """A slide for each centre in the light."""
    return [_slide(row, glance.view.as_of) for row in rows_in_light(glance.view.rows)]


def _slide(row: ProjectSummary, as_of: date) -> Draft:
    context = {
        "mark": status_mark(row.status),
        "status": row.status,
        "word": label(row.status),
        "reason": sentences_that_fit(_reasons(row, as_of), REASON_WIDTH, REASON_SIZE, 2),
        "bars": [_bar(bar, row) for bar in summary_bars(row)],
        "facts": sentences_that_fit(_facts(row, as_of), WIDTH, FACTS_SIZE, 1),
    }
    kicker = gettext("A centre in the light") if wants_attention(row) else gettext("A centre seen closely")
    return Draft(_title(row), "centre", context, _figures(row), suffix=row.slug, kicker=kicker)


def _title(row: ProjectSummary) -> str:
    """The centre, and the most serious thing that is to be said of it."""
    size = TITLE_SIZES[-1][1]
    name = place_text(row.centre.place, WIDTH, size)
    texts = (gettext("%(place)s: %(finding)s", place=name, finding=text) for text in _findings(row))
    return tie(first_that_fits(texts, WIDTH, size, lines=2)) or f"{name}."


def _findings(row: ProjectSummary) -> Iterator[str]:
    """The headline's second half, the most telling first; the last of them always has room."""
    first = _first(row)
    if first is not None and wants_attention(row):
        yield _lowered(_short(first))
    yield f"{_lowered(label(row.status))}."


def _first(row: ProjectSummary) -> Finding | None:
    """The most serious finding that can be told without a name."""
    told = [finding for finding in row.assessment.reasons if finding.rule in TOLD]
    silence = next((finding for finding in told if finding.rule is Rule.SILENCE), None)
    return silence if silence and row.status is Status.NO_DATA else next(iter(told), None)


def _short(finding: Finding) -> str:
    """A finding without the name of what it is about."""
    if finding.rule is Rule.SPENDING and finding.lag is not None:
        return gettext("Spending %(points)s percentage points below plan.", points=points(abs(finding.lag)))
    if finding.rule is Rule.MILESTONES and finding.days:
        return gettext("A milestone is %(slip)s.", slip=slip(finding.days))
    return finding_sentence(finding)


def _lowered(text: str) -> str:
    # A Roman numeral or an abbreviation at the beginning keeps its capitals.
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _reasons(row: ProjectSummary, as_of: date) -> Iterator[str]:
    """Why else it has its status, a sentence a rule; what the title says is not said again."""
    reasons = row.assessment.reasons
    if not reasons or not wants_attention(row):
        yield status_reason(row, as_of)
        return
    title = _first(row)
    others = (finding for finding in reasons if finding is not title)
    # Several tasks over their budgets are one sentence, because none is named.
    yield from dict.fromkeys(finding_sentence(one) if one.rule in TOLD else _unnamed(one.rule) for one in others)


def _unnamed(rule: Rule) -> str:
    return {
        Rule.TASKS: gettext("A task has cost more than its budget."),
        Rule.POSTS: gettext("A post was not filled in time."),
        Rule.TRAINING: gettext("Training is behind plan."),
    }[rule]


def _bar(bar: Bar, row: ProjectSummary) -> PlanBar:
    text = bar.text
    if bar.value is None:
        text = gettext("no data")
    return PlanBar(bar.key, bar.label, bar.value, bar.plan, text, bar.level, _plan_text(bar.key, row))


def _plan_text(key: str, row: ProjectSummary) -> str:
    """The plan beside the figure."""
    if key == "spending" and row.planned_rate is not None:
        return gettext("plan %(rate)s", rate=percent(row.planned_rate))
    if key == "milestones" and row.milestones_planned is not None:
        return gettext("plan %(count)s", count=number(row.milestones_planned))
    return ""


def _facts(row: ProjectSummary, as_of: date) -> Iterator[str]:
    if row.value is not None:
        yield gettext("Value: %(value)s.", value=pln(row.value))
    if row.period is not None:
        yield gettext("End: %(day)s.", day=day_long(row.period.last_day))
    if row.last_counted_on is not None:
        yield gettext("Last figures: %(day)s.", day=day_month(row.last_counted_on, as_of.year))


def _figures(row: ProjectSummary) -> dict[str, object]:
    return {
        "project": row.slug,
        "status": row.status.value,
        "is_silent": row.assessment.is_silent,
        "time_rate": rate(row.time_rate),
        "spent_rate": rate(row.spent_rate),
        "planned_rate": rate(row.planned_rate),
        "milestones": [row.milestones_achieved, row.milestones_total, row.milestones_planned],
    }
