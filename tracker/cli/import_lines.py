"""What an import would change, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flask_babel import gettext, ngettext

from tracker.domain.arrivals import Standing
from tracker.labels import label

if TYPE_CHECKING:
    from tracker.services.imports.previewing import Proposal

MOST_NAMED = 20


def outcome_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    """How many projects are new, completed, contradicted, as on record and in the way of something; which ones."""
    able = [one for one in proposals if one.can_be_taken]
    known = [one for one in able if not one.is_new]
    same = [one for one in proposals if not one.is_new and one.differences.is_empty]
    stuck = [one for one in proposals if not one.can_be_taken and one not in same]
    yield ngettext("%(num)s new project.", "%(num)s new projects.", len(able) - len(known))
    if known:
        told = ngettext(
            "%(num)s project on record is completed.", "%(num)s projects on record are completed.", len(known)
        )
        yield told
    yield from _contradictions([one for one in known if one.differences.of(Standing.CONTRADICTS)])
    if same:
        yield ngettext(
            "%(num)s project is on record as it is.", "%(num)s projects are on record as they are.", len(same)
        )
    if stuck:
        yield ngettext("%(num)s project cannot be taken over.", "%(num)s projects cannot be taken over.", len(stuck))
        yield from (f"  {one.arrival.place}, {one.record.centre.short_name}" for one in stuck[:MOST_NAMED])


def _contradictions(proposals: Sequence[Proposal]) -> Iterator[str]:
    if not proposals:
        return
    yield ngettext(
        "%(num)s of them is contradicted; what counted goes on counting.",
        "%(num)s of them are contradicted; what counted goes on counting.",
        len(proposals),
    )
    for one in proposals[:MOST_NAMED]:
        names = ", ".join(str(label(each.said.fact)) for each in one.differences.of(Standing.CONTRADICTS))
        yield f"  {one.record.slug}: {names}"
    if len(proposals) > MOST_NAMED:
        yield gettext("  and %(number)s more", number=len(proposals) - MOST_NAMED)
