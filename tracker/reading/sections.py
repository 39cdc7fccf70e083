"""Several projects on one page: which title is the project of action 2.5, and which passages belong to others."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.evidence import doubt, evidence, support
from tracker.reading.page import Page, Span
from tracker.reading.titles import TitleMark


@dataclass(frozen=True, slots=True)
class Sections:
    """How a page is shared between projects.

    Attributes:
        title: The project that the page is read for; ``None`` when it names none.
        others: The other titles.
    """

    page: Page
    title: TitleMark | None
    others: tuple[TitleMark, ...]
    foreign: tuple[Span, ...]
    _sentences: dict[Span, bool] = field(default_factory=dict)

    def is_foreign(self, span: Span) -> bool:
        """Whether a passage belongs to another project than the page is read for."""
        index = bisect_right(self.foreign, span.start, key=lambda passage: passage.start) - 1
        if index >= 0 and span.start < self.foreign[index].end:
            return True
        sentence = self.page.sentence_at(span.start)
        if sentence not in self._sentences:
            words = self.page.folded[sentence.start : sentence.end]
            self._sentences[sentence] = doubt(words) > 0 and support(words) == 0
        return self._sentences[sentence]


def sections(page: Page, titles: Sequence[TitleMark]) -> Sections:
    """Share a page between the titles it names.

    A project's passages go from the paragraph that names it to the paragraph that names another. The title with most
    evidence of action 2.5 in its passages is chosen, then the one named most often, then the first.
    """
    if not titles:
        return Sections(page, None, (), ())
    passages = _passages(page, titles)
    keys = list(dict.fromkeys(mark.key for mark in titles))
    owned: dict[str, list[Span]] = {key: [] for key in keys}
    for owner, span in passages:
        owned[owner].append(span)
    weights = {key: _weight(page, spans) for key, spans in owned.items()}
    counts = Counter(mark.key for mark in titles)
    chosen = max(keys, key=lambda key: (weights[key], counts[key]))
    best = max((mark for mark in titles if mark.key == chosen), key=lambda mark: (mark.confidence, -mark.span.start))
    others = {mark.key: mark for mark in reversed(titles) if mark.key != chosen}
    foreign = [span for owner, span in passages if owner != chosen and _is_apart(weights[owner], weights[chosen])]
    return Sections(page, best, tuple(others.values()), tuple(foreign))


def _is_apart(weight: int, chosen: int) -> bool:
    """Whether another title is another project rather than another name in the same text."""
    return weight < 0 or (weight == 0 and chosen > 2) or weight >= 2


def _passages(page: Page, titles: Sequence[TitleMark]) -> list[tuple[str, Span]]:
    starts: list[tuple[str, int]] = []
    for mark in titles:
        if not starts or starts[-1][0] != mark.key:
            starts.append((mark.key, _line_start(page, mark.span.start) if starts else 0))
    ends = [start for _, start in starts[1:]] + [len(page.clean)]
    return [(key, Span(start, max(end, start))) for (key, start), end in zip(starts, ends, strict=True)]


def _line_start(page: Page, position: int) -> int:
    return page.clean.rfind("\n", 0, position) + 1


def _weight(page: Page, passages: Sequence[Span]) -> int:
    return evidence(" ".join(page.folded[span.start : span.end] for span in passages))
