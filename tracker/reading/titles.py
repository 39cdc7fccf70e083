"""Titles of projects: quoted after a cue, or behind a label; and which projects a page names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.reading.page import Page, Span, fold, tidy

_QUOTED = re.compile(
    r"(?:„|,,|‚‚|«|‟|<<) ?(?P<title>[^\s„«][^\n„«]{3,300}?)(?:[”“\"»]|>>|''|,,(?=[ .,;)\n]|$))"
    r"|(?<![^\s(\[:])(?:[”“\"']|'')(?P<other>[^\s„«'][^\n„«]{3,300}?)(?:[”“\"']|'')(?!\w)"
)
_LABEL_LINE = re.compile(r"(?:tytul|nazwa) projektu ?:?$")
_CUE_BEFORE = (
    ("label", re.compile(r"(?:tytul|nazwa) (?:projektu|przedsiewziecia|zadania) ?[:-]{0,2} ?$"), 0.97),
    (
        "named_project",
        re.compile(
            r"projek[a-z]{1,5}[^.\n]{0,60}? (?:pt|pn|p\.n|p\.t|pod nazwa|pod tytulem|o nazwie|o tytule"
            r"|zatytulowan[a-z]{1,4})\.?:? ?$"
        ),
        0.97,
    ),
    (
        "named",
        re.compile(
            r"(?:(?<![a-z])(?:pt|pn|p\.n|p\.t)\.?|pod nazwa|pod tytulem|o nazwie|o tytule"
            r"|zatytulowan[a-z]{1,4}):? ?$"
        ),
        0.93,
    ),
    ("called", re.compile(r"(?:nosi|otrzymal[a-z]?|nadano mu|ma) (?:nazwe|tytul):? ?$"), 0.93),
    (
        "project",
        re.compile(r"(?:projek[a-z]{1,5}|przedsiewzieci[a-z]{1,2})(?: [a-z]{3,17}n[a-z]{1,4}){0,2}:? ?-? ?$"),
        0.93,
    ),
    ("numbered", re.compile(r"(?:\d/\d\d(?:-\d\d)?|2\.5(?: po ?we?r)?)[,:]? ?-? ?$"), 0.9),
    (
        "funded_project",
        re.compile(r"projek[a-z]{1,5} [a-z]{3,17}an[a-z]{1,3}(?: przez| z| ze| w)? [^.\n„\"]{3,90} $"),
        0.85,
    ),
)
_OTHER_NOUN = re.compile(
    r"(?:dzialani|poddziala|priorytet|program|model|zasad|ustaw|dokument|szkole|warszta|konferencj|artykul"
    r"|konkurs|spotkani)[a-z]{0,5} $"
)
_ACTION_NAME = re.compile(
    r"skuteczna pomoc spoleczna|efektywne polityki publiczne.{0,80}|wiedza,? edukacja,? rozwoj.{0,20}"
    r"|po ?wer.{0,20}|wlaczenie spoleczne"
    r"|zasady wdrazania usprawnien.{0,80}|model[ey]? realizacji uslug.{0,80}"
)
_LABELLED = re.compile(
    r"(?:(?:^|\n| )(?:tytul|nazwa) projektu ?[:-]{1,2}[ \n]?|(?:^|\n)projekt ?: "
    r"|(?:^|\n)(?:\d{1,2}[.)] ?:? ?)?tytul ?: ?"
    # In a table the label is a cell of its own, and what stands in the next one may be another label.
    r"|(?:^|\n)(?:tytul|nazwa) projektu ?\n(?!(?:tytul|nazwa|wartosc|numer|nr|okres|termin|data|beneficjent|realizator"
    r"|lider|partner|cel|calkowita|kwota|wysokosc|program|dofinansowanie|wklad|os)(?![a-z])))(?P<title>[^\n]{5,250})"
)
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[-*\u2022]) ?$")
_OF_A_PROGRAMME = re.compile(r"projekt|dzialani|program|(?<![a-z])(?:rpo|po ?we?r|po ?kl|efs|pfron)(?![a-z])")
_UNQUOTED = re.compile(
    r"projek[a-z]{1,5} (?:(?:pt|pn|p\.n)\.?|pod nazwa|pod tytulem|otrzymal nazwe|nosi nazwe"
    r"|nosi tytul):? (?P<title>[a-z\d][^\n„\"”]{8,250}?)"
    r"(?=,? (?:realizowan|wspolfinansowan|dofinansowan|finansowan|w ramach|ktor|wdrazan)| i (?:jest|opiera"
    r"|zaklada|obejmuje|ma )|[.,;] |\.?$|\.?\n)"
)
_END_OF_LABELLED = re.compile(
    r" ?\((?:nr|numer|umowa|projekt) | (?:nr projektu|numer projektu|numer umowy|okres realizacji|wartosc"
    r"|beneficjent|realizator|program operacyjny|calkowita|kwota)[: ]"
)
_SOUNDS_LIKE_A_TITLE = re.compile(
    r"(?=.*(?:osrod|(?<![a-z])m?g?ops(?![a-z])|pomoc[a-z]{0,2} spoleczn))(?=.*(?:usprawnie|nowoczesn"
    r"|skuteczn|now[aey](?![a-z])|jakosc|profesjonal|zmian|reorganiz|model))"
)
_SENTENCE = re.compile(
    r"\d{4}|(?<![a-z])(?:informuje|realizuje|zakonczyl|rozpoczal|otrzymal|projekt[a-z]{0,3}|umowa|konkurs"
    r"|komunikat|ogloszenie|aktualnosci|podsumowanie)(?![a-z])"
)
_QUOTES = "„“”\"«»‟'’‚,. \n"


@dataclass(frozen=True, slots=True)
class TitleMark:
    """A title found in a text, without its quotation marks."""

    span: Span
    rule: str
    confidence: float
    value: str

    @property
    def key(self) -> str:
        """The same for the spellings of one title."""
        return re.sub(r"[^a-z0-9]", "", fold(self.value))


def find_titles(page: Page) -> Sequence[TitleMark]:
    """The titles of projects in a text, in order; the names of actions, programmes and models are none.

    >>> page = Page("Projekt pt. ,,Nowa praca ośrodka” w ramach Działania 2.5 „Skuteczna pomoc społeczna”")
    >>> [mark.value for mark in find_titles(page)]
    ['Nowa praca ośrodka']
    """
    quoted = list(_quoted(page))
    cued = [mark for mark in quoted if mark.confidence]
    keys = {mark.key for mark in cued}
    again = [_cued(mark, "repeated", 0.9) for mark in quoted if not mark.confidence and mark.key in keys]
    plain = [mark for mark in _unquoted(page) if not any(_overlap(mark.span, other.span) for other in cued)]
    found = [*cued, *again, *plain] or _only_quoted(quoted) or list(_heading(page))
    return sorted(found, key=lambda mark: mark.span.start)


def _quoted(page: Page) -> Iterator[TitleMark]:
    for match in _QUOTED.finditer(page.clean):
        start, end = match.span("title" if match["title"] else "other")
        end -= page.clean[start:end].endswith(" ")
        value = tidy(page.written(Span(start, end)))
        before = _words_before(page.folded, match.start())
        if _ACTION_NAME.fullmatch(fold(value).strip(" .")) or len(value) < 5 or _OTHER_NOUN.search(before):
            continue
        rule, confidence = _cue(before)
        line_end = page.folded.find("\n", end)
        after = page.folded[end : min(end + 200, line_end if line_end >= 0 else end + 200)]
        if not rule and _LISTED.fullmatch(before.strip() + " ") and _OF_A_PROGRAMME.search(after):
            rule, confidence = "listed", 0.85
        yield TitleMark(Span(start, end), rule, confidence, value)


def _words_before(folded: str, position: int) -> str:
    """The words of the line before a position; the label on the line above when it opens a line."""
    lines = folded[max(position - 160, 0) : position].split("\n")
    if not lines[-1].strip() and len(lines) > 1 and _LABEL_LINE.search(lines[-2].strip()):
        return lines[-2].strip() + " "
    return lines[-1]


def _cue(before: str) -> tuple[str, float]:
    for rule, pattern, confidence in _CUE_BEFORE:
        if pattern.search(before):
            return rule, confidence
    return "", 0.0


def _unquoted(page: Page) -> Iterator[TitleMark]:
    for match in _LABELLED.finditer(page.folded):
        start, end = match.span("title")
        stop = _END_OF_LABELLED.search(page.folded, start, end)
        yield from _trimmed(page, start, stop.start() if stop else end, "label", 0.93)
    for match in _UNQUOTED.finditer(page.folded):
        yield from _trimmed(page, *match.span("title"), "named_unquoted", 0.75)


def _only_quoted(quoted: Sequence[TitleMark]) -> list[TitleMark]:
    """What a text puts between quotation marks, when that is one thing only."""
    keys = {mark.key for mark in quoted}
    return [_cued(mark, "only_quoted", 0.6) for mark in quoted] if len(keys) == 1 else []


def _heading(page: Page) -> Iterator[TitleMark]:
    """A heading that sounds like the name of a reorganisation, for pages that name their project nowhere else."""
    for line in page.sentences[:4]:
        words = page.folded[line.start : line.end].strip()
        if (
            20 <= len(words) <= 200
            and words[-1] not in ".:;?!"
            and _SOUNDS_LIKE_A_TITLE.search(words)
            and not _SENTENCE.search(words)
        ):
            yield from _trimmed(page, line.start, line.end, "heading", 0.5)
            return


def _trimmed(page: Page, start: int, end: int, rule: str, confidence: float) -> Iterator[TitleMark]:
    while start < end and page.clean[start] in _QUOTES:
        start += 1
    while end > start and page.clean[end - 1] in _QUOTES:
        end -= 1
    value = tidy(page.written(Span(start, end)))
    if len(value) >= 5 and not _ACTION_NAME.fullmatch(fold(value)):
        yield TitleMark(Span(start, end), rule, confidence, value)


def _cued(mark: TitleMark, rule: str, confidence: float) -> TitleMark:
    return TitleMark(mark.span, rule, confidence, mark.value)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
