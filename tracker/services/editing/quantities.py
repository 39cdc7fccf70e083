"""Add posts and training, their targets and what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from flask_babel import gettext

from tracker.domain.drafts import PostDraft, QuantityDraft, SourceChoice, TrainingDraft
from tracker.domain.errors import NotFoundError
from tracker.domain.project import Post, ProjectRecord, QuantityEntry, Training
from tracker.domain.provenance import Origin
from tracker.domain.quantities import quantity_state
from tracker.domain.vocabulary import QuantityEntryKind
from tracker.formatting import quantity
from tracker.services.editing.ground import Editor, add, bare, open_project, refuse, trace

NOT_YET = 0
T = TypeVar("T", Post, Training)


def find_post(record: ProjectRecord, key: int) -> Post:
    """The post of a key.

    Raises:
        NotFoundError: If the project has none, or the import that brought it was undone.
    """
    return _find(record.posts, key)


def find_training(record: ProjectRecord, key: int) -> Training:
    """The training of a key.

    Raises:
        NotFoundError: If the project has none, or the import that brought it was undone.
    """
    return _find(record.trainings, key)


def _find(things: Sequence[T], key: int) -> T:
    for thing in things:
        if thing.id == key and thing.origin.withdrawn_on is None:
            return thing
    raise NotFoundError(str(key))


def quantity_fingerprint(thing: Post | Training) -> str:
    """What tells one state of a post or training from another: its last entry."""
    return str(max((entry.id for entry in thing.entries), default=0))


def add_post(slug: str, draft: PostDraft, editor: Editor) -> Post:
    """Add a post or team; the caller commits.

    Raises:
        InvalidInputError: If there is one of that kind and name.
    """
    record = open_project(slug, seen=None, fingerprint=lambda _: "")
    _refuse_namesake(record.posts, draft)
    origin = trace(draft.source, editor, record=record, effective_on=None)
    post = Post(NOT_YET, draft.kind, draft.name, draft.is_new, origin)
    post = replace(post, entries=_first_entries(draft.entry, origin, editor))
    _add(record, post, editor, deed="add_post")
    return post


def add_training(slug: str, draft: TrainingDraft, editor: Editor) -> Training:
    """Add training, supervision or study visits; the caller commits.

    Raises:
        InvalidInputError: If there is one of that kind and name.
    """
    record = open_project(slug, seen=None, fingerprint=lambda _: "")
    _refuse_namesake(record.trainings, draft)
    origin = trace(draft.source, editor, record=record, effective_on=None)
    training = Training(NOT_YET, draft.kind, draft.name, origin)
    training = replace(training, entries=_first_entries(draft.entry, origin, editor))
    _add(record, training, editor, deed="add_training")
    return training


def add_post_entry(slug: str, key: int, draft: QuantityDraft, editor: Editor, *, seen: str) -> Post:
    """Record a target of a post or how much of it is filled; the caller commits.

    Raises:
        ConflictError: If somebody added an entry since the form was opened.
        InvalidInputError: If the entry does not fit what is on record.
        NotFoundError: If there is no such post.
    """
    record = open_project(slug, seen=seen, fingerprint=lambda r: quantity_fingerprint(find_post(r, key)))
    post = find_post(record, key)
    entry = _entry(post, draft, draft.source, record, editor)
    _add(record, replace(post, entries=(entry,)), editor, deed="add_post_entry", earlier=post)
    return post


def add_training_entry(slug: str, key: int, draft: QuantityDraft, editor: Editor, *, seen: str) -> Training:
    """Record a target of a training or how much of it was held; the caller commits.

    Raises:
        ConflictError: If somebody added an entry since the form was opened.
        InvalidInputError: If the entry does not fit what is on record.
        NotFoundError: If there is no such training.
    """
    record = open_project(slug, seen=seen, fingerprint=lambda r: quantity_fingerprint(find_training(r, key)))
    training = find_training(record, key)
    entry = _entry(training, draft, draft.source, record, editor)
    _add(record, replace(training, entries=(entry,)), editor, deed="add_training_entry", earlier=training)
    return training


def _refuse_namesake(things: Sequence[Post | Training], draft: PostDraft | TrainingDraft) -> None:
    standing = (thing for thing in things if thing.origin.withdrawn_on is None)
    if any(thing.kind == draft.kind and thing.name.casefold() == draft.name.casefold() for thing in standing):
        raise refuse("name", gettext("One of this kind and name is on record; add a figure to it."))


def _first_entries(draft: QuantityDraft | None, origin: Origin, editor: Editor) -> tuple[QuantityEntry, ...]:
    if draft is None:
        return ()
    _check_day(draft, editor)
    return (QuantityEntry(NOT_YET, draft.kind, draft.quantity, draft.day, origin, draft.note),)


def _entry(
    thing: Post | Training, draft: QuantityDraft, source: SourceChoice, record: ProjectRecord, editor: Editor
) -> QuantityEntry:
    _check_day(draft, editor)
    _check_target(thing, draft)
    origin = trace(source, editor, record=record, effective_on=None)
    return QuantityEntry(NOT_YET, draft.kind, draft.quantity, draft.day, origin, draft.note)


def _check_day(draft: QuantityDraft, editor: Editor) -> None:
    if draft.kind is QuantityEntryKind.ACTUAL and draft.day is not None and draft.day > editor.today:
        raise refuse("day", gettext("What has been reached cannot lie in the future."))


def _check_target(thing: Post | Training, draft: QuantityDraft) -> None:
    """A smaller target is a step on the way and needs its day: of several targets the largest is the project's."""
    standing = (entry for entry in thing.entries if entry.origin.withdrawn_on is None)
    largest = max((e.quantity for e in standing if e.kind is QuantityEntryKind.TARGET), default=Decimal(0))
    if draft.kind is QuantityEntryKind.TARGET and draft.day is None and draft.quantity < largest:
        message = gettext(
            "The target on record is %(target)s. A smaller one is a step on the way to it: say by which day.",
            target=quantity(largest),
        )
        raise refuse("day", message)


def _add(
    record: ProjectRecord, thing: Post | Training, editor: Editor, *, deed: str, earlier: Post | Training | None = None
) -> None:
    frame = bare(record)
    addition = replace(frame, posts=(thing,)) if isinstance(thing, Post) else replace(frame, trainings=(thing,))
    identity = {"kind": thing.kind.value, "name": thing.name}
    state = quantity_state(earlier.entries, editor.view) if earlier else None
    before = {e.kind.value: str(e.quantity) for e in (state.target, state.actual) if e} if state else {}
    after = {e.kind.value: str(e.quantity) for e in thing.entries}
    add(record, addition, editor, deed=deed, before=identity | before, after=identity | after)
