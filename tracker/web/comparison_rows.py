"""The rows of a comparison: measures and facts of the projects, with their sources and what is extreme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from flask_babel import gettext, ngettext
from flask_babel.speaklater import LazyString

from tracker.domain.comparison import Measure, Measured, common_stage
from tracker.domain.money import round_to_grosz
from tracker.domain.quantities import post_total, training_total
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import FactName, MilestoneKind, TrainingKind
from tracker.formatting import DASH, MINUS, number, partial_date, percent, pln, points, quantity
from tracker.labels import label
from tracker.sentences import fact_text, slip
from tracker.web.comparison_sources import (
    achievement_marks,
    fact_marks,
    measure_marks,
    milestone_mark,
    post_marks,
    stage_marks,
    training_marks,
)
from tracker.web.footnotes import Footnotes, Mark


@dataclass(frozen=True)
class Cell:
    """What is said of one project in a row.

    Attributes:
        detail: A second, quieter line.
        extreme: "cheapest" and the like; empty for all but the values that stand apart.
        share: 0 to 100, the length of the bar against the largest value of the row; ``None`` without a bar.
        marks: Where it comes from, each document once.
        figure: The same as ``text`` as a number, in the unit of the row; ``None`` where it is none, or not known.
    """

    text: str
    detail: str = ""
    extreme: str = ""
    share: float | None = None
    marks: tuple[Mark, ...] = ()
    figure: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """A measure or fact of all the projects.

    Attributes:
        rule: How it is calculated, or why it has no document; empty for what is stated.
        is_equal: The projects do not differ in it.
        unit: Of its figures; empty where they have none, or its cells are words.
        is_words: Its cells hold no figures.
    """

    label: str
    rule: str
    cells: tuple[Cell, ...]
    is_equal: bool
    unit: str = ""
    is_words: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under one heading, those that differ apart from those that do not."""

    heading: str
    rows: tuple[Row, ...]
    equal: tuple[Row, ...]


def _group(heading: str, rows: Iterable[Row]) -> Group:
    rows = tuple(rows)
    return Group(heading, tuple(r for r in rows if not r.is_equal), tuple(r for r in rows if r.is_equal))


def measure_groups(snapshots: Sequence[Snapshot], rows: Iterable[Measured], notes: Footnotes) -> list[Group]:
    """Money, pace and results of the projects."""
    by_measure = {row.measure: row for row in rows}
    stage = common_stage(snapshots)
    told = {measure: _measured_row(by_measure[measure], snapshots, notes, stage) for measure in Measure}
    money = (Measure.VALUE, Measure.VALUE_PER_POST, Measure.VALUE_PER_TRAINED, Measure.VALUE_PER_MONTH)
    return [
        _group(gettext("Money"), [told[measure] for measure in money]),
        _group(gettext("Pace"), [told[measure] for measure in Measure if measure not in money]),
        _group(gettext("Results"), _result_rows(snapshots, notes)),
    ]


def _measured_row(row: Measured, snapshots: Sequence[Snapshot], notes: Footnotes, stage: Decimal | None) -> Row:
    largest = max((value for value in row.values if value is not None), default=Decimal(0))
    has_bars = row.measure in _WITH_BARS and largest > 0
    least, most = _extremes(row.measure)
    cells = []
    for place, (value, snapshot) in enumerate(zip(row.values, snapshots, strict=True)):
        cells.append(
            Cell(
                _TEXTS[row.measure](value) if value is not None else gettext("not known"),
                detail=_in_words(row.measure, value),
                extreme=least if place == row.least else most if place == row.most else "",
                share=float(value / largest * 100) if has_bars and value is not None and value >= 0 else None,
                marks=measure_marks(row.measure, snapshot, stage, notes) if value is not None else (),
                figure=_figure(row.measure, value),
            )
        )
    name, rule = _names(percent(stage))[row.measure]
    return Row(name, rule, tuple(cells), row.is_equal, _unit(row.measure))


_RATES = frozenset({Measure.SPENT_AT_STAGE, Measure.SPENDING_LAG, Measure.PACE})


def _figure(measure: Measure, value: Decimal | None) -> Decimal | None:
    if value is None or measure is Measure.WORST_SLIP:
        return value
    return round(value * 100 if measure in _RATES else value, 2)


def _unit(measure: Measure) -> str:
    if measure in _RATES:
        return gettext("percentage points") if measure is Measure.SPENDING_LAG else "%"
    if measure in (Measure.SPI, Measure.CPI):
        return ""
    return gettext("days") if measure is Measure.WORST_SLIP else gettext("PLN")


