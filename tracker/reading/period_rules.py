"""The rules that make a date or a range the project's time, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tracker.reading.date_cues import PERIOD_LABEL, REALISED, first_decoy, last_decoy, last_start
from tracker.reading.result import DecoyReason, FieldName

_WEAK_RANGE = re.compile(r"(?:w okresie|w terminie|w latach|okres)(?: od)?(?: dnia)? $")
_AFTER_EXTENSION = re.compile(
    r"po (?:zmian|aneks|przedluz|wydluz)|(?<![a-z])now(?:y|a|e|ego)(?![a-z])|aktualn|obecn|wydluzon"
    r"|przedluzon|zmienion|ostateczn"
)
_BEFORE_EXTENSION = re.compile(r"pierwotn|pocztkow|poczatkowo|mial[a-z]? (?:byc|trwac)|zakladan[a-z]{1,2} pierwotnie")

_START_LABEL = re.compile(
    r"(?:(?:dat[aey]|termin|dzien) (?:rozpoczecia|startu)|rozpoczeci[ea]|poczatek|start)(?: (?:realizacji"
    r"|projektu|wdrazania)){0,2}[ :(-]{0,3}"
    r"(?:(?:za)?planowan[a-z]{1,2} |przewidzian[a-z]{1,2} |przypada |nastapi(?:lo)? |jest ){0,2}(?:na |od "
    r"|w |dnia |dzien |w dniu |to |z dniem ){0,2}$"
)
_START_VERB = re.compile(
    r"(?:projek|realizacj|przedsiewz|dzialania|prac[ea]|trwal)[^\n]{0,160}(?:rozpocz|zacz|wystart"
    r"|rusz)[a-z]{1,6}(?: sie)?(?: [^\d.]{0,30})?$"
    r"|(?:rozpocz|zacz|przystap)[a-z]{1,6} [^\n]{0,20}(?:realiz|projek)[^\n]{0,160}(?:w|od|dnia|dniem|roku) $"
)
_SINCE = re.compile(
    r"(?:realizowan[a-z]|realizuje(?:my)?|realizowal[a-z]?|trwa[a-z]{0,2}|prowadz[a-z]{1,3})(?: jest"
    r"| byl[a-z]?)?(?: przez [^\n\d.]{3,110})? (?:juz )?od(?: dnia)? $"
)
_ABOUT_PROJECT = re.compile(r"projek|przedsiewz|(?<!dat)(?<!dacie )realizacj")
_STARTED = re.compile(r"(?:rozpocz|przystap|zacz)[a-z]{1,6}(?: sie)?(?: w| z dniem| dnia| od)? $")
_STARTED_WHAT = re.compile(r"^[ ,]{0,2}(?:r\. )?[^\n]{0,30}(?:projek|realiz|wdraza)")
_OVER = re.compile(
    r"^[^\n\d]{0,120}?(?<![a-z])(?:(?:zakoncz|dobieg)[a-z]{1,6}|konczy[a-z]{0,6})(?: sie)? [^\n]{0,40}"
    r"(?:projek|realizacj)"
)
_FIRST_TERM = re.compile(r"(?:pierwotn|poczatkow|zakladan|planowan)[a-z]{1,3} (?:termin|dat)[a-z]{0,2} zakonczeni")
_NEW_TERM = re.compile(
    r"(?:obowiazujac|now|aktualn|zmienion|przedluzon|wydluzon)[a-z]{1,3} (?:termin|dat)[a-z]{0,2} zakonczeni"
)
_WE_START = re.compile(r"(?<![a-z])(?:startuj|rusz|rozpoczyn|zaczyn)[a-z]{1,3}(?: juz| od| w| z dniem| dnia){0,2} $")
_WE_END = re.compile(r"[ ,]{0,2}(?:r\.)?[ ,]{0,2}(?:i |a )?(?:za|s)?koncz[a-z]{2,4} ")
_THEN_ENDS = re.compile(
    r"[ ,]{0,2}(?:r\.,? )?(?:i |a |oraz |zas )?(?:zakoncz|skoncz|konczy)[a-z]{0,5}(?: sie)?"
    r"(?: po (?:uplywie )?\d{1,2} miesiac[a-z]{1,4})?,?(?: tj\.| to jest| czyli)?(?: w| z| we| dnia| dniem"
    r"| w dniu| na koniec| koncem){0,3} "
)
_FROM = re.compile(r"(?:^|[ (])(?:od|z dniem|poczawszy od|juz od|od dnia|od miesiaca) (?:dnia )?$")
_CARRIES_OUT = re.compile(
    r"^[^\n]{0,140}?(?:(?<![a-z])(?:realiz[a-z]{2,8}|wdraza[a-z]{0,3}|prowadzi[a-z]{0,3}) (?!prac|uslug"
    r"|zadan)(?:bedzie |jest |byl )?(?:[^\n]{0,25} )?projek"
    r"|projek[a-z]{1,5}[^\n]{0,80}realizowan|(?:rozpocz|przystap|zacz)[a-z]{1,6} [^\n]{0,40}(?:projek|realiz))"
)
_BEGINS = re.compile(
    r"^[^\n]{0,140}?(?<![a-z])(?:rozpocz|przystap|zacz|wystart|rusz)[a-z]{1,6} [^\n]{0,50}(?:projek|realiz)"
)

_END_LABEL = re.compile(
    r"(?:(?:dat[aey]|termin|dzien) (?:zakonczenia|ukonczenia)|zakonczeni[ea]|koniec)(?: (?:realizacji"
    r"|projektu|wdrazania)){0,2}[ :(-]{0,3}"
    r"(?:(?:za)?planowan[a-z]{1,2} |przewidzian[a-z]{1,2} |przewidziano |przypada |nastapi(?:lo)? "
    r"|jest ){0,2}(?:na |do |w |dnia |dzien |w dniu |to |z dniem ){0,2}$"
)
_LASTS = re.compile(
    r"(?:potrwa|trwa[a-z]{0,2}|realizowa[a-z]{1,4}|realizacj[aei]|zakoncz[a-z]{1,5}"
    r"|konczy)(?![a-z])[^\n]{0,120}?(?:do|z koncem|na koniec)(?: dnia| konca| miesiaca){0,2} $"
)
_ENDS = re.compile(
    r"(?:projek|realizacj|calosc)[^\n]{0,160}(?:zakoncz|konczy)[a-z]{0,5}(?: sie"
    r"| zosta[a-z]{1,3}){0,2}(?: realizacj[aei])?(?: projektu)?(?: po (?:uplywie )?\d{1,2} miesiac[a-z]{1,4})?"
    r",?(?: tj\.| to jest| czyli)?(?: w| z| dnia| dniem| w dniu| na koniec"
    r"| koncem| roku){0,3} $"
)
_EXTENDED = re.compile(
    r"(?:przedluz|wydluz|przesun)[a-z]{1,6}[^\n]{0,110}(?:do|na)(?: dnia| dzien| konca| miesiaca){0,2} $"
    r"|(?:zmian|zmieni)[a-z]{1,5} [^\n]{0,40}(?:termin|dat|okres)[a-z]{0,3} (?:zakonczenia"
    r"|realizacji)[^\n]{0,60}(?:na|do)(?: dnia| dzien| konca){0,2} $"
)
_SUPERSEDED = re.compile(r"(?:^| )(?:bylo|przed zmiana|poprzednio|dotychczas|pierwotnie) ?: $")
_HOLDS_NOW = re.compile(r"(?:^| )(?:jest|po zmianie|obecnie|teraz) ?: $")
_FROM_LINE = re.compile(r"^od ?: $")
_TO_LINE = re.compile(r"^do ?: $")
_OTHER_THING = re.compile(r"(?:nabor|rekrut|sklada|zglosz|szkole|umow|konkurs)[a-z]{0,6}[^\n]{0,20}$")
_MANY_PROJECTS = re.compile(
    r"(?<![a-z\d])(?:[2-9]|\d\d|dwa|dwoch|trzy|trzech|czterech|kilk[au]) (?:[a-z]{3,15} )?projekt(?:y|ow|ach)"
)
_THING_AFTER = re.compile(
    r"^[ ,]{0,2}(?:podpisa|zawar|oglos|odby|przeprowadz|zlozy|otrzyma|wyodrebni|wydzieli|zatrudni|budzet)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words around a date.

    Attributes:
        left: Before it, from the date before or the beginning of its sentence.
        right: After it, to the end of its sentence.
        above: The line before, where the date stands on a line of its own; else empty.
    """

    left: str
    right: str
    above: str


