"""Portfolios from and to files: read everything, refuse everything that is wrong, then store all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.funding import Check, CheckOutcome, CheckResult, check_funding
from tracker.domain.periods import LATEST_DAY
from tracker.domain.portfolio import PortfolioSettings
from tracker.domain.project import ProjectRecord, Report
from tracker.domain.provenance import Viewpoint
from tracker.domain.sequels import cut_sequel
from tracker.domain.snapshot import project_period, resolve_facts
from tracker.domain.vocabulary import DATE_FACTS, FactName
from tracker.exchange.dumping import dump_project
from tracker.exchange.snapshot import ReadProject, read_portfolio, read_project, read_settings, write_portfolio
from tracker.formatting import pln
from tracker.schemas.problems import path_of
from tracker.storage import projects
from tracker.storage.settings import get_settings, save_settings
from tracker.storage.writing import sources_of

SETTINGS_FILE = "portfolio.json"
"""The file of a folder that holds the portfolio's settings; every other JSON file is a project."""

CHUNK = 500
"""Projects written at a time."""


@dataclass(frozen=True, slots=True)
class ReadPortfolio:
    """What files held, checked and not yet stored."""

    projects: tuple[ReadProject, ...]
    settings: PortfolioSettings | None = None


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What storing did.

    Attributes:
        added: Short names of projects that were stored or added to.
        present: Short names of those that were there already and were left as they are.
    """

    added: tuple[str, ...]
    present: tuple[str, ...]


def read_files(path: Path) -> ReadPortfolio:
    """Read a folder of project files, or one of them.

    Raises:
        InvalidInputError: With every problem of every file.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    problems: list[Problem] = []
    read: list[ReadProject] = []
    settings = None
    for file in files:
        try:
            text = read_text(file)
            if file.name == SETTINGS_FILE:
                settings = read_settings(text, file=str(file))
            else:
                read.append(read_project(text, file=str(file)))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if not files:
        problems.append(Problem(str(path), gettext("There is no JSON file in this folder.")))
    for project in read:
        problems.extend(_judgements(project))
    problems.extend(_doubles(read))
    if problems:
        raise InvalidInputError(problems)
    return ReadPortfolio(tuple(read), settings)


def read_export(text: str, *, file: str) -> ReadPortfolio:
    """Read what :func:`export_portfolio` wrote.

    An export is a copy of what was recorded, so it is checked for its form and references only: a sum that a source
    got wrong comes back as it was.

    Raises:
        InvalidInputError: With every problem of the file.
    """
    settings, read = read_portfolio(text, file=file)
    problems = _doubles(read)
    if problems:
        raise InvalidInputError(problems)
    return ReadPortfolio(tuple(read), settings)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        InvalidInputError: If it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = gettext("This is not a text in UTF-8.")
    except FileNotFoundError:
        message = gettext("There is no such file.")
    except OSError as error:
        message = gettext("The file cannot be read: %(reason)s.", reason=error.strerror or str(error))
    raise InvalidInputError([Problem(str(path), message)])


def add_projects(read: ReadPortfolio) -> LoadOutcome:
    """Store what is not there yet; the caller commits.

    A project whose short name is taken is left as it is, so loading twice changes nothing. Settings are stored
    while the portfolio has none.

    Raises:
        InvalidInputError: If an addition names a project that is neither stored nor in the same files.
    """
    stored = set(projects.project_slugs())
    new = [project.record for project in read.projects if not project.extends and project.record.slug not in stored]
    additions = [project for project in read.projects if project.extends]
    known = stored | {record.slug for record in new}
    orphans = [project for project in additions if project.record.slug not in known]
    if orphans:
        message = gettext("The project that this adds to is not in the portfolio; load it first.")
        raise InvalidInputError([Problem(project.where, message) for project in orphans])
    store(new)
    added = [record.slug for record in new]
    added += [project.record.slug for project in additions if _append(project.record)]
    if read.settings is not None and get_settings() == PortfolioSettings():
        save_settings(read.settings)
    names = [project.record.slug for project in read.projects]
    return LoadOutcome(tuple(added), tuple(name for name in names if name not in added))


def store(records: Sequence[ProjectRecord]) -> None:
    """Store new projects, many at a time; the caller commits."""
    for start in range(0, len(records), CHUNK):
        projects.insert_projects(records[start : start + CHUNK])


