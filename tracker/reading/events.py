"""Dated events of a project: what happened, or is to happen, on a day that is neither its start nor its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.vocabulary import DatePrecision, MilestoneKind
from tracker.reading.dates import DateMark
from tracker.reading.page import Page, Span

_EVENTS: tuple[tuple[MilestoneKind, re.Pattern[str]], ...] = (
    (MilestoneKind.STUDY_VISIT, re.compile(r"wizy[tc][a-z]{1,3} studyjn|wyjazd[a-z]{0,3} studyjn")),
    (MilestoneKind.SUPERVISION_HELD, re.compile(r"superwizj")),
    (MilestoneKind.TRAINING_HELD, re.compile(r"szkoleni|szkolen(?![a-z])|warsztat")),
    (
        MilestoneKind.NEW_REGULATIONS,
        re.compile(r"regulamin[a-z]{0,3} organizacyjn|zakres[a-z]{0,3} (?:obowiazkow|czynnosci)"),
    ),
    (
        MilestoneKind.TEAM_APPOINTED,
        re.compile(
            r"powol[a-z]{1,6} (?:[a-z]{3,12} )?zespol|zespol[a-z]{0,3} (?:projektow|robocz|wdrozeniow)[a-z]{1,3}"
        ),
    ),
    (
        MilestoneKind.FIRST_CONTACT_OPEN,
        re.compile(
            r"(?:otwar|uruchom|dziala|utworz)[a-z]{1,6} [^.\n]{0,60}pierwszego kontaktu"
            r"|pierwszego kontaktu (?:dziala|uruchom|otwar)"
        ),
    ),
    (MilestoneKind.POSTS_FILLED, re.compile(r"zatrudni(?:on|l|en)[a-z]{1,3}")),
    (
        MilestoneKind.NEW_STRUCTURE,
        re.compile(
            r"wyodrebni(?:on|l|en)[a-z]{1,3}|wydziel(?:on|il|en)[a-z]{1,3}|now[a-z]{1,4} (?:struktur|model|system"
            r"|schemat)|zmian[a-z]{1,2} (?:systemu |struktury |organizac)|oddzielen|oddzielon|rozdziel(?:on|en)"
        ),
    ),
    (MilestoneKind.FINAL_SETTLEMENT, re.compile(r"koncow[a-z]{1,3} (?:wnios|rozliczen)")),
)
_THIS_YEAR = re.compile(r"^ ?(?:br\.?(?![a-z])|b\.r\.?|biezacego roku|tego roku)")
_NO_EVENT = re.compile(
    r"umow[aeyą]?(?![a-z])|podpis|konkurs|nabor|ustaw|dz\. ?u|zarzadzeni|rekrutac|wniosek|wniosk|sprawozda|opublik"
)


@dataclass(frozen=True, slots=True)
class EventMark:
    """A dated event of a text.

    Attributes:
        value: ISO by its precision; the year may come from the day the text was published.
    """

    span: Span
    kind: MilestoneKind
    value: str
    precision: DatePrecision
    rule: str
    confidence: float


def find_events(page: Page, dates: Sequence[DateMark], *, published: str) -> Iterator[EventMark]:
    """The events among dates that are no start and no end.

    Args:
        page: The page.
        dates: The dates that may be events.
        published: ISO day of publication, empty when the text does not tell; the year of *br.* comes from it.
    """
    for date in dates:
        kind = _kind(page, date)
        if kind is None or not date.month:
            continue
        if date.value:
            yield EventMark(date.span, kind, date.value, date.precision, "event_dated", 0.82)
        elif published and (after := _THIS_YEAR.match(page.folded[date.span.end : date.span.end + 20])):
            value = f"{published[:4]}-{date.month:02}" + (f"-{date.day:02}" if date.day else "")
            yield EventMark(
                Span(date.span.start, date.span.end + after.end()), kind, value, date.precision, "event_this_year", 0.75
            )


def _kind(page: Page, date: DateMark) -> MilestoneKind | None:
    """The event that the date's sentence names; the kinds stand in the order in which they count."""
    sentence = page.sentence_at(date.span.start)
    words = page.folded[sentence.start : sentence.end]
    if _NO_EVENT.search(words):
        return None
    return next((kind for kind, pattern in _EVENTS if pattern.search(words)), None)