_WITH_BARS = frozenset(Measure) - {Measure.SPENDING_LAG, Measure.SPI, Measure.CPI}


def _signed_points(value: Decimal) -> str:
    text = points(value)
    return text if text.startswith(MINUS) or not value else f"+{text}"


_TEXTS: Mapping[Measure, Callable[[Decimal], str]] = MappingProxyType(
    {
        Measure.VALUE: pln,
        Measure.VALUE_PER_POST: pln,
        Measure.VALUE_PER_TRAINED: pln,
        Measure.VALUE_PER_MONTH: pln,
        Measure.SPENT_AT_STAGE: lambda value: percent(value, 1),
        Measure.SPENDING_LAG: lambda value: gettext("%(points)s percentage points", points=_signed_points(value)),
        Measure.PACE: lambda value: gettext("%(rate)s a month", rate=percent(value, 1)),
        Measure.WORST_SLIP: lambda value: slip(int(value)),
        Measure.SPI: lambda value: number(value, 2),
        Measure.CPI: lambda value: number(value, 2),
    }
)


def _in_words(measure: Measure, value: Decimal | None) -> str:
    if value is None or measure not in (Measure.SPI, Measure.CPI):
        return ""
    part = pln(round_to_grosz(value))
    if measure is Measure.SPI:
        return gettext("Of each zloty planned by then %(part)s was earned.", part=part)
    return gettext("Each zloty spent earned %(part)s.", part=part)


def _names(stage: str) -> dict[Measure, tuple[str, str]]:
    """What each measure is called, and the rule by which it is calculated."""
    return {
        Measure.VALUE: (label(FactName.TOTAL_VALUE), ""),
        Measure.VALUE_PER_POST: (gettext("Value per new post"), gettext("value over the new full-time posts planned")),
        Measure.VALUE_PER_TRAINED: (
            gettext("Value per trained person"),
            gettext("value over the persons planned in training; hours of supervision and visits are not counted"),
        ),
        Measure.VALUE_PER_MONTH: (gettext("Value per month"), gettext("value over the months of the project")),
        Measure.SPENT_AT_STAGE: (
            gettext("Spent at %(stage)s of the period", stage=stage),
            gettext("the last stage that the reports of all who reported reach"),
        ),
        Measure.SPENDING_LAG: (gettext("Against the plan"), gettext("on the last day that reports cover")),
        Measure.PACE: (gettext("Pace of the last 3 months"), gettext("part of the budget, by the reports")),
        Measure.WORST_SLIP: (gettext("Largest slip of a milestone"), gettext("achieved or expected, against the plan")),
        Measure.SPI: (gettext("Schedule index (SPI)"), gettext("earned value over planned value")),
        Measure.CPI: (gettext("Cost index (CPI)"), gettext("earned value over actual cost")),
    }


def _extremes(measure: Measure) -> tuple[str, str]:
    """What the least and the most of a measure is called."""
    if measure in (Measure.VALUE_PER_POST, Measure.VALUE_PER_TRAINED, Measure.VALUE_PER_MONTH):
        return gettext("cheapest"), gettext("dearest")
    if measure in (Measure.SPENT_AT_STAGE, Measure.PACE):
        return gettext("slowest"), gettext("fastest")
    if measure in (Measure.VALUE, Measure.WORST_SLIP):
        return gettext("least"), gettext("most")
    return gettext("lowest"), gettext("highest")


def _result_rows(snapshots: Sequence[Snapshot], notes: Footnotes) -> Iterable[Row]:
    yield _text_row(gettext("New posts"), [Cell(_posts_text(s), marks=_posts_marks(s, notes)) for s in snapshots])
    # Persons, hours and visits cannot be added up, so each has a row of its own.
    kinds = {
        TrainingKind.TRAINING: gettext("Training (persons)"),
        TrainingKind.SUPERVISION: gettext("Supervision (hours)"),
        TrainingKind.STUDY_VISIT: gettext("Study visits (number)"),
    }
    for kind, name in kinds.items():
        if any(state.training.kind is kind for s in snapshots for state in s.trainings):
            yield _text_row(name, [_training_cell(s, kind, notes) for s in snapshots])
    yield _text_row(
        gettext("Milestones achieved"),
        [_achieved_cell(s, notes) for s in snapshots],
        rule=gettext("the last one achieved and the schedule are marked, each milestone below"),
    )


