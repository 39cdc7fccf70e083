"""The reader: a text in, proposed statements with their passages out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.domain.vocabulary import DatePrecision
from tracker.reading.amounts import AmountRole, amount_roles
from tracker.reading.centres import CentreMark, choose_kind, choose_place, find_centres, official_name
from tracker.reading.choices import choose_amounts, choose_dates
from tracker.reading.claims import find_claims
from tracker.reading.dates import DateMark, find_dates, find_ranges
from tracker.reading.events import find_events
from tracker.reading.identifiers import NumberKind, NumberMark, find_numbers
from tracker.reading.numbers import find_amounts
from tracker.reading.page import Page, Span
from tracker.reading.periods import DateRole, date_roles
from tracker.reading.persons import names_a_person
from tracker.reading.posts import find_posts
from tracker.reading.result import (
    Decoy,
    DecoyReason,
    FieldName,
    Found,
    FoundClaim,
    FoundEvent,
    FoundPost,
    FoundTraining,
    Reading,
    Verdict,
)
from tracker.reading.rules import Rule
from tracker.reading.sections import Sections, sections
from tracker.reading.stages import find_stage
from tracker.reading.titles import find_titles
from tracker.reading.training import find_training
from tracker.reading.verdict import verdict

NAMING_FIELDS = frozenset(
    {FieldName.CENTRE, FieldName.PLACE, FieldName.TITLE, FieldName.PROJECT_NUMBER, FieldName.CALL_NUMBER}
)
"""What is told even of a text that is no centre's project: whose it is and what it is called."""


def read(given: str) -> Reading:
    """Read a public text about a project, plain or HTML.

    Args:
        given: The text; any characters, the length is the caller's to bound.

    >>> reading = read("GOPS w Łopienniku Górnym realizuje projekt „Nowy model”, Działanie 2.5. Wartość: 100 tys. zł")
    >>> reading.verdict.value, {name.value: found.value for name, found in reading.fields.items()}["total_value"]
    ('centre_project', '100000.00')
    """
    return read_page(Page(given))


def read_page(page: Page) -> Reading:
    """As :func:`read`, of a page that is made already."""
    shared = sections(page, find_titles(page))
    centres = find_centres(page)
    is_about = verdict(page, centres, shared)
    dates = find_dates(page.folded)
    roles = list(date_roles(page, dates, list(find_ranges(page.folded, dates)), is_foreign=shared.is_foreign))
    amounts = list(amount_roles(page, list(find_amounts(page.folded)), is_foreign=shared.is_foreign))
    numbers = list(find_numbers(page))
    if is_about is Verdict.OTHER:
        roles = [replace(role, field=None, reason=role.reason or DecoyReason.OTHER_PROJECT) for role in roles]
        amounts = [replace(role, field=None, reason=role.reason or DecoyReason.OTHER_PROJECT) for role in amounts]
    return _Assembly(page, shared, centres, is_about, dates, roles, amounts, numbers).reading()