class PeriodRule(NamedTuple):
    """A rule that fits; ``field`` is ``None`` for a range, which has both ends."""

    rule: str
    confidence: float
    field: FieldName | None = None


def range_rule(words: Words, *, is_long: bool) -> PeriodRule | DecoyReason:
    """The rule that makes a range the project's time, or the reason why it is not.

    What stands nearest before the range counts, then what stands after it, then the line above. A range as long as
    projects are is proposed with doubt when nothing says what it is.
    """
    if _SUPERSEDED.search(words.left):
        return DecoyReason.EXTENDED
    if is_long and _HOLDS_NOW.search(words.left):
        return PeriodRule("changed_period", 0.85)
    if _MANY_PROJECTS.search(words.left) or _MANY_PROJECTS.search(words.right):
        return DecoyReason.OTHER_PROJECT
    found = _before_range(words.left) or _after_range(words)
    if found is None and is_long and last_decoy(words.left) is None and first_decoy(words.right) is None:
        return PeriodRule("period_without_label", 0.55)
    return found or DecoyReason.NOT_OF_THE_PERIOD


def _before_range(left: str) -> PeriodRule | DecoyReason | None:
    label = last_start(PERIOD_LABEL, left)
    realised = max((match.end() for match in REALISED.finditer(left)), default=-1)
    decoy = last_decoy(left)
    if decoy and decoy[0] > max(label, realised):
        return decoy[1]
    if label >= 0:
        near = left[max(label - 40, 0) :]
        if _AFTER_EXTENSION.search(near):
            return PeriodRule("changed_period", 0.96)
        return PeriodRule("period_label", 0.8 if _BEFORE_EXTENSION.search(near) else 0.95)
    return PeriodRule("project_carried_out", 0.92) if realised >= 0 else None


