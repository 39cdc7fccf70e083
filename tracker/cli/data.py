"""``flask data``: portfolios from files, to files, invented ones, and how good they are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext, ngettext

from tracker.cli.refusals import RefusingGroup
from tracker.config import ROOT
from tracker.domain.accounts import AccountState
from tracker.domain.errors import InvalidInputError, Problem

if TYPE_CHECKING:
    from tracker.services.portfolio_files import ReadPortfolio

ACTOR = "flask data"
"""Who the record says it was: whoever may run programs on the server."""

STDIN = "-"
DEMO_FOLDER = ROOT / "data" / "demo"


class _Rehearsed(Exception):  # noqa: N818  Nothing went wrong.
    """Undoes a transaction that only showed what it would do."""


group = RefusingGroup("data", help="Load, export and check portfolios.")


@group.command("load")
@click.argument("path", type=click.Path(path_type=Path))
def load(path: Path) -> None:
    """Load project files from a folder, or one file."""
    from tracker.services.portfolio_files import read_files

    _add(read_files(path), "load_data", file=path.resolve().name)


@group.command("demo")
@click.option("--remove", is_flag=True, help="Remove everything that was invented instead.")
def demo(*, remove: bool) -> None:
    """Add the invented reports and centres, or remove them."""
    from tracker.services.portfolio_files import read_files
    from tracker.storage.accounts import all_accounts
    from tracker.storage.projects import remove_examples
    from tracker.storage.transactions import transaction

    if not remove:
        _add(read_files(DEMO_FOLDER), "load_examples")
        return
    with transaction():
        rows = remove_examples()
        _record("remove_examples", rows=rows)
    click.echo(
        ngettext("%(num)s invented row removed.", "%(num)s invented rows removed.", rows)
        if rows
        else gettext("There was nothing invented to remove.")
    )
    if any(account.is_example and account.state is not AccountState.CLOSED for account in all_accounts()):
        click.echo(gettext("The accounts for a try stay."))
        click.echo(gettext("They are closed with: flask --app app accounts disable --examples"))


@group.command("generate")
@click.option("--projects", "number", type=click.IntRange(1, 100_000), required=True, help="How many.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same projects.")
def generate(number: int, seed: int) -> None:
    """Invent projects, marked as examples, to see the tracker at scale."""
    from tracker.services.invention.crowd import add_crowd
    from tracker.storage.transactions import transaction

    with transaction():
        added = add_crowd(number, seed=seed)
        _record("generate_projects", added=added, seed=seed)
    click.echo(_counted(added) if added else gettext("These projects are there already; nothing was changed."))


@group.command("invent")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=DEMO_FOLDER)
def invent(folder: Path) -> None:
    """Write the invented files of the demonstration anew."""
    from tracker.services.invention.demo import demo_documents

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in demo_documents().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(folder / name)


@group.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def export(file: Path) -> None:
    """Write the whole portfolio as one JSON file; - writes to standard output."""
    from tracker.services.portfolio_files import export_portfolio

    if str(file) == STDIN:
        for piece in export_portfolio():
            click.echo(piece, nl=False)
        return
    _write_whole(file, export_portfolio())
    click.echo(gettext("The portfolio is in %(file)s.", file=file))


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Check the file and tell what would happen; change nothing.")
def import_(file: Path, *, dry_run: bool) -> None:
    """Take over an export."""
    from tracker.services.portfolio_files import import_projects, read_export, read_text
    from tracker.storage.transactions import transaction

    text = sys.stdin.read() if str(file) == STDIN else read_text(file)
    read = read_export(text, file=str(file))
    with suppress(_Rehearsed), transaction():
        outcome = import_projects(read)
        _record("import_data", file=file.name, added=len(outcome.added), present=len(outcome.present))
        if dry_run:
            raise _Rehearsed
    _tell(outcome.added, outcome.present)
    if dry_run:
        click.echo(gettext("This was a rehearsal; nothing was changed."))


@group.command("check")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at; the portfolio's day without it.")
def check(as_of: datetime | None) -> None:
    """Report what is doubtful about the recorded facts."""
    from tracker.cli.clock import day_asked
    from tracker.cli.quality import quality_lines

    for line in quality_lines(day_asked(as_of)):
        click.echo(line)


def _add(read: ReadPortfolio, deed: str, **details: str) -> None:
    from tracker.services.portfolio_files import add_projects
    from tracker.storage.transactions import transaction

    with transaction():
        outcome = add_projects(read)
        _record(deed, **details, added=len(outcome.added), present=len(outcome.present))
    _tell(outcome.added, outcome.present)


def _record(deed: str, **details: str | int) -> None:
    """Put on record what a command did to the portfolio, with its counts."""
    from tracker.cli.clock import now
    from tracker.storage.audit import AuditEvent, record_event

    record_event(AuditEvent(now(), ACTOR, deed, {}, details), project_id=None)


def _tell(added: Sequence[str], present: Sequence[str]) -> None:
    if added:
        click.echo(f"{_counted(len(added))} {_named(added)}".rstrip())
    if present:
        told = ngettext(
            "%(num)s project is there already and was left as it is.",
            "%(num)s projects are there already and were left as they are.",
            len(present),
        )
        click.echo(f"{told} {_named(present)}".rstrip())
    if not added:
        click.echo(gettext("Nothing was changed."))


def _counted(number: int) -> str:
    told: str = ngettext("%(num)s project was loaded.", "%(num)s projects were loaded.", number)
    return told


def _named(slugs: Iterable[str], most: int = 20) -> str:
    names = list(slugs)
    return f"({', '.join(names)})" if len(names) <= most else ""


def _write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file whole or not at all: a broken export never takes the place of a good one."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError as error:
        message = gettext("The file cannot be written: %(reason)s.", reason=error.strerror or str(error))
        raise InvalidInputError([Problem(str(path), message)]) from None
    finally:
        part.unlink(missing_ok=True)
