"""Add milestones and what is said of their dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from tracker.domain.drafts import EntryDraft, MilestoneDraft
from tracker.domain.errors import NotFoundError
from tracker.domain.project import Milestone, MilestoneEntry, ProjectRecord
from tracker.domain.provenance import Origin, told_on
from tracker.domain.schedule import MilestoneState, applies_from, milestone_state
from tracker.domain.vocabulary import MilestoneEntryKind
from tracker.services.editing.ground import Editor, add, bare, open_project, refuse, trace

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
        NotFoundError: If the project has none, or the import that brought it was undone.
    """
    for milestone in record.milestones:
        if milestone.number == number and milestone.origin.withdrawn_on is None:
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
    standing = (m for m in record.milestones if m.origin.withdrawn_on is None)
    namesake = next((m for m in standing if m.name.casefold() == draft.name.casefold()), None)
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
    earlier = (e for e in milestone.entries if e.kind is draft.kind and e.origin.withdrawn_on is None)
    day = applies_from(draft.kind, earlier, told_on(origin), given=draft.effective_on)
    return MilestoneEntry(NOT_YET, draft.kind, draft.day, replace(origin, effective_on=day), draft.reason)


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
