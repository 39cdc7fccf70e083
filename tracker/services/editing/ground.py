"""What every change by hand does alike: lock, compare with what the editor saw, trace to a source, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from tracker.domain.drafts import SourceChoice
from tracker.domain.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Origin, Source, Viewpoint
from tracker.domain.snapshot import is_known
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.projects import append_history, get_record
from tracker.storage.transactions import next_data_version


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes something and when.

    Attributes:
        at: The moment, aware.
        today: The day on which the tracker's business stands: today in Poland, or the portfolio's reference day.
        is_example: What this person enters is marked as invented.
        reports_on: The day on which reports stand, where the portfolio's reference day is another than ``today``.
    """

    name: str
    at: datetime
    today: date
    is_example: bool = False
    reports_on: date | None = None

    @property
    def view(self) -> Viewpoint:
        """Editing is about now: everything known, as of today."""
        return Viewpoint(self.today)

    @property
    def reports_view(self) -> Viewpoint:
        """Reports are handed in, and awaited, on the day the portfolio's business stands on."""
        return Viewpoint(self.reports_on or self.today)


def refuse(where: str, message: str) -> InvalidInputError:
    """The refusal of what was typed into one field."""
    return InvalidInputError([Problem(where, message)])


def open_project(slug: str, *, seen: str | None, fingerprint: Callable[[ProjectRecord], str]) -> ProjectRecord:
    """The project as it is now, held until the transaction ends: nobody else can change it meanwhile.

    Args:
        slug: The project.
        seen: The fingerprint of the part to be edited when the editor opened the form; ``None`` takes any.
        fingerprint: Tells one state of that part from another.

    Raises:
        NotFoundError: If there is no project of that slug, or the import that brought it was undone.
        ConflictError: If the part changed since.
    """
    # The counter is the lock of every writer: what is read after it is what the last of them left.
    next_data_version()
    record = get_record(slug)
    if not is_known(record, Viewpoint(date.max)):
        raise NotFoundError(slug)
    if seen is not None and seen != fingerprint(record):
        raise ConflictError(slug)
    return record


def known_sources(record: ProjectRecord) -> dict[int, Source]:
    """The documents on record, by key, in the order met; not those that came with an import that was undone."""
    return {origin.source.id: origin.source for origin in record.origins() if origin.withdrawn_on is None}


def trace(choice: SourceChoice, editor: Editor, *, record: ProjectRecord | None, effective_on: date | None) -> Origin:
    """The origin of what is recorded: known from today, however old its document is.

    What nobody had recorded by a day was not known to whoever looked at the tracker then, so that an old document
    recorded late does not rewrite what a meeting saw.

    Raises:
        InvalidInputError: If the document is not one of the project's or bears a day to come.
    """
    source = _source(choice, record)
    published = source.published
    if published is not None and published.first_day > editor.today:
        raise refuse("source_published", gettext("The date of the document is still to come."))
    return Origin(source, effective_on, editor.today, editor.at, editor.name)


def _source(choice: SourceChoice, record: ProjectRecord | None) -> Source:
    if isinstance(choice, Source):
        return choice
    found = known_sources(record).get(choice) if record else None
    if found is None:
        raise refuse("source_id", gettext("Choose one of this project's documents."))
    return found


def bare(record: ProjectRecord) -> ProjectRecord:
    """The project without its histories: the frame for what is added."""
    return replace(record, statements=(), choices=(), plans=(), milestones=(), posts=(), trainings=(), reports=())


def add(
    record: ProjectRecord,
    addition: ProjectRecord,
    editor: Editor,
    *,
    deed: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Add to the project's histories and record who did it; the caller commits."""
    append_history(record.slug, addition, on_record=record)
    record_event(AuditEvent(editor.at, editor.name, deed, before, after), project_id=record.id)
