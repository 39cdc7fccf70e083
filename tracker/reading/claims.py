"""What a text says in words of who pays: kept as the claim it is, never turned into an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.vocabulary import FundingClaim
from tracker.reading.page import Page, Span

_WHOLLY = re.compile(
    r"(?:w calosci|calkowicie|w 100 ?%|w pelni|100 ?%)[^.\n;\d]{0,40}?(?:finansow|sfinansow|dofinansow"
    r"|pokry|pochodz|ze srodkow|z (?:budzetu|funduszy|efs|ue))[a-z]{0,8}"
    r"[^.\n;]{0,90}?(?:uni[ia] europejsk[a-z]{1,3}|(?<![a-z])(?:ue|efs)(?![a-z])"
    r"|europejski[a-z]{0,4} fundusz[a-z]{0,3} spoleczn[a-z]{1,4}|srodk[a-z]{1,4} (?:unijnych|europejskich"
    r"|zewnetrznych)|funduszy europejskich)"
    r"(?P<state>[^.\n;\d]{0,40}budzet[a-z]{0,3} panstwa)?"
)
_RATE = re.compile(r"(?<![\d,.])(?:100|\d{1,2}(?:[,.] ?\d{1,2})?) ?%")
_FUNDING_WORD = re.compile(
    r"(?<![a-z])(?:efs|ue|uni[ia]|europejsk|dofinans|kwalifikowaln|wkladu?|srodk|budzet|dotacj|finansow)[a-z]{0,8}"
)


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim or a share named in a text; ``claim`` is ``None`` for a mere percentage or another funder."""

    span: Span
    claim: FundingClaim | None


def find_claims(page: Page) -> Iterator[ClaimMark]:
    """The claims of a text in order.

    >>> [mark.claim for mark in find_claims(Page("w całości finansowana ze środków Unii Europejskiej"))]
    [<FundingClaim.WHOLLY_EU: 'wholly_eu'>]
    >>> [mark.claim for mark in find_claims(Page("85% kosztów pokryje EFS"))]
    [None]
    """
    taken = [Span(match.start(), match.end()) for match in _WHOLLY.finditer(page.folded)]
    for span in taken:
        yield ClaimMark(span, parse_claim(page.folded[span.start : span.end]))
    for match in _RATE.finditer(page.folded):
        around = page.folded[max(match.start() - 60, 0) : match.end() + 60]
        is_within = any(span.start <= match.start() < span.end for span in taken)
        if not is_within and _FUNDING_WORD.search(around):
            yield ClaimMark(Span(match.start(), match.end()), None)


def parse_claim(folded: str) -> FundingClaim | None:
    """The claim of a passage; ``None`` when it names no funder the tracker knows."""
    match = _WHOLLY.search(folded)
    if match is None or "zewnetrzn" in match[0]:
        return None
    return FundingClaim.WHOLLY_EU_AND_STATE if "panstwa" in match[0] else FundingClaim.WHOLLY_EU
