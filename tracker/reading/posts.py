"""Posts and teams that a project makes or reorganises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.vocabulary import PostKind
from tracker.reading.numerals import parse_numeral
from tracker.reading.page import Page, Span

_COUNT = r"(?:(?P<count>\d{1,2}|jedno|jeden|jedna|dwa|dwie|dwoch|trzy|trzech|cztery|czterech|piec|pieciu) )?"
_POST = re.compile(
    rf"(?<![a-z]){_COUNT}(?P<new>now[a-z]{{1,3}} |nowo (?:powstal|utworzon)[a-z]{{1,3}} )?"
    r"(?P<head>stanowisk[a-z]{0,3}|zespol[a-z]{0,3}|dzial(?:u|y|ow|em)?|sekcj[a-z]{1,3}|referat[a-z]{0,2}"
    r"|komork[a-z]{1,2}|punkt[a-z]{0,2}|pracowni(?:k|ka|cy|kow|kiem|kami))(?![a-z])"
    r"(?:/[a-z]{5,12})?(?: pracy| (?:pracownik[a-z]{0,3} )?socjaln[a-z]{1,3}| organizacyjn[a-z]{1,3})?"
    r" ?(?:(?:ds|d/s|do spraw|- ?ds|d\.s)\.? ?)?(?P<topic>(?:obslugi )?(?:pierwszego kontaktu"
    r"|poglebionej pracy socjalnej|(?:realizacji )?(?:pracy socjalnej|prac[ay] socjaln[aey]+)"
    r"|(?:realizacji )?uslug|(?:obslugi |przyznawania )?swiadczen|postepowan(?:ia)? administracyjn"
    r"|program(?:ow|u) aktywnosci lokalnej|aktywnosci lokalnej|organizowania spolecznosci"
    r"|organizatora spolecznosci))"
    r"(?P<rest>[a-z]{0,4}(?: przyznawan[a-z]{1,3} decyzj[a-z]{1,3}| przyznan[a-z]{1,3} decyzj[a-z]{1,3}"
    r"| socjaln[a-z]{1,3}| spoleczn[a-z]{1,3})?(?:,? ?(?:i|oraz|/) ?uslug(?: socjaln[a-z]{1,3})?)?)"
)
_HIRED = re.compile(
    rf"zatrudni[a-z]{{1,5}} (?:zosta[a-z]{{1,3}} )?(?:dodatkow[a-z]{{1,3}} )?{_COUNT}(?P<new>now[a-z]{{1,3}} "
    rf"|dodatkow[a-z]{{1,3}} )?pracownik[a-z]{{0,3}} socjaln[a-z]{{1,3}}"
)
_NEW = re.compile(r"utworz|powsta[a-z]{1,4}|zatrudni|stworz|now[a-z]{1,3} stanowisk|nowosci")
_REORGANISED = re.compile(
    r"wyodrebni|wydziel|rozdziel|reorganiz|podzial|podziel|przeksztal|oddziel|istnieja|zespolow|struktur"
)
_SOURCE_OF_KINDS = (
    (PostKind.FIRST_CONTACT, re.compile(r"pierwszego kontaktu")),
    (PostKind.SOCIAL_WORK_AND_SERVICES, re.compile(r"socjaln[a-z]{1,3}.{0,20}uslug|uslug.{0,20}prac[yi] socjaln")),
    (PostKind.BENEFITS, re.compile(r"swiadczen|postepowan|decyzj")),
    (PostKind.LOCAL_ACTIVITY, re.compile(r"aktywnosci|spolecznosci")),
    (PostKind.SERVICES, re.compile(r"uslug")),
    (PostKind.SOCIAL_WORK, re.compile(r"socjaln")),
)


@dataclass(frozen=True, slots=True)
class PostMark:
    """A post or team named in a text."""

    span: Span
    kind: PostKind
    is_new: bool | None
    count: int | None
    rule: str
    confidence: float


def find_posts(page: Page) -> Iterator[PostMark]:
    """The posts and teams of a text, each kind once, and newly hired social workers.

    >>> [(mark.kind.value, mark.is_new) for mark in find_posts(Page("Utworzono stanowisko ds. pierwszego kontaktu."))]
    [('first_contact', True)]
    """
    seen: set[PostKind] = set()
    for match in _POST.finditer(page.folded):
        kind = parse_post(match["topic"] + match["rest"])
        if kind is not None and kind not in seen:
            seen.add(kind)
            is_new = True if match["new"] else _is_new(page, match.start())
            yield PostMark(_span(match), kind, is_new, _count(match), "post_named", 0.85)
    for match in _HIRED.finditer(page.folded):
        yield PostMark(_span(match), PostKind.SOCIAL_WORK, True, _count(match), "social_workers_hired", 0.88)


def parse_post(folded: str) -> PostKind | None:
    """What a post or team is for, by the words that name it."""
    return next((kind for kind, pattern in _SOURCE_OF_KINDS if pattern.search(folded)), None)


def _span(match: re.Match[str]) -> Span:
    end = match.end()
    while match.string[end - 1] in " ,/":
        end -= 1
    return Span(match.start(), end)


def _count(match: re.Match[str]) -> int | None:
    written = match["count"]
    if not written:
        return None
    return int(written) if written.isdigit() else {"jedno": 1, "jedna": 1}.get(written) or parse_numeral([written])


def _is_new(page: Page, position: int) -> bool | None:
    """By the words before it in its sentence, or in the line that opens its list."""
    sentence = page.sentence_at(position)
    before = page.folded[max(sentence.start, position - 160) : position]
    line = page.line_before(sentence)
    for words in (before, page.folded[max(line.start, line.end - 160) : line.end]):
        if _NEW.search(words):
            return True
        if _REORGANISED.search(words):
            return False
    return None
