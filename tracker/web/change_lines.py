"""The changes of two days as lines of a page: a mark, a sentence and where the evidence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from tracker.change_sentences.found import Found
from tracker.change_sentences.telling import change_sentence
from tracker.domain.changes import Direction, Group
from tracker.domain.permissions import Deed
from tracker.domain.picture import AspectKind, ReportHeld
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.provenance import Source
from tracker.formatting import partial_date
from tracker.gate.access import may, place_of
from tracker.labels import label
from tracker.sentences import period_name
from tracker.web.addresses import address, project_url

_SECTIONS: Mapping[AspectKind, str] = {
    AspectKind.PROJECT: "content",
    AspectKind.FACT: "facts-heading",
    AspectKind.BUDGET: "tasks-heading",
    AspectKind.TASK: "tasks-heading",
    AspectKind.SPENT: "spending-heading",
    AspectKind.MILESTONE: "milestones-heading",
    AspectKind.POST: "posts-heading",
    AspectKind.TRAINING: "training-heading",
    AspectKind.STATUS: "spending-heading",
    AspectKind.DECLARED: "reports-heading",
    AspectKind.STAGE: "facts-heading",
    AspectKind.REPORT: "reports-heading",
    AspectKind.SILENCE: "reports-heading",
}
"""The section of a project's page that shows what a change is about."""

_ROWS = frozenset({AspectKind.MILESTONE, AspectKind.REPORT})
"""Kinds of which the page of a project shows each in a row of its own."""


@dataclass(frozen=True)
class Line:
    """One change as the page tells it.

    Attributes:
        evidence: What shows it, in words; ``evidence_url`` leads there.
    """

    row: ProjectSummary
    direction: Direction
    text: str
    project_url: str
    evidence: str
    evidence_url: str


def lines_by_group(found: Sequence[Found]) -> list[tuple[Group, list[Line]]]:
    """The changes in words, group by group, in the order found."""
    groups: dict[Group, list[Line]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(line_of(one))
    return list(groups.items())


def line_of(one: Found) -> Line:
    """A change in words, with the way to its evidence."""
    url = project_url(one.row.slug)
    evidence, evidence_url = _evidence(one, url)
    return Line(one.row, one.direction, change_sentence(one.told), url, evidence, evidence_url)


def _evidence(one: Found, url: str) -> tuple[str, str]:
    """What shows a change, in words, and where it stands."""
    aspect, held = one.ground.aspect, one.ground.held
    is_row = aspect.kind in _ROWS and len(one.told) == 1
    there = f"{url}#{aspect.kind}-{aspect.key}" if is_row else f"{url}#{_SECTIONS[aspect.kind]}"
    if held is None:
        return gettext("the project's page"), there
    if held.report_id is not None and may(Deed.READ_REPORT, place_of(one.row.centre)):
        there = address("reports.show", {"report_id": held.report_id})
    if held.source is not None:
        return _document(held.source), there
    if isinstance(held.value, ReportHeld):
        return gettext("report for %(period)s", period=period_name(held.value.period)), there
    return gettext("the project's page"), there


def _document(source: Source) -> str:
    if source.published is None:
        return gettext("%(kind)s “%(title)s”", kind=label(source.kind), title=source.title)
    return gettext("%(kind)s of %(day)s", kind=label(source.kind), day=partial_date(source.published))