def _append(addition: ProjectRecord) -> bool:
    """Add a history to a project unless all its sources are there; tells whether it was added.

    Of an invented history one source is enough to tell that it was added: what people did since may have ended it.
    """
    base = projects.get_record(addition.slug)
    known = {_identity(source) for source in sources_of(base)}
    present = [source.is_example for source in sources_of(addition) if _identity(source) in known]
    if any(present) or len(present) == len(list(sources_of(addition))):
        return False
    projects.append_history(addition.slug, _beside_deeds(addition, base))
    return True


def _beside_deeds(addition: ProjectRecord, base: ProjectRecord) -> ProjectRecord:
    """An addition without what it invents of reports that people have handed in, and of the days after that."""
    handed_in = {r.period.start: s.origin for r in base.reports for s in r.submissions}
    if not handed_in:
        return addition
    last = max(origin.effective_on or origin.known_on for origin in handed_in.values())
    cut, _ = cut_sequel(addition, last, report=None)
    return replace(cut, reports=tuple(r for r in cut.reports if r.period.start not in handed_in or not _is_told(r)))


def _is_told(report: Report) -> bool:
    return all(submission.origin.source.is_example for submission in report.submissions)


def _identity(source: object) -> tuple[object, ...]:
    names = ("kind", "publisher", "title", "published", "url", "is_example")
    return tuple(getattr(source, name) for name in names)


def import_projects(read: ReadPortfolio) -> LoadOutcome:
    """Store an export; the caller commits.

    Settings are taken over while the portfolio is empty.

    Raises:
        InvalidInputError: If a project is there with another history: nothing is overwritten.
    """
    given = {project.record.slug: project for project in read.projects}
    problems = [
        Problem(given[record.slug].where, gettext('Another project is recorded under "%(slug)s".', slug=record.slug))
        for record in projects.all_records()
        if record.slug in given and dump_project(record) != dump_project(given[record.slug].record)
    ]
    if problems:
        raise InvalidInputError(problems)
    stored = set(projects.project_slugs())
    if not stored and read.settings is not None:
        save_settings(read.settings)
    new = [project.record for project in read.projects if project.record.slug not in stored]
    store(new)
    return LoadOutcome(
        tuple(record.slug for record in new),
        tuple(project.record.slug for project in read.projects if project.record.slug in stored),
    )


def export_portfolio() -> Iterator[str]:
    """The whole portfolio as the pieces of one JSON text, projects in order of their short names."""
    return write_portfolio(get_settings(), projects.all_records())


def _doubles(read: Sequence[ReadProject]) -> list[Problem]:
    """Short names given twice, and centres of one name that differ."""
    problems = []
    first: dict[tuple[bool, str], ReadProject] = {}
    centres: dict[str, object] = {}
    for project in read:
        slug, centre = project.record.slug, project.record.centre
        other = first.setdefault((project.extends, slug), project)
        if other is not project:
            message = gettext('"%(slug)s" is already given by %(other)s.', slug=slug, other=other.where)
            problems.append(Problem(f"{project.where}: slug", message))
        if not project.extends and centres.setdefault(centre.name, centre) != centre:
            message = gettext("This centre is described differently elsewhere.")
            problems.append(Problem(f"{project.where}: centre", message))
    return problems


def _judgements(project: ReadProject) -> list[Problem]:
    """What the facts of a file, taken together, cannot mean."""
    record = project.record
    facts = resolve_facts(record, Viewpoint(LATEST_DAY))
    problems = [
        Problem(f"{project.where}: {_place(record, _NAMED[outcome.check])}", _sum_message(outcome))
        for outcome in check_funding(facts)
        if outcome.check in _NAMED and outcome.result is CheckResult.WRONG
    ]
    if all(facts[name].value is not None for name in DATE_FACTS) and project_period(facts) is None:
        message = gettext("The end comes before the start.")
        problems.append(Problem(f"{project.where}: {_place(record, FactName.END)}", message))
    return problems


_NAMED = {Check.PARTS_MAKE_TOTAL: FactName.TOTAL_VALUE, Check.PARTS_MAKE_GRANT: FactName.GRANT}


def _place(record: ProjectRecord, name: FactName) -> str:
    last = max(index for index, statement in enumerate(record.statements) if statement.fact is name)
    return path_of("statements", last, "value")


def _sum_message(outcome: CheckOutcome) -> str:
    message: str = gettext(
        "The parts make %(parts)s, %(total)s is stated: a difference of %(difference)s.",
        parts=pln(outcome.found),
        total=pln(outcome.expected),
        difference=pln(outcome.difference),
    )
    return message
