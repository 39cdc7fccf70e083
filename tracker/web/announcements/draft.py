"""The draft beside the text: a row for every figure recognised, with what is on record of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker import announcement_labels
from tracker.domain.arrivals import Standing, beside
from tracker.domain.periods import PartialDate
from tracker.domain.project import Milestone, Post, ProjectRecord, Training
from tracker.domain.provenance import FactValue, Viewpoint, resolve_fact
from tracker.domain.vocabulary import (
    AMOUNT_FACTS,
    CODED_FACTS,
    DATE_FACTS,
    DatePrecision,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    TrainingKind,
    Voivodeship,
)
from tracker.formatting import number, typed_date
from tracker.labels import choices, label
from tracker.reading.dates import find_dates
from tracker.reading.page import Page
from tracker.reading.persons import names_a_person
from tracker.reading.result import SURE, DecoyReason, FieldName, Found, FoundTraining, Reading
from tracker.reading.rules import Rule
from tracker.schemas.announcements import EVENT, POST, TRAINING
from tracker.sentences import fact_text
from tracker.services.imports.matching import plain_name
from tracker.web.footnotes import source_name

FACTS: Mapping[FieldName, FactName] = {
    FieldName.TITLE: FactName.TITLE,
    FieldName.PROJECT_NUMBER: FactName.PROJECT_NUMBER,
    FieldName.CALL_NUMBER: FactName.CALL_NUMBER,
    FieldName.STAGE: FactName.STAGE,
    FieldName.TOTAL_VALUE: FactName.TOTAL_VALUE,
    FieldName.EU_FUNDING: FactName.EU_FUNDING,
    FieldName.STATE_FUNDING: FactName.STATE_FUNDING,
    FieldName.OWN_CONTRIBUTION: FactName.OWN_CONTRIBUTION,
    FieldName.GRANT: FactName.GRANT,
    FieldName.START_DATE: FactName.START,
    FieldName.END_DATE: FactName.END,
}
"""The fact that a field of a reading states; a centre and its place are no facts of the project."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that was recognised.

    Attributes:
        shape: How it is typed: as an amount, a date, a text or by choosing.
        value: What is proposed, as a person would type it; ``shown`` as pages show it.
        written: As the text has it.
        reason: Why it was taken for this.
        present: What counts on record; empty where nothing does.
        present_source: Which document says so.
        standing: How what is proposed stands to that.
    """

    fact: FactName
    label: str
    shape: str
    value: str
    shown: str
    written: str
    reason: str
    is_sure: bool
    members: Sequence[tuple[str, str]]
    present: str
    present_source: str
    standing: Standing

    @property
    def is_same(self) -> bool:
        """Whether it is on record as it is, or more exactly."""
        return self.standing is Standing.SAME

    @property
    def differs(self) -> bool:
        """Whether a person has to say which of the two counts."""
        return self.standing is Standing.CONTRADICTS


def facts_of(reading: Reading) -> dict[FactName, Found]:
    """What was recognised of the project's facts, in the order of a project's page."""
    found = {fact: reading.fields[name] for name, fact in FACTS.items() if name in reading.fields}
    # Who pays, in words: the first claim speaks of the project.
    return found | ({FactName.FUNDING_CLAIM: reading.claims[0].found} if reading.claims else {})


def rows_of(reading: Reading, record: ProjectRecord | None, view: Viewpoint) -> list[Row]:
    """The rows of a text, beside what is on record of a project."""
    return [_row(fact, found, record, view) for fact, found in facts_of(reading).items()]


def _row(fact: FactName, found: Found, record: ProjectRecord | None, view: Viewpoint) -> Row:
    present = resolve_fact(fact, record.statements, record.choices, view) if record else None
    chosen = present.chosen if present else None
    return Row(
        fact,
        label(fact),
        shape_of(fact),
        typed_text(fact, found.value),
        fact_text(fact, _value(fact, found.value)),
        found.as_written,
        announcement_labels.label(found.rule),
        found.confidence >= SURE,
        choices(CODED_FACTS[fact]) if fact in CODED_FACTS else (),
        fact_text(fact, chosen.value) if chosen else "",
        source_name(chosen.origin.source) if chosen else "",
        beside(_value(fact, found.value), chosen.value) if chosen else Standing.NEW,
    )


def shape_of(fact: FactName) -> str:
    """How a fact is typed."""
    if fact in AMOUNT_FACTS:
        return "amount"
    if fact in DATE_FACTS:
        return "date"
    return "coded" if fact in CODED_FACTS else "text"


def typed_text(fact: FactName, value: str) -> str:
    """A value of a reading as a person would type it."""
    if fact in AMOUNT_FACTS:
        return number(Decimal(value), 2)
    return typed_date(PartialDate.parse(value)) if fact in DATE_FACTS else value


def _value(fact: FactName, value: str) -> FactValue:
    if fact in AMOUNT_FACTS:
        return Decimal(value)
    return PartialDate.parse(value) if fact in DATE_FACTS else value


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A post, a kind of training or an event that was recognised.

    Attributes:
        stem: What the names of its fields begin with.
        kinds: What it can be.
        values: What is proposed, by the last part of a field's name.
        present: The names of those of its kind that are on record.
    """

    stem: str
    kinds: Sequence[tuple[str, str]]
    values: Mapping[str, str]
    reason: str
    is_sure: bool
    present: Sequence[str]


