"""Hypothesis strategies for reports: projects with something to report, forms laid out of them, contents and texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.unit.domain.factories import (
    YEAR,
    make_actual,
    make_decision,
    make_entry,
    make_milestone,
    make_origin,
    make_plan,
    make_post,
    make_record,
    make_report,
    make_target,
    make_task,
    make_terms,
    make_training,
)
from tests.unit.domain.strategies import amounts, corrections
from tracker.domain.money import MAX_AMOUNT
from tracker.domain.project import (
    Indicator,
    Milestone,
    ProjectRecord,
    QuantityEntry,
    Report,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
    Submission,
)
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_fields import CONFIRMABLE, FieldGroup, parse_field, unchanged_field
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_life import DECLARABLE
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.report_values import changed_parts
from tracker.domain.reporting import due_day, reporting_periods
from tracker.domain.vocabulary import (
    IndicatorKind,
    MilestoneEntryKind,
    MilestoneKind,
    ReportDecision,
    ReportingFrequency,
    TrainingKind,
)

QUARTERS = reporting_periods(YEAR, ReportingFrequency.QUARTERLY)
AS_OF = date(2019, 12, 20)
"""The day the drawn projects are looked at: three quarters are over."""

days_of_year = st.dates(date(2019, 1, 1), date(2020, 3, 31))
quantities = st.integers(0, 4000).map(lambda parts: Decimal(parts) / 100)
counts = st.integers(0, 40).map(Decimal)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)
sentences = texts.filter(bool)
anything = st.text(max_size=60) | st.sampled_from(["325.377", "abc", "1,234", "-5", "31.02.2019", "yes", "achieved"])
"""What a person or a forger may send in any field."""

indicators = st.builds(Indicator, st.sampled_from(IndicatorKind), sentences, texts, st.none() | quantities, quantities)


@st.composite
def _milestones(draw: st.DrawFn) -> list[Milestone]:
    kinds = st.sampled_from([MilestoneKind.NEW_STRUCTURE, MilestoneKind.POSTS_FILLED, MilestoneKind.FINAL_SETTLEMENT])
    written = st.sampled_from(["2019-05-15", "2019-09", "2019-11-30", "2020-02-10"])
    milestones = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        entries = [
            make_entry(kind, draw(written), id=id)
            for id, kind in enumerate(draw(st.lists(st.sampled_from(MilestoneEntryKind), max_size=3)), start=1)
        ]
        milestones.append(make_milestone(*entries, number=number, kind=draw(kinds)))
    return milestones


@st.composite
def _contents(draw: st.DrawFn, quarter: int) -> ReportContent:
    months = st.sampled_from(list(QUARTERS[quarter].months()))
    keys = draw(st.sets(st.tuples(st.integers(1, 3), months), max_size=4))
    kinds = st.sampled_from([MilestoneEntryKind.ACHIEVED, MilestoneEntryKind.FORECAST])
    return ReportContent(
        milestones=tuple(
            ReportedMilestone(number, draw(kinds), draw(days_of_year), draw(texts))
            for number in draw(st.sets(st.integers(1, 3), max_size=2))
        ),
        posts=tuple(ReportedQuantity(key, draw(quantities)) for key in draw(st.sets(st.integers(1, 2)))),
        trainings=tuple(ReportedQuantity(key, draw(counts)) for key in draw(st.sets(st.integers(1, 2)))),
        indicators=tuple(draw(st.lists(indicators, max_size=2))),
        spending=tuple(Spending(task, month, draw(corrections)) for task, month in sorted(keys)),
    )


@st.composite
def _report(draw: st.DrawFn, quarter: int) -> Report:
    period = QUARTERS[quarter]
    submissions = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        decided = draw(st.lists(st.sampled_from(ReportDecision), max_size=2))
        decisions = tuple(make_decision(decision, due_day(period)) for decision in decided)
        origin = make_origin(due_day(period))
        submissions.append(Submission(10 * quarter + number, number, draw(_contents(quarter)), origin, decisions))
    return make_report(period, *submissions, id=quarter + 1)


def _entries(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[list[QuantityEntry]]:
    """Targets and what was reached, of one post or training."""
    target = st.builds(make_target, numbers.map(str), st.none() | days_of_year)
    return st.lists(target | st.builds(make_actual, numbers.map(str), days_of_year), max_size=3)


@st.composite
def reporting_projects(draw: st.DrawFn) -> ProjectRecord:
    """A project of 2019 that reports by the quarter, with or without a payment schedule, and some of its reports."""
    months = st.sampled_from(list(YEAR.months()))
    count = draw(st.integers(0, 3))
    tasks = [make_task(draw(st.dictionaries(months, amounts, max_size=4)), number=n) for n in range(1, count + 1)]
    chosen = draw(st.sets(st.integers(0, 3)))
    return make_record(
        *make_terms(),
        plans=[make_plan(*tasks)] if tasks else [],
        milestones=draw(_milestones()),
        posts=[
            make_post(*draw(_entries(quantities)), is_new=draw(st.booleans()), id=key)
            for key in range(1, draw(st.integers(0, 2)) + 1)
        ],
        trainings=[
            make_training(*draw(_entries(counts)), kind=draw(st.sampled_from(TrainingKind)), id=key)
            for key in range(1, draw(st.integers(0, 2)) + 1)
        ],
        reports=[draw(_report(quarter)) for quarter in sorted(chosen)],
    )


@st.composite
def forms(draw: st.DrawFn) -> ReportForm:
    """The form of one report of a project, in any state."""
    return lay_out(draw(reporting_projects()), draw(st.sampled_from(QUARTERS)).start, Viewpoint(AS_OF))


@st.composite
def contents(draw: st.DrawFn, form: ReportForm) -> ReportContent:
    """What a form can say: only of its own lines, and confirmed as unchanged only where nothing changed."""
    milestones = [told for line in form.milestones if (told := draw(_told(line)))]
    content = ReportContent(
        milestones=tuple(milestones),
        posts=draw(_reached(form.posts)),
        trainings=draw(_reached(form.trainings)),
        indicators=tuple(draw(st.lists(indicators, max_size=3))),
        problems=draw(texts),
        next_steps=draw(texts),
        spending=tuple(
            Spending(task.number, month, amount)
            for task in form.tasks
            for month in form.months
            if (amount := draw(st.none() | corrections | st.just(MAX_AMOUNT))) is not None
        ),
        declared_status=draw(st.none() | st.sampled_from(DECLARABLE)),
        declared_reason=draw(texts),
        explanations=draw(st.dictionaries(st.sampled_from(explainable(form)), sentences, max_size=3)),
    )
    quiet = [p for p in CONFIRMABLE if p not in changed_parts(form, content) and unchanged_field(p) in form.fields()]
    confirmed = draw(st.sets(st.sampled_from(quiet))) if quiet else set()
    return replace(content, unchanged=frozenset(confirmed))


def explainable(form: ReportForm) -> list[str]:
    """The keys of all warnings a form can give."""
    parsed = [field for name in sorted(form.all_fields()) if (field := parse_field(name)) is not None]
    return [field.key for field in parsed if field.group is FieldGroup.EXPLANATION]


@st.composite
def _told(draw: st.DrawFn, line: MilestoneLine) -> ReportedMilestone | None:
    kind = draw(st.none() | st.sampled_from([MilestoneEntryKind.ACHIEVED, MilestoneEntryKind.FORECAST]))
    if kind is None:
        return None
    day = draw(days_of_year)
    # Repeating the day that was expected anyway says nothing, unless a reason comes with it.
    is_news = kind is MilestoneEntryKind.ACHIEVED or line.expected is None or line.expected.isoformat() != str(day)
    return ReportedMilestone(line.number, kind, day, draw(texts if is_news else sentences))


@st.composite
def _reached(draw: st.DrawFn, lines: tuple[QuantityLine, ...]) -> tuple[ReportedQuantity, ...]:
    drawn = [(line.id, draw(st.none() | (counts if line.is_whole else quantities))) for line in lines]
    return tuple(ReportedQuantity(key, quantity) for key, quantity in drawn if quantity is not None)


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[ReportForm, ReportContent]:
    """A form with something it can say."""
    form = draw(forms())
    return form, draw(contents(form))


@st.composite
def typed_forms(draw: st.DrawFn) -> tuple[ReportForm, dict[str, str]]:
    """A form with anything typed into some of its fields, and into fields it does not have."""
    form = draw(forms())
    names = st.sampled_from(sorted(form.all_fields())) | st.text(max_size=20)
    return form, draw(st.dictionaries(names, anything, max_size=12))
