"""The bundled files as histories, with the demonstration laid over the real projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tracker.config import ROOT
from tracker.domain.project import Milestone, ProjectRecord
from tracker.exchange.snapshot import ReadProject, read_project

REAL = ("klucze", "krasnystaw", "lopiennik-gorny", "myslenice", "przasnysz")
PORTFOLIO, DEMO = ROOT / "data" / "portfolio", ROOT / "data" / "demo"


@cache
def read_folder(folder: Path) -> dict[str, ReadProject]:
    """The projects of a folder by short name."""
    files = sorted(path for path in folder.glob("*.json") if path.name != "portfolio.json")
    read = [read_project(path.read_text(encoding="utf-8"), file=path.name) for path in files]
    return {project.record.slug: project for project in read}


def real_record(slug: str) -> ProjectRecord:
    """A real project with nothing invented about it."""
    return read_folder(PORTFOLIO)[slug].record


@cache
def demo_record(slug: str) -> ProjectRecord:
    """A project as the demonstration shows it."""
    told = read_folder(DEMO)[slug]
    return _laid_over(real_record(slug), told.record) if told.extends else told.record


def _laid_over(base: ProjectRecord, told: ProjectRecord) -> ProjectRecord:
    return replace(
        base,
        statements=base.statements + told.statements,
        plans=base.plans + told.plans,
        milestones=_joined(base.milestones, told.milestones),
        posts=_joined(base.posts, told.posts),
        trainings=_joined(base.trainings, told.trainings),
        reports=base.reports + told.reports,
    )


def _joined(base: Sequence[Any], told: Sequence[Any]) -> tuple[Any, ...]:
    by_identity = {_identity(thing): thing for thing in base}
    for thing in told:
        found = by_identity.get(_identity(thing))
        by_identity[_identity(thing)] = replace(found, entries=found.entries + thing.entries) if found else thing
    return tuple(by_identity.values())


def _identity(thing: Any) -> object:
    return thing.number if isinstance(thing, Milestone) else (thing.kind, thing.name)
