"""Numbers of projects and calls: found in spite of blanks and wrong dashes, kept as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.identifiers import ACTION_PREFIX, call_number_remarks, project_number_remarks
from tracker.reading.page import Page, Span, fold

_NUMBER = re.compile(
    r"(?<![a-z\d])(?P<prefix>uda ?- ?)?(?P<programme>powe?r|po ?wer) ?[., ] ?\d\d ?[.,] ?\d\d ?[.,] ?\d\d ?- ?"
    r"(?:(?P<call>i[pz] ?[.,]? ?\d\d) ?- ?\d{2,3} ?- ?\d{3}|\d\d ?- ?[a-z]?\d{3,4}) ?/ ?\d\d(?: ?- ?\d\d(?!\d))?(?!\d)"
)
_OTHER_PROGRAMME = re.compile(
    r"(?<![a-z\d])(?:rp[a-z]{2}|pokl|fe[a-z]{2}|fers|pois|popc|poir)[. ]{1,2}\d\d ?[.,] ?\d\d[\d.,]{0,4}"
    r"(?:-[a-z\d.]{2,6}){1,4}(?:/\d\d(?:-\d\d)?)?"
)


_SEPARATOR = re.compile(r"(WE?R) ?[., ] ?(?=\d)")


class NumberKind(StrEnum):
    """What a number names."""

    PROJECT = "project"
    CALL = "call"
    OTHER_PROGRAMME = "other_programme"


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number found in a text.

    Attributes:
        value: Capital letters, without blanks; its digits and dots as printed.
        is_proper: It has the official form and names action 2.5.
    """

    span: Span
    kind: NumberKind
    value: str
    is_proper: bool


def find_numbers(page: Page) -> Iterator[NumberMark]:
    """Numbers of projects and calls of PO WER, then those of other programmes.

    >>> [(mark.kind.value, mark.value) for mark in find_numbers(Page("nabór POWR.02.05.00 – IP.03-00-019/18"))]
    [('call', 'POWR.02.05.00-IP.03-00-019/18')]
    """
    for match in _NUMBER.finditer(page.folded):
        value = parse_number(match[0])
        if value is not None:
            kind = NumberKind.CALL if match["call"] else NumberKind.PROJECT
            yield NumberMark(Span(match.start(), match.end()), kind, value, is_proper=not _remarks(kind, value))
    for match in _OTHER_PROGRAMME.finditer(page.folded):
        value = match[0].upper().replace(" ", "")
        yield NumberMark(Span(match.start(), match.end()), NumberKind.OTHER_PROGRAMME, value, is_proper=False)


def parse_number(written: str) -> str | None:
    """The number of PO WER that a passage writes; ``None`` when it writes none.

    >>> parse_number("Power.02.05.00 - 00 - 0193/17"), parse_number("POWR 02/05")
    ('POWER.02.05.00-00-0193/17', None)
    """
    match = _NUMBER.fullmatch(fold(written).strip())
    return _SEPARATOR.sub(r"\1.", match[0].upper()).replace(" ", "").replace(",", ".") if match else None


def _remarks(kind: NumberKind, value: str) -> bool:
    remarks = call_number_remarks(value) if kind is NumberKind.CALL else project_number_remarks(value)
    return bool(remarks) or ACTION_PREFIX not in value
