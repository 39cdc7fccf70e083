"""``flask reminders``: remind those who have not reported; safe to run as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask_babel import gettext, ngettext

from tracker.cli.refusals import RefusingGroup
from tracker.config import Config
from tracker.domain.reminders import Channel, Reminder

if TYPE_CHECKING:
    from tracker.services.reminding import Letter, Postman

ACTOR = "flask reminders"
"""Who the record says it was."""

group = RefusingGroup("reminders", help="Remind those who have not reported.")


@group.command("send")
@click.option("--dry-run", is_flag=True, help="List what would be sent; send and change nothing.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at; the portfolio's day without it.")
def send(*, dry_run: bool, day: datetime | None) -> None:
    """Send the reminders that are due, by mail or, without a mail server, on the person's first page."""
    from tracker.cli.clock import day_asked
    from tracker.services.reminding import letters_due, send_reminders

    as_of, postman = day_asked(day), _postman()
    letters = letters_due(as_of, postman) if dry_run else send_reminders(as_of, postman, actor=ACTOR)
    left, failed = _tell(letters)
    if dry_run:
        click.echo(
            ngettext("%(num)s reminder would be sent.", "%(num)s reminders would be sent.", left)
            + " "
            + gettext("This was a rehearsal; nothing was changed.")
        )
        return
    click.echo(ngettext("%(num)s reminder was sent.", "%(num)s reminders were sent.", left))
    if failed:
        told = ngettext(
            "%(num)s reminder could not be sent; the next run tries again.",
            "%(num)s reminders could not be sent; the next run tries again.",
            failed,
        )
        click.echo(told, err=True)
        raise click.exceptions.Exit(1)


def _tell(letters: Iterable[Letter]) -> tuple[int, int]:
    """Print a line for each reminder; gives how many left, and how many did not."""
    left = failed = 0
    for letter in letters:
        for reminder in letter.reminders:
            click.echo("\t".join((_fate(letter), letter.account.email, _name(reminder), letter.subject)))
        if letter.has_left:
            left += len(letter.reminders)
        else:
            failed += len(letter.reminders)
    return left, failed


def _fate(letter: Letter) -> str:
    if not letter.has_left:
        return gettext("not sent")
    return gettext("by mail") if letter.channel is Channel.MAIL else gettext("in the tracker")


def _name(reminder: Reminder) -> str:
    return f"{reminder.slug}: {reminder.occasion}"


def _postman() -> Postman:
    from tracker.cli.clock import now
    from tracker.services.mail import Mailer
    from tracker.services.reminding import Postman

    config: Config = current_app.extensions["tracker_config"]
    overview = f"{config.address}/sprawozdania"
    return Postman(
        mailer=Mailer(config.smtp_url, config.mail_from),
        link=lambda reminder: f"{overview}/{reminder.report_id}" if reminder.report_id else overview,
        overview=overview,
        clock=now,
    )
