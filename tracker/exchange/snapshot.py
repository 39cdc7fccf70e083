"""Projects and whole portfolios as JSON: export and import are each other's inverse, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.project import ProjectRecord
from tracker.exchange.assembly import Assembly
from tracker.exchange.documents import compact, read_document
from tracker.exchange.dumping import dump_project
from tracker.schemas.portfolio import PortfolioSchema, SettingsFileSchema
from tracker.schemas.problems import problems_of
from tracker.schemas.projects import FORMAT, ProjectFileSchema, ProjectSchema

_PROJECT, _PORTFOLIO, _SETTINGS = ProjectFileSchema(), PortfolioSchema(), SettingsFileSchema()
_BARE = ProjectSchema()


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project as a file gives it.

    Attributes:
        extends: The record is not a project of its own but is added to the one of this short name; its centre is
            then a stand-in that nobody may store.
        where: File and path, for messages.
    """

    record: ProjectRecord
    extends: bool
    where: str


def read_project(text: str, *, file: str) -> ReadProject:
    """Read the file of one project.

    Raises:
        InvalidInputError: With every problem of the file.
    """
    document = read_document(text, file=file)
    return _assemble(_load(_PROJECT, document, file), file)


def read_project_values(values: Mapping[str, Any]) -> ProjectRecord:
    """Read a project from the JSON values that ``dump_project`` gave.

    Raises:
        InvalidInputError: If they are something else.
    """
    return _assemble(_load(_BARE, values, ""), "").record


def read_settings(text: str, *, file: str) -> PortfolioSettings:
    """Read the settings of a folder of projects.

    Raises:
        InvalidInputError: With every problem of the file.
    """
    return PortfolioSettings(**_load(_SETTINGS, read_document(text, file=file), file)["settings"])


def read_portfolio(text: str, *, file: str) -> tuple[PortfolioSettings, list[ReadProject]]:
    """Read an export.

    Raises:
        InvalidInputError: With every problem of the file.
    """
    data = _load(_PORTFOLIO, read_document(text, file=file), file)
    problems: list[Problem] = []
    projects = []
    for index, project in enumerate(data["projects"]):
        try:
            projects.append(_assemble(project, file, ("projects", index)))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return PortfolioSettings(**data["settings"]), projects


def _load(schema: Any, document: Any, file: str) -> dict[str, Any]:
    try:
        data: dict[str, Any] = schema.load(document)
    except ValidationError as error:
        raise InvalidInputError(problems_of(error, file=file)) from None
    return data


def _assemble(data: Mapping[str, Any], file: str, at: tuple[str | int, ...] = ()) -> ReadProject:
    assembly = Assembly(data, file, at)
    record = assembly.record()
    if assembly.problems:
        raise InvalidInputError(assembly.problems)
    return ReadProject(record, data["extends"] is not None, assembly.place())


def write_portfolio(settings: PortfolioSettings, records: Iterable[ProjectRecord]) -> Iterator[str]:
    """The pieces of an export: settings, then one project a line, in the order given.

    The same portfolio gives the same bytes, whichever ids its rows have.
    """
    yield f'{{"format": {compact(FORMAT)},\n"settings": {compact(dump_settings(settings))},\n"projects": ['
    between = "\n"
    for record in records:
        yield between + compact(dump_project(record))
        between = ",\n"
    yield "\n]}\n"


def dump_settings(settings: PortfolioSettings) -> dict[str, Any]:
    """Settings as JSON values; what is not set is left out."""
    day = settings.reference_day
    values = {
        "name": settings.name,
        "reference_day": day and day.isoformat(),
        "reference_note": settings.reference_note,
    }
    return {name: value for name, value in values.items() if value}
