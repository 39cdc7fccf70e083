"""``flask doctor``: how this installation is, and what to do about it."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

SIGNS = {"fine": "+", "worth_a_look": "!", "broken": "x"}
"""What stands before a line: readable without colours."""


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look settings, database, disk, mail and clock over; exit code 1 when something is broken."""
    from tracker.cli.clock import now
    from tracker.services.doctor import Level, look_over

    is_broken = False
    for finding in look_over(current_app.extensions["tracker_config"], now()):
        click.echo(f"{SIGNS[finding.level]} {finding.what}: {finding.text}")
        if finding.advice:
            click.echo(f"    {finding.advice}")
        is_broken |= finding.level is Level.BROKEN
    if is_broken:
        raise click.exceptions.Exit(1)