def post_rows(reading: Reading, record: ProjectRecord | None) -> list[ThingRow]:
    """The posts and teams of a text, each with those of its kind that are on record."""
    return [
        _thing(
            f"{POST}-{number}",
            post.found,
            choices(PostKind),
            {
                "kind": post.kind.value,
                "name": _name(post.found) if post.found.rule is Rule.POST_NAMED else label(post.kind).capitalize(),
                "new": "1" if post.is_new else "",
                "quantity": str(post.count) if post.count else "",
                "day": "",
            },
            [one.name for one in (record.posts if record else ()) if one.kind is post.kind and _stands(one)],
        )
        for number, post in enumerate(reading.posts)
    ]


def training_rows(reading: Reading, record: ProjectRecord | None, today: date) -> list[ThingRow]:
    """Training, supervision and visits of a text; what lies behind was held, the rest is planned."""
    return [_training(number, training, record, today) for number, training in enumerate(reading.training)]


def _training(number: int, training: FoundTraining, record: ProjectRecord | None, today: date) -> ThingRow:
    told = PartialDate.parse(training.day) if training.day else None
    day_told = told if told is not None and told.precision is DatePrecision.DAY else None
    is_held = day_told is not None and day_told.last_day <= today
    persons = str(training.persons) if training.persons and training.kind is TrainingKind.TRAINING else ""
    visit = "1" if training.kind is TrainingKind.STUDY_VISIT else ""
    values = {
        "kind": training.kind.value,
        "name": label(training.kind).capitalize(),
        "quantity": persons or visit,
        "day": typed_date(day_told) if day_told else "",
        "is": (QuantityEntryKind.ACTUAL if is_held else QuantityEntryKind.TARGET).value,
    }
    known = record.trainings if record else ()
    present = [one.name for one in known if one.kind is training.kind and _stands(one)]
    return _thing(f"{TRAINING}-{number}", training.found, choices(TrainingKind), values, present)


def event_rows(reading: Reading, record: ProjectRecord | None, today: date) -> list[ThingRow]:
    """Dated events of a text: milestones that were reached or are planned."""
    return [
        _thing(
            f"{EVENT}-{number}",
            event.found,
            choices(MilestoneKind),
            {
                "kind": event.kind.value,
                "name": label(event.kind),
                "day": typed_date(PartialDate.parse(event.found.value)),
                "is": _is_reached(PartialDate.parse(event.found.value), today).value,
            },
            [one.name for one in (record.milestones if record else ()) if one.kind is event.kind and _stands(one)],
        )
        for number, event in enumerate(reading.events)
    ]


def _stands(one: Post | Training | Milestone) -> bool:
    return one.origin.withdrawn_on is None


def _is_reached(day_told: PartialDate, today: date) -> MilestoneEntryKind:
    return MilestoneEntryKind.ACHIEVED if day_told.last_day <= today else MilestoneEntryKind.BASELINE


def _thing(
    stem: str, found: Found, kinds: Sequence[tuple[str, str]], values: Mapping[str, str], present: Sequence[str]
) -> ThingRow:
    # What is added under the only name on record is added to that one.
    proposed = {"name": present[0]} if len(present) == 1 else {}
    reason = announcement_labels.label(found.rule)
    return ThingRow(stem, kinds, {**values, **proposed}, reason, found.confidence >= SURE, present)


def _name(found: Found) -> str:
    """The passage as a name: on one line, with a capital."""
    text = " ".join(found.as_written.split())[:200]
    return text[:1].upper() + text[1:]


def proposed_title(text: str) -> str:
    """The first line of a text, which most pages have for a heading; empty where it may hold a person's name."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return "" if names_a_person(first) else first[:200]


def proposed_day(reading: Reading) -> str:
    """The day of publication as a person would type it, where the text tells exactly one."""
    told = {decoy.as_written for decoy in reading.decoys if decoy.reason is DecoyReason.PUBLICATION_DATE}
    days = {mark.value for text in told for mark in find_dates(Page(text).folded) if mark.month}
    return typed_date(PartialDate.parse(days.pop())) if len(days) == 1 else ""


def proposed_voivodeship(text: str) -> Voivodeship | None:
    """The voivodeship that a text names, where it names just one.

    >>> proposed_voivodeship("Gmina Klucze, woj. małopolskie")
    <Voivodeship.MALOPOLSKIE: '12'>
    """
    words = {match[1].casefold() for match in _VOIVODESHIP.finditer(text)}
    found = {code for code in Voivodeship for word in words if word.startswith(label(code)[:-1])}
    return found.pop() if len(found) == 1 else None


_VOIVODESHIP = re.compile(r"\bwoj(?:ew[oó]dztw\w{1,3}|\.)\s+([\w-]+)", re.IGNORECASE)


def title_of(record: ProjectRecord, view: Viewpoint) -> str:
    """What a project is called; empty when nobody has said."""
    title = resolve_fact(FactName.TITLE, record.statements, record.choices, view).value
    return str(title or "")


def alike(records: Iterable[ProjectRecord], reading: Reading, view: Viewpoint) -> list[ProjectRecord]:
    """The projects that a text may be about: first the one of the same number or title."""
    naming = (reading.fields.get(name) for name in (FieldName.TITLE, FieldName.PROJECT_NUMBER))
    said = {plain_name(one.value) for one in naming if one}

    def is_named(record: ProjectRecord) -> bool:
        return any(
            isinstance(s.value, str) and plain_name(s.value) in said for s in record.statements if view.sees(s.origin)
        )

    return sorted(records, key=lambda record: not is_named(record))


def sure_names(rows: Iterable[Row], things: Iterable[ThingRow]) -> Iterator[str]:
    """What can be ticked without a look, by the names of the fields: sure, and not on record."""
    yield from (row.fact.value for row in rows if row.is_sure and not row.is_same)
    yield from (thing.stem for thing in things if thing.is_sure and not thing.present)
