"""Whether words have room on a slide: nothing is cut there, and nothing runs over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flask_babel import ngettext

from tracker.charts.placing import text_width
from tracker.domain.screen_slides import NAMED, Named, name_some
from tracker.formatting import NBSP, tie

WIDTH = 1776
"""Between the margins of a slide, in parts of a picture 1920 wide, as all sizes here."""

SMALL = 40
"""The smallest size of a text: 3.7 hundredths of the height."""

BOLD = 1.06
"""A semibold text is so much wider than a regular one."""

TITLE_SIZES = (("l", 88), ("m", 72), ("s", 60))

_ROMAN = re.compile(r"(?<=\b[IV]) |(?<=\b[IV]{2}) |(?<=\bIII) ")
_BREAKS = re.compile(r"(?<= )|(?<=[\w]-)(?=\w)")


def held(text: str) -> str:
    """A text whose numbers, Roman ones too, stay on the line of what they count."""
    return _ROMAN.sub(NBSP, tie(text))


def lines_needed(text: str, width: float, size: float) -> int:
    """On how many lines a text stands that breaks at spaces and hyphens; a word wider than a line needs too many."""
    lines, used = 1, 0.0
    for word in _BREAKS.split(text):
        length, bare = text_width(word, size), text_width(word.rstrip(" "), size)
        if bare > width:
            return len(text)
        if used + bare > width:
            lines, used = lines + 1, 0.0
        used += length
    return lines


def title_size(text: str, width: float, lines: int) -> str:
    """The largest of the sizes in which a headline has room; the smallest where none is small enough."""
    return next((name for name, size in TITLE_SIZES if lines_needed(text, width, size) <= lines), TITLE_SIZES[-1][0])


def names_text(places: Sequence[str], width: float, lines: int, most: int = NAMED) -> str:
    """The first places that have room, and how many others there are: ``Rzeczna, Nowy Bród i 4 inne``."""

    def fits(named: Named) -> bool:
        return lines_needed(_told(named, width), width, SMALL) <= lines

    return _told(name_some(places, fits, most), width) if places else ""


def _whole(place: str, width: float) -> str:
    """A name that stays on one line where it has room on one."""
    whole = place.replace(" ", NBSP)
    return whole if text_width(f"{whole},", SMALL) <= width else place


def _told(named: Named, width: float) -> str:
    names = ", ".join(_whole(name, width) for name in named.names)
    if not named.names:
        return tie(ngettext("%(num)s project", "%(num)s projects", named.others))
    if not named.others:
        return names
    return tie(ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", named.others, names=names))


def sentences_that_fit(sentences: Iterable[str], width: float, size: float, lines: int) -> str:
    """As many of the first sentences as have room together."""
    told: list[str] = []
    for sentence in sentences:
        if lines_needed(" ".join([*told, sentence]), width, size) > lines:
            break
        told.append(sentence)
    return " ".join(told)


def first_that_fits(texts: Iterable[str], width: float, size: float, lines: int = 1) -> str:
    """The first text that has room; nothing where none has."""
    return next((text for text in texts if lines_needed(text, width, size) <= lines), "")
