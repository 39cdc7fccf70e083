"""What a person accepted of one document, in the form in which documents are held against the record."""

from __future__ import annotations

from datetime import date

from tracker.domain.arrivals import Arrival
from tracker.domain.drafts import Accepted, EntryDraft, MilestoneDraft, PostDraft, QuantityDraft, TrainingDraft
from tracker.domain.project import Centre, Milestone, MilestoneEntry, Post, ProjectRecord, QuantityEntry, Training
from tracker.domain.provenance import Origin, Statement
from tracker.services.editing.ground import Editor

STAND_IN = "dokument"
"""The short name of a record that nobody stores."""


def arrival_of(
    accepted: Accepted, centre: Centre, editor: Editor, *, slug: str | None, place: str = "", restates: bool = False
) -> Arrival:
    """What was accepted of a document.

    Args:
        accepted: The figures, posts, training and dates.
        centre: Whose project it is.
        editor: Who accepted it.
        slug: The project on record; ``None`` for a new one or for one that is still to be found.
        place: Where in its file it stands.
        restates: It was made from what is on record.
    """
    origin = Origin(accepted.source, None, editor.today, editor.at, editor.name)
    record = ProjectRecord(
        id=0,
        slug=STAND_IN,
        centre=centre,
        revision=0,
        version=1,
        created_at=editor.at,
        is_example=False,
        statements=tuple(
            Statement(number, one.fact, one.value, accepted.kind, origin, one.as_written, one.amount_precision)
            for number, one in enumerate(accepted.facts, start=1)
        ),
        milestones=tuple(_milestone(n, one, origin) for n, one in enumerate(accepted.milestones, start=1)),
        posts=tuple(_post(n, one, origin) for n, one in enumerate(accepted.posts, start=1)),
        trainings=tuple(_training(n, one, origin) for n, one in enumerate(accepted.trainings, start=1)),
    )
    return Arrival(record, slug, place, restates)


def _milestone(number: int, draft: MilestoneDraft, origin: Origin) -> Milestone:
    entries = (_date(draft.entry, origin),) if draft.entry else ()
    return Milestone(number, number, draft.kind, draft.name, draft.weight, origin, entries)


def _date(draft: EntryDraft, origin: Origin) -> MilestoneEntry:
    return MilestoneEntry(1, draft.kind, draft.day, _from(origin, draft.effective_on), draft.reason)


def _from(origin: Origin, day: date | None) -> Origin:
    return Origin(origin.source, day, origin.known_on, origin.recorded_at, origin.recorded_by)


def _post(number: int, draft: PostDraft, origin: Origin) -> Post:
    return Post(number, draft.kind, draft.name, draft.is_new, origin, _quantities(draft.entry, origin))


def _training(number: int, draft: TrainingDraft, origin: Origin) -> Training:
    return Training(number, draft.kind, draft.name, origin, _quantities(draft.entry, origin))


def _quantities(draft: QuantityDraft | None, origin: Origin) -> tuple[QuantityEntry, ...]:
    return (QuantityEntry(1, draft.kind, draft.quantity, draft.day, origin, draft.note),) if draft else ()
