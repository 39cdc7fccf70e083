"""``flask data backup``, ``verify`` and ``restore``: the whole database as one file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask, current_app
from flask_babel import gettext, ngettext

from tracker.cli.data import group

__all__ = ["group"]

FILE = click.Path(path_type=Path, dir_okay=False)


@group.command("backup")
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write the whole database to a file, while people go on working."""
    from tracker.cli.clock import now
    from tracker.services.backups import back_up

    manifest = back_up(file, now())
    click.echo(gettext("The backup is in %(file)s: %(content)s.", file=file, content=_content(manifest.tables)))


@group.command("verify")
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Prove that a backup is whole."""
    from tracker.services import backups

    manifest = backups.verify(file)
    moment = manifest.made_at.isoformat(sep=" ", timespec="seconds")
    click.echo(
        gettext("The backup of %(moment)s is whole: %(content)s.", moment=moment, content=_content(manifest.tables))
    )


@group.command("restore")
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put a backup in the place of an empty database."""
    from tracker.services import backups
    from tracker.storage.schema import known_revisions

    manifest = backups.restore(file)
    click.echo(gettext("Restored and compared row by row: %(content)s.", content=_content(manifest.tables)))
    if manifest.revision != known_revisions()[0]:
        click.echo(gettext("The backup is of an older tracker. Bring it up to date with: flask --app app db upgrade"))


@group.command("copy")
@click.option(
    "--to",
    "url",
    required=True,
    envvar="TRACKER_COPY_TO",
    help="Address of the empty database; in TRACKER_COPY_TO it is seen by nobody else on the machine.",
)
def copy(url: str) -> None:
    """Copy every row into another database, for example from SQLite to PostgreSQL."""
    from tracker.storage.backups.copying import copy_from, other_database, this_database
    from tracker.storage.schema import upgrade_schema

    origin = this_database()
    extensions = current_app.extensions
    target: Flask = extensions["tracker_maker"](replace(extensions["tracker_config"], database_url=url))
    with other_database(target):
        upgrade_schema()
        state = copy_from(origin)
    click.echo(gettext("Copied and compared row by row: %(content)s.", content=_content(state.tables)))
    click.echo(gettext("The tracker works with it once TRACKER_DATABASE_URL is set to this address."))


def _content(told: Mapping[str, tuple[int, str]]) -> str:
    number = sum(rows for rows, _digest in told.values())
    rows = ngettext("%(num)s row", "%(num)s rows", number)
    tables = ngettext("%(num)s table", "%(num)s tables", len(told))
    return f"{rows}, {tables}"