@dataclass(frozen=True, slots=True)
class _Assembly:
    page: Page
    shared: Sections
    centres: Sequence[CentreMark]
    verdict: Verdict
    dates: Sequence[DateMark]
    roles: Sequence[DateRole]
    amounts: Sequence[AmountRole]
    numbers: Sequence[NumberMark]

    def reading(self) -> Reading:
        fields = {name: found for name, found in self._fields() if not names_a_person(found.as_written)}
        amount_fields, amount_decoys = choose_amounts(self.amounts)
        date_fields, date_decoys = choose_dates(self.roles)
        for name, role in amount_fields.items():
            fields[name] = self._found(role.mark.span, str(role.mark.value), role.rule, role.confidence)
        for name, date in date_fields.items():
            fields[name] = self._found(date.span, date.mark.value, date.rule, date.confidence, date.mark.precision)
        is_project = self.verdict is Verdict.CENTRE_PROJECT
        events = tuple(self._events(date_fields)) if is_project else ()
        return Reading(
            text=self.page.text,
            verdict=self.verdict,
            fields={name: fields[name] for name in FieldName if name in fields},
            posts=tuple(self._posts()) if is_project else (),
            training=tuple(self._training()) if is_project else (),
            events=events,
            claims=tuple(self._claims()),
            decoys=self._decoys(amount_decoys, date_decoys, events),
        )

    def _fields(self) -> Iterator[tuple[FieldName, Found]]:
        yield from self._centre()
        if self.shared.title:
            title = self.shared.title
            yield FieldName.TITLE, self._found(title.span, title.value, f"title_{title.rule}", title.confidence)
        yield from self._numbers()
        if self.verdict is Verdict.CENTRE_PROJECT and (stage := find_stage(self.page.folded)):
            yield FieldName.STAGE, self._found(stage.span, stage.stage.value, f"stage_{stage.rule}", stage.confidence)

    def _centre(self) -> Iterator[tuple[FieldName, Found]]:
        near = [mark for mark in self.centres if not self.shared.is_foreign(mark.span)] or list(self.centres)
        chosen = choose_place(near)
        if chosen is None or chosen.place_span is None:
            return
        kind = choose_kind(near, chosen.place)
        fullest = max(
            (mark for mark in near if mark.place == chosen.place),
            key=lambda mark: (bool(mark.written_place), mark.kind == kind, mark.is_full),
        )
        name = official_name(kind, fullest.written_place or chosen.place)
        confidence = 0.95 if fullest.is_listed else 0.7
        yield FieldName.CENTRE, self._found(fullest.span, name, "centre_named", confidence)
        assert fullest.place_span is not None
        yield FieldName.PLACE, self._found(fullest.place_span, chosen.place, "place_of_centre", confidence)

    def _numbers(self) -> Iterator[tuple[FieldName, Found]]:
        for kind, name in ((NumberKind.PROJECT, FieldName.PROJECT_NUMBER), (NumberKind.CALL, FieldName.CALL_NUMBER)):
            marks = [mark for mark in self.numbers if mark.kind is kind and not self.shared.is_foreign(mark.span)]
            if marks:
                best = max(marks, key=lambda mark: (mark.is_proper, "02.05" in mark.value, -mark.span.start))
                confidence = 0.97 if best.is_proper else 0.85 if "02.05" in best.value else 0.6
                yield name, self._found(best.span, best.value, f"{kind.value}_number", confidence)

    def _posts(self) -> Iterator[FoundPost]:
        for mark in find_posts(self.page):
            if not self.shared.is_foreign(mark.span):
                found = self._found(mark.span, mark.kind.value, mark.rule, mark.confidence)
                yield FoundPost(found, mark.kind, mark.is_new, mark.count)

    def _training(self) -> Iterator[FoundTraining]:
        for mark in find_training(self.page, self.dates):
            if not self.shared.is_foreign(mark.span):
                found = self._found(mark.span, mark.kind.value, mark.rule, mark.confidence)
                yield FoundTraining(found, mark.kind, mark.persons, mark.date.value if mark.date else "")

    def _events(self, taken: Mapping[FieldName, DateRole]) -> Iterator[FoundEvent]:
        periods = {role.mark.span for role in self.roles if role.field is not None}
        periods |= {role.mark.span for role in taken.values()}
        foreign = {
            role.mark.span for role in self.roles if role.reason in {DecoyReason.OTHER_PROJECT, DecoyReason.LAW_DATE}
        }
        free = [
            date for date in self.dates if date.span not in periods | foreign and not self.shared.is_foreign(date.span)
        ]
        published = next((role.mark.value for role in self.roles if role.reason is DecoyReason.PUBLICATION_DATE), "")
        for mark in find_events(self.page, free, published=published):
            found = self._found(mark.span, mark.value, mark.rule, mark.confidence, mark.precision)
            yield FoundEvent(found, mark.kind)

    def _claims(self) -> Iterator[FoundClaim]:
        for mark in find_claims(self.page):
            if mark.claim is not None:
                yield FoundClaim(self._found(mark.span, mark.claim.value, "share_claim", 0.9), mark.claim)

    def _decoys(
        self, amounts: Iterable[AmountRole], dates: Iterable[DateRole], events: Sequence[FoundEvent]
    ) -> tuple[Decoy, ...]:
        told = {event.found.start for event in events}
        found = [
            *(self._decoy(role.mark.span, role.reason) for role in amounts if role.reason),
            *(self._decoy(role.span, role.reason) for role in dates if role.reason and role.mark.month),
            *(
                self._decoy(mark.span, DecoyReason.NUMBER_OF_OTHER_PROGRAMME)
                for mark in self.numbers
                if mark.kind is NumberKind.OTHER_PROGRAMME
            ),
            *(
                self._decoy(mark.span, DecoyReason.SHARE_CLAIM if len(mark.span) > 8 else DecoyReason.SHARE_RATE)
                for mark in find_claims(self.page)
            ),
            *(self._decoy(title.span, DecoyReason.OTHER_PROJECT) for title in self.shared.others),
        ]
        kept = {
            (decoy.start, decoy.end): decoy
            for decoy in found
            if decoy.start not in told and not names_a_person(decoy.as_written)
        }
        return tuple(sorted(kept.values(), key=lambda decoy: (decoy.start, decoy.end)))

    def _decoy(self, span: Span, reason: DecoyReason) -> Decoy:
        place = self.page.place_in_text(span)
        return Decoy(self.page.text[place.start : place.end], place.start, place.end, reason)

    def _found(
        self, span: Span, value: str, rule: str, confidence: float, precision: DatePrecision | None = None
    ) -> Found:
        place = self.page.place_in_text(span)
        written = self.page.text[place.start : place.end]
        return Found(value, written, place.start, place.end, Rule(rule), round(confidence, 2), precision)
