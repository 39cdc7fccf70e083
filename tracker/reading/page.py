"""A text made ready for reading: one kind of blank, dash and line, every character tied to where it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.reading.markup import SeenText, is_markup, seen_text

LONGEST_SENTENCE = 1500
"""Characters; what is longer has lost its punctuation."""

_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\n\x0b\x0c\x85\u2028\u2029"
_PARTED = r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_A-ZĄĆĘŁŃÓŚŹŻ])"
"""A word that was parted at the end of a line of a newspaper or a scan."""

_AMOUNT_GOES_ON = re.compile(r"\d{3}(?:[ .\u00a0]\d{3})*,\d\d ?(?:zł|PLN)")

_IRREGULAR = re.compile(
    rf"(?P<parted>{_PARTED})"
    rf"|(?P<blank>[{_BLANKS}\r{_BREAKS}]+)"
    r"|(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+)"
    r"|(?P<marks>[\u0300-\u036f]+)"
)
_SAME_LENGTH = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "•": "\u2022", "’": "'", "‘": "'", "`": "'"}
)
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")

_LIST_ITEM = re.compile(r"[-*•·▪–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d)")
_ABBREVIATIONS = frozenset({
    "al", "art", "bł", "br", "ds", "dot", "dr", "dz", "gen", "gm", "godz", "im", "in", "inż", "kpt", "ks", "m",
    "mgr", "mies", "mld", "mln", "n", "nr", "ob", "ok", "os", "p", "pl", "pkt", "płk", "pn", "pod", "pok", "pow",
    "poz", "prof", "pt", "r", "rb", "s", "sp", "str", "szt", "św", "t", "tel", "tj", "tys", "tzn", "tzw", "u",
    "ul", "ust", "w", "wlkp", "maz", "woj", "ww", "z", "zm", "zw", "jw", "kw", "śl", "nt",
})  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?][)\"”'»]{0,2} (?=[\"„«(]?[^\W\d_])|[!?;] |\n")
_A_DATE = r"(?:\d{1,2}(?:-?e?go)?[. ]{1,2})?(?:[a-ząćęłńóśźż]{3,12}|\d{1,2}|[IVX]{1,4})[. ]{1,2}\d{4}"
_OPENING_DATE = re.compile(
    rf"(?:w okresie |w terminie |już )?(?:od |do |w |we |z |dnia |dniem |dniu "
    rf"|roku ){{0,3}}{_A_DATE}(?: ?r?\.? ?(?:do|-)(?: dnia)? {_A_DATE})? ?r",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the clean text, half-open."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Clean:
    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class Page:
    """A text in the forms that the rules look at.

    Attributes:
        given: What was given, plain text or HTML.
        text: What a reader sees: the given text itself, or the text of its HTML.
        clean: The same with single blanks, plain dashes and wrapped lines joined; what rules take values from.
        folded: ``clean`` in small letters without Polish marks, as long as ``clean``; what rules look for cues in.
    """

    def __init__(self, given: str) -> None:
        self.given = given
        self._seen: SeenText | None = seen_text(given) if is_markup(given) else None
        self.text = self._seen.text if self._seen else given
        self._cleaned = _clean(self.text)
        self.clean = self._cleaned.text
        self.folded = _fold(self.clean)

    @property
    def is_markup(self) -> bool:
        """Whether HTML was given."""
        return self._seen is not None

    def place_in_text(self, span: Span) -> Span:
        """Where a passage of the clean text stands in :attr:`text`."""
        return Span(self._cleaned.starts[span.start], self._cleaned.ends[span.end - 1])

    def written(self, span: Span) -> str:
        """A passage of the clean text as :attr:`text` has it."""
        place = self.place_in_text(span)
        return self.text[place.start : place.end]

    def place_in_given(self, span: Span) -> Span:
        """Where a passage of :attr:`text` stands in what was given."""
        if self._seen is None:
            return span
        return Span(self._seen.starts[span.start], self._seen.ends[span.end - 1])

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """The sentences and lines of the clean text in order, covering all of it."""
        return tuple(_sentences(self.clean))

    @cached_property
    def _sentence_starts(self) -> Sequence[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, position: int) -> int:
        """The number of the sentence that holds a position."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position of the clean text."""
        return self.sentences[self.sentence_index(position)]

    def line_before(self, sentence: Span) -> Span:
        """The sentence or line before one; an empty passage before the first."""
        index = self.sentence_index(sentence.start)
        return self.sentences[index - 1] if index else Span(0, 0)


def fold(text: str) -> str:
    """A text as cues are written: small letters without Polish marks, single blanks, plain dashes.

    >>> fold("Wartość  projektu – ŁĄCZNIE")
    'wartosc projektu - lacznie'
    """
    return _fold(_clean(text).text)


