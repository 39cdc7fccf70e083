"""The record of what was brought in and undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.imports import Import
from tracker.services.editing.ground import Editor
from tracker.storage.audit import AuditEvent, record_event


def record_import(
    deed: str,
    done: Import,
    editor: Editor,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    project_id: int | None = None,
) -> None:
    """Record what was done with an import, to one project or, without one, as a whole."""
    told = {"import": done.id, "name": done.name} | dict(after or {})
    record_event(AuditEvent(editor.at, editor.name, deed, before or {}, told), project_id=project_id)
