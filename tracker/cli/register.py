"""``flask register``: the official list of EU projects 2014-2020."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext

from tracker.cli.import_lines import outcome_lines
from tracker.cli.refusals import RefusingGroup
from tracker.domain.beneficiaries import Beneficiary
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.register import DEFAULT_MEASURE, Selection, is_measure

if TYPE_CHECKING:
    from tracker.exchange.official_list.reading import ListReading, Progress

ACTOR = "flask register"
"""Who the record says it was: whoever may run programs on the server."""

EVERY_MEASURE = "all"
_STEPS = 1000


class _Rehearsed(Exception):  # noqa: N818  Nothing went wrong.
    """Undoes a transaction that only showed what it would do."""


group = RefusingGroup("register", help="Bring in the official list of EU projects 2014-2020.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--measure", default=DEFAULT_MEASURE, show_default=True, help="The action of PO WER, or all for every programme."
)
@click.option("--communes", is_flag=True, help="Also gminas that name no centre.")
@click.option("--words", default="", help="Words that the beneficiary's name holds.")
@click.option("--dry-run", is_flag=True, help="Read the list and tell what would happen; change nothing.")
def import_(file: Path, *, measure: str, communes: bool, words: str, dry_run: bool) -> None:
    """Take over the projects of centres from the list, an XLSX or a CSV.

    What contradicts the figures on record is kept beside them; what counted before goes on counting.
    """
    from tracker.services.registers import notes_of

    reading = _read(file, _selection(measure, words, communes=communes))
    for note in notes_of(reading):
        click.echo(note)
    with suppress(_Rehearsed):
        _take_over(reading, file.name, dry_run=dry_run)


def _selection(measure: str, words: str, *, communes: bool) -> Selection:
    if measure != EVERY_MEASURE and not is_measure(measure):
        message = gettext("“%(measure)s” is no action. Write it as 2.5, or all for every programme.", measure=measure)
        raise InvalidInputError([Problem("--measure", message)])
    sorts = {Beneficiary.CENTRE} | ({Beneficiary.COMMUNE} if communes else set())
    return Selection("" if measure == EVERY_MEASURE else measure, frozenset(sorts), words)


def _read(file: Path, selection: Selection) -> ListReading:
    from tracker.exchange.incoming.opening import open_table_file
    from tracker.exchange.official_list.reading import LIST_LIMITS, read_list

    try:
        with open_table_file(file, file.name, LIST_LIMITS) as table:
            return _with_progress(read_list(table, file.name, selection))
    except FileNotFoundError:
        message = gettext("There is no such file.")
    except OSError as error:
        message = gettext("The file cannot be read: %(reason)s.", reason=error.strerror or str(error))
    raise InvalidInputError([Problem(str(file), message)])


def _with_progress(steps: Generator[Progress, None, ListReading]) -> ListReading:
    """What came of the list; a bar goes with the reading where somebody watches."""
    watched = sys.stderr
    label = gettext("Reading the list")
    last = 0
    with click.progressbar(length=_STEPS, label=label, file=watched, hidden=not watched.isatty()) as bar:
        while True:
            try:
                reached = int(next(steps).done * _STEPS)
            except StopIteration as end:
                reading: ListReading = end.value
                return reading
            bar.update(max(reached - last, 0))
            last = max(reached, last)


def _take_over(reading: ListReading, name: str, *, dry_run: bool) -> None:
    from tracker.cli.clock import day_asked, now
    from tracker.services.editing.ground import Editor
    from tracker.services.imports.applying import Decisions, apply, proposals_of
    from tracker.services.imports.previewing import edition
    from tracker.services.registers import keep_list
    from tracker.storage.transactions import next_data_version, transaction

    editor = Editor(ACTOR, now(), day_asked(None))
    with transaction():
        next_data_version()
        key = keep_list(reading, name, editor, account_id=None)
        proposals = proposals_of(key, editor)
        for line in outcome_lines(proposals):
            click.echo(line)
        taken = [one.number for one in proposals if one.can_be_taken]
        if not taken:
            click.echo(gettext("Nothing was changed."))
            raise _Rehearsed
        if dry_run:
            click.echo(gettext("This was a rehearsal; nothing was changed."))
            raise _Rehearsed
        apply(key, Decisions(taken), editor, seen=edition(proposals))
    click.echo(gettext("It can be undone as a whole on the page “Add data”: import %(key)s.", key=key))