def tidy(text: str) -> str:
    r"""A text on one line with single ordinary blanks, without unseen characters; its own dashes and quotes stay.

    >>> tidy("Nowa\u00a0jakość –\n  pomoc")
    'Nowa jakość – pomoc'
    """
    seen = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) not in ("Cf", "Cc")
                   or sign in "\t\n\r\x0b\x0c\x85")  # fmt: skip
    return " ".join(seen.split())


def _fold(clean: str) -> str:
    lowered = clean.lower()
    if len(lowered) != len(clean):
        lowered = "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in clean)
    return lowered.translate(_PLAIN)


def _clean(text: str) -> _Clean:
    same = text.translate(_SAME_LENGTH)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for odd in _IRREGULAR.finditer(same):
        _add(pieces, starts, ends, same[position : odd.start()], position)
        if odd["blank"]:
            pieces.append(_joint(same, odd.start(), odd.end()))
            starts.append(odd.start())
            ends.append(odd.end())
        elif odd["marks"] and pieces and pieces[-1]:
            _compose(pieces, ends, odd)
        position = odd.end()
    _add(pieces, starts, ends, same[position:], position)
    return _Clean("".join(pieces), starts, ends)


def _add(pieces: list[str], starts: list[int], ends: list[int], piece: str, position: int) -> None:
    pieces.append(piece)
    starts.extend(range(position, position + len(piece)))
    ends.extend(range(position + 1, position + len(piece) + 1))


def _compose(pieces: list[str], ends: list[int], marks: re.Match[str]) -> None:
    """Put a mark that stands beside its letter onto it: some systems write ``ó`` as two characters."""
    last = pieces[-1]
    composed = unicodedata.normalize("NFC", last[-1] + marks[0])
    if len(composed) == 1:
        pieces[-1] = last[:-1] + composed
    ends[-1] = marks.end()


def _joint(text: str, start: int, end: int) -> str:
    """What a run of blanks is: a blank, a line's end, or a paragraph's end.

    A tab between a label and its value stands for a colon. A single line's end is a mere blank where the sentence
    goes on: before a small letter that begins no list item, and before a figure that follows a label.
    """
    breaks = sum(text[index] in _BREAKS for index in range(start, min(end, start + 200)))
    if breaks == 0 and "\r" not in text[start:end]:
        return ":" if "\t" in text[start:end] and _parts_cells(text, start, end) else " "
    if breaks == 1 and start > 0 and end < len(text) and _goes_on(text, start, end):
        return " "
    return "\n"


def _parts_cells(text: str, start: int, end: int) -> bool:
    """Whether a tab parts a label from its value, as in a copied table."""
    return start > 0 and end < len(text) and text[start - 1].isalnum() and (text[end].isalnum() or text[end] in '„"«,')


def _goes_on(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    if _LIST_ITEM.match(text, end):
        return False
    if after.islower() or after in "„,«(":
        return before not in ".:;!?" or text[max(start - 3, 0) : start].endswith((" r.", "0r.", "zł."))
    if before.isdigit() and _AMOUNT_GOES_ON.match(text, end):
        return True
    return after.isdigit() and (before.isalpha() or before == ":")


def _sentences(clean: str) -> Iterator[Span]:
    start = 0
    for end in _SENTENCE_END.finditer(clean):
        if clean[end.start()] == "." and (
            _goes_on_small(clean, end.end()) or _is_abbreviation(clean, start, end.start())
        ):
            continue
        yield from _pieces(clean, start, end.end())
        start = end.end()
    yield from _pieces(clean, start, len(clean))


def _pieces(clean: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut at blanks where it is longer than any sentence; so that the time of reading stays linear."""
    while end - start > LONGEST_SENTENCE:
        blank = clean.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = blank + 1 if blank >= 0 else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    if start < end or not clean:
        yield Span(start, end)


def _goes_on_small(clean: str, position: int) -> bool:
    """Whether what stands behind a full stop begins with a small letter."""
    first = clean[position : position + 2].lstrip('"„«(')[:1]
    return first.islower()


def _is_abbreviation(clean: str, start: int, dot: int) -> bool:
    """Whether the dot belongs to a short form, so that the sentence goes on.

    A year's ``r.`` ends a sentence unless the date opens it: "Od 1 kwietnia 2017 r. Ośrodek realizuje …".
    """
    word_start = dot
    while word_start > max(start, dot - 8) and clean[word_start - 1].isalpha():
        word_start -= 1
    word = clean[word_start:dot].lower()
    if word == "r":
        return dot - start <= 90 and _OPENING_DATE.fullmatch(clean[start:dot].lstrip(" -*\u2022")) is not None
    return word in _ABBREVIATIONS or (len(word) == 1 and word not in "ai")
