"""Take over what a document says: all that was decided, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext

from tracker.domain.arrivals import Arrival, FactDifference, Standing
from tracker.domain.arriving_spending import spent_in_reports
from tracker.domain.errors import ConflictError, InvalidInputError, Problem
from tracker.domain.imports import Import, ImportKind
from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.project import ProjectRecord
from tracker.domain.slugs import make_slug
from tracker.domain.taking_over import Taking, addition
from tracker.domain.vocabulary import FactName
from tracker.exchange.arrivals import dump_arrivals, read_arrivals
from tracker.services.editing.facts import as_json
from tracker.services.editing.ground import Editor
from tracker.services.imports.previewing import Proposal, edition, propose
from tracker.services.imports.recording import record_import
from tracker.storage import imports
from tracker.storage.projects import append_histories, insert_projects, project_slugs
from tracker.storage.transactions import next_data_version


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided about an import.

    Attributes:
        taken: The numbers of the proposals that are taken over.
        overruling: Of each, the contradicted figures for which the document counts from now on.
        reason: Why they do, in a sentence.
    """

    taken: Collection[int]
    overruling: Mapping[int, Collection[FactName]] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking over did.

    Attributes:
        added: Short names of new projects.
        changed: Short names of projects that were on record.
    """

    key: int
    added: tuple[str, ...]
    changed: tuple[str, ...]


def keep(
    kind: ImportKind,
    name: str,
    arrivals: Sequence[Arrival],
    editor: Editor,
    *,
    account_id: int | None,
    notes: Sequence[str] = (),
) -> int:
    """Keep what was read until somebody decides; the caller commits. Gives its key."""
    said = dump_arrivals(arrivals)
    return imports.insert_import(kind, name, said, notes, account_id=account_id, by=editor.name, at=editor.at)


def proposals_of(key: int, editor: Editor, reach: Scope = EVERYWHERE) -> list[Proposal]:
    """What taking an import over would change."""
    return propose(read_arrivals(imports.arrivals_of(key)), editor.view, editor.reports_view, reach)


def apply(key: int, decisions: Decisions, editor: Editor, *, reach: Scope = EVERYWHERE, seen: str) -> Outcome:
    """Take over what was decided; the caller commits.

    Args:
        key: The import.
        decisions: What is taken over, and what counts.
        editor: Who decided.
        reach: Where that person may change projects.
        seen: The ``edition`` of the proposals that were looked at.

    Raises:
        ConflictError: If a project concerned, or the import itself, has changed since.
        InvalidInputError: If nothing was chosen, something chosen cannot be taken, or a reason is missing.
        NotFoundError: If there is no such import.
    """
    # The counter is the lock of every writer: what is read after it is what the last of them left.
    next_data_version()
    waiting = imports.hold_import(key)
    if not waiting.is_waiting:
        raise ConflictError(str(key))
    proposals = proposals_of(key, editor, reach)
    if seen != edition(proposals):
        raise ConflictError(str(key))
    chosen = [one for one in proposals if one.number in decisions.taken]
    _check(chosen, decisions)
    added = _add_new([one for one in chosen if one.is_new and not one.record.id], key, editor, waiting)
    _add_to([one for one in chosen if one.record.id], key, decisions, editor, waiting)
    imports.mark_applied(key, by=editor.name, at=editor.at)
    added += tuple(one.record.slug for one in chosen if one.is_new and one.record.id)
    changed = tuple(one.record.slug for one in chosen if not one.is_new)
    record_import("apply_import", waiting, editor, after={"projects": len(chosen)})
    return Outcome(key, added, changed)


def _check(chosen: Sequence[Proposal], decisions: Decisions) -> None:
    if not chosen:
        raise InvalidInputError([Problem("taken", gettext("Choose at least one project."))])
    stuck = [one for one in chosen if not one.can_be_taken]
    if stuck:
        message = gettext("This cannot be taken over as it is.")
        raise InvalidInputError([Problem(f"take-{one.number}", message) for one in stuck])
    if not decisions.reason and any(_overruled(one, decisions) for one in chosen):
        raise InvalidInputError([Problem("reason", gettext("Say in a sentence why the new figures count."))])


def _overruled(proposal: Proposal, decisions: Decisions) -> list[FactDifference]:
    wanted = decisions.overruling.get(proposal.number, ())
    return [one for one in proposal.differences.of(Standing.CONTRADICTS) if one.said.fact in wanted]


def _add_new(proposals: Sequence[Proposal], key: int, editor: Editor, waiting: Import) -> tuple[str, ...]:
    """Add the new projects, all in one go."""
    taken = set(project_slugs())
    records = []
    for one in proposals:
        slug = make_slug(one.record.centre.place, taken)
        taken.add(slug)
        frame = replace(one.record, slug=slug, created_at=editor.at, is_example=editor.is_example)
        records.append(addition(frame, one.differences, _taking(editor)))
    keys = insert_projects(records, import_id=key)
    for project_id, record in zip(keys, records, strict=True):
        _record_new(record, project_id, waiting, editor)
    return tuple(record.slug for record in records)


def _add_to(proposals: Sequence[Proposal], key: int, decisions: Decisions, editor: Editor, waiting: Import) -> None:
    """Add to projects on record, all in one go; one of which all was undone comes back under its address."""
    usual = gettext("As on record before; %(document)s states otherwise.", document=waiting.name)
    additions = []
    for one in proposals:
        overruling = [each.said.fact for each in _overruled(one, decisions)]
        taking = _taking(editor, overruling, decisions.reason or usual)
        additions.append((one.record, addition(one.record, one.differences, taking)))
    append_histories(additions, import_id=key)
    for one, (_known, added) in zip(proposals, additions, strict=True):
        _record_addition(one, added, waiting, editor)


def _record_addition(one: Proposal, added: ProjectRecord, waiting: Import, editor: Editor) -> None:
    before = {each.said.fact.value: as_json(each.present.value) for each in one.differences.of(Standing.CONTRADICTS)}
    if one.is_new:
        _record_new(replace(added, slug=one.record.slug), one.record.id, waiting, editor)
    else:
        record_import("bring_in", waiting, editor, before=before, after=_told(added), project_id=one.record.id)


def _record_new(added: ProjectRecord, project_id: int, waiting: Import, editor: Editor) -> None:
    after = {"slug": added.slug, "centre": added.centre.name} | _told(added)
    record_import("bring_in_project", waiting, editor, after=after, project_id=project_id)


def _taking(editor: Editor, overruling: Collection[FactName] = (), reason: str = "") -> Taking:
    reports_on = editor.reports_view.as_of
    return Taking(editor.name, editor.today, editor.at, reports_on, frozenset(overruling), reason)


def _told(added: ProjectRecord) -> dict[str, Any]:
    """What was added, as the journal keeps it: the figures, what was spent, and how many of everything else."""
    figures = {statement.fact.value: as_json(statement.value) for statement in added.statements}
    counts = {
        "milestones": len(added.milestones),
        "posts": len(added.posts),
        "trainings": len(added.trainings),
        "plans": len(added.plans),
        "reports": len(added.reports),
    }
    spent = {"spent": as_json(spent_in_reports(added.reports))} if added.reports else {}
    return figures | {name: number for name, number in counts.items() if number} | spent


def bring_in(
    kind: ImportKind,
    name: str,
    arrivals: Sequence[Arrival],
    editor: Editor,
    *,
    decisions: Decisions,
    account_id: int | None = None,
    reach: Scope = EVERYWHERE,
) -> Outcome:
    """Keep and take over in one go, for who has seen the differences elsewhere; the caller commits.

    Raises:
        InvalidInputError: As :func:`apply` does.
    """
    next_data_version()
    key = keep(kind, name, arrivals, editor, account_id=account_id)
    return apply(key, decisions, editor, reach=reach, seen=edition(proposals_of(key, editor, reach)))


def discard(key: int) -> None:
    """Forget an import that nobody took over; the caller commits."""
    imports.remove_import(key)
