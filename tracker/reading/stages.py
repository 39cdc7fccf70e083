"""The stage a text says its project is at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.vocabulary import StatedStage
from tracker.reading.page import Span

_GAP = r"(?:[^.\n]|(?<=[ \d]r)\.)"
"""A character of the same sentence; a year's ``r.`` does not end it."""

_QUOTED = r"(?:[„\",«”][^\n]{3,200}?[”\"»'“] )?"

_STAGES: tuple[tuple[StatedStage, str, float, re.Pattern[str]], ...] = (
    (
        StatedStage.SETTLED,
        "settled",
        0.85,
        re.compile(
            r"projekt[a-z]{0,3} (?:zosta[a-z]{1,3} |jest )?(?:w pelni |ostatecznie )?rozliczon[a-z]{1,2}"
            r"|koncow[a-z]{1,3} (?:wniosek o platnosc|rozliczenie)(?= [^.\n]{0,30}(?:zatwierdz|zaakcept))"
            r"|zatwierdz[a-z]{1,4} koncow[a-z]{1,3} (?:wnios|rozliczeni)[a-z]{1,3}"),
    ),
    (
        StatedStage.ENDING,
        "ending",
        0.85,
        re.compile(
            r"(?:zbliza sie (?:do konca|zakonczeni[ea])|o zakonczeniu|dobiega[a-z]{0,3} konca"
            r"|zakonczyl[a-z]{0,2}|zakonczylismy|na zakonczenie|finisz[a-z]{0,3}|zakonczon[a-z]{1,3}"
            r"|zakonczona zostala)"
            r"(?: sie)? (?:realizacj[a-z]{1,2} )?proje[ck]{1,2}[a-z]{1,4}"
            r"|projekt[a-z]{0,3} (?:zosta[lj] zakonczon|dobieg|zakonczyl sie)[a-z]{0,3}"
            r"|(?<![a-z])(?:z)?realizowal[a-z]?(?= (?:w okresie [^\n]{0,40})?projekt)|realizowano go"
            r"|zakonczenie realizacji projektu(?! ?[:-]| ?\d)"
            r"|projekt[a-z]{0,3} (?:realizowan[a-z] byl[a-z]?|byl[a-z]? realizowan[a-z])"
        ),
    ),
    (
        StatedStage.IN_PROGRESS,
        "in_progress",
        0.85,
        re.compile(
            rf"(?<![a-z])(?:z?realizuje(?:my)?|kontynuuje(?:my)?|prowadzi(?:my)?|zaczal realizowac"
            rf"|wdraza(?:my)?)(?= {_GAP}{{0,120}}?(?:projekt|przedsiewzieci))"
            rf"|projekt[a-z]{{0,3}}(?= {_QUOTED}(?:jest |bedzie )?(?:realizowan[a-z]{{1,2}}|trwa)(?![a-z]))"
            rf"|(?:rozpocz[a-z]{{1,4}}|przystapi[a-z]{{1,4}}|przystepuje|rozpoczyna|zaczal"
            rf"|ruszyl[a-z]?)(?: sie| do| z)?(?= {_GAP}{{0,60}}?(?:realizacj|projekt))"
            r"|w trakcie realizacji|trwa realizacja|ktor[a-z]{1,2} rozpocz[a-z]{1,4} sie|prowadzimy"
            r"|wystartowal[a-z]? w|prace (?:ruszyly|zaczely"
            r"|rozpoczely)|realizacja projektu (?:trwa|rozpocz)[a-z]{0,4}|realizacj[ae] rozpocz[a-z]{2,5}"
            rf"|(?:podpis|zawar)[a-z]{{1,4}}(?= {_GAP}{{0,40}}?(?:umow|aneks))|zawarli"
            rf"|projekt[a-z]{{0,3}}(?= {_GAP}{{5,160}}?realizowany jest)"
            r"|projekt (?:zacza[a-z]?|rozpocz[aeyn]{1,3}l?) sie|zosta[a-z]{1,3} objety projekt[a-z]{0,3}"
            r"|bedzie realizowa[a-z]{1,3}|realizowac bedzie|trwaja prace|(?<![a-z])realizacja ?:"
            r"|potrwa(?![a-z])|trwa do|prowadzony przez|dzialania rozpoczn|wdraza projekt|prowadzi od"
        ),
    ),
    (
        StatedStage.NEGOTIATION,
        "negotiation",
        0.9,
        re.compile(
            r"(?:skierowan[a-z]{1,2} do|w trakcie|etap(?:ie|u)?|zaproszon[a-z]{1,2} do"
            r"|trwaja) negocjacj[a-z]{1,2}"),
    ),
    (
        StatedStage.APPLICATION,
        "application",
        0.85,
        re.compile(
            r"zlozy[a-z]{1,5}(?= (?:[^.\n]{0,60} )?(?:wniosek|projekt|aplikacj))"
            r"|wniosek(?= [^.\n]{0,60}(?:zosta[a-z]{1,3} zlozon|zlozono|oczekuje na ocen))|ubiega(?:ja"
            r"|my)? sie o (?:dofinansowanie|srodki)|aplikuje o"),
    ),
)  # fmt: skip
_STRONG_START = re.compile(
    rf"(?:podpis|zawar)[a-z]{{1,4}} {_GAP}{{0,40}}?umow|realizuje|realizowany jest|jest realizowany"
    r"|rozpocz[ae][a-z]{1,3} |przystapil"
)


_RESTS = ("", " wniosek", " projekt", " umowe", " unijny realizowany jest", " realizowany", " zatwierdzono", " zlozono")
"""What may follow a passage in its text."""


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage said in a text."""

    span: Span
    stage: StatedStage
    rule: str
    confidence: float


def find_stage(folded: str) -> StageMark | None:
    """The stage of the project in a folded text.

    What is over is more than what goes on; an application or negotiation counts only where nothing has started yet.

    >>> mark = find_stage("wniosek osrodka zostal skierowany do negocjacji")
    >>> mark and mark.stage
    <StatedStage.NEGOTIATION: 'negotiation'>
    """
    marks = {mark.stage: mark for mark in _marks(folded)}
    waiting = [marks[stage] for stage in (StatedStage.NEGOTIATION, StatedStage.APPLICATION) if stage in marks]
    going = marks.get(StatedStage.IN_PROGRESS)
    over = marks.get(StatedStage.SETTLED) or marks.get(StatedStage.ENDING)
    if over:
        return over
    if waiting and not (going and _STRONG_START.search(folded)):
        return waiting[0]
    return going


def parse_stage(folded: str) -> StatedStage | None:
    """The stage that a passage says: its verb, whose object is not part of it, for a person may stand between.

    >>> parse_stage("realizuje"), parse_stage("zlozyl")
    (<StatedStage.IN_PROGRESS: 'in_progress'>, <StatedStage.APPLICATION: 'application'>)
    """
    marks = (find_stage(folded + rest) for rest in _RESTS)
    return next((mark.stage for mark in marks if mark), None)


def _marks(folded: str) -> Iterator[StageMark]:
    for stage, rule, confidence, pattern in _STAGES:
        match = pattern.search(folded)
        if match:
            yield StageMark(Span(match.start(), match.end()), stage, rule, confidence)
