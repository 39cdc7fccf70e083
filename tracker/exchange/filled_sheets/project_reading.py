"""The workbook of one project read back, every fault at its cell."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import force_locale, gettext

from tracker.exchange.filled_sheets.cells import CellFaultError, FormValue, read_cell, spelled
from tracker.exchange.filled_sheets.columns import FormColumn
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS as PORTFOLIO
from tracker.exchange.filled_sheets.portfolio_reading import missing_of_document
from tracker.exchange.filled_sheets.project_columns import (
    FACT_KEYS,
    FACTS_SHEET,
    MILESTONES,
    MILESTONES_SHEET,
    PLAN_SHEET,
    POSTS,
    POSTS_SHEET,
    SPENDING_SHEET,
    SPENT,
    TASKS,
    TRAINING_SHEET,
    TRAININGS,
    month_of_heading,
    planned_in,
    spent_in,
)
from tracker.exchange.filled_sheets.tables import CellProblem, FilledTable, RowRead, find_table
from tracker.exchange.incoming.tables import CellValue, TableFile


@dataclass(slots=True)
class ProjectReading:
    """What came of a project's workbook.

    Attributes:
        facts_sheet: The sheet with the facts.
        facts: By the keys of the columns of a portfolio.
        places: The cells of the facts by the same keys.
        tasks: Number, name, and amounts by the first day of the month in ISO form.
        spending: As ``tasks``, what was spent.
    """

    facts_sheet: str
    facts: dict[str, FormValue] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    milestones: list[RowRead] = field(default_factory=list)
    posts: list[RowRead] = field(default_factory=list)
    trainings: list[RowRead] = field(default_factory=list)
    tasks: list[RowRead] = field(default_factory=list)
    spending: list[RowRead] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def complain(self, key: str, read: str, expected: str) -> None:
        """Note what is wrong with a fact, at its cell or, where it has no row, by its name; of a cell once."""
        cell = self.places.get(key, str(PORTFOLIO[key].heading))
        if all((problem.sheet, problem.cell) != (self.facts_sheet, cell) for problem in self.problems):
            heading = str(PORTFOLIO[key].heading) if key in self.places else ""
            self.problems.append(CellProblem(self.facts_sheet, cell, read, expected, heading))


def facts_sheet_of(file: TableFile) -> str | None:
    """The sheet with the facts, when the file is the workbook of one project."""
    names = _spellings(FACTS_SHEET)
    return next((name for name in file.sheet_names if name.strip().casefold() in names), None)


def _spellings(text: object) -> set[str]:
    found = set()
    for language in ("pl", "en"):
        with force_locale(language):
            found.add(str(text).casefold())
    return found


def read_project_workbook(file: TableFile, facts_sheet: str, known: Container[str]) -> ProjectReading:
    """Read every sheet of the workbook.

    Args:
        file: The open file.
        facts_sheet: The sheet with the facts.
        known: The addresses of the projects that whoever brings the file may change.

    Raises:
        TableFileError: If the file breaks off or goes beyond its bounds.
    """
    reading = ProjectReading(facts_sheet)
    _read_facts(file, known, reading)
    for part, rows in (
        (_MILESTONES, reading.milestones),
        (_POSTS, reading.posts),
        (_TRAININGS, reading.trainings),
        (_TASKS, reading.tasks),
        (_SPENDING, reading.spending),
    ):
        table = _table(file, part)
        if table is not None:
            _check(table, part)
            rows.extend(table.rows)
            reading.problems.extend(table.problems)
            reading.ignored.extend(table.ignored)
    return reading


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet of the workbook beside that of the facts.

    Attributes:
        needed: The columns that a row cannot do without.
        identity: Those that tell one row from another.
        month: Makes the column of a month; ``None`` where there are no months.
    """

    name: object
    columns: Mapping[str, FormColumn]
    needed: tuple[str, ...]
    identity: tuple[str, ...]
    month: Callable[[date], FormColumn] | None = None

    def further(self, cell: CellValue) -> FormColumn | None:
        """The column of a heading that is none of the fixed ones."""
        month = month_of_heading(cell) if self.month else None
        return self.month(month) if self.month and month else None


_NAMED = ("kind", "name")
_MILESTONES = _Part(MILESTONES_SHEET, MILESTONES, _NAMED, _NAMED)
_POSTS = _Part(POSTS_SHEET, POSTS, _NAMED, _NAMED)
_TRAININGS = _Part(TRAINING_SHEET, TRAININGS, _NAMED, _NAMED)
_TASKS = _Part(PLAN_SHEET, TASKS, ("number", "name"), ("number",), planned_in)
_SPENDING = _Part(SPENDING_SHEET, SPENT, ("number",), ("number",), spent_in)


def _table(file: TableFile, part: _Part) -> FilledTable | None:
    wanted = _spellings(part.name)
    sheet = next((one for one in file.sheet_names if one.strip().casefold() in wanted), None)
    return None if sheet is None else find_table(file, sheet, part.columns, further=part.further)


def _check(table: FilledTable, part: _Part) -> None:
    """Every row has what it cannot do without, and what was reached has its day."""
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        for key in part.needed:
            if key not in row.values:
                table.complain(row.number, key, "", gettext("This row needs this."))
        if "actual" in row.values and "actual_day" not in row.values:
            table.complain(row.number, "actual_day", "", gettext("Say by which day."))
        identity = tuple(str(row.values.get(key, "")) for key in part.identity)
        if tuple(text.casefold() for text in identity) in seen:
            table.complain(row.number, part.identity[-1], identity[-1], _twice(identity[-1]))
        seen.add(tuple(text.casefold() for text in identity))


def _twice(value: str) -> str:
    return gettext("%(value)s is there twice.", value=value)


def _read_facts(file: TableFile, known: Container[str], reading: ProjectReading) -> None:
    keys = {name: key for key in FACT_KEYS for name in _spellings(PORTFOLIO[key].heading)}
    for number, cells in file.rows(reading.facts_sheet):
        name = cells[0] if cells else None
        key = keys.get(" ".join(name.split()).casefold()) if isinstance(name, str) else None
        if key is None:
            continue
        reading.places[key] = f"B{number}"
        cell = cells[1] if len(cells) > 1 else None
        try:
            value = read_cell(cell, PORTFOLIO[key], from_1904=file.from_1904)
        except CellFaultError as fault:
            reading.complain(key, spelled(cell), str(fault))
            continue
        if value is not None:
            reading.facts[key] = value
    _check_facts(known, reading)


def _check_facts(known: Container[str], reading: ProjectReading) -> None:
    slug = reading.facts.get("slug")
    if slug is not None and slug not in known:
        message = gettext("There is no project of this address that this account may change.")
        reading.complain("slug", str(slug), message)
    if slug is None:
        for key in ("centre_name", "title"):
            if key not in reading.facts:
                reading.complain(key, "", gettext("A new project needs this."))
    for key in missing_of_document(reading.facts):
        reading.complain(key, "", gettext("A document needs this."))
