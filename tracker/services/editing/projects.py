"""Add a project."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext

from tracker.domain.drafts import ProjectDraft
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.provenance import FactValue, Origin, Statement
from tracker.domain.slugs import make_slug
from tracker.domain.vocabulary import FactName
from tracker.schemas.amounts import written_precision
from tracker.services.editing.facts import as_json
from tracker.services.editing.ground import Editor, refuse, trace
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.projects import all_centres, insert_project, project_slugs
from tracker.storage.transactions import next_data_version


def add_project(draft: ProjectDraft, editor: Editor) -> ProjectRecord:
    """Store a new project with what its source states; the caller commits.

    Raises:
        InvalidInputError: If the centre does not exist, or a new one is on record already.
    """
    next_data_version()
    centre = _centre(draft.centre)
    origin = trace(draft.source, editor, record=None, effective_on=None)
    record = ProjectRecord(
        id=0,
        slug=make_slug(centre.place, set(project_slugs())),
        centre=centre,
        revision=0,
        version=1,
        created_at=editor.at,
        is_example=False,
        statements=_statements(draft, origin),
    )
    key = insert_project(record)
    after = {statement.fact.value: as_json(statement.value) for statement in record.statements}
    event = AuditEvent(editor.at, editor.name, "add_project", {}, {"slug": record.slug, "centre": centre.name} | after)
    record_event(event, project_id=key)
    return replace(record, id=key)


def _centre(choice: int | Centre) -> Centre:
    known = all_centres()
    if isinstance(choice, int):
        found = next((centre for centre in known if centre.id == choice), None)
        if found is None:
            raise refuse("centre_id", gettext("Choose the centre."))
        return found
    if any(centre.name.casefold() == choice.name.casefold() for centre in known):
        raise refuse("centre_name", gettext("This centre is on record; choose it from the list."))
    return choice


def _statements(draft: ProjectDraft, origin: Origin) -> tuple[Statement, ...]:
    stated: dict[FactName, FactValue | None] = {
        FactName.TITLE: draft.title,
        FactName.PROJECT_NUMBER: draft.project_number or None,
        FactName.CALL_NUMBER: draft.call_number or None,
        FactName.TOTAL_VALUE: draft.value,
        FactName.START: draft.start,
        FactName.END: draft.end,
    }
    known = [(fact, value) for fact, value in stated.items() if value is not None]
    return tuple(
        Statement(
            number,
            fact,
            value,
            draft.kind,
            origin,
            draft.value_as_written if fact is FactName.TOTAL_VALUE else "",
            written_precision(draft.value_as_written) if fact is FactName.TOTAL_VALUE else None,
        )
        for number, (fact, value) in enumerate(known, start=1)
    )
