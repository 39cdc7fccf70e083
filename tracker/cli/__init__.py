"""The command line, one module per noun."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands to ``flask --app app``."""
    from tracker.cli import accounts, data, reminders, screens

    app.cli.add_command(data.group)
    app.cli.add_command(accounts.group)
    app.cli.add_command(reminders.group)
    app.cli.add_command(screens.group)
