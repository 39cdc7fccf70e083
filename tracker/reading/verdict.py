"""Whether a text is about a project of a centre under action 2.5."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.reading.centres import CentreMark
from tracker.reading.evidence import doubt, support
from tracker.reading.page import Page
from tracker.reading.result import Verdict
from tracker.reading.sections import Sections

ENOUGH = 2
"""Weight of evidence from which a text speaks of the action."""

_REGIONAL = re.compile(
    r"regionaln[a-z]{1,4} osrod[a-z]{1,4} polityki|(?<![a-z])rops(?![a-z])|(?<![a-z])mcps(?![a-z])"
    r"|uczelni[a-z]{0,2}(?![a-z])|uniwersytet|akademi[aiey]|fundacj[aiey]{1,2}|stowarzyszeni[ea]|sp\. z o"
)
_TRAINING_OFFER = re.compile(
    r"specjalizacj[a-z]{1,2} (?:z zakresu|i stop|ii stop|zawod|kadr)|szkoleni[a-z]{1,2} specjalizacyjn"
    r"|i stop(?:ien|nia) (?:specjalizacji|w zawodzie)|studia podyplomowe|kurs[a-z]{0,2} specjalizacyjn"
    r"|(?:zapraszamy|zaprasza) (?:do udzialu |pracownikow |na )[^.\n]{0,60}(?:szkole|specjalizacj|szkolen)"
    r"|oferta szkole"
)
_CALL_ANNOUNCEMENT = re.compile(
    r"oglasza (?:konkurs|nabor)[^.\n]{0,120}(?:wnioskow|dofinansowanie)|kto moze (?:skladac|ubiegac)"
    r"|regulamin konkursu|lista projektow (?:ocenionych|wybranych|rekomendowanych|skierowanych)"
    r"|kryteri[ay] (?:wyboru|dostepu|premiujac)"
)
_PROJECT = re.compile(r"projek[a-z]{1,5}|przedsiewzieci|beneficjent|realizator|dofinansowani")
_OWN_PROJECT = re.compile(
    r"oddziel|rozdziel|wydziel|pierwszego kontaktu|usprawnie|reorganiz|nowy model|nowego modelu|modernizacj"
)


def verdict(page: Page, centres: Sequence[CentreMark], shared: Sections) -> Verdict:
    """The verdict on a page.

    A centre of a commune must be named, a project must be spoken of, and action 2.5 or the change it pays for must be
    there, more than any other programme. Regional training and announcements of calls are something else, though the
    action is the same.
    """
    own = _own_words(page, shared)
    words = page.folded
    if not _PROJECT.search(words) or not any(mark.kind != "ROPS" for mark in centres):
        return Verdict.OTHER
    if support(own) < ENOUGH or (doubt(own) >= support(own)):
        return Verdict.OTHER
    if _TRAINING_OFFER.search(words) and not _OWN_PROJECT.search(words):
        return Verdict.OTHER
    if _CALL_ANNOUNCEMENT.search(words) and shared.title is None:
        return Verdict.OTHER
    if _REGIONAL.search(words) and not _is_of_centre(centres, words):
        return Verdict.OTHER
    return Verdict.CENTRE_PROJECT


def _own_words(page: Page, shared: Sections) -> str:
    """The page without the passages of other projects."""
    kept, position = [], 0
    for span in sorted(shared.foreign, key=lambda span: span.start):
        kept.append(page.folded[position : span.start])
        position = max(position, span.end)
    return " ".join([*kept, page.folded[position:]])


def _is_of_centre(centres: Sequence[CentreMark], words: str) -> bool:
    """Whether the centre's own reorganisation is what the text is about, though a regional body is named too."""
    local = sum(mark.kind != "ROPS" for mark in centres)
    regional = sum(mark.kind == "ROPS" for mark in centres)
    return local > regional and _OWN_PROJECT.search(words) is not None