def _achieved_cell(snapshot: Snapshot, notes: Footnotes) -> Cell:
    states = snapshot.milestones
    if not states:
        return Cell(DASH)
    text = _part(sum(state.is_achieved for state in states), len(states))
    return Cell(text, marks=achievement_marks(snapshot, notes))


def _part(part: Decimal | int | None, whole: Decimal | int) -> str:
    return gettext("%(part)s of %(whole)s", part=quantity(part), whole=quantity(whole))


def _posts_text(snapshot: Snapshot) -> str:
    posts = post_total(snapshot.posts)
    if posts.target is None:
        return gettext("no target stated")
    return gettext("%(part)s of %(whole)s filled", part=quantity(posts.filled), whole=quantity(posts.target))


def _posts_marks(snapshot: Snapshot, notes: Footnotes) -> tuple[Mark, ...]:
    return () if post_total(snapshot.posts).target is None else post_marks(snapshot, notes)


def _training_cell(snapshot: Snapshot, kind: TrainingKind, notes: Footnotes) -> Cell:
    training = training_total(snapshot.trainings, kind)
    if training.target is None and training.held is None:
        return Cell(gettext("no target stated"))
    text = quantity(training.held) if training.target is None else _part(training.held, training.target)
    return Cell(text, marks=training_marks(snapshot, kind, notes))


def _text_row(name: str, cells: Sequence[Cell], *, rule: str = "") -> Row:
    said = {(cell.text, cell.detail) for cell in cells}
    is_words = all(cell.figure is None for cell in cells)
    return Row(name, rule, tuple(cells), len(said) == 1, "" if is_words else gettext("PLN"), is_words)


def fact_group(snapshots: Sequence[Snapshot], notes: Footnotes) -> Group:
    """What sources state of the projects, and of their centres."""
    facts = (
        FactName.GRANT,
        FactName.EU_FUNDING,
        FactName.STATE_FUNDING,
        FactName.OWN_CONTRIBUTION,
        FactName.CALL_NUMBER,
        FactName.SETTLEMENT_METHOD,
        FactName.REPORTING_FREQUENCY,
    )
    centres = [s.record.centre for s in snapshots]
    no_document = gettext("entered with the centre; no document is recorded")
    rows = [
        _text_row(
            gettext("Voivodeship"),
            [Cell(label(c.voivodeship) if c.voivodeship else gettext("not stated")) for c in centres],
            rule=no_document,
        ),
        _text_row(gettext("Kind of centre"), [Cell(label(c.kind)) for c in centres], rule=no_document),
        _text_row(
            gettext("Stage"),
            [Cell(label(s.stage), marks=stage_marks(s, notes)) for s in snapshots],
            rule=gettext("follows from the period and the final settlement"),
        ),
        _text_row(gettext("Period"), [_period_cell(s, notes) for s in snapshots]),
        *(_text_row(label(name), [_fact_cell(s, name, notes) for s in snapshots]) for name in facts),
    ]
    return _group(gettext("Facts"), rows)


def _period_cell(snapshot: Snapshot, notes: Footnotes) -> Cell:
    start, end = snapshot.facts[FactName.START], snapshot.facts[FactName.END]
    if snapshot.period is None:
        return Cell(gettext("not stated"))
    months = len(list(snapshot.period.months()))
    return Cell(
        f"{partial_date(start.partial_date)} {DASH} {partial_date(end.partial_date)}",
        detail=ngettext("%(num)s month", "%(num)s months", months),
        marks=fact_marks(snapshot, (FactName.END, FactName.START), notes),
    )


def _fact_cell(snapshot: Snapshot, name: FactName, notes: Footnotes) -> Cell:
    fact = snapshot.facts[name]
    return Cell(fact_text(name, fact.value), marks=fact_marks(snapshot, (name,), notes), figure=fact.amount)


@dataclass(frozen=True)
class MilestoneCell:
    """A milestone of one project, and where its date comes from."""

    state: MilestoneState
    mark: Mark


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone of all the projects; ``None`` where one has none of the kind."""

    name: str | LazyString
    cells: tuple[MilestoneCell | None, ...]


def milestone_rows(
    rows: Iterable[tuple[MilestoneKind, str, tuple[MilestoneState | None, ...]]], notes: Footnotes
) -> list[MilestoneRow]:
    """The milestones side by side; those of a usual kind are called by it."""
    return [
        MilestoneRow(
            name if kind is MilestoneKind.OTHER else label(kind),
            tuple(MilestoneCell(state, milestone_mark(state, notes)) if state else None for state in states),
        )
        for kind, name, states in rows
    ]