def _after_range(words: Words) -> PeriodRule | DecoyReason | None:
    decoy, after = first_decoy(words.right), REALISED.search(words.right)
    if after and (decoy is None or after.end() < decoy[0] + 40):
        return PeriodRule("carried_out_after", 0.9)
    if decoy and decoy[0] < 70:
        return decoy[1]
    if PERIOD_LABEL.search(words.above):
        return PeriodRule("period_under_label", 0.9)
    return PeriodRule("period_without_label", 0.6) if _WEAK_RANGE.search(words.left) else None


def single_rule(words: Words, *, follows_start: bool) -> PeriodRule | None:
    """The rule that makes a single date the start or the end.

    Args:
        words: The words around it.
        follows_start: The date before it in the text is the start.
    """
    if _EXTENDED.search(words.left):
        return PeriodRule("extended_to", 0.93, FieldName.END_DATE)
    if _THING_AFTER.match(words.right) or _OTHER_THING.search(words.left):
        return None
    clear = _clear_from(words.left)
    for rule, fits in _SINGLE_RULES:
        if fits(words, clear):
            return rule
    if follows_start and _THEN_ENDS.fullmatch(words.left):
        return PeriodRule("then_ends", 0.88, FieldName.END_DATE)
    return None


def _clear_from(left: str) -> int:
    """From where words may speak of the project: from a decoy on only if the project is named after it."""
    decoy = last_decoy(left)
    if decoy is None:
        return 0
    return decoy[0] if _ABOUT_PROJECT.search(left, decoy[0]) else len(left)


def _begins(words: Words, clear: int) -> bool:
    is_begun = _STARTED.search(words.left, clear) and _STARTED_WHAT.match(words.right)
    return bool(_START_VERB.search(words.left, clear) or is_begun)


def _lasts_at_first(words: Words, clear: int) -> bool:
    return bool(_LASTS.search(words.left, clear) and _BEFORE_EXTENSION.search(words.left))


_SINGLE_RULES: tuple[tuple[PeriodRule, Callable[[Words, int], object]], ...] = (
    (
        PeriodRule("start_label", 0.93, FieldName.START_DATE),
        lambda words, _: _START_LABEL.search(words.left) or _START_LABEL.search(words.above + " "),
    ),
    (PeriodRule("start_label", 0.85, FieldName.START_DATE), lambda words, _: _FROM_LINE.match(words.left)),
    (PeriodRule("end_label", 0.85, FieldName.END_DATE), lambda words, _: _TO_LINE.match(words.left)),
    (
        PeriodRule("extended_to", 0.94, FieldName.END_DATE),
        lambda words, _: _END_LABEL.search(words.left) and _NEW_TERM.search(words.left),
    ),
    (
        PeriodRule("end_label", 0.8, FieldName.END_DATE),
        lambda words, _: _END_LABEL.search(words.left) and _FIRST_TERM.search(words.left),
    ),
    (
        PeriodRule("end_label", 0.93, FieldName.END_DATE),
        lambda words, _: _END_LABEL.search(words.left) or _END_LABEL.search(words.above + " "),
    ),
    (
        PeriodRule("over_on", 0.88, FieldName.END_DATE),
        lambda words, _: _OVER.match(words.right) and not words.left.endswith("od "),
    ),
    (PeriodRule("lasts_until", 0.8, FieldName.END_DATE), _lasts_at_first),
    (PeriodRule("lasts_until", 0.9, FieldName.END_DATE), lambda words, clear: _LASTS.search(words.left, clear)),
    (PeriodRule("ends_on", 0.88, FieldName.END_DATE), lambda words, clear: _ENDS.search(words.left, clear)),
    (
        PeriodRule("carried_out_since", 0.9, FieldName.START_DATE),
        lambda words, clear: (
            _SINCE.search(words.left, clear) and (_ABOUT_PROJECT.search(words.left) or _STARTED_WHAT.match(words.right))
        ),
    ),
    (PeriodRule("begins_on", 0.88, FieldName.START_DATE), _begins),
    (
        # Whoever says in one breath when they start and when they end speaks of the project, not of one event.
        PeriodRule("starts_and_ends", 0.88, FieldName.START_DATE),
        lambda words, _: _WE_START.search(words.left) and _WE_END.match(words.right),
    ),
    (
        PeriodRule("carried_out_from", 0.88, FieldName.START_DATE),
        lambda words, _: _FROM.search(words.left[-30:]) and _CARRIES_OUT.match(words.right),
    ),
    (
        PeriodRule("begun_in", 0.85, FieldName.START_DATE),
        lambda words, clear: clear == 0 and _BEGINS.match(words.right),
    ),
)
"""The rules for single dates in the order in which they count, each with what it asks of the words around a date."""
