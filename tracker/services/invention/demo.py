"""The files of ``data/demo``, written from the stories; the same stories give the same bytes."""

from __future__ import annotations

from tracker.domain.project import ProjectRecord
from tracker.exchange.documents import format_document
from tracker.exchange.dumping import dump_project
from tracker.schemas.projects import FORMAT
from tracker.services.invention.nine_centres import invented_stories
from tracker.services.invention.real_five import real_stories
from tracker.services.invention.telling import tell


def demo_documents() -> dict[str, str]:
    """The texts of the files by name: additions to the real projects, and the invented ones."""
    additions = {f"{story.slug}.json": demo_text(tell(story), extends=True) for story in real_stories()}
    projects = {f"{story.slug}.json": demo_text(tell(story), extends=False) for story in invented_stories()}
    return additions | projects


def demo_text(record: ProjectRecord, *, extends: bool) -> str:
    """One file of the demonstration."""
    return format_document({"format": FORMAT} | dump_project(record, extends=extends))
