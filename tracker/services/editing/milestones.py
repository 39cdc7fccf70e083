"""Add milestones and what is said of their dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.domain.drafts import EntryDraft, MilestoneDraft
from tracker.domain.errors import NotFoundError
from tracker.domain.project import Milestone, MilestoneEntry, ProjectRecord
from tracker.domain.provenance import Origin
from tracker.domain.schedule import MilestoneState, milestone_state
from tracker.domain.vocabulary import MilestoneEntryKind
from tracker.services.editing.ground import Editor, add, bare, open_project, refuse, told_on, trace

NOT_YET = 0


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of an entry.

    Attributes:
        counts: Whether it is the one that holds today; an entry that applies from an earlier day than another of its
            kind does not.
    """

    milestone: Milestone
    entry: MilestoneEntry
    counts: bool


def find_milestone(record: ProjectRecord, number: int) -> Milestone:
    """The milestone of a number.

    Raises:
        NotFoundError: If the project has none.
    """
    for milestone in record.milestones:
        if milestone.number == number:
            return milestone
    raise NotFoundError(str(number))


def milestone_fingerprint(milestone: Milestone) -> str:
    """What tells one state of a milestone from another: its last entry."""
    return str(max((entry.id for entry in milestone.entries), default=0))


def add_milestone(slug: str, draft: MilestoneDraft, editor: Editor) -> Milestone:
    """Add a milestone after the others; the caller commits.

    Raises:
        InvalidInputError: If there is one of that name.
    """
    record = open_project(slug, seen=None, fingerprint=lambda _: "")
    namesake = next((m for m in record.milestones if m.name.casefold() == draft.name.casefold()), None)
    if namesake:
        message = gettext("There is a milestone of this name, number %(number)s.", number=namesake.number)
        raise refuse("name", message)
    origin = trace(draft.source, editor, record=record, effective_on=None)
    number = max((m.number for m in record.milestones), default=0) + 1
    milestone = Milestone(NOT_YET, number, draft.kind, draft.name, draft.weight, origin)
    if draft.entry:
        milestone = replace(milestone, entries=(_entry(milestone, draft.entry, origin, editor),))
    _add(record, milestone, editor, deed="add_milestone", before={})
    return milestone


def add_milestone_entry(slug: str, number: int, draft: EntryDraft, editor: Editor, *, seen: str) -> EntryOutcome:
    """Record a plan, a forecast or the achievement of a milestone; the caller commits.

    Raises:
        ConflictError: If somebody added an entry since the form was opened.
        InvalidInputError: If the entry does not fit what is on record.
        NotFoundError: If there is no such milestone.
    """
    record = open_project(slug, seen=seen, fingerprint=lambda r: milestone_fingerprint(find_milestone(r, number)))
    milestone = find_milestone(record, number)
    before = milestone_state(milestone, editor.view)
    _check(before, draft)
    origin = trace(draft.source, editor, record=record, effective_on=draft.effective_on)
    entry = _entry(milestone, draft, origin, editor)
    after = milestone_state(replace(milestone, entries=(*milestone.entries, entry)), editor.view)
    _add(record, replace(milestone, entries=(entry,)), editor, deed="add_milestone_entry", before=_dates(before))
    return EntryOutcome(milestone, entry, entry in (after.baseline, after.forecast, after.achieved))


def _check(state: MilestoneState, draft: EntryDraft) -> None:
    if draft.kind is MilestoneEntryKind.FORECAST and state.is_achieved:
        message = gettext("The milestone has been achieved. Correct the date of achievement, not the forecast.")
        raise refuse("kind", message)
    if draft.kind is MilestoneEntryKind.BASELINE and state.baseline and not draft.reason:
        raise refuse("reason", gettext("Say in a sentence why the plan changes."))


def _entry(milestone: Milestone, draft: EntryDraft, origin: Origin, editor: Editor) -> MilestoneEntry:
    if draft.kind is MilestoneEntryKind.ACHIEVED and draft.day.first_day > editor.today:
        raise refuse("day", gettext("What has been achieved cannot lie in the future."))
    dated = replace(origin, effective_on=_effective_on(milestone, draft, origin))
    return MilestoneEntry(NOT_YET, draft.kind, draft.day, dated, draft.reason)


def _effective_on(milestone: Milestone, draft: EntryDraft, origin: Origin) -> date | None:
    """From when an entry applies: the first of its kind from the beginning, a later one from its document's day.

    An achievement has its own day; a corrected one must not seem older than the one it corrects.
    """
    earlier = [entry.origin.effective_on for entry in milestone.entries if entry.kind is draft.kind]
    if draft.kind is MilestoneEntryKind.ACHIEVED:
        return max((day for day in earlier if day is not None), default=None)
    if draft.effective_on is not None:
        return draft.effective_on
    is_first_plan = draft.kind is MilestoneEntryKind.BASELINE and not earlier
    return None if is_first_plan else told_on(origin)


def _add(record: ProjectRecord, milestone: Milestone, editor: Editor, *, deed: str, before: dict[str, Any]) -> None:
    after = {entry.kind.value: entry.day.isoformat() for entry in milestone.entries}
    add(
        record,
        replace(bare(record), milestones=(milestone,)),
        editor,
        deed=deed,
        before={"milestone": milestone.number} | before,
        after={"milestone": milestone.number, "name": milestone.name} | after,
    )


def _dates(state: MilestoneState) -> dict[str, Any]:
    entries = (state.baseline, state.forecast, state.achieved)
    return {entry.kind.value: entry.day.isoformat() for entry in entries if entry is not None}
