"""The command line, one module per noun."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands to ``flask --app app``."""
    from tracker.cli import accounts, announcements, backups, data, doctor, register, reminders, screens

    # The commands of backups join those of data.
    assert backups.group is data.group
    app.cli.add_command(data.group)
    app.cli.add_command(doctor.doctor)
    app.cli.add_command(accounts.group)
    app.cli.add_command(announcements.group)
    app.cli.add_command(register.group)
    app.cli.add_command(reminders.group)
    app.cli.add_command(screens.group)
