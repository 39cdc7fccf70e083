"""Undo an import: what it brought is withdrawn from that day on, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError, Problem
from tracker.domain.imports import Hindrance, hindrance
from tracker.domain.permissions import EVERYWHERE, Place, Scope
from tracker.domain.project import ProjectRecord
from tracker.domain.snapshot import is_known
from tracker.services.editing.ground import Editor
from tracker.services.imports.recording import record_import
from tracker.storage import imports
from tracker.storage.projects import records_of
from tracker.storage.transactions import next_data_version


def undo(key: int, editor: Editor, *, reach: Scope = EVERYWHERE) -> int:
    """Withdraw everything an import brought; the caller commits.

    Args:
        key: The import.
        editor: Who undoes it.
        reach: Where that person may change projects.

    Returns:
        How many projects it concerned.

    Raises:
        ConflictError: If it was not taken over, or was undone already.
        ForbiddenError: If it reached further than this person may change projects.
        InvalidInputError: With every project whose later history rests on what the import brought.
    """
    next_data_version()
    done = imports.hold_import(key)
    if not done.stands:
        raise ConflictError(str(key))
    keys = imports.withdraw(key, on=editor.today, by=editor.name, at=editor.at)
    records = _records(key, keys, editor)
    if not all(reach.includes(Place(record.centre.id, record.centre.voivodeship)) for record in records):
        raise ForbiddenError(gettext("It reached further than this account does."))
    _check(records, editor)
    for record in records:
        record_import("undo_import", done, editor, project_id=record.id)
    record_import("undo_import", done, editor, after={"projects": len(records)})
    return len(records)


def _records(key: int, project_ids: Sequence[int], editor: Editor) -> list[ProjectRecord]:
    """The projects concerned, as far as is needed to tell whether somebody has gone on from what was brought.

    Of a project of which figures were brought, and others still stand, nothing else needs to be read.
    """
    if not imports.brought_facts_only(key):
        return list(records_of(project_ids))
    facts = list(records_of(project_ids, facts_only=True))
    standing = [record for record in facts if is_known(record, editor.view)]
    gone = [record.id for record in facts if not is_known(record, editor.view)]
    return [*standing, *records_of(gone)]


def _check(records: Iterable[ProjectRecord], editor: Editor) -> None:
    found = [(record, _hindrance(record, editor)) for record in records]
    problems = [Problem("undo", _text(why, record.centre.short_name)) for record, why in found if why is not None]
    if problems:
        raise InvalidInputError(problems)


def _hindrance(record: ProjectRecord, editor: Editor) -> Hindrance | None:
    if not is_known(record, editor.view) and imports.has_drafts(record.id):
        return Hindrance.REPORT_BEGUN
    return hindrance(record, editor.today)


def _text(why: Hindrance, centre: str) -> str:
    """Why an import cannot be undone, naming the project by its centre."""
    match why:
        case Hindrance.NAMES_THE_PROJECT:
            return gettext("%(centre)s: more has been recorded of the project that it added.", centre=centre)
        case Hindrance.ADDED_TO:
            return gettext("%(centre)s: people have added to milestones, posts or training of it.", centre=centre)
        case Hindrance.REPORTED_ON:
            return gettext("%(centre)s: a report speaks of milestones, posts or training of it.", centre=centre)
        case Hindrance.REPORT_BEGUN:
            return gettext("%(centre)s: a report of the project that it added has been begun.", centre=centre)
